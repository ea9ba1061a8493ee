from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.comparison.words import changed_characters, diff, tokens, word_diff

TEXTS = st.text(alphabet="ab §1.,:/@+-\u00a0\n€", max_size=40)


@pytest.mark.parametrize(
    "whole",
    [
        "§ 35 Abs. 2",
        "§ 35 Abs. 2 Satz 1 Nr. 3",
        "Art. 6 Abs. 1 lit. a",
        "§§ 12",
        "01.10.2026",
        "1. Oktober 2026",
        "2026-10-01",
        "16:30",
        "1.250,00 €",
        "12 %",
        "02583 309-1234",
        "+49 2583 309 12",
        "0251/12 34 56",
        "dsb@musterstadt.example",
        "https://musterstadt.example/datenschutz?lang=de",
        "Social-Media-Konzept",
    ],
)
def test_what_a_reader_takes_as_one_thing_is_one_token(whole: str) -> None:
    assert whole in tokens(f"Nach {whole} gilt dies, siehe ({whole}).")


@settings(max_examples=200, derandomize=True)
@given(TEXTS)
def test_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@settings(max_examples=200, derandomize=True)
@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_a_difference(old: str, new: str) -> None:
    fragments = word_diff(old, new)
    assert "".join(f.text for f in fragments if f.kind != "inserted") == old
    assert "".join(f.text for f in fragments if f.kind != "deleted") == new


@settings(max_examples=100, derandomize=True)
@given(st.lists(st.sampled_from("abcd"), max_size=9), st.lists(st.sampled_from("abcd"), max_size=9))
def test_no_common_subsequence_is_heavier(old: list[str], new: list[str]) -> None:
    kept = sum(edit.old_stop - edit.old_start for edit in diff(old, new, [1] * len(old)) if edit.kind == "equal")
    best = max(
        len(choice)
        for choice in ([old[i] for i in range(len(old)) if mask >> i & 1] for mask in range(1 << len(old)))
        if _is_subsequence(choice, new)
    )
    assert kept == best


def _is_subsequence(choice: list[str], sequence: list[str]) -> bool:
    rest = iter(sequence)
    return all(item in rest for item in choice)


def test_long_words_are_kept_rather_than_many_short_ones() -> None:
    assert changed_characters("a b Datenschutzbeauftragte", "Datenschutzbeauftragte a b") == 8


def test_a_changed_number_is_replaced_whole() -> None:
    assert [(f.kind, f.text) for f in word_diff("am 01.10.2026 um", "am 01.11.2026 um")] == [
        ("equal", "am "),
        ("deleted", "01.10.2026"),
        ("inserted", "01.11.2026"),
        ("equal", " um"),
    ]


def test_very_long_texts_are_compared_in_time() -> None:
    words = [f"Wort{number}" for number in range(6000)]
    changed = [*words[:3000], "neu", *words[3001:]]
    fragments = word_diff(" ".join(words), " ".join(changed))
    assert [f.text for f in fragments if f.kind != "equal"] == ["Wort3000", "neu"]
    assert word_diff("a " * 4000, "b " * 4000)
