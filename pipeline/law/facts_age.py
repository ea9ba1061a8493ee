"""Facts of the catalogue that a person should look at: weak ones nobody confirmed, and old ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.catalogue.authorities import load_authorities
from pipeline.catalogue.confirmations import MAX_AGE_DAYS, confirmations_on
from pipeline.catalogue.platforms import resolve_platforms
from pipeline.catalogue.requirement import load_requirements
from pipeline.catalogue.risk_scale import load_risk_scale
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.model.review import Confirmation
from pipeline.dossier.model.values import Confidence, Labelled
from pipeline.language import marked, tr


class NoteKind(Labelled):
    """Why a fact is listed."""

    WEAK = "weak", marked("schwach belegt, noch nicht bestätigt")
    CONFIRMED = "confirmed", marked("schwach belegt, durch eine Person bestätigt")
    OLD = "old", marked("lange nicht geprüft")


@dataclass(frozen=True, slots=True)
class FactNote:
    """One fact of the catalogue.

    Attributes:
        fact: path in the catalogue, as ``review.confirmations`` names it, or the id of a requirement.
        name: the fact in German.
        kind: why it is listed.
        seen_on: when it was last looked at.
        text: the fact, or who confirmed it.
        source: where it comes from.
    """

    fact: str
    name: str
    kind: NoteKind
    seen_on: dt.date
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact as the catalogue has it."""

    path: str
    name: str
    confidence: Confidence
    seen_on: dt.date
    text: str
    source: str


def fact_notes(dossier: Dossier, as_of: dt.date, max_age_days: int = MAX_AGE_DAYS) -> tuple[FactNote, ...]:
    """Return the facts that ``dossier`` uses and that are weak, confirmed by a person, or older than allowed.

    A confirmation ages like the fact itself: after ``max_age_days`` the fact is weak again.
    """
    since = as_of - dt.timedelta(days=max_age_days)
    confirmed = confirmations_on(dossier, as_of, max_age_days)
    notes = [*_platform_facts(dossier, since, confirmed), *_other_facts(dossier, since, confirmed)]
    notes += [
        FactNote(one.id, one.title, NoteKind.OLD, one.as_of, one.norm, one.source_url)
        for one in load_requirements()
        if one.as_of < since
    ]
    return tuple(notes)


def _platform_facts(dossier: Dossier, since: dt.date, confirmed: Mapping[str, Confirmation]) -> Iterator[FactNote]:
    used = {channel.platform for channel in dossier.concept.channels}
    for platform in resolve_platforms(dossier.organisation.platforms).values():
        if platform.id not in used:
            continue
        if platform.checked_on < since:
            yield FactNote(
                f"platforms[{platform.id}]", platform.name, NoteKind.OLD, platform.checked_on, platform.kind.label, ""
            )
        for name, info in type(platform).model_fields.items():
            fact = getattr(platform, name)
            if getattr(fact, "confidence", None) is not None:
                path = f"platforms[{platform.id}].{name}"
                title = f"{platform.name}: {info.title or name}"
                value = getattr(fact, "value", None)
                text = ("ja" if value else "nein") if isinstance(value, bool) else str(value or fact.url)
                one = _Fact(path, title, fact.confidence, fact.seen_on, text, fact.source)
                yield from _note(one, since, confirmed)


def _other_facts(dossier: Dossier, since: dt.date, confirmed: Mapping[str, Confirmation]) -> Iterator[FactNote]:
    authority = load_authorities()[dossier.organisation.land]
    name = _Fact(
        f"authorities[{authority.land}].name",
        tr("Aufsichtsbehörde: Name"),
        authority.confidence,
        authority.seen_on,
        authority.name,
        authority.source,
    )
    yield from _note(name, since, confirmed)
    address = authority.address
    written = f"{address.street}, {address.postal_code} {address.city}" if address is not None else authority.website
    if authority.contact_confidence is not None and written is not None:
        contact = _Fact(
            f"authorities[{authority.land}].contact",
            tr("Aufsichtsbehörde: Anschrift"),
            authority.contact_confidence,
            authority.seen_on,
            written,
            authority.contact_source or "",
        )
        yield from _note(contact, since, confirmed)
    if dossier.dpia.risks:
        scale = load_risk_scale()
        matrix = _Fact(
            "risk_scale.matrix",
            tr("Risikomatrix"),
            scale.matrix_confidence,
            scale.seen_on,
            scale.source_remark,
            scale.source,
        )
        yield from _note(matrix, since, confirmed)


def _note(fact: _Fact, since: dt.date, confirmed: Mapping[str, Confirmation]) -> Iterator[FactNote]:
    if fact.confidence is not Confidence.LOW:
        if fact.seen_on < since:
            yield FactNote(fact.path, fact.name, NoteKind.OLD, fact.seen_on, fact.text, fact.source)
        return
    said = confirmed.get(fact.path)
    if said is None:
        yield FactNote(fact.path, fact.name, NoteKind.WEAK, fact.seen_on, fact.text, fact.source)
    else:
        yield FactNote(fact.path, fact.name, NoteKind.CONFIRMED, said.date, f"{said.by}: {said.text}", fact.source)
