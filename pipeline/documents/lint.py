"""The template linter: everything that is wrong with a Word template, at once, with the place in Word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from pipeline.documents.lint_rules import (
    controls,
    foreign,
    language,
    links,
    pictures,
    styles,
    tables,
    word_fields,
)
from pipeline.documents.lint_rules.finding import Finding
from pipeline.documents.lint_rules.names import NameCheck
from pipeline.documents.lint_rules.syntax import source_of
from pipeline.documents.ooxml import P
from pipeline.documents.package import Package
from pipeline.documents.schema_types import all_fields
from pipeline.documents.template_tags import Entry, Place, Texts, Whereabouts, part_titles, texts_of
from pipeline.language import tr

__all__ = ["Finding", "lint_template", "touched_fields", "unused_fields"]


def lint_template(template: bytes, name: str, schema: Mapping[str, Any]) -> list[Finding]:
    """Return what is wrong with ``template``, tags first, then the layout.

    Args:
        template: bytes of the Word template.
        name: the template as the user knows it.
        schema: root name → type: a model, or an annotation such as ``tuple[Platform, ...]``.

    Raises:
        InputError: the file is no Word file.
    """
    package = Package(template, name)
    package.check()
    texts = texts_of(package)
    findings = [*_checked(package, texts, schema)[0], *_alone(texts, name)]
    findings += controls.check(package, texts, schema)
    where = Whereabouts(texts)
    findings += styles.check(package, texts, where)
    findings += styles.check_headings(package, texts)
    for layout_rule in (tables.check, pictures.check, links.check):
        findings += layout_rule(package, where)
    for rule in (language.check, word_fields.check, foreign.check):
        findings += rule(package)
    return list(dict.fromkeys(findings))


def touched_fields(template: bytes, schema: Mapping[str, Any], name: str = "") -> set[str]:
    """Return the fields that ``template`` prints or asks for, as ``Channel.purpose``; what properties read is included."""
    package = Package(template, name)
    return _checked(package, texts_of(package), schema)[1]


def unused_fields(templates: Mapping[str, bytes], schema: Mapping[str, Any]) -> list[str]:
    """Return the fields that none of ``templates`` (name → bytes) uses, sorted: a set of documents must print them all."""
    touched: set[str] = set()
    for name, template in templates.items():
        touched |= touched_fields(template, schema, name)
    return sorted(all_fields(schema) - touched)


def _checked(package: Package, texts: Texts, schema: Mapping[str, Any]) -> tuple[list[Finding], set[str]]:
    findings: list[Finding] = []
    touched: set[str] = set()
    for part in package.stories:
        source = source_of([*texts[part], *_link_entries(package, part)], package.file)
        check = NameCheck(source, package.file, schema)
        check.run()
        findings += [*source.findings, *check.findings]
        touched |= check.touched
    return findings, touched


def _link_entries(package: Package, part: str) -> Iterator[Entry]:
    """Yield the addresses of hyperlinks, where Word hides Jinja behind percent signs."""
    for relation in package.relations(part):
        target = unquote(relation.get("Target", ""))
        if relation.get("TargetMode") == "External" and "{" in target:
            place = Place(part_titles(package).get(part, part), detail=tr("Adresse eines Links"))
            yield Entry(place, target, relation, target)


def _alone(texts: Texts, file: str) -> Iterator[Finding]:
    """Find Markdown fields and pictures that share their paragraph with other text."""
    for entries in texts.values():
        for entry in entries:
            text = entry.text.strip()
            plain = text.replace(" ", "")
            for mark in ("|md}}", "|picture"):
                if (
                    entry.element.tag == P
                    and mark in plain
                    and not (text.startswith("{{") and text.find("}}") == len(text) - 2)
                ):
                    yield Finding(
                        "alone",
                        file,
                        str(entry.place),
                        tr("„{mark}“ muss allein in seinem Absatz stehen.", mark=mark.rstrip("}")),
                        tr("Für das Feld in der Vorlage einen eigenen Absatz anlegen."),
                    )
