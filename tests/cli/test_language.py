"""The program speaks German by itself and English when asked; documents are German either way."""

from __future__ import annotations

import argparse
import ast
import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from pipeline.check_report import make_check_report
from pipeline.cli.argparse_german import GERMAN
from pipeline.cli.arguments import date_argument
from pipeline.cli.main import commands, main
from pipeline.documents.context import Situation, draft_history
from pipeline.documents.templates import templates_for
from pipeline.dossier.answers import ROLE_TITLES, Role
from pipeline.dossier.load import load_dossier
from pipeline.errors import ExitCode
from pipeline.language import current_language, in_german, set_language, tr, translated
from pipeline.law.findings import Status
from pipeline.production import rendered_documents
from pipeline.system_errors import reason_of

GERMAN_WORD = re.compile(
    r"[äöüÄÖÜß„]|\b(der|das|den|dem|des|und|oder|nicht|eine|einen|einer|ein|ist|sind|wird|mit|für|von|zum|zur|auf|aus"
    r"|bei|nach|fehlt|zeigen|Akte|Ordner|Datei|Vorgabe|Beispiel|Fassung|Angabe|Angaben|Optionen|Aufruf|Befehle)\b"
)
ARGPARSE_WORD = re.compile(
    r"\b(usage|options|positional|arguments?|required|expected|invalid|choose|unrecognized|show this|the|default"
    r"|error|could match)\b"
)
SMALLEST = {
    "organisation.yaml": "name: Stadt Test\nland: NW\n",
    "concept.yaml": "channels:\n  - id: instagram\n    platform: instagram\n",
}


@dataclass(frozen=True)
class Said:
    """What the program answered: exit code and both streams as one text."""

    code: int
    text: str


Say = Callable[..., Said]


@pytest.fixture(autouse=True)
def _german_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("COLUMNS", "500")
    yield
    set_language("de")


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def run(*words: str) -> Said:
        try:
            code = main(words)
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return Said(code, out + err)

    return run


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return written(tmp_path / "akte", SMALLEST)


def written(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(dedent(text), encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", ["", *commands()])
def test_help_in_each_language(command: str, say: Say) -> None:
    words = [command] if command else []
    german = say(*words, "--help")
    english = say("--lang", "en", *words, "--help")
    assert (german.code, english.code) == (0, 0)
    assert german.text.startswith("Aufruf: nutzungskonzept")
    assert english.text.startswith("usage: nutzungskonzept")
    assert not ARGPARSE_WORD.search(re.sub(r"--[a-z-]+", "", german.text)), german.text
    assert not GERMAN_WORD.search(english.text), english.text


def test_english_help_of_check_says_what_stays_german(say: Say) -> None:
    assert "remain in German" in say("check", "--help", "--lang=en").text
    assert "bleiben deutsch" not in say("check", "--help").text


@pytest.mark.parametrize(
    ("words", "german", "english"),
    [
        (["check"], "diese Angaben fehlen: AKTE", "the following arguments are required: DOSSIER"),
        (["check", "x", "--strct"], "unbekannte Angaben: --strct", "unrecognized arguments: --strct"),
        (["check", "x", "--as-of"], "hier fehlt eine Angabe", "expected one argument"),
        (["check", "x", "--as-of", "bald"], "„bald“ ist kein Datum", "“bald” is not a date"),
        (["check", "x", "--max-age", "alt"], "'alt' ist hier nicht möglich", "invalid int value: 'alt'"),
        (["check", "x", "--format", "odt"], "'odt' ist nicht möglich", "invalid choice: 'odt'"),
        (["check", "x", "--strict=1"], "überzählige Angabe '1'", "ignored explicit argument '1'"),
        (["check-pdf"], "diese Angaben fehlen: DATEI", "the following arguments are required: FILE"),
        (["init", "x", "--land", "XX"], "'XX' ist nicht möglich", "invalid choice: 'XX'"),
        (["build", "x", "--out"], "--out ist mehrdeutig", "ambiguous option: --out could match"),
        (["teilen"], "'teilen'", "'teilen'"),
    ],
)
def test_wrong_usage_in_each_language(words: list[str], german: str, english: str, say: Say) -> None:
    said = say(*words)
    assert said.code == ExitCode.USAGE
    assert german in said.text
    assert not ARGPARSE_WORD.search(re.sub(r"--[a-z-]+", "", said.text)), said.text
    said = say("--lang", "en", *words)
    assert said.code == ExitCode.USAGE
    assert english in said.text
    assert not GERMAN_WORD.search(said.text), said.text


def test_german_knows_each_sentence_of_argparse() -> None:
    """Every sentence but those about a parser that was built wrongly, which only programmers meet."""
    for_programmers = (
        r"required' is an invalid|not callable|not defined|argument \"-\"|cannot (have|merge)|conflicting|dest= is"
        r"|invalid conflict_resolution|invalid option string|mutually exclusive arguments must"
    )
    tree = ast.parse(Path(argparse.__file__).read_text(encoding="utf-8"))
    said = {
        argument.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    assert len(said) > 25
    assert {text for text in said if text not in GERMAN and not re.search(for_programmers, text)} == set()
    for english, german in GERMAN.items():
        named = r"%\(\w+\)[sr]"
        assert set(re.findall(named, german)) <= set(re.findall(named, english)), english
        assert re.findall(r"%[sr]", german) == re.findall(r"%[sr]", english), english


def test_both_languages_in_one_process(say: Say) -> None:
    assert say("check").text.startswith("nutzungskonzept check: diese Angaben")
    assert say("check", "--lang", "en").text.startswith("nutzungskonzept check: the following")
    assert say("check").text.startswith("nutzungskonzept check: diese Angaben")


def test_missing_dossier(say: Say, tmp_path: Path) -> None:
    folder = str(tmp_path / "fehlt")
    german, english = say("check", folder), say("--lang", "en", "check", folder)
    assert german.code == english.code == ExitCode.INPUT
    assert german.text.startswith(f"Den Ordner {folder} gibt es nicht.")
    assert english.text.startswith(f"The folder {folder} does not exist.")


@pytest.mark.parametrize(
    ("number", "german", "english"),
    [
        (errno.ENOSPC, "der Speicherplatz ist voll", "the disk is full"),
        (errno.EACCES, "die Berechtigung fehlt", "permission is missing"),
        (errno.EISDIR, "unter dem Namen liegt ein Ordner", "there is a folder of that name"),
    ],
)
def test_reasons_of_the_operating_system(number: int, german: str, english: str) -> None:
    error = OSError(number, os.strerror(number))
    assert reason_of(error) == german
    set_language("en")
    assert reason_of(error) == english


def test_schema_into_a_file_that_is_no_folder(say: Say, dossier: Path) -> None:
    said = say("schema", "-o", str(dossier / "concept.yaml"))
    assert said.code == ExitCode.NO
    assert said.text.endswith("lässt sich nicht schreiben: der Name ist schon vergeben.\n")


def test_faults_of_a_dossier(say: Say, tmp_path: Path) -> None:
    """All kinds of faults the model knows, in English without one German word; the German ones are told elsewhere."""
    concept = """
        channels:
          - id: instagram
            platform: instagram
            url: www.beispiel
            started_on: bald
            comments_open: manchmal
            formats: Reels
            purpos: x
          - id: instagram
            platform: [x]
        purposes:
          - id: Gross
            kind: spam
        document: {date: 2026-02-30}
    """
    organisation = "land: XX\nphone: Rathaus\nemail: rathaus(at)test.de\nname: {}\n"
    folder = written(tmp_path / "akte", {"organisation.yaml": organisation, "concept.yaml": concept})
    said = say("--lang", "en", "check", str(folder))
    assert said.code == ExitCode.INPUT
    for sentence in (
        "“www.beispiel” is not a web address.",
        "“bald” is not a date of the form",
        "“manchmal” is neither “ja” (yes) nor “nein” (no).",
        "The date “2026-02-30” does not exist.",
        "“Rathaus” is not a telephone number.",
        "“rathaus(at)test.de” is not an e-mail address.",
        "Did you mean “purpose”?",
        "“XX” is not possible here.",
        "A list is expected here.",
        "errors. Nothing was written.",
    ):
        assert sentence in said.text, sentence
    assert not GERMAN_WORD.search(said.text), said.text


def test_missing_entry_is_named_by_its_key_where_the_title_is_german(say: Say, tmp_path: Path) -> None:
    folder = written(tmp_path / "akte", {**SMALLEST, "organisation.yaml": "land: NW\n"})
    assert "Die Angabe „name“ (" in say("check", str(folder)).text
    assert "The entry “name” is missing." in say("--lang", "en", "check", str(folder)).text


def test_check_in_english_keeps_only_law_and_names_german(say: Say, dossier: Path) -> None:
    said = say("--lang", "en", "check", str(dossier), "--as-of", "2026-11-22")
    assert said.code == ExitCode.NO
    assert "\nNOT FULFILLED\n" in said.text
    assert "\nQUESTIONS\n" in said.text
    assert re.search(r"\d+ requirements: \d+ not fulfilled, \d+ open", said.text)
    assert "data protection officer" in said.text
    for word in ("ERFÜLLT", "\nFRAGEN\n", "Es fehlt", "Anforderungen:", "Datenschutzbeauftragte Person\n", "Pflicht:"):
        assert word not in said.text, word


def test_labels() -> None:
    set_language("en")
    assert [translated(status.label) for status in Status][:2] == ["not fulfilled", "open"]
    assert translated(ROLE_TITLES[Role.DPO]) == "data protection officer"
    assert translated("Musterstadt") == "Musterstadt"
    set_language("de")
    assert [translated(status.label) for status in Status] == [status.label for status in Status]


def test_texts_of_documents_are_made_in_german() -> None:
    set_language("en")
    with in_german():
        assert tr("Es ist nichts offen.") == "Es ist nichts offen."
    assert tr("Es ist nichts offen.") == "Nothing is open."
    with pytest.raises(ValueError, match="x"), in_german():
        raise ValueError("x")
    assert current_language() == "en"


def test_documents_are_the_same_in_both_languages(dossier: Path) -> None:
    made = []
    for language in ("de", "en"):
        set_language(language)
        loaded = load_dossier(dossier)
        day = date_argument("2026-11-22")
        situation = Situation(draft=True, code="", as_of=day, history=draft_history(loaded))
        made.append(rendered_documents(loaded, situation, templates_for(loaded)))
    assert len(made[0]) >= 3
    assert made[0] == made[1]


@pytest.mark.office
def test_report_of_a_check_is_german_in_english_too(dossier: Path) -> None:
    set_language("en")
    made = make_check_report(load_dossier(dossier), frozenset({"html"}), as_of=date_argument("2026-11-22"))
    text = made.files["pruefbericht.html"].decode()
    assert "Es fehlt: " in text
    for english in ("Missing: ", "Checked as of", "data protection officer", "Page "):
        assert english not in text


def test_version(say: Say) -> None:
    assert re.fullmatch(r"nutzungskonzept \d+\.\d+\S*\n", say("--version").text)


def test_unknown_language_is_wrong_usage(say: Say) -> None:
    said = say("--lang", "fr", "check", "x")
    assert said.code == ExitCode.USAGE
    assert "'fr' ist nicht möglich" in said.text


def test_german_start_reads_no_catalogue(dossier: Path) -> None:
    """Babel takes longer to import than the rest of the start; who speaks German never pays for it."""
    code = dedent(
        """
        import sys
        from pipeline.cli.main import main
        main(["check", sys.argv[1], "--as-of", "2026-11-22"])
        main(["check", sys.argv[1] + "x"])
        assert not [name for name in sys.modules if name.partition(".")[0] == "babel"]
        main(["--lang", "en", "check", sys.argv[1] + "x"])
        assert "babel" in sys.modules
        """
    )
    done = subprocess.run([sys.executable, "-c", code, str(dossier)], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
