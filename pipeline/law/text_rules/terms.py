"""Official terms are spelled as the law spells them, and one thing has one name (``FORM-RECHTSCHREIBUNG``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.dossier.answers import Model
from pipeline.language import tr
from pipeline.law.text_rules.dictionary import load_dictionary
from pipeline.law.text_rules.facts import TextFacts, TextFinding, passage
from pipeline.law.text_rules.platform_names import named_platforms
from pipeline.law.text_rules.reading import ReadText
from pipeline.law.text_rules.rule_data import read_data

REQUIREMENT = "FORM-RECHTSCHREIBUNG"
_RULE = "terms"
_PREFIXES = ("er", "be", "ver", "ent", "zer", "ge", "miss", "un", "vor", "auf", "aus", "ab", "an", "ein", "zu", "um")
_ENDINGS = ("", "s", "n", "en", "es", "e", "r", "er")
LONG = 16
"""From so many letters on a word that is one letter off is a slip; shorter words have neighbours that are words."""
ENDING = 4
_WORD = re.compile(r"(?<![\w-])[A-ZÄÖÜa-zäöü][a-zäöüß]+(?:-?[A-ZÄÖÜ]?[a-zäöüß]+)*(?![\w-])")


class _Outdated(Model):
    term: str
    today: str


class _SameThing(Model):
    words: tuple[str, ...]
    other: tuple[str, ...]


class Terms(Model):
    """The word lists of ``data/terms.yaml``."""

    official: tuple[str, ...]
    outdated: tuple[_Outdated, ...]
    coupled: tuple[str, ...]
    either: tuple[tuple[str, ...], ...]
    same_thing: tuple[_SameThing, ...]
    no_plural: tuple[str, ...]


@cache
def load_terms() -> Terms:
    """Return the word lists.

    Raises:
        ProgramError: the file is damaged.
    """
    return read_data(Terms, "terms.yaml")


def terms(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield terms that are spelled otherwise, outdated terms, and several names for one thing."""
    del facts
    yield from _official(text)
    for entry in load_terms().outdated:
        for found in re.finditer(rf"(?<!\w){entry.term}\w*", text.prose):
            yield finding(
                _RULE,
                text,
                *found.span(),
                tr("„{term}“ ist eine überholte Bezeichnung.", term=found[0]),
                tr("Heute: {today}.", today=entry.today),
            )
    yield from _coupled(text)
    yield from _parted(text)
    yield from _either(text)
    for same in load_terms().same_thing:
        first = re.search(rf"(?<!\w)(?:[\w-]+-)?(?:{'|'.join(same.words)})(?!\w)", text.prose)
        other = re.search(rf"(?<!\w)(?:[\w-]+-)?(?:{'|'.join(same.other)})(?!\w)", text.prose)
        if first is not None and other is not None and _one_platform(first[0], other[0]):
            message = tr("Dieselbe Sache heißt einmal „{one}“ und einmal „{other}“.", one=first[0], other=other[0])
            yield finding(_RULE, text, *first.span(), message, tr("Eine Bezeichnung wählen und überall verwenden."))


def _one_platform(first: str, other: str) -> bool:
    """Return whether two names can mean one thing: „Twitter-Account“ and „YouTube-Kanal“ are two."""
    named = [{platform for platform, _, _ in named_platforms(words.replace("-", " "))} for words in (first, other)]
    return not (named[0] and named[1]) or bool(named[0] & named[1])


def finding(rule: str, text: ReadText, first: int, last: int, message: str, remedy: str) -> TextFinding:
    """Return a finding about spelling or wording."""
    start, end, quote = passage(text, first, last)
    return TextFinding(rule, REQUIREMENT, message, remedy, start, end, quote)


def _official(text: ReadText) -> Iterator[TextFinding]:
    seen: set[str] = set()
    for found in _WORD.finditer(text.prose):
        word = found[0]
        if word in seen:
            continue
        seen.add(word)
        right = _spellings().get(_squashed(word))
        if right is not None and not _same(word, right) and not _same(word.capitalize(), right):
            yield finding(
                _RULE,
                text,
                *found.span(),
                tr("„{word}“ ist nicht die amtliche Schreibung.", word=word),
                tr("Schreiben: {right}.", right=right),
            )
        elif right is None and (meant := _prefixed().get(word) or _nearly(word)):
            yield finding(
                _RULE,
                text,
                *found.span(),
                tr("„{word}“ ist kein gebräuchlicher Begriff.", word=word),
                tr("Gemeint ist wohl: {right}.", right=meant),
            )


def _nearly(word: str) -> str | None:
    """Return the official term that a word differs from by one letter inside, as „Folgeabschätzung“ does, or ``None``."""
    squashed = _squashed(word)
    dictionary = load_dictionary()
    if len(squashed) < LONG or (
        dictionary is not None and not all(dictionary.knows(part.capitalize()) for part in word.split("-"))
    ):  # what the dictionary does not know, the rule about spelling tells
        return None
    return next((right for key, right in _long_terms().items() if _one_letter_off(squashed, key)), None)


@cache
def _long_terms() -> Mapping[str, str]:
    return {key: right for key, right in _spellings().items() if len(key) >= LONG}


def _one_letter_off(word: str, right: str) -> bool:
    """Return whether one letter is missing, too many or another, and not in the ending, which declension changes."""
    if abs(len(word) - len(right)) > 1 or word[:ENDING] != right[:ENDING] or word == right:
        return False
    first = next((i for i, (a, b) in enumerate(zip(word, right, strict=False)) if a != b), min(len(word), len(right)))
    rest = min(len(word), len(right)) - first
    tail = len(word) - first - 1 if len(word) == len(right) else rest
    return tail >= ENDING and word[len(word) - tail :] == right[len(right) - tail :]


def _same(word: str, right: str) -> bool:
    return any(word == right + ending for ending in _ENDINGS) or word == right


@cache
def _spellings() -> Mapping[str, str]:
    """Return the official terms by their letters alone, with the endings of their cases."""
    return {_squashed(term) + ending: term for ending in reversed(_ENDINGS) for term in load_terms().official}


@cache
def _prefixed() -> Mapping[str, str]:
    """Return compounds that differ from an official term by a prefix put between its parts."""
    result = {}
    for term in load_terms().official:
        for cut in range(4, len(term) - 4):
            for prefix in _PREFIXES:
                if not term[cut].isalpha() or not term[cut - 1].isalpha():
                    continue
                result[term[:cut] + prefix + term[cut:]] = term
    return result


def _coupled(text: ReadText) -> Iterator[TextFinding]:
    pattern = re.compile(
        rf"(?<![\w-])(?P<first>{'|'.join(load_terms().coupled)})\s+(?P<noun>[A-ZÄÖÜ][a-zäöüß]{{3,}})(?![\w])"
    )
    seen: set[str] = set()
    for found in pattern.finditer(text.prose):
        if found[0] in seen:
            continue
        seen.add(found[0])
        right = f"{found['first'].replace(' ', '-')}-{found['noun']}"
        yield finding(
            _RULE,
            text,
            *found.span(),
            tr("„{word}“ wird mit Bindestrichen geschrieben.", word=found[0]),
            tr("Schreiben: {right}.", right=right),
        )


def _parted(text: ReadText) -> Iterator[TextFinding]:
    """Yield official terms whose hyphen is a blank: „Datenschutz Grundverordnung“."""
    for term in load_terms().official:
        first, _, rest = term.partition("-")
        if rest[:1].isupper():
            for found in re.finditer(rf"(?<![\w-]){first} +{rest}\w*", text.prose):
                message = tr("„{word}“ wird mit Bindestrichen geschrieben.", word=found[0])
                yield finding(_RULE, text, *found.span(), message, tr("Schreiben: {right}.", right=term))


def _either(text: ReadText) -> Iterator[TextFinding]:
    for group in load_terms().either:
        found = {word: re.search(rf"(?<![\w-]){word}(?![\w-])", text.prose) for word in group}
        used = [place for place in found.values() if place is not None]
        if len(used) > 1:
            least = min(used, key=lambda place: len(re.findall(rf"(?<![\w-]){place[0]}(?![\w-])", text.prose)))
            message = tr("Die Abkürzungen {words} wechseln.", words=tr(" und ").join(place[0] for place in used))
            yield finding(_RULE, text, *least.span(), message, tr("Eine Abkürzung wählen und überall verwenden."))


def _squashed(word: str) -> str:
    return word.replace("-", "").replace(" ", "").casefold()
