from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.comparison.align import align
from pipeline.comparison.normal_form import Paragraph, Text

NAMES = st.lists(
    st.sampled_from(["eins zwei drei", "eins zwei vier", "fünf sechs", "", "sieben acht neun"]), max_size=8
)


def blocks(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Text(text),) if text else ()) for text in texts)


def pairs(old: tuple[Paragraph, ...], new: tuple[Paragraph, ...]) -> list[tuple[int | None, int | None]]:
    return [(pair.old, pair.new) for pair in align(old, new)]


def test_a_changed_paragraph_is_paired_with_itself() -> None:
    old = blocks("Erster Absatz.", "Die Stadt nutzt Instagram.", "Letzter Absatz.")
    new = blocks("Erster Absatz.", "Ganz neuer Text an dieser Stelle.", "Die Stadt nutzt Mastodon.", "Letzter Absatz.")
    assert pairs(old, new) == [(0, 0), (None, 1), (1, 2), (2, 3)]


def test_what_shares_less_than_a_third_is_not_paired() -> None:
    assert pairs(blocks("Alpha Beta Gamma Delta"), blocks("Eins Zwei Drei Delta")) == [(0, None), (None, 0)]


def test_a_moved_paragraph_goes_here_and_comes_there() -> None:
    assert pairs(blocks("A a", "B b", "C c"), blocks("B b", "C c", "A a")) == [(0, None), (1, 0), (2, 1), (None, 2)]


@settings(max_examples=150, derandomize=True)
@given(NAMES, NAMES)
def test_every_block_stands_once_and_in_order(old: list[str], new: list[str]) -> None:
    found = pairs(blocks(*old), blocks(*new))
    assert [i for i, _ in found if i is not None] == list(range(len(old)))
    assert [j for _, j in found if j is not None] == list(range(len(new)))


def test_long_gaps_are_aligned_by_text_in_time() -> None:
    old = blocks(*(f"alt {number}" for number in range(300)), "gleich")
    new = blocks("gleich", *(f"neu {number}" for number in range(300)))
    assert (300, 0) in pairs(old, new)
