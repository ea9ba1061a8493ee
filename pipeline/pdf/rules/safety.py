"""Nothing in the file runs, is locked, or lies elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pipeline.language import tr
from pipeline.pdf.rules.finding import PdfFinding
from pipeline.pdf.tagged import TaggedPdf

_HARMLESS_ACTIONS = {"/GoTo", "/GoToR", "/URI", "/SubmitForm", "/Thread", "/Named", "/GoToE"}
_ACTION_HOLDERS = ("/A", "/OpenAction")


def check_safety(tagged: TaggedPdf) -> Iterator[PdfFinding]:
    """Yield findings on encryption, actions, scripts and foreign content (ISO 19005-2, 6.1.3, 6.1.7, 6.4, 6.5)."""
    pdf = tagged.pdf
    if pdf.is_encrypted:
        yield encryption_finding()
    found: dict[str, PdfFinding] = {}
    for thing in [pdf.Root, *pdf.objects]:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            for finding in _object_findings(thing):
                found.setdefault(finding.rule, finding)
    yield from found.values()
    names = pdf.Root.get("/Names", {})
    if "/JavaScript" in names:
        yield _action_finding("JavaScript", "A2:6.5.1")
    form = pdf.Root.get("/AcroForm", {})
    if "/XFA" in form:
        yield PdfFinding(
            "A2:6.4.2-1",
            tr("Die Datei enthält ein dynamisches Formular (XFA)."),
            tr("Das Formular als gewöhnliches PDF-Formular oder als Text anlegen."),
        )


def encryption_finding() -> PdfFinding:
    """Return the finding for a file that is encrypted."""
    return PdfFinding(
        "A2:6.1.3-2",
        tr("Die Datei ist verschlüsselt oder mit einem Kennwort geschützt."),
        tr("Die Datei ohne Kennwort und ohne Einschränkungen speichern."),
    )


def _object_findings(thing: Any) -> Iterator[PdfFinding]:
    if "/AA" in thing:
        yield PdfFinding(
            "A2:6.5.2-1",
            tr("Die Datei enthält Aktionen, die beim Öffnen oder Blättern von selbst ausgeführt werden."),
            tr("Die Aktionen entfernen."),
        )
    for holder in _ACTION_HOLDERS:
        action = thing.get(holder)
        kind = str(action.get("/S", "")) if isinstance(action, pikepdf.Dictionary) else ""
        if kind and holder == "/A" and thing.get("/S") is not None and "/P" in thing:
            continue  # attributes of a structure element, not an action
        if kind and kind not in _HARMLESS_ACTIONS:
            yield _action_finding(kind[1:])
    if thing.get("/S") in ("/JavaScript", "/Launch") and ("/JS" in thing or "/F" in thing):
        yield _action_finding(str(thing.S)[1:])
    if isinstance(thing, pikepdf.Stream) and "/F" in thing:
        yield PdfFinding(
            "A2:6.1.7.1-3",
            tr("Ein Teil der Datei liegt außerhalb der Datei."),
            tr("Alle Bilder und Inhalte einbetten."),
        )


def _action_finding(kind: str, rule: str = "A2:6.5.1-1") -> PdfFinding:
    return PdfFinding(
        rule,
        tr("Die Datei enthält eine unzulässige Aktion ({kind}).", kind=kind),
        tr("Skripte und Programmaufrufe entfernen; erlaubt sind Links."),
    )
