"""Bookmarks and links of a bundle: they lead to the pages where they stand now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

_MOST_BOOKMARKS = 10_000
_DEEPEST = 20

Destination = tuple[int, tuple[Any, ...]]
"""Page from 0, and the rest of the destination: kind, left, top, zoom (ISO 32000-1, 12.3.2.2)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A bookmark.

    Attributes:
        title: its text.
        page: page from 0.
        rest: the rest of its destination; the whole page where it is empty.
        children: bookmarks below it.
    """

    title: str
    page: int
    rest: tuple[Any, ...]
    children: tuple[Place, ...] = ()

    def moved(self, offset: int) -> Place:
        """Return the bookmark with all pages moved by ``offset``."""
        return Place(self.title, self.page + offset, self.rest, tuple(child.moved(offset) for child in self.children))


def link_places(pdf: pikepdf.Pdf) -> Mapping[tuple[int, int], Destination]:
    """Take the destinations of links within ``pdf`` off its annotations, so that copying a page does not copy others.

    Returns:
        The destination of each annotation, by object number.
    """
    pages = _page_numbers(pdf)
    places: dict[tuple[int, int], Destination] = {}
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            place = _destination(annotation, pages)
            if place is not None:
                places[annotation.objgen] = place
            for key in ("/Dest", "/P"):
                if key in annotation:
                    del annotation[key]
            action = annotation.get("/A")
            if isinstance(action, pikepdf.Dictionary) and action.get("/S") == pikepdf.Name.GoTo:
                del annotation["/A"]
    return places


def set_link_places(
    bundle: pikepdf.Pdf,
    places: Mapping[tuple[int, int], Destination],
    annotations: Mapping[tuple[int, int], Any],
    offset: int,
) -> None:
    """Give the copies of links their destinations in ``bundle``.

    Args:
        bundle: the open bundle.
        places: what :func:`link_places` returned.
        annotations: copies by the object number of the original.
        offset: pages of the bundle before this part.
    """
    for number, (page, rest) in places.items():
        if number in annotations:
            annotations[number].Dest = pikepdf.Array([bundle.pages[page + offset].obj, *rest])


def outline_of(pdf: pikepdf.Pdf) -> tuple[Place, ...]:
    """Return the bookmarks of ``pdf``."""
    reader = _OutlineReader(_page_numbers(pdf))
    return reader.siblings(pdf.Root.get("/Outlines", {}).get("/First"), 0)


def write_outline(pdf: pikepdf.Pdf, places: list[Place]) -> None:
    """Write bookmarks; those of the parts are open, those within are closed."""

    def item(place: Place) -> pikepdf.OutlineItem:
        rest = place.rest or (pikepdf.Name.Fit,)
        entry = pikepdf.OutlineItem(place.title, pikepdf.Array([pdf.pages[place.page].obj, *rest]))
        entry.children.extend(item(child) for child in place.children)
        entry.is_closed = True
        return entry

    with pdf.open_outline() as outline:
        outline.root.extend(item(place) for place in places)


@dataclass(slots=True)
class _OutlineReader:
    pages: Mapping[tuple[int, int], int]
    count: int = 0

    def siblings(self, entry: Any, depth: int) -> tuple[Place, ...]:
        found: list[Place] = []
        while isinstance(entry, pikepdf.Dictionary) and depth < _DEEPEST and self.count < _MOST_BOOKMARKS:
            self.count += 1
            place = _destination(entry, self.pages)
            if place is not None:
                children = self.siblings(entry.get("/First"), depth + 1)
                found.append(Place(str(entry.get("/Title", "")), place[0], place[1], children))
            entry = entry.get("/Next")
        return tuple(found)


def _page_numbers(pdf: pikepdf.Pdf) -> Mapping[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages)}


def _destination(holder: Any, pages: Mapping[tuple[int, int], int]) -> Destination | None:
    """Return where a link or bookmark leads within its file, or ``None``."""
    action = holder.get("/A")
    inside = isinstance(action, pikepdf.Dictionary) and action.get("/S") == pikepdf.Name.GoTo
    place = action.get("/D") if inside else holder.get("/Dest")
    if not isinstance(place, pikepdf.Array) or not len(place) or not isinstance(place[0], pikepdf.Dictionary):
        return None
    page = pages.get(place[0].objgen)
    if page is None:
        return None
    rest = tuple(pikepdf.Name(str(entry)) if isinstance(entry, pikepdf.Name) else entry for entry in list(place)[1:])
    return page, rest
