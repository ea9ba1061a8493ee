"""From evidence and outcomes to findings: one requirement, one subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.catalogue.requirement import Requirement
from pipeline.dossier.answers import OpenPoint
from pipeline.language import current_language, tr, translated
from pipeline.law.applicable import Applies
from pipeline.law.check_types import CheckOutcome, Fault
from pipeline.law.content import excerpt
from pipeline.law.evidence_state import Leaf, State
from pipeline.law.findings import Depth, Evidence, Finding, Status
from pipeline.law.subjects import Subject
from pipeline.law.who_answers import who_judges, who_writes
from pipeline.law.world import World

MAX_EVIDENCE = 12
"""So many places are quoted; a list of fifteen risks with seven fields each would bury what matters."""


@dataclass(frozen=True, slots=True)
class Case:
    """One requirement for one subject."""

    world: World
    requirement: Requirement
    subject: Subject | None

    def finding(self, status: Status, depth: Depth, message: str, path: str = "", **more: object) -> Finding:
        """Return a finding of this case; without ``path`` it points at its first evidence, else at its subject."""
        requirement, land = self.requirement, self.world.dossier.organisation.land
        evidence: tuple[Evidence, ...] = more.pop("evidence", ())  # type: ignore[assignment]
        subject = self.subject.path if self.subject is not None else None
        path = path or (evidence[0].path if evidence else "") or subject or ""
        place = self.world.dossier.place(path) if path else None
        values: dict[str, object] = {
            "requirement": requirement.id,
            "status": status,
            "severity": requirement.severity_in(land),
            "subject": subject,
            "depth": depth,
            "norm": requirement.norm_in(land),
            "title": requirement.title,
            "message": message,
            "evidence": evidence,
            "path": path,
            "file": place.file if place else "",
            "line": place.line if place else 0,
            "column": place.column if place else 0,
            "blocks_release": requirement.blocks_release,
        }
        return Finding(**{**values, **more})  # type: ignore[arg-type]


def evidence_of(world: World, found: Iterable[Leaf]) -> tuple[Evidence, ...]:
    """Return what was seen at the places ``found``, quoted and with its place in the files."""
    result = []
    for leaf in list(dict.fromkeys(found))[:MAX_EVIDENCE]:
        place = world.dossier.place(leaf.path)
        where = (place.file, place.line, place.column) if place else ("", 0, 0)
        result.append(Evidence(leaf.path, excerpt(leaf.value), *where))
    return tuple(result)


def not_applicable(case: Case, reason: str) -> Finding:
    """Return the finding of a requirement that does not apply."""
    return case.finding(Status.NOT_APPLICABLE, Depth.VALUE, reason)


def unknown_condition(case: Case, applies: Applies) -> Finding:
    """Return the question whether the requirement applies: what is unknown, and where the answer is written."""
    meanings = "; ".join(applies.meanings)
    where = applies.unknown[0].path if applies.unknown else ""
    point = next((leaf for leaf in applies.unknown if leaf.point is not None), None)
    if point is not None and point.point is not None:
        message = tr("Ob das gilt, hängt an dem offenen Punkt: {question}", question=point.point.open)
        return case.finding(Status.QUESTION, Depth.VALUE, message, point.path, by=point.point.by, open_point=point.path)
    message = tr("Ob das gilt, ist nicht bekannt: {meaning}?", meaning=meanings)
    remedy = tr("Die Frage beantworten unter {path}.", path=where) if where else ""
    return case.finding(Status.QUESTION, Depth.VALUE, message, where, remedy=remedy, by=who_writes(where))


def findings_of(case: Case, outcome: CheckOutcome) -> list[Finding]:
    """Return the findings of a decided case: each fault, else what is open or asked, else that it is fulfilled."""
    requirement = case.requirement
    absent, pending = _missing(case, outcome.lacks)
    seen = evidence_of(case.world, outcome.seen)
    violated = [fault_finding(case, outcome.depth, fault, seen) for fault in outcome.faults]
    if absent:
        violated.append(
            case.finding(
                Status.VIOLATED,
                Depth.PRESENCE,
                tr("Es fehlt: {fields}.", fields=_named(absent)),
                absent[0].path,
                remedy=requirement.remedy,
                evidence=seen,
            )
        )
    if violated:
        return violated
    waiting = [leaf for leaf in pending if leaf.point is not None]
    if waiting:
        return [_waits_for(case, waiting, seen)]
    if pending:
        return [_review_missing(case, pending[0])]
    if outcome.questions:
        return [
            case.finding(
                Status.QUESTION,
                Depth.PERSON,
                question.message,
                question.path,
                remedy=question.remedy or how_to_answer(requirement),
                evidence=_quoted(case, question),
                by=who_judges(requirement),
            )
            for question in outcome.questions
        ]
    return [case.finding(Status.FULFILLED, outcome.depth, _what_was_seen(requirement, outcome), evidence=seen)]


def _what_was_seen(requirement: Requirement, outcome: CheckOutcome) -> str:
    if outcome.depth is Depth.PRESENCE:
        return f"{translated(outcome.depth.label)}."
    return outcome.message or requirement.expects or requirement.title


def fault_finding(case: Case, depth: Depth, fault: Fault, seen: tuple[Evidence, ...] = ()) -> Finding:
    """Return the violation that ``fault`` is."""
    finding = case.finding(
        Status.VIOLATED,
        depth,
        fault.message,
        fault.path,
        remedy=fault.remedy or case.requirement.remedy,
        evidence=_quoted(case, fault) or seen,
    )
    if fault.place is None:
        return finding
    return replace(finding, file=fault.place.file, line=fault.place.line, column=fault.place.column)


def how_to_answer(requirement: Requirement) -> str:
    """Return where a person's answer is written."""
    return tr(
        "In review.yaml unter „answers“ mit Funktion, Datum und Begründung antworten (requirement: {id}).",
        id=requirement.id,
    )


def _quoted(case: Case, fault: Fault) -> tuple[Evidence, ...]:
    if not fault.quote:
        return ()
    place = fault.place or (case.world.dossier.place(fault.path) if fault.path else None)
    where = (place.file, place.line, place.column) if place else ("", 0, 0)
    return (Evidence(fault.path, excerpt(fault.quote), *where),)


def _missing(case: Case, lacks: Iterable[Leaf]) -> tuple[list[Leaf], list[Leaf]]:
    """Split what lacks into absent and pending; reviewers write their part last, so it is pending in an unfinished draft."""
    absent: list[Leaf] = []
    pending: list[Leaf] = []
    for leaf in lacks:
        later = leaf.path.startswith("review.") and case.world.unfinished
        (pending if leaf.state is State.OPEN or later else absent).append(leaf)
    return absent, pending


def _waits_for(case: Case, waiting: list[Leaf], seen: tuple[Evidence, ...]) -> Finding:
    first = waiting[0]
    assert isinstance(first.point, OpenPoint)
    return case.finding(
        Status.QUESTION,
        Depth.PRESENCE,
        tr("Offener Punkt: {question}", question=first.point.open),
        first.path,
        evidence=seen,
        by=first.point.by,
        open_point=first.path,
    )


def _review_missing(case: Case, leaf: Leaf) -> Finding:
    return case.finding(
        Status.QUESTION,
        Depth.PRESENCE,
        tr("Steht noch aus, bis der Entwurf fertig ist: {field}.", field=_named([leaf])),
        leaf.path,
        remedy=case.requirement.remedy,
        by=who_writes(leaf.path),
    )


def _named(found: Iterable[Leaf]) -> str:
    german = current_language() == "de"  # titles of fields are German; another language names the paths alone
    names = (f"{leaf.title} ({leaf.path})" if leaf.title and german else leaf.path for leaf in found)
    return ", ".join(dict.fromkeys(names))
