"""Faults of a dossier: all in one run, in German, each with its place and what to write instead."""

from __future__ import annotations

import random
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dossier.load import dossier_from_files, load_dossier
from pipeline.errors import ExitCode, InputError, Problem

ORGANISATION = "name: Stadt Test\nland: NW\n"
CONCEPT = "channels:\n  - id: instagram\n    platform: instagram\n"


def problems(concept: str = CONCEPT, organisation: str = ORGANISATION, **more: str) -> list[Problem]:
    files = {"organisation.yaml": organisation, "concept.yaml": concept}
    files |= {f"{name}.yaml": text for name, text in more.items()}
    with pytest.raises(InputError) as caught:
        dossier_from_files({name: dedent(text).encode() for name, text in files.items()}, Path("akte"))
    assert caught.value.exit_code is ExitCode.INPUT
    return list(caught.value.problems)


def the_problem(concept: str = CONCEPT, organisation: str = ORGANISATION, **more: str) -> Problem:
    (problem,) = problems(concept, organisation, **more)
    return problem


def channel(lines: str) -> str:
    return CONCEPT + "".join(f"    {line}\n" for line in dedent(lines).splitlines())


def test_smallest_dossier() -> None:
    dossier = dossier_from_files(
        {"organisation.yaml": ORGANISATION.encode(), "concept.yaml": CONCEPT.encode()}, Path("akte")
    )
    assert dossier.name == "akte"
    assert dossier.concept.channels[0].purpose is None
    place = dossier.place("concept.channels[instagram].platform")
    assert place is not None
    assert (place.file, place.line, place.column) == ("concept.yaml", 3, 5)


def test_mistyped_key_names_the_key_that_was_meant() -> None:
    problem = the_problem(channel("purpos: Test"))
    assert (problem.line, problem.column) == (4, 5)
    assert problem.path == "concept.channels[instagram].purpos"
    assert "Gemeint: „purpose“?" in problem.remedy


def test_all_faults_in_one_run() -> None:
    found = problems(channel("url: keine Adresse\nstarted_on: 2026-02-30\ncomments_open: vielleicht"), "land: XX\n")
    assert [problem.path for problem in found] == [
        "organisation.name",
        "organisation.land",
        "concept.channels[instagram].url",
        "concept.channels[instagram].started_on",
        "concept.channels[instagram].comments_open",
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("started_on: 30.02.2026", "Das Datum „30.02.2026“ gibt es nicht."),
        ("started_on: bald", "kein Datum der Form"),
        ("url: www.beispiel", "keine Internetadresse"),
        ("url: javascript:alert(1)", "keine Internetadresse"),
        ("comments_open: manchmal", "weder „ja“ noch „nein“"),
        ("topics: Kultur", "Hier wird eine Liste erwartet."),
        ("title: [a]", "Hier wird ein Text erwartet."),
        ("joint_controllership: ja", "eingerückte Unterpunkte"),
        ("status: offen", "ist hier nicht möglich"),
        ("purpose: {open: Was?, by: chef}", "„chef“ ist hier nicht möglich."),
        ("purpose: {open: Was?}", "Die Angabe „by“ (Zuständig) fehlt."),
    ],
)
def test_wrong_forms(line: str, message: str) -> None:
    problem = the_problem(channel(line))
    assert message in problem.message
    assert problem.line == 4
    assert problem.remedy


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("phone: Rathaus", "keine Telefonnummer"),
        ("email: rathaus(at)test.de", "keine E-Mail-Adresse"),
        ("accent_color: blau", "nicht die verlangte Form"),
    ],
)
def test_wrong_contacts(field: str, message: str) -> None:
    assert message in the_problem(organisation=ORGANISATION + field + "\n").message


@pytest.mark.parametrize("target", ["#", ""])
def test_careless_but_readable_links_load(target: str) -> None:
    text = channel(f'url: "{target}"')
    dossier_from_files({"organisation.yaml": ORGANISATION.encode(), "concept.yaml": text.encode()}, Path("x"))


def test_version_and_postcode_keep_their_digits() -> None:
    concept = CONCEPT + "document:\n  version: 1.10\n  file_reference: 010\n"
    files = {"organisation.yaml": ORGANISATION.encode(), "concept.yaml": concept.encode()}
    document = dossier_from_files(files, Path("x")).concept.document
    assert (document.version, document.file_reference) == ("1.10", "010")


def test_duplicate_key() -> None:
    problem = the_problem(channel("purpose: a\npurpose: b"))
    assert "zum zweiten Mal (zuerst in Zeile 4)" in problem.message
    assert problem.line == 5


def test_id_twice_in_a_list() -> None:
    problem = the_problem(CONCEPT + "  - id: instagram\n    platform: facebook\n")
    assert problem.message == "Die Kennung „instagram“ kommt in dieser Liste zweimal vor (zuerst in Zeile 2)."
    assert problem.path == "concept.channels[instagram].id"
    assert problem.line == 4


PURPOSES = "purposes:\n  - {id: stadtleben, kind: information, title: Stadtleben}\n"


@pytest.mark.parametrize("value", ["[stadtlebn]", "{open: Welche?, by: office, proposal: [stadtlebn]}"])
def test_mistyped_id_names_the_one_that_was_meant(value: str) -> None:
    problem = the_problem(channel(f"purposes: {value}") + PURPOSES)
    assert problem.message == "Unter concept.purposes gibt es keinen Eintrag „stadtlebn“."
    assert problem.remedy == "Gemeint: „stadtleben“? Möglich sind: stadtleben."
    assert problem.path == "concept.channels[instagram].purposes"
    assert problem.line == 4


def test_mistyped_channel_of_a_task_and_lists_that_are_not_there_yet() -> None:
    task = "responsibilities:\n  - {id: redaktion, task: editorial, channels: [instagram, instagramm]}\n"
    assert [problem.line for problem in problems(CONCEPT + task) if "instagramm" in problem.message] == [5]
    files = {"organisation.yaml": ORGANISATION.encode(), "concept.yaml": channel("purposes: [stadtleben]").encode()}
    assert dossier_from_files(files, Path("x")).concept.channels[0].purposes == ("stadtleben",)


def test_alias_bomb() -> None:
    bomb = 'a: &a ["x","x"]\nb: &b [*a,*a]\nc: [*b,*b]\n'
    found = problems(bomb)
    assert all("Anker und Verweise" in problem.message for problem in found)
    assert len(found) == 6


def test_tags_are_refused() -> None:
    assert "Typangaben" in the_problem("channels: !!python/object/apply:os.system ['true']\n").message


def test_too_deep() -> None:
    assert "zu tief" in the_problem("[" * 100 + "]" * 100).message


@pytest.mark.parametrize(
    ("bytes_", "message", "line"),
    [
        ("channels: \u00e4\n".encode("latin-1"), "nicht in UTF-8", 1),
        (b"a: b\nc: \x01\n", "U+0001", 2),
        ("a: \u202etxt\n".encode(), "U+202E", 1),
        ("a: \ue007\n".encode(), "U+E007", 1),
        (b"a: {_{ x }_}\n", "{_{", 1),
    ],
)
def test_forbidden_characters(bytes_: bytes, message: str, line: int) -> None:
    with pytest.raises(InputError) as caught:
        dossier_from_files({"organisation.yaml": ORGANISATION.encode(), "concept.yaml": bytes_}, Path("x"))
    assert [problem.line for problem in caught.value.problems if message in problem.message] == [line]


SLIPS = [
    # what was typed, line and column of the slip, what is said of it, what to write instead
    ("title: @stadt", 4, 12, "Ein Wert, der mit „@“ beginnt, braucht Anführungszeichen.", 'title: "@stadt"'),
    ("title: **Neu** hier", 4, 12, "der mit „*“ beginnt", 'title: "**Neu** hier"'),
    ("title: & mehr", 4, 12, "der mit „&“ beginnt", 'title: "& mehr"'),
    ("title: %x", 4, 12, "der mit „%“ beginnt", 'title: "%x"'),
    ("title: Neues: kurz", 4, 17, "Der Wert enthält einen Doppelpunkt", 'title: "Neues: kurz"'),
    ("title: „Neues: kurz“", 4, 18, "Der Wert enthält einen Doppelpunkt", 'title: "„Neues: kurz“"'),
    ("title:Neues", 4, 11, "Nach dem Doppelpunkt fehlt ein Leerzeichen.", "title: Neues"),
    ('title: "Neues', 4, 12, "Dieses Anführungszeichen wird nicht geschlossen.", 'title: "Neues"'),
    ('title: "Neues\nscope: "viel"', 4, 12, "Dieses Anführungszeichen wird nicht geschlossen.", 'title: "Neues"'),
    ('title: "Das "neue" Wort"', 4, 18, "geht der Text weiter", "„…“"),
    ("title: 'Wie geht's'", 4, 22, "geht der Text weiter", "„…“"),
    ('title: "C:\\Ordner"', 4, 15, "hat „\\“ eine besondere Bedeutung", "'so'"),
    ("topics: [Kultur, Sport", 4, 13, "Diese Klammer wird nicht geschlossen.", "topics: [Kultur, Sport]"),
    ("topics: - Kultur", 4, 13, "Eine Liste beginnt in der Zeile unter dem Schlüssel.", "„- “"),
    ("purpose: | Text", 4, 15, "Hinter „|“ steht Text in derselben Zeile.", "darunter"),
    ("title Neues\nscope: viel", 4, 5, "fehlt hinter dem Schlüssel der Doppelpunkt", "schlüssel: wert"),
    ("title: Aktion #sauber", 4, 12, "Mit „#“ beginnt ein Kommentar; „#sauber“ geht", "Anführungszeichen"),
    ("account_name: #sauber", 4, 18, "Mit „#“ beginnt ein Kommentar; „#sauber“ geht", "Anführungszeichen"),
]


@pytest.mark.parametrize(("typed", "line", "column", "message", "remedy"), SLIPS, ids=[slip[0] for slip in SLIPS])
def test_slips_of_people_who_never_saw_yaml(typed: str, line: int, column: int, message: str, remedy: str) -> None:
    problem = the_problem(channel(typed))
    assert message in problem.message
    assert remedy in problem.remedy
    assert (problem.line, problem.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("channels:\n  -id: instagram\n   platform: instagram\n", 2, "Nach dem Strich fehlt ein Leerzeichen."),
        ("channels:\n  - id: instagram\n   platform: instagram\n", 3, "Die Einrückung passt nicht"),
        (CONCEPT + "      title: Neues\n", 4, "Die Einrückung passt nicht"),
        (CONCEPT + "\t\ttitle: Neues\n", 4, "Hier steht ein Tabulator."),
        ("channels:\n  - id:instagram\n    platform: instagram\n", 2, "Nach dem Doppelpunkt fehlt ein Leerzeichen."),
        ("channels:\n  - id: instagram\n    platform: instagram\n---\n", 4, "beginnt ein zweites Dokument"),
    ],
)
def test_slips_in_lists(text: str, line: int, message: str) -> None:
    problem = the_problem(text)
    assert message in problem.message
    assert problem.line == line
    assert problem.remedy


def test_slips_of_syntax_do_not_hide_the_other_faults() -> None:
    text = channel("title: @stadt\nurl: keine Adresse\nfrequency:oft\ntopics: Kultur\npurpos: x")
    found = problems(text, ORGANISATION + "phone: \u202e\nemail: x\n", dpia="a: &b c\n")
    assert [(Path(problem.file).name, problem.line) for problem in found] == [
        *(("organisation.yaml", 3), ("organisation.yaml", 4)),
        *(("concept.yaml", line) for line in range(4, 9)),
        ("dpia.yaml", 1),
    ]


def test_wrong_encoding_does_not_hide_the_other_faults() -> None:
    organisation = "name: Stadt Münster\nland: NW\nphon: 1\n".encode("latin-1")
    with pytest.raises(InputError) as caught:
        dossier_from_files({"organisation.yaml": organisation, "concept.yaml": CONCEPT.encode()}, Path("akte"))
    assert [(problem.line, problem.column) for problem in caught.value.problems] == [(1, 14), (3, 1)]


@pytest.mark.parametrize(
    "written",
    ["\\0", "\\a", "\\u202e", "\\u200f", "\\ue001", "\\u2028", "\\uFEFF", "{\\x5f{"],
    ids=lambda text: text[1:],
)
def test_forbidden_characters_written_as_escapes(written: str) -> None:
    assert "nicht erlaubt" in the_problem(channel(f'title: "a{written}b"')).message


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems(end: str) -> None:
    text = channel("title: Neues\npurpos: x").replace("\n", end)
    assert (the_problem(text).line, the_problem(text).column) == (5, 5)


@pytest.mark.parametrize(
    ("field", "value"),
    [("url", "https://www.test.de/\u200bpfad"), ("account_name", None), ("email", "a@te\u00adst.de")],
)
def test_invisible_characters_in_addresses(field: str, value: str | None) -> None:
    if value is None:  # in a sentence they do no harm
        files = {"organisation.yaml": ORGANISATION.encode(), "concept.yaml": channel("title: a\u200bb\u00adc").encode()}
        assert dossier_from_files(files, Path("x")).concept.channels[0].title == "a\u200bb\u00adc"
        return
    concept, organisation = CONCEPT, ORGANISATION
    if field == "url":
        concept = channel(f"url: {value}")
    else:
        organisation += f"{field}: {value}\n"
    assert "unsichtbares Zeichen" in the_problem(concept, organisation).message


def test_nothing_behind_a_key_is_the_same_as_no_key() -> None:
    files = {"organisation.yaml": ORGANISATION.encode(), "concept.yaml": channel("title:\ntopics:\npurpose:").encode()}
    assert dossier_from_files(files, Path("x")).concept.channels[0].topics == ()
    assert the_problem(organisation="name:\nland: NW\n").path == "organisation.name"
    assert the_problem(organisation='name: "  "\nland: NW\n').message == "Hier steht nichts."


@pytest.mark.parametrize(
    ("concept", "organisation", "remedy"),
    [
        (CONCEPT, "telefon: 02583 309-0", "Gemeint: „phone“?"),
        (CONCEPT, "anschrift: x", "Gemeint: „address“?"),
        (CONCEPT, "address: Rathausplatz 1", "street (Straße und Hausnummer), postal_code (Postleitzahl), city (Ort)"),
        (channel("moderation:\n  netiquette: x"), "", "Er gehört an den Anfang der Zeile: nicht einrücken."),
        (channel("status: in Betrieb"), "", "Gemeint: „active“?"),
        (channel("purpose:\n  open: Was?\n  by: Bürgermeisterin"), "", "mayor (Verwaltungsleitung)"),
        (channel("purpose:\n  frage: Was?\n  by: mayor"), "", "Die Frage hinter „open:“ schreiben."),
    ],
)
def test_the_remedy_speaks_german_to_those_who_do(concept: str, organisation: str, remedy: str) -> None:
    assert remedy in the_problem(concept, f"{ORGANISATION}{organisation}\n").remedy


def test_long_values_are_quoted_in_part() -> None:
    problem = the_problem(organisation=f"{ORGANISATION}phone: {'x' * 5000}\n")
    assert len(problem.message) < 150


def test_missing_file_and_missing_folder(tmp_path: Path) -> None:
    (tmp_path / "organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    with pytest.raises(InputError, match=r"fehlt die Datei concept\.yaml"):
        load_dossier(tmp_path)
    with pytest.raises(InputError, match="gibt es nicht"):
        load_dossier(tmp_path / "nirgends")
    with pytest.raises(InputError, match="ist eine Datei und kein Ordner"):
        load_dossier(tmp_path / "organisation.yaml")


@pytest.mark.parametrize("name", ["concept.yml", "concept.yaml.txt", "Concept.yaml"])
def test_missing_file_that_has_another_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    (tmp_path / name).write_text(CONCEPT, encoding="utf-8")
    with pytest.raises(InputError, match=f"Die Datei {name} in concept.yaml umbenennen"):
        load_dossier(tmp_path)


def test_folder_or_dead_link_instead_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "organisation.yaml").symlink_to(tmp_path / "nirgends")
    (tmp_path / "concept.yaml").mkdir()
    with pytest.raises(InputError) as caught:
        load_dossier(tmp_path)
    assert [problem.message for problem in caught.value.problems] == [
        "organisation.yaml ist keine gewöhnliche Datei.",
        "concept.yaml ist keine gewöhnliche Datei.",
    ]


def test_proposals_and_answers_hold_the_same_form() -> None:
    text = channel("topics: {open: Was?, by: office, proposal: Kultur}")
    problem = the_problem(text)
    assert problem.path == "concept.channels[instagram].topics"
    assert "Liste" in problem.message


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_cause_anything_but_an_input_error(data: bytes) -> None:
    try:
        dossier_from_files({"organisation.yaml": ORGANISATION.encode(), "concept.yaml": data}, Path("x"))
    except InputError as error:
        assert error.problems  # noqa: PT017 - any number of problems is right, a traceback is not


SLIPS_OF_A_HAND = (
    "\t",
    '"',
    "'",
    ":",
    "- ",
    "#",
    "@",
    "&",
    "*",
    "{",
    "[",
    "|",
    "\n",
    "  ",
    "\u202e",
    "\0",
    "%",
    "!",
    "---\n",
)


def test_a_real_file_with_slips_gives_places_and_remedies_and_never_anything_else() -> None:
    folder = Path(__file__).parents[2] / "inputs" / "sassenberg"
    files = {path.name: path.read_bytes() for path in folder.glob("*.yaml")}
    chance = random.Random(11)
    text = files["organisation.yaml"].decode()
    for _ in range(250):
        slipped = text
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(slipped))
            added, taken = chance.choice((*SLIPS_OF_A_HAND, "")), chance.choice((0, 0, 1, 4))
            slipped = slipped[:at] + added + slipped[at + taken :]
        try:
            dossier_from_files({**files, "organisation.yaml": slipped.encode()}, Path("x"))
        except InputError as error:
            told = [str(one) for one in error.problems if not (one.line and one.column and one.remedy)]
            assert told == []
