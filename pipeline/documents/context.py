"""What a template sees: the dossier and everything derived from it, as plain data under fixed root names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.catalogue.applicability import evaluate
from pipeline.catalogue.authorities import Authority, load_authorities
from pipeline.catalogue.checklist import load_checklist
from pipeline.catalogue.circumstances import circumstances, initial_level, residual_level
from pipeline.catalogue.condition import parse_condition
from pipeline.catalogue.confirmations import confirmations_on
from pipeline.catalogue.dossier_platforms import platforms_of
from pipeline.catalogue.risk_scale import level, load_risk_scale
from pipeline.documents.document_info import (
    AuthorityInfo,
    ChecklistEntry,
    ChecklistSection,
    DocumentInfo,
    HistoryRow,
    MatrixCell,
    MatrixRow,
    OpenPointRow,
    RiskLevels,
)
from pipeline.documents.kinds import DocumentKind, Edition, has_full_dpia
from pipeline.dossier.answers import ROLE_TITLES, OpenPoint, known
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.editions import public_edition
from pipeline.dossier.model.concept import Concept
from pipeline.dossier.model.dpia import Dpia, Risk
from pipeline.dossier.model.organisation import Organisation, SupervisoryAuthority
from pipeline.dossier.model.platform import Platform
from pipeline.dossier.model.review import ReviewFile
from pipeline.dossier.model.values import Confidence
from pipeline.dossier.open_points import open_questions

ROOTS: Mapping[str, Any] = {
    "organisation": Organisation,
    "concept": Concept,
    "dpia": Dpia,
    "review": ReviewFile,
    "platforms": Mapping[str, Platform],
    "authority": AuthorityInfo,
    "document": DocumentInfo,
    "conditions": Mapping[str, bool | None],
    "checklist": tuple[ChecklistSection, ...],
    "open_points": tuple[OpenPointRow, ...],
    "risk_levels": Mapping[str, RiskLevels],
    "risk_matrix_before": tuple[MatrixRow, ...],
    "risk_matrix_after": tuple[MatrixRow, ...],
    "level_titles": tuple[str, ...],
    "criteria_titles": Mapping[str, str],
}
"""Name and type of every root; the template linter checks templates against it."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is true of a whole set of documents, besides the dossier.

    Attributes:
        draft: whether the documents are drafts.
        code: the Prüfcode.
        as_of: the day on which conditions such as the election period are judged.
        history: rows of the change history, oldest first.
    """

    draft: bool
    code: str
    as_of: dt.date
    history: Sequence[HistoryRow] = field(default_factory=tuple)


def context_for(dossier: Dossier, kind: DocumentKind, edition: Edition, situation: Situation) -> dict[str, Any]:
    """Return what the template of ``kind`` sees, by root name.

    Raises:
        InputError: a channel's platform is not known.
        ProgramError: the catalogue is damaged.
    """
    seen = public_edition(dossier) if edition is Edition.PUBLIC else dossier
    platforms = platforms_of(dossier, weak_facts=situation.draft, as_of=situation.as_of)
    conditions = circumstances(dossier, platforms, situation.as_of)
    return {
        "organisation": seen.organisation,
        "concept": seen.concept,
        "dpia": seen.dpia,
        "review": seen.review,
        "platforms": platforms,
        "authority": _authority(dossier, situation),
        "document": _document(seen, kind, edition, situation, platforms),
        "conditions": conditions,
        "checklist": _checklist(dossier, platforms, situation.as_of),
        "open_points": _open_points(dossier) if situation.draft else (),
        "risk_levels": {risk.id: _levels(risk) for risk in _risks(dossier)},
        "risk_matrix_before": _matrix(dossier, residual=False),
        "risk_matrix_after": _matrix(dossier, residual=True),
        "level_titles": tuple(entry.label for entry in load_risk_scale().levels),
        "criteria_titles": {str(entry.id): entry.label for entry in load_risk_scale().wp248},
    }


def channels_line(dossier: Dossier, platforms: Mapping[str, Platform]) -> str:
    """Return the names of the platforms, such as „Facebook, Instagram und YouTube“."""
    names = [
        platforms[channel.platform].name if channel.platform in platforms else channel.platform
        for channel in dossier.concept.channels
    ]
    unique = list(dict.fromkeys(names))
    return unique[0] if len(unique) == 1 else f"{', '.join(unique[:-1])} und {unique[-1]}"


def _document(
    dossier: Dossier, kind: DocumentKind, edition: Edition, situation: Situation, platforms: Mapping[str, Platform]
) -> DocumentInfo:
    facts = dossier.concept.document
    version, date = known(facts.version), known(facts.date)
    version_line = f"Version {version}" if version else "Version noch offen"
    if situation.draft:
        version_line += " · ENTWURF"
    parts = [version_line]
    if date:
        parts.append(f"Stand {date:%d.%m.%Y}")
    if situation.code:
        parts.append(f"Prüfcode {situation.code}")
    publication = known(dossier.concept.publication)
    return DocumentInfo(
        name=kind.name,
        title=kind.title,
        short_title=kind.short_title,
        edition=edition.value,
        draft=situation.draft,
        status="Entwurf" if situation.draft else "Freigegebene Fassung",
        version=version,
        date=date,
        code=situation.code,
        version_line=version_line,
        footer_line=" · ".join(parts),
        channels_line=channels_line(dossier, platforms),
        history=tuple(situation.history),
        original_kept_at=known(publication.original_kept_at) if publication and edition is Edition.PUBLIC else None,
        has_dsfa=has_full_dpia(dossier),
    )


def _authority(dossier: Dossier, situation: Situation) -> AuthorityInfo:
    entry = load_authorities()[dossier.organisation.land]
    own = dossier.organisation.supervisory_authority
    if own:
        return _own_authority(own, entry)
    confirmed = confirmations_on(dossier, situation.as_of)
    weak = {
        fact
        for fact, confidence in (("name", entry.confidence), ("contact", entry.contact_confidence))
        if confidence is Confidence.LOW and f"authorities[{entry.land}].{fact}" not in confirmed
    }
    info = AuthorityInfo(
        name=entry.name,
        short_name=entry.short_name,
        name_with_article=entry.name_nominative,
        name_genitive=entry.name_genitive,
        name_dative=entry.name_dative,
        address=entry.address,
        phone=entry.phone,
        email=entry.email,
        website=entry.website,
        act=entry.act_short,
        to_be_checked=bool(weak),
    )
    return info if situation.draft else info.model_copy(update=_left_out(entry, weak))


def _left_out(entry: Authority, weak: Collection[str]) -> Mapping[str, str | None]:
    """Return what a release says instead of weak facts that nobody confirmed: the office without its name, no contact."""
    instead: dict[str, str | None] = {}
    if "name" in weak:
        office = f"zuständige Datenschutz-Aufsichtsbehörde des Landes {entry.land.label}"
        declined = office.replace("zuständige", "zuständigen", 1)
        instead |= {"name": office[0].upper() + office[1:], "short_name": None, "act": None}
        instead |= {"name_with_article": f"die {office}", "name_genitive": f"der {declined}"}
        instead |= {"name_dative": f"der {declined}"}
    if "contact" in weak:
        instead |= dict.fromkeys(("address", "phone", "email", "website"))
    return instead


def _own_authority(own: SupervisoryAuthority, entry: Authority) -> AuthorityInfo:
    return AuthorityInfo(
        name=own.name,
        short_name=own.short_name,
        name_with_article=own.name,
        name_genitive=own.name,
        name_dative=own.name,
        address=known(own.address),
        phone=known(own.phone),
        email=known(own.email),
        website=known(own.website),
        act=entry.act_short,
        to_be_checked=False,
    )


def _checklist(dossier: Dossier, platforms: Mapping[str, Platform], as_of: dt.date) -> tuple[ChecklistSection, ...]:
    """Return what applies; what may apply (an unknown condition) is listed too: a check too many does no harm."""
    checklist = load_checklist()
    values = {"land": dossier.organisation.land.value, "legal_form": dossier.organisation.legal_form.value}
    per_channel = [
        (circumstances(dossier, platforms, as_of, channel), values | {"platform": channel.platform})
        for channel in dossier.concept.channels
    ]

    def applies(condition: str) -> bool:
        parsed = parse_condition(condition)
        return any(evaluate(parsed, facts, seen).fact is not False for facts, seen in per_channel)

    sections = (
        ChecklistSection(
            kind=block.id,
            title=block.title,
            frequency=block.frequency,
            items=tuple(
                ChecklistEntry(id=item.id, text=item.text)
                for item in checklist.items
                if item.block == block.id and applies(item.condition)
            ),
        )
        for block in checklist.blocks
    )
    return tuple(section for section in sections if section.items or section.kind == "acknowledgement")


def _open_points(dossier: Dossier) -> tuple[OpenPointRow, ...]:
    return tuple(
        OpenPointRow(
            number=number,
            path=question.path,
            question=question.question,
            by=ROLE_TITLES[question.by],
            has_proposal=question.has_proposal,
        )
        for number, question in enumerate(open_questions(dossier), start=1)
    )


def _risks(dossier: Dossier) -> tuple[Risk, ...]:
    risks = dossier.dpia.risks
    if isinstance(risks, OpenPoint):
        risks = risks.proposal or ()
    return risks


def _levels(risk: Risk) -> RiskLevels:
    labels = {entry.id: entry.label for entry in load_risk_scale().results}
    before, after = initial_level(risk), residual_level(risk)
    return RiskLevels(
        initial=labels[before] if before else None,
        initial_key=before,
        residual=labels[after] if after else None,
        residual_key=after,
    )


def _matrix(dossier: Dossier, *, residual: bool) -> tuple[MatrixRow, ...]:
    scale = load_risk_scale()
    results = {entry.id: entry.label for entry in scale.results}
    cells: dict[tuple[str, str], list[str]] = {}
    for risk in _risks(dossier):
        assessment = known(risk.residual if residual else risk.initial)
        likelihood, severity = (
            (known(assessment.likelihood), known(assessment.severity)) if assessment else (None, None)
        )
        if likelihood and severity:
            cells.setdefault((severity.value, likelihood.value), []).append(risk.id.upper())
    return tuple(
        MatrixRow(
            severity=severity.label,
            cells=tuple(
                MatrixCell(
                    likelihood=likelihood.label,
                    level=results[level(likelihood.id, severity.id)],
                    level_key=level(likelihood.id, severity.id),
                    risks=", ".join(cells.get((severity.id, likelihood.id), ())) or "–",
                )
                for likelihood in scale.levels
            ),
        )
        for severity in reversed(scale.levels)
    )


def draft_history(dossier: Dossier) -> tuple[HistoryRow, ...]:
    """Return the change history of a draft: the versions before the register, as the dossier names them."""
    return tuple(
        HistoryRow(
            version=entry.version,
            date=entry.date,
            changed_by=entry.changed_by,
            change=entry.change,
            reason=entry.reason,
            approval=entry.approval,
        )
        for entry in dossier.concept.document.history
    )
