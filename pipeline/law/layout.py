"""The layout that a Word template gives its documents: paper, margins, page numbers, table headers (DIN 5008, A4)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from pipeline.errors import InputError
from pipeline.language import tr
from pipeline.law.standing_text import document_xml

A4_TWIPS = (11906, 16838)
"""Width and height of A4 in twentieths of a point."""
_TOLERANCE = 20
MIN_MARGINS = {"left": 1361, "right": 1134, "top": 850, "bottom": 850}
"""Smallest margins in twips: 24 mm left and 20 mm right as in DIN 5008, 15 mm above and below."""


def layout_faults(docx: bytes, name: str = "") -> tuple[str, ...]:
    """Return what is wrong with the layout of the Word template ``docx``, each a German sentence.

    Raises:
        InputError: the file is no Word file.
    """
    return tuple(_faults(document_xml(docx, name), _footers(docx, name)))


def _faults(body: str, footers: str) -> Iterator[str]:
    for section in re.findall(r"<w:sectPr[ >].*?</w:sectPr>", body, re.DOTALL):
        yield from _section_faults(section)
    if not re.search(r"\bPAGE\b", footers) or not re.search(r"\b(NUMPAGES|SECTIONPAGES)\b", footers):
        yield tr("Auf den Seiten fehlt die Seitenzahl mit der Gesamtzahl.")
    tables = re.findall(r"<w:tbl>.*?</w:tbl>", body, re.DOTALL)
    headless = [table for table in tables if "<w:tblHeader" not in table]
    if headless:
        yield tr("{count} Tabellen haben keine wiederholte Kopfzeile.", count=len(headless))


def _section_faults(section: str) -> Iterator[str]:
    size = _numbers(section, "pgSz")
    paper = tuple(sorted((size.get("w", 0), size.get("h", 0))))
    if any(abs(found - wanted) > _TOLERANCE for found, wanted in zip(paper, A4_TWIPS, strict=True)):
        yield tr("Das Papierformat ist nicht A4.")
    margins = _numbers(section, "pgMar")
    small = [side for side, smallest in MIN_MARGINS.items() if margins.get(side, 0) < smallest]
    if small and size.get("w", 0) < size.get("h", 0):
        yield tr("Die Seitenränder sind schmaler als vorgesehen.")


def _numbers(section: str, element: str) -> dict[str, int]:
    found = re.search(rf"<w:{element}\b([^>]*)>", section)
    return {key: int(value) for key, value in re.findall(r'w:(\w+)="(\d+)"', found[1])} if found else {}


def _footers(docx: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(docx)) as archive:
            parts = [part for part in archive.namelist() if re.fullmatch(r"word/(footer|header)\d*\.xml", part)]
    except zipfile.BadZipFile as error:
        raise InputError(tr("{file} ist keine Word-Datei.", file=name)) from error
    return "".join(document_xml(docx, name, part) for part in parts)
