"""What a careful reader would say of a dossier before a document is made: warnings, each with its place.

They keep no draft from being made; a release refuses them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.documents.glyphs import missing_glyphs
from pipeline.documents.typography import normalised
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.editions import FieldText, texts
from pipeline.errors import Problem
from pipeline.language import tr

_LONGEST = 120
"""Characters of a text that may be the same value as another; prose is longer."""
_SHORTEST = 4
"""Characters from which an internal value says something of its own; „ja“ or „IT“ stand everywhere."""


def cautions(dossier: Dossier) -> tuple[Problem, ...]:
    """Return what no document of ``dossier`` should go out with, in the order of its files.

    That is a character that the documents' fonts cannot show, and an internal value that a public field repeats in its prose.
    """
    found = tuple(texts(dossier))
    return (*_glyphs(dossier, found), *_repeated(dossier, found))


def _glyphs(dossier: Dossier, found: Sequence[FieldText]) -> Iterator[Problem]:
    for text in found:
        for character in missing_glyphs(text.text):
            code = f"U+{ord(character):04X}"
            message = tr("Das Zeichen „{character}“ ({code}) fehlt in den Schriften.", character=character, code=code)
            yield _problem(dossier, text.path, message, tr("Das Zeichen durch Worte ersetzen oder löschen."))


def _repeated(dossier: Dossier, found: Sequence[FieldText]) -> Iterator[Problem]:
    """Yield public texts that contain an internal value; one that is public elsewhere is no secret."""
    public = {normalised(text.text) for text in found if not text.internal and len(text.text) < _LONGEST}
    secrets = {
        value: text
        for text in found
        if text.internal
        and not text.question
        and len(value := normalised(text.text)) >= _SHORTEST
        and value not in public
    }
    rare = {value: max(re.findall(r"\w+", text.text), key=len, default="") for value, text in secrets.items()}
    for text in found:
        if text.internal:
            continue
        likely = [value for value, word in rare.items() if word in text.text]  # normalising all texts would take long
        said = normalised(text.text) if likely else ""
        for value in likely:
            if re.search(rf"(?<!\w){re.escape(value)}(?!\w)", said):
                message = tr(
                    "Der Text wiederholt eine interne Angabe ({path}), die veröffentlicht würde.",
                    path=secrets[value].path,
                )
                yield _problem(dossier, text.path, message, tr("Statt der Angabe die Funktion nennen."))


def _problem(dossier: Dossier, path: str, message: str, remedy: str) -> Problem:
    place = dossier.place(path)
    file = str(dossier.folder / place.file) if place else ""
    return Problem(message, remedy, file, place.line if place else 0, place.column if place else 0, path)
