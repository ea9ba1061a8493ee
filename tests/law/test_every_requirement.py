"""Every requirement can be met and can be violated: a dossier for each, made from Musterstadt by one change."""

from __future__ import annotations

import pytest
from changed_dossiers import AS_OF, changed, dossier_of, surroundings
from mutations import CASES, case_of

from pipeline.catalogue.requirement import load_requirements, requirements_by_id
from pipeline.law.evaluate import evaluate
from pipeline.law.findings import Finding, Status

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
    assert any(one.status is Status.VIOLATED for one in violated), messages(violated)
    assert all(one.remedy for one in violated if one.status is Status.VIOLATED)


def test_table_names_only_requirements_that_exist() -> None:
    assert set(CASES) <= set(requirements_by_id())


def messages(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{one.status.value} {one.subject or ''} {one.path}: {one.message}" for one in findings]
