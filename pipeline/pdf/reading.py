"""What a screen reader would read: the tagged text of a PDF in structure order, without artifacts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import pikepdf

from pipeline.errors import InputError
from pipeline.language import tr
from pipeline.pdf.structure import Element, Marked, Reference
from pipeline.pdf.tagged import MALFORMED, TaggedPdf
from pipeline.pdf.targets import link_target

Kind = Literal["heading", "paragraph", "item", "cell", "entry", "note", "figure"]

_NUMBER = re.compile(r"(?:[^\W\d]+ )?(?:(?:\d+\.)*\d+(?:\.[a-z])?\.?|[A-Z]\.?|[IVXLC]+\.?)")
"""Number of a heading: ``2.1``, ``2.1.a``, ``A``, ``IV``, ``Anlage 3``."""
_INLINE = frozenset(
    ("Span", "Link", "Reference", "Quote", "Code", "BibEntry", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP")
)
_HEADING = re.compile(r"H([1-6]?)")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or what stands in place of one.

    Attributes:
        kind: ``heading``, ``paragraph``, ``item`` (of a list), ``cell`` (of a table; empty cells too), ``entry`` (of the
            contents), ``note`` or ``figure``.
        level: heading level; depth of the list or contents around it; 0 where there is none.
        text: the text, blanks joined, without soft hyphens; of a figure its alternative text.
        links: where its links lead, in reading order: addresses, or ``#3`` for page 3 of this document.
        label: number of a heading, number or bullet of an item.
        table: number of the table it stands in, from 1; 0 outside.
        row: row from 1; 0 outside tables.
        column: cell in its row from 1; 0 outside tables.
        header: whether it stands in a header cell.
    """

    kind: Kind
    level: int
    text: str
    links: tuple[str, ...] = ()
    label: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    header: bool = False


def tagged_text(pdf: bytes) -> list[Block]:
    """Return the text of ``pdf`` block by block, in the order of its structure.

    Raises:
        InputError: the PDF cannot be read, or has no tags.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            tagged = TaggedPdf.of(document)
            if not tagged.structure.roots:
                raise InputError(
                    tr("Die PDF-Datei hat keine Struktur; ihr Text lässt sich nicht der Reihe nach lesen.")
                )
            reader = _Reader(tagged, {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)})
            return [block for root in tagged.structure.roots for block in reader.read(root, Block("paragraph", 0, ""))]
    except MALFORMED as error:
        raise InputError(tr("Die PDF-Datei ist nicht lesbar: {reason}.", reason=error)) from error


@dataclass(slots=True)
class _Reader:
    tagged: TaggedPdf
    pages: dict[tuple[int, int], int]
    tables: int = 0

    def read(self, element: Element, around: Block) -> Iterator[Block]:
        """Yield the blocks of ``element``; ``around`` is the pattern they inherit table, level and kind from."""
        kind = self.tagged.structure.kind(element)
        if kind == "Figure":
            links = tuple(self.targets(element))
            yield replace(around, kind="figure", text=" ".join(element.text_entry("Alt").split()), links=links)
        elif kind == "Table":
            yield from self.table(element, around)
        elif kind in ("L", "TOC"):
            inside: Kind = "item" if kind == "L" else "entry"
            level = around.level + 1 if around.kind == inside else 1
            for kid in element.elements():
                yield from self.read(kid, replace(around, kind=inside, level=level))
        elif kind == "LI":
            yield from self.item(element, around)
        elif heading := _HEADING.fullmatch(kind):
            yield from self.block(element, replace(around, kind="heading", level=int(heading[1] or 1)))
        elif kind == "Note":
            yield from self.block(element, replace(around, kind="note", level=0))
        else:
            yield from self.block(element, around)

    def block(self, element: Element, pattern: Block) -> Iterator[Block]:
        """Yield the text that stands directly in ``element``, if any, and then what its other kids hold."""
        inline: list[Element | Marked] = [
            kid for kid in element.kids if isinstance(kid, Marked) or (isinstance(kid, Element) and self.is_inline(kid))
        ]
        label: list[Element | Marked] = []
        first = inline[0] if len(inline) > 1 else None
        if pattern.kind == "heading" and first is not None and _NUMBER.fullmatch(self.tagged.text(first)):
            label, inline = [first], inline[1:]
        if inline:
            text = self.tagged.text(*inline)
            if pattern.kind == "entry":  # tabs between number, title and page may leave no gap
                text = " ".join(filter(None, map(self.tagged.text, self.tagged.leaves(element))))
            links = tuple(target for kid in inline if isinstance(kid, Element) for target in self.targets(kid))
            yield replace(pattern, text=text, links=links, label=self.tagged.text(*label) or pattern.label)
        for kid in element.kids:
            if isinstance(kid, Element):
                yield from self.figures(kid, pattern) if self.is_inline(kid) else self.read(kid, pattern)

    def item(self, element: Element, pattern: Block) -> Iterator[Block]:
        """Yield an item: its first paragraph with the label, the others as paragraphs of the same level."""
        kinds = [self.tagged.structure.kind(part) for part in element.elements()]
        parts = list(zip(element.elements(), kinds, strict=True))
        label = " ".join(self.tagged.text(part) for part, kind in parts if kind == "Lbl")
        blocks = [
            block for part, kind in parts if kind != "Lbl" for block in self.read(part, replace(pattern, label=label))
        ]
        depth = pattern.level
        seen = False
        for block in blocks:
            own = block.kind == "item" and block.level == depth
            yield replace(block, kind="paragraph", label="") if own and seen else block
            seen = seen or own

    def table(self, element: Element, pattern: Block) -> Iterator[Block]:
        """Yield the cells of a table, row by row."""
        self.tables += 1
        number = self.tables
        row = 0
        for part in element.elements():
            kind = self.tagged.structure.kind(part)
            for tr_element in part.elements() if kind in ("THead", "TBody", "TFoot") else [part]:
                if kind == "Caption":
                    yield from self.block(part, pattern)
                    continue
                row += 1
                for column, cell in enumerate(tr_element.elements(), start=1):
                    header = self.tagged.structure.kind(cell) == "TH"
                    place = Block("cell", 0, "", table=number, row=row, column=column, header=header)
                    yield from list(self.block(cell, place)) or [place]

    def targets(self, element: Element) -> Iterator[str]:
        """Yield where the links in ``element`` lead, each once for each ``Link``."""
        if self.tagged.structure.kind(element) == "Link":
            found = [self.target(kid) for kid in element.kids if isinstance(kid, Reference)]
            yield from dict.fromkeys(found)
        for kid in element.elements():
            yield from self.targets(kid)

    def target(self, reference: Reference) -> str:
        place = reference.target.get("/Dest")
        if isinstance(place, pikepdf.Array) and len(place) and isinstance(place[0], pikepdf.Dictionary):
            return f"#{self.pages.get(place[0].objgen, 0)}"
        return link_target(reference.target)

    def figures(self, element: Element, pattern: Block) -> Iterator[Block]:
        """Yield the figures inside inline elements, such as a linked picture."""
        for kid in element.elements():
            if self.tagged.structure.kind(kid) == "Figure":
                yield from self.read(kid, pattern)
            else:
                yield from self.figures(kid, pattern)

    def is_inline(self, element: Element) -> bool:
        return self.tagged.structure.kind(element) in _INLINE
