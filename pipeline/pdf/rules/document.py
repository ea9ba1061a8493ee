"""What the document says about itself outside XMP: tags, language, title bar, bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from pipeline.language import tr
from pipeline.pdf.rules.finding import PdfFinding
from pipeline.pdf.tagged import TaggedPdf

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_HEADINGS = ("H", "H1", "H2", "H3", "H4", "H5", "H6")


def check_document(tagged: TaggedPdf) -> Iterator[PdfFinding]:
    """Yield findings on the catalogue (ISO 14289-1, 6.2, 7.1, 7.2, 7.17)."""
    root = tagged.pdf.Root
    again = tr(
        "Das Dokument mit „build“ neu erzeugen; fremde Dateien aus Word mit „Tags für Barrierefreiheit“ speichern."
    )
    marks = root.get("/MarkInfo")
    if not isinstance(marks, pikepdf.Dictionary) or marks.get("/Marked") is not True:
        yield PdfFinding("UA1:6.2-1", tr("Die Datei ist nicht als getaggt gekennzeichnet."), again)
    elif marks.get("/Suspects") is True:
        yield PdfFinding("UA1:7.1-4", tr("Die Datei bezeichnet ihre Tags selbst als zweifelhaft."), again)
    if not tagged.structure.roots:
        yield PdfFinding("UA1:7.1-11", tr("Die Datei hat keine Struktur, die ein Vorleseprogramm lesen könnte."), again)
    language = str(root.get("/Lang", ""))
    if not language:
        yield PdfFinding(
            "UA1:7.2-34",
            tr("Die Sprache des Dokuments ist nicht angegeben."),
            tr("In der Word-Vorlage die Sprache „Deutsch (Deutschland)“ für alle Texte setzen."),
        )
    elif not _LANGUAGE.fullmatch(language):
        yield PdfFinding(
            "UA1:7.2-29",
            tr("Die Sprachangabe „{language}“ ist keine gültige Sprachkennung.", language=language),
            tr("Erwartet wird eine Kennung wie „de-DE“."),
        )
    preferences = root.get("/ViewerPreferences")
    if not isinstance(preferences, pikepdf.Dictionary) or preferences.get("/DisplayDocTitle") is not True:
        yield PdfFinding(
            "UA1:7.1-10",
            tr("Das Fenster zeigt den Dateinamen statt des Titels."),
            tr("Die Anzeigeeinstellung „Dokumenttitel anzeigen“ setzen."),
        )
    headings = sum(tagged.structure.kind(element) in _HEADINGS for element in tagged.structure.walk())
    if headings > 1 and not isinstance(root.get("/Outlines", {}).get("/First"), pikepdf.Dictionary):
        yield PdfFinding(
            "UA1:7.17",
            tr("Das Dokument hat {count} Überschriften, aber keine Lesezeichen.", count=headings),
            tr("Beim Erzeugen der PDF-Datei Lesezeichen aus den Überschriften anlegen."),
        )
