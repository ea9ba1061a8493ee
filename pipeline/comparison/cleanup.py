"""Small steps that take the noise out of a redline; each leaves what accept and reject give as it is, or mends it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from pipeline.comparison.canonical import Canonical
from pipeline.comparison.normal_form import TEXT_BOX
from pipeline.comparison.numbering import Lists
from pipeline.comparison.opc import Package, w
from pipeline.comparison.properties import Stamp, mark_properties, stored
from pipeline.comparison.revisions import CHANGES, DELETIONS, INSERTIONS, NO_BLOCK, TRACKED

CONTAINERS = (w("body"), w("tc"), w("footnote"), w("endnote"), w("hdr"), w("ftr"), TEXT_BOX)
NOTES = {"footnotes": ("footnote", w("footnoteReference")), "endnotes": ("endnote", w("endnoteReference"))}


def drop_empty_changes(package: Package) -> None:
    """Remove each mark of changed properties whose former properties say the same as the present ones."""
    canonical = Canonical(package)
    for part in package.stories():
        for change in list(package.tree(part).iter(*CHANGES)):
            properties, former = change.getparent(), next(iter(change), None)
            if properties is None:
                continue
            name = etree.QName(properties).localname
            now = stored(properties, name)
            before = stored(former, name)
            ordered = name == "tblGrid"
            if canonical.join(part, list(now), ordered=ordered) == canonical.join(part, list(before), ordered=ordered):
                _remove(change)


def drop_numbering_changes(package: Package) -> None:
    """Remove ``w:numberingChange``: deprecated, and it holds only what the list shows anyway."""
    for part in package.stories():
        for change in list(package.tree(part).iter(w("numberingChange"))):
            _remove(change)


def drop_repeated_lists(package: Package, direct: frozenset[str]) -> None:
    """Remove a list given to a paragraph directly where its style gives the same one.

    Args:
        package: the redline.
        direct: ids of the styles that occur with a direct list in either document; these are left alone, since there
            the direct list also sets the indent.
    """
    lists = Lists(package)
    for part in package.stories():
        for properties in package.tree(part).iter(w("pPr")):
            style, own = properties.find(w("pStyle")), properties.find(w("numPr"))
            if style is None or own is None or style.get(w("val"), "") in direct:
                continue
            if lists.place(style.get(w("val"), ""), properties) == lists.place(style.get(w("val"), ""), None):
                properties.remove(own)


def styles_with_direct_lists(*packages: Package) -> frozenset[str]:
    """Return the ids of paragraph styles that occur together with a direct list."""
    found = set()
    for package in packages:
        for part in package.stories():
            for properties in package.tree(part).iter(w("pPr")):
                style = properties.find(w("pStyle"))
                if style is not None and properties.find(w("numPr")) is not None:
                    found.add(style.get(w("val"), ""))
    return frozenset(found)


def join_marks(package: Package) -> None:
    """Make one mark of neighbouring insertions or deletions by the same hand."""
    for part in package.stories():
        for mark in list(package.tree(part).iter(w("ins"), w("del"))):
            before = mark.getprevious()
            if before is None or before.tag != mark.tag or not len(mark) or not len(before):
                continue
            if all(before.get(w(name)) == mark.get(w(name)) for name in ("author", "date")):
                before.extend(list(mark))
                _remove(mark)


def drop_unused_notes(package: Package) -> None:
    """Remove notes that nothing refers to any more."""
    for kind, (name, reference) in NOTES.items():
        used = {r.get(w("id"), "") for part in package.stories() for r in package.tree(part).iter(reference)}
        for part in package.related(package.main, kind):
            for note in package.tree(part).findall(w(name)) if part in package.parts else ():
                if note.get(w("type")) in (None, "normal") and note.get(w("id")) not in used:
                    _remove(note)


def number_marks(package: Package) -> None:
    """Give every mark its own id, every bookmark one name and id, every drawing its own id, in document order."""
    mark_id = drawing_id = bookmark_id = 0
    names: set[str] = set()
    for part in package.stories():
        root = package.tree(part)
        for mark in root.iter(*TRACKED):
            mark_id += 1
            mark.set(w("id"), str(mark_id))
        ids: dict[str, str] = {}
        for bookmark in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            identity = bookmark.get(w("id"), "")
            if bookmark.tag == w("bookmarkStart"):
                name = bookmark.get(w("name"), "")
                if name in names or identity in ids:
                    _remove(bookmark)
                    continue
                names.add(name)
                bookmark_id += 1
                ids[identity] = str(bookmark_id)
                bookmark.set(w("id"), ids[identity])
            elif identity in ids:
                bookmark.set(w("id"), ids.pop(identity))
            else:
                _remove(bookmark)
        for unclosed in [b for b in root.iter(w("bookmarkStart")) if b.get(w("id")) in ids.values()]:
            _remove(unclosed)
        for drawing in root.iter("{*}docPr"):
            drawing_id += 1
            drawing.set("id", str(drawing_id))


def keep_last_marks(package: Package, stamp: Stamp) -> None:
    """Move a tracked paragraph mark away from the end of a cell, note, header or document, and from before a table.

    There no program can take the mark away, so that an empty paragraph would stay. Either the last deleted and the
    last inserted paragraph share the mark, or the mark of the paragraph before them goes instead, and the last one
    takes its properties on.
    """
    for part in package.stories():
        root = package.tree(part)
        for container in [root, *root.iter(*CONTAINERS)]:
            _keep_last_mark(container, len(container), stamp)
            for table in list(container.iterchildren(w("tbl"))):
                _keep_last_mark(container, container.index(table), stamp)


def _keep_last_mark(container: etree._Element, stop: int, stamp: Stamp) -> None:
    before = [child for child in container[:stop] if child.tag not in (*NO_BLOCK, w("sectPr"), w("tcPr"))]
    tail: list[etree._Element] = []
    while before and before[-1].tag == w("p") and _mark(before[-1]) is not None:
        tail.insert(0, before.pop())
    if not tail or not all(_wholly_marked(paragraph) for paragraph in tail):
        return
    last = tail[-1]
    other = INSERTIONS if _mark(last) in DELETIONS else DELETIONS
    partner = next((paragraph for paragraph in reversed(tail) if _mark(paragraph) in other), None)
    if partner is not None:
        _share_mark(partner, last, stamp)
    elif before and before[-1].tag == w("p") and _may_go(before[-1]):
        _shift_mark(before[-1], tail, stamp)


def _mark(paragraph: etree._Element) -> str | None:
    form = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    marks = [child.tag for child in form if child.tag in (*INSERTIONS, *DELETIONS)] if form is not None else []
    return str(marks[0]) if len(marks) == 1 else None


def _wholly_marked(paragraph: etree._Element) -> bool:
    wanted = INSERTIONS if _mark(paragraph) in INSERTIONS else DELETIONS
    for run in paragraph.iter(w("r")):
        if not any(parent.tag in wanted for parent in run.iterancestors()):
            return False
    return paragraph.find(f"{w('pPr')}/{w('sectPr')}") is None


def _may_go(paragraph: etree._Element) -> bool:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        return True
    names = (w("sectPr"), w("pPrChange"))
    return (
        not any(child.tag in names for child in properties) and properties.find(f"{w('rPr')}/{w('rPrChange')}") is None
    )


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
    _remove(partner)


def _shift_mark(kept: etree._Element, tail: list[etree._Element], stamp: Stamp) -> None:
    """Track the mark of the paragraph before instead of the last one, which takes that paragraph's properties."""
    last = tail[-1]
    mark = _mark(last)
    own, borrowed = last.find(w("pPr")), kept.find(w("pPr"))
    gone, come = (own, borrowed) if mark in DELETIONS else (borrowed, own)
    head = _both(gone, come, stamp)
    if own is not None:
        last.remove(own)
    if head is not None:
        last.insert(0, head)
    properties = borrowed if borrowed is not None else etree.Element(w("pPr"))
    if borrowed is None:
        kept.insert(0, properties)
    mark_properties(properties).insert(0, etree.Element(str(mark), stamp.attributes()))


def _both(gone: etree._Element | None, come: etree._Element | None, stamp: Stamp) -> etree._Element | None:
    """Return properties that are those of ``come`` when accepted and those of ``gone`` when rejected."""
    before, after = (deepcopy(p) if p is not None else etree.Element(w("pPr")) for p in (gone, come))
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


def _remove(element: etree._Element) -> None:
    """Remove ``element`` and the properties that are empty without it."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if parent.tag in (w("rPr"), w("pPr"), w("trPr"), w("tcPr")) and len(parent) == 0:
        _remove(parent)


def finish(package: Package, stamp: Stamp) -> Package:
    """Return a copy of a redline with its last marks moved, notes tidied, marks joined and all ids given."""
    copy = package.copy()
    keep_last_marks(copy, stamp)
    drop_empty_changes(copy)
    drop_unused_notes(copy)
    join_marks(copy)
    number_marks(copy)
    return copy


ENGINE_STEPS: tuple[Callable[[Package], None], ...] = (drop_empty_changes, drop_numbering_changes)
"""What is done to the engine's output before anything looks at it."""
