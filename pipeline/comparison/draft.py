"""The redline in the making: the old document, in which each changed passage is replaced by a marked one.

For each passage there are two offers: the engine's marks and our own. The engine's are taken if they are sound, rejected
and accepted, and cost the reader no more than ours; else ours are. Should the whole then not pass the proof, passages
are replaced by coarser marks (``coarsen``).
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from pipeline.comparison.excerpt import Alignment, body_blocks
from pipeline.comparison.marks import Note, Pen, Side
from pipeline.comparison.offer import NOTE_PARTS, Offer, settled_view
from pipeline.comparison.opc import Package, w
from pipeline.comparison.properties import Stamp, changed
from pipeline.comparison.reader import Reader
from pipeline.comparison.regions import Passage, effort, passages, whole, widened


@dataclass
class Draft:
    """A redline that is not yet proven.

    Attributes:
        package: the redline; at first the old document.
        old: the old document, harmonised.
        new: the new document, harmonised.
        stories: pairs of parts that tell the same story, body first.
        blocks: the blocks of both bodies, paired.
        stamp: author and date.
        own: how many passages carry our marks.
        coarsened: the passages that the last ``coarsen`` replaced.
    """

    package: Package
    old: Package
    new: Package
    stories: list[tuple[str, str]]
    blocks: Alignment
    stamp: Stamp
    own: int = 0
    coarsened: list[Passage] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._readers = Reader(self.old, ids=True), Reader(self.new, ids=True)
        ids = [
            int(note.get(w("id"), "0"))
            for kind, parts in NOTE_PARTS.items()
            for part in self.package.related(self.package.main, parts)
            for note in self.package.tree(part).iter(w(kind))
            if note.get(w("id"), "").isdecimal()
        ]
        self._next_note = max(ids, default=0) + 1

    # ---------------------------------------------------------------------------------------------------- first marks

    def mark(self, offer: Offer | None) -> None:
        """Mark every changed passage and story, each with the better of both offers."""
        found = offer.passages(self.blocks) if offer is not None else self.blocks.passages()
        body = body_blocks(self.package)
        before, after = body_blocks(self.old), body_blocks(self.new)
        for passage in reversed(found):
            pen = self._pen(self.old.main, self.new.main)
            ours = pen.blocks(before[slice(*passage.old)], after[slice(*passage.new)])
            chosen, notes = ours, pen.notes
            theirs = offer.blocks(passage, self._next_note) if offer is not None and passage.sound else None
            if theirs is not None and _effort(*theirs) <= _effort(ours, pen.notes):
                chosen, notes = theirs
            self.own += chosen is ours
            self._put(body, passage.old, chosen)
            self._add_notes(notes)
        for old_part, new_part in self.stories[1:]:
            self._mark_story(old_part, new_part, offer)
        self._set_page_setup()

    def _mark_story(self, old_part: str, new_part: str, offer: Offer | None) -> None:
        if old_part in _note_parts(self.old):
            return  # notes go with their references
        old, new = list(self.old.tree(old_part)), list(self.new.tree(new_part))
        wanted = self._readers[0].blocks(old_part, old), self._readers[1].blocks(new_part, new)
        if wanted[0] == wanted[1]:
            return
        ours = self._pen(old_part, new_part).blocks(old, new)
        theirs = offer.story(old_part, wanted) if offer is not None else None
        self.own += theirs is None or effort(theirs) > effort(ours)
        self.package.tree(old_part)[:] = theirs if theirs is not None and effort(theirs) <= effort(ours) else ours

    # -------------------------------------------------------------------------------------------------- coarser marks

    def coarsen(self, level: str) -> None:
        """Replace what is not sound by whole deletions and insertions: its passage, its chapter or all (``level``)."""
        red = body_blocks(self.package)
        blocks = self.blocks.old, self.blocks.new
        views = settled_view(self.package, red, "rejected"), settled_view(self.package, red, "accepted")
        found = [passage for passage in passages(red, *views, *blocks) if not passage.sound]
        if level == "chapter":
            found = widened(passages(red, *views, *blocks), blocks[0])
        elif level == "document":
            found = [whole(red, *blocks)]
        before, after = body_blocks(self.old), body_blocks(self.new)
        for passage in reversed(found):
            pen = self._pen(self.old.main, self.new.main)
            ours = pen.replaced(before[slice(*passage.old)], after[slice(*passage.new)])
            self._put(red, passage.red, ours)
            self._add_notes(pen.notes)
        for old_part, new_part in self.stories[1:]:
            if old_part not in _note_parts(self.old):
                old, new = list(self.old.tree(old_part)), list(self.new.tree(new_part))
                forms = self._readers[0].blocks(old_part, old), self._readers[1].blocks(new_part, new)
                if forms[0] != forms[1]:
                    self.package.tree(old_part)[:] = self._pen(old_part, new_part).replaced(old, new)
        self.coarsened = found

    # ---------------------------------------------------------------------------------------------------------- parts

    def _put(self, blocks: list[etree._Element], span: tuple[int, int], marked: Sequence[etree._Element]) -> None:
        body = self.package.tree(self.package.main).find(w("body"))
        assert body is not None
        if span[0] < len(blocks):
            at = body.index(blocks[span[0]])
        else:
            last = body[-1] if len(body) else None
            at = len(body) - 1 if last is not None and last.tag == w("sectPr") else len(body)
        for element in blocks[slice(*span)]:
            body.remove(element)
        body[at:at] = list(marked)

    def _pen(self, old_part: str, new_part: str) -> Pen:
        return Pen(Side(self._readers[0], old_part), Side(self._readers[1], new_part), self.stamp, self._next_note)

    def _add_notes(self, notes: Sequence[Note]) -> None:
        for note in notes:
            for part in self.package.related(self.package.main, NOTE_PARTS[note.kind])[:1]:
                self.package.tree(part).append(note.element)
        self._next_note += len(notes)

    def _set_page_setup(self) -> None:
        """Track a changed page setup of the last section, which belongs to no paragraph."""
        setups = [package.tree(package.main).find(f"{w('body')}/{w('sectPr')}") for package in (self.old, self.new)]
        present = self.package.tree(self.package.main).find(f"{w('body')}/{w('sectPr')}")
        parent = present.getparent() if present is not None else None
        if parent is None or present is None or setups[1] is None:
            return
        setup = changed(setups[0], deepcopy(setups[1]), *self._readers, self.stamp, "sectPr")
        if setup is not None:
            parent.replace(present, setup)


def _note_parts(package: Package) -> list[str]:
    return [part for parts in NOTE_PARTS.values() for part in package.related(package.main, parts)]


def _effort(blocks: Sequence[etree._Element], notes: Sequence[Note]) -> int:
    return effort(blocks) + sum(effort(list(note.element)) for note in notes)
