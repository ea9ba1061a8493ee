"""Journey: where is a requirement fulfilled, and why does this sentence stand here?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.requirement import Requirement, load_requirements, requirements_by_id
from pipeline.documents.context import Situation, draft_history
from pipeline.documents.templates import Template, templates_for
from pipeline.dossier.dossier import Dossier, Place
from pipeline.dossier.load import load_dossier
from pipeline.errors import UsageError
from pipeline.language import tr
from pipeline.law.evaluate import evaluate
from pipeline.law.findings import Finding
from pipeline.law.layout import read_layout
from pipeline.law.standing_text import standing_text
from pipeline.law.tracing import is_field_path, requirements_reading
from pipeline.pdf.installation import find_office
from pipeline.printed_index import PrintedAt, PrintedIndex, printed_index, with_pages


@dataclass(frozen=True, slots=True)
class TracedEvidence:
    """One place that a requirement rests on.

    Attributes:
        path: field path.
        excerpt: what stands there.
        place: where it stands in the dossier's files, or ``None``.
        printed: where it is printed.
    """

    path: str
    excerpt: str
    place: Place | None
    printed: tuple[PrintedAt, ...]


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One requirement with its result and its evidence."""

    requirement: Requirement
    findings: tuple[Finding, ...]
    evidence: tuple[TracedEvidence, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """What was asked for.

    Attributes:
        dossier: the dossier.
        field: the field asked about and where it is printed, or ``None`` where a requirement or all was asked.
        rows: the requirements.
    """

    dossier: Dossier
    field: TracedEvidence | None
    rows: tuple[TraceRow, ...]


def trace(
    folder: Path,
    *,
    as_of: dt.date,
    field: str | None = None,
    requirement: str | None = None,
    pages: bool = True,
) -> Trace:
    """Trace a field, a requirement, or the whole catalogue through the dossier and the finished documents.

    Args:
        folder: the dossier.
        as_of: the day of the evaluation.
        field: a field path such as ``concept.channels[instagram].purpose``.
        requirement: an id of the catalogue.
        pages: make PDF files to read page numbers from.

    Raises:
        UsageError: there is no such field or requirement.
        InputError: the dossier or a template cannot be used.
        ProgramError: LibreOffice is missing or fails; without ``pages`` it is not needed.
    """
    dossier = load_dossier(folder)
    wanted = _wanted(dossier, field, requirement)
    office = find_office() if pages else None
    templates = templates_for(dossier)
    index = printed_index(dossier, Situation(True, "", as_of, draft_history(dossier)), templates)
    findings = _findings(dossier, as_of, templates, {one.id for one in wanted})
    if office is not None:
        paths = {one.path for each in findings for one in each.evidence} | ({field} if field else set())
        index = with_pages(index, {place.document for path in paths for place in index.where(path)}, office)
    rows = tuple(_row(dossier, one, findings, index) for one in wanted)
    return Trace(dossier, _traced(dossier, field, "", index) if field else None, rows)


def _wanted(dossier: Dossier, field: str | None, requirement: str | None) -> tuple[Requirement, ...]:
    if requirement is not None:
        found = requirements_by_id().get(requirement)
        if found is None:
            raise UsageError(
                tr("Die Anforderung „{id}“ gibt es im Katalog nicht.", id=requirement),
                tr("„nutzungskonzept check AKTE --all“ nennt alle Kennungen."),
            )
        return (found,)
    if field is None:
        return load_requirements()
    items = _unknown_items(dossier, field) if field not in dossier.places else []
    if items:
        raise UsageError(
            tr("Den Eintrag „{path}“ gibt es in der Akte nicht.", path=items[0]),
            tr("„nutzungskonzept check AKTE --all“ nennt die Pfade der Einträge."),
        )
    if not is_field_path(field) or (field not in dossier.places and not requirements_reading(field)):
        raise UsageError(
            tr("Das Feld „{path}“ gibt es in der Akte nicht.", path=field),
            tr("Ein Pfad sieht so aus: concept.channels[instagram].purpose."),
        )
    return requirements_reading(field)


def _unknown_items(dossier: Dossier, field: str) -> list[str]:
    """Return the list items on the way to ``field`` that the dossier does not have; ``[name=value]`` names no item."""
    ends = [found.end() for found in re.finditer(r"\[[^\]=]+\]", field)]
    return [field[:end] for end in ends if field[:end] not in dossier.places]


def _findings(
    dossier: Dossier, as_of: dt.date, templates: Mapping[str, Template], only: Collection[str]
) -> tuple[Finding, ...]:
    texts = {name: standing_text(one.data, one.label) for name, one in templates.items()}
    layouts = {name: read_layout(one.data, one.label) for name, one in templates.items()}
    return evaluate(dossier, as_of, texts, layouts, only=only).findings


def _row(dossier: Dossier, requirement: Requirement, findings: tuple[Finding, ...], index: PrintedIndex) -> TraceRow:
    own = tuple(one for one in findings if one.requirement == requirement.id)
    evidence = {one.path: one.excerpt for finding in own for one in finding.evidence if one.path}
    return TraceRow(requirement, own, tuple(_traced(dossier, path, words, index) for path, words in evidence.items()))


def _traced(dossier: Dossier, path: str, excerpt: str, index: PrintedIndex) -> TracedEvidence:
    return TracedEvidence(path, excerpt, dossier.place(path), index.where(path))
