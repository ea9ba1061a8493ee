"""Marks inside one paragraph: which signs stay, go and come, and how that is written as runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from lxml import etree

from pipeline.comparison.atoms import Line, Sign
from pipeline.comparison.opc import Element, element_of, w
from pipeline.comparison.properties import Stamp
from pipeline.comparison.reader import TEXT_BOX
from pipeline.comparison.words import diff

Op = Literal["equal", "deleted", "inserted"]
Bookmarks = list[tuple[int, Element]]
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MARKS = {"deleted": "del", "inserted": "ins"}

NoteWriter = Callable[[Element, Element | None, Element | None], str]
"""Writes the note of a reference, given the references in the old and the new document; returns its id."""

BoxWriter = Callable[[Element, Element, Element], None]
"""Marks the text boxes in a drawing, given the drawings in the old and the new document."""


@dataclass(frozen=True, slots=True)
class Item:
    """A sign of the marked line; ``former`` is its partner in the old document where it stays."""

    op: Op
    sign: Sign
    former: Sign | None = None


def compare(before: Line, after: Line) -> tuple[list[Item], Bookmarks]:
    """Return the items of the marked line, and the new bookmarks with the index of the item they stand before."""
    old, new = before.tokens(), after.tokens()
    items: list[Item] = []
    place: list[int] = []  # index of the item of each sign of the new line
    for edit in diff([t.key for t in old], [t.key for t in new], [len(t.signs) for t in old]):
        gone = [sign for token in old[edit.old_start : edit.old_stop] for sign in token.signs]
        come = [sign for token in new[edit.new_start : edit.new_stop] for sign in token.signs]
        if edit.kind == "deleted":
            items += [Item("deleted", sign) for sign in gone]
            continue
        place += range(len(items), len(items) + len(come))
        if edit.kind == "inserted":
            items += [Item("inserted", sign) for sign in come]
        else:
            items += [Item("equal", sign, former) for sign, former in zip(come, gone, strict=True)]
    place.append(len(items))
    return items, [(place[at], bookmark) for at, bookmark in after.bookmarks]


def replacement(before: Line, after: Line) -> tuple[list[Item], Bookmarks]:
    """Return the items of a line whose old text goes and whose new text comes as a whole."""
    items = [Item("deleted", sign) for sign in before.signs] + [Item("inserted", sign) for sign in after.signs]
    return items, [(len(before.signs) + at, bookmark) for at, bookmark in after.bookmarks]


@dataclass(frozen=True, slots=True)
class LineWriter:
    """Writes marked lines; notes and text boxes are the business of who owns both documents."""

    stamp: Stamp
    note: NoteWriter
    boxes: BoxWriter

    def write(self, paragraph: etree._Element, items: list[Item], bookmarks: Bookmarks) -> None:
        """Append the runs of ``items`` to ``paragraph``, with each bookmark before the item it belongs to."""
        waiting = list(bookmarks)
        at = 0
        for link, group in groupby(items, key=lambda item: item.sign.link_key):
            members = list(group)
            for chunk, place in _cut(members, at, [] if link else waiting):
                while waiting and waiting[0][0] <= place:
                    paragraph.append(deepcopy(waiting.pop(0)[1]))
                self._write_ops(_link(paragraph, chunk) if link else paragraph, chunk)
            at += len(members)
        for _, bookmark in waiting:
            paragraph.append(deepcopy(bookmark))

    def _write_ops(self, parent: etree._Element, items: list[Item]) -> None:
        for op, group in groupby(items, key=lambda item: item.op):
            holder = parent
            if op != "equal":
                holder = etree.SubElement(parent, w(MARKS[op]), self.stamp.attributes())
            self._write_runs(holder, list(group))

    def _write_runs(self, holder: etree._Element, items: list[Item]) -> None:
        for (whole, _, _), group in groupby(items, key=_look):
            members = list(group)
            if whole:
                for item in members:
                    holder.extend(_as_deleted(deepcopy(node), item.op) for node in item.sign.nodes)
                continue
            run = etree.SubElement(holder, w("r"))
            form = self._form(members[0])
            if form is not None:
                run.append(form)
            for item in members:
                self._write_sign(run, item)

    def _form(self, item: Item) -> etree._Element | None:
        form = deepcopy(item.sign.form) if item.sign.form is not None else None
        if item.former is not None and item.former.form_key != item.sign.form_key:
            form = element_of("rPr") if form is None else form
            change = etree.SubElement(form, w("rPrChange"), self.stamp.attributes())
            former = item.former.form
            change.append(deepcopy(former) if former is not None else element_of("rPr"))
        return form

    def _write_sign(self, run: etree._Element, item: Item) -> None:
        sign = item.sign
        if sign.kind == "letter" and not sign.nodes:
            name = w("delText" if item.op == "deleted" else "t")
            last = run[-1] if len(run) else None
            if last is None or last.tag != name:
                last = etree.SubElement(run, name, {SPACE: "preserve"})
            last.text = (last.text or "") + sign.text
            return
        node = _as_deleted(deepcopy(sign.nodes[0]), item.op)
        if sign.kind == "note":
            first = item.former.nodes[0] if item.former else sign.nodes[0] if item.op == "deleted" else None
            second = None if item.op == "deleted" else sign.nodes[0]
            node.set(w("id"), self.note(node, first, second))
        elif item.former is not None and sign.kind == "thing":
            self.boxes(node, item.former.nodes[0], sign.nodes[0])
        run.append(node)


def _look(item: Item) -> tuple[bool, str, str | None]:
    """Return what neighbours must share to stand in one run: being whole, formatting, former formatting."""
    same = item.former is None or item.former.form_key == item.sign.form_key
    former = None if same or item.former is None else item.former.form_key
    return item.sign.kind in ("field", "formula"), item.sign.form_key, former


def _cut(items: list[Item], start: int, bookmarks: Bookmarks) -> Iterator[tuple[list[Item], int]]:
    """Yield ``items`` in chunks that begin where a bookmark stands, each with its index in the line."""
    stops = sorted({at - start for at, _ in bookmarks if start < at < start + len(items)})
    for first, last in zip([0, *stops], [*stops, len(items)], strict=True):
        yield items[first:last], start + first


def _link(paragraph: etree._Element, items: list[Item]) -> etree._Element:
    link = etree.SubElement(paragraph, w("hyperlink"))
    present = next((item for item in items if item.op != "deleted"), items[0])
    if present.sign.link is not None:
        link.attrib.update(present.sign.link.attrib)
    return link


def _as_deleted(node: etree._Element, op: Op) -> etree._Element:
    if op == "deleted":
        for text in node.iter(w("t"), w("instrText")):
            if not any(parent.tag == TEXT_BOX for parent in text.iterancestors()):
                text.tag = w("delText") if text.tag == w("t") else w("delInstrText")
    return node
