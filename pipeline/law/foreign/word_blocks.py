"""A Word file, as the blocks that another room read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from pipeline.law.foreign.foreign_text import ForeignText, foreign_text


class WordLink(Protocol):
    """One hyperlink: its words and where it leads."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def address(self) -> str:
        """Where it leads."""


class WordBlock(Protocol):
    """One block: ``heading``, ``item``, ``paragraph`` or ``table``."""

    @property
    def kind(self) -> str:
        """What it is."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def label(self) -> str:
        """Number or bullet that is printed before it."""

    @property
    def level(self) -> int:
        """Level of a heading from 1."""

    @property
    def links(self) -> Sequence[WordLink]:
        """Its hyperlinks."""

    @property
    def rows(self) -> Sequence[Sequence[Sequence[WordBlock]]]:
        """Rows of cells of blocks of a table."""


def read_word_blocks(blocks: Iterable[WordBlock], name: str) -> ForeignText:
    """Return the text of a Word file.

    Raises:
        InputError: it holds no text.
    """
    return foreign_text(name, ["\n".join(_lines(blocks))], paragraphs=True)


def _lines(blocks: Iterable[WordBlock]) -> Iterator[str]:
    for block in blocks:
        if block.kind == "table":
            for row in block.rows:
                for cell in row:
                    yield ""
                    yield from _lines(cell)
        elif block.kind == "heading":
            yield from ("", f"{'#' * min(block.level, 6)} {block.label} {_with_links(block)}".rstrip(), "")
        elif block.kind == "item":
            yield f"- {_with_links(block)}".rstrip()
        else:
            yield from ("", _with_links(block))


def _with_links(block: WordBlock) -> str:
    """Return the words of ``block``, each hyperlink as ``[words](address)``."""
    text = " ".join(block.text.split())
    position = 0
    for link in block.links:
        words = " ".join(link.text.split())
        found = text.find(words, position) if words else -1
        if found >= 0 and not words.startswith("http"):
            marked = f"[{words}]({link.address})"
            text = text[:found] + marked + text[found + len(words) :]
            position = found + len(marked)
    return text
