"""The step that makes the cover sheet of a print edition: its own length decides where the other parts begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.documents.archive import CoreProperties
from pipeline.documents.contents import conversion_copy
from pipeline.documents.context import ROOTS, context_for
from pipeline.documents.kinds import DOCUMENT_KINDS, DocumentKind, Edition
from pipeline.documents.pictures import Picture, read_picture
from pipeline.documents.render import render
from pipeline.documents.templates import built_in_template
from pipeline.dossier.answers import known
from pipeline.errors import ProgramError
from pipeline.language import tr
from pipeline.pdf.archival import PdfMetadata, make_archival
from pipeline.pdf.bundle import BundlePart, PageRange, page_count, page_ranges
from pipeline.pdf.office import convert
from pipeline.pdf.qr import qr_code
from pipeline.print_sources import PrintSources
from pipeline.releases.cover import Cover, Sitting, cover_parts, cover_sessions

TEMPLATE = "deckblatt"
COVER_ROOTS: Mapping[str, object] = {**ROOTS, "cover": Cover}
"""Name and type of every root that the template of the cover sheet sees."""

_KIND = DocumentKind(TEMPLATE, "Unterlagen zur Beratung", "Druckfassung", (Edition.PUBLIC,))
_TRIES = 3


@dataclass(frozen=True, slots=True)
class CoverOrder:
    """What the cover sheet is for.

    Attributes:
        sources: the documents and what is known of them.
        parts: all parts of the bundle after the cover.
        sitting: the session it is for, or ``None``.
        agenda_item: agenda item of the last session, or empty.
        duplex: whether parts begin on right-hand pages.
    """

    sources: PrintSources
    parts: Sequence[BundlePart]
    sitting: Sitting | None
    agenda_item: str
    duplex: bool


def make_cover(order: CoverOrder) -> bytes:
    """Return the cover sheet as an archival PDF, with the pages of all parts in the finished bundle.

    Raises:
        InputError: the template cannot be used.
        ProgramError: LibreOffice is missing or fails.
    """
    counts = [page_count(part.data) for part in order.parts]
    own = 1
    for _ in range(_TRIES):
        pdf = _converted(order, page_ranges([own, *counts], duplex=order.duplex)[1:])
        if page_count(pdf) == own:
            return make_archival(pdf, _metadata(order))
        own = page_count(pdf)
    raise ProgramError(tr("Die Länge des Deckblatts lässt sich nicht bestimmen."))


def _converted(order: CoverOrder, ranges: Sequence[PageRange]) -> bytes:
    template = built_in_template(TEMPLATE)
    sources = order.sources
    metadata = _metadata(order)
    properties = CoreProperties(title=metadata.title, creator=metadata.author, date=metadata.date)
    docx = render(template.data, _context(order, ranges), properties, name=template.label, pictures=_pictures(sources))
    return convert({TEMPLATE: conversion_copy(docx.docx)})[TEMPLATE]


def _context(order: CoverOrder, ranges: Sequence[PageRange]) -> Mapping[str, object]:
    sources, dossier = order.sources, order.sources.dossier
    council = known(dossier.concept.council)
    publication = known(dossier.concept.publication)
    cover = Cover(
        subject=DOCUMENT_KINDS["nutzungskonzept"].title,
        paper_number=(order.sitting.paper_number if order.sitting else None)
        or (known(council.paper_number) if council else None),
        file_reference=known(dossier.concept.document.file_reference),
        sessions=cover_sessions(dossier, order.sitting, order.agenda_item),
        resolution_proposal=known(council.resolution_proposal) if council else None,
        parts=cover_parts([part.title for part in order.parts], ranges),
        signatures=sources.signatures,
        original_kept_at=known(publication.original_kept_at) if publication else None,
        address=sources.address,
        head=sources.head,
    )
    return {**context_for(dossier, _KIND, Edition.PUBLIC, sources.situation), "cover": cover}


def _pictures(sources: PrintSources) -> Mapping[str, Picture]:
    pictures: dict[str, Picture] = {}
    arms = sources.dossier.organisation.coat_of_arms
    if arms:
        alternative_text = f"Wappen: {sources.dossier.organisation.name}"
        pictures["coat_of_arms"] = read_picture(sources.pictures[arms], alternative_text)
    if sources.address:
        text = f"{sources.address} {sources.situation.code}"
        pictures["qr_code"] = read_picture(qr_code(text), f"QR-Code mit dem Text: {text}")
    return pictures


def _metadata(order: CoverOrder) -> PdfMetadata:
    name = order.sources.dossier.organisation.name
    return PdfMetadata(title=f"Deckblatt – {name}", author=name, date=order.sources.date)
