"""Words that went and came, written as runs in character styles that do not rely on colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from pipeline.comparison.opc import load, w
from pipeline.comparison.words import Fragment
from pipeline.documents.typography import unbroken

STYLES = {"deleted": "Gestrichen", "inserted": "Eingefuegt"}
"""Ids of the character styles in the templates of report and Synopse."""
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def run(text: str, style: str = "") -> etree._Element:
    """Return a run; a tab in ``text`` stays one, and „Art. 13“ does not break at the end of a line."""
    made = etree.Element(w("r"))
    if style:
        properties = etree.SubElement(made, w("rPr"))
        etree.SubElement(properties, w("rStyle")).set(w("val"), style)
    for index, piece in enumerate(text.split("\t")):
        if index:
            etree.SubElement(made, w("tab"))
        if piece:
            node = etree.SubElement(made, w("t"))
            node.text = unbroken(piece)
            node.set(_XML_SPACE, "preserve")
    return made


def with_marks(docx: bytes, marked: Mapping[str, Sequence[Fragment]], empty: str) -> bytes:
    """Return ``docx`` with each run whose text is a key of ``marked`` replaced by its fragments.

    Args:
        docx: a rendered report.
        marked: fragments by the text that holds their place.
        empty: what stands for no fragment.
    """
    package = load(docx)
    root = package.tree(package.main)
    for node in list(root.iter(w("t"))):
        fragments = marked.get(node.text or "")
        place = node.getparent()
        if fragments is None or place is None:
            continue
        parent = place.getparent()
        assert parent is not None
        at = parent.index(place)
        parent[at : at + 1] = [
            run(fragment.text, STYLES.get(fragment.kind, "")) for fragment in fragments or (Fragment(empty, "equal"),)
        ]
    return package.save()
