"""Content controls: which field path wrote a passage, and copies of documents without any control.

Word's controls stay in the files people get. Comparison and conversion work on unwrapped copies, because an engine that
meets a control around a row writes the row twice.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from pipeline.comparison.normal_form import Paragraph
from pipeline.comparison.opc import Package, w

TECHNICAL_FIELDS = ("concept.document.version", "concept.document.date", "document.version", "document.date")
TECHNICAL_WORDS = ("code", "pruefcode", "status", "toc")
"""Last steps of tags that hold the check code, the draft mark and the contents table."""

Technical = Callable[[Paragraph, int, int], bool]
"""Says whether the characters from … to … of a paragraph are technical: version, date, check code, contents, page."""


def unwrap_controls(package: Package) -> None:
    """Replace each content control in body, headers, footers and notes by its content, in place."""
    for part in package.stories():
        unwrap(package.tree(part))


def unwrap(root: etree._Element) -> None:
    """Replace each ``w:sdt`` below ``root`` by the children of its ``w:sdtContent``, inner ones too, in place."""
    for control in reversed(list(root.iter(w("sdt")))):
        parent = control.getparent()
        if parent is None:
            continue
        content = control.find(w("sdtContent"))
        at = parent.index(control)
        parent[at : at + 1] = list(content) if content is not None else []
    for cell in root.iter(w("tc")):
        blocks = [child.tag for child in cell if child.tag in (w("p"), w("tbl"))]
        if not blocks or blocks[-1] != w("p"):  # a cell must end in a paragraph
            etree.SubElement(cell, w("p"))


def is_technical(paragraph: Paragraph, start: int, stop: int) -> bool:
    """Return whether a passage counts as technical, judged by its control's tag and, without one, by its style.

    Args:
        paragraph: normal form, read from the document *with* its controls.
        start: first character of the passage in ``paragraph.text``.
        stop: character after its last.
    """
    if paragraph.style.startswith(("toc ", "table of contents", "inhaltsverzeichnis")):
        return True
    covering = [
        tag for first, last, tag in paragraph.tags if first < max(stop, start + 1) and start < max(last, first + 1)
    ]
    return bool(covering) and all(technical_tag(tag) for tag in covering)


def technical_tag(tag: str) -> bool:
    """Return whether the control's tag names version, date, check code or contents table."""
    return tag in TECHNICAL_FIELDS or tag.rpartition(".")[2].lower() in TECHNICAL_WORDS
