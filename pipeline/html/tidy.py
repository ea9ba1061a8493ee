"""Steps on the converted text: empty elements out, headings numbered and addressable, marks explained to screen readers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

HEADINGS = ("h2", "h3", "h4")
_KEPT_EMPTY = {"td", "th", "br", "img", "hr", "col", "input", "a"}


def drop_empty(body: etree._Element) -> None:
    """Remove elements without text; Word needs some paragraphs that HTML does not. Anchors of bookmarks go too."""
    for element in reversed(list(body.iter())):
        if element is body or not isinstance(element.tag, str):
            continue
        if element.tag == "a" and element.get("href") is None:
            _unwrap(element)
        elif element.tag not in _KEPT_EMPTY and not len(element) and not (element.text or "").strip():
            _remove(element)


def number_headings(body: etree._Element, numbers: Sequence[str]) -> None:
    """Write the number before each heading and give it an id made of its words.

    Args:
        body: the converted text.
        numbers: one entry for each heading in its order; empty where a heading has no number.
    """
    used: set[str] = set()
    index = -1
    for heading in body.iter(*HEADINGS):
        heading.set("id", _identifier(_text(heading), used))
        if _in_box(heading):
            continue  # the title of a box is no chapter
        index += 1
        if index < len(numbers) and numbers[index]:
            heading.text = f"{numbers[index]}\u2002{heading.text or ''}"


def _in_box(element: etree._Element) -> bool:
    return any(ancestor.get("class") == "kasten" for ancestor in element.iterancestors("div"))


def open_marks(body: etree._Element) -> None:
    """Let links that leave the page keep away from the page that opened them; on paper, others show their address."""
    for link in body.iter("a"):
        link.attrib.pop("target", "")
        if (link.get("href") or "").startswith("http"):
            link.set("rel", "noopener noreferrer")
            if re.match(r"https?://|www\.", _text(link)):
                link.set("class", "adresse")


def label_changes(body: etree._Element) -> None:
    """Say to screen readers, which mostly pass over ``ins`` and ``del``, where a change begins and ends."""
    for name, begin, end in (("ins", "neu:", "Ende neu"), ("del", "gestrichen:", "Ende gestrichen")):
        for change in body.iter(name):
            first = etree.Element("span", {"class": "vorlesen"})
            first.text = f" {begin} "
            first.tail, change.text = change.text, None
            change.insert(0, first)
            last = etree.SubElement(change, "span", {"class": "vorlesen"})
            last.text = f" ({end}) "


def _identifier(text: str, used: set[str]) -> str:
    plain = text.lower()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        plain = plain.replace(umlaut, letters)
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "abschnitt"
    name, number = base, 1
    while name in used:
        number += 1
        name = f"{base}-{number}"
    used.add(name)
    return name


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _unwrap(element: etree._Element) -> None:
    """Replace an element by its content."""
    parent = element.getparent()
    assert parent is not None
    index = parent.index(element)
    text, tail = element.text or "", element.tail or ""
    children = list(element)
    parent.remove(element)
    _append_text(parent, index, text)
    for offset, child in enumerate(children):
        parent.insert(index + offset, child)
    _append_text(parent, index + len(children), tail)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    index = parent.index(element)
    tail = element.tail or ""
    parent.remove(element)
    _append_text(parent, index, tail)


def _append_text(parent: etree._Element, index: int, text: str) -> None:
    """Put text before the child at ``index``."""
    if not text:
        return
    if index == 0:
        parent.text = (parent.text or "") + text
    else:
        before = parent[index - 1]
        before.tail = (before.tail or "") + text
