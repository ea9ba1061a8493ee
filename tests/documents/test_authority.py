"""The supervisory authority in the documents: what is only weakly known enters a release once a person confirmed it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.documents.context import Situation, context_for
from pipeline.documents.kinds import DOCUMENT_KINDS, Edition
from pipeline.dossier.load import load_dossier
from pipeline.dossier.model.review import Confirmation
from pipeline.dossier.model.values import Land

AS_OF = dt.date(2026, 11, 22)
MUSTERSTADT = load_dossier(Path(__file__).parents[2] / "inputs" / "musterstadt")


def authority(land: Land, *confirmed: str, draft: bool = False) -> Any:
    organisation = MUSTERSTADT.organisation.model_copy(update={"land": land})
    looked = tuple(Confirmation(fact=one, by="Recht", date="2026-10-01", text="Nachgesehen.") for one in confirmed)
    dossier = replace(
        MUSTERSTADT, organisation=organisation, review=MUSTERSTADT.review.model_copy(update={"confirmations": looked})
    )
    kind = DOCUMENT_KINDS["nutzungskonzept"]
    return context_for(dossier, kind, Edition.INTERNAL, Situation(draft=draft, code="", as_of=AS_OF))["authority"]


def test_draft_prints_a_weak_name_and_marks_it() -> None:
    found = authority(Land.BY, draft=True)
    assert (found.name, found.to_be_checked) == ("Bayerischer Landesbeauftragter für den Datenschutz", True)


@pytest.mark.parametrize("land", [Land.BY, Land.SN, Land.SH])
def test_release_names_the_office_instead_of_a_weak_name(land: Land) -> None:
    found = authority(land)
    assert found.name == f"Zuständige Datenschutz-Aufsichtsbehörde des Landes {land.label}"
    assert found.name_genitive.startswith("der zuständigen Datenschutz-Aufsichtsbehörde")
    assert (found.short_name, found.act) == (None, None)


def test_name_that_a_person_confirmed_enters_a_release() -> None:
    assert authority(Land.BY, "authorities[BY].name").name == "Bayerischer Landesbeauftragter für den Datenschutz"


def test_weak_address_stays_out_of_a_release_until_it_is_confirmed() -> None:
    assert authority(Land.RP, draft=True).address is not None
    assert authority(Land.RP).address is None
    assert authority(Land.RP).name.startswith("Landesbeauftragter")
    assert authority(Land.RP, "authorities[RP].contact").address is not None


def test_well_known_authority_is_printed_as_it_is() -> None:
    found = authority(Land.NW)
    assert found.name.startswith("Landesbeauftragte für Datenschutz und Informationsfreiheit")
    assert found.address is not None
    assert not found.to_be_checked
