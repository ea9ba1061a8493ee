"""Small steps that take the noise out of a redline; each leaves what accept and reject give as it is, or mends it."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from pipeline.comparison.canonical import Canonical
from pipeline.comparison.numbering import Lists
from pipeline.comparison.opc import Package, w
from pipeline.comparison.paragraph_marks import move_marks
from pipeline.comparison.properties import Stamp, stored
from pipeline.comparison.revisions import CHANGES, TRACKED

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
    move_marks(copy, stamp)
    drop_empty_changes(copy)
    drop_unused_notes(copy)
    join_marks(copy)
    number_marks(copy)
    return copy


ENGINE_STEPS: tuple[Callable[[Package], None], ...] = (drop_empty_changes, drop_numbering_changes, join_marks)
"""What is done to the engine's output before anything looks at it."""
