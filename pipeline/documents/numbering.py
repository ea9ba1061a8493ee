"""Numbers of headings and list items, counted as Word counts them (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.documents.ooxml import Element, qn, style_of, value
from pipeline.documents.package import Package


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a numbered paragraph.

    Attributes:
        text: such as ``1.2``, ``a)`` or a bullet.
        level: 0 for the outermost level.
        number: id of the list (``w:num``).
        bullet: a mark instead of a number.
    """

    text: str
    level: int
    number: str
    bullet: bool


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    style: str


class Numbering:
    """The lists of one document; ask for the labels of all paragraphs of a part in document order."""

    def __init__(self, package: Package) -> None:
        self._styles = package.styles
        root = package.numbering
        self._levels = {} if root is None else {_key(a, "abstractNumId"): _levels(a) for a in root.iter(_ABSTRACT)}
        self._lists = {} if root is None else {_key(n, "numId"): _list(n) for n in root.iter(qn("w:num"))}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, paragraph: Element) -> Label | None:
        """Return the label of the next paragraph, or ``None`` where it has none."""
        place = self._place(paragraph)
        if place is None:
            return None
        number, level = place
        chosen = self._lists[number]
        levels = self._levels.get(chosen.abstract, {})
        if level not in levels:
            return None
        counters = self._counters.setdefault(chosen.abstract, {})
        if number not in self._begun:
            self._begun.add(number)
            for at, start in chosen.starts.items():
                counters[at] = start - 1
        counters[level] = counters.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counters if at > level]:
            del counters[deeper]
        form = levels[level].form
        text = levels[level].text if form == "bullet" else _filled(levels, counters, level)
        return Label(text, level, number, form == "bullet")

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """Return list and level of a paragraph, from itself or from its style."""
        own_number = value(paragraph, "w:pPr/w:numPr/w:numId")
        own_level = value(paragraph, "w:pPr/w:numPr/w:ilvl")
        style = style_of(paragraph)
        number = own_number or self._styles.inherited(style, "w:pPr/w:numPr/w:numId")
        if number not in self._lists:
            return None
        level = own_level or self._styles.inherited(style, "w:pPr/w:numPr/w:ilvl")
        if level.isdecimal():
            return number, int(level)
        levels = self._levels.get(self._lists[number].abstract, {})
        return number, next((at for at, known in levels.items() if style and known.style == style), 0)


_ABSTRACT = qn("w:abstractNum")


def _key(element: Element, name: str) -> str:
    return element.get(qn(f"w:{name}"), "")


_HIGHEST = 32767  # as Word; a list that begins at a billion would fill the memory


def _number(text: str, default: int) -> int:
    return min(int(text), _HIGHEST) if text.isdecimal() else default


def _levels(abstract: Element) -> dict[int, _Level]:
    return {
        _number(_key(level, "ilvl"), 0): _Level(
            _number(value(level, "w:start"), 1),
            value(level, "w:numFmt") or "decimal",
            value(level, "w:lvlText"),
            value(level, "w:pStyle"),
        )
        for level in abstract.findall(qn("w:lvl"))
    }


def _list(number: Element) -> _List:
    result = _List(value(number, "w:abstractNumId"))
    for override in number.findall(qn("w:lvlOverride")):
        start = value(override, "w:startOverride")
        if start.isdecimal():
            result.starts[_number(_key(override, "ilvl"), 0)] = int(start)
    return result


def _filled(levels: dict[int, _Level], counters: dict[int, int], level: int) -> str:
    def count(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        known = levels.get(at)
        if known is None:
            return ""
        return _formatted(counters.get(at, known.start), known.form)

    return re.sub(r"%(\d)", count, levels[level].text)


def _formatted(number: int, form: str) -> str:
    match form:
        case "none":
            return ""
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            return _roman(number) if form == "upperRoman" else _roman(number).lower()
        case "decimalZero":
            return f"{number:02d}"
        case _:
            return str(number)


def _roman(number: int) -> str:
    result = ""
    for size, sign in (
        *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X")),
        *((9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
    ):
        result += sign * (number // size)
        number %= size
    return result
