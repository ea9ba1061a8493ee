"""Statements of ``review.yaml`` that change nothing: a slip in an id would otherwise go unseen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.catalogue.authorities import load_authorities
from pipeline.catalogue.platforms import resolve_platforms
from pipeline.catalogue.requirement import load_omitted, requirements_by_id
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.model.review import PersonalAnswer, Waiver
from pipeline.language import tr
from pipeline.law.findings import Finding, Status

_OTHER_FACTS = ("name", "contact")


@dataclass(frozen=True, slots=True)
class IdleStatement:
    """One statement without effect.

    Attributes:
        path: where it stands, such as ``review.waivers[DSGVO-30]``.
        message: why it has none, a German sentence.
        file: file within the dossier; ``line`` from 1.
    """

    path: str
    message: str
    file: str
    line: int


def idle_statements(dossier: Dossier, findings: Iterable[Finding], as_of: dt.date) -> tuple[IdleStatement, ...]:
    """Return the answers, waivers and confirmations of ``dossier`` that have no effect on ``findings``."""
    review = dossier.review
    every = tuple(findings)
    told = [(f"review.answers[{one.requirement}]", _answer(dossier, one, as_of)) for one in review.answers]
    told += [(f"review.waivers[{one.requirement}]", _waiver(dossier, one, every, as_of)) for one in review.waivers]
    facts = frozenset(_facts(dossier))
    told += [
        (f"review.confirmations[{one.fact}]", tr("Die Angabe „{fact}“ führt der Katalog nicht.", fact=one.fact))
        for one in review.confirmations
        if one.fact not in facts
    ]
    return tuple(_placed(dossier, path, message) for path, message in told if message)


def _answer(dossier: Dossier, answer: PersonalAnswer, as_of: dt.date) -> str:
    wrong = _unknown(dossier, answer)
    if not wrong and answer.date > as_of:
        return tr("Die Antwort trägt ein Datum nach dem Tag der Prüfung ({date:%d.%m.%Y}).", date=answer.date)
    return wrong


def _waiver(dossier: Dossier, waiver: Waiver, findings: tuple[Finding, ...], as_of: dt.date) -> str:
    if wrong := _unknown(dossier, waiver):
        return wrong
    if waiver.until < as_of:
        return tr("Die Abweichung ist am {date:%d.%m.%Y} abgelaufen.", date=waiver.until)
    if waiver.date > as_of:
        return tr("Die Abweichung gilt erst ab dem {date:%d.%m.%Y}.", date=waiver.date)
    used = any(one.requirement == waiver.requirement and one.status is Status.WAIVED for one in findings)
    return "" if used else tr("Die Anforderung ist nicht verletzt; die Abweichung wird nicht gebraucht.")


def _unknown(dossier: Dossier, statement: PersonalAnswer | Waiver) -> str:
    requirement = statement.requirement
    omitted = next((one for one in load_omitted() if one.id == requirement), None)
    if omitted is not None:
        return tr("Die Anforderung „{id}“ wird nicht geprüft: {reason}", id=requirement, reason=omitted.reason)
    if requirement not in requirements_by_id():
        return tr("Die Anforderung „{id}“ gibt es im Katalog nicht.", id=requirement)
    if statement.subject is not None and statement.subject not in dossier.places:
        return tr("Den Gegenstand „{path}“ gibt es in der Akte nicht.", path=statement.subject)
    return ""


def _facts(dossier: Dossier) -> Iterator[str]:
    yield "risk_scale.matrix"
    for land in load_authorities():
        yield from (f"authorities[{land}].{name}" for name in _OTHER_FACTS)
    for platform in resolve_platforms(dossier.organisation.platforms).values():
        yield from (f"platforms[{platform.id}].{name}" for name in type(platform).model_fields)


def _placed(dossier: Dossier, path: str, message: str) -> IdleStatement:
    place = dossier.place(path)
    return IdleStatement(path, message, place.file if place else "", place.line if place else 0)
