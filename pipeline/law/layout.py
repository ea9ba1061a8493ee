"""The layout that a Word template gives its documents: paper, margins, page numbers, outline, and what an accessible PDF needs."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from pipeline.errors import InputError
from pipeline.language import tr
from pipeline.law.standing_text import document_xml, elements
from pipeline.law.template_outline import TemplateOutline, read_outline

A4_TWIPS = (11906, 16838)
"""Width and height of A4 in twentieths of a point."""
_TOLERANCE = 20
MIN_MARGINS = {"left": 1020, "right": 567, "top": 567, "bottom": 567}
"""Smallest margins in twips: 18 mm left, so that holes fit beside the text, 10 mm elsewhere, as printers need."""


MAX_PARTS = 40
"""No template has more headers and footers than this."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What is wrong with a template's layout, each fault a German sentence; and its outline, to be judged with a dossier.

    Attributes:
        page: paper, margins, page numbers, repeated table headers.
        access: what keeps its PDF from being accessible: language, headings, table headers, alternative texts.
        outline: its headings and whether it has a contents table.
    """

    page: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    outline: TemplateOutline = field(default_factory=TemplateOutline)


def read_layout(docx: bytes, name: str = "") -> Layout:
    """Return the layout of the Word template ``docx``.

    Raises:
        InputError: the file is no Word file.
    """
    body = document_xml(docx, name)
    others = _other_parts(docx, name)
    outline = read_outline(body, others.get("word/styles.xml", ""))
    return Layout(tuple(_page_faults(body, others)), tuple(_access_faults(body, others)), outline)


def _page_faults(body: str, others: dict[str, str]) -> Iterator[str]:
    for section in elements(body, "w:sectPr"):
        yield from _section_faults(section)
    margins = "".join(text for part, text in others.items() if "styles" not in part)
    if not re.search(r"\bPAGE\b", margins) or not re.search(r"\b(NUMPAGES|SECTIONPAGES)\b", margins):
        yield tr("Auf den Seiten fehlt die Seitenzahl mit der Gesamtzahl.")
    yield from _headless_tables(body)


def _access_faults(body: str, others: dict[str, str]) -> Iterator[str]:
    styles = others.get("word/styles.xml", "")
    if not re.search(r'<w:lang\b[^>]*w:val="de', styles):
        yield tr("In den Formatvorlagen ist die Sprache Deutsch nicht eingestellt.")
    if not re.search(r'<w:pStyle w:val="(Heading|berschrift|Ueberschrift)1"', body):
        yield tr("Es gibt keine Überschriften der ersten Ebene.")
    for described in re.findall(r"<wp:docPr\b[^>]*>", body):
        if not re.search(r'descr="[^"]+"', described):
            yield tr("Ein Bild hat keinen Alternativtext.")
    yield from _headless_tables(body)


def _headless_tables(body: str) -> Iterator[str]:
    headless = sum("<w:tblHeader" not in table for table in elements(body, "w:tbl"))
    if headless:
        yield tr("Tabellen ohne wiederholte Kopfzeile: {count}.", count=headless)


def _section_faults(section: str) -> Iterator[str]:
    size = _numbers(section, "pgSz")
    paper = tuple(sorted((size.get("w", 0), size.get("h", 0))))
    if any(abs(found - wanted) > _TOLERANCE for found, wanted in zip(paper, A4_TWIPS, strict=True)):
        yield tr("Das Papierformat ist nicht A4.")
    margins = _numbers(section, "pgMar")
    if any(margins.get(side, 0) < smallest for side, smallest in MIN_MARGINS.items()):
        yield tr("Die Seitenränder sind schmaler als vorgesehen.")


def _numbers(section: str, element: str) -> dict[str, int]:
    found = re.search(rf"<w:{element}\b([^>]*)>", section)
    return {key: int(value) for key, value in re.findall(r'w:(\w+)="(\d+)"', found[1])} if found else {}


def _other_parts(docx: bytes, name: str) -> dict[str, str]:
    """Return headers, footers and styles by part name."""
    try:
        with zipfile.ZipFile(BytesIO(docx)) as archive:
            wanted = [
                part for part in archive.namelist() if re.fullmatch(r"word/(footer\d*|header\d*|styles)\.xml", part)
            ]
    except zipfile.BadZipFile as error:
        raise InputError(tr("{file} ist keine Word-Datei.", file=name)) from error
    return {part: document_xml(docx, name, part) for part in wanted[:MAX_PARTS]}
