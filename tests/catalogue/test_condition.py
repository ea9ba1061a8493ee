from __future__ import annotations

import pytest

from pipeline.catalogue.circumstances import CHANNEL_TOKENS, TOKENS
from pipeline.catalogue.condition import AllOf, AnyOf, Fact, Not, OneOf, load_vocabulary, parse_condition, words
from pipeline.catalogue.platforms import load_platforms
from pipeline.dossier.model.organisation import LegalForm
from pipeline.dossier.model.values import Land


def test_the_grammar() -> None:
    assert parse_condition("always") == Fact("always")
    assert parse_condition("land == 'NW'") == OneOf("land", ("NW",))
    assert parse_condition("land != 'NW'") == Not(OneOf("land", ("NW",)))
    assert parse_condition("third_country.us") == Fact("third_country.us")
    assert parse_condition("land == 'RP' and (insights or not minors)") == AllOf(
        (OneOf("land", ("RP",)), AnyOf((Fact("insights"), Not(Fact("minors")))))
    )


def test_the_words_of_a_condition() -> None:
    assert list(words(parse_condition("platform in ('facebook', 'x') and not minors"))) == ["platform", "minors"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sunshine",
        "land",
        "land == 'XX'",
        "land in 'NW'",
        "platform > 'x'",
        "minors()",
        "always; always",
        "__import__('os')",
        "land == 'NW' == 'BW'",
        "1",
    ],
)
def test_anything_else_is_no_condition(text: str) -> None:
    with pytest.raises(ValueError):
        parse_condition(text)


def test_the_vocabulary_knows_the_values_of_the_model() -> None:
    vocabulary = load_vocabulary()
    assert set(vocabulary["land"].values) == {land.value for land in Land}
    assert set(vocabulary["legal_form"].values) == {form.value for form in LegalForm}
    assert set(vocabulary["platform"].values) == set(load_platforms())
    assert all(word.meaning for word in vocabulary.values())


def test_every_word_is_answered_from_the_dossier() -> None:
    vocabulary = load_vocabulary()
    assert {name for name, word in vocabulary.items() if not word.values} == TOKENS
    assert {name for name, word in vocabulary.items() if word.per_channel} == CHANNEL_TOKENS | {"platform"}
