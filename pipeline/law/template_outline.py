"""The outline that a Word template gives its documents: which headings stand below which, and whether all are always printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipeline.language import tr
from pipeline.law.standing_text import elements, paragraph_text

MAX_HEADINGS = 400
"""No template has more headings; what lies beyond is not judged."""
MAX_NESTING = 40
"""No template nests its loops and conditions deeper; what lies beyond is not judged."""
HEADINGS_OF_FOUR_PAGES = 20
"""A document with so many headings fills four pages and needs a contents table."""
_HEADING = re.compile(r'<w:pStyle w:val="((?:Heading|[Üü]?berschrift|Ueberschrift)([1-9]))"')
_CONTROL = re.compile(r"\{%(?:p|tr|tc|r)?-?\s*(for|if|endfor|endif)\b([^%]*)%\}")
_TAG = re.compile(r"\{%[^%]*%\}")
_FILLED = re.compile(r"(?:\{\{[^{}]*\}\}\s*)+")
_EACH_CHANNEL = re.compile(r"\s*\w+\s+in\s+concept\.channels\s*")
_CONTENTS = re.compile(r"Table of Contents|<w:instrText[^>]*>\s*TOC\b|w:instr=\"\s*TOC\b")


@dataclass(frozen=True, slots=True)
class PlannedHeading:
    """A heading as the template plans it.

    Attributes:
        level: 1 for chapters.
        number: its printed number, or an empty text where the template alone does not tell it.
        words: its words; an ellipsis stands for what is filled in.
        parts: the loops and conditions it stands in and its chapter does not: none where it is always printed.
    """

    level: int
    number: str
    words: str
    parts: tuple[str, ...]

    def times(self, channels: int) -> int | None:
        """Return how often it is printed with so many channels, or ``None`` where that hangs on other answers."""
        if not self.parts:
            return 1
        return channels if len(self.parts) == 1 and _EACH_CHANNEL.fullmatch(self.parts[0]) else None


@dataclass(frozen=True, slots=True)
class TemplateOutline:
    """The outline of a template.

    Attributes:
        headings: the headings in their order.
        contents: whether there is a contents table.
    """

    headings: tuple[PlannedHeading, ...] = ()
    contents: bool = True


@dataclass(frozen=True, slots=True)
class OutlineFault:
    """What is wrong with an outline: a German sentence, and the words of the heading."""

    message: str
    quote: str = ""


def read_outline(body: str, styles: str = "") -> TemplateOutline:
    """Return the outline of a template.

    Args:
        body: XML of its main part.
        styles: XML of its styles; they say which headings are numbered.
    """
    headings: list[PlannedHeading] = []
    for heading in _headings(body, _numbered_styles(styles)):
        headings.append(heading)
        if len(headings) == MAX_HEADINGS:
            break
    return TemplateOutline(tuple(headings), _CONTENTS.search(body) is not None)


def outline_faults(outline: TemplateOutline, channels: int) -> Iterator[OutlineFault]:
    """Yield what is wrong with ``outline`` where a dossier has so many channels: single subsections, no contents table."""
    for position, heading in enumerate(outline.headings):
        below = _below(outline.headings[position + 1 :], heading.level)
        times = [one.times(channels) for one in below]
        if len(below) == 1 and times == [1]:
            message = tr(
                "Der Abschnitt „{parent}“ hat nur den einen Unterabschnitt „{words}“.",
                parent=_named(heading),
                words=_named(below[0]),
            )
            yield OutlineFault(message, _named(below[0]))
    if not outline.contents and len(outline.headings) >= HEADINGS_OF_FOUR_PAGES:
        yield OutlineFault(tr("Es gibt kein Inhaltsverzeichnis."))


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A loop or condition that is open where the reader stands."""

    condition: str


def _headings(body: str, numbered: frozenset[str]) -> Iterator[PlannedHeading]:
    open_parts: list[_Part] = []
    before: list[tuple[PlannedHeading, tuple[_Part, ...]]] = []
    for paragraph in elements(body, "w:p"):
        style = _HEADING.search(paragraph)
        if style is None and "{" not in paragraph:
            continue
        text = paragraph_text(paragraph)
        if style is not None:
            level = int(style[2])
            above = next((parts for one, parts in reversed(before) if one.level < level), ())
            own = tuple(part.condition for part in open_parts if part not in above)
            number = _number([one for one, _ in before], level) if style[1] in numbered else ""
            heading = PlannedHeading(level, number, _words(text), own)
            before.append((heading, tuple(open_parts)))
            yield heading
        for control in _CONTROL.finditer(text):
            if not control[1].startswith("end"):
                open_parts.append(_Part(control[2]))
            elif open_parts:
                open_parts.pop()
        if len(open_parts) > MAX_NESTING:
            return


def _below(following: Sequence[PlannedHeading], level: int) -> list[PlannedHeading]:
    """Return the headings one level below the heading of ``level`` that ``following`` comes after."""
    inside = list(takewhile(lambda one: one.level > level, following))
    return [one for one in inside if one.level == level + 1]


def _number(before: Sequence[PlannedHeading], level: int) -> str:
    """Return the number of the next heading of ``level``, empty where a heading before it is not always printed."""
    siblings = list(takewhile(lambda one: one.level >= level, reversed(before)))
    same = [one for one in siblings if one.level == level]
    parent = before[len(before) - len(siblings) - 1] if len(siblings) < len(before) else None
    if any(one.parts for one in same) or (parent.number == "" if parent is not None else level > 1):
        return ""
    return f"{parent.number}.{len(same) + 1}" if parent is not None else str(len(same) + 1)


def _words(text: str) -> str:
    """Return the words of a heading, an ellipsis for what is filled in."""
    return " ".join(_FILLED.sub("… ", _TAG.sub("", text)).split())


def _named(heading: PlannedHeading) -> str:
    return f"{heading.number} {heading.words}".strip()


def _numbered_styles(styles: str) -> frozenset[str]:
    found = (re.search(r'w:styleId="([^"]+)"', one) for one in elements(styles, "w:style") if "<w:numPr" in one)
    return frozenset(one[1] for one in found if one)
