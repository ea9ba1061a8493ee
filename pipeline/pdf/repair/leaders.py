"""Lines made of underscores or dots are no text to be read (ISO 14289-1, 7.1; ISO 32000-1, 14.8.2.2.2 on artifacts).

LibreOffice 7.4 writes the fill characters of a tab as text if they are underscores, so the place for a date or a signature
would be read as a row of underscores.
"""

from __future__ import annotations

import re

import pikepdf

from pipeline.pdf.structure import Element, Marked
from pipeline.pdf.tagged import TaggedPdf

_FILLING = re.compile(r"[_.…·\s]{3,}")


def mark_leaders(draft: TaggedPdf) -> None:
    """Make an artifact of each marked content that is nothing but fill characters."""
    found: dict[int, set[int]] = {}
    for element in draft.structure.walk():
        fillings = [kid for kid in element.kids if isinstance(kid, Marked) and _is_filling(draft, element, kid)]
        for leaf in fillings:
            found.setdefault(leaf.page, set()).add(leaf.mcid)
        element.kids = [kid for kid in element.kids if kid not in fillings]
    for number, numbers in found.items():
        _unmark(draft, number, numbers)


def _is_filling(draft: TaggedPdf, element: Element, leaf: Marked) -> bool:
    if leaf.stream is not None or "/ActualText" in element.source:
        return False
    pieces = draft.pieces(leaf)
    return bool(pieces) and bool(_FILLING.fullmatch("".join(piece.text for piece in pieces)))


def _unmark(draft: TaggedPdf, number: int, numbers: set[int]) -> None:
    instructions = list(pikepdf.parse_content_stream(draft.pdf.pages[number]))
    artifact = pikepdf.ContentStreamInstruction([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))
    for index, instruction in enumerate(instructions):
        if str(instruction.operator) == "BDC" and isinstance(instruction.operands[1], pikepdf.Dictionary):
            mcid = instruction.operands[1].get("/MCID")
            if mcid is not None and int(mcid) in numbers:
                instructions[index] = artifact
    draft.replace_content(number, instructions)
