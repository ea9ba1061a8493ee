"""The PDF under repair: the file, its structure, and what its pages paint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from pipeline.pdf.content import Box, Piece, page_pieces
from pipeline.pdf.joining import join
from pipeline.pdf.structure import Element, Marked, Structure, read_structure


@dataclass(slots=True)
class Draft:
    """A PDF between opening and saving.

    Attributes:
        pdf: the open file.
        structure: its structure tree; steps change it, the last one writes it back.
    """

    pdf: pikepdf.Pdf
    structure: Structure
    _pieces: dict[int, dict[int, list[Piece]]] = field(default_factory=dict)

    @classmethod
    def of(cls, pdf: pikepdf.Pdf) -> Draft:
        """Read the structure of ``pdf``."""
        return cls(pdf, read_structure(pdf))

    def pieces(self, kid: Marked) -> list[Piece]:
        """Return what a marked content paints."""
        if kid.page not in self._pieces:
            numbered: dict[int, list[Piece]] = defaultdict(list)
            for piece in page_pieces(self.pdf.pages[kid.page]):
                if piece.mcid is not None:
                    numbered[piece.mcid].append(piece)
            self._pieces[kid.page] = dict(numbered)
        return self._pieces[kid.page].get(kid.mcid, [])

    def marked(self, element: Element) -> Iterator[Marked]:
        """Yield the marked content of ``element`` and its descendants in reading order."""
        for kid in element.kids:
            if isinstance(kid, Marked):
                yield kid
            elif isinstance(kid, Element):
                yield from self.marked(kid)

    def text(self, *kids: Element | Marked) -> str:
        """Return the text of elements and marked content."""
        leaves = [leaf for kid in kids for leaf in ([kid] if isinstance(kid, Marked) else self.marked(kid))]
        return join((leaf.page, piece) for leaf in leaves for piece in self.pieces(leaf))

    def box(self, *leaves: Marked) -> Box | None:
        """Return the rectangle around the text of marked content, which must be on one page."""
        boxes = [piece.box for leaf in leaves for piece in self.pieces(leaf) if piece.kind == "text"]
        if not boxes:
            return None
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return (min(lefts), min(bottoms), max(rights), max(tops))


def replace_content(pdf: pikepdf.Pdf, page: pikepdf.Page, instructions: list[Any]) -> None:
    """Give ``page`` a new content stream."""
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
