"""Where a template's Jinja tags stand, in words that its author finds again in Word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.documents.ooxml import (
    FALLBACK,
    INSTR,
    TBL,
    TC,
    TR,
    VAL,
    Element,
    P,
    T,
    is_in,
    own,
    qn,
)
from pipeline.documents.package import Package
from pipeline.language import tr

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a template.

    Attributes:
        part: such as „Kopfzeile“; empty for the body.
        heading: text of the last heading before it, or empty.
        paragraph: number of the paragraph within its part, from 1.
        table: number of the outermost table, from 1; 0 outside of tables.
        row: row within the innermost table, from 1; 0 for the table as a whole.
        column: cell within the row, from 1.
        detail: such as „Inhaltssteuerelement“ where the tag does not stand in the text.
    """

    part: str = ""
    heading: str = ""
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    detail: str = ""

    def __str__(self) -> str:
        words = [self.part] if self.part else []
        if self.heading:
            words.append(tr("unter „{heading}“", heading=self.heading))
        if self.table and not self.row:
            words.append(tr("Tabelle {table}", table=self.table))
        elif self.table:
            words.append(
                tr("Tabelle {table} Zeile {row} Spalte {column}", table=self.table, row=self.row, column=self.column)
            )
        elif self.paragraph:
            words.append(tr("Absatz {paragraph}", paragraph=self.paragraph))
        if self.detail:
            words.append(self.detail)
        return ", ".join(words)


@dataclass(frozen=True, slots=True)
class Entry:
    """Some text of a template that may hold tags, and its place.

    Attributes:
        place: where it stands.
        text: the text as its author sees it.
        element: paragraph, ``w:tag`` or ``wp:docPr``.
        source: the tags in the order in which they work. A paragraph holds those of its inner controls, whose own entries
            therefore hold none.
    """

    place: Place
    text: str
    element: Element
    source: str


def part_titles(package: Package) -> dict[str, str]:
    """Return how each part with text is called in messages: „Kopfzeile 2“."""
    words = {
        "header": tr("Kopfzeile"),
        "footer": tr("Fußzeile"),
        "footnotes": tr("Fußnoten"),
        "endnotes": tr("Endnoten"),
    }
    titles = {package.main: ""}
    for kind, word in words.items():
        found = [part for part in package.targets(package.main, kind) if part in package.stories]
        for number, part in enumerate(found, start=1):
            titles[part] = f"{word} {number}" if len(found) > 1 else word
    return titles


def entries(package: Package, part: str) -> Iterator[Entry]:
    """Yield every text of ``part`` that may hold tags, in document order.

    These are paragraphs (all runs joined, as Word likes to split them), tags of content controls and alternative texts.
    """
    title = part_titles(package).get(part, part)
    heading, number, table = "", 0, 0
    controls = tr("Inhaltssteuerelement")
    for element in package.tree(part).iter(P, TBL, qn("w:tag"), qn("wp:docPr")):
        if is_in(element, FALLBACK):
            continue
        if element.tag == TBL:
            table += not is_in(element, TBL)
            continue
        inside = is_in(element, TBL)
        if element.tag == P:
            number += 1
            text = "".join(node.text or "" for node in own(element, T, INSTR))
            if package.styles.heading_level(element):
                heading = " ".join(re.sub(r"\{\{.*?\}\}", "…", re.sub(r"\{%.*?%\}", "", text)).split())
            place = Place(title, heading, number, table if inside else 0, *_cell(element))
            yield Entry(place, text, element, "".join(_tag_text(node) for node in own(element, T, INSTR, *_ATTRIBUTES)))
        elif element.tag == qn("w:tag"):
            inner = Place(title, heading, number + 1, table if inside else 0, *_cell(element), detail=controls)
            yield _attribute_entry(inner, element)
        else:
            picture = tr("Alternativtext eines Bildes")
            inner = Place(title, heading, number, table if inside else 0, *_cell(element), detail=picture)
            yield _attribute_entry(inner, element)


Texts = Mapping[str, Sequence[Entry]]
"""The entries of each part."""


def texts_of(package: Package) -> Texts:
    """Return the entries of all parts that are filled."""
    return {part: list(entries(package, part)) for part in package.stories}


class Whereabouts:
    """Where elements of a template stand, for rules that look at more than text."""

    def __init__(self, texts: Texts) -> None:
        self._places = {entry.element: entry.place for entries in texts.values() for entry in entries}

    def of(self, element: Element) -> Place:
        """Return the place of the paragraph that is ``element``, is around it, or is the first within it."""
        for near in (element, *element.iterancestors(P), *element.iter(P)):
            if near.tag == P and near in self._places:
                return self._places[near]
        return Place()

    def of_table(self, table: Element) -> Place:
        """Return the place of a table as a whole."""
        return replace(self.of(table), row=0, column=0)


def place_of_tag(package: Package, part: str, index: int, count: int, name: str) -> Place:
    """Return the place of one of the tags ``index`` to ``index + count - 1`` of ``part``: the first that holds ``name``."""
    tags = [(entry.place, tag) for entry in entries(package, part) for tag in TAG.findall(entry.source)]
    candidates = tags[index : index + max(count, 1)]
    for place, tag in candidates:
        if name and re.search(rf"\b{re.escape(name)}\b", tag):
            return place
    return candidates[0][0] if candidates else Place(part_titles(package).get(part, part))


_ATTRIBUTES = (qn("w:tag"), qn("wp:docPr"))


def _tag_text(node: Element) -> str:
    if node.tag == qn("w:tag"):
        return node.get(VAL, "")
    return node.get("descr", "") if node.tag == qn("wp:docPr") else node.text or ""


def _attribute_entry(place: Place, element: Element) -> Entry:
    text = _tag_text(element)
    return Entry(place, text, element, "" if is_in(element, P) else text)


def _cell(element: Element) -> tuple[int, int]:
    """Return row and column of the innermost cell around ``element``, counted from 1, or zeros."""
    cell = next(element.iterancestors(TC), None)
    row = next(element.iterancestors(TR), None)
    table = next(element.iterancestors(TBL), None)
    if cell is None or row is None or table is None:
        return 0, 0
    rows = [r for r in table.iter(TR) if next(r.iterancestors(TBL), None) is table]
    cells = [c for c in row.iter(TC) if next(c.iterancestors(TR), None) is row]
    return rows.index(row) + 1, cells.index(cell) + 1
