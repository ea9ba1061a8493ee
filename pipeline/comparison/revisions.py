"""Accept all or reject all tracked changes of a Word file, as ISO/IEC 29500-1 §17.13.5 defines the marks.

This is the judge of every redline: rejecting must give the old document, accepting the new one. It works in four
passes over each part: stored former properties, table rows and cells, runs, and last the paragraph marks, because
only a paragraph whose runs are settled can be joined with the next.

Where the standard is silent, the rules are those of Word: when a paragraph's mark goes, its text joins the next
paragraph and takes that one's properties; a paragraph emptied before a table goes; the last paragraph of a cell, note,
header or document always stays.
"""

from __future__ import annotations

from typing import Literal

from lxml import etree

from pipeline.comparison.opc import Package, element_of, load, w

View = Literal["accepted", "rejected"]

INSERTIONS = (w("ins"), w("moveTo"))
DELETIONS = (w("del"), w("moveFrom"))
CHANGES = tuple(
    w(name)
    for name in (
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tblPrExChange",
        "trPrChange",
        "tcPrChange",
        "tblGridChange",
    )
)
CELL_MARKS = (w("cellIns"), w("cellDel"), w("cellMerge"))
TRACKED = (*INSERTIONS, *DELETIONS, *CHANGES, *CELL_MARKS, w("numberingChange"))
RANGES = tuple(
    w(f"{kind}Range{end}")
    for kind in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)
NO_BLOCK = (w("bookmarkStart"), w("bookmarkEnd"), w("proofErr"), w("permStart"), w("permEnd"))
KEPT_OUT_OF_CHANGE = {
    w("pPrChange"): (w("rPr"), w("sectPr")),
    w("sectPrChange"): (w("headerReference"), w("footerReference")),
    w("trPrChange"): (w("ins"), w("del")),
    w("tcPrChange"): CELL_MARKS,
    w("rPrChange"): (*INSERTIONS, *DELETIONS),
}
"""What the stored former properties never contain, so that it stays when they are put back."""

MAY_VANISH = (w("rPr"), w("pPr"), w("trPr"), w("tcPr"), w("tblPrEx"))


def accept_all(document: bytes) -> bytes:
    """Return ``document`` with every tracked change accepted."""
    return _settle_file(document, "accepted")


def reject_all(document: bytes) -> bytes:
    """Return ``document`` with every tracked change rejected."""
    return _settle_file(document, "rejected")


def _settle_file(document: bytes, view: View) -> bytes:
    package = load(document)
    settle_package(package, view)
    return package.save()


def settle_package(package: Package, view: View) -> None:
    """Accept or reject the changes in all stories, styles and numbering of ``package``, in place."""
    others = [name for kind in ("styles", "numbering", "comments") for name in package.related(package.main, kind)]
    for part in [*package.stories(), *(name for name in others if name in package.parts)]:
        settle(package.tree(part), view)


def settle(root: etree._Element, view: View) -> None:
    """Accept or reject all changes below ``root``, in place."""
    if next(root.iter(*TRACKED, *RANGES), None) is None:
        return
    gone, kept = (DELETIONS, INSERTIONS) if view == "accepted" else (INSERTIONS, DELETIONS)
    _settle_properties(root, view)
    _settle_rows_and_cells(root, view, gone)
    marked = _paragraphs_without_mark(root, gone)
    _settle_runs(root, gone, kept)
    for paragraph in marked:
        _join(paragraph)


# ------------------------------------------------------------------------------------------------- former properties


def _settle_properties(root: etree._Element, view: View) -> None:
    for change in list(root.iter(*CHANGES)):
        properties = change.getparent()
        if properties is None:
            continue
        properties.remove(change)
        if view == "rejected":
            _restore(properties, change)
        if properties.tag in MAY_VANISH and not len(properties) and not properties.attrib:
            _drop(properties)
    for change in list(root.iter(w("numberingChange"))):
        _drop(change)


def _restore(properties: etree._Element, change: etree._Element) -> None:
    keep = KEPT_OUT_OF_CHANGE.get(change.tag, ())
    former = next(iter(change), None)
    for child in list(properties):
        if child.tag not in keep:
            properties.remove(child)
    if former is not None:
        # pPr and sectPr: the kept children stand at fixed ends, the stored ones between or before them.
        at = len(properties) if change.tag != w("pPrChange") else 0
        for child in reversed(list(former)):
            properties.insert(at, child)
        properties.attrib.update(former.attrib)


# ---------------------------------------------------------------------------------------------------- rows and cells


def _settle_rows_and_cells(root: etree._Element, view: View, gone: tuple[str, ...]) -> None:
    for properties in list(root.iter(w("trPr"))):
        if any(child.tag in gone for child in properties):
            _drop(properties.getparent())
        else:
            _strip(properties, (w("ins"), w("del")))
    _settle_cells(root, view)
    for name, inside in ((w("tr"), w("tc")), (w("tbl"), w("tr"))):
        for hollow in [element for element in root.iter(name) if element.find(f".//{inside}") is None]:
            _drop(hollow)
    for cell in root.iter(w("tc")):
        if len(cell) == 0 or cell[-1].tag in (w("tcPr"), w("tbl")):
            etree.SubElement(cell, w("p"))


def _settle_cells(root: etree._Element, view: View) -> None:
    cell_gone = w("cellDel") if view == "accepted" else w("cellIns")
    for mark in list(root.iter(*CELL_MARKS)):
        properties = mark.getparent()
        if properties is None:
            continue
        if mark.tag == cell_gone:
            _drop(properties.getparent())
            continue
        if mark.tag == w("cellMerge"):
            _merge(properties, mark.get(w("vMerge" if view == "accepted" else "vMergeOrig")))
        _strip(properties, CELL_MARKS)


def _merge(properties: etree._Element, value: str | None) -> None:
    _strip(properties, (w("vMerge"),))
    if value:
        merge = element_of("vMerge")
        if value == "rest":
            merge.set(w("val"), "restart")
        before = [w(name) for name in ("cnfStyle", "tcW", "gridSpan", "hMerge")]
        properties.insert(sum(child.tag in before for child in properties), merge)


# --------------------------------------------------------------------------------------------------------------- runs


def _settle_runs(root: etree._Element, gone: tuple[str, ...], kept: tuple[str, ...]) -> None:
    for wrapper in list(root.iter(*gone)):
        if wrapper.getparent() is not None:
            _drop(wrapper)
    for wrapper in list(root.iter(*kept)):
        _unwrap(wrapper)
    for element in list(root.iter(w("delText"))):
        element.tag = w("t")
    for element in list(root.iter(w("delInstrText"))):
        element.tag = w("instrText")
    for element in list(root.iter(*RANGES)):
        _drop(element)


def _unwrap(wrapper: etree._Element) -> None:
    parent = wrapper.getparent()
    if parent is None:
        return
    if len(wrapper) == 0:
        _drop(wrapper)
        return
    at = parent.index(wrapper)
    parent[at : at + 1] = list(wrapper)


# ---------------------------------------------------------------------------------------------------- paragraph marks


def _paragraphs_without_mark(root: etree._Element, gone: tuple[str, ...]) -> list[etree._Element]:
    paragraphs = []
    for properties in root.iter(w("pPr")):
        mark = properties.find(w("rPr"))
        paragraph = properties.getparent()
        if mark is not None and paragraph is not None and any(child.tag in gone for child in mark):
            paragraphs.append(paragraph)
    return paragraphs


def _join(paragraph: etree._Element) -> None:
    parent = paragraph.getparent()
    if parent is None:
        return
    content = [child for child in paragraph if child.tag != w("pPr")]
    empty = all(child.tag in NO_BLOCK for child in content)
    following = _next_block(paragraph)
    if following is not None and following.tag == w("p"):
        at = 1 if len(following) and following[0].tag == w("pPr") else 0
        following[at:at] = content
        parent.remove(paragraph)
    elif following is not None and following.tag == w("tbl") and empty:
        parent.remove(paragraph)
    # otherwise it is the last of its container: Word keeps its mark


def _next_block(paragraph: etree._Element) -> etree._Element | None:
    for sibling in paragraph.itersiblings():
        if sibling.tag not in NO_BLOCK:
            return sibling
    return None


# ----------------------------------------------------------------------------------------------------- small surgery


def _strip(properties: etree._Element, names: tuple[str, ...]) -> None:
    for child in list(properties):
        if child.tag in names:
            properties.remove(child)
    if not len(properties) and not properties.attrib:
        _drop(properties)


def _drop(element: etree._Element | None) -> None:
    """Remove ``element``, and what is empty without it: run properties, links, inline wrappers."""
    parent = element.getparent() if element is not None else None
    if element is None or parent is None:
        return
    parent.remove(element)
    hollow = (w("rPr"), w("hyperlink"), w("smartTag"), w("fldSimple"), w("ins"), w("del"), w("pPr"), w("trPr"))
    if parent.tag in hollow and len(parent) == 0:
        _drop(parent)
