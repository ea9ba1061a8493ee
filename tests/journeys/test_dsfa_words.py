"""The impact assessment read by a data protection officer: lists read as lists, and a deadline is called one."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from pipeline.documents.archive import CoreProperties
from pipeline.documents.context import Situation, context_for
from pipeline.documents.kinds import DOCUMENT_KINDS, Edition
from pipeline.documents.render import render
from pipeline.documents.templates import built_in_template
from pipeline.documents.text_of import document_text
from pipeline.dossier.load import load_dossier

INPUTS = Path(__file__).parents[2] / "inputs"
DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def text() -> str:
    dossier = load_dossier(INPUTS / "musterstadt")
    situation = Situation(draft=True, code="0000-0000-0000", as_of=DAY)
    context = context_for(dossier, DOCUMENT_KINDS["dsfa"], Edition.INTERNAL, situation)
    context["organisation"] = context["organisation"].model_copy(update={"coat_of_arms": None})
    properties = CoreProperties(title="DSFA", creator="Stadt", date=DAY, subject="", version="", status="")
    docx = render(built_in_template("dsfa").data, context, properties).docx
    return document_text(docx, all_parts=False).replace("\u00a0", " ").replace("\u2011", "-")


def test_measures_and_risks_are_listed_with_commas(text: str) -> None:
    assert "Maßnahmen: M1, M2, M17, M19, M22, M23, M24" in text
    assert not re.search(r"\bM\d+ M\d+", text)


def test_what_is_done_has_a_deadline_and_no_until(text: str) -> None:
    """„umgesetzt; … bis 31.08.2026“ would say that it ends then."""
    done = re.findall(r"^Stand: umgesetzt.*$", text, re.MULTILINE)
    assert any("Frist 31.08.2026" in line for line in done)
    assert not any("; bis " in line for line in done)


def test_occasions_of_a_review_are_a_list(text: str) -> None:
    assert re.search(r"^\S neuer Kanal oder neue Funktion", text, re.MULTILINE)
    assert re.search(r"^\S Standard-Datenschutzmodell, Version 3\.1", text, re.MULTILINE)


def test_sentences_fit_what_is_put_into_them(text: str) -> None:
    assert (
        "Der Standpunkt der betroffenen Personen oder ihrer Vertretung wurde eingeholt (Art. 35 Abs. 9 DSGVO)." in text
    )
    assert "Erfüllte Kriterien: 6 von 9." in text
    assert "Das Ergebnis dieser Folgenabschätzung:" in text
    assert "12 Monate" in text
    assert "Übermittlung geprüft am 17.08.2026" in text, "no entry in a list was looked up for Mastodon"
