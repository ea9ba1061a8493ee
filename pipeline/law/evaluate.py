"""The evaluation: every requirement of the catalogue against one dossier, as of one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial

from pipeline.catalogue.checklist import Checklist
from pipeline.catalogue.reading import catalogue_version
from pipeline.catalogue.requirement import Decidable, Requirement, load_requirements
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.open_points import OpenQuestion, open_questions
from pipeline.language import tr
from pipeline.law.applicable import Applies, applies
from pipeline.law.beside import beside
from pipeline.law.check_types import CheckInput, CheckOutcome, Fault, demand, judged
from pipeline.law.checks import CHECKS
from pipeline.law.evidence_state import leaves
from pipeline.law.findings import Depth, Finding, Status, finding_order
from pipeline.law.judging import Case, fault_finding, findings_of, not_applicable, unknown_condition
from pipeline.law.layout import Layout
from pipeline.law.people import needs_a_person, question_to_person, with_people
from pipeline.law.subjects import Each, EvidenceGroup, Subject, evidence_groups, subjects_of
from pipeline.law.world import World, world_of

Words = Callable[[], Mapping[str, tuple[Fault, ...]]]
"""Gives what the text rules find, by requirement."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the law says about a dossier.

    Attributes:
        findings: all findings, what is wrong first.
        open_points: what the dossier leaves open.
        catalogue_version: version of the catalogue, such as ``2026.11``.
        as_of: the day of the evaluation.
    """

    findings: tuple[Finding, ...]
    open_points: tuple[OpenQuestion, ...]
    catalogue_version: str
    as_of: dt.date


def evaluate(
    dossier: Dossier,
    as_of: dt.date,
    standing_texts: Mapping[str, str],
    layouts: Mapping[str, Layout] | None = None,
    checklist: Checklist | None = None,
    only: Collection[str] | None = None,
    *,
    read_drafts: frozenset[str] | None = None,
    words: Words | None = None,
) -> Evaluation:
    """Evaluate every requirement of the catalogue.

    Args:
        dossier: the dossier.
        as_of: the day: rules not in force are not applicable, dates are judged against it.
        standing_texts: plain text of the Word templates by document kind; wording of a document is judged on it.
        layouts: the layout of the Word templates by document kind.
        checklist: the checklist's items; those of the catalogue by default.
        only: ids of the requirements to evaluate; all by default.
        read_drafts: Prüfcodes that a draft can have had that is still the same; with them an opinion on another draft is
            asked about.
        words: gives what the text rules find, if that was begun before (:func:`begin_reading`).

    Raises:
        InputError: a channel names an unknown platform.
        ProgramError: the catalogue is damaged.
    """
    world = world_of(dossier, as_of, standing_texts, layouts, checklist, read_drafts)
    wanted = [requirement for requirement in load_requirements() if only is None or requirement.id in only]
    by_fields = [_by_fields(requirement, world) for requirement in wanted]
    by_text = any(Decidable.TEXT in {one.decidable, *one.also_decidable} for one in wanted)
    from_text = (words or partial(_text_faults, world))() if by_text else {}
    findings = [finding for one in by_fields for finding in _with_words(one, from_text.get(one.requirement.id, ()))]
    return Evaluation(
        tuple(sorted(with_people(findings, world), key=finding_order)),
        open_questions(dossier),
        catalogue_version(),
        as_of,
    )


def begin_reading(dossier: Dossier, as_of: dt.date) -> Words:
    """Begin to read all texts of ``dossier``, a third of a check, beside what comes next; give the result to :func:`evaluate`.

    Raises:
        InputError: a channel names an unknown platform.
        ProgramError: the catalogue is damaged.
    """
    return beside(partial(_text_faults, world_of(dossier, as_of, {})))


def _text_faults(world: World) -> Mapping[str, tuple[Fault, ...]]:
    from pipeline.law.text_lint import text_faults  # noqa: PLC0415 - only the process that reads needs the rules

    return text_faults(world)


@dataclass(frozen=True, slots=True)
class _ByFields:
    """What the fields say about a requirement; ``condition`` is ``None`` where it does not apply whatever the words are."""

    requirement: Requirement
    whole: Case
    condition: Applies | None
    findings: list[Finding]


def _by_fields(requirement: Requirement, world: World) -> _ByFields:
    whole = Case(world, requirement, None)
    if not requirement.in_force(world.as_of):
        return _ByFields(requirement, whole, None, [not_applicable(whole, _not_in_force(requirement, world.as_of))])
    condition = applies(requirement.condition, world, None)
    if condition.fact is False:
        return _ByFields(requirement, whole, None, [not_applicable(whole, condition.reason)])
    findings = [finding for unit in _units(requirement) for finding in _for_unit(unit, requirement, world, condition)]
    return _ByFields(requirement, whole, condition, findings)


def _with_words(judged: _ByFields, faults: tuple[Fault, ...]) -> list[Finding]:
    """Return all findings of a requirement: what the wording violates, and what the fields say."""
    whole, condition, findings = judged.whole, judged.condition, judged.findings
    if condition is None:
        return findings
    by_words = [fault_finding(whole, Depth.VALUE, fault) for fault in faults]
    told = {(one.path, one.evidence) for one in by_words}  # fields and wording may object to the same words
    if by_words:  # what the wording violates is not fulfilled as a whole
        findings = [one for one in findings if one.status is not Status.FULFILLED or one.subject is not None]
    if condition.fact is True and needs_a_person(judged.requirement):
        findings = [*findings, question_to_person(whole)]
    elif condition.fact is None and not findings:
        findings = [unknown_condition(whole, condition)]
    return [*by_words, *(one for one in dict.fromkeys(findings) if (one.path, one.evidence) not in told)]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A part of a requirement that is judged together: for each item of a list or once."""

    each: Each | None
    judge: Callable[[CheckInput], CheckOutcome]


def _units(requirement: Requirement) -> list[_Unit]:
    if requirement.check is not None:
        return [_Unit(entry.each, entry.function) for entry in CHECKS[requirement.check]]
    if requirement.decidable is Decidable.HUMAN:
        return []
    return [_Unit(group.each, partial(_present, group)) for group in evidence_groups(requirement.evidence)]


def _present(group: EvidenceGroup, inp: CheckInput) -> CheckOutcome:
    return judged(Depth.PRESENCE, demand(inp, group.entries))


def _for_unit(unit: _Unit, requirement: Requirement, world: World, condition: Applies) -> list[Finding]:
    if unit.each is Each.CHANNEL:
        return [finding for channel in world.channels for finding in _for_channel(unit, requirement, world, channel)]
    if condition.fact is None:
        return [unknown_condition(Case(world, requirement, None), condition)]
    if unit.each is None:
        return _decided(unit, Case(world, requirement, None))
    subjects = subjects_of(world.dossier, unit.each)
    if not subjects:  # the list itself is absent or open
        outcome = judged(Depth.PRESENCE, leaves(world.dossier, f"{unit.each.value}[].id"))
        return findings_of(Case(world, requirement, None), outcome)
    return [finding for subject in subjects for finding in _decided(unit, Case(world, requirement, subject))]


def _for_channel(unit: _Unit, requirement: Requirement, world: World, channel: Subject) -> list[Finding]:
    case = Case(world, requirement, channel)
    condition = applies(requirement.condition, world, channel)
    if condition.fact is False:
        return [not_applicable(case, condition.reason)]
    return [unknown_condition(case, condition)] if condition.fact is None else _decided(unit, case)


def _decided(unit: _Unit, case: Case) -> list[Finding]:
    return findings_of(case, unit.judge(CheckInput(case.world, case.requirement, case.subject)))


def _not_in_force(requirement: Requirement, day: dt.date) -> str:
    if requirement.valid_from is not None and day < requirement.valid_from:
        return tr("Gilt erst ab dem {date:%d.%m.%Y}.", date=requirement.valid_from)
    assert requirement.valid_until is not None
    return tr("Galt bis zum {date:%d.%m.%Y}.", date=requirement.valid_until)
