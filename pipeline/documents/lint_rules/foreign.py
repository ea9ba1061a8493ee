"""What a template must not bring along, and tags in places that are not filled."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents.lint_rules.finding import Finding
from pipeline.documents.package import Package
from pipeline.language import tr

_ACTIVE = ("vbaproject", "/embeddings/", "/activex/", "/afchunk")
_NOT_FILLED = ("endnotes", "comments")


def check(package: Package) -> Iterator[Finding]:
    """Find links to outside parts, macros and objects, leftovers of old programs, tags in endnotes and comments."""
    for part in sorted(package.parts):
        if any(mark in f"/{part}".casefold() for mark in _ACTIVE):
            yield Finding(
                "active", package.file, "", tr("Die Vorlage enthält ein Makro oder Objekt: {part}.", part=part)
            )
        if not part.endswith(".rels"):
            continue
        for relation in package.tree(part):
            kind = relation.get("Type", "").rpartition("/")[2]
            if relation.get("TargetMode") == "External" and kind != "hyperlink":
                target = relation.get("Target", "")[:80]
                yield Finding(
                    "foreign",
                    package.file,
                    "",
                    tr("Die Vorlage lädt etwas von außen: {target}", target=target),
                    tr("Bilder einfügen statt verknüpfen; die Verknüpfung mit einer Dokumentvorlage entfernen."),
                )
            if kind == "stylesWithEffects":
                yield Finding(
                    "leftover",
                    package.file,
                    "",
                    tr("Die Datei enthält einen veralteten Teil (stylesWithEffects)."),
                    tr("In Word öffnen und neu speichern."),
                )
    for kind in _NOT_FILLED:
        for part in package.targets(package.main, kind):
            if b"{{" in package.parts.get(part, b"") or b"{%" in package.parts.get(part, b""):
                yield Finding(
                    "not-filled",
                    package.file,
                    "",
                    tr("In Endnoten und Kommentaren werden Platzhalter nicht ausgefüllt."),
                )
