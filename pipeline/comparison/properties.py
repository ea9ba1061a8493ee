"""Tracked changes of properties: what a paragraph, cell or table was before stands inside what it is now."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from pipeline.comparison.opc import element_of, w
from pipeline.comparison.reader import Reader

NOT_STORED = {
    "pPr": {w("rPr"), w("sectPr"), w("pPrChange")},
    "sectPr": {w("headerReference"), w("footerReference"), w("sectPrChange")},
    "tcPr": {w("cellIns"), w("cellDel"), w("cellMerge"), w("tcPrChange")},
    "trPr": {w("ins"), w("del"), w("trPrChange")},
    "tblPr": {w("tblPrChange")},
    "tblGrid": {w("tblGridChange")},
    "rPr": {w("ins"), w("del"), w("moveFrom"), w("moveTo"), w("rPrChange")},
}
"""Children that the stored former properties cannot hold."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Author and date on every mark; ids are given at the end, when all marks of the file are known."""

    author: str
    date: dt.datetime

    def attributes(self) -> dict[str, str]:
        """Return the attributes of one mark."""
        return {w("id"): "0", w("author"): self.author, w("date"): self.moment}

    @property
    def moment(self) -> str:
        """The date as Word writes it, in UTC."""
        date = self.date.astimezone(dt.UTC) if self.date.tzinfo else self.date
        return date.strftime("%Y-%m-%dT%H:%M:%SZ")


def stored(properties: etree._Element | None, name: str) -> etree._Element:
    """Return a copy of former properties as they stand inside a mark."""
    copy = deepcopy(properties) if properties is not None else element_of(name)
    for child in list(copy):
        if child.tag in NOT_STORED[name]:
            copy.remove(child)
    return copy


def changed(
    old: etree._Element | None,
    new: etree._Element | None,
    old_reader: Reader,
    new_reader: Reader,
    stamp: Stamp,
    name: str = "pPr",
) -> etree._Element | None:
    """Return the new properties, with the old ones tracked inside where they differ; None if there are none at all."""
    head = deepcopy(new) if new is not None else None
    before, after = stored(old, name), stored(new, name)
    if _spell(old_reader, before) != _spell(new_reader, after):
        head = element_of(name) if head is None else head
        attributes = stamp.attributes()
        if name == "tblGrid":
            attributes = {w("id"): attributes[w("id")]}
        change = element_of(f"{name}Change", attributes)
        change.append(before)
        head.append(change)
    if name == "pPr":
        head = _mark_format(head, old, new, old_reader, new_reader, stamp)
        _section(head, old, new, old_reader, new_reader, stamp)
    return head


def _spell(reader: Reader, properties: etree._Element) -> str:
    # relationship ids in properties occur only in page setup, which is compared apart
    return reader.canonical.join("", list(properties), ordered=properties.tag == w("tblGrid"))


def _mark_format(
    head: etree._Element | None,
    old: etree._Element | None,
    new: etree._Element | None,
    old_reader: Reader,
    new_reader: Reader,
    stamp: Stamp,
) -> etree._Element | None:
    """Track a changed formatting of the paragraph mark."""
    one = old.find(w("rPr")) if old is not None else None
    other = new.find(w("rPr")) if new is not None else None
    before, after = stored(one, "rPr"), stored(other, "rPr")
    if old_reader.canonical.properties("", before) == new_reader.canonical.properties("", after):
        return head
    head = element_of("pPr") if head is None else head
    form = mark_properties(head)
    change = etree.SubElement(form, w("rPrChange"), stamp.attributes())
    change.append(before)
    return head


def _section(
    head: etree._Element | None,
    old: etree._Element | None,
    new: etree._Element | None,
    old_reader: Reader,
    new_reader: Reader,
    stamp: Stamp,
) -> None:
    """Track a changed page setup in a paragraph that ends a section in both documents."""
    one = old.find(w("sectPr")) if old is not None else None
    other = new.find(w("sectPr")) if new is not None else None
    if one is None or other is None or head is None:
        return
    setup = changed(one, other, old_reader, new_reader, stamp, "sectPr")
    present = head.find(w("sectPr"))
    if setup is not None and present is not None:
        head.replace(present, setup)


def mark_properties(head: etree._Element) -> etree._Element:
    """Return the ``w:rPr`` of the paragraph mark inside ``head``, made where it is missing, at its place."""
    form = head.find(w("rPr"))
    if form is None:
        form = element_of("rPr")
        late = [index for index, child in enumerate(head) if child.tag in (w("sectPr"), w("pPrChange"))]
        head.insert(late[0] if late else len(head), form)
    return form


def marked_paragraph(properties: etree._Element | None, mark: str, stamp: Stamp) -> etree._Element:
    """Return a copy of ``w:pPr`` whose paragraph mark is inserted (``ins``) or deleted (``del``)."""
    head = deepcopy(properties) if properties is not None else element_of("pPr")
    mark_properties(head).insert(0, element_of(mark, stamp.attributes()))
    return head


def mark_row(row: etree._Element, mark: str, stamp: Stamp) -> None:
    """Mark a table row as inserted (``ins``) or deleted (``del``)."""
    head = row.find(w("trPr"))
    if head is None:
        head = element_of("trPr")
        row.insert(1 if len(row) and row[0].tag == w("tblPrEx") else 0, head)
    etree.SubElement(head, w(mark), stamp.attributes())
