from __future__ import annotations

import re
from collections import Counter

import pytest

from pipeline.catalogue.authorities import load_authorities
from pipeline.catalogue.checklist import ChecklistItem, load_checklist

ITEMS = load_checklist().items


def test_ids_are_unique_and_every_block_has_items() -> None:
    assert max(Counter(item.id for item in ITEMS).values()) == 1
    assert {item.block for item in ITEMS} == {block.id for block in load_checklist().blocks}


def test_items_stand_in_the_order_of_the_blocks() -> None:
    order = [block.id for block in load_checklist().blocks]
    places = [order.index(item.block) for item in ITEMS]
    assert places == sorted(places)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_is_a_short_instruction(item: ChecklistItem) -> None:
    assert len(item.text.split()) <= 15
    assert item.text[0].isupper()
    assert item.text.endswith(".")
    assert item.topics
    assert item.requirements


def test_no_item_names_the_law_of_a_land() -> None:
    acts = {authority.act_short for authority in load_authorities().values()}
    for item in ITEMS:
        assert not any(act in item.text for act in acts)
        assert not re.search(r"NRW|LfDI|LDI|§", item.text)


def test_everything_at_once_fits_two_pages() -> None:
    # 10 pt in a column of 11 cm holds about 68 characters; two pages hold about 100 lines beside header and contacts.
    lines = sum(-(-len(item.text) // 68) for item in ITEMS)
    assert lines + 2 * len(load_checklist().blocks) <= 100


def test_the_topics_that_requirements_ask_for_are_covered() -> None:
    topics = {topic for item in ITEMS for topic in item.topics}
    assert topics >= {
        "image_check", "minors", "event_photo_notice", "assemblies", "copyright", "logos", "advertising",
        "confidentiality", "election_period", "criminal_content", "platform_complaint", "paid_ads", "ai_training",
        "accessibility", "filing", "deletion_log", "escalation", "consent_filing", "competition", "acknowledgement",
        "account_care",
    }  # fmt: skip
