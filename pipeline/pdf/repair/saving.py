"""The file is written without anything that changes from run to run (ISO 19005-2, 6.1.3 for the file identifier)."""

from __future__ import annotations

import io

import pikepdf


def save(pdf: pikepdf.Pdf) -> bytes:
    """Return the bytes of ``pdf``, the file identifier made from its content.

    LibreOffice's random identifier and its checksum go first; qpdf would keep half of the former. LibreOffice also numbers its
    fonts in an order that changes now and then, and qpdf puts objects into streams by their numbers: so the file is written once
    with numbers in the order of its tree, and from that with streams.
    """
    for key in ("/ID", "/DocChecksum"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    numbered = io.BytesIO()
    pdf.save(
        numbered,
        static_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=False,
        fix_metadata_version=False,
    )
    file = io.BytesIO()
    with pikepdf.open(numbered) as again:
        del again.trailer["/ID"]
        again.save(
            file,
            deterministic_id=True,
            force_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            fix_metadata_version=False,  # it would write the XMP packet anew
        )
    return file.getvalue()
