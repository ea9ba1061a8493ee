"""A German date at the beginning of a line is a date, not item 1 of a list."""

from __future__ import annotations

import pytest

from pipeline.documents.markdown import List, Paragraph, markdown_text, parse_markdown


@pytest.mark.parametrize("text", ["Es gilt ab dem\n1. März 2026.", "1. März 2026 ist Stichtag.", "Bis\n31. Dezember"])
def test_date_stays_in_the_sentence(text: str) -> None:
    blocks = parse_markdown(text)
    assert [type(block) for block in blocks] == [Paragraph]
    assert markdown_text(text).replace("\u00a0", " ") == text.replace("\n", " ")


def test_date_in_a_bullet_and_real_lists() -> None:
    (bullets,) = parse_markdown("- 1. Mai\n- 2. Mai")
    assert isinstance(bullets, List)
    assert not bullets.ordered
    (numbers,) = parse_markdown("1. Maibaum\n2. Tanz")
    assert isinstance(numbers, List)
    assert numbers.ordered
