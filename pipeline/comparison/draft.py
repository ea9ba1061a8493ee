"""The redline in the making: the engine's draft, and how its weak passages are replaced by our own marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from pipeline.comparison.cleanup import ENGINE_STEPS, drop_repeated_lists, keep_last_marks, styles_with_direct_lists
from pipeline.comparison.engine import run_engine
from pipeline.comparison.marks import BLOCKS, Pen, Side
from pipeline.comparison.normal_form import Block, NormalForm, Reader
from pipeline.comparison.opc import Package, R, load, w
from pipeline.comparison.properties import Stamp, changed
from pipeline.comparison.regions import Passage, marked_characters, passages, whole, widened
from pipeline.comparison.regions import View as SettledView
from pipeline.comparison.revisions import View, settle_package

INDEX = "{urn:nutzungskonzept}block"
NOTE_PARTS = {"footnote": "footnotes", "endnote": "endnotes"}


def first_draft(
    old: Package,
    new: Package,
    stories: list[tuple[str, str]],
    forms: tuple[NormalForm, NormalForm],
    stamp: Stamp,
    *,
    engine: bool,
) -> Draft:
    """Return the engine's cleaned redline of two harmonised packages, or an empty one that we fill ourselves.

    Raises:
        ProgramError: the engine is missing or fails.
    """
    package = old.copy()
    usable = False
    if engine:
        package = load(run_engine(old.save(), new.save(), author=stamp.author, date=stamp.date))
        usable = _usable(package, old, stories)
        if usable:
            _restore_settings(package, old)
            for step in ENGINE_STEPS:
                step(package)
            drop_repeated_lists(package, styles_with_direct_lists(old, new))
            keep_last_marks(package, stamp)
        else:
            package = old.copy()
    return Draft(package, old, new, stories, forms, stamp, started=usable)


def _usable(package: Package, old: Package, stories: list[tuple[str, str]]) -> bool:
    """Return whether the engine kept the old document's parts and ids, so that passages can be put into it."""
    if package.main != old.main or any(part not in package.parts for part, _ in stories):
        return False
    for part, _ in stories:
        mine, theirs = package.relations(part), old.relations(part)
        if any(identity not in mine or mine[identity].target != line.target for identity, line in theirs.items()):
            return False
        for element in package.tree(part).iter():
            if any(
                str(key).startswith(f"{{{R}}}") and value and value not in mine for key, value in element.attrib.items()
            ):
                return False
    return True


def _restore_settings(package: Package, old: Package) -> None:
    """Undo the engine's changes of the settings: its default compatibility mode would lay out the page anew."""
    for kind in ("settings", "webSettings", "fontTable", "theme"):
        for part in old.related(old.main, kind):
            if part in package.parts:
                package.replace(part, old.copy_of(part))


@dataclass
class Draft:
    """A redline that is not yet proven."""

    package: Package
    old: Package
    new: Package
    stories: list[tuple[str, str]]
    forms: tuple[NormalForm, NormalForm]
    stamp: Stamp
    started: bool
    coarsened: list[Passage] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._readers = Reader(self.old), Reader(self.new)
        kinds = NOTE_PARTS
        ids = [
            int(note.get(w("id"), "0"))
            for source in (self.package, self.old, self.new)
            for kind, parts in kinds.items()
            for part in source.related(source.main, parts)
            for note in source.tree(part).iter(w(kind))
            if note.get(w("id"), "").isdecimal()
        ]
        self._next_note = max(ids, default=0) + 1

    # -------------------------------------------------------------------------------------------------- improving

    def improve(self, level: str) -> int:
        """Replace unsound passages by our marks of that coarseness; return how many passages were replaced.

        At the level ``words`` sound passages are replaced too where ours mark less.
        """
        self.coarsened = []
        replaced = self._improve_body(level)
        if self.started or level == "words":
            for old_part, new_part in self.stories[1:]:
                if not old_part.endswith(("notes.xml", "notes_neu.xml")):
                    replaced += self._improve_story(old_part, new_part, level)
        self._set_page_setup()
        self.started = True
        return replaced

    def _improve_body(self, level: str) -> int:
        main, other = self.old.main, self.new.main
        red = self._body(self.package)
        old, new = self._body(self.old), self._body(self.new)
        blocks = self.forms[0].body, self.forms[1].body
        pen = self._pen(main, other)
        if not self.started:
            found = [whole(red, *blocks)]
        else:
            found = passages(red, self._view(red, "rejected"), self._view(red, "accepted"), *blocks)
            if level == "chapter":
                found = widened(found, blocks[0])
            elif level == "document":
                found = [] if all(passage.sound for passage in found) else [whole(red, *blocks)]
        replaced = 0
        notes = self._notes()
        for passage in reversed(found):
            if passage.sound and level != "words":
                continue
            before, after = old[slice(*passage.old)], new[slice(*passage.new)]
            first = len(pen.notes)
            ours = pen.blocks(before, after) if level == "words" else pen.replaced(before, after)
            present = red[slice(*passage.red)]
            if passage.sound and self._cost(present, notes) <= self._cost(ours, pen, first):
                del pen.notes[first:]
                continue
            self._put(red, passage, ours)
            replaced += 1
            if level != "words":
                self.coarsened.insert(0, passage)
        self._add_notes(pen)
        return replaced

    def _improve_story(self, old_part: str, new_part: str, level: str) -> int:
        root = self.package.tree(old_part)
        old, new = list(self.old.tree(old_part)), list(self.new.tree(new_part))
        wanted = self._readers[0].blocks(old_part, old), self._readers[1].blocks(new_part, new)
        is_sound = tuple(self._settled(old_part, view) for view in ("rejected", "accepted")) == wanted
        if is_sound and level != "words":
            return 0
        pen = self._pen(old_part, new_part)
        ours = pen.blocks(old, new) if level == "words" else pen.replaced(old, new)
        if is_sound and marked_characters(list(root)) <= marked_characters(ours):
            return 0
        root[:] = ours
        return 1

    def _put(self, red: list[etree._Element], passage: Passage, ours: list[etree._Element]) -> None:
        body = self.package.tree(self.package.main).find(w("body"))
        assert body is not None
        start, stop = passage.red
        if start < len(red):
            at = body.index(red[start])
        else:
            last = body[-1] if len(body) else None
            at = len(body) - 1 if last is not None and last.tag == w("sectPr") else len(body)
        for element in red[start:stop]:
            body.remove(element)
        body[at:at] = ours

    # --------------------------------------------------------------------------------------------------- settling

    def _view(self, red: Sequence[etree._Element], view: View) -> SettledView:
        for index, element in enumerate(red):
            element.set(INDEX, str(index))
        copy = self.package.copy()
        for element in red:
            del element.attrib[INDEX]
        settle_package(copy, view)
        left = self._body(copy)
        sources = tuple(int(element.attrib.pop(INDEX)) for element in left)
        return SettledView(Reader(copy).blocks(copy.main, left), sources)

    def _settled(self, part: str, view: View) -> tuple[Block, ...]:
        copy = self.package.copy()
        settle_package(copy, view)
        return Reader(copy).blocks(part, copy.tree(part))

    def _body(self, package: Package) -> list[etree._Element]:
        body = package.tree(package.main).find(w("body"))
        return [element for element in body if element.tag in BLOCKS] if body is not None else []

    # ------------------------------------------------------------------------------------------- notes, page setup

    def _pen(self, old_part: str, new_part: str) -> Pen:
        return Pen(Side(self._readers[0], old_part), Side(self._readers[1], new_part), self.stamp, self._next_note)

    def _notes(self) -> dict[tuple[str, str], etree._Element]:
        return {
            (kind, note.get(w("id"), "")): note
            for kind, parts in NOTE_PARTS.items()
            for part in self.package.related(self.package.main, parts)
            for note in self.package.tree(part).iter(w(kind))
        }

    def _cost(
        self, blocks: Sequence[etree._Element], notes: dict[tuple[str, str], etree._Element] | Pen, first: int = 0
    ) -> int:
        """Return the marked characters in ``blocks`` and in the notes they refer to."""
        total = marked_characters(blocks)
        if isinstance(notes, Pen):
            return total + sum(marked_characters(list(note.element)) for note in notes.notes[first:])
        for block in blocks:
            for reference in block.iter(w("footnoteReference"), w("endnoteReference")):
                kind = etree.QName(reference).localname.removesuffix("Reference")
                note = notes.get((kind, reference.get(w("id"), "")))
                total += marked_characters(list(note)) if note is not None else 0
        return total

    def _add_notes(self, pen: Pen) -> None:
        for note in pen.notes:
            for part in self.package.related(self.package.main, NOTE_PARTS[note.kind])[:1]:
                self.package.tree(part).append(note.element)
        self._next_note += len(pen.notes)

    def _set_page_setup(self) -> None:
        """Track a changed page setup of the last section, which belongs to no paragraph."""
        setups = [package.tree(package.main).find(f"{w('body')}/{w('sectPr')}") for package in (self.old, self.new)]
        present = self.package.tree(self.package.main).find(f"{w('body')}/{w('sectPr')}")
        parent = present.getparent() if present is not None else None
        if parent is None or present is None or setups[1] is None:
            return
        setup = changed(setups[0], setups[1], *self._readers, self.stamp, "sectPr")
        if setup is not None:
            parent.replace(present, setup)
