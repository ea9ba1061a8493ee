"""Steps on the converted text: empty elements out, boxes whole, headings numbered, addresses breakable, marks explained."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

HEADINGS = ("h2", "h3", "h4")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+|[\w.+%-]*@[\w.@-]+\w")
_BREAK = re.compile(r"(?<=[/@])(?![/@])|(?<=\w)(?=[.@])|(?=[?&])")
"""Where an address may break: after a slash or an at sign, before a dot."""
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
        if in_box(heading):
            continue  # the title of a box is no chapter
        index += 1
        if index < len(numbers) and numbers[index]:
            heading.text = f"{numbers[index]}\u2002{heading.text or ''}"


def join_boxes(body: etree._Element) -> None:
    """Put a note that stands between two parts of a box, such as that its text is only proposed, into the box."""
    for note in [one for one in body.iter("p") if one.get("class") == "vermerk"]:
        before, after = note.getprevious(), note.getnext()
        if before is None or after is None or not all(_is_box(one) for one in (before, after)):
            continue
        before.append(note)
        for child in list(after):
            before.append(child)
        _remove(after)


def title_boxes(body: etree._Element) -> None:
    """Set the title of a box one level below the chapter it stands in; before the first chapter it is a chapter's."""
    chapter = 1
    for heading in list(body.iter(*HEADINGS)):
        if in_box(heading):
            heading.tag = f"h{min(chapter + 1, 4)}"
        else:
            chapter = int(heading.tag[1])


def _is_box(element: etree._Element) -> bool:
    return element.tag == "div" and element.get("class") == "kasten"


def in_box(element: etree._Element) -> bool:
    """Say whether an element stands in a box."""
    return any(ancestor.get("class") == "kasten" for ancestor in element.iterancestors("div"))


def open_marks(body: etree._Element) -> None:
    """Let links that leave the page keep away from the page that opened them; on paper, others show their address."""
    for link in body.iter("a"):
        link.attrib.pop("target", "")
        address = link.get("href") or ""
        if address.startswith("http"):
            link.set("rel", "noopener noreferrer")
            if re.match(r"https?://|www\.", _text(link)) or address in (link.tail or ""):
                link.set("class", "adresse")


def break_addresses(body: etree._Element) -> None:
    """Let addresses break after a slash or before a dot, not inside a name; nothing is added to what one copies."""
    for element in list(body.iter()):
        if not isinstance(element.tag, str):
            continue
        if element.text and _ADDRESS.search(element.text):
            first, *rest = _pieces(element.text)
            element.text = first
            for position, piece in enumerate(rest):
                element.insert(position, _break_before(element, piece))
        if element is not body and element.tail and _ADDRESS.search(element.tail):
            first, *rest = _pieces(element.tail)
            element.tail = first
            parent = element.getparent()
            assert parent is not None
            index = parent.index(element)
            for offset, piece in enumerate(rest, start=1):
                parent.insert(index + offset, _break_before(parent, piece))


def _pieces(text: str) -> list[str]:
    """Return ``text`` cut where its addresses may break."""
    pieces = [""]
    position = 0
    for match in _ADDRESS.finditer(text):
        pieces[-1] += text[position : match.start()]
        first, *rest = _BREAK.split(match.group())
        pieces[-1] += first
        pieces += rest
        position = match.end()
    pieces[-1] += text[position:]
    return pieces


def _break_before(parent: etree._Element, text: str) -> etree._Element:
    element = parent.makeelement("wbr", {})
    element.tail = text
    return element


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
