"""Every requirement can be met and can be violated: a dossier for each, made from Musterstadt by one change."""

from __future__ import annotations

import re

import pytest
from changed_dossiers import AS_OF, changed, dossier_of, surroundings
from mutations import CASES, case_of
from said import SAID, Said

from pipeline.catalogue.requirement import Requirement, load_requirements, requirements_by_id
from pipeline.law.evaluate import evaluate
from pipeline.law.findings import Depth, Finding, Status

GOOD = {Status.FULFILLED, Status.ANSWERED, Status.NOT_APPLICABLE}


@pytest.mark.parametrize("requirement_id", [one.id for one in load_requirements()])
def test_requirement_can_be_met_and_violated(requirement_id: str) -> None:
    requirement = requirements_by_id()[requirement_id]
    case = case_of(requirement)
    base = changed("musterstadt", case.base) if case.base else dossier_of("musterstadt")
    around = surroundings()

    met = evaluate(base, AS_OF, around.texts, around.layouts, around.checklist, only={requirement_id}).findings
    # a question to a person that Musterstadt had no reason to answer does not make the program's part unmet
    decided = [one for one in met if one.status is not Status.QUESTION]
    assert {one.status for one in decided} <= GOOD, messages(met)
    assert any(one.status in {Status.FULFILLED, Status.ANSWERED} for one in decided), messages(met)

    worse = changed("musterstadt", [*case.base, *case.violate])
    bad = case.around(requirement)
    violated = evaluate(worse, AS_OF, bad.texts, bad.layouts, bad.checklist, only={requirement_id}).findings
    wrong = [one for one in violated if one.status is Status.VIOLATED]
    assert wrong, messages(violated)
    assert all(one.remedy and one.message for one in wrong)
    assert_said(requirement, [one for one in met if one.status is Status.FULFILLED], wrong)


def assert_said(requirement: Requirement, fulfilled: list[Finding], wrong: list[Finding]) -> None:
    """Say how deep was looked, quote what was seen, and point at the place to mend."""
    if requirement.check is None:
        assert {one.depth for one in fulfilled} <= {Depth.PRESENCE}
        quoted = {without_items(path) for path in requirement.paths()}
        for one in fulfilled:
            assert one.evidence
            assert {without_items(seen.path) for seen in one.evidence} <= quoted
        return
    said = Said(
        frozenset(one.depth.value for one in fulfilled),
        frozenset(without_items(seen.path) for one in fulfilled for seen in one.evidence),
        frozenset(one.path for one in wrong),
    )
    assert said == SAID[requirement.id]


def without_items(path: str) -> str:
    return re.sub(r"\[[^\]]*\]", "[]", path)


def test_table_names_only_requirements_that_exist() -> None:
    assert set(CASES) <= set(requirements_by_id())
    assert set(SAID) == {one.id for one in load_requirements() if one.check is not None}


def messages(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{one.status.value} {one.subject or ''} {one.path}: {one.message}" for one in findings]
