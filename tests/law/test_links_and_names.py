"""Links that lead somewhere, the same page in other spellings, and an authority by its right name."""

from __future__ import annotations

import pytest

from pipeline.catalogue.authorities import load_authorities
from pipeline.dossier.model.organisation import Organisation
from pipeline.dossier.model.values import Land
from pipeline.law.authority_names import authority_fault
from pipeline.law.urls import same_page, url_fault


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://www.musterstadt.example", ""),
        ("https://a.b/c", ""),
        ("", "Der Verweis führt nirgendwohin."),
        (" # ", "Der Verweis führt nirgendwohin."),
        ("http://a.example", "Der Verweis http://a.example ist nicht verschlüsselt (https)."),
        ("https://musterstadt", "Der Verweis https://musterstadt ist unvollständig."),
        ("https:///a.b", "Der Verweis https:///a.b ist unvollständig."),
        ("www.musterstadt.example", "Der Verweis www.musterstadt.example ist unvollständig."),
        ("HTTPS://a.example", "Der Verweis HTTPS://a.example ist unvollständig."),
        ("https://a .example", "Der Verweis https://a .example ist unvollständig."),
    ],
)
def test_link_leads_somewhere_and_is_encrypted(url: str, fault: str) -> None:
    assert url_fault(url) == fault


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("http://www.Facebook.com/legal/Terms/", True),
        ("https://facebook.com/legal/Terms", True),
        (" https://www.facebook.com/legal/Terms ", True),
        ("https://www.facebook.com/legal/terms", False),
        ("https://www.facebook.com/legal", False),
        ("https://m.facebook.com/legal/Terms", False),
        ("https://www.facebook.com/legal/Terms/www.", False),
    ],
)
def test_same_page_in_another_spelling(other: str, *, same: bool) -> None:
    assert same_page("https://www.facebook.com/legal/Terms", other) is same
    assert same_page(other, "https://www.facebook.com/legal/Terms") is same


def test_host_alone_is_a_page() -> None:
    assert same_page("https://www.example.org/", "http://EXAMPLE.org")


def organisation(**authority: str) -> Organisation:
    tree = {"id": "a", "name": "Stadt A", "land": "NW", "legal_form": "kommune"}
    return Organisation.model_validate({**tree, "supervisory_authority": authority} if authority else tree)


NW = load_authorities()[Land.NW]
RIGHT = "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen"


@pytest.mark.parametrize(
    "name",
    [
        RIGHT,
        "Die Landesbeauftragte für den Datenschutz und die Informationsfreiheit Nordrhein-Westfalen",
        "Landesbeauftragter für Datenschutz und Informationsfreiheit Nordrhein-Westfalen",
        "der LANDESBEAUFTRAGTEN für Datenschutz, Informationsfreiheit Nordrhein-Westfalen".replace(",", " und"),
    ],
)
def test_right_name_in_every_form(name: str) -> None:
    assert authority_fault(organisation(name=name), NW) == ""
    assert authority_fault(organisation(name=name, short_name="LDI NRW"), NW) == ""


def test_wrong_name_and_wrong_abbreviation() -> None:
    assert authority_fault(organisation(), NW) == ""
    wrong = "Landesbeauftragte für Datenschutz Nordrhein-Westfalen"
    assert authority_fault(organisation(name=wrong), NW) == (
        f"„{wrong}“ ist nicht die zuständige Behörde; sie heißt „{NW.name}“."
    )
    assert authority_fault(organisation(name=RIGHT, short_name="LfDI"), NW) == (
        "„LfDI“ ist nicht die Abkürzung der Behörde; sie lautet „LDI NRW“."
    )
