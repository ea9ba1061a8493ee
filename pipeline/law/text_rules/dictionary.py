"""The German dictionary of the system, in Hunspell's format: which words exist, with their endings and as compounds.

Hunspell itself takes 0.3 s to start with this dictionary and 0.7 ms for each compound, 3 s for the texts of one dossier;
:mod:`pipeline.law.text_rules.spelling` needs only yes or no, so the files are read here: stems with their flags
(``de_DE.dic``), endings that a flag allows (``SFX`` and ``PFX`` in ``de_DE.aff``), and words that only occur in compounds.
Format: hunspell(5).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER_VARIABLE = "NUTZUNGSKONZEPT_WOERTERBUCH"
"""Environment variable that names the folder of ``de_DE.dic`` where it is not in one of the usual places."""
FOLDERS = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/Library/Spelling",
    "/opt/homebrew/share/hunspell",
)
NAMES = ("de_DE", "de_DE_frami")
_NEEDS_S = ("heit", "keit", "ung", "schaft", "tät", "ion", "ling", "tum")
"""Words with these endings take an s before another word: „Verarbeitungszweck“."""
_MAY_TAKE_S = ("sicht", "kunft", "stand", "trieb", "gang", "zug", "schrift")
_PARTICIPLE = "nd"
"""How a present participle ends; at the beginning of a sentence it has a capital like a noun."""
_DERIVED = re.compile(r"(?P<stem>[A-ZÄÖÜ][a-zäöüß]{3,}?)(?P<ending>keit(?:en)?|heit(?:en)?|ung(?:en)?)")
_ADJECTIVE = re.compile(r"(?P<stem>[a-zäöüß]{2,}?)(?:e|er|en|em|es)")
MIN_PART = 3


@dataclass(frozen=True, slots=True)
class _Ending:
    """One rule: a word ending in ``added`` comes from one that ends in ``stripped`` and matches ``condition``."""

    flag: str
    stripped: str
    condition: re.Pattern[str] | None


class Dictionary:
    """German words.

    Attributes:
        stems: each stem with its flags; where it stands twice in the dictionary, with both, a space between.
        endings: rules by what they add.
        prefixes: flags by the prefix that they add.
    """

    def __init__(
        self,
        stems: Mapping[str, str],
        endings: Mapping[str, tuple[_Ending, ...]],
        prefixes: Mapping[str, str],
        marks: Mapping[str, str],
    ) -> None:
        self.stems = stems
        self.endings = endings
        self.prefixes = prefixes
        self._bad = marks["FORBIDDENWORD"]
        self._only_inside = marks["ONLYINCOMPOUND"]
        self._needs_ending = marks["NEEDAFFIX"]
        self._end = marks["COMPOUNDEND"]
        self._lengths = range(max(map(len, endings), default=0) + 1)
        self._simple: dict[str, bool] = {}
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Return whether ``word`` is German, alone or as a compound; a capital at its beginning is allowed for every word."""
        if word not in self._known:
            self._known[word] = (
                self.is_simple(word)
                or (word[0].isupper() and self.is_simple(word.lower()))
                or self.is_compound(word)
                or (word[0].isupper() and word.endswith(_PARTICIPLE) and self.is_compound(word.lower()))
                or self.is_derived(word)
            )
        return self._known[word]

    def is_derived(self, word: str) -> bool:
        """Return whether ``word`` is made of a word that is known: „Abrufbarkeit“, „Anbietung“, „nachzuverfolgen“."""
        if any(self.is_simple(word[: at.start()] + word[at.end() :]) for at in re.finditer("(?<=..)zu(?=...)", word)):
            return True
        found = _DERIVED.fullmatch(word)
        if found is None:
            return False
        stem = found["stem"].lower()
        return (
            self.is_simple(stem + "en")
            if found["ending"].startswith("ung")
            else self.is_simple(stem) or self.is_compound(stem)
        )

    def is_simple(self, word: str) -> bool:
        """Return whether ``word`` stands in the dictionary, with one of its endings and prefixes."""
        if word not in self._simple:
            self._simple[word] = self._is_form(word, "") or any(
                word.startswith(prefix) and self._is_form(word[len(prefix) :], flag)
                for prefix, flag in self.prefixes.items()
            )
        return self._simple[word]

    def is_compound(self, word: str) -> bool:
        """Return whether ``word`` is made of words that may stand together."""
        return any(self.is_last(rest, capital=word[0].isupper()) for _, rest in self.heads(word))

    def heads(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield each split of ``word`` into a first part that may begin a compound, and the rest."""
        for cut in range(MIN_PART, len(word) - MIN_PART + 1):
            if self.is_first(word[:cut]):
                yield word[:cut], word[cut:]

    def is_first(self, part: str) -> bool:
        """Return whether ``part`` may begin a compound."""
        inside = {self._only_inside, self._needs_ending}
        if any(
            inside & set(flags) and self._bad not in flags
            for form in (part, part.capitalize(), part.lower())
            for flags in self._entries(form)
        ):
            return True
        if part.endswith("s") and part[:-1].endswith(_NEEDS_S) and self.is_simple(part[:-1].capitalize()):
            return True
        if part.endswith("s") and part[:-1].endswith(_MAY_TAKE_S) and self.is_simple(part[:-1].capitalize()):
            return True
        return not part.endswith(_NEEDS_S) and (self.is_simple(part.capitalize()) or self.is_simple(part.lower()))

    def is_last(self, part: str, *, capital: bool) -> bool:
        """Return whether ``part`` may end a compound: a noun in one with a capital, any other word in one without."""
        if len(part) < MIN_PART or not part.islower():
            return False
        if len(part) == MIN_PART:
            return part.capitalize() in self.stems and capital
        if self.is_simple(part.capitalize() if capital else part) or (capital and self.is_adjective(part)):
            return True
        if capital and self._is_form(part, "", last=True):
            return True
        return len(part) > 2 * MIN_PART and any(self.is_last(rest, capital=capital) for _, rest in self.heads(part))

    def is_adjective(self, word: str) -> bool:
        """Return whether ``word`` is a form of an adjective or participle, and so can become a noun: „Beauftragte“."""
        found = _ADJECTIVE.fullmatch(word)
        return found is not None and all(self.is_simple(found["stem"] + ending) for ending in ("e", "er", "es"))

    def _is_form(self, word: str, prefix: str, *, last: bool = False) -> bool:
        if any(prefix in flags and self._usable(flags, needs_ending=False, last=last) for flags in self._entries(word)):
            return True
        for length in self._lengths:
            if length >= len(word):
                return False
            for ending in self.endings.get(word[len(word) - length :], ()):
                stem = word[: len(word) - length] + ending.stripped
                if stem in self.stems and any(
                    self._takes(flags, prefix, ending, stem, last=last) for flags in self._entries(stem)
                ):
                    return True
        return False

    def _takes(self, flags: str, prefix: str, ending: _Ending, stem: str, *, last: bool) -> bool:
        return (
            ending.flag in flags
            and prefix in flags
            and self._usable(flags, needs_ending=True, last=last)
            and (ending.condition is None or ending.condition.search(stem) is not None)
        )

    def _usable(self, flags: str, *, needs_ending: bool, last: bool) -> bool:
        if self._bad in flags or (self._needs_ending in flags and not needs_ending):
            return False
        return self._end in flags if last else self._only_inside not in flags

    def _entries(self, word: str) -> Sequence[str]:
        flags = self.stems.get(word)
        if flags is None:
            return ()
        return flags.split(" ") if " " in flags else (flags,)


@cache
def load_dictionary() -> Dictionary | None:
    """Return the German dictionary of this system, or ``None`` where none is installed (Debian: ``hunspell-de-de``)."""
    folders = (os.environ[FOLDER_VARIABLE],) if os.environ.get(FOLDER_VARIABLE) else FOLDERS
    for folder in folders:
        for name in NAMES:
            words, affixes = Path(folder) / f"{name}.dic", Path(folder) / f"{name}.aff"
            if words.is_file() and affixes.is_file():
                return read_dictionary(words, affixes)
    return None


def read_dictionary(words: Path, affixes: Path) -> Dictionary:
    """Return the dictionary of the two files."""
    raw = affixes.read_bytes()
    found = re.search(rb"^SET\s+(\S+)", raw, re.MULTILINE)
    encoding = found[1].decode("ascii") if found else "utf-8"
    rules = raw.decode(encoding, errors="replace")
    marks = {name: _mark(rules, name) for name in ("FORBIDDENWORD", "ONLYINCOMPOUND", "NEEDAFFIX", "COMPOUNDEND")}
    stems: dict[str, str] = {}
    for line in words.read_bytes().decode(encoding, errors="replace").split("\n"):
        word, _, flags = line.partition("/")
        stems[word] = f"{stems[word]} {flags}" if word in stems else flags
    prefixes = {added: flag for flag, added in re.findall(r"^PFX (\S) +0 +([a-zäöü]{2,}) +\.", rules, re.MULTILINE)}
    return Dictionary(stems, _endings(rules, marks["ONLYINCOMPOUND"]), prefixes, marks)


def _endings(rules: str, inside: str) -> Mapping[str, tuple[_Ending, ...]]:
    result: dict[str, list[_Ending]] = {}
    for flag, stripped, added, condition in re.findall(r"^SFX (\S) +(\S+) +(\S+) +(\S+)", rules, re.MULTILINE):
        letters, _, more = added.partition("/")
        if letters.endswith("-") or (more and inside in more):
            continue
        letters = "" if letters == "0" else letters
        pattern = None if condition == "." else re.compile(f"{condition}$")
        ending = _Ending(flag, "" if stripped == "0" else stripped, pattern)
        result.setdefault(letters, []).append(ending)
    return {letters: tuple(endings) for letters, endings in result.items()}


def _mark(rules: str, name: str) -> str:
    found = re.search(rf"^{name}\s+(\S)", rules, re.MULTILINE)
    return found[1] if found else "\0"
