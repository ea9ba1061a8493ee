"""Absolute claims and praise need a source (``FORM-BEHAUPTUNGEN``, ``MODERATION-FRIST``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.dossier.answers import Model
from pipeline.law.text_rules.facts import TextFacts, TextFinding, passage
from pipeline.law.text_rules.reading import Kind, ReadText
from pipeline.law.text_rules.rule_data import read_data


class Claim(Model):
    """A class of claims; ``data/claims.yaml`` explains the fields."""

    id: str
    requirements: tuple[str, ...]
    pattern: str
    near: str | None = None
    unless: str | None = None
    what: str
    remedy: str


_NUMBER = re.compile(r"^\W*(?:§\s*)?\(?\d{1,2}[a-z]?[.)]?\)?\s+")
"""The number of a paragraph at the beginning of a sentence; it is no figure that proves anything."""


def claims(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield claims that allow no exception, and praise without a source."""
    del facts
    for claim, pattern, near, unless in _claims():
        for found in pattern.finditer(text.prose):
            sentence = text.sentence_at(found.start())
            if sentence is None or sentence.kind is Kind.HEADING or found.end() > sentence.end:
                continue
            rest = sentence.text[: found.start() - sentence.start] + " " + sentence.text[found.end() - sentence.start :]
            rest = _NUMBER.sub("", rest)
            if (near is not None and not near.search(sentence.text)) or (unless is not None and unless.search(rest)):
                continue
            if _is_quoted(sentence.text, found.start() - sentence.start):
                continue
            start, end, quote = passage(text, *found.span())
            for requirement in claim.requirements:
                yield TextFinding(
                    f"claims.{claim.id}", requirement, f"„{quote}“: {claim.what}", claim.remedy, start, end, quote
                )


def _is_quoted(sentence: str, position: int) -> bool:
    """Return whether the words are quoted, not said."""
    return sentence.rfind("„", 0, position) > sentence.rfind("“", 0, position)


@cache
def _claims() -> tuple[tuple[Claim, re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    return tuple(
        (
            claim,
            re.compile(claim.pattern, re.IGNORECASE),
            re.compile(claim.near, re.IGNORECASE) if claim.near else None,
            re.compile(claim.unless, re.IGNORECASE) if claim.unless else None,
        )
        for claim in read_data(tuple[Claim, ...], "claims.yaml")
    )
