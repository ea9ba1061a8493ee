"""Pictures have an alternative text, and their paint belongs to them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language import tr
from pipeline.pdf.rules.finding import PdfFinding
from pipeline.pdf.tagged import TaggedPdf


def check_figures(tagged: TaggedPdf) -> Iterator[PdfFinding]:
    """Yield findings on figures and formulas (ISO 14289-1, 7.3 and 7.7)."""
    parents = tagged.structure.parents()
    for element in tagged.structure.walk():
        kind = tagged.structure.kind(element)
        if kind not in ("Figure", "Formula"):
            continue
        leaves = list(tagged.leaves(element))
        parent = parents.get(id(element))
        near = leaves or (list(tagged.leaves(parent)) if parent else [])
        page = near[0].page + 1 if near else None
        if not element.text_entry("Alt").strip() and not element.text_entry("ActualText").strip():
            yield PdfFinding(
                "UA1:7.3-1" if kind == "Figure" else "UA1:7.7-1",
                tr("Ein Bild hat keinen Alternativtext."),
                tr("In Word das Bild anklicken, „Alternativtext bearbeiten“ wählen und sagen, was zu sehen ist."),
                page,
            )
        if not leaves:
            yield PdfFinding(
                "UA1:7.3",
                tr(
                    "Ein Bild mit dem Alternativtext „{text}“ ist mit keinem Bild auf der Seite verbunden.",
                    text=element.text_entry("Alt")[:60],
                ),
                tr("Das Bild in Word „Mit Text in Zeile“ einfügen und das Dokument neu erzeugen."),
                page,
            )
