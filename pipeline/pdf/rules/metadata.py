"""The XMP packet: what the file claims to be, and whether it says the same as the Info dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pikepdf
from lxml import etree

from pipeline.language import tr
from pipeline.pdf.rules.finding import PdfFinding
from pipeline.pdf.tagged import TaggedPdf

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
_SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}namespaceURI"
_PAIRS = {
    "/Title": "{http://purl.org/dc/elements/1.1/}title",
    "/Author": "{http://purl.org/dc/elements/1.1/}creator",
    "/Subject": "{http://purl.org/dc/elements/1.1/}description",
    "/Keywords": "{http://ns.adobe.com/pdf/1.3/}Keywords",
    "/Creator": "{http://ns.adobe.com/xap/1.0/}CreatorTool",
    "/Producer": "{http://ns.adobe.com/pdf/1.3/}Producer",
}


def check_metadata(tagged: TaggedPdf) -> Iterator[PdfFinding]:
    """Yield findings on XMP (ISO 19005-2, 6.6; ISO 14289-1, 5 and 7.1)."""
    packet = tagged.pdf.Root.get("/Metadata")
    again = tr("Das Dokument mit „build“ neu erzeugen.")
    if not isinstance(packet, pikepdf.Stream):
        yield PdfFinding("A2:6.6.2.1-1", tr("Die Metadaten (XMP) fehlen."), again)
        return
    try:
        root = etree.fromstring(packet.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        yield PdfFinding("A2:6.6.2.1-4", tr("Die Metadaten (XMP) sind kein lesbares XML."), again)
        return
    properties = _properties(root)
    yield from _claims(root, properties, again)
    if not properties.get(_PAIRS["/Title"]):
        yield PdfFinding(
            "UA1:7.1-9",
            tr("Das Dokument hat keinen Titel."),
            tr("In den Dokumenteigenschaften der Word-Vorlage den Titel eintragen."),
        )
    info = tagged.pdf.trailer.get("/Info", {})
    for key, name in _PAIRS.items():
        if key in info and str(info[key]) != properties.get(name, ""):
            yield PdfFinding(
                "A2:6.6.3",
                tr("Die Angabe „{key}“ lautet in den Metadaten (XMP) anders als im Info-Verzeichnis.", key=key[1:]),
                again,
            )


def _claims(root: etree._Element, properties: Mapping[str, str], again: str) -> Iterator[PdfFinding]:
    part, level = properties.get(f"{_PDFA}part"), properties.get(f"{_PDFA}conformance")
    if part is None:
        yield PdfFinding("A2:6.6.4-1", tr("Die Datei bezeichnet sich nicht als PDF/A."), again)
    elif part not in ("2", "3"):
        yield PdfFinding(
            "A2:6.6.4-2", tr("Die Datei bezeichnet sich als PDF/A-{part} statt PDF/A-2 oder 3.", part=part), again
        )
    if part is not None and level != "A":
        message = tr("Die Datei beansprucht die Stufe „{level}“ statt „A“ (barrierefrei).", level=level or "–")
        yield PdfFinding("A2:6.6.4-3", message, again)
    accessible = properties.get(f"{_PDFUA}part")
    if accessible is None:
        yield PdfFinding("UA1:5-1", tr("Die Datei bezeichnet sich nicht als PDF/UA."), again)
        return
    if accessible != "1":
        yield PdfFinding(
            "UA1:5-2", tr("Die Datei bezeichnet sich als PDF/UA-{part} statt PDF/UA-1.", part=accessible), again
        )
    described = {(element.text or "").strip() for element in root.iter(_SCHEMA)}
    if part is not None and _PDFUA.strip("{}") not in described:
        yield PdfFinding(
            "A2:6.6.2.3.1-1",
            tr(
                "Die Kennzeichnung als PDF/UA ist nicht so beschrieben, wie PDF/A es verlangt; damit gilt beides nicht."
            ),
            again,
        )


def _properties(root: etree._Element) -> dict[str, str]:
    """Return the top-level properties, written as elements or as attributes; of lists the items joined."""
    properties: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        properties.update((str(name), str(value)) for name, value in description.attrib.items())
        for element in description:
            if isinstance(element.tag, str):
                items = [item.text or "" for item in element.iter(f"{_RDF}li")]
                properties[element.tag] = ", ".join(items) if items else (element.text or "").strip()
    return properties
