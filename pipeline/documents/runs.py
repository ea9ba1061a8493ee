"""Text that becomes runs and hyperlinks of a paragraph."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from urllib.parse import quote

from pipeline.documents.ooxml import BR, TAB, Element, R, T, make, qn
from pipeline.documents.package import Package
from pipeline.documents.styles import HYPERLINK_STYLE, set_style

_SCHEMES = re.compile(r"(?:https?://[^\s/]|mailto:[^\s]|tel:[+\d])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text in one form.

    Attributes:
        text: words; a newline is a line break, a tab a tab.
        style: name of a character style, or empty.
        address: where a hyperlink leads, or empty.
        bold: bold beside the style.
        italic: italic beside the style.
    """

    text: str
    style: str = ""
    address: str = ""
    bold: bool = False
    italic: bool = False


def is_address(text: str) -> bool:
    """Say whether ``text`` may be the target of a hyperlink: web, e-mail or telephone, absolute."""
    return _SCHEMES.match(text) is not None


def elements_of(pieces: list[Piece], package: Package, part: str, formatting: Element | None) -> list[Element]:
    """Return runs, and hyperlinks around those with an address.

    Args:
        pieces: what to write.
        package: the document; its style sheet must have the styles named.
        part: the part that will hold the elements; it gets the relationships of hyperlinks.
        formatting: ``w:rPr`` that all runs share, or ``None``.

    Raises:
        InputError: a style is missing.
    """
    result: list[Element] = []
    for piece in pieces:
        if not piece.address:
            result.append(_run(piece, piece.style, package, formatting))
            continue
        link = make("w:hyperlink", history="1")
        target = quote(piece.address, safe=":/?&=#%@+,;!$'()*~[]-._", encoding="utf-8")
        link.set(qn("r:id"), package.relate(part, "hyperlink", target, external=True))
        # The style makes LibreOffice write the link into the PDF, so no other may take its place.
        link.append(_run(piece, HYPERLINK_STYLE, package, formatting))
        result.append(link)
    return result


def fill(run: Element, text: str) -> None:
    """Append ``text`` to a run, with its line breaks and tabs."""
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(run.makeelement(BR, {}))
        for count, words in enumerate(line.split("\t")):
            if count:
                run.append(run.makeelement(TAB, {}))
            if words:
                node = run.makeelement(T, {qn("xml:space"): "preserve"})
                node.text = words
                run.append(node)


def _run(piece: Piece, style: str, package: Package, formatting: Element | None) -> Element:
    run = make("w:r")
    properties = copy.deepcopy(formatting) if formatting is not None else make("w:rPr")
    if style:
        set_style(properties, "w:rStyle", package.styles.id_of(style))
    for name, wanted in (("w:b", piece.bold), ("w:i", piece.italic)):
        if wanted and properties.find(qn(name)) is None:
            _insert_toggle(properties, make(name))
    if len(properties):
        run.append(properties)
    fill(run, piece.text)
    assert run.tag == R
    return run


def _insert_toggle(properties: Element, toggle: Element) -> None:
    """Insert ``w:b`` or ``w:i`` where the schema wants it: after style and fonts, bold before italic."""
    before = {qn("w:rStyle"), qn("w:rFonts"), qn("w:b"), qn("w:bCs")}
    position = sum(1 for child in properties if child.tag in before)
    properties.insert(position, toggle)
