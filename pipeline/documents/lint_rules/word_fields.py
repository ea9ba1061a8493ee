"""Word's own fields: nothing that makes Word ask, nothing that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents.bookmarks import TOC_PREFIX
from pipeline.documents.fields import fields
from pipeline.documents.lint_rules.finding import Finding
from pipeline.documents.ooxml import qn
from pipeline.documents.package import Package
from pipeline.language import tr


def check(package: Package) -> Iterator[Finding]:
    """Find automatic updating, and cross-references to bookmarks that do not exist."""
    settings = next(iter(package.targets(package.main, "settings")), "")
    if settings and package.tree(settings).find(qn("w:updateFields")) is not None:
        yield Finding(
            "update",
            package.file,
            "",
            tr("Die Vorlage lässt Word beim Öffnen fragen, ob Felder aktualisiert werden sollen."),
            tr("Die Einstellung „updateFields“ entfernen; das Programm schreibt alle Felder selbst."),
        )
    if any(
        mark.get(qn("w:dirty"))
        for part in package.stories
        for mark in package.tree(part).iter(qn("w:fldChar"), qn("w:fldSimple"))
    ):
        yield Finding(
            "update", package.file, "", tr("Ein Feld ist als veraltet markiert; Word fragt dann beim Öffnen.")
        )
    names = {
        mark.get(qn("w:name")) for part in package.stories for mark in package.tree(part).iter(qn("w:bookmarkStart"))
    }
    for part in package.stories:
        for field in fields(package.tree(part)):
            if field.kind == "TOC" and field.begin is field.end:
                yield Finding(
                    "contents",
                    package.file,
                    "",
                    tr("Das Inhaltsverzeichnis ist ein einfaches Feld; in Word neu einfügen."),
                )
            reference = field.kind in {"REF", "PAGEREF"} and not field.argument.startswith(TOC_PREFIX)
            if reference and field.argument not in names and "{{" not in field.instruction:
                yield Finding(
                    "reference",
                    package.file,
                    "",
                    tr("Der Querverweis führt auf die Textmarke „{name}“, die es nicht gibt.", name=field.argument),
                )
