"""All texts that documents print, and which requirements look at a field."""

from __future__ import annotations

import pytest
from changed_dossiers import AS_OF, Edit, changed, dossier_of

from pipeline.catalogue.requirement import requirements_by_id
from pipeline.law.texts import TextField, texts_of
from pipeline.law.tracing import is_field_path, requirements_reading
from pipeline.law.world import world_of


def texts(*edits: Edit) -> dict[str, TextField]:
    return {one.path: one for one in texts_of(changed("musterstadt", edits) if edits else dossier_of("musterstadt"))}


def test_texts_are_found_with_their_kind() -> None:
    found = texts()
    name = found["organisation.name"]
    assert name == TextField("organisation.name", "Stadt Musterstadt", False, False, False)
    assert (found["concept.scope"].prose, found["concept.channels[facebook].title"].prose) == (True, False)
    assert found["concept.channels[facebook].topics[2]"].text == "Baustellen, Sperrungen und Störungen"
    assert found["concept.review.triggers[1]"].text.startswith("neuer Kanal oder neue Funktion")
    assert found["dpia.threshold.art35_3[b].reason"].prose
    assert list(found) == sorted(found, key=lambda path: ("organisation", "concept", "dpia").index(path.split(".")[0]))


def test_what_is_no_text_for_readers_is_left_out() -> None:
    found = texts()
    assert "concept.channels[facebook].id" not in found
    assert "concept.channels[facebook].platform" not in found
    assert "concept.channels[facebook].started_on" not in found
    assert "organisation.coat_of_arms" not in found
    assert not any(path.startswith("review.") for path in found)


def test_what_is_internal_stays_internal_all_the_way_down() -> None:
    found = texts()
    officer = "organisation.data_protection_officer"
    assert (found[f"{officer}.name"].internal, found[f"{officer}.email"].internal) == (True, False)
    assert found["concept.responsibilities[redaktion].persons[person-02].name"].internal
    assert not found["concept.responsibilities[redaktion].role"].internal


def test_proposal_is_read_where_it_would_stand() -> None:
    point = {"open": "Gilt das?", "by": "mayor", "proposal": "Der Kanal wird dann geschlossen."}
    found = texts(("concept.exit_strategy", point))["concept.exit_strategy"]
    assert (found.text, found.prose, found.proposed, found.internal) == (point["proposal"], True, True, False)
    assert "concept.exit_strategy" not in texts(("concept.exit_strategy", {"open": "Gilt das?", "by": "mayor"}))
    listed = {"open": "Wer?", "by": "mayor", "proposal": [{"id": "a", "kind": "public", "name": "Alle"}]}
    assert texts(("concept.recipients", listed))["concept.recipients[a].name"].proposed
    assert not texts()["concept.exit_strategy"].proposed


def test_published_words_are_those_that_are_not_internal() -> None:
    world = world_of(dossier_of("musterstadt"), AS_OF, {})
    lines = world.public_words.splitlines()
    assert "Servicebüro im Rathaus" in lines
    assert not any("Annika Falkenstein" in line for line in lines)
    assert world.present_platforms == ("instagram", "facebook", "youtube", "mastodon", "whatsapp")


@pytest.mark.parametrize(
    ("path", "reads"),
    [
        ("concept.record_of_processing.entry_id", True),
        ("concept.record_of_processing", True),
        ("concept", False),
        ("concept.channels[facebook].imprint_url", False),
        ("concept.record_of_processing.entry_id.more", True),
        ("organisation.record_of_processing.entry_id", False),
    ],
)
def test_requirement_reads_the_field_what_is_below_and_its_object(path: str, *, reads: bool) -> None:
    assert (requirements_by_id()["DSGVO-30"] in requirements_reading(path)) is reads


def test_item_of_a_list_is_read_where_the_evidence_asks_each() -> None:
    links = requirements_by_id()["IMPRESSUM-LINK"]
    assert links in requirements_reading("concept.channels[facebook].imprint_url")
    assert links in requirements_reading("concept.channels.imprint_url")
    assert links in requirements_reading("concept.channels[facebook]")
    assert links not in requirements_reading("concept.channels[facebook].url")
    controllers = requirements_by_id()["EDPB-0.1"]
    assert controllers in requirements_reading("dpia.overview.controllers[stadt].name")
    assert controllers not in requirements_reading("dpia.overview[stadt].controllers.name")
    recipients = requirements_by_id()["DSGVO-13-1-e"]
    assert recipients in requirements_reading("concept.recipients[stadtarchiv].name")
    assert requirements_by_id()["DSGVO-33"] not in requirements_reading("concept.incident_process[a].deadline_hours")


@pytest.mark.parametrize(
    ("path", "is_path"),
    [
        ("concept.channels[a].url", True),
        ("review", True),
        ("dpia[x]", True),
        ("platforms[a].x", False),
        ("DSGVO-33", False),
    ],
)
def test_field_path_starts_with_a_file(path: str, *, is_path: bool) -> None:
    assert is_field_path(path) is is_path
