"""Links and other annotations: tagged, described, reachable in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pipeline.language import tr
from pipeline.pdf.rules.finding import PdfFinding
from pipeline.pdf.structure import Element, Reference
from pipeline.pdf.tagged import TaggedPdf
from pipeline.pdf.targets import link_target

_SCHEMES = ("http://", "https://", "mailto:", "tel:", "#")
_HIDDEN, _INVISIBLE, _PRINT, _NO_VIEW, _TOGGLE = 2, 1, 4, 32, 256
"""Bits of an annotation's flags (ISO 32000-1, table 165)."""


def check_links(tagged: TaggedPdf) -> Iterator[PdfFinding]:
    """Yield findings on annotations (ISO 14289-1, 7.18; ISO 19005-2, 6.3)."""
    kind = tagged.structure.kind
    owners = {
        kid.target.objgen: element
        for element in tagged.structure.walk()
        for kid in element.kids
        if isinstance(kid, Reference)
    }
    for number, page in enumerate(tagged.pdf.pages, start=1):
        annotations = [one for one in page.get("/Annots", []) if isinstance(one, pikepdf.Dictionary)]
        if annotations and page.get("/Tabs") != pikepdf.Name.S:
            yield PdfFinding(
                "UA1:7.18.3-1",
                tr("Die Tabulatortaste folgt nicht der Lesereihenfolge."),
                tr("Das Dokument mit „build“ neu erzeugen."),
                number,
            )
        for annotation in annotations:
            if annotation.get("/Subtype") == pikepdf.Name.Popup:
                continue
            yield from _flags(annotation, number)
            if int(annotation.get("/F", 0)) & _HIDDEN:
                continue
            owner = owners.get(annotation.objgen)
            yield from _annotation(annotation, owner, kind(owner) if owner else "", number)
    for element in tagged.structure.walk():
        if kind(element) == "Link" and not any(isinstance(kid, Reference) for kid in element.kids):
            page_number = next((leaf.page + 1 for leaf in tagged.leaves(element)), None)
            yield PdfFinding(
                "UA1:7.18.5",
                tr("„{text}“ ist als Link ausgezeichnet, führt aber nirgendwohin.", text=tagged.text(element)[:60]),
                tr("In Word dem Text des Links die Zeichenvorlage „Hyperlink“ geben und das Ziel prüfen."),
                page_number,
            )


def _flags(annotation: Any, page: int) -> Iterator[PdfFinding]:
    flags = int(annotation.get("/F", 0))
    if "/F" not in annotation or not flags & _PRINT or flags & (_INVISIBLE | _HIDDEN | _NO_VIEW | _TOGGLE):
        yield PdfFinding(
            "A2:6.3.2-2" if "/F" in annotation else "A2:6.3.2-1",
            tr("Ein Link oder Feld ist vom Ausdruck oder von der Anzeige ausgenommen."),
            tr("Das Dokument mit „build“ neu erzeugen."),
            page,
        )


def _annotation(annotation: Any, owner: Element | None, kind: str, page: int) -> Iterator[PdfFinding]:
    subtype = annotation.get("/Subtype")
    if subtype == pikepdf.Name.Widget:
        yield from _widget(annotation, kind, page)
        return
    described = str(annotation.get("/Contents", "")).strip() or (owner.text_entry("Alt").strip() if owner else "")
    if subtype == pikepdf.Name.Link:
        yield from _link(annotation, kind, page)
    else:
        if kind != "Annot":
            yield PdfFinding(
                "UA1:7.18.1-1",
                tr("Eine Anmerkung kommt in der Struktur nicht vor."),
                tr("Kommentare und Anmerkungen vor dem Erzeugen entfernen."),
                page,
            )
        if not described:
            yield PdfFinding(
                "UA1:7.18.1-2",
                tr("Eine Anmerkung hat keine Beschreibung."),
                tr("Kommentare und Anmerkungen vor dem Erzeugen entfernen."),
                page,
            )


def _link(annotation: Any, kind: str, page: int) -> Iterator[PdfFinding]:
    target = link_target(annotation)
    if kind != "Link":
        yield PdfFinding(
            "UA1:7.18.5-1",
            tr("Ein Link kommt in der Struktur nicht als Link vor ({target}).", target=target[:80]),
            tr("In Word dem Text des Links die Zeichenvorlage „Hyperlink“ geben."),
            page,
        )
    if not str(annotation.get("/Contents", "")).strip():
        yield PdfFinding(
            "UA1:7.18.5-2",
            tr("Ein Link hat keine Beschreibung ({target}).", target=target[:80]),
            tr("Dem Link einen Text geben, der sagt, wohin er führt."),
            page,
        )
    if not target.startswith(_SCHEMES):
        yield PdfFinding(
            "NK:1",
            tr("Ein Link hat keine Adresse, die andere öffnen können: {target}", target=target[:80]),
            tr("Eine vollständige Adresse angeben, die mit „https://“, „mailto:“ oder „tel:“ beginnt."),
            page,
        )


def _widget(annotation: Any, kind: str, page: int) -> Iterator[PdfFinding]:
    if kind != "Form":
        yield PdfFinding(
            "UA1:7.18.4-1",
            tr("Ein Formularfeld kommt in der Struktur nicht als Feld vor."),
            tr("Das Feld mit „sign“ anlegen, nicht mit einem anderen Programm."),
            page,
        )
    field = annotation if "/TU" in annotation else annotation.get("/Parent", annotation)
    if not str(field.get("/TU", "")).strip():
        yield PdfFinding(
            "UA1:7.18.1-3",
            tr("Ein Formularfeld hat keine Beschreibung."),
            tr("Dem Feld eine Beschreibung geben, die ein Vorleseprogramm nennt."),
            page,
        )
