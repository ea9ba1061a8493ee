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
from pipeline.comparison.opc import Package, R, load, w
from pipeline.comparison.paragraph_marks import move_marks
from pipeline.comparison.properties import Stamp
from pipeline.comparison.reader import Reader
from pipeline.comparison.regions import Passage, View, passages
from pipeline.comparison.revisions import View as Direction
from pipeline.comparison.revisions import settle_package
from pipeline.errors import InputError, ProgramError
from pipeline.language import tr

INDEX = "{urn:nutzungskonzept}block"
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

    def blocks(self, passage: Passage, first_note: int) -> tuple[list[etree._Element], list[Note]]:
        """Return copies of the engine's blocks for a passage, and the notes they refer to, numbered anew."""
        found = [deepcopy(element) for element in self._red[slice(*passage.red)]]
        notes: list[Note] = []
        for block in found:
            self._adopt_ids(self.package.main, block)
            for reference in block.iter(*REFERENCES):
                kind = REFERENCES[str(reference.tag)]
                note = self._note(kind, reference.get(w("id"), ""))
                if note is not None:
                    reference.set(w("id"), str(first_note + len(notes)))
                    note.set(w("id"), reference.get(w("id"), ""))
                    notes.append(Note(kind, note))
        return found, notes

    def story(self, part: str, wanted: tuple[tuple[Block, ...], tuple[Block, ...]]) -> list[etree._Element] | None:
        """Return the engine's marks of a header or footer, or None if they are not sound."""
        for direction, blocks in zip(("rejected", "accepted"), wanted, strict=True):
            copy = self.package.copy()
            settle_package(copy, "rejected" if direction == "rejected" else "accepted")
            if Reader(copy).blocks(part, copy.tree(part)) != blocks:
                return None
        found = [deepcopy(element) for element in self.package.tree(part)]
        for element in found:
            self._adopt_ids(part, element)
        return found

    def _note(self, kind: str, identity: str) -> etree._Element | None:
        for part in self.package.related(self.package.main, NOTE_PARTS[kind]):
            for note in self.package.tree(part).iter(w(kind)):
                if note.get(w("id")) == identity:
                    copy = deepcopy(note)
                    self._adopt_ids(part, copy)
                    return copy
        return None

    def _adopt_ids(self, part: str, block: etree._Element) -> None:
        """Replace relationship ids that the engine made by those that the old document has for the same target."""
        mine, theirs = self.package.relations(part), self.old.relations(part)
        for element in block.iter():
            for key, value in element.attrib.items():
                if str(key).startswith(f"{{{R}}}") and value in mine and value not in theirs:
                    wanted = mine[str(value)]
                    same = [r.id for r in theirs.values() if (r.type, r.target) == (wanted.type, wanted.target)]
                    element.set(key, same[0] if same else value)


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
    return View(Reader(copy).blocks(copy.main, left), sources)
