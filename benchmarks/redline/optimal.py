"""The least that a redline can mark: a minimal word-level difference, block by block, found by trying every pairing.

This is the yardstick, so it shares nothing with the program's aligner: plain words instead of its tokens, every pair of
blocks compared, no threshold of likeness. Its time grows with the product of both documents; it is for small pairs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from pipeline.comparison.normal_form import Block, NormalForm, Paragraph, Row, Table, Thing, block_text

Item = TypeVar("Item")
WORDS = re.compile(r"\w+|\s|[^\w\s]")


def optimum(old: NormalForm, new: NormalForm) -> int:
    """Return the characters that must be deleted and inserted, notes, headers and footers included."""
    total = _blocks(old.body, new.body)
    for one, other in zip(old.sections, new.sections, strict=True):
        stories = dict(one.stories), dict(other.stories)
        for kind in {**stories[0], **stories[1]}:
            total += _blocks(stories[0].get(kind, ()), stories[1].get(kind, ()))
    return total


def _blocks(old: Sequence[Block], new: Sequence[Block]) -> int:
    return _cheapest(old, new, _size, _block)


def _block(old: Block, new: Block) -> float:
    if isinstance(old, Table) and isinstance(new, Table):
        return _cheapest(old.rows, new.rows, _row_size, _row)
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        return _words(old.text, new.text) + _notes(old, new)
    return float("inf")


def _row(old: Row, new: Row) -> float:
    if len(old.cells) != len(new.cells):
        return float("inf")
    return sum(_blocks(one.blocks, other.blocks) for one, other in zip(old.cells, new.cells, strict=True))


def _row_size(row: Row) -> int:
    return sum(_size(block) for cell in row.cells for block in cell.blocks)


def _notes(old: Paragraph, new: Paragraph) -> int:
    one, other = ([p for p in q.pieces if isinstance(p, Thing) and p.blocks] for q in (old, new))
    return _cheapest(one, other, lambda note: sum(map(_size, note.blocks)), lambda a, b: _blocks(a.blocks, b.blocks))


def _size(block: Block) -> int:
    text = len(block_text(block).replace("\n", "")) if isinstance(block, Table) else len(block.text)
    if isinstance(block, Paragraph):
        text += sum(_size(inner) for p in block.pieces if isinstance(p, Thing) for inner in p.blocks)
    return text


def _cheapest(
    old: Sequence[Item], new: Sequence[Item], size: Callable[[Item], float], pair: Callable[[Item, Item], float]
) -> int:
    above: list[float] = [0.0]
    for item in new:
        above.append(above[-1] + size(item))
    for one in old:
        row = [above[0] + size(one)]
        for j, other in enumerate(new):
            both = above[j] if one == other else above[j] + pair(one, other)
            row.append(min(above[j + 1] + size(one), row[j] + size(other), both))
        above = row
    return int(above[-1])


@lru_cache(maxsize=200_000)
def _words(old: str, new: str) -> int:
    """Return the changed characters of a minimal difference by words (Wagner and Fischer)."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    above = [0]
    for word in after:
        above.append(above[-1] + len(word))
    for word in before:
        row = [above[0] + len(word)]
        for j, other in enumerate(after):
            best = min(above[j + 1] + len(word), row[j] + len(other))
            row.append(min(best, above[j]) if word == other else best)
        above = row
    return above[-1]
