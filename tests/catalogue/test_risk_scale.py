from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.catalogue.risk_scale import Entry, level, load_risk_scale
from pipeline.dossier.model.dpia import Level, MeasureGroup, MeasureStatus, ProtectionGoal, StandardCase
from pipeline.dossier.model.values import Confidence

LEVELS = [entry.id for entry in load_risk_scale().levels]
RESULTS = [entry.id for entry in load_risk_scale().results]


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]


@settings(derandomize=True, max_examples=60)
@given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))
def test_more_likely_or_more_severe_is_never_a_smaller_risk(a: int, b: int, c: int, d: int) -> None:
    smaller = level(LEVELS[min(a, b)], LEVELS[min(c, d)])
    larger = level(LEVELS[max(a, b)], LEVELS[max(c, d)])
    assert RESULTS.index(smaller) <= RESULTS.index(larger)


def test_the_corners_of_the_matrix() -> None:
    assert level("geringfuegig", "geringfuegig") == "low"
    assert level("gross", "geringfuegig") == "medium"
    assert level("geringfuegig", "gross") == "medium"
    assert level("gross", "gross") == "high"


def test_an_unknown_level_is_an_error() -> None:
    with pytest.raises(KeyError):
        level("mittel", "gross")


def test_the_matrix_is_marked_as_a_house_default() -> None:
    scale = load_risk_scale()
    assert scale.matrix_confidence is Confidence.LOW
    assert "Hausvorgabe" in scale.source_remark


def test_the_lists_speak_the_words_of_the_model() -> None:
    scale = load_risk_scale()
    assert [(entry.id, entry.label) for entry in scale.levels] == [(item.value, item.label) for item in Level]
    assert [(goal.id, goal.label) for goal in scale.protection_goals] == [
        (item.value, item.label) for item in ProtectionGoal
    ]
    assert [(entry.id, entry.label) for entry in scale.statuses] == [(item.value, item.label) for item in MeasureStatus]
    assert ids(scale.art35_3) == [item.value for item in StandardCase]
    rows = ids(scale.measures_principles) + ids(scale.measures_rights) + ids(scale.measures_other)
    assert rows == [item.value for item in MeasureGroup][:16]


def test_the_lists_have_the_lengths_their_sources_fix() -> None:
    scale = load_risk_scale()
    assert [criterion.id for criterion in scale.wp248] == list(range(1, 10))
    assert [entry.label for entry in scale.results] == ["geringes Risiko", "Risiko", "hohes Risiko"]
    assert (len(scale.measures_principles), len(scale.measures_rights), len(scale.measures_other)) == (8, 5, 3)
    assert "Drittland" not in " ".join(criterion.label for criterion in scale.wp248)
