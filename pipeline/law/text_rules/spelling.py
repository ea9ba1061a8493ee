"""Words that no dictionary has and that come close to one it has (``FORM-RECHTSCHREIBUNG``).

A word is questioned only when the dictionary knows a word one keystroke away: names, places and new words stay unquestioned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from pipeline.dossier.answers import Model
from pipeline.language import tr
from pipeline.law.text_rules.dictionary import Dictionary, load_dictionary
from pipeline.law.text_rules.facts import TextFacts, TextFinding
from pipeline.law.text_rules.reading import ReadText, ascii_letters
from pipeline.law.text_rules.rule_data import read_data
from pipeline.law.text_rules.terms import finding, load_terms

_RULE = "spelling"
_WORD = re.compile(
    r"(?<![\w@#/.*:\[-])[A-Za-zÄÖÜäöüß][a-zäöüß]{3,}(?:-[A-ZÄÖÜ]?[a-zäöüß]{3,})*(?![\w@*-]|[:_/](?:in|innen)\b)"
)
_BEFORE = re.compile(r"(?P<word>[A-ZÄÖÜ][a-zäöüß]+\.?)\s+$")
_TITLES = frozenset(
    ("Frau", "Herr", "Herrn", "Dr.", "Prof.", "Stadt", "Gemeinde", "Kreis", "Ortsteil", "Ort", "Firma", "Familie")
)
_STREET = re.compile(r"(?:straße|str\.|weg|platz|allee|gasse|ring|damm|hof|feld|dorf|stadt|burg|berg|heim|hausen)$")
_LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"
_ENDINGS = ("", "s", "n", "en", "e", "er", "es", "em")
MIN_LOWER = 5
MIN_CAPITAL = 7
MAX_LENGTH = 60
"""The longest words of official German; longer runs of letters are no words."""
MAX_QUESTIONED = 60
"""So many unknown words are compared with the dictionary; a text with more is not German prose."""


class _Vocabulary(Model):
    words: tuple[str, ...]


def spelling_available() -> bool:
    """Return whether a German dictionary is installed; without one spelling is not checked."""
    return load_dictionary() is not None


def spelling(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield words that look like slips of the pen."""
    dictionary = load_dictionary()
    if dictionary is None:
        return
    own = {
        word.casefold() for name in (*facts.own_words, facts.organisation or "") for word in re.findall(r"\w+", name)
    }
    for word, place in islice(_unknown(text, dictionary, own), MAX_QUESTIONED):
        if meant := nearest(word, dictionary):
            message = tr("„{word}“ steht nicht im Wörterbuch.", word=word)
            yield finding(_RULE, text, *place, message, tr("Gemeint ist wohl: {right}.", right=meant))


def nearest(word: str, dictionary: Dictionary) -> str | None:
    """Return the word one keystroke away from ``word`` that the dictionary knows, or ``None``; a part of a compound may be wrong."""
    for candidate in _keystrokes(word):
        if dictionary.is_simple(candidate) or _in_vocabulary(candidate, dictionary):
            return candidate
    for head, rest in dictionary.heads(word):
        for candidate in _keystrokes(rest) if len(rest) > MIN_LOWER else ():
            if dictionary.is_last(candidate, capital=word[0].isupper()):
                return head + candidate
    for cut in range(4, len(word) - 3):
        if dictionary.is_last(word[cut:], capital=word[0].isupper()):
            for candidate in _keystrokes(word[:cut]) if cut > MIN_LOWER else ():
                if dictionary.is_first(candidate):
                    return candidate + word[cut:]
    return None


def _unknown(text: ReadText, dictionary: Dictionary, own: set[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each word once that is not known, with its place; no abbreviations, no names, no words of other rules."""
    seen = set(_judged_elsewhere())
    for found in _WORD.finditer(text.prose):
        start = found.start()
        if "-" in found[0] and found[0].islower():  # a key, not prose
            continue
        for part in found[0].split("-"):
            place = (start, start + len(part))
            start += len(part) + 1
            if part in seen or not (MIN_CAPITAL if part[0].isupper() else MIN_LOWER) <= len(part) <= MAX_LENGTH:
                continue
            seen.add(part)
            if dictionary.knows(part) or part.casefold() in own or _in_vocabulary(part, dictionary):
                continue
            if part.islower() and dictionary.knows(part.capitalize()):  # half of a word that a line end cut in two
                continue
            if not (part[0].isupper() and _is_name(text, part, place, dictionary)) and not _is_key(text, *place):
                yield part, place


def _is_name(text: ReadText, word: str, place: tuple[int, int], dictionary: Dictionary) -> bool:
    """Return whether a word with a capital is a name: beside another name or title, a street or place, or in an address of the text."""
    before = _BEFORE.search(text.prose[max(0, place[0] - 30) : place[0]])
    if _STREET.search(word) or (
        before and (before["word"] in _TITLES or not dictionary.is_simple(before["word"].lower()))
    ):
        return True
    plain = ascii_letters(word.casefold())
    return (
        re.search(rf"[@./_-]{plain}|{plain}[@._]", text.text, re.IGNORECASE) is not None or text.prose.count(word) > 2
    )


def _is_key(text: ReadText, start: int, end: int) -> bool:
    """Return whether a word stands alone in its line without a capital: a key, not prose."""
    line_start = text.text.rfind("\n", 0, start) + 1
    line_end = text.text.find("\n", end)
    return (
        text.text[line_start : line_end if line_end >= 0 else None].strip() == text.text[start:end]
        and text.text[start].islower()
    )


@cache
def _judged_elsewhere() -> frozenset[str]:
    return frozenset(f"{word}{ending}" for word in load_terms().no_plural for ending in ("s", "es"))


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(
        word.casefold() + ending for word in read_data(_Vocabulary, "vocabulary.yaml").words for ending in _ENDINGS
    )


def _in_vocabulary(word: str, dictionary: Dictionary) -> bool:
    """Return whether ``word`` is one of ours, or a compound with one."""
    plain = word.casefold()
    if plain in _vocabulary():
        return True
    return any(
        (plain[:cut] in _vocabulary() and dictionary.is_last(plain[cut:], capital=word[0].isupper()))
        or (plain[cut:] in _vocabulary() and dictionary.is_first(word[:cut]))
        for cut in range(3, len(plain) - 2)
    )


def _keystrokes(word: str) -> Iterator[str]:
    """Yield what becomes of ``word`` by one letter more, less, other, or two exchanged; the likeliest slips first."""
    splits = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    yield from (left + left[-1] + right for left, right in splits if left and left[-1].islower())
    yield from (left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1 and left)
    yield from (left + right[1:] for left, right in splits if right and left)
    yield from (left + letter + right for left, right in splits if left for letter in _LETTERS)
    yield from (left + letter + right[1:] for left, right in splits if right and left for letter in _LETTERS)
