"""What the text rules know beside the words, and what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.dossier.model.values import GenderForm, Land
from pipeline.law.text_rules.reading import ReadText


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What is known about the body whose text is read; everything may be unknown.

    Attributes:
        land: its federal state.
        platforms: ids of the platforms it has a channel on, in the catalogue's terms.
        gender_form: how it names women and men.
        organisation: its name, such as „Stadt Musterstadt“.
        as_of: the day on which the text is read; without it acts that are replaced today count as replaced.
        channel_count: how many channels it has, where that is not the number of platforms.
        own_words: further names and words that are right here, such as places and accounts.
        template: whether the text is the standing text of a template: what is filled in later is no gap.
    """

    land: Land | None = None
    platforms: tuple[str, ...] | None = None
    gender_form: GenderForm | None = None
    organisation: str | None = None
    as_of: dt.date | None = None
    channel_count: int | None = None
    own_words: frozenset[str] = frozenset()
    template: bool = False

    @property
    def single_channel(self) -> bool:
        """Whether it is known that there is exactly one channel."""
        count = self.channel_count if self.channel_count is not None else len(self.platforms or ())
        return count == 1


@dataclass(frozen=True, slots=True)
class TextFinding:
    """One passage that a rule objects to.

    Attributes:
        rule: name of the rule, such as ``former-acts``.
        requirement: id in the catalogue.
        message: what is wrong, a German sentence.
        remedy: what to do, a German sentence.
        start: where the passage begins in the text, in characters from 0.
        end: where it ends.
        quote: its words; empty where something is missing there.
    """

    rule: str
    requirement: str
    message: str
    remedy: str
    start: int
    end: int
    quote: str


Rule = Callable[[ReadText, TextFacts], Iterator[TextFinding]]
"""A rule reads a text with what is known and yields what it objects to."""


def passage(text: ReadText, start: int, end: int) -> tuple[int, int, str]:
    """Return start, end and words of a passage without the space around it, as findings hold them."""
    words = text.text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return start, start + len(words), " ".join(words.split())
