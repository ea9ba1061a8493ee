"""The styles that the program writes in exist, and so do those that the template uses."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents.fields import fields
from pipeline.documents.lint_rules.finding import Finding
from pipeline.documents.ooxml import VAL, P, qn
from pipeline.documents.package import Package
from pipeline.documents.styles import HYPERLINK_STYLE, NOTE, OPEN_POINT, PROPOSAL, PROPOSAL_NOTE
from pipeline.documents.template_tags import Texts, Whereabouts
from pipeline.language import tr

_ALWAYS = (PROPOSAL, OPEN_POINT, NOTE, PROPOSAL_NOTE, HYPERLINK_STYLE)
_PROSE = ("List Bullet", "List Bullet 2", "List Number", "List Number 2", "List Continue", "List Continue 2")


def check(package: Package, texts: Texts, where: Whereabouts) -> Iterator[Finding]:
    """Find missing styles, and list styles without a list."""
    needed = list(_ALWAYS)
    if any("|md" in entry.text.replace(" ", "") for entries in texts.values() for entry in entries):
        needed += _PROSE
    if any(field.kind == "TOC" for field in fields(package.body)):
        needed += ["toc 1", "toc 2"]
    for name in needed:
        style = package.styles.find(name)
        if style is None:
            yield Finding(
                "style",
                package.file,
                "",
                tr("Die Formatvorlage „{name}“ fehlt.", name=name),
                tr("Die Formatvorlage in Word anlegen; der Name muss genau so lauten."),
            )
        elif name.startswith(("List Bullet", "List Number")) and not package.styles.inherited(
            style, "w:pPr/w:numPr/w:numId"
        ):
            yield Finding(
                "list-style",
                package.file,
                "",
                tr("Die Formatvorlage „{name}“ ist mit keiner Liste verbunden.", name=name),
                tr("In Word eine Liste mit mehreren Ebenen definieren und die Ebene mit der Formatvorlage verbinden."),
            )
    known = {style_id for style_id, _, _ in package.styles.all()}
    for part in package.stories:
        for use in package.tree(part).iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle")):
            if use.get(VAL, "") not in known:
                yield Finding(
                    "style",
                    package.file,
                    str(where.of(use)),
                    tr("Der Text benutzt die Formatvorlage „{name}“, die es nicht gibt.", name=use.get(VAL, "")),
                    tr("Dem Text eine vorhandene Formatvorlage geben."),
                )


def check_headings(package: Package, texts: Texts) -> Iterator[Finding]:
    """Find headings that leave out a level: a screen reader's user would look for what is missing."""
    before = 0
    for entry in texts[package.main]:
        level = package.styles.heading_level(entry.element) if entry.element.tag == P else 0
        if not level:
            continue
        if not entry.text.strip():
            yield Finding("heading", package.file, str(entry.place), tr("Die Überschrift ist leer."))
        elif level > before + 1:
            yield Finding(
                "heading",
                package.file,
                str(entry.place),
                tr("Auf Ebene {before} folgt eine Überschrift der Ebene {level}.", before=before, level=level),
                tr("Keine Ebene auslassen."),
            )
        before = level
