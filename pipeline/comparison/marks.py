"""Our own tracked changes: paragraphs at word level, tables row by row, and whole blocks where nothing finer is proven.

Used where the engine's marks fail the proof or mark more than they must. Marks are written as ISO/IEC 29500-1 §17.13.5
has them; moves are never written, since Word's rules for them are stricter than any of our tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from pipeline.comparison.align import Pair, align
from pipeline.comparison.atoms import read_line
from pipeline.comparison.line_marks import MARKS, Item, LineWriter, Op, compare, replacement
from pipeline.comparison.normal_form import Block, Paragraph, Row, Table
from pipeline.comparison.opc import element_of, w
from pipeline.comparison.properties import Stamp, changed, mark_row, marked_paragraph
from pipeline.comparison.reader import TEXT_BOX, Reader

BLOCKS = (w("p"), w("tbl"))
REFERENCES = (w("footnoteReference"), w("endnoteReference"))


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One of the two documents: its reader and the part that the blocks come from."""

    reader: Reader
    part: str

    def forms(self, elements: Sequence[etree._Element]) -> tuple[Block, ...]:
        """Return the normal forms of ``elements``."""
        return self.reader.blocks(self.part, list(elements))


@dataclass(frozen=True, slots=True, eq=False)
class Note:
    """A note that marks refer to, to be added to the redline's notes.

    Attributes:
        kind: ``footnote`` or ``endnote``.
        element: the ``w:footnote`` or ``w:endnote`` with its own id and marks inside.
    """

    kind: str
    element: etree._Element


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
        forms = self.old.forms(before), self.new.forms(after)
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
        """Return ``old`` deleted as a whole and ``new`` inserted as a whole; they share the last paragraph's mark."""
        gone = [element for element in old if element.tag in BLOCKS]
        come = [element for element in new if element.tag in BLOCKS]
        shared = [gone.pop(), come.pop()] if gone and come and gone[-1].tag == come[-1].tag == w("p") else []
        found = [self.lone(element, "deleted") for element in gone]
        found += [self.lone(element, "inserted") for element in come]
        return found + ([self._paragraph(shared[0], shared[1], whole=True)] if shared else [])

    def lone(self, block: etree._Element, op: Op) -> etree._Element:
        """Return a block that is only in one document, wholly marked."""
        if block.tag == w("p"):
            return self._lone_paragraph(block, op)
        copy = deepcopy(block)
        for row in copy.iter(w("tr")):
            mark_row(row, MARKS[op], self.stamp)
        for paragraph, original in list(zip(copy.iter(w("p")), block.iter(w("p")), strict=True)):
            parent = paragraph.getparent()
            inside = any(box.tag == TEXT_BOX for box in paragraph.iterancestors())
            if parent is not None and not inside:
                parent.replace(paragraph, self._lone_paragraph(original, op))
        return copy

    def _pair(self, old: etree._Element, new: etree._Element, before: Block, after: Block) -> etree._Element:
        if before == after:
            return self._same(old, new)
        if isinstance(before, Table) and isinstance(after, Table):
            return self._table(old, new, before, after)
        return self._paragraph(old, new)

    def _same(self, old: etree._Element, new: etree._Element) -> etree._Element:
        """Return a copy of an unchanged block, with references to notes that both documents share."""
        copy = deepcopy(new)
        found = zip(copy.iter(*REFERENCES), old.iter(*REFERENCES), new.iter(*REFERENCES), strict=False)
        for target, first, second in found:
            target.set(w("id"), self._note(target, first, second))
        return copy

    # ------------------------------------------------------------------------------------------------- paragraphs

    def _lone_paragraph(self, block: etree._Element, op: Op) -> etree._Element:
        side = self.old if op == "deleted" else self.new
        paragraph = element_of("p")
        paragraph.append(marked_paragraph(block.find(w("pPr")), MARKS[op], self.stamp))
        line = read_line(side.reader, side.part, block)
        bookmarks = line.bookmarks if op == "inserted" else []
        self._writer().write(paragraph, [Item(op, sign) for sign in line.signs], bookmarks)
        return paragraph

    def _paragraph(self, old: etree._Element, new: etree._Element, *, whole: bool = False) -> etree._Element:
        paragraph = element_of("p")
        self._head(paragraph, old, new, "pPr")
        before = read_line(self.old.reader, self.old.part, old)
        after = read_line(self.new.reader, self.new.part, new)
        self._writer().write(paragraph, *(replacement(before, after) if whole else compare(before, after)))
        return paragraph

    def _writer(self) -> LineWriter:
        return LineWriter(self.stamp, self._note, self._boxes)

    def _head(self, target: etree._Element, old: etree._Element, new: etree._Element, name: str) -> None:
        """Append the new properties called ``name`` to ``target``, with the old ones tracked where they differ."""
        head = changed(old.find(w(name)), new.find(w(name)), self.old.reader, self.new.reader, self.stamp, name)
        if head is not None:
            target.append(head)

    def _boxes(self, target: etree._Element, old: etree._Element, new: etree._Element) -> None:
        """Mark the text inside the text boxes of a drawing that is otherwise the same."""
        boxes = zip(list(target.iter(TEXT_BOX)), old.iter(TEXT_BOX), new.iter(TEXT_BOX), strict=False)
        for box, before, after in list(boxes):
            if self.old.forms(list(before)) != self.new.forms(list(after)):
                box[:] = self.blocks(list(before), list(after))

    def _note(self, reference: etree._Element, old: etree._Element | None, new: etree._Element | None) -> str:
        """Write the note that a reference in old, new or both leads to; return its id in the redline."""
        kind = etree.QName(reference).localname.removesuffix("Reference")
        before = self.old.reader.note(kind, old.get(w("id"), "")) if old is not None else ("", None)
        after = self.new.reader.note(kind, new.get(w("id"), "")) if new is not None else ("", None)
        identity = str(self.first_note + len(self.notes))
        element = element_of(kind, {w("id"): identity})
        self.notes.append(Note(kind, element))
        pen = Pen(Side(self.old.reader, before[0]), Side(self.new.reader, after[0]), self.stamp, 0)
        one, other = (list(note) if note is not None else [] for note in (before[1], after[1]))
        element.extend(pen.blocks(one, other))
        if not one or not other:
            _keep_mark(element)
        return identity

    # ----------------------------------------------------------------------------------------------------- tables

    def _table(self, old: etree._Element, new: etree._Element, before: Table, after: Table) -> etree._Element:
        table = element_of("tbl")
        for name in ("tblPr", "tblGrid"):
            self._head(table, old, new, name)
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
        holder = element_of("tbl")
        holder.append(deepcopy(row))
        return self.lone(holder, op)[0]

    def _row(self, old: etree._Element, new: etree._Element, before: Row, after: Row) -> etree._Element:
        if before == after:
            return self._same(old, new)
        row = element_of("tr")
        exception = new.find(w("tblPrEx"))
        if exception is not None:
            row.append(deepcopy(exception))
        self._head(row, old, new, "trPr")
        for one, other in zip(old.iterchildren(w("tc")), new.iterchildren(w("tc")), strict=True):
            cell = etree.SubElement(row, w("tc"))
            self._head(cell, one, other, "tcPr")
            cell.extend(self.blocks(list(one), list(other)))
        return row


def _keep_mark(container: etree._Element) -> None:
    """Take the tracking off the last paragraph mark of a note that goes or comes with its reference."""
    last = container[-1] if len(container) else None
    form = last.find(f"{w('pPr')}/{w('rPr')}") if last is not None else None
    if form is not None:
        for mark in [child for child in form if child.tag in (w("ins"), w("del"))]:
            form.remove(mark)


def _ends_section(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(block.section)
