"""Documents that another program wrote: sections with their own headers, merged cells, nested tables, text boxes, pictures."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx_pairs import SENTENCES
from docx_spec import PNG, A, W
from docx_spec import WP as DRAWING
from independent import marked_characters, read
from support import findings, redline

SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
VML = "urn:schemas-microsoft-com:vml"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def text_box(text: str) -> str:
    """Return a run with a text box as Word writes it: a drawing, and an older form of it for older programs."""
    inner = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    frame = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        f'<w:r xmlns:w="{W}" xmlns:mc="{COMPATIBILITY}" xmlns:wps="{SHAPE}" xmlns:wp="{DRAWING}" xmlns:a="{A}" '
        f'xmlns:v="{VML}"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:extent cx="2000000" cy="500000"/><wp:docPr id="9" name="Feld"/><a:graphic>'
        f'<a:graphicData uri="{SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>{frame}</wps:spPr>'
        f"<wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def concept(document: Document, *, later: bool) -> None:
    document.add_heading("Konzept", 0)
    document.add_paragraph(SENTENCES[0])
    for text in (SENTENCES[1], *(["Neuer Punkt"] if later else []), SENTENCES[2]):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(4, 3, style="Table Grid")
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = "Zelle sieben" if later and number == 7 else f"Zelle {number}"
    table.cell(0, 0).merge(table.cell(0, 1))
    if not later:
        table.cell(1, 2).merge(table.cell(2, 2))
    table.cell(3, 0).add_table(1, 1).cell(0, 0).text = "innen neu" if later else "innen"
    table.cell(3, 0).add_paragraph("nach innen")
    box = document.add_paragraph("Kasten: ")
    box._p.append(parse_xml(text_box("Telefon 110" if later else "Telefon 112")))
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "Anhang B" if later else "Anhang"
    document.add_paragraph(SENTENCES[4])
    if later:
        document.add_paragraph("Bild entfernt")
        section.left_margin = 999999
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].first_page_header.paragraphs[0].text = "Deckblatt"
    else:
        document.add_picture(io.BytesIO(PNG))
    document.sections[0].footer.paragraphs[0].text = "Fuß"
    document.add_paragraph("Ende")


def old(document: Document) -> None:
    concept(document, later=False)


def new(document: Document) -> None:
    concept(document, later=True)


def with_third_section(document: Document) -> None:
    concept(document, later=True)
    section = document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph("Dritter Abschnitt")
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "Dritter Kopf"


def made(write: Callable[[Document], None]) -> bytes:
    document = docx.Document()
    write(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


PAIRS = {
    "there": (old, new),
    "and back": (new, old),
    "a section comes": (old, with_third_section),
    "a section goes": (with_third_section, old),
}


@pytest.mark.parametrize(
    ("name", "engine"),
    [
        ("there", True),
        ("a section comes", False),
        *(pytest.param(name, engine, marks=pytest.mark.thorough) for name in PAIRS for engine in (True, False)),
    ],
)
def test_documents_of_another_program_are_exact(name: str, engine: bool) -> None:
    before, after = (made(write) for write in PAIRS[name])
    result = redline(before, after, engine=engine)
    assert result.proof.holds, result.proof.differences
    assert not result.coarse
    assert read(result.docx, "rejected")["body"] == read(before)["body"]
    assert read(result.docx, "accepted")["body"] == read(after)["body"]
    if engine:
        assert not findings(result.docx)


def test_only_the_words_in_a_text_box_are_marked() -> None:
    def write(number: str) -> Callable[[Document], None]:
        return lambda document: document.add_paragraph("Kasten: ")._p.append(parse_xml(text_box(f"Telefon {number}")))

    result = redline(made(write("112")), made(write("110")))
    assert result.proof.holds
    assert marked_characters(result.docx) == 2 * len("112110")  # the box and its older form


@pytest.mark.office
def test_a_document_saved_by_libreoffice_is_compared_with_its_original(tmp_path: Path) -> None:
    source = tmp_path / "alt.docx"
    source.write_bytes(made(old))
    folder = tmp_path / "neu"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    kind = "docx:MS Word 2007 XML"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    result = redline(source.read_bytes(), (folder / "alt.docx").read_bytes())
    assert result.proof.holds, result.proof.differences
    assert not result.coarse
    assert marked_characters(result.docx) < 100
