"""The Info dictionary tells the same as XMP, with the document's own date (ISO 19005-2, 6.1.5 and 6.6.3)."""

from __future__ import annotations

import pikepdf

from pipeline.pdf.metadata import PdfMetadata


def set_info(pdf: pikepdf.Pdf, metadata: PdfMetadata) -> None:
    """Replace the Info dictionary."""
    date = pdf_date(metadata)
    entries = {
        "/Title": metadata.title,
        "/Author": metadata.author,
        "/Subject": metadata.subject,
        "/Keywords": metadata.keywords,
        "/Creator": metadata.creator,
        "/Producer": metadata.producer,
        "/CreationDate": date,
        "/ModDate": date,
    }
    info = pikepdf.Dictionary({key: pikepdf.String(value) for key, value in entries.items() if value})
    pdf.trailer.Info = pdf.make_indirect(info)


def pdf_date(metadata: PdfMetadata) -> str:
    """Return the document's date as a PDF date at midnight UTC (ISO 32000-1, 7.9.4)."""
    return f"D:{metadata.date:%Y%m%d}000000Z"
