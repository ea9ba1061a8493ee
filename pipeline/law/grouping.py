"""Findings as people read them: one entry a requirement, and what is the same defect told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.dossier.answers import ROLE_TITLES, Role
from pipeline.law.findings import Finding, Status

TOLD_WITH: Mapping[str, tuple[str, ...]] = {
    "DSGVO-15": ("DSGVO-13-2-b", "NK-BETROFFENENANFRAGEN"),
    "DSGVO-16": ("DSGVO-13-2-b", "NK-BETROFFENENANFRAGEN"),
    "DSGVO-17": ("DSGVO-13-2-b", "NK-BETROFFENENANFRAGEN"),
    "DSGVO-18": ("DSGVO-13-2-b", "NK-BETROFFENENANFRAGEN"),
    "LFDI-RP-CROSS-MEDIA": ("LFDI-BW-4-ALTERNATIVEN",),
}
"""Requirements that repeat others: where one of those is violated too, only that one is told."""


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one requirement with one status.

    Attributes:
        first: the finding whose norm, title and remedy stand for all.
        findings: all of them.
        also: ids of requirements that repeat this one.
    """

    first: Finding
    findings: tuple[Finding, ...]
    also: tuple[str, ...] = ()


def groups_of(findings: Iterable[Finding], status: Status) -> tuple[Group, ...]:
    """Return the findings with ``status``, one group a requirement, in their order."""
    by_id: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.status is status:
            by_id.setdefault(finding.requirement, []).append(finding)
    told = {one: next((other for other in TOLD_WITH.get(one, ()) if other in by_id), one) for one in by_id}
    also: dict[str, list[str]] = {}
    for one, other in told.items():
        if one != other and status is Status.VIOLATED:
            also.setdefault(other, []).append(one)
    hidden = {one for ids in also.values() for one in ids}
    return tuple(
        Group(found[0], tuple(found), tuple(also.get(one, ()))) for one, found in by_id.items() if one not in hidden
    )


def questions_by_role(findings: Iterable[Finding]) -> Mapping[Role, tuple[Finding, ...]]:
    """Return the questions that wait for a person and not for an open point, by who must answer."""
    asked = [one for one in findings if one.status is Status.QUESTION and not one.open_point]
    by_role = {role: tuple(one for one in asked if one.by is role) for role in ROLE_TITLES}
    return {role: found for role, found in by_role.items() if found}


def status_of_requirements(findings: Iterable[Finding]) -> Mapping[str, Status]:
    """Return one status for each requirement: the worst of its findings."""
    order = list(Status)
    worst: dict[str, Status] = {}
    for finding in findings:
        before = worst.get(finding.requirement, finding.status)
        worst[finding.requirement] = min(before, finding.status, key=order.index)
    return worst


def counts(findings: Iterable[Finding]) -> Mapping[Status, int]:
    """Return how many requirements have which status."""
    found = Counter(status_of_requirements(findings).values())
    return {status: found.get(status, 0) for status in Status}
