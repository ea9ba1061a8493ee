"""A Word template and plain data become a DOCX."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from lxml import etree

from pipeline.documents import markers
from pipeline.documents.addresses import finish_addresses
from pipeline.documents.archive import CoreProperties
from pipeline.documents.contents import finish_contents
from pipeline.documents.controls import finish_controls
from pipeline.documents.environment import environment
from pipeline.documents.keeping import keep_lists
from pipeline.documents.marks import finish_marks
from pipeline.documents.package import Package
from pipeline.documents.pictures import Picture, place_pictures
from pipeline.documents.prose import replace_anchors
from pipeline.documents.strict_template import FAULTS, StrictTemplate, described
from pipeline.documents.view import view_of
from pipeline.errors import InputError, Problem
from pipeline.language import tr

_RESERVED_BYTES = re.compile(rb"\xee[\x80-\x83]")
"""The characters of tokens (U+E000 to U+E0FF) in UTF-8."""


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A finished document.

    Attributes:
        docx: the file with its content controls; the contents table has no page numbers yet.
    """

    docx: bytes


def render(
    template: bytes,
    context: Mapping[str, object],
    properties: CoreProperties,
    *,
    name: str = "Vorlage",
    pictures: Mapping[str, Picture] | None = None,
) -> RenderedDocument:
    """Return ``template`` filled with ``context``.

    Args:
        template: bytes of the Word template.
        context: root name → model, dataclass, mapping, list or plain value; a field path begins with the root name.
        properties: core properties of the document.
        name: the template as the user knows it, for messages.
        pictures: name → picture, for anchors such as ``{{ 'coat_of_arms'|picture }}``.

    Raises:
        InputError: the template cannot be read, names what does not exist, or lacks a style; or a text of the data cannot be
            shown. With template, heading, paragraph or cell, and name.
    """
    views = {root: view_of(value, root) for root, value in context.items()}
    Package(template, name).check()
    package = Package(StrictTemplate(template, name).render_all(views), name)
    _fill_link_targets(package, views)
    place_pictures(package, pictures or {})
    replace_anchors(package)
    finish_marks(package)
    finish_addresses(package)
    finish_controls(package)
    finish_contents(package)
    keep_lists(package)
    package.set_properties(properties)
    _nothing_left(package)
    return RenderedDocument(package.to_bytes())


def _fill_link_targets(package: Package, views: Mapping[str, object]) -> None:
    """Render addresses of hyperlinks; Word stores Jinja there with percent signs."""
    for part in package.stories:
        for relation in package.relations(part):
            target = unquote(relation.get("Target", ""))
            if relation.get("TargetMode") == "External" and "{{" in target:
                inner = target.replace("{{", "{{ (").replace("}}", ")|verbatim }}")
                try:
                    filled = environment().from_string(inner).render(views)
                except FAULTS as error:
                    message, remedy = described(error)
                    place = tr("Adresse eines Links: {message}", message=message)
                    raise InputError(Problem(place, remedy, file=package.file)) from error
                relation.set("Target", quote(filled, safe=":/?&=#%@+,;!$'()*~[]-._"))


def _nothing_left(package: Package) -> None:
    """Make sure that no token has come through, in text or in an attribute."""
    for part in package.stories:
        if not _RESERVED_BYTES.search(etree.tostring(package.tree(part), encoding="UTF-8")):
            continue
        for element in package.tree(part).iter():
            for text in (element.text or "", *map(str, element.attrib.values())):
                if markers.has_tokens(text):
                    shown = markers.RESERVED.sub("", text)[:80]
                    raise InputError(
                        Problem(tr("Hier lässt sich ein Wert nicht drucken: „{text}“.", text=shown), file=package.file)
                    )
