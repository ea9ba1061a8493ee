"""A tagged PDF opened for repair, checking or reading: the file, its structure, and what its pages paint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from pipeline.pdf.content import Box, Piece
from pipeline.pdf.joining import join
from pipeline.pdf.painting import painted_pieces
from pipeline.pdf.structure import Element, Marked, Structure, read_structure

MALFORMED = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
)
"""What pikepdf raises when a file, or an object in it, is not what its place asks for."""


@dataclass(slots=True)
class TaggedPdf:
    """An open PDF.

    Attributes:
        pdf: the open file.
        structure: its structure tree; repair steps change it.
    """

    pdf: pikepdf.Pdf
    structure: Structure
    _painted: dict[int, list[Piece]] = field(default_factory=dict)
    _marked: dict[int, dict[int, list[Piece]]] = field(default_factory=dict)
    _fonts: dict[tuple[int, int], bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, pdf: pikepdf.Pdf) -> TaggedPdf:
        """Read the structure of ``pdf``.

        Raises:
            InputError: the structure tree is damaged.
        """
        return cls(pdf, read_structure(pdf))

    def painted(self, number: int) -> list[Piece]:
        """Return everything that page ``number`` (from 0) paints."""
        if number not in self._painted:
            self._painted[number] = painted_pieces(self.pdf.pages[number], self._fonts)
        return self._painted[number]

    def pieces(self, leaf: Marked) -> list[Piece]:
        """Return what a marked content paints."""
        if leaf.page not in self._marked:
            numbered: dict[int, list[Piece]] = defaultdict(list)
            for piece in self.painted(leaf.page):
                if piece.mcid is not None:
                    numbered[piece.mcid].append(piece)
            self._marked[leaf.page] = dict(numbered)
        return self._marked[leaf.page].get(leaf.mcid, [])

    def replace_content(self, number: int, instructions: list[Any]) -> None:
        """Give page ``number`` (from 0) a new content stream."""
        page = self.pdf.pages[number]
        page.obj.Contents = self.pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        self._painted.pop(number, None)
        self._marked.pop(number, None)

    def leaves(self, element: Element) -> Iterator[Marked]:
        """Yield the marked content of ``element`` and its descendants in reading order."""
        for kid in element.kids:
            if isinstance(kid, Marked):
                yield kid
            elif isinstance(kid, Element):
                yield from self.leaves(kid)

    def text(self, *kids: Element | Marked) -> str:
        """Return the text of elements and marked content, replacement texts in place of what they replace."""
        return join(run for kid in kids for run in self._runs(kid))

    def box(self, *leaves: Marked) -> Box | None:
        """Return the rectangle around the text of marked content, which must be on one page."""
        boxes = [piece.box for leaf in leaves for piece in self.pieces(leaf) if piece.kind == "text"]
        return around(boxes) if boxes else None

    def _runs(self, kid: Element | Marked) -> Iterator[tuple[int, Piece]]:
        if isinstance(kid, Marked):
            for piece in self.pieces(kid):
                yield kid.page, piece
            return
        runs = (run for child in kid.kids if isinstance(child, Element | Marked) for run in self._runs(child))
        if "/ActualText" not in kid.source:
            yield from runs
            return
        for page, piece in runs:
            if piece.kind == "text":
                yield page, replace(piece, text=kid.text_entry("ActualText"))
                return


def around(boxes: list[Box]) -> Box:
    """Return the smallest rectangle around ``boxes``, of which there is at least one."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return (min(lefts), min(bottoms), max(rights), max(tops))
