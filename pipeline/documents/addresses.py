"""Addresses are never hyphenated: a reader would type the hyphen.

Their runs are marked as text without a language (``zxx``, ISO 639-2), which neither Word nor LibreOffice hyphenates; both still
break the line after a slash.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator

from pipeline.documents.ooxml import R_PR, Element, R, T, make, qn
from pipeline.documents.package import Package
from pipeline.documents.typography import ADDRESSES

NO_LANGUAGE = "zxx"
_LANG = qn("w:lang")
_AFTER_LANG = {qn("w:eastAsianLayout"), qn("w:specVanish"), qn("w:oMath")}


def finish_addresses(package: Package) -> None:
    """Put every web address, e-mail address, handle and name of a file of the document into a run of its own, without a language."""
    for part in package.stories:
        for run in list(package.tree(part).iter(R)):
            if any(ADDRESSES.search(node.text or "") for node in run.iterchildren(T)):
                _split(run)


def _split(run: Element) -> None:
    formatting = run.find(R_PR)
    current: Element | None = None
    kind = False
    for content, address in _contents(run):
        if current is None or address != kind:
            current = make("w:r")
            kind = address
            if formatting is not None or address:
                properties = copy.deepcopy(formatting) if formatting is not None else make("w:rPr")
                if address:
                    _forget_language(properties)
                current.append(properties)
            run.addprevious(current)
        current.append(content)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)


def _contents(run: Element) -> Iterator[tuple[Element, bool]]:
    """Yield the contents of a run, texts cut where an address begins or ends, and whether each is an address."""
    for child in list(run):
        if child.tag == R_PR:
            continue
        if child.tag != T:
            yield child, False
            continue
        text = child.text or ""
        position = 0
        for match in ADDRESSES.finditer(text):
            if match.start() > position:
                yield _text(text[position : match.start()]), False
            yield _text(match.group()), True
            position = match.end()
        if position < len(text):
            yield _text(text[position:]), False


def _text(words: str) -> Element:
    node = make("w:t")
    node.set(qn("xml:space"), "preserve")
    node.text = words
    return node


def _forget_language(properties: Element) -> None:
    for old in properties.findall(_LANG):
        properties.remove(old)
    position = sum(1 for child in properties if child.tag not in _AFTER_LANG)
    properties.insert(position, make("w:lang", val=NO_LANGUAGE))
