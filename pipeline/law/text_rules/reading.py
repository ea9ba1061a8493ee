"""A text as rules read it: lines with their kind, sentences, links, and the words without addresses.

The text is plain, with the marks of Markdown where there are any: ``#`` before a heading, ``-`` before a list item,
``[words](target)`` for a link, ``>`` before a box. Numbered headings (``3.1 Art und Umfang``) are known by their number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

MAX_SENTENCE = 2000
"""Characters; the longest sentence of a real concept has some 700."""
MAX_IN_CONTENTS = 400
"""So many characters may stand between the entries of a contents table."""
MAX_STEP = 2
"""A numbered line continues the outline when at most one number is left out."""
_UNIT = re.compile(
    r"(?:Jahre|Monate|Wochen|Tage|Stunden|Minuten|Uhr|Prozent|Euro|Personen|Beiträge|Januar|Februar|März|April|Mai|Juni|Juli"
    r"|August|September|Oktober|November|Dezember)\w*\b"
)
_GOES_ON = re.compile(r"(?:,|\b(?:der|die|das|den|dem|des|und|oder|für|von|mit|in|im|zu|ein|eine))$")
"""A line that ends so is no heading: it goes on."""
MAX_HEADING = 120
"""Longest numbered line that can be a heading, in characters."""
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?[ \t]+(?P<title>[A-ZÄÖÜ„\"].*)")
_MARKED = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<title>.*)")
_BULLET = re.compile(r"[ \t]*(?:[-–—*•·▪◦●○■□☐✓►]|[a-z]\)|\d{1,2}[.)])(?=[ \t]|$)[ \t]*(?P<rest>.*)")
_BOX = re.compile(r"[ \t]*>[ \t]?")
_LINK = re.compile(r"\[(?P<label>[^\[\]\n]{0,300})\]\((?P<target>[^()\s]{0,2000})\)")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>)\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)[@#][\w.]+|\b[a-z_]+(?:\[[\w-]*\]|\.[a-z_]{3,})+(?:\.[a-z_]+|\[[\w-]*\])*|\b[\w-]+(?:\.[\w-]+)*\.(?:de|com|org|net|eu|nrw|example)\b[/\w.-]*"
)
_MAYBE_ADDRESS = re.compile(r"\S*(?:[@#/_\[]|\.\w)\S*")
"""Words with a sign that every address, account and field path has: few words, so the longer pattern is tried on few."""
_FIELD = re.compile(r"\{\{[^{}\n]*\}\}")
"""A field of a template, filled in later."""
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"“”»)]*\s+(?=[„\"»(]?[A-ZÄÖÜ\d])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Abs|Art|Aufl|bzw|ca|Dr|etc|evtl|ggf|gem|inkl|lit|max|mind|Nr|Prof|S|Satz|sog|St|Str|Tel|UAbs|Urt|usw|vgl|Ziff|Az|Beschl|Buchst|Kap"
    r"|Mio|Mrd|Ref|Stk|vs|zzgl|Jan|Feb|Apr|Aug|Sept|Okt|Nov|Dez)|\b[A-Za-zÄÖÜäöü]|\b\d{1,2})\.$"
)


def ascii_letters(name: str) -> str:
    """Return ``name`` as addresses write it: ``ae`` for ``ä``, ``ss`` for ``ß``."""
    for letter, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        name = name.replace(letter, letters)
    return name


class Kind(Enum):
    """What a line is."""

    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        kind: what it is.
        start: where it begins in the text.
        content: where its words begin, behind marks and numbers.
        end: where it ends, without the line break.
        words: its words.
        level: of a heading from 1, else 0.
        number: printed number of a heading such as ``3.1``, else empty.
    """

    kind: Kind
    start: int
    content: int
    end: int
    words: str
    level: int = 0
    number: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, list item or heading.

    Attributes:
        start: where it begins in the text.
        text: its words, with addresses and line breaks blanked out.
        kind: what kind of line it stands in.
    """

    start: int
    text: str
    kind: Kind

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Link:
    """One link: its words, its target, and where it stands."""

    label: str
    target: str
    start: int
    end: int


class ReadText:
    """A text prepared for the rules.

    Attributes:
        text: the text itself; all positions are in it.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines in order."""
        result = []
        start = 0
        before_blank = True
        marked = re.search(r"^#{1,6} ", self.text, re.MULTILINE) is not None
        raw = self.text.split("\n")
        for index, line in enumerate(raw):
            alone = before_blank and (index + 1 == len(raw) or not raw[index + 1].strip())
            result.append(_line(line, start, may_be_heading=alone and not marked))
            before_blank = not line.strip()
            start += len(line) + 1
        return tuple(result) if marked else tuple(_in_sequence(result))

    @cached_property
    def headings(self) -> tuple[Line, ...]:
        """The headings in order."""
        return tuple(line for line in self.lines if line.kind is Kind.HEADING)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links written as ``[words](target)``, and bare addresses with the address as their words."""
        marked = [Link(found["label"].strip(), found["target"], *found.span()) for found in _LINK.finditer(self.text)]
        taken = [(link.start, link.end) for link in marked]
        bare = [
            Link("", found[0], *found.span())  # a stop behind the address ends the sentence
            for found in re.finditer(r"https?://[^\s<>)\]]*[^\s<>)\].,;:]", self.text)
            if not any(start <= found.start() < end for start, end in taken)
        ]
        return tuple(sorted((*marked, *bare), key=lambda link: link.start))

    @cached_property
    def prose(self) -> str:
        """The text with addresses, accounts, link targets and fields of a template blanked out; positions stay."""
        without_targets = _LINK.sub(lambda found: f" {found['label']} " + " " * (len(found["target"]) + 2), self.text)
        without_fields = _FIELD.sub(_blank, without_targets)
        return _MAYBE_ADDRESS.sub(lambda word: _ADDRESS.sub(_blank, word[0]), without_fields)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order; a paragraph may run over several lines."""
        return tuple(self._sentences())

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(re.findall(r"\w+", self.prose))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Each word of the prose once: a rule about many words first sees which of them occur at all."""
        return frozenset(re.findall(r"\w+", self.prose))

    def sentence_at(self, position: int) -> Sentence | None:
        """Return the sentence around ``position``."""
        index = bisect_right(self._starts, position) - 1
        return self.sentences[index] if index >= 0 else None

    def following(self, sentence: Sentence, count: int = 1) -> str:
        """Return the text of the next sentences behind ``sentence``."""
        index = bisect_right(self._starts, sentence.start)
        return " ".join(one.text for one in self.sentences[index : index + count])

    def preceding(self, sentence: Sentence, count: int = 1) -> str:
        """Return the text of the sentences before ``sentence``."""
        index = bisect_right(self._starts, sentence.start) - 1
        return " ".join(one.text for one in self.sentences[max(0, index - count) : index])

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def _sentences(self) -> Iterator[Sentence]:
        for kind, start, end in self._paragraphs():
            words = self.prose[start:end].replace("\n", " ")  # a sentence may run over several lines
            spans = [(0, len(words))] if kind is Kind.HEADING else _sentence_spans(words)
            for first, last in spans:
                yield Sentence(start + first, words[first:last], kind)

    def _paragraphs(self) -> Iterator[tuple[Kind, int, int]]:
        """Yield each heading, item and paragraph; a line of text right below an item goes on with it."""
        current: tuple[Kind, int, int] | None = None
        for line in self.lines:
            if line.kind is Kind.TEXT and current is not None and current[0] is not Kind.HEADING:
                current = (current[0], current[1], line.end)
                continue
            if current is not None:
                yield current
            current = None if line.kind is Kind.BLANK else (line.kind, line.content, line.end)
        if current is not None:
            yield current


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _line(line: str, start: int, *, may_be_heading: bool) -> Line:
    end = start + len(line)
    if not line.strip():
        return Line(Kind.BLANK, start, start, end, "")
    if marked := _MARKED.fullmatch(line.rstrip()):
        numbered = _NUMBERED.fullmatch(marked["title"].strip())
        title = numbered["title"] if numbered else marked["title"].strip()
        content = start + (line.rfind(title) if title else len(line))
        return Line(
            Kind.HEADING, start, content, end, title, len(marked["marks"]), numbered["number"] if numbered else ""
        )
    numbered = _NUMBERED.fullmatch(line.strip())
    if numbered and may_be_heading and len(line) <= MAX_HEADING and not line.rstrip().endswith((".", ";", ",", ":")):
        content = start + line.index(numbered["title"])
        level = numbered["number"].count(".") + 1
        return Line(Kind.HEADING, start, content, end, numbered["title"].strip(), level, numbered["number"])
    if bullet := _BULLET.fullmatch(line):
        return Line(Kind.ITEM, start, start + bullet.start("rest"), end, bullet["rest"].strip())
    box = _BOX.match(line)
    content = start + (box.end() if box else len(line) - len(line.lstrip()))
    return Line(Kind.TEXT, start, content, end, line[content - start :].strip())


def _in_sequence(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines; numbered ones that do not continue the outline („13 Jahre“, a contents table) are text."""
    accepted: set[int] = set()
    last: tuple[int, ...] = ()
    between = 0
    for index, line in enumerate(lines):
        if line.kind is not Kind.HEADING:
            between += len(line.words)
            continue
        number = tuple(int(part) for part in line.number.split("."))
        if number == (1,) and last and between < MAX_IN_CONTENTS:  # what came before was the contents table
            accepted, last = set(), ()
        if _continues(last, number) and not _UNIT.match(line.words) and not _GOES_ON.search(line.words):
            between = between if accepted else 0
            accepted.add(index)
            last = number
    for index, line in enumerate(lines):
        if line.kind is Kind.HEADING and index not in accepted:
            yield Line(Kind.TEXT, line.start, line.start, line.end, line.words)
        else:
            yield line


def _continues(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Return whether ``number`` may come next: a first child, or up to two steps on at its level."""
    if not last:
        return len(number) == 1 and number[0] <= 1
    if len(number) > len(last):
        return number[: len(last)] == last and len(number) == len(last) + 1 and number[-1] <= MAX_STEP
    above = last[: len(number)]
    return number[:-1] == above[:-1] and 0 < number[-1] - above[-1] <= MAX_STEP


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if found[0].strip() or not _ABBREVIATION.search(text, max(start, found.start() - 12), found.start()):
            yield from _pieces(text, start, found.start())
            start = found.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, one that is longer than any sentence in pieces, so that no rule reads half a book at once."""
    for first in range(start, end, MAX_SENTENCE):
        last = min(first + MAX_SENTENCE, end)
        if text[first:last].strip():
            yield first, last
