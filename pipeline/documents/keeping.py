"""No item of a list stands alone at the foot or at the head of a page.

The first item is kept with the second, the last but one with the last; neither Word nor LibreOffice does that by itself.
"""

from __future__ import annotations

from pipeline.documents.ooxml import P_PR, TC, Element, is_in, make, paragraphs, qn, style_of, value
from pipeline.documents.package import Package

_KEEP = qn("w:keepNext")
_STYLE = qn("w:pStyle")


def keep_lists(package: Package) -> None:
    """Set „keep with next“ on the first item and on the last but one of each list of the body, tables left out."""
    items: list[Element] = []
    for paragraph in paragraphs(package.body):
        if _is_item(paragraph, package) and not is_in(paragraph, TC):
            items.append(paragraph)
        else:
            _keep_ends(items)
            items = []
    _keep_ends(items)


def _keep_ends(items: list[Element]) -> None:
    if len(items) > 1:
        for item in {items[0], items[-2]}:
            _keep(item)


def _keep(paragraph: Element) -> None:
    properties = paragraph.find(P_PR)
    if properties is None:
        properties = make("w:pPr")
        paragraph.insert(0, properties)
    if properties.find(_KEEP) is None:
        position = 1 if properties.find(_STYLE) is not None else 0
        properties.insert(position, make("w:keepNext"))


def _is_item(paragraph: Element, package: Package) -> bool:
    style = style_of(paragraph)
    number = value(paragraph, "w:pPr/w:numPr/w:numId") or package.styles.inherited(style, "w:pPr/w:numPr/w:numId")
    return number not in {"", "0"} and not package.styles.heading_level(paragraph)
