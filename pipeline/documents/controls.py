"""Content controls: each has its own id, a tag of at most 64 characters, and something inside."""

from __future__ import annotations

import hashlib
import posixpath
from collections import Counter
from collections.abc import Mapping

from lxml import etree

from pipeline.documents.ooxml import (
    NAMESPACES,
    RELATION,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TBL,
    TC,
    TR,
    VAL,
    Element,
    P,
    make,
    qn,
    value,
)
from pipeline.documents.package import Package
from pipeline.documents.printing import DASH
from pipeline.documents.runs import fill

MAX_TAG = 64
"""Characters of a tag that Word is sure to keep."""

_PATHS = "urn:nutzungskonzept:field-paths"
_PATHS_ID = "{6E75747A-756E-4773-8B6F-6E7A65707401}"  # fixed: the part is the same kind in every document
_PROPS = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPS_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_BEFORE_ID = {qn("w:rPr"), qn("w:alias"), qn("w:tag")}


def finish_controls(package: Package) -> None:
    """Remove controls, tables and cells that conditions have emptied; give every control its id and a short tag."""
    occurrences: Counter[str] = Counter()
    used: set[int] = set()
    long: dict[str, str] = {}
    for part in package.stories:
        root = package.tree(part)
        _remove_empty(root)
        for control in root.iter(SDT):
            path = value(control, "w:sdtPr/w:tag")
            occurrences[path] += 1
            _set_id(control, _new_id(path, occurrences[path], used))
            if len(path) > MAX_TAG:
                key = f"#{hashlib.sha256(path.encode()).hexdigest()[:16]}"
                long[key] = path
                tag = control.find("w:sdtPr/w:tag", NAMESPACES)
                assert tag is not None
                tag.set(VAL, key)
    if long:
        _store_paths(package, long)


def field_paths(package: Package) -> Mapping[str, str]:
    """Return short tag → field path of the tags that were too long."""
    for part in package.targets(package.main, "customXml"):
        if part in package.parts:
            root = package.tree(part)
            if root.tag == f"{{{_PATHS}}}fieldPaths":
                return {str(field.get("tag")): str(field.get("path")) for field in root}
    return {}


def field_path_of(control: Element, paths: Mapping[str, str]) -> str:
    """Return the field path of a content control (``w:sdt``), or an empty string.

    Args:
        control: the control.
        paths: what :func:`field_paths` returned for the document.
    """
    tag = value(control, "w:sdtPr/w:tag")
    return paths.get(tag, tag)


def unwrap_controls(docx: bytes, file: str = "") -> bytes:
    """Return a copy of the document in which every content control is replaced by its content.

    LibreOffice loses formatting and links in some controls, and comparing engines double rows; both work on this copy.
    """
    package = Package(docx, file)
    unwrap(package)
    return package.to_bytes()


def unwrap(package: Package) -> None:
    """Replace every content control of ``package`` by its content, in body, headers, footers and notes."""
    for part in package.stories:
        for control in list(package.tree(part).iter(SDT)):
            content = control.find(SDT_CONTENT)
            for child in list(content) if content is not None else []:
                control.addprevious(child)
            _remove(control)


def _remove_empty(root: Element) -> None:
    for control in reversed(list(root.iter(SDT))):  # inner ones first
        content = control.find(SDT_CONTENT)
        if content is None or len(content) == 0:
            _remove(control)
    for table in reversed(list(root.iter(TBL))):
        if next(table.iter(TR), None) is None:
            _remove(table)
    for cell in root.iter(TC):
        if next(cell.iter(P), None) is None:
            cell.append(_dash())
    if root.tag in {qn("w:hdr"), qn("w:ftr")} and next(root.iter(P), None) is None:
        root.append(make("w:p"))


def _dash() -> Element:
    paragraph, run = make("w:p"), make("w:r")
    fill(run, DASH)
    paragraph.append(run)
    return paragraph


def _remove(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _new_id(path: str, occurrence: int, used: set[int]) -> int:
    """Return an id made of path and occurrence, so that an insertion does not change the ids behind it."""
    attempt = 0
    while True:
        seed = f"{path}\n{occurrence}\n{attempt}".encode()
        number = int.from_bytes(hashlib.sha256(seed).digest()[:4], "big") & 0x7FFFFFFF
        if number and number not in used:
            used.add(number)
            return number
        attempt += 1


def _set_id(control: Element, number: int) -> None:
    properties = control.find(SDT_PR)
    if properties is None:
        properties = make("w:sdtPr")
        control.insert(0, properties)
    for old in properties.findall(qn("w:id")):
        properties.remove(old)
    position = sum(1 for child in properties if child.tag in _BEFORE_ID)
    properties.insert(position, make("w:id", val=str(number)))


def _store_paths(package: Package, paths: Mapping[str, str]) -> None:
    root = etree.Element(f"{{{_PATHS}}}fieldPaths", nsmap={"f": _PATHS})
    for tag, path in sorted(paths.items()):
        etree.SubElement(root, f"{{{_PATHS}}}field", {"tag": tag, "path": path})
    number = 1
    while f"customXml/item{number}.xml" in package.parts:
        number += 1
    item, props = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    package.put(item, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
    store = etree.Element(f"{{{_PROPS}}}datastoreItem", {f"{{{_PROPS}}}itemID": _PATHS_ID}, nsmap={"ds": _PROPS})
    references = etree.SubElement(store, f"{{{_PROPS}}}schemaRefs")
    etree.SubElement(references, f"{{{_PROPS}}}schemaRef", {f"{{{_PROPS}}}uri": _PATHS})
    package.put(props, etree.tostring(store, xml_declaration=True, encoding="UTF-8", standalone=True), _PROPS_TYPE)
    up = posixpath.relpath(item, posixpath.dirname(package.main))
    package.relate(package.main, f"{RELATION}/customXml", up)
    package.relate(item, f"{RELATION}/customXmlProps", f"itemProps{number}.xml")
