"""The step that journeys share: an index of where each field is printed, read from the finished documents."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from pipeline.documents.contents import conversion_copy
from pipeline.documents.context import Situation
from pipeline.documents.filled_places import FilledPlace, filled_places
from pipeline.documents.kinds import DOCUMENT_KINDS
from pipeline.documents.templates import Template
from pipeline.dossier.dossier import Dossier
from pipeline.pdf.installation import OfficeProgram
from pipeline.pdf.office import convert
from pipeline.pdf.outline import OutlineEntry, outline
from pipeline.production import rendered_documents


@dataclass(frozen=True, slots=True)
class PrintedAt:
    """One place where a field is printed.

    Attributes:
        document: name of the document kind, such as ``nutzungskonzept``.
        chapter: number and words of the heading above it, or the part such as „Kopfzeile“; empty before the first heading.
        page: page of the PDF on which that chapter begins, or 0 where it is not known.
    """

    document: str
    chapter: str
    page: int = 0

    @property
    def title(self) -> str:
        """German short title of the document."""
        return DOCUMENT_KINDS[self.document].short_title

    def __str__(self) -> str:
        page = f"S. {self.page}" if self.page else ""
        return ", ".join(part for part in (self.title, self.chapter, page) if part)


@dataclass(frozen=True, slots=True)
class PrintedIndex:
    """Where fields are printed.

    Attributes:
        places: by field path, in the order of the documents.
        documents: the Word files it was read from, by document name.
        headings: index of the chapter of each place among its document's headings.
    """

    places: Mapping[str, tuple[PrintedAt, ...]]
    documents: Mapping[str, bytes]
    headings: Mapping[PrintedAt, int]

    def where(self, path: str) -> tuple[PrintedAt, ...]:
        """Return where ``path`` is printed: itself, else what stands below it, else the item or list it belongs to."""
        if path in self.places:
            return self.places[path]
        below = (
            place for one, places in self.places.items() if one.startswith((f"{path}.", f"{path}[")) for place in places
        )
        found = tuple(dict.fromkeys(below))
        if found:
            return found
        while "." in path or "[" in path:
            path = path[: max(path.rfind("."), path.rfind("["))]
            if path in self.places:
                return self.places[path]
        return ()


def printed_index(dossier: Dossier, situation: Situation, templates: Mapping[str, Template]) -> PrintedIndex:
    """Render the internal (or only) edition of each document and read where its fields stand; without page numbers.

    Raises:
        InputError: a template or a text of the dossier cannot be used.
    """
    documents = rendered_documents(dossier, situation, templates)
    places: dict[str, list[PrintedAt]] = {}
    headings: dict[PrintedAt, int] = {}
    for name, docx in documents.items():
        for found in filled_places(docx, name):
            place = PrintedAt(name, _chapter(found))
            headings.setdefault(place, found.heading_index)
            where = places.setdefault(found.path, [])
            if place not in where:
                where.append(place)
    return PrintedIndex({path: tuple(found) for path, found in places.items()}, documents, headings)


def with_pages(index: PrintedIndex, documents: Collection[str], office: OfficeProgram) -> PrintedIndex:
    """Return ``index`` with the pages of the chapters in ``documents``, read from PDF files made for this.

    Raises:
        ProgramError: LibreOffice fails.
    """
    wanted = {name: conversion_copy(docx) for name, docx in index.documents.items() if name in documents}
    outlines = {name: outline(pdf) for name, pdf in convert(wanted, office=office).items()} if wanted else {}
    paged = {
        place: replace(place, page=_page(outlines.get(place.document, []), at)) for place, at in index.headings.items()
    }
    places = {path: tuple(paged[one] for one in found) for path, found in index.places.items()}
    return PrintedIndex(places, index.documents, {paged[place]: at for place, at in index.headings.items()})


def _chapter(found: FilledPlace) -> str:
    return found.part or " ".join(part for part in (found.heading_number, found.heading) if part)


def _page(entries: list[OutlineEntry], index: int) -> int:
    """Return the page of heading ``index``; what stands before the first heading is on the first page."""
    if not entries:
        return 0
    if index < 0:
        return 1
    return entries[index].page if index < len(entries) else 0
