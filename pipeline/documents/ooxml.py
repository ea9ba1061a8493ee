"""Names of the Word format and the few questions everyone asks of its elements."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lxml import etree

Element = etree._Element  # noqa: SLF001 - the only name lxml has for the type

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
RELATION = NAMESPACES["r"]
"""Prefix of the types of relationships."""


@cache
def qn(name: str) -> str:
    """Return lxml's name of ``w:p`` and the like: ``{namespace}p``."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


P, R, T, TAB, BR = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:tab"), qn("w:br")
TBL, TR, TC = qn("w:tbl"), qn("w:tr"), qn("w:tc")
SDT, SDT_CONTENT, SDT_PR = qn("w:sdt"), qn("w:sdtContent"), qn("w:sdtPr")
P_PR, R_PR, VAL = qn("w:pPr"), qn("w:rPr"), qn("w:val")
INSTR, FLD_CHAR, HYPERLINK = qn("w:instrText"), qn("w:fldChar"), qn("w:hyperlink")
FALLBACK = qn("mc:Fallback")


def parse(data: bytes | str) -> Element:
    """Parse one part: no entities, no network, no recovery.

    Raises:
        ValueError: the part is not well formed, or it declares a document type.
    """
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(error.msg) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("DOCTYPE")
    return root


def make(name: str, /, **attributes: str) -> Element:
    """Return a new element; attributes are given by their local name in the same namespace (``val="Hyperlink"``)."""
    prefix = name.partition(":")[0]
    element = etree.Element(qn(name), nsmap={prefix: NAMESPACES[prefix]})
    for local, value in attributes.items():
        element.set(qn(f"{prefix}:{local}"), value)
    return element


def value(parent: Element | None, path: str, attribute: str = "w:val") -> str:
    """Return an attribute of the child at ``path`` (``w:pPr/w:pStyle``), or an empty string."""
    child = parent.find(_full(path)) if parent is not None else None
    return child.get(qn(attribute), "") if child is not None else ""


@cache
def _full(path: str) -> str:
    """Return a path with lxml's names: it is looked up far faster than one with prefixes."""
    return "/".join(map(qn, path.split("/")))


def paragraphs(root: Element) -> Iterator[Element]:
    """Yield all paragraphs below ``root`` in document order, the old renderings of drawings left out."""
    for paragraph in root.iter(P):
        if next(paragraph.iterancestors(FALLBACK), None) is None:
            yield paragraph


def own(paragraph: Element, *names: str) -> Iterator[Element]:
    """Yield the elements of ``paragraph`` with these names, without those of paragraphs in its text boxes."""
    for element in paragraph.iter(*names):
        if next(element.iterancestors(P), None) is paragraph:
            yield element


def paragraph_text(paragraph: Element) -> str:
    """Return what a reader sees of a paragraph: text, with tabs and line breaks."""
    pieces = []
    for element in own(paragraph, T, TAB, BR, qn("w:cr"), qn("w:noBreakHyphen"), qn("w:sym")):
        if element.tag == T:
            pieces.append(element.text or "")
        elif element.tag == TAB:
            pieces.append("\t" if element.getparent() is not None and element.getparent().tag == R else "")  # type: ignore[union-attr]
        elif element.tag == qn("w:noBreakHyphen"):
            pieces.append("\u2011")
        elif element.tag == qn("w:sym"):
            pieces.append(_symbol(element))
        elif element.get(qn("w:type"), "textWrapping") == "textWrapping":
            pieces.append("\n")
    return "".join(pieces)


def style_of(paragraph: Element) -> str:
    """Return the id of the paragraph's style, or an empty string for the default one."""
    return value(paragraph, "w:pPr/w:pStyle")


def is_in(element: Element, name: str) -> bool:
    """Say whether an ancestor of ``element`` is called ``name``."""
    return next(element.iterancestors(name), None) is not None


def _symbol(element: Element) -> str:
    """Return the character of ``w:sym``; fonts of symbols keep theirs at U+F000 and above."""
    try:
        return chr(int(element.get(qn("w:char"), ""), 16))
    except ValueError:
        return ""
