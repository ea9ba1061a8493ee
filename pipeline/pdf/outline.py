"""The bookmarks of a PDF: which heading stands on which page."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import Destination

from pipeline.errors import InputError
from pipeline.language import tr


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One bookmark.

    Attributes:
        title: text of the heading, with its number as LibreOffice writes it (``1.2 Ziele``).
        level: 1 for the outermost.
        page: page from 1; 0 if the bookmark points nowhere.
    """

    title: str
    level: int
    page: int


def outline(pdf: bytes) -> list[OutlineEntry]:
    """Return the bookmarks of ``pdf`` in their order.

    Raises:
        InputError: the PDF cannot be read.
    """
    try:
        reader = PdfReader(io.BytesIO(pdf))
        return list(_entries(reader, reader.outline, 1))
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(tr("Die Lesezeichen der PDF-Datei sind nicht lesbar: {reason}.", reason=error)) from error


def _entries(reader: PdfReader, items: Sequence[object], level: int) -> Iterator[OutlineEntry]:
    for item in items:
        if isinstance(item, list):
            yield from _entries(reader, item, level + 1)
        elif isinstance(item, Destination):
            page = reader.get_destination_page_number(item)
            yield OutlineEntry(str(item.title), level, 0 if page is None else page + 1)
