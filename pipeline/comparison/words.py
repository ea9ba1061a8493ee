"""Word-level difference of two texts, minimal in characters.

Tokens are words, single signs and blanks; what a reader takes as one thing stays one token: „§ 35 Abs. 2“, dates,
amounts, telephone numbers, addresses. The difference is a longest common subsequence in which a token weighs as much
as it has characters (Wagner and Fischer, „The String-to-String Correction Problem“, JACM 21, 1974), so no other choice
of kept tokens leaves fewer characters changed. Cost: the product of both lengths after equal ends are cut off; above
``EXACT_LIMIT`` the text is first divided at tokens that occur once on both sides, as in patience diff (Bram Cohen).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

Kind = Literal["equal", "deleted", "inserted"]
Token = TypeVar("Token", bound=Hashable)

EXACT_LIMIT = 400_000
"""Up to this many pairs of tokens the difference is exactly minimal: two paragraphs of 630 words each."""

_BLANK = r"[ \u00a0\u202f]"
_STEP = (
    rf"(?:{_BLANK}(?:Abs\.|Absatz|S\.|Satz|Nr\.|Nummer|lit\.|Buchst\.|UAbs\.|Hs\.|Alt\.){_BLANK}?(?:\d+[a-z]?|[a-z])\b)"
)
_MONTH = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
TOKENS = re.compile(
    rf"(?:§§?|Art\.|Artikel){_BLANK}?\d+[a-z]?\b{_STEP}*"
    r"|https?://[^\s<>\"“”\ufffc]*[^\s<>\"“”.,;:!?)\ufffc]|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    rf"|\b\d{{1,2}}\.{_BLANK}?(?:\d{{1,2}}\.{_BLANK}?\d{{2,4}}\b|(?:{_MONTH})(?:{_BLANK}\d{{4}})?\b)"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}:\d{2}\b"
    rf"|(?:\+\d{{1,3}}|\b0\d{{1,5}}){_BLANK}?[(/-]?{_BLANK}?\d[\d/-]{{0,20}}(?:{_BLANK}\d[\d/-]{{0,20}}){{0,6}}\d\b"
    rf"|\b\d{{1,3}}(?:\.\d{{3}})*(?:,\d+)?(?:{_BLANK}?(?:€|%|EUR\b|Euro\b)|\b)(?!\w)"
    r"|\w+(?:[-'’]\w+)*|\s|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of a difference: ``old[old_start:old_stop]`` becomes ``new[new_start:new_stop]``."""

    kind: Kind
    old_start: int
    old_stop: int
    new_start: int
    new_stop: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of text that is equal on both sides, deleted from the old or inserted into the new."""

    text: str
    kind: Kind


def tokens(text: str) -> list[str]:
    """Return the tokens of ``text``; joined they are ``text`` again."""
    return TOKENS.findall(text)


def word_diff(old: str, new: str) -> list[Fragment]:
    """Return the difference of two texts as fragments in reading order, deletions before insertions."""
    before, after = tokens(old), tokens(new)
    return [
        Fragment(
            "".join(after[e.new_start : e.new_stop] if e.kind != "deleted" else before[e.old_start : e.old_stop]),
            e.kind,
        )
        for e in diff(before, after, [len(token) for token in before])
    ]


def changed_characters(old: str, new: str) -> int:
    """Return how many characters a minimal word-level difference deletes and inserts."""
    if old == new:
        return 0
    return sum(len(fragment.text) for fragment in word_diff(old, new) if fragment.kind != "equal")


def diff(old: Sequence[Token], new: Sequence[Token], weights: Sequence[int]) -> list[Edit]:
    """Return the edits that turn ``old`` into ``new`` and keep the heaviest common subsequence.

    Args:
        old: tokens before.
        new: tokens after.
        weights: weight of each token of ``old``, at least 0.
    """
    pairs = _match(old, new, weights, 0, len(old), 0, len(new))
    edits: list[Edit] = []
    i = j = 0
    for a, b in [*pairs, (len(old), len(new))]:
        if i < a:
            _append(edits, Edit("deleted", i, a, j, j))
        if j < b:
            _append(edits, Edit("inserted", a, a, j, b))
        if a < len(old):
            _append(edits, Edit("equal", a, a + 1, b, b + 1))
        i, j = a + 1, b + 1
    return edits


def _append(edits: list[Edit], edit: Edit) -> None:
    last = edits[-1] if edits else None
    if last is not None and last.kind == edit.kind == "equal":
        edits[-1] = Edit("equal", last.old_start, edit.old_stop, last.new_start, edit.new_stop)
    else:
        edits.append(edit)


def _match(
    old: Sequence[Token], new: Sequence[Token], weights: Sequence[int], a: int, b: int, c: int, d: int
) -> list[tuple[int, int]]:
    """Return the pairs of equal tokens of ``old[a:b]`` and ``new[c:d]`` that are kept."""
    head: list[tuple[int, int]] = []
    while a < b and c < d and old[a] == new[c]:
        head.append((a, c))
        a, c = a + 1, c + 1
    tail: list[tuple[int, int]] = []
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
        tail.append((b, d))
    if (b - a) * (d - c) <= EXACT_LIMIT:
        middle = _heaviest(old, new, weights, a, b, c, d)
    else:
        middle = []
        i, j = a, c
        found = anchors(old[a:b], new[c:d], weights[a:b])
        for x, y in [(a + x, c + y) for x, y in found] + ([(b, d)] if found else []):
            middle += _match(old, new, weights, i, x, j, y)
            if x < b:
                middle.append((x, y))
            i, j = x + 1, y + 1
    return head + middle + tail[::-1]


def _heaviest(
    old: Sequence[Token], new: Sequence[Token], weights: Sequence[int], a: int, b: int, c: int, d: int
) -> list[tuple[int, int]]:
    columns = d - c
    rows = [[0] * (columns + 1)]  # rows[i][j]: greatest weight kept of old[b-i:b] and new[d-j:d]
    for i in range(1, b - a + 1):
        above = rows[-1]
        token, weight = old[b - i], weights[b - i] + 1  # one more, so that of equal weights more tokens are kept
        row = [0]
        best = 0
        for j in range(1, columns + 1):
            best = max(best, above[j])
            if token == new[d - j] and above[j - 1] + weight > best:
                best = above[j - 1] + weight
            row.append(best)
        rows.append(row)
    pairs = []
    i, j = b - a, columns
    while i and j:
        if old[b - i] == new[d - j] and rows[i][j] == rows[i - 1][j - 1] + weights[b - i] + 1:
            pairs.append((b - i, d - j))
            i, j = i - 1, j - 1
        elif rows[i][j] == rows[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return pairs


def anchors(old: Sequence[Token], new: Sequence[Token], weights: Sequence[int]) -> list[tuple[int, int]]:
    """Return the heaviest rising chain of pairs whose token occurs exactly once on each side.

    ``weights`` belong to ``old``. The chain is found in n·log n with a tree of prefix maxima (P. M. Fenwick, „A new data
    structure for cumulative frequency tables“, Software: Practice and Experience 24, 1994).
    """
    often_old, often_new = Counter(old), Counter(new)
    where = {token: j for j, token in enumerate(new) if often_new[token] == 1}
    pairs = [(i, where[token]) for i, token in enumerate(old) if often_old[token] == 1 and token in where]
    tree: list[tuple[int, int]] = [(0, -1)] * (len(new) + 1)  # (weight of a chain, its last pair) for columns before …
    before: list[int] = []
    for index, (i, j) in enumerate(pairs):
        best, at = (0, -1), j
        while at > 0:
            best = max(best, tree[at])
            at -= at & -at
        before.append(best[1])
        chain_weight, at = best[0] + weights[i] + 1, j + 1
        while at < len(tree):
            tree[at] = max(tree[at], (chain_weight, index))
            at += at & -at
    best, at = (0, -1), len(new)
    while at > 0:
        best = max(best, tree[at])
        at -= at & -at
    chain: list[tuple[int, int]] = []
    index = best[1]
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]
