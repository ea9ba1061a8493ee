"""Which stretch of a redline stands for which stretch of the two documents, and what each stretch costs.

The redline is settled both ways once. Its blocks fall into *atoms*: the shortest stretches whose text, accepted or
rejected, never runs into the next. An unchanged atom that is found in both documents is firm ground. All between two
such atoms is a *passage*: a run of blocks in the redline that stands for a run in the old and one in the new document.
A passage is sound if, rejected and accepted, it gives exactly these two runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.comparison.align import is_heading
from pipeline.comparison.normal_form import Block
from pipeline.comparison.opc import w
from pipeline.comparison.revisions import DELETIONS, INSERTIONS, RANGES, TRACKED
from pipeline.comparison.words import diff

Range = tuple[int, int]
PER_MARK = 2
"""Two paragraphs that share nothing but blanks are easier to read replaced as a whole than word by word."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A changed stretch: half-open ranges of block indexes in the redline, the old and the new document."""

    red: Range
    old: Range
    new: Range
    sound: bool

    def joined(self, other: Passage) -> Passage:
        """Return the passage from the start of this one to the end of ``other``, which follows it."""
        return Passage(
            (self.red[0], other.red[1]),
            (self.old[0], other.old[1]),
            (self.new[0], other.new[1]),
            self.sound and other.sound,
        )


@dataclass(frozen=True, slots=True)
class View:
    """The redline's blocks after all changes are accepted, or rejected.

    Attributes:
        blocks: normal forms of the blocks that are left.
        source: for each of them the index of the redline's block it comes from.
    """

    blocks: tuple[Block, ...]
    source: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Atom:
    red: Range
    marked: bool


def whole(red: Sequence[etree._Element], old: Sequence[Block], new: Sequence[Block]) -> Passage:
    """Return the one passage that is the whole story."""
    return Passage((0, len(red)), (0, len(old)), (0, len(new)), sound=False)


def passages(
    red: Sequence[etree._Element],
    rejected: View,
    accepted: View,
    old: Sequence[Block],
    new: Sequence[Block],
    equal: frozenset[tuple[int, int]] | None = None,
) -> list[Passage]:
    """Return the changed stretches of one story, in order; all else is firm ground.

    Args:
        red: the redline's blocks.
        rejected: what is left of them when all changes are rejected.
        accepted: what is left when all are accepted.
        old: the old document's blocks.
        new: the new document's blocks.
        equal: if given, only these pairs of equal blocks can be firm ground.
    """
    firm = _firm(red, rejected, accepted, old, new)
    if equal is not None:
        firm = [(at, i, j) for at, i, j in firm if equal.issuperset(zip(range(*i), range(*j), strict=True))]
    found: list[Passage] = []
    ends = (0, 0, 0)
    for red_range, old_range, new_range in [*firm, ((len(red),) * 2, (len(old),) * 2, (len(new),) * 2)]:
        gap = ((ends[0], red_range[0]), (ends[1], old_range[0]), (ends[2], new_range[0]))
        if any(start < stop for start, stop in gap):
            sound = _blocks(rejected, gap[0]) == tuple(old[slice(*gap[1])]) and _blocks(accepted, gap[0]) == tuple(
                new[slice(*gap[2])]
            )
            found.append(Passage(*gap, sound))
        ends = red_range[1], old_range[1], new_range[1]
    return found


def _firm(
    red: Sequence[etree._Element], rejected: View, accepted: View, old: Sequence[Block], new: Sequence[Block]
) -> list[tuple[Range, Range, Range]]:
    """Return the unmarked atoms that are found in both documents, with their ranges there, in order."""
    in_old, in_new = _places(rejected, old), _places(accepted, new)
    found: list[tuple[Range, Range, Range]] = []
    for atom in _atoms(red):
        if atom.marked:
            continue
        ranges = [_together([places[i] for i in range(*atom.red) if i in places], atom) for places in (in_old, in_new)]
        if ranges[0] and ranges[1]:
            found.append((atom.red, ranges[0], ranges[1]))
    return found


def _together(places: list[int], atom: _Atom) -> Range | None:
    if len(places) != atom.red[1] - atom.red[0]:
        return None
    first = places[0]
    return (first, first + len(places)) if places == list(range(first, first + len(places))) else None


def _places(view: View, blocks: Sequence[Block]) -> dict[int, int]:
    """Return for each redline block that is left in ``view`` unchanged where it stands in the document."""
    if view.blocks == tuple(blocks):
        return {source: index for index, source in enumerate(view.source)}
    edits = diff(view.blocks, blocks, [1] * len(view.blocks))
    return {
        view.source[edit.old_start + step]: edit.new_start + step
        for edit in edits
        if edit.kind == "equal"
        for step in range(edit.old_stop - edit.old_start)
    }


def _blocks(view: View, red: Range) -> tuple[Block, ...]:
    return tuple(block for block, source in zip(view.blocks, view.source, strict=True) if red[0] <= source < red[1])


def _atoms(red: Sequence[etree._Element]) -> list[_Atom]:
    atoms: list[_Atom] = []
    start = 0
    for index, block in enumerate(red):
        if not runs_on(block):
            marked = any(is_marked(element) for element in red[start : index + 1])
            atoms.append(_Atom((start, index + 1), marked))
            start = index + 1
    if start < len(red):
        atoms.append(_Atom((start, len(red)), marked=True))
    return atoms


def is_marked(block: etree._Element) -> bool:
    """Return whether a block holds any tracked change."""
    return next(block.iter(*TRACKED, *RANGES), None) is not None


def runs_on(block: etree._Element) -> bool:
    """Return whether text of this paragraph joins the next one when changes are accepted or when they are rejected."""
    form = block.find(f"{w('pPr')}/{w('rPr')}") if block.tag == w("p") else None
    marks = [child.tag for child in form if child.tag in (*INSERTIONS, *DELETIONS)] if form is not None else []
    return any(_left_over(block, DELETIONS if mark in DELETIONS else INSERTIONS) for mark in marks)


def _left_over(block: etree._Element, gone: tuple[str, ...]) -> bool:
    return any(not any(parent.tag in gone for parent in run.iterancestors()) for run in block.iter(w("r")))


def widened(found: Sequence[Passage], old: Sequence[Block]) -> list[Passage]:
    """Return unsound passages widened to their chapter: from one unchanged heading to the next.

    Between two passages lies firm ground of equal length on all three sides, so the widening runs along with it.
    """
    wider: list[Passage] = []
    for index, passage in enumerate(found):
        if passage.sound:
            continue
        before = found[index - 1] if index else Passage((0, 0), (0, 0), (0, 0), sound=True)
        back = 0
        while passage.old[0] - back > before.old[1] and not is_heading(old[passage.old[0] - back - 1]):
            back += 1
        after = found[index + 1].old[0] if index + 1 < len(found) else len(old)
        on = 0
        while passage.old[1] + on < after and not is_heading(old[passage.old[1] + on]):
            on += 1
        wider.append(
            Passage(
                (passage.red[0] - back, passage.red[1] + on),
                (passage.old[0] - back, passage.old[1] + on),
                (passage.new[0] - back, passage.new[1] + on),
                sound=False,
            )
        )
    return wider


def effort(blocks: Sequence[etree._Element]) -> int:
    """Return what the marks in ``blocks`` cost the reader: the changed characters, and ``PER_MARK`` for each mark."""
    marks = sum(len(mark) > 0 for block in blocks for mark in block.iter(*INSERTIONS, *DELETIONS))
    return marked_characters(blocks) + PER_MARK * marks


def marked_characters(blocks: Sequence[etree._Element]) -> int:
    """Return how many characters are marked as inserted or deleted in ``blocks``."""
    total = 0
    for block in blocks:
        for mark in block.iter(*INSERTIONS, *DELETIONS):
            if len(mark) and not any(parent.tag in (*INSERTIONS, *DELETIONS) for parent in mark.iterancestors()):
                total += sum(len(text.text or "") for text in mark.iter(w("t"), w("delText")))
    return total
