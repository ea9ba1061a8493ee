"""What a clerk gets from ``build``: files, texts, marks, and messages when something is missing."""

from __future__ import annotations

import datetime as dt
import json
import locale
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from pydantic import BaseModel

from pipeline.build import build
from pipeline.cli.main import main
from pipeline.documents.kinds import has_full_dpia
from pipeline.documents.text_of import document_text
from pipeline.documents.typography import normalised
from pipeline.dossier.answers import OpenPoint
from pipeline.dossier.dossier import PARTS
from pipeline.dossier.editions import internal_values
from pipeline.dossier.fields import is_internal, shape_of
from pipeline.dossier.load import load_dossier
from pipeline.errors import InputError
from pipeline.files import sha256
from pipeline.pdf.reading import tagged_text
from pipeline.production import Format, Order

INPUTS = Path(__file__).parents[2] / "inputs"
AS_OF = dt.date(2026, 11, 22)
EXAMPLES = ("sassenberg", "musterstadt")
FULL = ("nutzungskonzept", "datenschutzhinweise", "checkliste", "dsfa")


def test_files_of_a_build(built: Mapping[str, Path]) -> None:
    names = {path.relative_to(built["musterstadt"]).as_posix() for path in built["musterstadt"].rglob("*.*")}
    assert {f"{name}.{end}" for name in FULL for end in ("docx", "pdf")} <= names
    assert {
        "datenschutzhinweise.html",
        "oeffentlich/nutzungskonzept.html",
        "oeffentlich/dsfa.pdf",
        "build.json",
    } <= names
    assert not (built["sassenberg"] / "dsfa.docx").exists()
    record = json.loads((built["musterstadt"] / "build.json").read_text(encoding="utf-8"))
    assert record["open_points"] == 0
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}", record["code"])
    for name, digest in record["outputs"].items():
        assert sha256((built["musterstadt"] / name).read_bytes()) == digest


@pytest.mark.parametrize("example", EXAMPLES)
def test_word_files_are_valid_and_ask_nothing(built: Mapping[str, Path], example: str) -> None:
    for path in built[example].rglob("*.docx"):
        result = OpenXmlValidator().validate(path)
        assert not result.errors, (path.name, result.errors[:3])
        with zipfile.ZipFile(path) as archive:
            text = archive.read("word/document.xml").decode()
            settings = archive.read("word/settings.xml").decode()
        assert "w:dirty" not in text
        assert "updateFields" not in settings
        assert not re.search(r"\{\{|\{%|[\ue000-\uf8ff]", text)


def leaves(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of every text of a dossier that its documents show."""
    if isinstance(value, OpenPoint):
        yield from leaves(value.open if value.proposal is None else value.proposal, path)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name in {"id", "coat_of_arms", "accent_color", "templates", "platforms", "legal_form", "gender_form"}:
                continue
            if shape_of(type(value), name).value_type is str or shape_of(type(value), name).model:
                yield from leaves(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}[{getattr(item, 'id', index)}]")
    elif isinstance(value, str) and not hasattr(value, "label"):
        yield path, value


NOT_SHOWN = re.compile(
    r"review\.(answers|waivers|confirmations)|\.(purposes|channels|risks|phases|data|person|addresses|purpose)(\[\d+\])?$"
    r"|\.platform$|name_with_article$|dpo_opinion\.code|council\.(facts|financial_impact|resolution_proposal)|supervisory_authority"
)
ONLY_IN_DSFA = (
    *tuple(
        f"dpia.{name}"
        for name in ("measures", "method", "necessity", "proportionality", "plan", "review", "overview", "summary")
    ),
    "dpia.data_subject_views",
    "dpia.decision",
    "dpia.conditions",
    "dpia.risks",
    "dpia.late_reason",
)
"""What other reports show, and references to ids, which documents print as titles."""


def plain(markdown: str) -> list[str]:
    """Return the words of Markdown text, line by line, without its marks."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown).replace("**", "").replace("*", "").replace("\\", "")
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:[-+]\s|\d+[.)]\s(?!Ja|Fe|M|Ap|Ju|Au|Se|Ok|No|De)))", text)
    return [re.sub(r"^\s*(?:[-+]|\d+[.)])\s+", "", " ".join(block.split())) for block in blocks if block.strip()]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_text_of_the_dossier_is_found_again(built: Mapping[str, Path], example: str) -> None:
    dossier = load_dossier(INPUTS / example)
    folder = built[example]
    word = normalised("\n".join(document_text(path.read_bytes()) for path in folder.glob("*.docx")))
    printed = normalised(
        "\n".join(block.text for path in folder.glob("*.pdf") for block in tagged_text(path.read_bytes()))
    )
    lost = []
    for root in PARTS:
        for path, text in leaves(getattr(dossier, root), root):
            if NOT_SHOWN.search(path) or (path.startswith(ONLY_IN_DSFA) and not has_full_dpia(dossier)):
                continue
            for line in plain(text):
                wanted = normalised(line).strip()
                lost += [(kind, path, line) for kind, said in (("docx", word), ("pdf", printed)) if wanted not in said]
    assert lost == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_nothing_internal_is_in_any_public_file(built: Mapping[str, Path], example: str) -> None:
    internal = [normalised(text) for _, text in internal_values(load_dossier(INPUTS / example)) if len(text) > 3]
    public = [*(built[example] / "oeffentlich").iterdir(), *built[example].glob("datenschutzhinweise*")]
    for path in public:
        data = path.read_bytes()
        texts = [data.decode("utf-8", "replace")] if path.suffix == ".html" else []
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as archive:
                texts += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
            texts.append(document_text(data))
        if path.suffix == ".pdf":
            import pikepdf

            texts.append("\n".join(block.text for block in tagged_text(data)))
            with pikepdf.open(path) as pdf:
                assert not pdf.attachments
                texts += [str(pdf.docinfo), pdf.Root.Metadata.read_bytes().decode()]
        said = normalised("\n".join(texts))
        assert [text for text in internal if text in said] == [], path


def test_internal_field_is_declared_on_the_model() -> None:
    from pipeline.dossier.model.process import Person

    assert is_internal(Person, "name")
    assert not is_internal(Person, "id")


def test_draft_marks_proposals_and_questions_and_lists_them(built: Mapping[str, Path]) -> None:
    text = document_text((built["sassenberg"] / "nutzungskonzept.docx").read_bytes())
    assert "[Vorschlag, noch nicht beschlossen]" in text
    assert re.search(r"\[Offen: .+\? – zu klären: ", text)
    assert "Offene Punkte" in text
    assert "ENTWURF" in text
    assert "Vorschlag, noch" not in document_text((built["musterstadt"] / "nutzungskonzept.docx").read_bytes())


def test_contents_pages_agree_in_word_and_pdf(built: Mapping[str, Path]) -> None:
    from pipeline.pdf.outline import outline

    for name in ("nutzungskonzept", "dsfa", "datenschutzhinweise"):
        folder = built["musterstadt"]
        pages = {" ".join(entry.title.split()): entry.page for entry in outline((folder / f"{name}.pdf").read_bytes())}
        with zipfile.ZipFile(folder / f"{name}.docx") as archive:
            from lxml import etree

            body = etree.fromstring(archive.read("word/document.xml"))
        w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        entries = 0
        for paragraph in body.iter(f"{w}p"):
            style = paragraph.find(f"{w}pPr/{w}pStyle")
            if style is None or not style.get(f"{w}val", "").startswith("TOC"):
                continue
            line = "".join(
                "\t" if node.tag == f"{w}tab" else node.text or "" for node in paragraph.iter(f"{w}t", f"{w}tab")
            )
            *title, page = [part for part in line.split("\t") if part]
            assert pages[" ".join(" ".join(title).split())] == int(page)
            entries += 1
        assert entries > 10


@pytest.mark.office
def test_same_bytes_in_another_folder_and_locale(built: Mapping[str, Path], tmp_path: Path) -> None:
    before = locale.setlocale(locale.LC_ALL)
    order = Order(
        formats=frozenset({Format.DOCX, Format.PDF, Format.HTML}), documents=("datenschutzhinweise", "checkliste")
    )
    try:
        again = build(INPUTS / "musterstadt", order, as_of=AS_OF, output=tmp_path / "x")
    finally:
        locale.setlocale(locale.LC_ALL, before)
    for name in again.files:
        if name != "build.json":
            assert (tmp_path / "x" / name).read_bytes() == (built["musterstadt"] / name).read_bytes(), name


def test_without_libreoffice_word_and_html_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NUTZUNGSKONZEPT_SOFFICE", str(tmp_path / "keins"))
    code = main(["build", str(INPUTS / "sassenberg"), "-o", str(tmp_path / "x"), "--document", "datenschutzhinweise"])
    assert code == 4
    assert (tmp_path / "x" / "datenschutzhinweise.docx").is_file()
    assert (tmp_path / "x" / "datenschutzhinweise.html").is_file()
    assert not (tmp_path / "x" / "datenschutzhinweise.pdf").exists()
    assert json.loads((tmp_path / "x" / "build.json").read_text())["contents_table_pages"] is False
    assert "NUTZUNGSKONZEPT_SOFFICE" in capsys.readouterr().err


def test_faulty_dossier_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    akte = tmp_path / "akte"
    akte.mkdir()
    (akte / "organisation.yaml").write_text("name: X\nland: NW\nfarbe: rot\n", encoding="utf-8")
    (akte / "concept.yaml").write_text("channels:\n  - id: a\n    platform: insta\n", encoding="utf-8")
    assert main(["build", str(akte), "-o", str(tmp_path / "x")]) == 3
    error = capsys.readouterr().err
    assert "organisation.yaml:3:1: organisation.farbe" in error
    assert "Traceback" not in error
    assert not (tmp_path / "x").exists()


def test_unknown_platform_names_the_one_that_was_meant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "organisation.yaml").write_text("name: X\nland: NW\n", encoding="utf-8")
    (tmp_path / "concept.yaml").write_text("channels:\n  - id: a\n    platform: instagramm\n", encoding="utf-8")
    assert main(["build", str(tmp_path), "-o", str(tmp_path / "x")]) == 3
    error = capsys.readouterr().err
    assert "concept.yaml:3:5" in error
    assert "Gemeint: „instagram“?" in error


def test_an_unknown_platform_is_told_with_all_other_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "organisation.yaml").write_text("name: X\nland: NW\nphone: keine\n", encoding="utf-8")
    channels = "channels:\n  - {id: a, platform: insta, url: x}\n  - {id: b, platform: Facebook}\n"
    (tmp_path / "concept.yaml").write_text(channels, encoding="utf-8")
    for command in ("build", "check"):
        assert main([command, str(tmp_path)]) == 3
        error = capsys.readouterr().err
        for words in ("organisation.phone", "channels[a].url", "channels[a].platform", "Gemeint: „facebook“?"):
            assert words in error


@pytest.mark.parametrize("words", [["--document", "brief"], ["--format", "odt"]])
def test_wrong_orders(words: list[str], tmp_path: Path) -> None:
    assert main(["build", str(INPUTS / "sassenberg"), "-o", str(tmp_path), *words]) == 2


def test_an_own_template_is_refused_with_all_its_faults(tmp_path: Path) -> None:
    akte = tmp_path / "akte"
    (akte / "vorlagen").mkdir(parents=True)
    (akte / "organisation.yaml").write_text("name: Stadt X\nland: NW\ntemplates: vorlagen\n", encoding="utf-8")
    (akte / "concept.yaml").write_text("channels:\n  - {id: x, platform: x}\n", encoding="utf-8")
    faults = "{{ concept.titel }}", "{{ concept.scope|default(„leer“) }}", "{%p if concept.scope is present %}"
    added = "".join(f"<w:p><w:r><w:t>{fault}</w:t></w:r></w:p>" for fault in faults).encode()
    built_in = INPUTS.parent / "templates" / "checkliste.docx"
    with zipfile.ZipFile(built_in) as old, zipfile.ZipFile(akte / "vorlagen" / "checkliste.docx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                at = data.rindex(b"<w:sectPr")
                data = data[:at] + added + data[at:]
            new.writestr(name, data)
    with pytest.raises(InputError) as caught:
        build(akte, Order(formats=frozenset({Format.DOCX})), as_of=AS_OF, output=tmp_path / "x")
    told = "\n".join(map(str, caught.value.problems))
    assert all(words in told for words in ("kein Feld „titel“", "typografische Anführungszeichen", "„if“ wird nicht"))
    assert all("Absatz" in problem.message for problem in caught.value.problems)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("coat_of_arms: wappen.png", "organisation.coat_of_arms: „wappen.png“ gibt es im Ordner der Akte nicht."),
        ("coat_of_arms: text.png", "organisation.coat_of_arms: Das Bild ist weder eine PNG- noch eine JPEG-Datei."),
        ("coat_of_arms: ../x.png", "organisation.coat_of_arms: „../x.png“ liegt außerhalb der Akte."),
        ("accent_color: FFFFF0", "organisation.accent_color: Die Farbe „FFFFF0“ ist auf Weiß zu schwach"),
        ("templates: vorlagen", "organisation.templates: „vorlagen“ gibt es im Ordner der Akte nicht."),
    ],
)
def test_what_a_dossier_names_beside_itself_is_told_with_its_place(
    line: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "organisation.yaml").write_text(f"name: X\nland: NW\n{line}\n", encoding="utf-8")
    (tmp_path / "concept.yaml").write_text("channels:\n  - {id: a, platform: instagram}\n", encoding="utf-8")
    (tmp_path / "text.png").write_text("kein Bild", encoding="utf-8")
    words = [
        "build",
        str(tmp_path),
        "--format",
        "docx",
        "-o",
        str(tmp_path / "x"),
        "--document",
        "checkliste,nutzungskonzept",
    ]
    assert main(words) == 3
    assert f"organisation.yaml:3:1: {message}" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("place", ["datei", "datei/darin", "datei/tief/darin"])
def test_an_output_folder_that_cannot_be_is_told_before_the_work(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "datei").write_text("schon da", encoding="utf-8")
    monkeypatch.setattr("pipeline.build.produce", lambda *_, **__: pytest.fail("the work has begun"))
    assert main(["build", str(INPUTS / "sassenberg"), "-o", str(tmp_path / place)]) == 1
    assert "lässt sich nicht schreiben: ein Teil des Pfades ist kein Ordner" in capsys.readouterr().err
    assert (tmp_path / "datei").read_text(encoding="utf-8") == "schon da"
