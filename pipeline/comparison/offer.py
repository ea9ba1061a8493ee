"""The engine's offer: its marks for each changed passage, cleaned, with ids that hold in the redline."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from pipeline.comparison.cleanup import ENGINE_STEPS, drop_repeated_lists, styles_with_direct_lists
from pipeline.comparison.engine import run_engine
from pipeline.comparison.excerpt import Alignment, Excerpt, body_blocks, excerpt
from pipeline.comparison.marks import Note
from pipeline.comparison.normal_form import Block
from pipeline.comparison.opc import Package, R, Relationship, load, w
from pipeline.comparison.paragraph_marks import move_marks
from pipeline.comparison.properties import Stamp
from pipeline.comparison.reader import Reader
from pipeline.comparison.regions import Passage, View, passages, runs_on
from pipeline.comparison.revisions import View as Direction
from pipeline.comparison.revisions import settle_package
from pipeline.errors import InputError, ProgramError
from pipeline.language import tr

INDEX = "block"
"""Attribute on blocks of a copy while it is settled; in no namespace, so that no declaration is left behind."""
NOTE_PARTS = {"footnote": "footnotes", "endnote": "endnotes"}
REFERENCES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}


@dataclass
class Offer:
    """The engine's redline of an excerpt of both documents."""

    package: Package
    old: Package
    seen: Excerpt
    _red: list[etree._Element]

    def passages(self, blocks: Alignment) -> list[Passage]:
        """Return the changed passages in the ranges of the whole documents; ``red`` is the range in the offer.

        Where the engine has paired blocks otherwise than our alignment, the passage spans both opinions.
        """
        views = settled_view(self.package, self._red, "rejected"), settled_view(self.package, self._red, "accepted")
        found = passages(self._red, *views, *self.seen.forms(blocks), self.seen.equal(blocks))
        wide = [self.seen.whole(passage) for passage in found]
        return wide if blocks.fits(wide) else blocks.passages()

    def blocks(self, passage: Passage, first_note: int) -> tuple[list[etree._Element], list[Note]] | None:
        """Return copies of the engine's blocks for a passage, and the notes they refer to, numbered anew.

        None if a block refers to something that the old document does not have, or joins a paragraph with a note to the
        next one: LibreOffice (seen in 7.4) forgets that the mark between them is tracked.
        """
        found = [deepcopy(element) for element in self._red[slice(*passage.red)]]
        if any(runs_on(block) and next(block.iter(*REFERENCES), None) is not None for block in found):
            return None
        notes: list[Note] = []
        whole = True
        for block in found:
            whole &= self._adopt_ids(self.package.main, block)
            for reference in block.iter(*REFERENCES):
                part, note = self._note(REFERENCES[str(reference.tag)], reference.get(w("id"), ""))
                if note is not None:
                    whole &= self._adopt_ids(part, note)
                    reference.set(w("id"), str(first_note + len(notes)))
                    note.set(w("id"), reference.get(w("id"), ""))
                    notes.append(Note(REFERENCES[str(reference.tag)], note))
        return (found, notes) if whole else None

    def story(self, part: str, wanted: tuple[tuple[Block, ...], tuple[Block, ...]]) -> list[etree._Element] | None:
        """Return the engine's marks of a header or footer, or None if they are not sound."""
        directions: tuple[Direction, Direction] = ("rejected", "accepted")
        for direction, blocks in zip(directions, wanted, strict=True):
            copy = self.package.copy()
            settle_package(copy, direction)
            if Reader(copy, ids=True).blocks(part, copy.tree(part)) != blocks:
                return None
        found = [deepcopy(element) for element in self.package.tree(part)]
        return found if all(self._adopt_ids(part, element) for element in found) else None

    def _note(self, kind: str, identity: str) -> tuple[str, etree._Element | None]:
        for part in self.package.related(self.package.main, NOTE_PARTS[kind]):
            for note in self.package.tree(part).iter(w(kind)):
                if note.get(w("id")) == identity:
                    return part, deepcopy(note)
        return "", None

    def _adopt_ids(self, part: str, block: etree._Element) -> bool:
        """Replace relationship ids that the engine made by those of the old document for the same; say if all are known."""
        mine, theirs = self.package.relations(part), self.old.relations(part)
        for element in block.iter():
            for key, value in element.attrib.items():
                wanted = mine.get(str(value)) if str(key).startswith(f"{{{R}}}") else None
                if wanted is None or self._same(wanted, theirs.get(str(value))):
                    continue
                same = [relation.id for relation in theirs.values() if self._same(wanted, relation)]
                if not same:
                    return False
                element.set(key, same[0])
        return True

    def _same(self, one: Relationship, other: Relationship | None) -> bool:
        if other is None or (one.type, one.external) != (other.type, other.external):
            return False
        if one.target == other.target:
            return True
        data = self.package.parts.get(one.target)
        return not one.external and data is not None and data == self.old.parts.get(other.target)


def engine_offer(
    old: Package, new: Package, stories: Sequence[tuple[str, str]], blocks: Alignment, stamp: Stamp
) -> Offer | None:
    """Return what the engine makes of two harmonised documents, or None if its output cannot be built upon.

    Raises:
        ProgramError: the engine is missing, fails, or writes something that is no Word file.
    """
    seen = excerpt(old, new, blocks)
    first, second = seen.packages
    output = run_engine(first.save(), second.save(), author=stamp.author, date=stamp.date)
    try:
        package = load(output)
        if package.main != old.main or any(part not in package.parts for part, _ in stories):
            return None
        for step in ENGINE_STEPS:
            step(package)
        drop_repeated_lists(package, styles_with_direct_lists(old, new))
        move_marks(package, stamp)
    except (zipfile.BadZipFile, zlib.error, InputError) as error:
        raise ProgramError(tr("Das Vergleichsprogramm hat eine beschädigte Datei geschrieben.")) from error
    return Offer(package, old, seen, body_blocks(package))


def settled_view(package: Package, red: Sequence[etree._Element], direction: Direction) -> View:
    """Return the blocks that are left of ``red``, the body of ``package``, when all changes are settled one way."""
    for index, element in enumerate(red):
        element.set(INDEX, str(index))
    copy = package.copy()
    for element in red:
        del element.attrib[INDEX]
    settle_package(copy, direction)
    left = body_blocks(copy)
    sources = tuple(int(str(element.attrib.pop(INDEX))) for element in left)
    return View(Reader(copy, ids=True).blocks(copy.main, left), sources)
