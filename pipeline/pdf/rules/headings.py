"""Headings start at level 1 and leave none out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language import tr
from pipeline.pdf.rules.finding import PdfFinding
from pipeline.pdf.tagged import TaggedPdf

_NUMBERED = re.compile(r"H([1-6])")


def check_headings(tagged: TaggedPdf) -> Iterator[PdfFinding]:
    """Yield findings on headings (ISO 14289-1, 7.4.2 and 7.4.4)."""
    before = 0
    plain = numbered = False
    for element in tagged.structure.walk():
        kind = tagged.structure.kind(element)
        match = _NUMBERED.fullmatch(kind)
        plain = plain or kind == "H"
        if match is None:
            continue
        numbered = True
        level = int(match[1])
        page = next((leaf.page + 1 for leaf in tagged.leaves(element)), None)
        text = tagged.text(element)
        if level > before + 1:
            message = (
                tr(
                    "Die Überschrift „{text}“ hat Ebene {level}, ihr geht Ebene {before} voraus.",
                    text=text,
                    level=level,
                    before=before,
                )
                if before
                else tr("Die erste Überschrift „{text}“ hat Ebene {level} statt 1.", text=text, level=level)
            )
            remedy = tr("In Word die Formatvorlagen „Überschrift 1“ bis „Überschrift 3“ ohne Sprung verwenden.")
            yield PdfFinding("UA1:7.4.2-1", message, remedy, page)
        if not text:
            yield PdfFinding(
                "UA1:7.4",
                tr("Eine Überschrift der Ebene {level} ist leer.", level=level),
                tr("Den leeren Absatz in der Vorlage entfernen."),
                page,
            )
        before = level
    if plain and numbered:
        yield PdfFinding(
            "UA1:7.4.4-2",
            tr("Überschriften mit und ohne Ebene stehen nebeneinander."),
            tr("Nur die Formatvorlagen „Überschrift 1“ bis „Überschrift 3“ verwenden."),
        )
