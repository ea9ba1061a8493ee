from __future__ import annotations

import pytest

from pipeline.catalogue.authorities import Authority, load_authorities
from pipeline.dossier.model.values import Confidence, Land


def test_every_land_has_its_authority_and_act() -> None:
    authorities = load_authorities()
    assert list(authorities) == list(Land)
    assert len({authority.name for authority in authorities.values()}) == 16


@pytest.mark.parametrize("authority", load_authorities().values(), ids=lambda authority: authority.land.value)
def test_what_is_not_corroborated_is_marked_and_gives_no_address(authority: Authority) -> None:
    if authority.source == "nicht belegt":
        assert authority.confidence is Confidence.LOW
        assert authority.address is None
        assert authority.phone is None
        assert authority.email is None
        assert authority.legal_basis is None
    if authority.address or authority.website:
        assert authority.contact_confidence is not None
    if authority.legal_basis:
        assert authority.legal_basis_confidence is not None


@pytest.mark.parametrize("authority", load_authorities().values(), ids=lambda authority: authority.land.value)
def test_the_forms_in_a_sentence_belong_together(authority: Authority) -> None:
    articles = {"der": ("des", "dem"), "die": ("der", "der"), "das": ("des", "dem")}
    article = authority.name_nominative.split()[0]
    assert (authority.name_genitive.split()[0], authority.name_dative.split()[0]) == articles[article]


def test_nordrhein_westfalen_is_filled() -> None:
    authority = load_authorities()[Land.NW]
    assert authority.name == "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen"
    assert authority.short_name == "LDI NRW"
    assert authority.address is not None
    assert authority.address.street == "Kavalleriestraße 2–4"
    assert authority.legal_basis == "§ 3 Abs. 1 DSG NRW"
    assert authority.dpia_list is not None
    assert authority.confidence is Confidence.HIGH


def test_only_one_list_of_operations_is_known() -> None:
    assert [land for land, authority in load_authorities().items() if authority.dpia_list] == [Land.NW]
