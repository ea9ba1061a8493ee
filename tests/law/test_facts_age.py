"""Facts of the catalogue that somebody should look at again: the weak ones, the confirmed ones, the old ones."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from changed_dossiers import AS_OF, Edit, changed, dossier_of

from pipeline.catalogue.authorities import load_authorities
from pipeline.catalogue.requirement import load_requirements
from pipeline.catalogue.risk_scale import load_risk_scale
from pipeline.dossier.model.values import Land
from pipeline.law.facts_age import FactNote, NoteKind, fact_notes

MATRIX = "risk_scale.matrix"


def notes(*edits: Edit, as_of: dt.date = AS_OF, days: int = 365) -> dict[str, FactNote]:
    dossier = changed("musterstadt", edits) if edits else dossier_of("musterstadt")
    return {one.fact: one for one in fact_notes(dossier, as_of, days)}


def test_confirmed_fact_says_who_looked_and_when() -> None:
    note = notes()[MATRIX]
    assert note == FactNote(
        MATRIX,
        "Risikomatrix",
        NoteKind.CONFIRMED,
        dt.date(2026, 8, 11),
        note.text,
        load_risk_scale().source,
    )
    assert note.text.startswith("Behördliche Datenschutzbeauftragte: Die Hausmatrix wurde mit dem Kurzpapier")


def test_weak_fact_is_told_with_the_fact_itself() -> None:
    note = notes(("review.confirmations", []))[MATRIX]
    scale = load_risk_scale()
    assert (note.kind, note.seen_on, note.text) == (NoteKind.WEAK, scale.seen_on, scale.source_remark)
    age = notes(("review.confirmations", []))["platforms[whatsapp].minimum_age"]
    assert age.kind is NoteKind.WEAK
    assert age.name.startswith("WhatsApp")
    assert age.text
    assert age.source
    duty = notes(("review.confirmations", []))["platforms[whatsapp].real_name_duty"]
    assert duty.text == "nein"


@pytest.mark.parametrize(
    ("date", "kind"),
    [
        ("2025-11-22", NoteKind.CONFIRMED),
        ("2025-11-21", NoteKind.WEAK),
        ("2026-11-22", NoteKind.CONFIRMED),
        ("2026-11-23", NoteKind.WEAK),
    ],
)
def test_confirmation_ages_like_the_fact_and_none_is_from_tomorrow(date: str, kind: NoteKind) -> None:
    confirmation: dict[str, Any] = {"fact": MATRIX, "by": "DSB", "date": date, "text": "Die Matrix wurde geprüft."}
    assert notes(("review.confirmations", [confirmation]))[MATRIX].kind is kind


def test_matrix_matters_only_where_risks_are_assessed() -> None:
    assert MATRIX not in notes(("dpia.risks", []))


def test_only_platforms_with_a_channel_are_looked_at() -> None:
    used = {
        fact.split("[")[1].split("]")[0] for fact in notes(as_of=dt.date(2030, 1, 1)) if fact.startswith("platforms")
    }
    assert used == {"instagram", "facebook", "youtube", "mastodon", "whatsapp"}


def own(**dates: str) -> Edit:
    platform = {
        "id": "mastodon",
        "name": "Mastodon",
        "kind": "federated",
        "checked_on": dates["checked_on"],
        "privacy_policy": {
            "title": "Erklärung",
            "url": "https://social.musterstadt.example/p",
            "source": "Server",
            "seen_on": dates["seen_on"],
            "confidence": "high",
        },
    }
    return ("organisation.platforms", [platform])


def test_fact_and_platform_grow_old_after_the_allowed_days() -> None:
    platform, policy = "platforms[mastodon]", "platforms[mastodon].privacy_policy"
    old = notes(own(checked_on="2025-11-21", seen_on="2025-11-21"))
    assert old[platform] == FactNote(
        platform, "Mastodon", NoteKind.OLD, dt.date(2025, 11, 21), "dezentrales Netzwerk", ""
    )
    assert old[policy] == FactNote(
        policy,
        "Mastodon: Datenschutzrichtlinie",
        NoteKind.OLD,
        dt.date(2025, 11, 21),
        "https://social.musterstadt.example/p",
        "Server",
    )
    fresh = notes(own(checked_on="2025-11-22", seen_on="2025-11-22"))
    assert not {platform, policy} & set(fresh)
    assert {platform, policy} <= set(notes(own(checked_on="2025-11-22", seen_on="2025-11-22"), days=364))


def test_requirement_grows_old_with_norm_and_source() -> None:
    first = min(load_requirements(), key=lambda one: (one.as_of, one.id))
    assert first.id not in notes(as_of=first.as_of + dt.timedelta(days=365))
    note = notes(as_of=first.as_of + dt.timedelta(days=366))[first.id]
    assert note == FactNote(first.id, first.title, NoteKind.OLD, first.as_of, first.norm, first.source_url)


@pytest.mark.parametrize("land", ["NW", "SH"])
def test_name_and_address_of_the_authority_are_facts(land: str) -> None:
    authority = load_authorities()[Land(land)]
    found = notes(("organisation.land", land), ("review.confirmations", []), as_of=dt.date(2030, 1, 1))
    name = found[f"authorities[{land}].name"]
    assert (name.name, name.text, name.source) == ("Aufsichtsbehörde: Name", authority.name, authority.source)
    assert name.kind is (NoteKind.WEAK if authority.confidence.value == "low" else NoteKind.OLD)
    contact = found.get(f"authorities[{land}].contact")
    if authority.address is None:
        assert contact is None
    else:
        assert contact is not None
        assert contact.text == f"{authority.address.street}, {authority.address.postal_code} {authority.address.city}"
        assert (contact.name, contact.source) == ("Aufsichtsbehörde: Anschrift", authority.contact_source or "")
        assert contact.seen_on == authority.seen_on


def test_nothing_is_said_about_fresh_facts() -> None:
    assert {one.kind for one in notes().values()} == {NoteKind.CONFIRMED}
