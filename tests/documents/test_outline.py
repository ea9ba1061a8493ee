"""No document has a section with a single subsection, whatever of the dossier is there and however many channels it has."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from pipeline.documents.archive import CoreProperties
from pipeline.documents.context import Situation, context_for
from pipeline.documents.kinds import DOCUMENT_KINDS, Edition
from pipeline.documents.render import render
from pipeline.documents.templates import built_in_template
from pipeline.documents.text_of import Block, document_stories
from pipeline.dossier.load import load_dossier

INPUTS = Path(__file__).parents[2] / "inputs"
SITUATION = Situation(draft=True, code="0000-0000-0000", as_of=dt.date(2026, 11, 22))
PROPERTIES = CoreProperties(title="T", creator="C", date=dt.date(2026, 11, 22), subject="", version="", status="")
ALONE = {
    "nichts": {},
    "redaktion": {"editorial_process": {"text": "Zwei Personen lesen jeden Beitrag."}},
    "netiquette": {"moderation": {"netiquette": "Bleiben Sie freundlich."}},
    "moderation": {"moderation": {"open": "Wie wird moderiert?", "by": "office"}},
    "direktnachrichten": {"moderation": {"messages": "Nachrichten werden werktags gelesen."}},
    "bilder": {"image_rights": {"people_shown": "ja"}},
    "musik": {"copyright": {"process": "Musik wird geprüft."}},
    "sprache": {"accessibility": "Bilder haben Alternativtexte."},
    "wahlen": {"election_rules": {"rule": "Vor Wahlen schweigt der Kanal."}},
    "fristen": {"retention": [{"id": "kommentare", "data": "Kommentare", "period": "ein Jahr"}]},
    "archiv": {"archiving": {"procedure": "Das Archiv wird gefragt."}},
    "überprüfung": {"review": {"interval_months": 12}},
    "schulung": {"training": {"text": "Alle werden geschult."}},
    "gewinnspiele": {"competitions": "nein"},
}
"""One answer of the concept beside the channel, so that it stands alone in its chapter."""


def headings(folder: Path, name: str, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield number and words of the headings of a document."""
    context = context_for(load_dossier(folder), DOCUMENT_KINDS[name], edition, SITUATION)
    docx = render(built_in_template(name).data, context, PROPERTIES).docx
    for block in document_stories(docx)[0].blocks:
        if block.kind == "heading" and block.label[:1].isdigit():
            yield block.label, words(block)


def words(block: Block) -> str:
    return " ".join(block.text.split())


def single(found: list[tuple[str, str]]) -> list[str]:
    """Return the headings that are alone below the one above."""
    above = Counter(number.rpartition(".")[0] for number, _ in found)
    return [f"{number} {text}" for number, text in found if "." in number and above[number.rpartition(".")[0]] == 1]


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("name", ["nutzungskonzept", "datenschutzhinweise", "dsfa"])
@pytest.mark.parametrize("example", ["sassenberg", "musterstadt"])
def test_examples_have_no_single_subsection(example: str, name: str, edition: Edition) -> None:
    found = list(headings(INPUTS / example, name, edition))
    assert found
    assert single(found) == []


@pytest.mark.parametrize("case", ALONE)
def test_nothing_stands_alone_where_little_is_known(case: str, tmp_path: Path) -> None:
    files = {
        "organisation.yaml": {"id": "ort", "name": "Stadt Ort", "land": "NW"},
        "concept.yaml": {"channels": [{"id": "instagram", "platform": "instagram"}], **ALONE[case]},
    }
    for name, content in files.items():
        (tmp_path / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    found = list(headings(tmp_path, "nutzungskonzept", Edition.INTERNAL))
    assert single(found) == []


def test_chapters_keep_their_numbers_and_channels_come_first() -> None:
    chapters = dict(headings(INPUTS / "musterstadt", "nutzungskonzept", Edition.PUBLIC))
    assert [chapters[str(number)] for number in range(1, 9)] == [
        "Unser Social-Media-Angebot",
        "Zweck",
        "Art und Umfang der Nutzung",
        "Gründe für die Entscheidung",
        "Festlegung der Verantwortlichkeiten",
        "Vorteile und Nachteile",
        "Alternative Informations- und Kontaktmöglichkeiten",
        "Abschätzung der Folgen der Verarbeitungsvorgänge",
    ]
    assert chapters["3.1"].startswith("Art und Umfang – ")
    assert chapters["4.1"].startswith("Gründe – ")
