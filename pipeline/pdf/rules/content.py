"""Everything on the pages is either tagged or an artifact; headers and footers are artifacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.language import tr
from pipeline.pdf.content import Piece
from pipeline.pdf.rules.finding import PdfFinding
from pipeline.pdf.tagged import TaggedPdf

_MARGIN = 0.1
"""Share of the page's height at its top and bottom where headers and footers stand."""
_PAGES_FOR_REPETITION = 3


def check_content(tagged: TaggedPdf) -> Iterator[PdfFinding]:
    """Yield findings on marked content (ISO 14289-1, 7.1 and 7.8)."""
    if not tagged.structure.roots:
        return
    owned = {
        (leaf.page, leaf.mcid) for root in tagged.structure.roots for leaf in tagged.leaves(root) if leaf.stream is None
    }
    streams = any(leaf.stream is not None for root in tagged.structure.roots for leaf in tagged.leaves(root))
    for number in range(len(tagged.pdf.pages)):
        pieces = tagged.painted(number)
        yield from _unmarked(pieces, number)
        if any(piece.artifact and piece.mcid is not None for piece in pieces):
            yield PdfFinding(
                "UA1:7.1-1",
                tr(
                    "Schmuck steht innerhalb von Text oder Text innerhalb von Schmuck; ein Vorleseprogramm übergeht ihn."
                ),
                tr("Das Dokument mit „build“ neu erzeugen."),
                number + 1,
            )
        lost = {piece.mcid for piece in pieces if piece.mcid is not None and not piece.artifact}
        lost -= {mcid for page, mcid in owned if page == number}
        if lost and not streams:
            yield PdfFinding(
                "UA1:7.1-3",
                tr("Markierter Inhalt kommt in der Struktur nicht vor und wird nicht vorgelesen."),
                tr("Das Dokument mit „build“ neu erzeugen."),
                number + 1,
            )
    yield from _repeated(tagged)


def _unmarked(pieces: list[Piece], number: int) -> Iterator[PdfFinding]:
    loose = [piece for piece in pieces if not piece.artifact and piece.mcid is None]
    texts = [piece.text for piece in loose if piece.kind == "text" and piece.text.strip()]
    if texts:
        yield PdfFinding(
            "UA1:7.1-3",
            tr("Text steht außerhalb der Struktur und wird nicht vorgelesen: „{text}“.", text=" ".join(texts)[:80]),
            tr("Textfelder und frei gestellte Objekte in der Vorlage durch gewöhnliche Absätze ersetzen."),
            number + 1,
        )
    elif loose:
        yield PdfFinding(
            "UA1:7.1-3",
            tr("Linien, Flächen oder Bilder ({count}) sind weder Inhalt noch Schmuck.", count=len(loose)),
            tr("Bilder mit Alternativtext versehen; Rahmen behandelt „build“ von selbst."),
            number + 1,
        )


def _repeated(tagged: TaggedPdf) -> Iterator[PdfFinding]:
    """Find text that stands tagged at the same place near the edge of many pages: a header or footer."""
    seen: Counter[tuple[str, int, int]] = Counter()
    for number, page in enumerate(tagged.pdf.pages):
        bottom, top = sorted((float(page.mediabox[1]), float(page.mediabox[3])))
        edge = (top - bottom) * _MARGIN
        places = {
            (piece.text.strip(), round(piece.box[0]), round(piece.box[1]))
            for piece in tagged.painted(number)
            if piece.kind == "text"
            and piece.mcid is not None
            and not piece.artifact
            and piece.text.strip()
            and (piece.box[3] > top - edge or piece.box[1] < bottom + edge)
        }
        seen.update(places)
    often = max(_PAGES_FOR_REPETITION, len(tagged.pdf.pages) // 2)
    for (text, _, _), count in seen.items():
        if count >= often:
            yield PdfFinding(
                "UA1:7.8",
                tr(
                    "„{text}“ steht am Rand von {count} Seiten und wird auf jeder vorgelesen.",
                    text=text[:80],
                    count=count,
                ),
                tr("Kopf- und Fußzeilen in Word als solche anlegen, nicht im Text."),
            )
