"""Where the mark of a whole inserted or deleted paragraph stands, so that every program can take it away.

Word's file format keeps a paragraph's properties with its mark. A paragraph that comes or goes can therefore be written
in two ways: its own mark is tracked, or the mark of the paragraph before it is, and the paragraph itself takes that
one's properties on. Both mean the same; but some places allow only the second.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from pipeline.comparison.opc import Package, element_of, w
from pipeline.comparison.properties import Stamp, mark_properties, stored
from pipeline.comparison.reader import TEXT_BOX
from pipeline.comparison.revisions import DELETIONS, INSERTIONS, NO_BLOCK, View, settle

CONTAINERS = (w("body"), w("tc"), w("footnote"), w("endnote"), w("hdr"), w("ftr"), TEXT_BOX)
NO_BLOCKS = (*NO_BLOCK, w("sectPr"), w("tcPr"))
PARAGRAPH = w("p")
MARK = f"{w('pPr')}/{w('rPr')}"
REFERENCES = (w("footnoteReference"), w("endnoteReference"))


def move_marks(package: Package, stamp: Stamp) -> None:
    """Move tracked paragraph marks to where accepting and rejecting is exact in Word and in LibreOffice.

    1. At the end of a cell, note, header or document, and before a table, no program can take a mark away: an empty
       paragraph would stay. The last deleted and the last inserted paragraph then share the mark, or the mark of the
       paragraph before them is tracked.
    2. LibreOffice joins an insertion at the end of a paragraph with the inserted paragraphs that follow; written as one
       insertion that runs across the mark between them, it is read rightly.
    3. LibreOffice (seen in 7.4) forgets that a mark is tracked when the paragraph has a note.
    """
    for part in package.stories():
        root = package.tree(part)
        for container in [root, *root.iter(*CONTAINERS)]:
            _last_mark(_before(container[-1]) if len(container) else None, stamp, through_tables=True)
            for table in list(container.iterchildren(w("tbl"))):
                _last_mark(_before(table.getprevious()), stamp)
            for paragraph in list(container.iterchildren(w("p"))):
                _after_insertion(paragraph, stamp)
                _with_note(paragraph, stamp)


def _before(element: etree._Element | None) -> etree._Element | None:
    """Return ``element``, or the nearest block before it if it is none."""
    while element is not None and element.tag in NO_BLOCKS:
        element = element.getprevious()
    return element


def _last_mark(end: etree._Element | None, stamp: Stamp, *, through_tables: bool = False) -> None:
    if end is None or end.tag != PARAGRAPH:
        return
    tail: list[etree._Element] = []  # what comes or goes as a whole, from the end backwards
    before: etree._Element | None = end
    while before is not None and _kind(before) is not None and (through_tables or before.tag == PARAGRAPH):
        tail.append(before)
        before = _before(before.getprevious())
    if not tail or _ends_section(end):
        return
    kind = _kind(end)
    others = [block for block in tail if _kind(block) != kind]
    if others and others[0].tag == PARAGRAPH and not _ends_section(others[0]):
        _share_mark(others[0], end, stamp)
    elif not others and before is not None and before.tag == PARAGRAPH and _mark(before) is None and _may_go(before):
        _shift_mark(before, end, stamp)


def _kind(block: etree._Element) -> str | None:
    """Return ``ins`` or ``del`` if the paragraph or table comes or goes as a whole, else None."""
    if block.tag == w("tbl"):
        kinds = {_row_kind(row) for row in block.iterchildren(w("tr"))}
        return kinds.pop() if len(kinds) == 1 else None
    mark = _mark(block) if block.tag == PARAGRAPH else None
    if mark is None or not _wholly_marked(block):
        return None
    return "ins" if mark in INSERTIONS else "del"


def _row_kind(row: etree._Element) -> str | None:
    marks = [child.tag for child in row.iterfind(f"{w('trPr')}/*") if child.tag in (w("ins"), w("del"))]
    return None if len(marks) != 1 else "ins" if marks[0] in INSERTIONS else "del"


def _after_insertion(kept: etree._Element, stamp: Stamp) -> None:
    end = _before(kept[-1]) if len(kept) else None
    end = end[-1] if end is not None and end.tag == w("hyperlink") and len(end) else end
    if _mark(kept) is not None or not _may_go(kept) or end is None or end.tag != w("ins"):
        return
    last = None
    following = kept.getnext()
    while following is not None and _mark(following) in INSERTIONS and _wholly_marked(following):
        last, following = following, following.getnext()
    if last is not None and _ends_section(last):
        return
    if last is not None:
        _shift_mark(kept, last, stamp)


def _with_note(paragraph: etree._Element, stamp: Stamp) -> None:
    mark = _mark(paragraph)
    if mark is None or not _has_note(paragraph) or not _wholly_marked(paragraph) or _ends_section(paragraph):
        return
    kept = paragraph.getprevious()
    while kept is not None and _mark(kept) == mark and _wholly_marked(kept) and not _has_note(kept):
        kept = kept.getprevious()
    if kept is not None and kept.tag == w("p") and _mark(kept) is None and _may_go(kept) and not _has_note(kept):
        _shift_mark(kept, paragraph, stamp)


def _has_note(paragraph: etree._Element) -> bool:
    return next(paragraph.iter(*REFERENCES), None) is not None


def _mark(paragraph: etree._Element) -> str | None:
    form = paragraph.find(MARK)
    marks = [child.tag for child in form if child.tag in (*INSERTIONS, *DELETIONS)] if form is not None else []
    return str(marks[0]) if len(marks) == 1 else None


def _wholly_marked(paragraph: etree._Element) -> bool:
    wanted = INSERTIONS if _mark(paragraph) in INSERTIONS else DELETIONS
    return all(any(parent.tag in wanted for parent in run.iterancestors()) for run in paragraph.iter(w("r")))


def _ends_section(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None


def _may_go(paragraph: etree._Element) -> bool:
    """Return whether the mark of a paragraph that stays can be given up for that of a later one."""
    return not _ends_section(paragraph)


def _share_mark(partner: etree._Element, last: etree._Element, stamp: Stamp) -> None:
    """Let the last paragraph hold both texts; its mark stays, its properties change from one to the other."""
    gone, come = (partner, last) if _mark(last) in INSERTIONS else (last, partner)
    content = [child for child in partner if child.tag != w("pPr")]
    head = _both(gone.find(w("pPr")), come.find(w("pPr")), stamp)
    old = last.find(w("pPr"))
    if old is not None:
        last.remove(old)
    if head is not None:
        last.insert(0, head)
    at = (0 if head is None else 1) if gone is partner else len(last)
    last[at:at] = content
    parent = partner.getparent()
    if parent is not None:
        parent.remove(partner)


def _shift_mark(kept: etree._Element, last: etree._Element, stamp: Stamp) -> None:
    """Track the mark of the paragraph before instead of the last one, which takes that paragraph's properties.

    The mark of ``kept`` is then seen only in one direction, so that its own change of properties moves to ``last``.
    """
    mark = str(_mark(last))
    own, borrowed = last.find(w("pPr")), kept.find(w("pPr"))
    former, present = _settled(borrowed, "rejected"), _settled(borrowed, "accepted")
    head = _both(own, present, stamp) if mark in DELETIONS else _both(former, own, stamp)
    if own is not None:
        last.remove(own)
    if head is not None:
        last.insert(0, head)
    left = former if mark in DELETIONS else present
    properties = left if left is not None else element_of("pPr")
    mark_properties(properties).insert(0, element_of(mark.rpartition("}")[2], stamp.attributes()))
    if borrowed is not None:
        kept.remove(borrowed)
    kept.insert(0, properties)


def _settled(properties: etree._Element | None, view: View) -> etree._Element | None:
    """Return a copy of paragraph properties as they are when all changes are settled one way."""
    if properties is None:
        return None
    holder = element_of("body")
    paragraph = etree.SubElement(holder, PARAGRAPH)
    paragraph.append(deepcopy(properties))
    settle(holder, view)
    return paragraph.find(w("pPr"))


def _both(gone: etree._Element | None, come: etree._Element | None, stamp: Stamp) -> etree._Element | None:
    """Return properties that are those of ``come`` when accepted and those of ``gone`` when rejected."""
    before, after = (deepcopy(p) if p is not None else element_of("pPr") for p in (gone, come))
    forms = []
    for properties in (before, after):
        form = properties.find(w("rPr"))
        forms.append(stored(form, "rPr"))
        if form is not None:
            properties.remove(form)
    if etree.tostring(forms[0]) != etree.tostring(forms[1]):
        change = etree.SubElement(forms[1], w("rPrChange"), stamp.attributes())
        change.append(forms[0])
    if len(forms[1]):
        mark_properties(after)[:] = list(forms[1])
    if etree.tostring(before) != etree.tostring(after):
        change = etree.SubElement(after, w("pPrChange"), stamp.attributes())
        change.append(stored(before, "pPr"))
    return after if len(after) else None
