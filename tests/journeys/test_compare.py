"""What a data protection officer gets from ``compare``: report, redline, Synopse, and the council's summary."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import shutil
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from docx import Document
from lxml import etree
from openxml_audit import OpenXmlValidator

from pipeline.accept import accept
from pipeline.catalogue.consequences import ChangeKind, Relevance
from pipeline.cli.main import main
from pipeline.compare import Comparison, compare
from pipeline.comparison.answers import AnswerChange
from pipeline.comparison.synopse import column_text
from pipeline.documents.context import Situation
from pipeline.documents.controls import unwrap_controls
from pipeline.documents.kinds import Edition
from pipeline.documents.templates import templates_for
from pipeline.dossier.editions import internal_values
from pipeline.dossier.load import load_dossier
from pipeline.dossier.open_points import open_questions
from pipeline.files import sha256
from pipeline.pdf.check import check_pdf
from pipeline.production import rendered_documents, source_of
from pipeline.release_files import TEMPLATES
from pipeline.releases.approval import APPROVAL_FILE, Approval, approval_bytes, history_row
from pipeline.releases.manifest import MANIFEST_FILE, Manifest, entries, manifest_bytes
from pipeline.releases.records import ReleaseRecord
from pipeline.releases.refusals import INPUTS
from pipeline.releases.store import commit, opened, stage_release
from pipeline.releases.tools import tools

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "comparison"))
from independent import read  # noqa: E402 - the second reading of tracked changes lives beside the tests of the comparison

INPUTS_FOLDER = ROOT / "inputs"
REVISIONS = ROOT / "tests" / "data" / "revisions"
MUSTERSTADT, NEXT = INPUTS_FOLDER / "musterstadt", REVISIONS / "musterstadt-1.1"
AS_OF = dt.date(2026, 11, 22)
WORD_AND_HTML = frozenset({"docx", "html"})
ANSWERS = yaml.safe_load((REVISIONS / "sassenberg-answered" / "antworten.yaml").read_text(encoding="utf-8"))


def answered(folder: Path) -> Path:
    """Return Sassenberg with some of its open points answered, as a clerk does it: proposals accepted, answers typed."""
    shutil.copytree(INPUTS_FOLDER / "sassenberg", folder)
    questions = {question.path: question.question for question in open_questions(load_dossier(folder))}
    for path, answer in ANSWERS["answers"].items():
        file = folder / f"{path.partition('.')[0]}.yaml"
        text = file.read_text(encoding="utf-8")
        line = re.compile(rf"^( *)open: {re.escape(questions[path])}\n", re.MULTILINE)
        assert len(line.findall(text)) == 1, path
        typed = json.dumps(answer) if isinstance(answer, str) else answer
        file.write_text(line.sub(rf"\g<0>\g<1>proposal: {typed}\n", text), encoding="utf-8")
    accept(folder, [*ANSWERS["accept"], *ANSWERS["answers"]], by=ANSWERS["by"], on=ANSWERS["day"])
    return folder


@pytest.fixture(scope="module")
def musterstadt() -> Comparison:
    return compare(str(MUSTERSTADT), str(NEXT), outputs=Path("x"), as_of=AS_OF, formats=WORD_AND_HTML)


@pytest.fixture(scope="module")
def sassenberg(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    new = answered(tmp_path_factory.mktemp("neu") / "sassenberg")
    return compare(str(INPUTS_FOLDER / "sassenberg"), str(new), outputs=Path("x"), as_of=AS_OF, formats=WORD_AND_HTML)


@pytest.fixture(params=["musterstadt", "sassenberg"])
def compared(request: pytest.FixtureRequest) -> Comparison:
    comparison: Comparison = request.getfixturevalue(request.param)
    return comparison


def without_contents(docx: bytes) -> bytes:
    """Return a copy without what makes the contents table: names of its targets, and the field over its paragraphs."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data)
                for paragraph in root.iter(f"{W}p"):
                    kinds = [mark.get(f"{W}fldCharType") for mark in paragraph.iter(f"{W}fldChar")]
                    if kinds.count("begin") != kinds.count("end"):
                        for mark in [*paragraph.iter(f"{W}fldChar", f"{W}instrText", f"{W}delInstrText")]:
                            mark.getparent().remove(mark)
                data = re.sub(rb"_(Toc|Neu)\d+", b"_", etree.tostring(root))  # names of targets, made anew each time
            target.writestr(name, data)
    return made.getvalue()


def changed(comparison: Comparison) -> dict[str, AnswerChange]:
    return {change.path: change for change in comparison.found.answers if change.kind is not ChangeKind.MOVED}


# ------------------------------------------------------------------------------------------------- redline and Synopse


def test_every_redline_is_exact_both_ways(compared: Comparison) -> None:
    found = compared.found
    assert found.documents
    assert not found.only_old + found.only_new
    for document in found.documents:
        redline = document.redline
        assert redline.proof.holds, redline.proof.differences
        assert not redline.coarse + redline.remarks
        old, new = found.old.documents[document.name], found.new.documents[document.name]
        marked = without_contents(redline.docx)
        assert read(marked, "rejected") == read(without_contents(unwrap_controls(old))), document.name
        assert read(marked, "accepted") == read(without_contents(unwrap_controls(new))), document.name


def test_columns_of_the_synopse_are_the_documents(compared: Comparison) -> None:
    for document in compared.found.documents:
        assert "".join(row.old_text for row in document.rows) == column_text(document.redline.old)
        assert "".join(row.new_text for row in document.rows) == column_text(document.redline.new)
        page = compared.files[f"synopse-{document.name}.html"].decode()
        assert page.count("<ins>") == page.count("</ins>") == page.count("(Ende neu)")
        if any(row.kind == "changed" for row in document.changed_rows):
            assert "<del>" in page


def test_reports_are_valid_word_files(compared: Comparison, tmp_path: Path) -> None:
    for name, data in compared.files.items():
        if name.endswith(".docx") and not name.startswith("redline"):
            (tmp_path / name).write_bytes(data)
            assert not OpenXmlValidator().validate(tmp_path / name).errors, name
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                assert "⟦" not in archive.read("word/document.xml").decode(), name


# ------------------------------------------------------------------------------------------- answers and consequences


EXPECTED = {
    "concept.channels[linkedin]": (ChangeKind.ADDED, Relevance.PURPOSE_SCOPE, "Art. 35 Abs. 1 und 11 DSGVO"),
    "concept.channels[whatsapp].status": (ChangeKind.CHANGED, Relevance.PURPOSE_SCOPE, "Art. 13"),
    "concept.channels[youtube].title": (ChangeKind.RENAMED, Relevance.EDITORIAL, ""),
    "concept.purposes[personal]": (ChangeKind.ADDED, Relevance.PURPOSE_SCOPE, "Art. 13 Abs. 1 lit. c"),
    "concept.recipients[untertitelwerk]": (ChangeKind.ADDED, Relevance.DUTY, "Art. 13 Abs. 1 lit. e DSGVO"),
    "concept.processors[untertitelwerk]": (ChangeKind.ADDED, Relevance.DUTY, "Art. 28 DSGVO"),
    "concept.responsibilities[redaktion].phone": (ChangeKind.CHANGED, Relevance.CONTACT, "Art. 24 DSGVO"),
    "concept.retention[nachrichten].period": (
        ChangeKind.CHANGED,
        Relevance.DATA_SUBJECT_RIGHT,
        "Art. 13 Abs. 2 lit. a",
    ),
    "dpia.risks[r12].residual.likelihood": (ChangeKind.CHANGED, Relevance.RISK, "Art. 35 Abs. 2 und 11 DSGVO"),
    "dpia.measures[m-anlaufstelle]": (ChangeKind.ADDED, Relevance.RISK, "Art. 35 Abs. 7 lit. d DSGVO"),
    "concept.document.version": (ChangeKind.CHANGED, Relevance.TECHNICAL, ""),
}


@pytest.mark.parametrize("path", EXPECTED)
def test_what_a_change_means(musterstadt: Comparison, path: str) -> None:
    change = changed(musterstadt)[path]
    kind, relevance, norm = EXPECTED[path]
    assert (change.kind, change.relevance) == (kind, relevance)
    assert any(entry.norm.startswith(norm) for entry in change.consequences) if norm else not change.consequences


def test_a_new_order_is_no_deletion(musterstadt: Comparison) -> None:
    moved = [change.path for change in musterstadt.found.answers if change.kind is ChangeKind.MOVED]
    assert moved == ["concept.alternatives[serviceportal]"]


def test_answered_open_points_are_the_changes(sassenberg: Comparison) -> None:
    paths = set(changed(sassenberg))
    assert paths == {*ANSWERS["accept"], *ANSWERS["answers"]}
    change = changed(sassenberg)["concept.channels[instagram].started_on"]
    assert (change.old, change.new) == ("[offen: Seit wann gibt es den Kanal?]", "01.05.2019")


def test_the_summary_is_half_a_page_and_public(musterstadt: Comparison) -> None:
    text = musterstadt.files["zusammenfassung.md"].decode()
    assert 120 < len(text.split()) < 260
    assert "Kanal „LinkedIn-Seite der Stadt Musterstadt“" in text
    assert "bisher sechs Monate nach der letzten Antwort, künftig drei Monate nach der letzten Antwort" in text
    assert not re.search(r"\.\.|„redaktion“|\bperson-0|\) \(", text)
    for folder in (MUSTERSTADT, NEXT):
        for path, value in internal_values(load_dossier(folder)):
            assert value not in text, path


def test_all_three_forms_tell_the_same(musterstadt: Comparison) -> None:
    record = json.loads(musterstadt.files["changes.json"])
    assert [entry["path"] for entry in record["answers"]] == [change.path for change in musterstadt.found.answers]
    page = musterstadt.files["vergleichsbericht.html"].decode()
    for change in musterstadt.found.answers:
        assert change.path in page
    for entry in {entry.norm for change in musterstadt.found.answers for entry in change.consequences}:
        assert entry.replace(" ", "") in re.sub(r"\s|&nbsp;", "", page)


def test_changed_standing_text_is_no_changed_answer(tmp_path: Path) -> None:
    new = shutil.copytree(MUSTERSTADT, tmp_path / "neu")
    (new / "vorlagen").mkdir()
    name = "datenschutzhinweise"
    document = Document(str(ROOT / "templates" / f"{name}.docx"))
    (paragraph,) = [one for one in document.paragraphs if one.text.startswith("Nach Ihrem Widerspruch")]
    paragraph.runs[-1].text += " Das bestätigen wir Ihnen."
    document.save(str(new / "vorlagen" / f"{name}.docx"))
    organisation = new / "organisation.yaml"
    organisation.write_text(organisation.read_text(encoding="utf-8") + "\ntemplates: vorlagen\n", encoding="utf-8")
    comparison = compare(
        str(MUSTERSTADT), str(new), outputs=tmp_path, as_of=AS_OF, document=name, formats=frozenset({"html"})
    )
    (change,) = comparison.found.standing_text
    assert change.document == name
    assert change.new == f"{change.old} Das bestätigen wir Ihnen."
    assert [entry.path for entry in comparison.found.answers] == ["organisation.templates"]
    assert "Vorlage geändert" in comparison.files[f"synopse-{name}.html"].decode()


# --------------------------------------------------------------------------------------------------------- releases


def released(folder: Path, outputs: Path, version: str, reason: str, history: tuple[Approval, ...] = ()) -> Approval:
    """Write a release with what comparison reads: inputs, templates, Word files, manifest, and its line in the register."""
    dossier = load_dossier(folder)
    templates = templates_for(dossier)
    day = dt.date(2026, 10, 1) if version == "1.0" else dt.date(2027, 3, 1)
    approval = Approval(
        version=version,
        date=day,
        decided_on=day,
        approved_by="Bürgermeisterin",
        changed_by="Presseamt",
        reason=reason,
        decision="Beschluss des Rates vom 21.02.2027" if history else None,
        history=(),
    )
    approval = approval.model_copy(update={"history": tuple(map(history_row, (*history, approval)))})
    approved = replace(dossier, files={**dossier.files, APPROVAL_FILE: approval_bytes(approval)})
    code = source_of(approved, templates).code
    situation = Situation(draft=False, code=code, as_of=day, history=approval.history)
    documents = rendered_documents(approved, situation, templates)
    files = {
        **{f"{INPUTS}/{name}": data for name, data in approved.files.items()},
        **{f"{TEMPLATES}/{name}.docx": template.data for name, template in templates.items()},
        "checkliste.docx": documents["checkliste"],
    }
    shared = approval.model_dump(exclude={"history"})
    manifest = manifest_bytes(
        Manifest(
            **shared,
            name=dossier.name,
            organisation=dossier.organisation.name,
            code=code,
            tools=tools("7.4"),
            previous_release=None,
            files=entries(files),
        )
    )
    with opened(outputs / dossier.name) as register:
        record = ReleaseRecord(
            **shared,
            number=len(register.records) + 1,
            organisation=dossier.organisation.name,
            previous=register.head,
            manifest=sha256(manifest),
            code=code,
        )
        commit(register, record, [stage_release(register.folder, version, {**files, MANIFEST_FILE: manifest})])
    return approval


def test_two_releases_tell_by_whom_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = released(MUSTERSTADT, tmp_path, "1.0", "Erste Fassung")
    released(NEXT, tmp_path, "1.1", "Kanal LinkedIn aufgenommen.", (first,))
    arguments = ["musterstadt@1.0", "musterstadt@1.1", "--outputs", str(tmp_path), "--format", "html"]
    assert main(["compare", *arguments, "-o", str(tmp_path / "x")]) == 0
    page = (tmp_path / "x" / "vergleichsbericht.html").read_text(encoding="utf-8")
    for words in ("Kanal LinkedIn aufgenommen", "Presseamt", "Beschluss des Rates vom 21.02.2027", "Bürgermeisterin"):
        assert words in page
    assert "Erste Fassung" not in page
    text = (tmp_path / "x" / "zusammenfassung.md").read_text(encoding="utf-8")
    assert "Anlass der neuen Fassung: Kanal LinkedIn aufgenommen." in text
    record = json.loads((tmp_path / "x" / "changes.json").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in record["documents"]] == ["checkliste"]
    public = compare(
        "musterstadt@1.0",
        "musterstadt@1.1",
        outputs=tmp_path,
        as_of=AS_OF,
        formats=frozenset({"html"}),
        edition=Edition.PUBLIC,
    )
    page = public.files["vergleichsbericht.html"].decode()
    for path, value in internal_values(load_dossier(NEXT)):
        assert value not in page, path
    document = tmp_path / "musterstadt" / "1.1" / "checkliste.docx"
    document.chmod(0o644)
    document.write_bytes(document.read_bytes() + b" ")
    assert main(["compare", *arguments, "-o", str(tmp_path / "y")]) == 5
    assert "checkliste.docx" in capsys.readouterr().err


# ----------------------------------------------------------------------------------------- two files from anywhere


def word(path: Path, *texts: str, note: str = "") -> Path:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    document.core_properties.comments = note
    document.save(str(path))
    return path


@pytest.mark.office
def test_two_files_from_anywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = word(tmp_path / "alt.docx", "Die Frist beträgt sechs Monate.", "Unverändert bleibt dieser Satz.")
    new = word(
        tmp_path / "neu.docx", "Die Frist beträgt drei Monate.", "Unverändert bleibt dieser Satz.", note="anders"
    )
    target = tmp_path / "x"
    assert main(["compare", str(old), str(new), "-o", str(target), "--author", "DSB", "--exit-code"]) == 1
    assert {path.name for path in target.iterdir()} == {
        "changes.json",
        "zusammenfassung.md",
        "redline.docx",
        *(f"{name}.{end}" for name in ("synopse", "vergleichsbericht") for end in ("docx", "pdf", "html")),
    }
    for name in ("synopse.pdf", "vergleichsbericht.pdf"):
        assert not check_pdf((target / name).read_bytes()), name
    page = (target / "vergleichsbericht.html").read_text(encoding="utf-8")
    assert "Dokumenteigenschaften (docProps/core.xml): geändert" in page
    synopsis = (target / "synopse.html").read_text(encoding="utf-8")
    assert re.search(r"<del>.*sechs", synopsis)
    assert re.search(r"<ins>.*drei", synopsis)
    again = tmp_path / "y"
    assert main(["compare", str(old), str(new), "-o", str(again), "--author", "DSB", "--format", "docx,html"]) == 0
    for path in again.iterdir():
        assert path.read_bytes() == (target / path.name).read_bytes(), path.name
    assert "Geänderte Textstellen: 1." in capsys.readouterr().out


def test_identical_inputs_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = word(tmp_path / "a.docx", "Ein Satz.")
    target = tmp_path / "x"
    arguments = ["compare", str(file), str(file), "-o", str(target), "--exit-code", "--format", "docx,html"]
    assert main(arguments) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Beide Fassungen stimmen überein."
    assert "Beide Fassungen stimmen überein." in (target / "vergleichsbericht.html").read_text(encoding="utf-8")
    assert json.loads((target / "changes.json").read_text(encoding="utf-8"))["identical"] is True


def test_identical_dossiers_say_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = str(MUSTERSTADT)
    options = [
        "-o",
        str(tmp_path),
        "--document",
        "checkliste",
        "--format",
        "html",
        "--exit-code",
        "--as-of",
        "2026-11-22",
    ]
    assert main(["compare", folder, folder, *options]) == 0
    assert "Beide Fassungen stimmen überein." in capsys.readouterr().out


def test_hostile_file_is_refused_in_german(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = word(tmp_path / "gut.docx", "Ein Satz.")
    bad = tmp_path / "boese.docx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/styles.xml":
                data = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
            target.writestr(name, data)
    assert main(["compare", str(good), str(bad), "-o", str(tmp_path / "x")]) == 3
    error = capsys.readouterr().err
    assert "word/styles.xml" in error
    assert "Traceback" not in error
    assert not (tmp_path / "x").exists()


def test_without_libreoffice_word_and_html_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NUTZUNGSKONZEPT_SOFFICE", str(tmp_path / "keins"))
    old, new = word(tmp_path / "a.docx", "Ein Satz."), word(tmp_path / "b.docx", "Ein anderer Satz.")
    assert main(["compare", str(old), str(new), "-o", str(tmp_path / "x")]) == 4
    assert "libreoffice" in capsys.readouterr().err.lower()
    names = {path.name for path in (tmp_path / "x").iterdir()}
    assert {"synopse.docx", "synopse.html", "redline.docx", "vergleichsbericht.docx", "changes.json"} <= names
    assert not any(name.endswith(".pdf") for name in names)


@pytest.mark.parametrize(
    "words",
    [
        ["alt.txt", "neu.docx"],
        ["musterstadt@9.9", "musterstadt@1.0"],
        [str(MUSTERSTADT), str(MUSTERSTADT), "--format", "odt"],
    ],
)
def test_wrong_orders(words: list[str], tmp_path: Path) -> None:
    assert main(["compare", *words, "-o", str(tmp_path / "x"), "--outputs", str(tmp_path)]) == 2
    assert not (tmp_path / "x").exists()
