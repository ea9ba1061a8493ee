"""Elements without any content are taken out of the tree (ISO 14289-1, 7.1: the tree describes real content).

LibreOffice writes an element for each empty paragraph and for each soft hyphen that is not printed; a screen reader stops
at them for nothing. Table cells stay, because a table needs them.
"""

from __future__ import annotations

from pipeline.pdf.structure import Element
from pipeline.pdf.tagged import TaggedPdf

_STAYS = {
    "Document",
    "Table",
    "THead",
    "TBody",
    "TFoot",
    "TR",
    "TH",
    "TD",
    "L",
    "LI",
    "LBody",
    "Figure",
    "Formula",
    "Form",
}


def drop_empty(draft: TaggedPdf) -> None:
    """Remove elements that hold neither marked content nor an annotation nor another element."""
    for root in draft.structure.roots:
        _clean(draft, root)


def _clean(draft: TaggedPdf, element: Element) -> None:
    for child in element.elements():
        _clean(draft, child)
    element.kids = [
        kid for kid in element.kids if not isinstance(kid, Element) or kid.kids or draft.structure.kind(kid) in _STAYS
    ]
