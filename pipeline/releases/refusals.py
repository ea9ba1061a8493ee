"""Why a version may not be released, as far as form and register say so; all reasons at once."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.documents.source import Source
from pipeline.dossier.answers import OpenPoint, known
from pipeline.dossier.dossier import PARTS, Dossier
from pipeline.dossier.load import dossier_from_files
from pipeline.dossier.model.process import Document
from pipeline.errors import InputError, Problem, RefusedError
from pipeline.files import sha256
from pipeline.language import tr
from pipeline.releases.address import NAME
from pipeline.releases.approval import APPROVAL_FILE
from pipeline.releases.life import check_version
from pipeline.releases.manifest import SOURCE_FILE
from pipeline.releases.records import ReleaseRecord
from pipeline.releases.register import Register
from pipeline.releases.verification import load_manifest, read_released

INPUTS = "quellen"
"""Folder of a release with its inputs."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody wants to release.

    Attributes:
        version: the version; a confirmation of ``concept.document.version``.
        approved_by: the function that approves.
        reason: what changed and why.
        decision: the decision it rests on, or empty.
        decided_on: the day of the approval; by default the Stand.
        changed_by: the function that changed the documents; by default as the dossier says.
    """

    version: str
    approved_by: str
    reason: str
    decision: str = ""
    decided_on: dt.date | None = None
    changed_by: str = ""


def refusals(request: Request, dossier: Dossier, source: Source, register: Register) -> list[Problem]:
    """Return every formal reason against the release; what the law says comes besides.

    Args:
        request: what is wanted.
        dossier: the dossier.
        source: what the documents would be made from.
        register: the register.

    Raises:
        RegisterError: the last release is damaged.
    """
    problems = [*_missing(request), *_numbers(request, dossier, register), *_owner(dossier, register)]
    last = register.releases[-1] if register.releases else None
    if last is not None and same_inputs(dossier, source, register.folder, last):
        problems.append(
            Problem(
                tr("Seit der Fassung {version} hat sich an der Akte nichts geändert.", version=last.version),
                tr("Eine neue Fassung braucht einen geänderten Inhalt; Version und Stand allein genügen nicht."),
            )
        )
    return problems


def same_inputs(dossier: Dossier, source: Source, folder: Path, last: ReleaseRecord) -> bool:
    """Return whether ``dossier`` says what the release ``last`` says; version, Stand and file reference do not count.

    Raises:
        RegisterError: the release is damaged.
    """
    manifest = load_manifest(folder, last)
    before: dict[str, Any] = json.loads(read_released(folder, last, manifest, SOURCE_FILE))
    now: dict[str, Any] = json.loads(source.data)
    if any(before[key] != now[key] for key in ("templates", "catalogue")):
        return False
    names = set(before["inputs"]) - {APPROVAL_FILE}
    if names != set(now["inputs"]):
        return False
    parts = {f"{root}.yaml" for root in PARTS}
    if any(before["inputs"][name] != now["inputs"][name] for name in names - parts):
        return False
    files = {name: read_released(folder, last, manifest, f"{INPUTS}/{name}") for name in names & parts}
    try:
        earlier = dossier_from_files(files, dossier.folder)
    except InputError:  # written for another program version; then the bytes decide
        return all(sha256(files[name]) == now["inputs"][name] for name in files)
    return _content(earlier) == _content(dossier)


def _content(dossier: Dossier) -> tuple[object, ...]:
    concept = dossier.concept.model_copy(update={"document": Document()})
    return dossier.organisation, concept, dossier.dpia, dossier.review


def _missing(request: Request) -> Iterator[Problem]:
    if not request.reason.strip():
        yield Problem(
            tr("Es fehlt der Anlass der Fassung."), tr("Mit --reason sagen, was sich geändert hat und warum.")
        )
    if not request.approved_by.strip():
        yield Problem(
            tr("Es fehlt, wer die Fassung freigibt."),
            tr("Die Funktion mit --approved-by angeben, zum Beispiel --approved-by „Bürgermeister“."),
        )


def _numbers(request: Request, dossier: Dossier, register: Register) -> Iterator[Problem]:
    facts = dossier.concept.document
    version, date = known(facts.version), known(facts.date)
    try:
        check_version(register.releases, request.version)
    except RefusedError as error:
        yield from error.problems
    if version != request.version:
        shown = version or (tr("noch offen") if isinstance(facts.version, OpenPoint) else tr("nicht angegeben"))
        yield _at(
            dossier,
            "concept.document.version",
            tr(
                "In der Akte ist die Version {version}, freigegeben werden soll {wanted}.",
                version=shown,
                wanted=request.version,
            ),
            tr("--version bestätigt die Version der Akte: beide gleich schreiben."),
        )
    if date is None:
        yield _at(
            dossier,
            "concept.document.date",
            tr("Der Stand der Dokumente fehlt."),
            tr("Das Datum der Fassung eintragen."),
        )
        return
    last = register.releases[-1] if register.releases else None
    if last is not None and date < last.date:
        yield _at(
            dossier,
            "concept.document.date",
            tr(
                "Der Stand {date:%d.%m.%Y} liegt vor dem der Fassung {version} ({last:%d.%m.%Y}).",
                date=date,
                version=last.version,
                last=last.date,
            ),
            tr("Den Stand der neuen Fassung eintragen."),
        )


def _owner(dossier: Dossier, register: Register) -> Iterator[Problem]:
    if not NAME.fullmatch(dossier.name):
        yield _at(
            dossier,
            "organisation.id",
            tr("„{name}“ kann nicht der Name eines Registers sein.", name=dossier.name),
            tr(
                "In organisation.yaml unter „id“ eine Kennung aus Kleinbuchstaben, Ziffern und Bindestrichen eintragen."
            ),
        )
    owner = register.records[0].organisation if register.records else dossier.organisation.name
    if owner != dossier.organisation.name:
        yield _at(
            dossier,
            "organisation.name",
            tr(
                "Das Register {folder} gehört „{owner}“, die Akte „{other}“.",
                folder=register.folder,
                owner=owner,
                other=dossier.organisation.name,
            ),
            tr(
                "Unter organisation.id eine eigene Kennung eintragen; nach einer Umbenennung beginnt ein neues Register."
            ),
        )


def _at(dossier: Dossier, path: str, message: str, remedy: str) -> Problem:
    place = dossier.place(path)
    file = str(dossier.folder / place.file) if place else ""
    return Problem(message, remedy, file, place.line if place else 0, place.column if place else 0, path)
