"""A finished DOCX becomes one HTML file: by style, without a sentence of its own, without script or foreign resource."""

from __future__ import annotations

import html
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import mammoth
from lxml import etree
from lxml import html as lxml_html

from pipeline.html.tables import prepare_tables
from pipeline.html.tidy import (
    break_addresses,
    drop_empty,
    in_box,
    join_boxes,
    label_changes,
    number_headings,
    open_marks,
    title_boxes,
)

STYLE_MAP = """
p[style-name='Dokumenttitel'] => h1:fresh
p[style-name='Dokumentuntertitel'] => p.untertitel:fresh
p[style-name='Behörde'] => p.behoerde:fresh
p[style-name='Heading 1'] => h2:fresh
p[style-name='Heading 2'] => h3:fresh
p[style-name='Heading 3'] => h4:fresh
p[style-name='Anlagenüberschrift'] => h2:fresh
p[style-name='Kastentitel'] => div.kasten > h2:fresh
p[style-name='Kasten'] => div.kasten > p:fresh
p[style-name='Zwischenüberschrift'] => p.zwischen:fresh
p[style-name='Vorschlagsvermerk'] => p.vermerk:fresh
p[style-name='Anmerkung'] => p.anmerkung:fresh
p[style-name='Inhaltsüberschrift'] => p.inhaltsverzeichnis:fresh
p[style-name='toc 1'] => !
p[style-name='toc 2'] => !
p[style-name='List Continue'] => ul > li > p:fresh
r[style-name='Vorschlag'] => mark.vorschlag
r[style-name='OffenerPunkt'] => mark.offen
r[style-name='Vermerk'] => em.vermerk
r[style-name='Gestrichen'] => del
r[style-name='Eingefügt'] => ins
"""

LONGEST_CONTENTS = 25
"""Lines of a contents list; a longer one lists chapters only: a telephone shows about so many."""
CONTENTS_PLACE = "inhaltsverzeichnis"
"""Class of the paragraph in whose place the contents list comes."""


@dataclass(frozen=True, slots=True)
class PageInfo:
    """What the page says besides the document's own text.

    Attributes:
        title: title of the window.
        footer: the document's footer line: version, Stand, Prüfcode.
        numbers: numbers of the headings in their order; Word computes them, HTML needs them written.
        skip: text of the link that jumps over the contents.
        contents: heading of the contents list.
        language: language of the text.
    """

    title: str
    footer: str
    numbers: Sequence[str]
    skip: str = "Zum Inhalt springen"
    contents: str = "Inhalt"
    language: str = "de"


def html_page(docx: bytes, info: PageInfo) -> bytes:
    """Return the whole page: skip link, contents, text, footer, styles for screen, dark screen, telephone and print.

    The contents list stands where it stands in the document, so that what comes first there, such as the short notice, comes
    first here; without such a place it stands before the text.
    """
    body = _body(docx, info)
    contents = _contents(body)
    navigation = (
        f'<nav aria-labelledby="inhaltsverzeichnis"><h2 id="inhaltsverzeichnis">{html.escape(info.contents)}</h2>'
        f"{contents}</nav>"
        if contents
        else ""
    )
    place = _place_of_contents(body)
    head, text = _split_title(body)
    if place:
        text, navigation = text.replace(place, navigation, 1), ""
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(info.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(info.title)}</title>\n<style>\n{_style_sheet()}</style>\n</head>\n<body>\n"
        f'<a class="sprung" href="#text">{html.escape(info.skip)}</a>\n'
        f"<header>{head}</header>\n{navigation}\n"
        f'<main id="text" tabindex="-1">\n{text}\n</main>\n<footer><p>{html.escape(info.footer)}</p></footer>\n'
        "</body>\n</html>\n"
    ).encode()


def html_fragment(docx: bytes, info: PageInfo) -> bytes:
    """Return the text alone, for pasting into a content management system that brings header, styles and title."""
    body = _body(docx, info)
    place = _place_of_contents(body)
    _, text = _split_title(body)
    text = text.replace(place, "", 1) if place else text
    return f'<div lang="{html.escape(info.language)}">\n{text}\n</div>\n'.encode()


def _body(docx: bytes, info: PageInfo) -> etree._Element:
    converted = mammoth.convert_to_html(io.BytesIO(docx), style_map=STYLE_MAP, id_prefix="")
    body: etree._Element = lxml_html.fragment_fromstring(converted.value, create_parent="div")
    drop_empty(body)
    join_boxes(body)
    number_headings(body, info.numbers)
    title_boxes(body)
    prepare_tables(body)
    open_marks(body)
    break_addresses(body)
    label_changes(body)
    return body


def _place_of_contents(body: etree._Element) -> str:
    """Return the markup in whose place the contents list comes, or an empty text."""
    found = next((one for one in body.iter("p") if one.get("class") == CONTENTS_PLACE), None)
    return _markup(found) if found is not None else ""


def _contents(body: etree._Element) -> str:
    """Return the contents list: chapters, with their sections where the list stays short."""
    headings = [heading for heading in body.iter("h2", "h3") if not in_box(heading)]
    if len(headings) > LONGEST_CONTENTS:
        headings = [heading for heading in headings if heading.tag == "h2"]
    items: list[str] = []
    open_section = False
    for heading in headings:
        link = f'<a href="#{heading.get("id")}">{html.escape(_text(heading))}</a>'
        if heading.tag == "h2":
            items.append(("</ul>" if open_section else "") + ("</li>" if items else "") + f"<li>{link}")
            open_section = False
        elif items:
            items.append(("" if open_section else "<ul>") + f"<li>{link}</li>")
            open_section = True
    if len(items) < 2:
        return ""
    return "<ul>" + "".join(items) + ("</ul>" if open_section else "") + "</li></ul>"


def _split_title(body: etree._Element) -> tuple[str, str]:
    """Return the head of the document, up to its title and subtitle, and the rest."""
    children = list(body)
    titles = [index for index, child in enumerate(children) if child.tag == "h1" or child.get("class") == "untertitel"]
    cut = max(titles, default=-1) + 1
    return "".join(map(_markup, children[:cut])), "\n".join(map(_markup, children[cut:]))


def _markup(element: etree._Element) -> str:
    text = str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    return text.replace("</wbr>", "")  # libxml2 does not know that it has no end tag


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


@cache
def _style_sheet() -> str:
    return files("pipeline.html").joinpath("page.css").read_text(encoding="utf-8")
