"""The Prüfcode that a file bears, read from its own text."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from pipeline.documents.archive import read_parts
from pipeline.errors import InputError

_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}")
_PAGES = 3
"""So many pages are read; the code stands on every page."""
_MOST_TEXT = 2_000_000


def printed_codes(data: bytes, name: str) -> tuple[str, ...]:
    """Return everything in a PDF, DOCX or HTML file that looks like a Prüfcode, in order; empty where nothing can be read.

    Args:
        data: bytes of the file.
        name: its file name, for messages only.
    """
    if data.startswith(b"%PDF"):
        text = _pdf_text(data)
    elif data.startswith(b"PK"):
        text = _docx_text(data, name)
    else:
        text = data[:_MOST_TEXT].decode("utf-8", "replace")
    return tuple(dict.fromkeys(_CODE.findall(text)))


def _pdf_text(data: bytes) -> str:
    try:
        pages = PdfReader(io.BytesIO(data)).pages
        return "\n".join(page.extract_text()[:_MOST_TEXT] for page in pages[:_PAGES])
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        return ""


def _docx_text(data: bytes, name: str) -> str:
    try:
        parts = read_parts(data, name)
    except InputError:
        return ""
    wanted = (part for part in sorted(parts) if part.startswith("word/") and part.endswith(".xml"))
    return "\n".join(re.sub(rb"<[^>]*>", b"", parts[part][:_MOST_TEXT]).decode("utf-8", "replace") for part in wanted)
