"""A paragraph taken apart: one sign for each character and each thing in its line, with formatting and link.

What must not be torn stays one sign: a field from its begin to its end, a picture, a formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from lxml import etree

from pipeline.comparison.line_form import PAGE_FIELDS
from pipeline.comparison.opc import w
from pipeline.comparison.reader import SIGNS, TEXT_BOX, M, Reader
from pipeline.comparison.words import TOKENS

THING = "\ufffc"
"""The object replacement character stands for a thing in the text that is cut into tokens."""

SignKind = Literal["letter", "thing", "note", "field", "formula"]


@dataclass(frozen=True, slots=True, eq=False)
class Sign:
    """One character or thing.

    Attributes:
        kind: how it is written back.
        text: the character, or ``THING``.
        key: canonical content of a thing; signs with equal text, key and link are the same to a reader.
        nodes: what to copy: the thing, or the runs of a field; for letters other than text the element (tab, break).
        form: the ``w:rPr``, or None.
        form_key: canonical formatting.
        link: the ``w:hyperlink`` around it, or None.
        link_key: canonical target.
    """

    kind: SignKind
    text: str
    key: str = ""
    nodes: tuple[etree._Element, ...] = ()
    form: etree._Element | None = None
    form_key: str = ""
    link: etree._Element | None = None
    link_key: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """Signs that are kept or replaced together; ``key`` says when two tokens are the same."""

    key: tuple[str, tuple[tuple[str, str, int], ...]]
    signs: tuple[Sign, ...]


@dataclass
class Line:
    """The signs of one paragraph, and its bookmarks with the index of the sign they stand before."""

    signs: list[Sign] = field(default_factory=list)
    bookmarks: list[tuple[int, etree._Element]] = field(default_factory=list)

    def tokens(self) -> list[Token]:
        """Return the tokens of the line; a link or thing is part of their identity."""
        text = "".join(sign.text for sign in self.signs)
        found, at = [], 0
        for piece in TOKENS.findall(text):
            signs = tuple(self.signs[at : at + len(piece)])
            at += len(piece)
            marks = groupby(signs, key=lambda sign: (sign.link_key, sign.key))
            found.append(Token((piece, tuple((*mark, len(list(group))) for mark, group in marks)), signs))
        return found


def read_line(reader: Reader, part: str, paragraph: etree._Element) -> Line:
    """Return the signs of a ``w:p`` without tracked changes and controls."""
    line = Line()
    _read(reader, part, paragraph, None, line)
    return line


def _read(reader: Reader, part: str, parent: etree._Element, link: etree._Element | None, line: Line) -> None:
    children = list(parent)
    skip_to = 0
    for index, child in enumerate(children):
        if index < skip_to or child.tag == w("pPr"):
            continue
        if child.tag == w("r"):
            stop = _end_of_field(children, index)
            if stop > index:
                runs = children[index : stop + 1]
                line.signs.append(_field(reader, part, runs, link))
                skip_to = stop + 1
            else:
                line.signs += _letters(reader, part, child, link)
        elif child.tag == w("hyperlink"):
            _read(reader, part, child, child, line)
        elif child.tag in (w("bookmarkStart"), w("bookmarkEnd")):
            line.bookmarks.append((len(line.signs), child))
        elif str(child.tag).startswith(f"{{{M}}}"):
            line.signs.append(Sign("formula", THING, reader.canonical.element(part, child), (child,)))
        elif len(child):
            _read(reader, part, child, link, line)


def _end_of_field(children: list[etree._Element], start: int) -> int:
    """Return the index of the run that ends the field begun in run ``start``, or -1 if none is begun or ended here."""
    depth = 0
    for index in range(start, len(children)):
        for mark in children[index].iter(w("fldChar")):
            kind = mark.get(w("fldCharType"))
            depth += 1 if kind == "begin" else -1 if kind == "end" else 0
        if depth <= 0:
            return index if index > start else -1
    return -1


def _field(reader: Reader, part: str, runs: list[etree._Element], link: etree._Element | None) -> Sign:
    code = "".join(text.text or "" for run in runs for text in run.iter(w("instrText"))).split()
    page = bool(code) and code[0].upper() in PAGE_FIELDS
    shown = "" if page else "".join(reader.canonical.element(part, run) for run in runs)
    key = f"field {' '.join(code)} {shown}"
    return Sign("field", THING, key, tuple(runs), link=link, link_key=_link_key(reader, part, link))


def _letters(reader: Reader, part: str, run: etree._Element, link: etree._Element | None) -> Iterator[Sign]:
    form = run.find(w("rPr"))
    look = (form, reader.canonical.properties(part, form), link, _link_key(reader, part, link))
    for child in run:
        if child.tag == w("t"):
            for letter in child.text or "":
                yield Sign("letter", letter, "", (), *look)
        elif child.tag in SIGNS:
            yield Sign("letter", SIGNS[child.tag], "", (child,), *look)
        elif child.tag == w("br"):
            yield Sign("letter", "\n", child.get(w("type"), ""), (child,), *look)
        elif child.tag in (w("footnoteReference"), w("endnoteReference")):
            yield Sign("note", THING, etree.QName(child).localname, (child,), *look)
        elif child.tag != w("rPr"):
            key = reader.canonical.element(part, child, without=TEXT_BOX)
            yield Sign("thing", THING, key, (child,), *look)


def _link_key(reader: Reader, part: str, link: etree._Element | None) -> str:
    return "" if link is None else reader.target(part, link) or "#"
