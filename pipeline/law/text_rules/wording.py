"""Doubled words, plurals that do not exist, and capital pronouns that address nobody (``FORM-RECHTSCHREIBUNG``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language import tr
from pipeline.law.text_rules.facts import TextFacts, TextFinding
from pipeline.law.text_rules.markers import USERS
from pipeline.law.text_rules.reading import Kind, ReadText
from pipeline.law.text_rules.terms import finding, load_terms

_RULE = "wording"
_DOUBLED = re.compile(r"(?<![\w-])(?P<word>[A-Za-zÄÖÜäöüß]{2,})[ \t]*\n?[ \t]+(?P=word)(?![\w-])")
_MAY_DOUBLE = frozenset(
    {"die", "der", "das", "den", "dem", "sie", "Sie", "denen", "deren", "es", "was", "ein", "nach", "ja", "nein"}
)
"""Article and pronoun may meet: „die, die“ is written without a comma where a subordinate clause ends."""
_FORMAL = re.compile(r"(?<=[a-zäöüß,;)] )(?P<word>Sie|Ihnen|Ihre[nrms]?|Ihr)(?!\w)")
_PLURAL_BEFORE = re.compile(
    rf"\b(?:{USERS}|(?:öffentliche[nr]?|staatliche[nr]?)\s+Stellen|Stellen|Behörden|Kommunen|Beschäftigten?|Unternehmen|Betroffenen?)\b"
)
_ADDRESSES = re.compile(
    r"\b(?:[Bb]itte|wir|uns|unser\w*|Wir|Unser\w*|können Sie|möchten Sie|haben Sie|finden Sie|erreichen Sie|wenden Sie|Ihre? Rechte)\b"
)
MAX_SHARE = 0.02
"""A text in which more of its sentences than this address the reader addresses the reader on purpose."""


def wording(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield doubled words, wrong plurals and capital pronouns without an addressee."""
    del facts
    for found in _DOUBLED.finditer(text.prose):
        if found["word"] not in _MAY_DOUBLE and _in_prose(text, *found.span()):
            message = tr("Das Wort „{word}“ steht doppelt.", word=found["word"])
            yield finding(_RULE, text, *found.span(), message, tr("Ein Wort streichen."))
    yield from _plurals(text)
    yield from _formal(text)


def _in_prose(text: ReadText, start: int, end: int) -> bool:
    """Return whether a doubled word stands inside one sentence; nouns side by side may be the cells of a table."""
    sentence = text.sentence_at(start)
    if sentence is None or end > sentence.end:
        return False
    if text.prose[start].islower():
        return True
    before = text.prose[max(sentence.start, start - 30) : start]
    return (
        re.search(r"\b[a-zäöüß]+ $", before) is not None
        and re.match(r"\s*[a-zäöü,.;:!?]", text.prose[end:]) is not None
    )


def _plurals(text: ReadText) -> Iterator[TextFinding]:
    bases = "|".join(re.escape(base).replace(r"\ ", "[ -]") for base in load_terms().no_plural)
    for found in re.finditer(rf"(?<![\w-])(?P<base>{bases})(?:e?s)(?!\w)", text.prose):
        if re.search(
            r"\b(?:des|eines|dieses|jedes|unseres|ihres|seines)\s+(?:\w+en\s+)?$",
            text.prose[max(0, found.start() - 40) : found.start()],
        ):
            continue
        message = tr("„{word}“: Das Wort hat keinen Plural.", word=found[0])
        yield finding(_RULE, text, *found.span(), message, tr("In die Einzahl setzen: {right}.", right=found["base"]))


def _formal(text: ReadText) -> Iterator[TextFinding]:
    places = list(_FORMAL.finditer(text.prose))
    addressing = {sentence.start for found in places if (sentence := text.sentence_at(found.start()))}
    if len(addressing) > max(3, MAX_SHARE * len(text.sentences)):
        return
    for found in places:
        sentence = text.sentence_at(found.start())
        if sentence is None or sentence.kind is Kind.HEADING or _ADDRESSES.search(sentence.text):
            continue
        if not _PLURAL_BEFORE.search(sentence.text[: found.start() - sentence.start]):
            continue
        message = tr("„{word}“ redet die Lesenden an, gemeint sind aber wohl die zuvor Genannten.", word=found["word"])
        yield finding(_RULE, text, *found.span(), message, tr("Kleinschreiben: {right}.", right=found["word"].lower()))
