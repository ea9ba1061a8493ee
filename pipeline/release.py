"""Journey: a version that stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.check import CheckReport, check_dossier
from pipeline.documents.cautions import cautions
from pipeline.documents.templates import templates_for
from pipeline.dossier.answers import ROLE_TITLES, known
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.load import load_dossier
from pipeline.dossier.model.process import ResponsibilityKind
from pipeline.errors import Problem, RefusedError
from pipeline.files import sha256
from pipeline.language import tr, translated
from pipeline.law.findings import Finding
from pipeline.outputs import outputs_folder
from pipeline.pdf.check import PdfFinding
from pipeline.pdf.installation import find_office
from pipeline.production import Progress, source_of
from pipeline.release_files import ReleaseFiles, release_files
from pipeline.releases.approval import Approval, history_of, history_row
from pipeline.releases.manifest import MANIFEST_FILE, Manifest, entries, manifest_bytes
from pipeline.releases.records import ReleaseRecord
from pipeline.releases.refusals import Request, refusals
from pipeline.releases.register import Register, read_register
from pipeline.releases.store import commit, opened, release_folder, stage_release
from pipeline.releases.tools import tools

__all__ = ["Released", "Request", "release"]

_CHANGED_BY = (ResponsibilityKind.CONTROL, ResponsibilityKind.EDITORIAL, ResponsibilityKind.APPROVAL)
"""Who changes the documents where nobody else is named, the first of these that the dossier knows."""


@dataclass(frozen=True, slots=True)
class Released:
    """A release.

    Attributes:
        name: name of the register.
        folder: the release's folder.
        record: its record.
        head: head of the chain.
        findings: what the check of the PDF files found, by file; empty if all is well.
    """

    name: str
    folder: Path
    record: ReleaseRecord
    head: str
    findings: Mapping[str, tuple[PdfFinding, ...]]


def release(
    dossier_folder: Path, request: Request, *, outputs: Path | None = None, progress: Progress = lambda _: None
) -> Released:
    """Release a version: the approval, all documents, and what they were made from, written once.

    Args:
        dossier_folder: the dossier.
        request: version, who approves, why.
        outputs: the outputs folder.
        progress: is told what happens.

    Raises:
        RefusedError: something speaks against it (all reasons at once), or the folder cannot be written; nothing is left.
        InputError: the dossier or a template cannot be used.
        ProgramError: LibreOffice is missing or fails.
        RegisterError: the register is damaged.
    """
    dossier = load_dossier(dossier_folder)
    templates = templates_for(dossier)
    folder = outputs_folder(dossier_folder, outputs) / dossier.name
    before = read_register(folder)
    stand = known(dossier.concept.document.date)
    day = request.decided_on or stand
    problems = refusals(request, dossier, source_of(dossier, templates), before)
    problems += _unlawful(dossier, day)
    problems += cautions(dossier)
    if problems or stand is None or day is None:
        raise RefusedError(problems)
    find_office()
    with opened(folder) as register:
        if register.head != before.head:
            raise RefusedError(
                tr("Während der Prüfung hat ein anderer Vorgang das Register {folder} fortgeschrieben.", folder=folder),
                tr("Mit „nutzungskonzept log“ ansehen und den Befehl wiederholen."),
            )
        approval = _approval(request, dossier, register, stand, day)
        made = release_files(dossier, approval, templates, progress=progress)
        return write_release(dossier, approval, made, register)


def _unlawful(dossier: Dossier, day: dt.date | None) -> Iterator[Problem]:
    """Yield what the check says against a release: open points, then findings that wait for none of them."""
    report = check_dossier(dossier, as_of=day or dt.date.max)
    for point in report.evaluation.open_points:
        message = tr(
            "Offener Punkt ({who}): {question}", who=translated(ROLE_TITLES[point.by]), question=point.question
        )
        yield _at(dossier, point.path, message, "")
    for finding in _blocking(report):
        message = f"{finding.title} ({finding.requirement}, {finding.norm}): {finding.message}"
        yield Problem(
            message,
            finding.remedy,
            str(dossier.folder / finding.file) if finding.file else "",
            finding.line,
            finding.column,
            finding.path,
        )


def _blocking(report: CheckReport) -> Iterator[Finding]:
    return (one for one in report.evaluation.findings if one.counts_as_failure() and not one.open_point)


def _at(dossier: Dossier, path: str, message: str, remedy: str) -> Problem:
    place = dossier.place(path)
    file = str(dossier.folder / place.file) if place else ""
    return Problem(message, remedy, file, place.line if place else 0, place.column if place else 0, path)


def _approval(request: Request, dossier: Dossier, register: Register, stand: dt.date, day: dt.date) -> Approval:
    approval = Approval(
        version=request.version,
        date=stand,
        decided_on=day,
        approved_by=request.approved_by.strip(),
        changed_by=request.changed_by.strip() or _changed_by(dossier) or request.approved_by.strip(),
        reason=request.reason.strip(),
        decision=request.decision.strip() or None,
        history=(),
    )
    return approval.model_copy(update={"history": (*history_of(dossier, register), history_row(approval))})


def _changed_by(dossier: Dossier) -> str:
    people = known(dossier.concept.responsibilities) or ()
    for kind in _CHANGED_BY:
        for entry in people:
            role = known(entry.role)
            if entry.kind is kind and role:
                return role
    return ""


def write_release(dossier: Dossier, approval: Approval, made: ReleaseFiles, register: Register) -> Released:
    """Write the folder of a release and commit it; the caller has opened the register.

    Args:
        dossier: the dossier.
        approval: who approved what, when and why.
        made: all files but the manifest.
        register: the open register.

    Raises:
        RefusedError: something cannot be written; nothing is left behind.
    """
    last = register.releases[-1] if register.releases else None
    shared = approval.model_dump(exclude={"history"})
    manifest = manifest_bytes(
        Manifest(
            **shared,
            name=dossier.name,
            organisation=dossier.organisation.name,
            code=made.code,
            tools=tools(made.office),
            previous_release=last.manifest if last else None,
            files=entries(made.files),
        )
    )
    record = ReleaseRecord(
        **shared,
        number=len(register.records) + 1,
        organisation=dossier.organisation.name,
        previous=register.head,
        manifest=sha256(manifest),
        code=made.code,
    )
    staged = stage_release(register.folder, approval.version, {**made.files, MANIFEST_FILE: manifest})
    longer = commit(register, record, [staged])
    place = release_folder(register.folder, approval.version)
    return Released(dossier.name, place, record, longer.head, made.findings)
