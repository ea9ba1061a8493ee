"""Colours mean the same everywhere: the output intent."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from pipeline.language import tr
from pipeline.pdf.rules.finding import PdfFinding
from pipeline.pdf.tagged import TaggedPdf

_SPACE = slice(16, 20)
"""Place of the colour space in an ICC profile's header (ISO 15076-1, 7.2)."""


def check_colour(tagged: TaggedPdf) -> Iterator[PdfFinding]:
    """Yield findings on the output intent (ISO 19005-2, 6.2.4.3)."""
    intents = [intent for intent in tagged.pdf.Root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFA1"]
    profiles = [
        profile for intent in intents if isinstance(profile := intent.get("/DestOutputProfile"), pikepdf.Stream)
    ]
    if not profiles:
        yield PdfFinding(
            "A2:6.2.4.3-2",
            tr("Es fehlt das Farbprofil, das sagt, wie die Farben gemeint sind."),
            tr("Die PDF-Datei als PDF/A erzeugen."),
        )
    elif any(profile.read_bytes()[_SPACE] != b"RGB " for profile in profiles):
        yield PdfFinding(
            "A2:6.2.4.3-2",
            tr("Das Farbprofil der Datei ist nicht für RGB-Farben gemacht."),
            tr("Die PDF-Datei mit dem Profil sRGB erzeugen."),
        )
