"""Our own tracked changes: paragraphs at word level, tables row by row, and whole blocks where nothing finer is proven.

Used where the engine's marks fail the proof or mark more than they must. Marks are written as ISO/IEC 29500-1 §17.13.5
has them; moves are never written, since Word's rules for them are stricter than any of our tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from lxml import etree

from pipeline.comparison.align import Pair, align
from pipeline.comparison.atoms import Line, Sign, read_line
from pipeline.comparison.normal_form import TEXT_BOX, Block, Paragraph, Reader, Row, Table
from pipeline.comparison.opc import w
from pipeline.comparison.properties import Stamp, changed, marked_paragraph, mark_row
from pipeline.comparison.words import diff

Op = Literal["equal", "deleted", "inserted"]
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BLOCKS = (w("p"), w("tbl"))


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One of the two documents: its reader and the part that the blocks come from."""

    reader: Reader
    part: str


@dataclass(frozen=True, slots=True, eq=False)
class Note:
    """A note that our marks refer to, to be added to the redline's notes.

    Attributes:
        kind: ``footnote`` or ``endnote``.
        element: the ``w:footnote`` or ``w:endnote`` with its own id and marks inside.
    """

    kind: str
    element: etree._Element


@dataclass(frozen=True, slots=True)
class _Item:
    op: Op
    sign: Sign
    former: Sign | None = None


@dataclass
class Pen:
    """Writes marks between two documents whose relationship, list and style ids agree (``harmonise``)."""

    old: Side
    new: Side
    stamp: Stamp
    first_note: int
    notes: list[Note] = field(default_factory=list)

    # ----------------------------------------------------------------------------------------------------- blocks

    def blocks(self, old: Sequence[etree._Element], new: Sequence[etree._Element]) -> list[etree._Element]:
        """Return the blocks of a redline from ``old`` to ``new``: aligned, with word-level marks."""
        before = [element for element in old if element.tag in BLOCKS]
        after = [element for element in new if element.tag in BLOCKS]
        forms = self._forms(self.old, before), self._forms(self.new, after)
        lone = len(before) == len(after) == 1 and before[0].tag == after[0].tag
        pairs = [Pair(0, 0)] if lone and not any(_ends_section(form[0]) for form in forms) else align(*forms)
        found: list[etree._Element] = []
        for pair in pairs:
            if pair.new is None and pair.old is not None:
                found.append(self.lone(before[pair.old], "deleted"))
            elif pair.old is None and pair.new is not None:
                found.append(self.lone(after[pair.new], "inserted"))
            elif pair.old is not None and pair.new is not None:
                found.append(self._pair(before[pair.old], after[pair.new], forms[0][pair.old], forms[1][pair.new]))
        return found

    def replaced(self, old: Sequence[etree._Element], new: Sequence[etree._Element]) -> list[etree._Element]:
        """Return ``old`` deleted as a whole and ``new`` inserted as a whole."""
        gone = [self.lone(element, "deleted") for element in old if element.tag in BLOCKS]
        return gone + [self.lone(element, "inserted") for element in new if element.tag in BLOCKS]

    def _forms(self, side: Side, elements: Sequence[etree._Element]) -> tuple[Block, ...]:
        return side.reader.blocks(side.part, list(elements))

    def _pair(self, old: etree._Element, new: etree._Element, before: Block, after: Block) -> etree._Element:
        if before == after:
            return self._refer(deepcopy(new), old, new) if new.find(f".//{w('r')}") is not None else deepcopy(new)
        if isinstance(before, Table) and isinstance(after, Table):
            return self._table(old, new, before, after)
        return self._paragraph(old, new)

    def _refer(self, copy: etree._Element, old: etree._Element, new: etree._Element) -> etree._Element:
        """Give the note references in an unchanged block the ids of notes that both documents share."""
        names = (w("footnoteReference"), w("endnoteReference"))
        for target, first, second in zip(copy.iter(*names), old.iter(*names), new.iter(*names), strict=False):
            target.set(w("id"), self._note(target, first, second))
        return copy

    def lone(self, block: etree._Element, op: Op) -> etree._Element:
        """Return a block that is only in one document, wholly marked."""
        if block.tag == w("p"):
            return self._lone_paragraph(block, op)
        copy = deepcopy(block)
        for row in copy.iter(w("tr")):
            mark_row(row, "del" if op == "deleted" else "ins", self.stamp)
        for paragraph, original in list(zip(copy.iter(w("p")), block.iter(w("p")), strict=True)):
            parent = paragraph.getparent()
            inside = any(box.tag == TEXT_BOX for box in paragraph.iterancestors())
            if parent is not None and not inside:
                parent.replace(paragraph, self._lone_paragraph(original, op))
        return copy

    # ------------------------------------------------------------------------------------------------- paragraphs

    def _lone_paragraph(self, block: etree._Element, op: Op) -> etree._Element:
        side = self.old if op == "deleted" else self.new
        paragraph = etree.Element(w("p"), nsmap=block.nsmap)
        head = marked_paragraph(block.find(w("pPr")), "del" if op == "deleted" else "ins", self.stamp)
        paragraph.append(head)
        line = read_line(side.reader, side.part, block)
        marks = line.bookmarks if op == "inserted" else []
        self._write(paragraph, [_Item(op, sign) for sign in line.signs], marks)
        return paragraph

    def _paragraph(self, old: etree._Element, new: etree._Element) -> etree._Element:
        paragraph = etree.Element(w("p"), nsmap=new.nsmap)
        head = changed(old.find(w("pPr")), new.find(w("pPr")), self.old.reader, self.new.reader, self.stamp)
        if head is not None:
            paragraph.append(head)
        before = read_line(self.old.reader, self.old.part, old)
        after = read_line(self.new.reader, self.new.part, new)
        items, bookmarks = _compare(before, after)
        self._write(paragraph, items, bookmarks)
        return paragraph

    def _write(
        self, paragraph: etree._Element, items: list[_Item], bookmarks: list[tuple[int, etree._Element]]
    ) -> None:
        waiting = list(bookmarks)
        at = 0
        for link, group in groupby(items, key=lambda item: item.sign.link_key):
            members = list(group)
            if not link:
                for chunk, place in _cut(members, at, waiting):
                    while waiting and waiting[0][0] <= place:
                        paragraph.append(deepcopy(waiting.pop(0)[1]))
                    self._write_ops(paragraph, chunk)
            else:
                while waiting and waiting[0][0] <= at:
                    paragraph.append(deepcopy(waiting.pop(0)[1]))
                present = next((item for item in members if item.op != "deleted"), members[0])
                self._write_ops(_link(paragraph, present.sign), members)
            at += len(members)
        for _, bookmark in waiting:
            paragraph.append(deepcopy(bookmark))

    def _write_ops(self, parent: etree._Element, items: list[_Item]) -> None:
        for op, group in groupby(items, key=lambda item: item.op):
            holder = parent
            if op != "equal":
                holder = etree.SubElement(parent, w("del" if op == "deleted" else "ins"), self.stamp.attributes())
            self._write_runs(holder, list(group))

    def _write_runs(self, holder: etree._Element, items: list[_Item]) -> None:
        look = lambda item: (item.sign.kind in ("field", "formula"), item.sign.form_key, _former(item))  # noqa: E731
        for (whole, _, _), group in groupby(items, key=look):
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

    def _form(self, item: _Item) -> etree._Element | None:
        form = deepcopy(item.sign.form) if item.sign.form is not None else None
        if item.former is not None and item.former.form_key != item.sign.form_key:
            form = etree.Element(w("rPr")) if form is None else form
            change = etree.SubElement(form, w("rPrChange"), self.stamp.attributes())
            former = item.former.form
            change.append(deepcopy(former) if former is not None else etree.Element(w("rPr")))
        return form

    def _write_sign(self, run: etree._Element, item: _Item) -> None:
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
            node.set(w("id"), self._note(node, first, second))
        elif item.former is not None and sign.kind == "thing":
            self._write_boxes(node, item.former.nodes[0], sign.nodes[0])
        run.append(node)

    def _write_boxes(self, target: etree._Element, old: etree._Element, new: etree._Element) -> None:
        """Mark the text inside text boxes of a drawing that is otherwise the same."""
        boxes = zip(list(target.iter(TEXT_BOX)), old.iter(TEXT_BOX), new.iter(TEXT_BOX), strict=False)
        for box, before, after in list(boxes):
            if self._forms(self.old, list(before)) != self._forms(self.new, list(after)):
                box[:] = self.blocks(list(before), list(after))

    # ------------------------------------------------------------------------------------------------------ notes

    def _note(self, reference: etree._Element, old: etree._Element | None, new: etree._Element | None) -> str:
        """Write the note that a reference in old, new or both leads to; return its id in the redline."""
        kind = etree.QName(reference).localname.removesuffix("Reference")
        before = self.old.reader.note(kind, old.get(w("id"), "")) if old is not None else ("", None)
        after = self.new.reader.note(kind, new.get(w("id"), "")) if new is not None else ("", None)
        identity = str(self.first_note + len(self.notes))
        element = etree.Element(w(kind), {w("id"): identity})
        self.notes.append(Note(kind, element))
        pen = Pen(Side(self.old.reader, before[0]), Side(self.new.reader, after[0]), self.stamp, 0)
        one, other = (list(note) if note is not None else [] for note in (before[1], after[1]))
        element.extend(pen.blocks(one, other))
        if not one or not other:
            _keep_mark(element)
        return identity

    # ----------------------------------------------------------------------------------------------------- tables

    def _table(self, old: etree._Element, new: etree._Element, before: Table, after: Table) -> etree._Element:
        table = etree.Element(w("tbl"), nsmap=new.nsmap)
        readers = self.old.reader, self.new.reader
        for name in ("tblPr", "tblGrid"):
            head = changed(old.find(w(name)), new.find(w(name)), *readers, self.stamp, name)
            if head is not None:
                table.append(head)
        rows = list(old.iterchildren(w("tr"))), list(new.iterchildren(w("tr")))
        for pair in align(before.rows, after.rows):
            if pair.new is None and pair.old is not None:
                table.append(self._lone_row(rows[0][pair.old], "deleted"))
            elif pair.old is None and pair.new is not None:
                table.append(self._lone_row(rows[1][pair.new], "inserted"))
            elif pair.old is not None and pair.new is not None:
                one, other = before.rows[pair.old], after.rows[pair.new]
                table.append(self._row(rows[0][pair.old], rows[1][pair.new], one, other))
        return table

    def _lone_row(self, row: etree._Element, op: Op) -> etree._Element:
        holder = etree.Element(w("tbl"), nsmap=row.nsmap)
        holder.append(deepcopy(row))
        return self.lone(holder, op)[0]

    def _row(self, old: etree._Element, new: etree._Element, before: Row, after: Row) -> etree._Element:
        if before == after:
            return self._refer(deepcopy(new), old, new)
        row = etree.Element(w("tr"), nsmap=new.nsmap)
        readers = self.old.reader, self.new.reader
        exception = new.find(w("tblPrEx"))
        if exception is not None:
            row.append(deepcopy(exception))
        head = changed(old.find(w("trPr")), new.find(w("trPr")), *readers, self.stamp, "trPr")
        if head is not None:
            row.append(head)
        for one, other in zip(old.iterchildren(w("tc")), new.iterchildren(w("tc")), strict=True):
            cell = etree.SubElement(row, w("tc"))
            head = changed(one.find(w("tcPr")), other.find(w("tcPr")), *readers, self.stamp, "tcPr")
            if head is not None:
                cell.append(head)
            cell.extend(self.blocks(list(one), list(other)))
        return row


def _keep_mark(container: etree._Element) -> None:
    """Take the tracking off the last paragraph mark of a note that goes or comes with its reference."""
    last = container[-1] if len(container) else None
    form = last.find(f"{w('pPr')}/{w('rPr')}") if last is not None else None
    for mark in [child for child in form if child.tag in (w("ins"), w("del"))] if form is not None else []:
        form.remove(mark)


def _ends_section(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(block.section)


def _compare(before: Line, after: Line) -> tuple[list[_Item], list[tuple[int, etree._Element]]]:
    """Return the items of the marked line, and the new bookmarks with the index of the item they stand before."""
    old, new = before.tokens(), after.tokens()
    items: list[_Item] = []
    place: list[int] = []  # index of the item of each sign of the new line
    for edit in diff([t.key for t in old], [t.key for t in new], [len(t.signs) for t in old]):
        gone = [sign for token in old[edit.old_start : edit.old_stop] for sign in token.signs]
        come = [sign for token in new[edit.new_start : edit.new_stop] for sign in token.signs]
        if edit.kind == "deleted":
            items += [_Item("deleted", sign) for sign in gone]
        else:
            place += range(len(items), len(items) + len(come))
        if edit.kind == "inserted":
            items += [_Item("inserted", sign) for sign in come]
        elif edit.kind == "equal":
            items += [_Item("equal", sign, former) for sign, former in zip(come, gone, strict=True)]
    place.append(len(items))
    return items, [(place[at], bookmark) for at, bookmark in after.bookmarks]


def _cut(
    items: list[_Item], start: int, bookmarks: list[tuple[int, etree._Element]]
) -> Iterable[tuple[list[_Item], int]]:
    """Yield ``items`` in chunks that begin where a bookmark stands, each with its index in the line."""
    stops = sorted({at - start for at, _ in bookmarks if start < at < start + len(items)})
    for first, last in zip([0, *stops], [*stops, len(items)], strict=True):
        yield items[first:last], start + first


def _former(item: _Item) -> str | None:
    """Return the former formatting where it differs, else None."""
    same = item.former is None or item.former.form_key == item.sign.form_key
    return None if same or item.former is None else item.former.form_key


def _link(paragraph: etree._Element, sign: Sign) -> etree._Element:
    link = etree.SubElement(paragraph, w("hyperlink"))
    if sign.link is not None:
        link.attrib.update(sign.link.attrib)
    return link


def _as_deleted(node: etree._Element, op: Op) -> etree._Element:
    if op == "deleted":
        for element in node.iter(w("t"), w("instrText")):
            if not any(parent.tag == TEXT_BOX for parent in element.iterancestors()):
                element.tag = w("delText") if element.tag == w("t") else w("delInstrText")
    return node
