"""The privacy notice read aloud: its sentences are true for this dossier, and German for one channel as for several."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path

import pytest

from pipeline.cli.main import main
from pipeline.documents.archive import CoreProperties
from pipeline.documents.context import Situation, context_for
from pipeline.documents.kinds import DOCUMENT_KINDS, Edition
from pipeline.documents.render import render
from pipeline.documents.templates import built_in_template
from pipeline.documents.text_of import document_text
from pipeline.dossier.answers import known
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.load import load_dossier
from pipeline.errors import ExitCode

INPUTS = Path(__file__).parents[2] / "inputs"
DAY = dt.date(2026, 11, 22)
NOTICE = "datenschutzhinweise"


def words(dossier: Dossier, *, draft: bool = True) -> str:
    """Return the text of the notice with plain blanks and hyphens."""
    situation = Situation(draft=draft, code="0000-0000-0000", as_of=DAY)
    context = context_for(dossier, DOCUMENT_KINDS[NOTICE], Edition.PUBLIC, situation)
    properties = CoreProperties(title="Hinweise", creator="Stadt", date=DAY, subject="", version="", status="")
    context["organisation"] = context["organisation"].model_copy(update={"coat_of_arms": None})
    docx = render(built_in_template(NOTICE).data, context, properties).docx
    text = document_text(docx, all_parts=False)
    return re.sub("[\u00a0\u202f]", " ", text).replace("\u2011", "-")


def with_channels(*wanted: str) -> Dossier:
    dossier = load_dossier(INPUTS / "musterstadt")
    channels = tuple(channel for channel in dossier.concept.channels if channel.id in wanted)
    assert len(channels) == len(wanted)
    return dataclasses.replace(dossier, concept=dossier.concept.model_copy(update={"channels": channels}))


PLURAL = r"unsere(n|r)? Auftritten?\b|diese Auftritte|einzelnen Plattformen|die Plattformen|Betreiber der Plattformen|auf diesen"


def test_one_channel_is_spoken_of_in_the_singular():
    text = words(with_channels("instagram"))
    ours = text.replace("Betreiber der Plattformen, auf denen der jeweilige Kanal geführt wird", "")  # from the dossier
    ours = "\n".join(line for line in ours.splitlines() if not line.startswith("Sie müssen die Plattformen"))
    assert re.findall(PLURAL, ours) == []
    assert "Die Hinweise gelten für diesen Auftritt:" in text
    assert "Unsere Beiträge lassen sich kommentieren. Was Sie" in text
    assert "erhält außerdem der Betreiber der Plattform (Abschnitt 9)" not in text
    assert "erhält außerdem der Betreiber der Plattform (Abschnitt 8)" in text
    assert not re.search(r"^4\.1\b", text, re.MULTILINE), "no single subsection"


def test_several_channels_are_listed_as_one_speaks():
    text = words(load_dossier(INPUTS / "musterstadt"))
    assert "lassen sich auf diesen Plattformen kommentieren: Instagram, Facebook und Mastodon. " in text
    assert "Nachrichten können Sie uns auf diesen Plattformen senden: Instagram und Mastodon. " in text
    assert "lassen sich auf dieser Plattform kommentieren: Instagram. " in words(with_channels("instagram", "youtube"))


@pytest.mark.parametrize("example", ["sassenberg", "musterstadt"])
def test_a_sentence_stands_for_yes(example: str):
    """„ja: Sie können Ihre Rechte …“ is no sentence; the sentence itself is marked as proposed."""
    text = words(load_dossier(INPUTS / example))
    assert re.findall(r"\b(?:ja|nein): .*", text) == []
    sentence = "Alle Informationen gibt es auch ohne soziale Medien."
    assert sentence in text
    if example == "sassenberg":
        assert f"{sentence} [Vorschlag, noch nicht beschlossen]" in text


def test_nobody_looked_after_the_day_the_notice_was_made():
    """Facts of the catalogue that are younger than the Stand are printed without the day on which they were looked at."""
    dossier = load_dossier(INPUTS / "musterstadt")
    text = words(dossier)
    dates = [dt.date(int(y), int(m), int(d)) for d, m, y in re.findall(r"geprüft am (\d\d)\.(\d\d)\.(\d{4})", text)]
    assert dates
    assert max(dates) <= dossier.concept.document.date


def test_what_the_archive_is_not_offered_is_said_shortly():
    text = words(load_dossier(INPUTS / "musterstadt"))
    offer = "Bevor wir löschen, bieten wir diese Unterlagen dem zuständigen Archiv an. Ausgenommen sind: Stories."
    assert offer in text


def test_no_name_needs_an_article():
    """The program does not know whether it is „der Kreis“ or „die Stadt“, so no sentence may need to."""
    name = "Stadt Musterstadt"
    text = words(load_dossier(INPUTS / "musterstadt"))
    assert re.findall(rf"(?:\b(?:an|mit|von|für|ist|bei) ){name}", text) == []


def test_states_that_nobody_confirmed_are_marked_in_a_draft_and_missing_in_a_release():
    dossier = with_channels("whatsapp")
    (channel,) = dossier.concept.channels
    transfer = channel.third_country_transfer.model_copy(update={"countries": None})
    channel = channel.model_copy(update={"third_country_transfer": transfer})
    unsure = dataclasses.replace(
        dossier,
        concept=dossier.concept.model_copy(update={"channels": (channel,)}),
        review=dossier.review.model_copy(update={"confirmations": ()}),
    )
    assert re.findall(r"^USA.*$", words(unsure), re.MULTILINE) == ["USA (zu prüfen)"]
    assert re.findall(r"^USA.*$", words(unsure, draft=False), re.MULTILINE) == []
    assert re.findall(r"^USA.*$", words(dossier, draft=False), re.MULTILINE) == ["USA"]


@pytest.mark.parametrize("land", ["NW", "HE"])
def test_a_new_dossier_gives_whole_sentences(tmp_path: Path, land: str):
    """Text modules and template fit: no full stop after a full stop, no comma before nothing, no „ja:“."""
    platforms = [part for name in ("instagram", "mastodon", "x") for part in ("--platform", name)]
    assert main(["init", str(tmp_path / "neu"), "--land", land, *platforms]) == ExitCode.OK
    dossier = load_dossier(tmp_path / "neu")
    embeds = known(dossier.concept.website_embeds).model_copy(update={"exists": True})
    dossier = dataclasses.replace(dossier, concept=dossier.concept.model_copy(update={"website_embeds": embeds}))
    faulty = r"\w\.\.(?!\.)|[?!:;]\.|\s[,;.](?!\.)|^[,;.]|\(\)| {2,}|\b(?:ja|nein): "
    assert [line for line in words(dossier).splitlines() if re.search(faulty, line)] == []
