"""Short excerpts of a changed text: the words that went and came, a few words around them, „…“ for what is left out."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.comparison.words import Fragment, word_diff

AROUND = 60
"""Characters kept on each side of a change."""
LONGEST = 320
"""Characters of one deletion or insertion that are printed."""
_KEPT_IN_COMMON = 0.6
"""Below this share of words in common the text is told as rewritten: marks word by word would not be readable."""
ELLIPSIS = "…"

Sides = tuple[tuple[Fragment, ...], tuple[Fragment, ...]]


def excerpts(old: str, new: str) -> Sides:
    """Return the excerpts of both sides; an empty side gives no fragment.

    Where one side is empty or little is left of the old wording, both are printed plain, without marks.
    """
    fragments = word_diff(old, new)
    common = sum(len(fragment.text) for fragment in fragments if fragment.kind == "equal")
    if common < _KEPT_IN_COMMON * min(len(old), len(new)) or not old or not new:
        return _whole(old), _whole(new)
    short = _shortened(fragments)
    return _capped(short, "inserted"), _capped(short, "deleted")


def _capped(fragments: Sequence[Fragment], other: str) -> tuple[Fragment, ...]:
    """Return one side of the fragments, ended by an ellipsis where it would be longer than ``LONGEST``."""
    found: list[Fragment] = []
    length = 0
    for fragment in fragments:
        if fragment.kind == other:
            continue
        if length >= LONGEST:
            found.append(Fragment(f" {ELLIPSIS}", "equal"))
            break
        found.append(fragment)
        length += len(fragment.text)
    return tuple(found)


def _whole(text: str) -> tuple[Fragment, ...]:
    return (Fragment(_head(text, LONGEST), "equal"),) if text else ()


def _shortened(fragments: Sequence[Fragment]) -> list[Fragment]:
    found = []
    last = len(fragments) - 1
    for index, fragment in enumerate(fragments):
        text = fragment.text
        if fragment.kind != "equal":
            text = _head(text, LONGEST)
        elif index == 0 < last:
            text = _tail(text, AROUND)
        elif index == last:
            text = _head(text, AROUND)
        elif len(text) > 2 * AROUND + len(ELLIPSIS) + 2:
            text = f"{_head(text, AROUND)} {_tail(text, AROUND).removeprefix(ELLIPSIS).lstrip()}"
        found.append(Fragment(text, fragment.kind))
    return found


def _head(text: str, length: int) -> str:
    if len(text) <= length + len(ELLIPSIS):
        return text
    return f"{text[:length].rsplit(' ', 1)[0].rstrip()} {ELLIPSIS}"


def _tail(text: str, length: int) -> str:
    if len(text) <= length + len(ELLIPSIS):
        return text
    return f"{ELLIPSIS} {text[-length:].split(' ', 1)[-1].lstrip()}"
