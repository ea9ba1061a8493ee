"""Nothing is lost on the way: what a screen reader reads in the PDF is what stands in the DOCX, in the same order.

The page numbers of the contents are in both, because the finished DOCX takes them from the PDF. What differs and is made equal
before comparing is in :func:`same`; what is no text (header, footer, lines to write on) is an artifact in the PDF.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from pipeline.documents.text_of import Block as WordBlock
from pipeline.documents.text_of import document_stories
from pipeline.pdf.reading import Block as PdfBlock
from pipeline.pdf.reading import tagged_text

FILES = [
    ("sassenberg", "nutzungskonzept"),
    ("sassenberg", "datenschutzhinweise"),
    ("sassenberg", "checkliste"),
    ("sassenberg", "oeffentlich/nutzungskonzept"),
    ("musterstadt", "nutzungskonzept"),
    ("musterstadt", "datenschutzhinweise"),
    ("musterstadt", "checkliste"),
    ("musterstadt", "dsfa"),
    ("musterstadt", "oeffentlich/nutzungskonzept"),
    ("musterstadt", "oeffentlich/dsfa"),
]
NOT_PRINTED = str.maketrans({"\u200b": "", "\u00ad": "", "\u2011": "-"})
DESCRIPTION = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def same(text: str) -> str:
    """Return ``text`` without what only tells where a line may break: soft hyphen, U+200B, no-break hyphen and blanks."""
    return " ".join(text.translate(NOT_PRINTED).split())


def with_path(address: str) -> str:
    """Return a web address as LibreOffice writes it: the path of a bare host is ``/`` (RFC 3986, 6.2.3)."""
    return re.sub(r"^(https?://[^/?#]+)$", r"\1/", address)


class Said(NamedTuple):
    """One paragraph of either file, with the table cell it stands in (table, row, column from 1; zeros outside)."""

    kind: str
    level: int
    label: str
    text: str
    place: tuple[int, int, int]


@dataclass(frozen=True)
class Pair:
    """A document in both formats."""

    word: Sequence[Said]
    word_links: Sequence[str]
    word_tables: Sequence[Sequence[int]]
    pdf: Sequence[PdfBlock]
    pictures: Sequence[str]
    margins: Sequence[str]

    @property
    def read(self) -> list[PdfBlock]:
        """The paragraphs of the PDF that have words."""
        return [block for block in self.pdf if block.kind != "figure" and same(block.text)]


def flat(blocks: Sequence[WordBlock], place: tuple[int, int, int], tables: list[list[int]]) -> Iterator[Said]:
    for block in blocks:
        if block.kind != "table":
            label = block.label if block.kind == "heading" else ""
            yield Said(block.kind, block.level, same(label), same(block.text), place)
            continue
        tables.append([len(row) for row in block.rows])
        number = len(tables)
        for row_number, row in enumerate(block.rows, start=1):
            for column, cell in enumerate(row, start=1):
                yield from flat(cell, (number, row_number, column), tables)


def links(blocks: Sequence[WordBlock]) -> Iterator[str]:
    for block in blocks:
        yield from (link.address for link in block.links)
        for row in block.rows:
            for cell in row:
                yield from links(cell)


@cache
def read(path: Path) -> Pair:
    docx = path.with_suffix(".docx")
    stories = document_stories(docx.read_bytes())
    tables: list[list[int]] = []
    word = [said for said in flat(stories[0].blocks, (0, 0, 0), tables) if said.text]
    margins = [same(block.text) for story in stories if story.kind in {"header", "footer"} for block in story.blocks]
    with zipfile.ZipFile(docx) as archive:
        pictures = [
            one.get("descr", "") for one in etree.fromstring(archive.read("word/document.xml")).iter(DESCRIPTION)
        ]
    return Pair(
        word,
        tuple(links(stories[0].blocks)),
        tables,
        tagged_text(path.read_bytes()),
        pictures,
        [m for m in margins if m],
    )


@pytest.fixture(params=FILES, ids="/".join)
def pair(request: pytest.FixtureRequest, built: Mapping[str, Path]) -> Pair:
    example, name = request.param
    return read(built[example] / f"{name}.pdf")


@pytest.mark.office
def test_the_same_paragraphs_in_the_same_order(pair: Pair) -> None:
    assert [same(block.text) for block in pair.read] == [said.text for said in pair.word]


@pytest.mark.office
def test_headings_with_levels_and_numbers(pair: Pair) -> None:
    word = [(said.level, said.label, said.text) for said in pair.word if said.kind == "heading"]
    pdf = [(block.level, same(block.label), same(block.text)) for block in pair.read if block.kind == "heading"]
    assert pdf == word
    assert len(word) > 5


@pytest.mark.office
def test_items_of_lists_with_levels(pair: Pair) -> None:
    word = [(said.level, said.text) for said in pair.word if said.kind == "item"]
    assert [(block.level, same(block.text)) for block in pair.read if block.kind == "item"] == word


@pytest.mark.office
def test_tables_row_by_row_and_cell_by_cell(pair: Pair) -> None:
    assert [(block.table, block.row, block.column) for block in pair.read] == [said.place for said in pair.word]
    cells = {(block.table, block.row, block.column) for block in pair.pdf if block.table}
    expected = {
        (table, row, column)
        for table, widths in enumerate(pair.word_tables, start=1)
        for row, width in enumerate(widths, start=1)
        for column in range(1, width + 1)
    }
    assert cells == expected
    assert all(block.header for block in pair.pdf if block.table and block.row == 1)


@pytest.mark.office
def test_links_in_the_pdf_are_those_of_the_docx(pair: Pair) -> None:
    pdf = [target for block in pair.pdf for target in block.links if not target.startswith("#")]
    assert pdf == [with_path(address) for address in pair.word_links]
    assert pdf or "Checkliste" in pair.word[0].text


@pytest.mark.office
def test_pictures_have_their_alternative_texts(pair: Pair) -> None:
    assert [block.text for block in pair.pdf if block.kind == "figure"] == [same(text) for text in pair.pictures]


@pytest.mark.office
def test_headers_and_footers_are_not_read(pair: Pair) -> None:
    assert pair.margins
    repeated = [text for text in pair.margins if sum(same(block.text) == text for block in pair.pdf) > 1]
    assert repeated == []


@pytest.mark.office
def test_entries_of_the_contents_lead_to_the_page_they_name(pair: Pair) -> None:
    for block in pair.pdf:
        if block.kind == "entry":
            page = block.text.rpartition(" ")[2]
            assert block.links == (f"#{page}",), block.text
