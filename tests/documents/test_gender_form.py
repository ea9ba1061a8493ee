"""The standing text of every template suits each gender form a dossier may set: it is neutral, so nothing has to be swapped.

``organisation.gender_form`` tells how the town's own texts are written, and the law check reads it; templates never print it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.documents.text_of import document_text

TEMPLATES = sorted((Path(__file__).parents[2] / "templates").glob("*.docx"))
PAIRS_AND_SIGNS = re.compile(
    r"\w[*:_/](?:-?innen|in|r|n)\b|\w[a-zäöü]Innen\b|\b(\w+)innen und \1|\b\w+er und \w+erinnen\b|\(in(?:nen)?\)"
)
MASCULINE = re.compile(
    r"\b(?:Bürger|Nutzer|Mitarbeiter|Besucher|Einwohner|Teilnehmer|Ansprechpartner|Leser|Follower|Abonnenten|Redakteur|"
    r"Administrator|Moderator|Datenschutzbeauftragter|Vertreter|Unterzeichner|Inhaber|Empfängern?innen)(?:n|s|e|en)?\b"
)
ROLES = {"Inhaber", "Vertreter"}
"""Words that mean bodies, too."""


def standing_text(path: Path) -> str:
    """Return the words of a template without its tags."""
    return re.sub(r"\{[{%].*?[%}]\}", " ", document_text(path.read_bytes()), flags=re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_standing_text_is_neutral(path: Path) -> None:
    text = standing_text(path)
    assert [match.group() for match in PAIRS_AND_SIGNS.finditer(text)] == []
    assert [match.group() for match in MASCULINE.finditer(text) if match.group() not in ROLES] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_depends_on_the_form(path: Path) -> None:
    assert "gender_form" not in document_text(path.read_bytes())
