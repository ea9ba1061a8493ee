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
    text = line = ""
    before: tuple[int, Piece] | None = None
    for page, piece in pieces:
        if piece.kind != "text" or not piece.text:
            continue
        if before is not None:
            same_line = _same_line(before, (page, piece))
            separated = _gap(before[1], piece) if same_line else _ends_word(line, piece.text)
            if separated and not text.endswith(" ") and not piece.text.startswith(" "):
                text, line = f"{text} ", f"{line} "
            line = line if same_line else ""
        text += piece.text
        line += piece.text
        before = (page, piece)
    return " ".join(text.replace(SOFT_HYPHEN, "").split())


def _same_line(before: tuple[int, Piece], after: tuple[int, Piece]) -> bool:
    size = max(before[1].size, after[1].size)
    return before[0] == after[0] and abs(_baseline(before[1]) - _baseline(after[1])) < _SAME_LINE * size


def _gap(left: Piece, right: Piece) -> bool:
    return right.box[0] - left.box[2] > _GAP * max(left.size, right.size)


def _ends_word(line: str, following: str) -> bool:
    """Whether a word ends with the line. LibreOffice keeps the blank at the end of a line that it breaks between words.

    Without a blank it was a break the author wanted, or a break within a word: after a hyphen or slash, or because a word
    is wider than the line; then it stands alone on it and goes on in small letters.
    """
    if line.endswith(_STAYS_TOGETHER):
        return False
    return " " in line.strip() or following[0].isupper()


def _baseline(piece: Piece) -> float:
    return piece.box[1] + 0.2 * piece.size
