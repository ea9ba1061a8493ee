"""LibreOffice's PDF → PDF/A (level A) and PDF/UA-1, the same bytes for the same input."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pikepdf

from pipeline.errors import InputError
from pipeline.language import tr
from pipeline.pdf.metadata import Attachment, PdfMetadata
from pipeline.pdf.repair.artifacts import mark_artifacts
from pipeline.pdf.repair.attachments import attach_files
from pipeline.pdf.repair.catalogue import describe_document
from pipeline.pdf.repair.descriptions import describe_links
from pipeline.pdf.repair.emptiness import drop_empty
from pipeline.pdf.repair.figures import fill_figures
from pipeline.pdf.repair.info import set_info
from pipeline.pdf.repair.leaders import mark_leaders
from pipeline.pdf.repair.links import drop_doubled_links, join_split_links, tag_forgotten_links
from pipeline.pdf.repair.lists import nest_lists
from pipeline.pdf.repair.notes import number_notes
from pipeline.pdf.repair.output_intent import date_profiles
from pipeline.pdf.repair.roles import free_standard_types
from pipeline.pdf.repair.saving import save
from pipeline.pdf.repair.symbols import name_symbols
from pipeline.pdf.repair.tab_order import set_tab_order
from pipeline.pdf.repair.tables import restore_headers, set_scopes
from pipeline.pdf.repair.toc import tag_contents
from pipeline.pdf.repair.xmp import write_xmp
from pipeline.pdf.structure import write_structure
from pipeline.pdf.tagged import MALFORMED, TaggedPdf

__all__ = ["Attachment", "PdfMetadata", "make_archival"]

STEPS: Sequence[Callable[[TaggedPdf], None]] = (
    set_tab_order,
    name_symbols,
    mark_artifacts,
    fill_figures,
    mark_leaders,
    drop_empty,
    drop_doubled_links,
    tag_forgotten_links,
    tag_contents,
    join_split_links,
    describe_links,
    nest_lists,
    restore_headers,
    set_scopes,
    number_notes,
    free_standard_types,
)
"""Steps on fonts, pages and the structure tree, in this order: contents before links, because they join links themselves."""

METADATA_STEPS: Sequence[Callable[[pikepdf.Pdf, PdfMetadata], None]] = (describe_document, set_info, date_profiles)
"""Steps on what the document says about itself."""


def make_archival(pdf: bytes, metadata: PdfMetadata, *, attachments: Sequence[Attachment] = ()) -> bytes:
    """Repair what LibreOffice leaves wrong.

    Args:
        pdf: what ``pipeline.pdf.office.convert`` returned.
        metadata: title, author, date and so on; nothing is taken from the clock.
        attachments: files to embed as sources of the document.

    Returns:
        PDF/A-3a and PDF/UA-1 if there are attachments or ``metadata.part`` is 3, else PDF/A-2a and PDF/UA-1.

    Raises:
        InputError: the PDF cannot be read.
    """
    part = 3 if attachments else metadata.part
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            draft = TaggedPdf.of(document)
            for repair in STEPS:
                repair(draft)
            if draft.structure.roots:
                write_structure(document, draft.structure)
            for describe in METADATA_STEPS:
                describe(document, metadata)
            write_xmp(document, metadata, part)
            attach_files(document, attachments, metadata)
            return save(document)
    except MALFORMED as error:
        raise InputError(tr("Die PDF-Datei ist nicht lesbar: {reason}.", reason=error)) from error
