"""What an eye would catch on the pages: nothing stands alone that belongs together, and the checklist fits on two pages."""

from __future__ import annotations

import datetime as dt
import io
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from pipeline.catalogue.checklist import load_checklist
from pipeline.documents.archive import CoreProperties
from pipeline.documents.contents import conversion_copy
from pipeline.documents.context import Situation, context_for
from pipeline.documents.document_info import ChecklistEntry, ChecklistSection
from pipeline.documents.kinds import DOCUMENT_KINDS, Edition
from pipeline.documents.render import render
from pipeline.documents.templates import built_in_template
from pipeline.dossier.load import load_dossier
from pipeline.pdf.office import convert
from pipeline.pdf.outline import outline
from pipeline.pdf.structure import Element
from pipeline.pdf.tagged import TaggedPdf

INPUTS = Path(__file__).parents[2] / "inputs"
NAMES = ("nutzungskonzept", "datenschutzhinweise", "checkliste", "dsfa")
FILES = [
    (example, name)
    for example in ("sassenberg", "musterstadt")
    for name in NAMES
    if (example, name) != ("sassenberg", "dsfa")
]


@dataclass(frozen=True)
class Thing:
    """An element with the pages on which its lines stand, each once for each line."""

    kind: str
    text: str
    lines: tuple[int, ...]


@cache
def things(path: Path) -> tuple[list[Thing], list[list[Thing]], list[list[Thing]]]:
    """Return headings and paragraphs in reading order, the items of each list, the rows of each table."""
    with pikepdf.open(path) as pdf:
        tagged = TaggedPdf.of(pdf)
        kind = tagged.structure.kind

        def thing(element: Element) -> Thing:
            places = {
                (leaf.page, -round(piece.box[1] / 6))
                for leaf in tagged.leaves(element)
                for piece in tagged.pieces(leaf)
                if piece.text.strip()
            }
            return Thing(kind(element), tagged.text(element)[:60], tuple(page for page, _ in sorted(places)))

        def blocks(element: Element) -> Iterator[Element]:
            for kid in element.elements():
                if kind(kid) in {"L", "Table", "TOC"} or kind(kid) == "P" or kind(kid).startswith("H"):
                    yield kid
                elif kind(kid) != "Note":
                    yield from blocks(kid)

        def rows(table: Element) -> Iterator[Element]:
            for kid in table.elements():
                yield from [kid] if kind(kid) == "TR" else kid.elements()

        text = [thing(element) for root in tagged.structure.roots for element in blocks(root)]
        lists = [
            [thing(item) for item in element.elements()] for element in tagged.structure.walk() if kind(element) == "L"
        ]
        tables = [
            [row for row in map(thing, rows(element)) if row.lines]
            for element in tagged.structure.walk()
            if kind(element) == "Table"
        ]
    return [one for one in text if one.lines], lists, tables


@pytest.fixture(params=FILES, ids="/".join)
def path(request: pytest.FixtureRequest, built: Mapping[str, Path]) -> Path:
    example, name = request.param
    return built[example] / f"{name}.pdf"


@pytest.mark.office
def test_no_heading_stands_at_the_foot_of_a_page(path: Path) -> None:
    text, _, _ = things(path)
    lonely = [
        before.text
        for before, after in itertools.pairwise(text)
        if before.kind.startswith("H") and before.lines[-1] != after.lines[0]
    ]
    assert lonely == []


@pytest.mark.office
def test_no_line_of_a_paragraph_stands_alone(path: Path) -> None:
    text, _, _ = things(path)
    lonely = [
        one.text
        for one in text
        if one.kind == "P"
        and len(set(one.lines)) > 1
        and 1 in (one.lines.count(one.lines[0]), one.lines.count(one.lines[-1]))
    ]
    assert lonely == []


@pytest.mark.office
def test_no_item_of_a_list_stands_alone(path: Path) -> None:
    _, lists, _ = things(path)
    lonely = [
        (first.text, second.text)
        for items in lists
        if len(items) > 1
        for first, second in {(items[0], items[1]), (items[-2], items[-1])}
        if first.lines and second.lines and first.lines[-1] != second.lines[0]
    ]
    assert lonely == []


@pytest.mark.office
def test_no_header_row_stands_alone_and_no_row_breaks(path: Path) -> None:
    _, _, tables = things(path)
    assert tables
    assert [rows[0].text for rows in tables if len(rows) > 1 and rows[0].lines[-1] != rows[1].lines[0]] == []
    assert [row.text for rows in tables for row in rows if len(set(row.lines)) > 1] == []


@pytest.mark.office
@pytest.mark.parametrize("example", ["sassenberg", "musterstadt"])
def test_short_notice_and_contents_share_the_first_page(built: Mapping[str, Path], example: str) -> None:
    text, _, _ = things(built[example] / "datenschutzhinweise.pdf")
    contents = [one for one in text if one.kind == "TOC"]
    assert [(len(one.lines), set(one.lines)) for one in contents] == [(18, {0})], "pages count from 0"


@pytest.mark.office
def test_the_checklist_fits_on_two_pages_with_every_condition_on() -> None:
    checklist = load_checklist()
    everything = tuple(
        ChecklistSection(
            kind=block.id,
            title=block.title,
            frequency=block.frequency,
            items=tuple(
                ChecklistEntry(id=item.id, text=item.text) for item in checklist.items if item.block == block.id
            ),
        )
        for block in checklist.blocks
    )
    day = dt.date(2026, 11, 22)
    copies = {}
    for example in ("sassenberg", "musterstadt"):
        dossier = load_dossier(INPUTS / example)
        situation = Situation(draft=True, code="0000-0000-0000", as_of=day)
        context = context_for(dossier, DOCUMENT_KINDS["checkliste"], Edition.INTERNAL, situation)
        properties = CoreProperties(title="Checkliste", creator="Stadt", date=day, subject="", version="", status="")
        docx = render(built_in_template("checkliste").data, context | {"checklist": everything}, properties).docx
        copies[example] = conversion_copy(docx)
    for example, pdf in convert(copies).items():
        assert {entry.page for entry in outline(pdf)} <= {1, 2}
        with pikepdf.open(io.BytesIO(pdf)) as document:
            assert len(document.pages) == 2, example
