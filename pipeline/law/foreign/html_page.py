"""A page in HTML: what a reader sees of it; nothing is loaded and nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from pipeline.errors import InputError
from pipeline.language import tr
from pipeline.law.foreign.foreign_text import ForeignText, foreign_text

_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "iframe", "object", "svg", "canvas", "head", "select", "button", "form")
)
_AROUND = frozenset(("nav", "header", "footer", "aside"))
"""What surrounds the text of a page on every page of a site."""
# fmt: off
_BLOCKS = frozenset((
    "p", "div", "section", "article", "main", "table", "thead", "tbody", "caption", "tr", "td", "th", "ul", "ol",
    "dl", "dt", "dd", "blockquote", "figure", "figcaption", "address", "pre", "details", "summary", "body", "hr",
))
# fmt: on
_HEADING = re.compile(r"h([1-6])")


def read_html(data: bytes, name: str) -> ForeignText:
    """Return the text of an HTML page.

    Raises:
        InputError: it is no HTML, or holds no text.
    """
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(tr("Die Datei {file} ist keine HTML-Seite: {reason}.", file=name, reason=error)) from error
    mains = [one for one in root.iter("main", "article") if one.getparent() is not None]
    body = root.find("body")
    start = mains[0] if len(mains) == 1 else body if body is not None else root
    text = "".join(_words(start, _UNSEEN if start in mains else _UNSEEN | _AROUND))
    text = re.sub(r"[ \t\u00a0]*\n[ \t\u00a0]*", "\n", re.sub(r"[ \t]+", " ", text))
    return foreign_text(name, [re.sub(r"\n{3,}", "\n\n", text).strip()], paragraphs=True)


def _words(start: etree._Element, unseen_tags: frozenset[str]) -> Iterator[str]:
    """Yield the words below ``start``; list items, headings and links with the marks of Markdown."""
    unseen: etree._Element | None = None
    for event, element in etree.iterwalk(start, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if unseen is not None:
            if event == "end" and element is unseen:
                unseen = None
                yield _plain(element.tail) if element is not start else ""
            continue
        if event == "start":
            if element is not start and (element.tag in unseen_tags or _is_hidden(element)):
                unseen = element
                continue
            yield _before(element)
            yield _plain(element.text)
        else:
            yield _after(element)
            yield _plain(element.tail) if element is not start else ""


def _before(element: etree._Element) -> str:
    if found := _HEADING.fullmatch(element.tag):
        return f"\n\n{'#' * int(found[1])} "
    if element.tag == "li":
        return "\n- "
    if element.tag == "a" and element.get("href") is not None:
        return "["
    return {"br": "\n", "p": "\n\n"}.get(element.tag, "\n" if element.tag in _BLOCKS else "")


def _after(element: etree._Element) -> str:
    if _HEADING.fullmatch(element.tag):
        return "\n\n"
    if element.tag == "a" and element.get("href") is not None:
        return f"]({_target(str(element.get('href')))})"
    return "\n\n" if element.tag == "p" else "\n" if element.tag in _BLOCKS or element.tag == "li" else ""


def _target(address: str) -> str:
    return re.sub(r"[\s()]", "", address)[:2000]


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = str(element.get("style", "")).replace(" ", "").lower()
    return element.get("aria-hidden") == "true" or "display:none" in style


def _plain(text: str | None) -> str:
    """Return text without line breaks."""
    return re.sub(r"\s+", " ", text or "")
