"""Lines and areas outside any mark become artifacts (ISO 14289-1, 7.1: content is tagged or an artifact).

LibreOffice 7.4 paints the borders of paragraphs outside marked content. Text outside marked content is left alone: it may
be real content, and the check reports it.
"""

from __future__ import annotations

from typing import Any

import pikepdf

from pipeline.pdf.tagged import TaggedPdf

_BUILD = {"m", "l", "c", "v", "y", "h", "re"}
_CLIP = {"W", "W*"}
_PAINT = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}


def mark_artifacts(draft: TaggedPdf) -> None:
    """Wrap each unmarked path, from its first point to its painting, in ``/Artifact BMC … EMC``."""
    for number, page in enumerate(draft.pdf.pages):
        instructions = pikepdf.parse_content_stream(page)
        wrapped = _wrap(instructions)
        if len(wrapped) != len(instructions):
            draft.replace_content(number, wrapped)


def _wrap(instructions: Any) -> list[Any]:
    begin = pikepdf.ContentStreamInstruction([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))
    end = pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC"))
    wrapped: list[Any] = []
    path: list[Any] = []
    depth = 0
    for instruction in instructions:
        operator = str(instruction.operator)
        if depth == 0 and (operator in _BUILD or (path and operator in _CLIP)):
            path.append(instruction)
            continue
        if path and operator in _PAINT:
            wrapped += [begin, *path, instruction, end]
        else:
            wrapped += [*path, instruction]
        path = []
        depth += (operator in ("BMC", "BDC")) - (operator == "EMC")
    return wrapped + path
