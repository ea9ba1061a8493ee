"""Each link annotation describes where it leads (ISO 14289-1, 7.18.5: alternate description in ``Contents``).

LibreOffice 7.4 describes some links by the text of others, 25.2 leaves the descriptions out. A link whose text is only a
number (a reference to a page or section) is described by the heading it leads to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pipeline.pdf.repair.links import references
from pipeline.pdf.structure import Element
from pipeline.pdf.tagged import TaggedPdf

_ABOVE = 6.0
"""Points by which a heading's bookmark may stand below the place a link leads to."""
_MOST_BOOKMARKS = 10_000

Place = tuple[int, float]
"""Page from 0 and distance from the page's lower edge, negative, so that places sort in reading order."""


def describe_links(draft: TaggedPdf) -> None:
    """Set the description of each link; entries of the table of contents have theirs already."""
    in_contents, in_notes = _links_in(draft, "TOCI"), _links_in(draft, "Note")
    headings = sorted(_bookmarks(draft.pdf), key=lambda bookmark: bookmark[0])
    for element in draft.structure.walk():
        if draft.structure.kind(element) != "Link" or id(element) in in_contents:
            continue
        text = draft.text(element) or _alternative(draft, element)
        for reference in references(element):
            described = text
            if id(element) in in_notes and "/Dest" in reference.target:
                described = f"Zurück zum Text der Fußnote {text}"
            elif text.rstrip(".)").isdecimal():
                raised = element.attribute("Layout", "BaselineShift") is not None
                described = f"Fußnote {text}" if raised else _heading(draft.pdf, reference.target, headings) or text
            if described:
                reference.target.Contents = pikepdf.String(described)


def _links_in(draft: TaggedPdf, kind: str) -> set[int]:
    """Return the ``id`` of each link in a paragraph below an element of ``kind``."""
    return {
        id(link)
        for element in draft.structure.walk()
        if draft.structure.kind(element) == kind
        for paragraph in element.elements()
        for link in paragraph.elements()
    }


def _alternative(draft: TaggedPdf, link: Element) -> str:
    """The alternative text of a linked picture."""
    figures = [kid for kid in link.elements() if draft.structure.kind(kid) == "Figure"]
    return " ".join(figure.text_entry("Alt") for figure in figures)


def _heading(pdf: pikepdf.Pdf, annotation: Any, headings: list[tuple[Place, str]]) -> str:
    place = _place(pdf, annotation.get("/Dest"))
    if place is None:
        return ""
    page, height = place
    before = [title for (number, top), title in headings if (number, top) <= (page, height + _ABOVE)]
    return f"Abschnitt „{before[-1]}“, Seite {page + 1}" if before else f"Seite {page + 1}"


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[tuple[Place, str]]:
    waiting = [pdf.Root.get("/Outlines", {}).get("/First")]
    count = 0
    while waiting and count < _MOST_BOOKMARKS:
        item = waiting.pop()
        if not isinstance(item, pikepdf.Dictionary):
            continue
        count += 1
        place = _place(pdf, item.get("/Dest"))
        if place is not None:
            yield place, str(item.get("/Title", ""))
        waiting += [item.get("/Next"), item.get("/First")]


def _place(pdf: pikepdf.Pdf, destination: Any) -> Place | None:
    """Read a destination of the form ``[page /XYZ left top zoom]`` (ISO 32000-1, 12.3.2.2)."""
    if not isinstance(destination, pikepdf.Array) or len(destination) < 4 or destination[1] != pikepdf.Name.XYZ:
        return None
    page = next((number for number, page in enumerate(pdf.pages) if page.obj.objgen == destination[0].objgen), None)
    top = destination[3]
    return None if page is None or top is None else (page, -float(top))
