"""Content controls: each filled place stands in one, with the path of its field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.documents.controls import MAX_TAG
from pipeline.documents.lint_rules.finding import Finding
from pipeline.documents.ooxml import SDT, SDT_CONTENT, SDT_PR, TC, TR, Element, P, T, own, qn, value
from pipeline.documents.package import Package
from pipeline.documents.schema_types import Kind, fields_of, kind_of
from pipeline.documents.template_tags import Texts
from pipeline.language import tr

_LONGEST_ID = "x" * 20
_PATH = re.compile(r"\w+(?:\.\w+|\[[^\[\]]+\])*")
_STEP = re.compile(r"\.(\w+)|\[([^\[\]]+)\]")


def check(package: Package, texts: Texts, schema: Mapping[str, Any]) -> Iterator[Finding]:
    """Find filled places outside of controls, controls of a kind that loses something, and tags that are no field path."""
    for part in package.stories:
        for entry in texts[part]:
            place = str(entry.place)
            if entry.element.tag == P:
                if any("{{" in (node.text or "") and not _is_tagged(node) for node in own(entry.element, T)):
                    yield Finding(
                        "no-control",
                        package.file,
                        place,
                        tr("Der Platzhalter steht in keinem Inhaltssteuerelement mit Feldpfad."),
                        tr("In Word: Entwicklertools, Rich-Text-Inhaltssteuerelement; als Tag den Feldpfad eintragen."),
                        hint=True,
                    )
            elif entry.element.tag == qn("w:tag"):
                control = next(entry.element.iterancestors(SDT), None)
                if control is not None:
                    yield from _control(control, package.file, place)
                    yield from _path(entry.text, schema, package.file, place)


def _is_tagged(node: Element) -> bool:
    return any(value(control, "w:sdtPr/w:tag") for control in node.iterancestors(SDT))


def _control(control: Element, file: str, place: str) -> Iterator[Finding]:
    properties, content = control.find(SDT_PR), control.find(SDT_CONTENT)
    if properties is not None and properties.find(qn("w:text")) is not None:
        yield Finding(
            "control-kind",
            file,
            place,
            tr("Das Nur-Text-Steuerelement verliert im PDF Formatierungen und Links."),
            tr("Ein Rich-Text-Inhaltssteuerelement verwenden."),
        )
    if properties is not None and properties.find(qn("w:showingPlcHdr")) is not None:
        yield Finding(
            "control-kind",
            file,
            place,
            tr("Das Steuerelement zeigt einen Platzhaltertext; ein Klick in Word würde den Wert löschen."),
            tr("Den Platzhaltertext mit gewöhnlichem Text überschreiben."),
        )
    if content is not None and any(child.tag in {TR, TC} for child in content):
        yield Finding(
            "control-kind",
            file,
            place,
            tr("Das Steuerelement umschließt eine Tabellenzeile oder Zelle."),
            tr("Das Steuerelement in die Zelle hinein setzen."),
        )


def _path(tag: str, schema: Mapping[str, Any], file: str, place: str) -> Iterator[Finding]:
    """Check a tag that looks like a field path against the model."""
    sample = re.sub(r"\{\{.*?\}\}", _LONGEST_ID, tag)
    if tag.startswith("{{") or not _PATH.fullmatch(sample) or not re.search(r"[.\[]", sample):
        return
    if len(sample) > MAX_TAG:
        yield Finding(
            "tag-length",
            file,
            place,
            tr("Der Tag kann länger als {limit} Zeichen werden; er wird dann verkürzt gespeichert.", limit=MAX_TAG),
            hint=True,
        )
    root = re.match(r"\w+", sample)
    assert root is not None
    kind: Kind | None = kind_of(schema[root.group()]) if root.group() in schema else None
    for name, _key in _STEP.findall(sample):
        if kind is None or kind.unknown:
            break
        inner = fields_of(kind.model).get(name) if kind.model is not None else None
        kind = inner if name else kind.item
    if kind is None:
        yield Finding(
            "tag-path",
            file,
            place,
            tr("Der Tag „{tag}“ ist kein Feldpfad der Akte.", tag=tag),
            tr("Den Pfad so schreiben wie im YAML, etwa „concept.channels[{{ channel.id }}].purpose“."),
        )
