from __future__ import annotations

import datetime as dt

import pytest

from pipeline.catalogue.platforms import load_platforms, resolve_platforms
from pipeline.dossier.model.platform import LinkFact, Platform, PlatformKind, TextFact, YesNoFact
from pipeline.dossier.model.values import Confidence

FACTS = (TextFact, LinkFact, YesNoFact)


def facts(platform: Platform) -> list[TextFact | LinkFact | YesNoFact]:
    values = (getattr(platform, name) for name in Platform.model_fields)
    return [value for value in values if isinstance(value, FACTS)]


def test_every_platform_of_the_catalogue_is_there() -> None:
    assert list(load_platforms()) == [
        "instagram", "facebook", "threads", "whatsapp", "youtube", "linkedin", "x", "tiktok", "mastodon", "bluesky",
    ]  # fmt: skip


@pytest.mark.parametrize("platform", load_platforms().values(), ids=lambda platform: platform.id)
def test_every_fact_names_its_source_and_is_not_from_the_future(platform: Platform) -> None:
    assert facts(platform)
    for fact in facts(platform):
        assert fact.source.strip()
        assert fact.seen_on <= platform.checked_on == dt.date(2026, 11, 22)
        if fact.source == "kein Einzelbeleg":
            assert fact.confidence is not Confidence.HIGH


@pytest.mark.parametrize("platform", load_platforms().values(), ids=lambda platform: platform.id)
def test_links_are_complete_https_addresses(platform: Platform) -> None:
    for fact in facts(platform):
        if isinstance(fact, LinkFact):
            assert fact.url.startswith("https://")
            assert fact.title


def test_no_current_operator_is_listed_as_a_former_name() -> None:
    operators = {platform.operator.value for platform in load_platforms().values() if platform.operator}
    former = {name for platform in load_platforms().values() for name in platform.former_names}
    assert not operators & former


def test_a_platform_with_a_third_country_says_which_and_on_what_basis() -> None:
    for platform in load_platforms().values():
        if platform.third_countries:
            assert platform.third_country is not None


def test_an_override_replaces_single_facts_and_keeps_the_rest() -> None:
    known = load_platforms()["instagram"]
    fact = TextFact(value="Neue Straße 1, Dublin", source="Aushang", seen_on="2026-12-01", confidence="high")
    override = Platform(
        id="instagram", name="Instagram", kind="network", checked_on="2026-12-01", operator_address=fact
    )
    resolved = resolve_platforms((override,))["instagram"]
    assert resolved.operator_address == fact
    assert resolved.operator == known.operator
    assert resolved.checked_on == dt.date(2026, 12, 1)
    assert load_platforms()["instagram"] == known


def test_a_dossier_may_add_a_platform() -> None:
    added = Platform(id="pixelfed", name="Pixelfed", kind="federated", checked_on="2026-12-01")
    resolved = resolve_platforms((added,))
    assert resolved["pixelfed"].kind is PlatformKind.FEDERATED
    assert list(resolved)[:10] == list(load_platforms())
