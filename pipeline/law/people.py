"""What people say in ``review.yaml``: questions that only they can decide, their answers, and accepted deviations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.catalogue.requirement import Decidable, Requirement
from pipeline.dossier.model.review import PersonalAnswer, Waiver
from pipeline.language import tr
from pipeline.law.content import excerpt
from pipeline.law.evidence_state import State, leaves
from pipeline.law.findings import Depth, Evidence, Finding, Status
from pipeline.law.judging import Case, evidence_of, how_to_answer
from pipeline.law.who_answers import who_judges
from pipeline.law.world import World

WAIVER_TERMS = "Abweichung bis "
"""How the terms of a waiver begin, behind the defect that it accepts."""


def needs_a_person(requirement: Requirement) -> bool:
    """Return whether a program can decide ``requirement`` only in part, or not at all."""
    return Decidable.HUMAN in {requirement.decidable, *requirement.also_decidable}


def question_to_person(case: Case) -> Finding:
    """Return the question that only a person can answer, with the places to look at."""
    requirement = case.requirement
    paths = [
        path for path in requirement.paths() if path.split(".")[0].removesuffix("[]") not in {"platforms", "authority"}
    ]
    seen = (leaf for path in paths for leaf in leaves(case.world.dossier, path) if leaf.state is State.KNOWN)
    return case.finding(
        Status.QUESTION,
        Depth.PERSON,
        tr("Zu beurteilen: {requirement}", requirement=requirement.requirement),
        remedy=how_to_answer(requirement),
        evidence=evidence_of(case.world, seen),
        by=who_judges(requirement),
    )


def with_people(findings: Iterable[Finding], world: World) -> list[Finding]:
    """Return ``findings`` after the answers and waivers of ``review.yaml``."""
    review = world.dossier.review
    result = []
    for finding in findings:
        answer = _answer_to(finding, review.answers)
        answered = _answered(finding, answer, world) if answer is not None else finding
        waiver = _waiver_of(answered, review.waivers)
        result.append(_waived(answered, waiver, world) if waiver is not None else answered)
    return result


def _answer_to(finding: Finding, answers: Iterable[PersonalAnswer]) -> PersonalAnswer | None:
    """Return the answer that fits best: one about the same subject before one about all; the later one wins."""
    if finding.status is not Status.QUESTION or finding.open_point:
        return None
    fitting = [
        answer
        for answer in answers
        if answer.requirement == finding.requirement and answer.subject in {None, finding.subject}
    ]
    return max(fitting, key=lambda answer: (answer.subject is not None, answer.date), default=None)


def _answered(finding: Finding, answer: PersonalAnswer, world: World) -> Finding:
    if answer.date > world.as_of:
        return finding
    by = tr("{function}, {date:%d.%m.%Y}: {text}", function=answer.by, date=answer.date, text=excerpt(answer.text, 600))
    said = _said(world, "answers", answer.requirement, by)
    if answer.fulfilled:
        return replace(
            finding,
            status=Status.ANSWERED,
            depth=Depth.PERSON,
            message=by,
            remedy="",
            evidence=(said, *finding.evidence),
        )
    message = tr("Nach dem Urteil einer Person nicht erfüllt: {answer}", answer=by)
    return replace(
        finding, status=Status.VIOLATED, depth=Depth.PERSON, message=message, evidence=(said, *finding.evidence)
    )


def _waiver_of(finding: Finding, waivers: Iterable[Waiver]) -> Waiver | None:
    if finding.status is not Status.VIOLATED:
        return None
    fitting = [
        waiver
        for waiver in waivers
        if waiver.requirement == finding.requirement and waiver.subject in {None, finding.subject}
    ]
    return max(fitting, key=lambda waiver: waiver.until, default=None)


def _waived(finding: Finding, waiver: Waiver, world: World) -> Finding:
    if waiver.date > world.as_of:
        return finding
    if world.as_of > waiver.until:
        expired = tr(
            "{message} Die Abweichung ist am {date:%d.%m.%Y} abgelaufen.", message=finding.message, date=waiver.until
        )
        return replace(finding, message=expired)
    terms = tr(
        "Abweichung bis {until:%d.%m.%Y}, verantwortet durch {function} am {date:%d.%m.%Y}: {reason} Stellungnahme: {opinion}",
        until=waiver.until,
        function=waiver.by,
        date=waiver.date,
        reason=excerpt(waiver.reason, 600),
        opinion=excerpt(waiver.dpo_opinion, 600),
    )
    said = _said(world, "waivers", waiver.requirement, terms)
    return replace(
        finding, status=Status.WAIVED, message=f"{finding.message} {terms}", evidence=(said, *finding.evidence)
    )


def _said(world: World, name: str, requirement: str, words: str) -> Evidence:
    path = f"review.{name}[{requirement}]"
    place = world.dossier.place(path)
    return Evidence(
        path, excerpt(words), place.file if place else "", place.line if place else 0, place.column if place else 0
    )
