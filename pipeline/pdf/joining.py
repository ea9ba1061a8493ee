"""Pieces of text on a page → one line of text as a reader would copy it."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.pdf.content import Piece

SOFT_HYPHEN = "\u00ad"
_GAP = 0.15
"""Share of the font size from which a gap between two pieces of a line is a space (a tab, a missing blank)."""
_SAME_LINE = 0.6
"""Share of the font size by which baselines of one line may differ (superscripts)."""
_STAYS_TOGETHER = ("-", "/", "\u2010", "\u2011", SOFT_HYPHEN)


def join(pieces: Iterable[tuple[int, Piece]]) -> str:
    """Join pieces, each with its page, to a text: blanks for gaps and line ends, no soft hyphens, no double blanks."""
    text = ""
    before: tuple[int, Piece] | None = None
    for page, piece in pieces:
        if piece.kind != "text" or not piece.text:
            continue
        if before is not None and _separated(text, before, (page, piece)):
            text += " "
        text += piece.text
        before = (page, piece)
    return " ".join(text.replace(SOFT_HYPHEN, "").split())


def _separated(text: str, before: tuple[int, Piece], after: tuple[int, Piece]) -> bool:
    if text.endswith(" ") or after[1].text.startswith(" "):
        return False
    left, right = before[1], after[1]
    size = max(left.size, right.size)
    same_line = before[0] == after[0] and abs(_baseline(left) - _baseline(right)) < _SAME_LINE * size
    if same_line:
        return right.box[0] - left.box[2] > _GAP * size
    return not text.endswith(_STAYS_TOGETHER)


def _baseline(piece: Piece) -> float:
    return piece.box[1] + 0.2 * piece.size
