"""QR codes for print: name and Prüfcode as text, no address."""

from __future__ import annotations

import io

import segno

_DOTS = 10
_QUIET = 4
"""Modules of white around the code (ISO/IEC 18004, 9.1)."""


def qr_code(text: str) -> bytes:
    """Return a PNG with ``text`` as QR code; the same text gives the same bytes.

    A quarter of the code may be soiled (level Q) and it still reads.
    """
    file = io.BytesIO()
    segno.make(text, error="q", micro=False, boost_error=False).save(file, kind="png", scale=_DOTS, border=_QUIET)
    return file.getvalue()
