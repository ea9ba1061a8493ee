"""What a finished document says, in reading order: as blocks, and as one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.documents.numbering import Numbering
from pipeline.documents.ooxml import (
    HYPERLINK,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TR,
    Element,
    P,
    T,
    own,
    paragraph_text,
    qn,
    style_of,
)
from pipeline.documents.package import Package


@dataclass(frozen=True, slots=True)
class Link:
    """One hyperlink: its words and where it leads."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document.

    Attributes:
        kind: ``heading``, ``item``, ``paragraph`` or ``table``.
        text: its words; empty for a table.
        label: number or bullet that is printed before it, or empty.
        level: level of a heading or list item from 1; 0 otherwise.
        style: name of the style.
        links: hyperlinks with an address outside the document.
        rows: of a table: rows of cells of blocks.
    """

    kind: str
    text: str = ""
    label: str = ""
    level: int = 0
    style: str = ""
    links: tuple[Link, ...] = ()
    rows: tuple[tuple[tuple[Block, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One part of a document with text: ``body``, ``header``, ``footer``, ``footnotes`` or ``endnotes``."""

    kind: str
    blocks: tuple[Block, ...]


def document_stories(docx: bytes, file: str = "") -> list[Story]:
    """Return body, headers, footers and notes of a document as blocks."""
    package = Package(docx, file)
    kinds = {
        part: kind
        for kind in ("header", "footer", "footnotes", "endnotes")
        for part in package.targets(package.main, kind)
    }
    return [
        Story(kinds.get(part, "body"), tuple(_Reader(package, part).blocks(_root(package, part))))
        for part in package.stories
    ]


def document_blocks(docx: bytes, file: str = "") -> list[Block]:
    """Return the blocks of the body."""
    return list(document_stories(docx, file)[0].blocks)


def document_text(docx: bytes, *, labels: bool = True, all_parts: bool = True, file: str = "") -> str:
    """Return the words of a document, a line for each paragraph, list item and cell paragraph.

    Args:
        docx: the document.
        labels: with the numbers of headings and list items, as they are printed.
        all_parts: with headers, footers and notes after the body.
        file: the document as the user knows it, for messages.
    """
    stories = document_stories(docx, file)
    return "\n".join(line for story in (stories if all_parts else stories[:1]) for line in _lines(story.blocks, labels))


class _Reader:
    """Reads the blocks of one part; lists count on from block to block."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._numbering = Numbering(package)
        self._addresses = {
            relation.get("Id", ""): relation.get("Target", "")
            for relation in package.relations(part)
            if relation.get("TargetMode") == "External"
        }

    def blocks(self, container: Element) -> Iterator[Block]:
        """Yield the blocks directly below ``container``, controls looked through."""
        for child in container:
            if child.tag == P:
                yield self._paragraph(child)
                for box in own(child, qn("w:txbxContent")):
                    yield from self.blocks(box)
            elif child.tag == TBL:
                yield self._table(child)
            elif child.tag in {SDT, SDT_CONTENT, qn("w:footnote"), qn("w:endnote")}:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Element) -> Block:
        label = self._numbering.label(paragraph)
        level = self._package.styles.heading_level(paragraph)
        style = self._package.styles.name_of(style_of(paragraph))
        kind = "heading" if level else "item" if label else "paragraph"
        links = tuple(
            Link("".join(node.text or "" for node in link.iter(T)), self._addresses[link.get(qn("r:id"), "")])
            for link in own(paragraph, HYPERLINK)
            if link.get(qn("r:id"), "") in self._addresses
        )
        if kind == "item":
            level = label.level + 1 if label else 0
        return Block(kind, paragraph_text(paragraph), label.text if label else "", level, style, links)

    def _table(self, table: Element) -> Block:
        rows = tuple(
            tuple(tuple(self.blocks(cell)) for cell in row.iter(TC) if next(cell.iterancestors(TR)) is row)
            for row in table.iter(TR)
            if next(row.iterancestors(TBL)) is table
        )
        return Block("table", style=self._package.styles.name_of(_table_style(table)), rows=rows)


def _table_style(table: Element) -> str:
    style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
    return style.get(qn("w:val"), "") if style is not None else ""


def _root(package: Package, part: str) -> Element:
    return package.body if part == package.main else package.tree(part)


def _lines(blocks: Sequence[Block], labels: bool) -> Iterator[str]:
    for block in blocks:
        if block.kind == "table":
            for row in block.rows:
                for cell in row:
                    yield from _lines(cell, labels)
        else:
            yield f"{block.label} {block.text}" if labels and block.label else block.text
