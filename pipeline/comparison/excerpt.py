"""What the engine gets to see: the changed blocks of both documents with the equal ones next to them.

The engine's time grows faster than the document. Blocks that are equal on both sides, far from any change, teach it
nothing; without them a document of 200 pages costs what its changes cost, and nothing outside them is touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.comparison.align import Pair, align
from pipeline.comparison.normal_form import Block
from pipeline.comparison.opc import Package, w
from pipeline.comparison.reader import Reader
from pipeline.comparison.regions import Passage

CONTEXT = 2
"""Equal blocks kept on each side of a change, so that the engine finds its footing."""

BLOCKS = (w("p"), w("tbl"))


@dataclass(frozen=True)
class Alignment:
    """Both documents' blocks, paired.

    Attributes:
        old: normal forms of the old document's blocks.
        new: normal forms of the new document's blocks.
        pairs: which has become which.
    """

    old: tuple[Block, ...]
    new: tuple[Block, ...]
    pairs: tuple[Pair, ...]

    def passages(self) -> list[Passage]:
        """Return the changed stretches; they have no counterpart in a redline yet."""
        found: list[Passage] = []
        i = j = 0
        start: tuple[int, int] | None = None
        for pair in [*self.pairs, None]:
            if pair is not None and self._equal(pair):
                if start is not None:
                    found.append(Passage((0, 0), (start[0], i), (start[1], j), sound=False))
                    start = None
            elif start is None:
                start = i, j
            i += pair is not None and pair.old is not None
            j += pair is not None and pair.new is not None
        if start is not None and start != (i, j):
            found.append(Passage((0, 0), (start[0], i), (start[1], j), sound=False))
        return found

    def equal(self) -> list[tuple[int, int]]:
        """Return the pairs of equal blocks."""
        return [(p.old, p.new) for p in self.pairs if p.old is not None and p.new is not None and self._equal(p)]

    def fits(self, passages: Sequence[Passage]) -> bool:
        """Return whether all that lies between ``passages`` is equal in both documents."""
        i = j = 0
        for passage in [*passages, Passage((0, 0), (len(self.old),) * 2, (len(self.new),) * 2, sound=True)]:
            if self.old[i : passage.old[0]] != self.new[j : passage.new[0]]:
                return False
            i, j = passage.old[1], passage.new[1]
        return True

    def _equal(self, pair: Pair) -> bool:
        if pair.old is None or pair.new is None:
            return False
        return self.old[pair.old] == self.new[pair.new]


def alignment(old: Package, new: Package) -> Alignment:
    """Pair the blocks of two harmonised documents."""
    before, after = (Reader(package, ids=True).blocks(package.main, body_blocks(package)) for package in (old, new))
    return Alignment(before, after, tuple(align(before, after)))


@dataclass(frozen=True)
class Excerpt:
    """Copies of both documents without what is equal and far from changes.

    Attributes:
        packages: the two copies.
        kept: for each document the indexes of the blocks that are left.
    """

    packages: tuple[Package, Package]
    kept: tuple[tuple[int, ...], tuple[int, ...]]

    def forms(self, blocks: Alignment) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
        """Return the normal forms of the blocks that are left."""
        return tuple(blocks.old[i] for i in self.kept[0]), tuple(blocks.new[i] for i in self.kept[1])

    def equal(self, blocks: Alignment) -> frozenset[tuple[int, int]]:
        """Return the pairs of equal blocks that are left, by their indexes in the excerpt."""
        places = [{index: place for place, index in enumerate(kept)} for kept in self.kept]
        return frozenset((places[0][i], places[1][j]) for i, j in blocks.equal() if i in places[0] and j in places[1])

    def whole(self, passage: Passage) -> Passage:
        """Return ``passage`` with the ranges it has in the whole documents; unsound if blocks were left out inside."""
        old, old_gap = self._range(0, passage.old)
        new, new_gap = self._range(1, passage.new)
        return Passage(passage.red, old, new, passage.sound and not old_gap and not new_gap)

    def _range(self, side: int, span: tuple[int, int]) -> tuple[tuple[int, int], bool]:
        kept = self.kept[side]
        if span[0] == span[1]:
            at = kept[span[0]] if span[0] < len(kept) else (kept[-1] + 1 if kept else 0)
            if span[0] > 0:  # an empty stretch stands right behind the block before it
                at = kept[span[0] - 1] + 1
            return (at, at), False
        found = kept[span[0]], kept[span[1] - 1] + 1
        return found, found[1] - found[0] != span[1] - span[0]


def excerpt(old: Package, new: Package, blocks: Alignment) -> Excerpt:
    """Return what the engine is to see of two documents."""
    equal = blocks.equal()
    near_old, near_new = set(range(len(blocks.old))), set(range(len(blocks.new)))
    near_old -= {i for i, _ in equal}
    near_new -= {j for _, j in equal}
    kept_pairs = set()
    last = len(equal) - 1
    for index, (i, j) in enumerate(equal):
        before = equal[max(0, index - CONTEXT) : index + 1]
        after = equal[index : min(last, index + CONTEXT) + 1]
        steady = len(before) == CONTEXT + 1 and _unbroken(before)
        calm = len(after) == CONTEXT + 1 and _unbroken(after)
        if not (steady and calm):
            kept_pairs.add((i, j))
    copies = old.copy(), new.copy()
    elements = body_blocks(copies[0]), body_blocks(copies[1])
    for i, j in equal:
        if _needed(elements[0][i]) or _needed(elements[1][j]):
            kept_pairs.add((i, j))
    keep = near_old | {i for i, _ in kept_pairs}, near_new | {j for _, j in kept_pairs}
    for side in (0, 1):
        for index, element in enumerate(elements[side]):
            parent = element.getparent()
            if index not in keep[side] and parent is not None:
                parent.remove(element)
    return Excerpt(copies, (tuple(sorted(keep[0])), tuple(sorted(keep[1]))))


def _unbroken(pairs: list[tuple[int, int]]) -> bool:
    steps = range(len(pairs))
    return all(pairs[s] == (pairs[0][0] + s, pairs[0][1] + s) for s in steps)


def _needed(element: etree._Element) -> bool:
    """Return whether a block ends a section or holds one end of a field that began or ends elsewhere."""
    if next(element.iter(w("sectPr")), None) is not None:
        return True
    kinds = [mark.get(w("fldCharType")) for mark in element.iter(w("fldChar"))]
    return kinds.count("begin") != kinds.count("end")


def body_blocks(package: Package) -> list[etree._Element]:
    """Return the paragraphs and tables of the body, in order."""
    body = package.tree(package.main).find(w("body"))
    return [element for element in body if element.tag in BLOCKS] if body is not None else []
