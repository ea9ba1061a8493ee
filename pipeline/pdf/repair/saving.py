"""The file is written without anything that changes from run to run (ISO 19005-2, 6.1.3 for the file identifier)."""

from __future__ import annotations

import io

import pikepdf


def save(pdf: pikepdf.Pdf) -> bytes:
    """Return the bytes of ``pdf``, the file identifier made from its content.

    LibreOffice's random identifier and its checksum go first; qpdf would keep half of the former.
    """
    for key in ("/ID", "/DocChecksum"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    file = io.BytesIO()
    pdf.save(
        file,
        deterministic_id=True,
        force_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        fix_metadata_version=False,  # it would write the XMP packet anew
    )
    return file.getvalue()
