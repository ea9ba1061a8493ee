"""The concept as it was published: every known defect is found under its id, or asked."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from changed_dossiers import AS_OF

from pipeline.catalogue.requirement import Severity
from pipeline.check import check
from pipeline.law.findings import Finding, Status

PUBLISHED = Path(__file__).parents[1] / "data" / "sassenberg-published"
WHERE_IT_GOES = {Status.VIOLATED, Status.QUESTION}


@cache
def findings() -> tuple[Finding, ...]:
    return check(PUBLISHED, as_of=AS_OF).evaluation.findings


def defects() -> list[Any]:
    data = yaml.safe_load((PUBLISHED / "defects.yaml").read_text(encoding="utf-8"))
    return data if isinstance(data, list) else data["defects"]


@pytest.mark.parametrize("defect", defects(), ids=lambda one: one["id"])
def test_defect_is_found_or_asked(defect: Any) -> None:
    own = [one for one in findings() if one.requirement in defect["requirements"]]
    statuses = {one.status for one in own}
    if defect["found_by"] == "human":
        assert Status.QUESTION in statuses or Status.VIOLATED in statuses
    elif defect["found_by"] == "text":
        quotes = [evidence.excerpt for one in own if one.status is Status.VIOLATED for evidence in one.evidence]
        assert any(defect.get("quote", "") in quote for quote in quotes)
    else:
        assert statuses & WHERE_IT_GOES


def test_no_rule_of_another_land_is_a_duty() -> None:
    duties = {one.requirement for one in findings() if one.severity is Severity.PFLICHT and one.status in WHERE_IT_GOES}
    assert not {one for one in duties if "-BW-" in one or "-RP-" in one}


def test_addendum_of_facebook_is_not_missed_on_instagram() -> None:
    assert {one.status for one in findings() if one.requirement == "META-INSIGHTS-ADDENDUM"} == {Status.NOT_APPLICABLE}
    platforms = [
        one for one in findings() if one.requirement == "FORM-KANALKONSISTENZ" and one.status is Status.VIOLATED
    ]
    assert any("Facebook" in evidence.excerpt for one in platforms for evidence in one.evidence)


def test_findings_in_the_text_stand_at_their_line() -> None:
    wrong = next(one for one in findings() if one.requirement == "LDI-NRW-NAME" and one.status is Status.VIOLATED)
    lines = (PUBLISHED / wrong.file).read_text(encoding="utf-8").splitlines()
    quote = wrong.evidence[0].excerpt.split()[0]
    assert quote in lines[wrong.line - 1]
