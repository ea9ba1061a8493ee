"""The concept as it was published: every known defect is found under its id, or asked."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from changed_dossiers import AS_OF, Edit, changed, judge

from pipeline.catalogue.requirement import Severity
from pipeline.check import check
from pipeline.law.findings import Finding, Status

PUBLISHED = Path(__file__).parents[1] / "data" / "sassenberg-published"
MET_BY_THE_PROGRAM = {
    "BGG-NRW-10": "die Vorlagen des Programms sind barrierefrei, die des Vorbilds liegen nicht vor",
    "CL-LOESCHPROTOKOLL": "die Checkliste erzeugt das Programm; sie enthält das Protokoll",
    "ANZEIGE": "die Checkliste erzeugt das Programm; sie enthält Sicherung und Meldung",
}
"""Ids of defects that no dossier of this program can have, and why."""
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
        assert Status.QUESTION in statuses
    elif defect["found_by"] == "text":
        quotes = [evidence.excerpt for one in own if one.status is Status.VIOLATED for evidence in one.evidence]
        assert any(defect.get("quote", "") in quote for quote in quotes)
    elif (
        "asked" in defect
    ):  # a condition that needs an unknown fact makes a question, never a violation and never silence
        assert {one.status for one in own} == {Status.QUESTION}
    else:
        assert Status.VIOLATED in statuses


@pytest.mark.parametrize("defect", defects(), ids=lambda one: one["id"])
def test_every_id_of_a_defect_says_something_about_it(defect: Any) -> None:
    for requirement in set(defect["requirements"]) - MET_BY_THE_PROGRAM.keys():
        assert {one.status for one in findings() if one.requirement == requirement} & WHERE_IT_GOES, requirement


@pytest.mark.parametrize(
    ("answer", "requirement"),
    [
        (("concept.channels[instagram].direct_messages", "ja"), "DH-DIREKTNACHRICHTEN"),
        (("concept.ai_content_rules", {"used": "ja"}), "KI-VO-50-4"),
        (("dpia.threshold", {"result": "required"}), "DSGVO-35-7-d"),
        (("dpia.threshold", {"result": "required"}), "EDPB-4.2"),
        (("dpia.threshold", {"result": "voluntary"}), "EDPB-6"),
        (("dpia.threshold", {"result": "required"}), "DSGVO-35-9"),
    ],
)
def test_once_the_question_is_answered_the_defect_is_a_violation(answer: Edit, requirement: str) -> None:
    found = judge(changed(str(PUBLISHED), [answer]), only={requirement}).findings
    assert Status.VIOLATED in {one.status for one in found}


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
