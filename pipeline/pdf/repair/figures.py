"""A picture's paint belongs to its ``Figure`` element (ISO 14289-1, 7.3).

LibreOffice 7.4 writes the element with its alternative text but marks the paint itself as an artifact, so a screen reader
finds an empty figure. The element knows its rectangle; the artifact that fills it becomes its content.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from pipeline.pdf.content import Box, Piece
from pipeline.pdf.structure import Element, Marked
from pipeline.pdf.tagged import TaggedPdf, around

_TOLERANCE = 2.0
"""Points by which paint and rectangle may differ."""


@dataclass(slots=True)
class _Artifact:
    page: int
    opening: int
    box: Box


def fill_figures(draft: TaggedPdf) -> None:
    """Give each ``Figure`` without content the artifact that stands in its rectangle."""
    empty = [(figure, pages) for figure, pages in _empty_figures(draft) if _rectangle(figure)]
    if not empty:
        return
    artifacts = [artifact for number in range(len(draft.pdf.pages)) for artifact in _artifacts(draft, number)]
    chosen: dict[int, list[tuple[int, Element]]] = {}
    for figure, (first, last) in empty:
        rectangle = _rectangle(figure)
        for artifact in artifacts:
            if first <= artifact.page <= last and rectangle and _within(artifact.box, rectangle):
                chosen.setdefault(artifact.page, []).append((artifact.opening, figure))
                artifacts.remove(artifact)
                break
    for number, openings in chosen.items():
        _open_as_figures(draft, number, openings)


def _empty_figures(draft: TaggedPdf) -> Iterator[tuple[Element, tuple[int, int]]]:
    """Yield figures without content, each with the pages on which it may stand, by its neighbours."""
    order = [element for element in draft.structure.walk() if not element.elements()]
    pages = [[kid.page for kid in element.kids if isinstance(kid, Marked)] for element in order]
    for position, element in enumerate(order):
        if draft.structure.kind(element) == "Figure" and not pages[position]:
            first = next((found[-1] for found in reversed(pages[:position]) if found), 0)
            last = next((found[0] for found in pages[position + 1 :] if found), len(draft.pdf.pages) - 1)
            yield element, (first, max(first, last))


def _rectangle(figure: Element) -> Box | None:
    numbers = figure.attribute("Layout", "BBox")
    if not isinstance(numbers, pikepdf.Array) or len(numbers) != 4:
        return None
    left, bottom, right, top = (float(number) for number in numbers)
    return (left, bottom, right, top)


def _artifacts(draft: TaggedPdf, number: int) -> Iterator[_Artifact]:
    page = draft.pdf.pages[number]
    painted: dict[int, list[Piece]] = {}
    for piece in draft.painted(number):
        painted.setdefault(piece.index, []).append(piece)
    opened: list[tuple[int, bool]] = []
    boxes: list[Box] = []
    for index, instruction in enumerate(pikepdf.parse_content_stream(page)):
        operator = str(instruction.operator)
        if operator in ("BMC", "BDC"):
            opened.append((index, instruction.operands[0] == pikepdf.Name.Artifact))
            boxes = []
        elif operator == "EMC" and opened:
            opening, artifact = opened.pop()
            if artifact and boxes:
                yield _Artifact(number, opening, around(boxes))
            boxes = []
        boxes += [piece.box for piece in painted.get(index, [])]


def _open_as_figures(draft: TaggedPdf, number: int, openings: list[tuple[int, Element]]) -> None:
    page = draft.pdf.pages[number]
    instructions: list[Any] = list(pikepdf.parse_content_stream(page))
    used = [piece.mcid for piece in draft.painted(number) if piece.mcid is not None]
    leaves = (kid for root in draft.structure.roots for kid in draft.leaves(root))
    used += [leaf.mcid for leaf in leaves if leaf.page == number]
    mcid = max(used, default=-1)
    for opening, figure in openings:
        mcid += 1
        operands = [pikepdf.Name.Figure, pikepdf.Dictionary(MCID=mcid)]
        instructions[opening] = pikepdf.ContentStreamInstruction(operands, pikepdf.Operator("BDC"))
        figure.kids.append(Marked(number, mcid))
    draft.replace_content(number, instructions)


def _within(inner: Box, outer: Box) -> bool:
    """Whether ``inner`` lies in ``outer`` and fills at least half of its width and height."""
    return (
        inner[0] >= outer[0] - _TOLERANCE
        and inner[1] >= outer[1] - _TOLERANCE
        and inner[2] <= outer[2] + _TOLERANCE
        and inner[3] <= outer[3] + _TOLERANCE
        and (inner[2] - inner[0]) * 2 >= outer[2] - outer[0]
        and (inner[3] - inner[1]) * 2 >= outer[3] - outer[1]
    )
