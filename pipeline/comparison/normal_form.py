"""What two documents must share to be called equal: the sequence of paragraphs and cells, as plain frozen data.

Two files may say the same in different XML: other relationship ids, other list ids, runs cut elsewhere, numbers of
pages from the last printing. The normal form keeps what a reader sees (text, style, list level, alignment and other
paragraph properties, run formatting, link targets, pictures by their content, notes at the place of their reference)
and drops the rest. Documents with tracked changes are settled first (``revisions``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.comparison.numbering import ListLevel


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text with one formatting. ``format`` is canonical, ``link`` an address or ``#`` for a place inside."""

    text: str
    format: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """What stands in a line without being text: picture, field, formula, note reference, text box.

    Attributes:
        kind: ``field``, ``field_end``, ``footnote``, ``endnote``, ``drawing``, ``formula`` or the element's name.
        value: canonical content; for pictures it contains the SHA-256 of the image.
        blocks: the paragraphs inside: of the note, of the text box.
    """

    kind: str
    value: str = ""
    format: str = ""
    link: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    Attributes:
        pieces: text and things in order; neighbours with one formatting are joined.
        style: name of the style, lower case; empty for the default.
        list_level: level and format where it is a list item.
        align: ``center``, ``right``, ``both`` or empty.
        properties: canonical form of all other paragraph properties.
        mark: canonical formatting of the paragraph mark.
        section: canonical page setup, where a section ends here.
        label: printed number or bullet; not part of equality, since it follows from the paragraphs before.
        tags: (start, stop, tag) of the content controls, in characters of ``text``; not part of equality.
    """

    pieces: tuple[Text | Thing, ...]
    style: str = ""
    list_level: ListLevel | None = None
    align: str = ""
    properties: str = ""
    mark: str = ""
    section: str = ""
    label: str = field(default="", compare=False)
    tags: tuple[tuple[int, int, str], ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """The text alone; things leave no trace in it."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Text))


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; ``properties`` holds spans and borders in canonical form."""

    blocks: tuple[Block, ...]
    properties: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One table row."""

    cells: tuple[Cell, ...]
    properties: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table."""

    rows: tuple[Row, ...]
    properties: str = ""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """Page setup and the headers and footers in force, by kind such as ``header default``; empty ones left out."""

    properties: str
    stories: tuple[tuple[str, tuple[Block, ...]], ...]


@dataclass(frozen=True, slots=True)
class NormalForm:
    """A whole document."""

    body: tuple[Block, ...]
    sections: tuple[Section, ...]
    labels: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All text of the body, paragraphs and cells ended by a line feed."""
        return "".join(block_text(block) for block in self.body)


def block_text(block: Block) -> str:
    """Return the text of a block, each paragraph ended by a line feed."""
    return "".join(f"{paragraph.text}\n" for paragraph in paragraphs(block))


def paragraphs(block: Block) -> Iterator[Paragraph]:
    """Yield the paragraphs of a block, those in table cells too."""
    if isinstance(block, Paragraph):
        yield block
        return
    for row in block.rows:
        for cell in row.cells:
            for inner in cell.blocks:
                yield from paragraphs(inner)
