"""A foreign document as one text, with the page and line of every position."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.errors import InputError
from pipeline.language import tr

MAX_CHARACTERS = 500_000
"""A concept has some 50,000 characters; ten times as many are still read in seconds."""
MAX_WORD = 300
"""Longer runs without a space are no words; they are cut, so that no rule searches them for minutes."""
MIN_WORDS = 20
"""A document with fewer words, such as a scan without text, cannot be reviewed."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class ForeignText:
    """A document that was read.

    Attributes:
        name: file as the user knows it.
        text: its words, with the marks of Markdown for headings, list items and links.
        page_starts: where each page begins in ``text``; empty where the format has no pages.
        paragraphs: whether places are counted in paragraphs, because the format has no lines.
    """

    name: str
    text: str
    page_starts: tuple[int, ...] = ()
    paragraphs: bool = False

    def page(self, position: int) -> int:
        """Return the page of ``position`` from 1, or 0 where there are no pages."""
        return bisect_right(self.page_starts, position)

    def line(self, position: int) -> int:
        """Return the line of ``position`` from 1, or the paragraph; on its page, where there are pages."""
        page = self.page(position)
        first = self.page_starts[page - 1] if page else 0
        return bisect_right(self._line_starts, position) - bisect_left(self._line_starts, first)

    @cached_property
    def _line_starts(self) -> Sequence[int]:
        starts = [0, *(found.end() for found in re.finditer("\n", self.text))]
        if not self.paragraphs:
            return starts
        return [start for start in starts if re.match(r"[^\n]*\S", self.text[start : start + MAX_WORD]) is not None]


def foreign_text(name: str, pages: Sequence[str], *, paged: bool = False, paragraphs: bool = False) -> ForeignText:
    """Return the pages of a document as one text, cleaned of what nobody sees.

    Args:
        name: file as the user knows it.
        pages: text of each page; one where the format has none.
        paged: whether the pages are those of the document.
        paragraphs: whether places are counted in paragraphs, because the format has no lines.

    Raises:
        InputError: there is no text in it, or more than any concept has.
    """
    cleaned = [_cleaned(page) for page in pages]
    if sum(map(len, cleaned)) > MAX_CHARACTERS:
        raise InputError(
            tr("Der Text ist mit mehr als {limit} Zeichen zu lang.", limit=MAX_CHARACTERS),
            tr("Nur das Konzept prüfen, ohne Anlagen."),
        )
    starts, position = [], 0
    for page in cleaned:
        starts.append(position)
        position += len(page) + 1
    text = "\n".join(cleaned)
    if len(re.findall(r"\w+", text)) < MIN_WORDS:
        raise InputError(
            tr("In der Datei steht kein lesbarer Text: {file}", file=name),
            tr("Ist es ein gescanntes Papier, zuerst mit Texterkennung umwandeln."),
        )
    return ForeignText(name, text, tuple(starts) if paged else (), paragraphs)


def _cleaned(text: str) -> str:
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n"))
    text = _CONTROL.sub(" ", text)
    text = re.sub(r"[ \t\u00a0]{2,}", " ", text) if len(text) > MAX_CHARACTERS else re.sub(r"[ \t]{20,}", " " * 4, text)
    return re.sub(rf"\S{{{MAX_WORD},}}", lambda found: found[0][:MAX_WORD], text)
