"""Nothing is lost on the way: what is in the DOCX is in the PDF's tags, in the same order."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from pipeline.errors import InputError
from pipeline.pdf.content import Piece
from pipeline.pdf.joining import join
from pipeline.pdf.reading import Block, tagged_text

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def blocks(good_pdf: bytes) -> list[Block]:
    return tagged_text(good_pdf)


def test_every_paragraph_is_read_in_its_order(rich_docx: bytes, blocks: list[Block]):
    paragraphs = []
    for paragraph in Document(io.BytesIO(rich_docx)).element.body.iter(qn("w:p")):
        # Fields and footnote numbers are computed by LibreOffice; here they stand as 0 or not at all.
        runs = paragraph.iter(qn("w:t"), qn("w:tab"))
        text = "".join(run.text or "" if run.tag == qn("w:t") else " " for run in runs)
        words = text.replace("\u00ad", "").split()
        if words and words[-1] != "0":
            paragraphs.append(" ".join(words))
    read = [block.text for block in blocks if block.text and block.kind not in ("figure", "entry", "note")]
    read = [text.replace("Seite 4", "Seite 0").replace("Fußnote1", "Fußnote") for text in read]
    assert [text for text in read if not text.endswith(" 0")] == paragraphs


def test_headings_have_levels_and_numbers(blocks: list[Block]):
    assert [(block.label, block.text, block.level) for block in blocks if block.kind == "heading"] == [
        ("1", "Zweck", 1),
        ("2", "Kanäle", 1),
        ("2.1", "Instagram", 2),
        ("2.1.1", "Aufbewahrung", 3),
        ("3", "Freigabe", 1),
    ]


def test_entries_of_the_contents_lead_to_their_pages(blocks: list[Block]):
    assert [(block.level, block.text, block.links) for block in blocks if block.kind == "entry"] == [
        (1, "1 Zweck 1", ("#1",)),
        (1, "2 Kanäle 3", ("#3",)),
        (2, "2.1 Instagram 3", ("#3",)),
        (3, "2.1.1 Aufbewahrung 4", ("#4",)),
        (1, "3 Freigabe 4", ("#4",)),
    ]


def test_lists_are_nested_and_numbered_as_they_are_seen(blocks: list[Block]):
    start = next(number for number, block in enumerate(blocks) if block.text == "erster Punkt")
    end = next(number for number, block in enumerate(blocks) if block.text.startswith("Wichtig"))
    # LibreOffice tags a further paragraph of an item as part of it in 7.4, as one beside the list in 25.2
    belongs = next(block.level for block in blocks if block.text == "und noch ein Absatz dazu")
    assert belongs in (0, 1)
    assert [(block.kind, block.level, block.label, block.text) for block in blocks[start:end]] == [
        ("item", 1, "•", "erster Punkt"),
        ("item", 2, "•", "Unterpunkt eins"),
        ("item", 2, "•", "Unterpunkt zwei"),
        ("item", 1, "•", "zweiter Punkt"),
        ("item", 1, "1.", "Erstens"),
        ("item", 1, "2.", "Zweitens"),
        ("paragraph", 0, "", "Danach:"),
        ("item", 1, "1.", "eins"),
        ("item", 2, "a)", "darin a"),
        ("item", 2, "b)", "darin b"),
        ("item", 1, "2.", "zwei"),
        ("item", 1, "1.", "wieder eins"),
        ("paragraph", belongs, "", "und noch ein Absatz dazu"),
        ("item", 1, "1.", "noch einmal eins"),
    ]


def test_tables_have_rows_header_cells_and_lists_in_cells(blocks: list[Block]):
    cells = [block for block in blocks if block.table == 1]
    assert {block.row for block in cells} == set(range(1, 48))
    assert [block.text for block in cells if block.header] == ["Nr.", "Maßnahme", "erledigt"]
    assert [(block.column, block.text) for block in cells if block.row == 2] == [(1, "1"), (2, "Maßnahme 1"), (3, "☒")]
    assert [(block.kind, block.column, block.text) for block in cells if block.row == 47] == [
        ("cell", 1, "46"),
        ("cell", 2, "Liste"),
        ("item", 2, "erstens"),
        ("item", 2, "zweitens"),
        ("cell", 3, ""),
    ]


def test_links_pictures_and_notes(blocks: list[Block]):
    outside = [link for block in blocks for link in block.links if not link.startswith("#")]
    assert outside == ["https://example.org/netiquette?a=1&b=2", "mailto:info@example.org"]
    assert [block.text for block in blocks if block.kind == "figure"] == ["Wappen der Stadt Musterstadt"]
    # one paragraph in LibreOffice 7.4, number and text apart in 25.2
    assert " ".join(block.text for block in blocks if block.kind == "note") == "1 Stand der Rechtsprechung."


def test_header_footer_and_fill_characters_are_not_read(blocks: list[Block]):
    texts = " ".join(block.text for block in blocks)
    assert "Stadt Musterstadt Seite" not in texts
    assert "__" not in texts
    assert "Seite 1" not in texts


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([(0, "Die Stadt "), (0, "informiert.")], "Die Stadt informiert."),
        ([(0, "Social-"), (1, "Media")], "Social-Media"),
        ([(0, "Datenschutz\u00ad"), (1, "folgen")], "Datenschutzfolgen"),
        ([(0, "presse@musterstadt.examp"), (1, "le")], "presse@musterstadt.example"),
        ([(0, "Stadt Musterstadt"), (1, "Rathausplatz 1")], "Stadt Musterstadt Rathausplatz 1"),
        ([(0, "Rathaus"), (1, "Musterstadt")], "Rathaus Musterstadt"),
    ],
)
def test_line_ends_become_blanks_only_between_words(lines: list[tuple[int, str]], text: str):
    pieces = [(0, Piece("text", words, (0, -12.0 * line, 5, 10), 10, 0, False, 0)) for line, words in lines]
    assert join(pieces) == text


def test_a_pdf_without_tags_cannot_be_read_in_order():
    import pikepdf

    file = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    with pytest.raises(InputError, match="keine Struktur"):
        tagged_text(file.getvalue())
