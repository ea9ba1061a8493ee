"""Attached files are declared with their relation to the document (ISO 19005-3, 6.8; ISO 14289-1, 7.11)."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf

from pipeline.pdf.metadata import Attachment, PdfMetadata
from pipeline.pdf.repair.info import pdf_date


def attach_files(pdf: pikepdf.Pdf, attachments: Sequence[Attachment], metadata: PdfMetadata) -> None:
    """Attach each file as a source of the document, in the order of names."""
    specifications = []
    for attachment in sorted(attachments, key=lambda one: one.name):
        specification = pikepdf.AttachedFileSpec(
            pdf,
            attachment.data,
            description=attachment.description,
            filename=attachment.name,
            mime_type=attachment.mime_type,
            creation_date=pdf_date(metadata),
            mod_date=pdf_date(metadata),
            relationship=pikepdf.Name.Source,
        )
        pdf.attachments[attachment.name] = specification
        specifications.append(specification.obj)
    if specifications:
        pdf.Root.AF = pikepdf.Array(specifications)
