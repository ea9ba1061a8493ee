"""Which paragraph, table or row of the old document has become which of the new one.

Three steps, from certain to likely:

1. Equal ends are cut off. Of the blocks that are equal and unique on both sides, the heaviest chain that keeps its order
   becomes fixed points (patience diff by Bram Cohen, weighted by characters). This is n·log n, and leaves short gaps.
2. In each gap the cheapest alignment is found by dynamic programming (Needleman and Wunsch, J. Mol. Biol. 48, 1970).
   Leaving out or adding a block costs its characters; pairing two costs the characters of the words they do not share.
   Only blocks that share a third of their words may be paired: below that, two replaced paragraphs are easier to read
   than one riddled with marks.
3. A gap with more than ``GAP_LIMIT`` pairs is aligned by equal text only.

Cost: the product of both gap lengths, each pair counted by its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from pipeline.comparison.normal_form import Block, Paragraph, Row, Table, block_text
from pipeline.comparison.words import anchors, diff, tokens

GAP_LIMIT = 60_000
LIKE = 1 / 3


@dataclass(frozen=True, slots=True)
class Unit:
    """What alignment needs to know of one block or row.

    Attributes:
        kind: only units of one kind are paired.
        key: equal keys mean equal units.
        text: the text.
        words: how often each word occurs.
        size: characters of ``text``.
    """

    kind: str
    key: Hashable
    text: str
    words: Counter[str]
    size: int


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of an alignment: index in the old, index in the new; None where there is no partner."""

    old: int | None
    new: int | None


def unit(item: Block | Row) -> Unit:
    """Return what alignment needs to know of ``item``."""
    text = _text(item)
    if isinstance(item, Row):
        kind = f"row {len(item.cells)}"
    else:
        kind = "table" if isinstance(item, Table) else _paragraph_kind(item)
    words = Counter(token for token in tokens(text) if not token.isspace())
    return Unit(kind, item, text, words, sum(len(word) * count for word, count in words.items()))


def _text(item: Block | Row) -> str:
    if isinstance(item, Row):
        return "".join(block_text(block) for cell in item.cells for block in cell.blocks)
    return block_text(item)


def _paragraph_kind(item: Paragraph) -> str:
    """Return the kind of a paragraph; the ends of two sections are of one kind only with the same headers."""
    setup, _, headers = item.section.partition("\n")
    return f"end of section {headers}" if setup else "paragraph"


def align(old: Sequence[Block | Row], new: Sequence[Block | Row], *, by_chapter: bool = False) -> list[Pair]:
    """Return the alignment in reading order; a block that went stands before one that came.

    Args:
        old: blocks or rows before.
        new: blocks or rows after.
        by_chapter: hold headings fast even where moving one would change fewer characters than moving a paragraph past
            it: right for reading chapter by chapter.
    """
    a, b, c, d = 0, len(old), 0, len(new)
    while a < b and c < d and old[a] == new[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
    pairs = [Pair(i, i) for i in range(a)]
    if by_chapter:
        chapters = _chapters(old, new, a, b, c, d)
        for x, y in [*chapters, (b, d)]:
            pairs += _between(old, new, a, x, c, y)
            pairs += [Pair(x, y)] if x < b else []
            a, c = x + 1, y + 1
    else:
        pairs += _between(old, new, a, b, c, d)
    return pairs + [Pair(b + k, d + k) for k in range(len(old) - b)]


def _chapters(
    old: Sequence[Block | Row], new: Sequence[Block | Row], a: int, b: int, c: int, d: int
) -> list[tuple[int, int]]:
    before, after = (
        [(i, item.text) for i, item in enumerate(items) if first <= i < last and is_heading(item)]
        for items, first, last in ((old, a, b), (new, c, d))
    )
    fixed = anchors([text for _, text in before], [text for _, text in after], [1] * len(before))
    return [(before[x][0], after[y][0]) for x, y in fixed]


def is_heading(item: Block | Row) -> TypeGuard[Paragraph]:
    """Return whether ``item`` is a heading or the title."""
    return isinstance(item, Paragraph) and item.style.startswith(("heading", "title"))


def _between(old: Sequence[Block | Row], new: Sequence[Block | Row], a: int, b: int, c: int, d: int) -> list[Pair]:
    """Align ``old[a:b]`` with ``new[c:d]``."""
    pairs: list[Pair] = []
    weights = [len(_text(item)) for item in old[a:b]]
    for x, y in [*((a + x, c + y) for x, y in anchors(old[a:b], new[c:d], weights)), (b, d)]:
        pairs += _gap([unit(item) for item in old[a:x]], [unit(item) for item in new[c:y]], a, c)
        pairs += [Pair(x, y)] if x < b else []
        a, c = x + 1, y + 1
    return pairs


def _gap(old: list[Unit], new: list[Unit], a: int, c: int) -> list[Pair]:
    """Align two short sequences that stand at ``a`` in the old and at ``c`` in the new document."""
    rows, columns = len(old), len(new)
    if not rows or not columns:
        return [Pair(a + i, None) for i in range(rows)] + [Pair(None, c + j) for j in range(columns)]
    if rows * columns > GAP_LIMIT:
        return _by_text(old, new, a, c)
    # least[i][j]: cost of old[i:] against new[j:]; one extra for each lone block, so that equals are paired
    least = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    join = [[0.0] * columns for _ in range(rows)]
    for i in range(rows, -1, -1):
        for j in range(columns, -1, -1):
            options = []
            if i < rows:
                options.append(least[i + 1][j] + old[i].size + 1)
            if j < columns:
                options.append(least[i][j + 1] + new[j].size + 1)
            if i < rows and j < columns:
                join[i][j] = pair_cost(old[i], new[j])
                options.append(least[i + 1][j + 1] + join[i][j])
            least[i][j] = min(options) if options else 0.0
    pairs: list[Pair] = []
    i = j = 0
    while i < rows or j < columns:
        if i < rows and j < columns and least[i][j] == least[i + 1][j + 1] + join[i][j]:
            pairs.append(Pair(a + i, c + j))
            i, j = i + 1, j + 1
        elif i < rows and least[i][j] == least[i + 1][j] + old[i].size + 1:
            pairs.append(Pair(a + i, None))
            i += 1
        else:
            pairs.append(Pair(None, c + j))
            j += 1
    return pairs


def pair_cost(old: Unit, new: Unit) -> float:
    """Return the least characters that change when ``old`` becomes ``new``; infinite if they are not alike."""
    if old.kind != new.kind:
        return float("inf")
    if old.key == new.key:
        return 0.0
    if not old.size and not new.size:
        return 0.5
    both = old.size + new.size
    if 2 * min(old.size, new.size) < LIKE * both:
        return float("inf")
    shared = sum(len(word) * min(count, new.words[word]) for word, count in old.words.items() if word in new.words)
    return both - 2 * shared + 0.5 if 2 * shared >= LIKE * both else float("inf")


def _by_text(old: list[Unit], new: list[Unit], a: int, c: int) -> list[Pair]:
    before = [(u.kind, u.text) for u in old]
    after = [(u.kind, u.text) for u in new]
    pairs: list[Pair] = []
    for edit in diff(before, after, [1] * len(before)):
        if edit.kind == "equal":
            shift = edit.new_start - edit.old_start
            pairs += [Pair(a + i, c + i + shift) for i in range(edit.old_start, edit.old_stop)]
        else:
            pairs += [Pair(a + i, None) for i in range(edit.old_start, edit.old_stop)]
            pairs += [Pair(None, c + j) for j in range(edit.new_start, edit.new_stop)]
    return pairs
