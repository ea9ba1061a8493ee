"""Attached files: only in PDF/A-3, each with its relation to the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pipeline.language import tr
from pipeline.pdf.rules.finding import PdfFinding
from pipeline.pdf.tagged import TaggedPdf

_PART = b"<pdfaid:part>"


def check_attachments(tagged: TaggedPdf) -> Iterator[PdfFinding]:
    """Yield findings on embedded files (ISO 19005-2 and 19005-3, 6.8; ISO 14289-1, 7.11)."""
    specifications = [thing for thing in tagged.pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/EF" in thing]
    if not specifications:
        return
    again = tr("Das Dokument mit „build“ neu erzeugen.")
    packet = tagged.pdf.Root.get("/Metadata")
    if isinstance(packet, pikepdf.Stream) and _PART + b"2" in packet.read_bytes():
        yield PdfFinding(
            "A2:6.8-5",
            tr("Die Datei ist PDF/A-2 und enthält Anlagen; das ist nur in PDF/A-3 erlaubt."),
            tr("Die öffentliche Ausgabe ohne Anlagen erzeugen, die interne als PDF/A-3."),
        )
    declared = {one.objgen for one in tagged.pdf.Root.get("/AF", [])}
    for specification in specifications:
        name = str(specification.get("/UF", specification.get("/F", "?")))
        if not str(specification.get("/F", "")) or not str(specification.get("/UF", "")):
            yield PdfFinding("UA1:7.11-1", tr("Eine Anlage hat keinen Dateinamen."), again)
        if specification.get("/AFRelationship") is None:
            message = tr("Die Anlage „{name}“ sagt nicht, was sie mit dem Dokument zu tun hat.", name=name)
            yield PdfFinding("A3:6.8-3", message, again)
        if specification.objgen not in declared:
            message = tr("Die Anlage „{name}“ ist dem Dokument nicht zugeordnet.", name=name)
            yield PdfFinding("A3:6.8-4", message, again)
        if any("/Subtype" not in stream for stream in _streams(specification)):
            yield PdfFinding("A3:6.8-1", tr("Die Anlage „{name}“ nennt ihren Dateityp nicht.", name=name), again)


def _streams(specification: Any) -> list[Any]:
    return [stream for _, stream in specification.EF.items() if isinstance(stream, pikepdf.Stream)]
