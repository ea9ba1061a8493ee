"""Findings told once: groups by requirement, questions by who answers, one status a requirement."""

from __future__ import annotations

from dataclasses import replace

from pipeline.catalogue.requirement import Severity
from pipeline.dossier.answers import Role
from pipeline.law.findings import Depth, Finding, Status
from pipeline.law.grouping import Group, counts, groups_of, questions_by_role, status_of_requirements

BASIC = Finding("A", Status.VIOLATED, Severity.PFLICHT, None, Depth.VALUE, "", "", "m")


def of(requirement: str, status: Status = Status.VIOLATED, message: str = "m") -> Finding:
    return replace(BASIC, requirement=requirement, status=status, message=message)


def test_one_group_a_requirement_in_the_order_of_the_findings() -> None:
    first, other, second = of("B"), of("A"), of("B", message="n")
    fine = of("B", Status.FULFILLED)
    assert groups_of([first, fine, other, second], Status.VIOLATED) == (
        Group(first, (first, second)),
        Group(other, (other,)),
    )
    assert groups_of([first, fine], Status.FULFILLED) == (Group(fine, (fine,)),)
    assert groups_of([], Status.VIOLATED) == ()


def test_requirement_that_repeats_a_violated_one_is_told_with_it() -> None:
    right, access, erasure = of("DSGVO-13-2-b"), of("DSGVO-15"), of("DSGVO-17")
    assert groups_of([access, right, erasure], Status.VIOLATED) == (Group(right, (right,), ("DSGVO-15", "DSGVO-17")),)
    requests = of("NK-BETROFFENENANFRAGEN")
    assert groups_of([access, requests], Status.VIOLATED) == (Group(requests, (requests,), ("DSGVO-15",)),)
    assert groups_of([access], Status.VIOLATED) == (Group(access, (access,)),)


def test_only_violations_are_told_with_others() -> None:
    right, access = of("DSGVO-13-2-b", Status.FULFILLED), of("DSGVO-15", Status.FULFILLED)
    assert groups_of([right, access], Status.FULFILLED) == (Group(right, (right,)), Group(access, (access,)))


def test_questions_wait_for_people_and_not_for_open_points() -> None:
    dpo = replace(of("A", Status.QUESTION), by=Role.DPO)
    office = replace(of("B", Status.QUESTION), by=Role.OFFICE)
    waiting = replace(of("C", Status.QUESTION), by=Role.DPO, open_point="concept.purpose")
    wrong = replace(of("D"), by=Role.DPO)
    found = questions_by_role([office, waiting, wrong, dpo])
    assert found == {Role.DPO: (dpo,), Role.OFFICE: (office,)}


def test_worst_finding_decides_and_each_requirement_counts_once() -> None:
    findings = [
        of("A", Status.FULFILLED),
        of("A", Status.QUESTION),
        of("A", Status.NOT_APPLICABLE),
        of("B", Status.VIOLATED),
        of("B", Status.FULFILLED),
        of("C", Status.NOT_APPLICABLE),
    ]
    assert status_of_requirements(findings) == {
        "A": Status.QUESTION,
        "B": Status.VIOLATED,
        "C": Status.NOT_APPLICABLE,
    }
    expected = dict.fromkeys(Status, 0) | {Status.QUESTION: 1, Status.VIOLATED: 1, Status.NOT_APPLICABLE: 1}
    assert counts(findings) == expected
