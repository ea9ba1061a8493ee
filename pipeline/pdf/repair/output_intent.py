"""The colour profile of the output intent carries the document's date (ISO 19005-2, 6.2.3; ISO 15076-1, 7.2.8).

LibreOffice writes the moment of conversion into the profile; nothing else in it changes.
"""

from __future__ import annotations

import struct

import pikepdf

from pipeline.pdf.metadata import PdfMetadata

_DATE = slice(24, 36)
"""Place of the date in an ICC profile's header: six numbers of two bytes."""


def date_profiles(pdf: pikepdf.Pdf, metadata: PdfMetadata) -> None:
    """Overwrite the date in each output intent's profile."""
    date = metadata.date
    for intent in pdf.Root.get("/OutputIntents", []):
        profile = intent.get("/DestOutputProfile")
        if isinstance(profile, pikepdf.Stream):
            data = bytearray(profile.read_bytes())
            if len(data) >= _DATE.stop:
                data[_DATE] = struct.pack(">6H", date.year, date.month, date.day, 0, 0, 0)
                profile.write(bytes(data))
