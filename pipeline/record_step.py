"""Journey: a step in the life of a release, with the papers that prove it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import RefusedError
from pipeline.files import read_file, sha256
from pipeline.language import tr
from pipeline.releases.address import Address, release_in
from pipeline.releases.life import check_step
from pipeline.releases.records import (
    FILE_NAME_PATTERN,
    FiledFile,
    FileKind,
    FilingRecord,
    Record,
    ReleaseRecord,
    Step,
    StepRecord,
)
from pipeline.releases.register import Register
from pipeline.releases.store import commit, discard, file_name, opened, stage_paper
from pipeline.releases.verification import MAX_FILE_BYTES


@dataclass(frozen=True, slots=True)
class Paper:
    """A file for the Akte.

    Attributes:
        name: its name there.
        data: its bytes.
        kind: what it is.
        base: for a signed PDF the released file it continues.
    """

    name: str
    data: bytes
    kind: FileKind
    base: str | None = None


def record_step(
    address: Address, step: Step, *, by: str, on: dt.date, note: str = "", files: Sequence[Path] = ()
) -> Register:
    """Record that a release was signed, published, entered into force or was withdrawn.

    Args:
        address: the release.
        step: what happened.
        by: the function that did it, no name.
        on: the day on which it happened.
        note: a remark; required for a withdrawal, where it is the reason.
        files: papers that prove it; they are put into the Akte unchanged.

    Returns:
        The register with the new record.

    Raises:
        RefusedError: the step may not be taken now, or something cannot be written.
        UsageError: there is no such release.
        RegisterError: the register is damaged.
        InputError: a file cannot be read.
    """
    if not by.strip():
        raise RefusedError(tr("Es fehlt, wer den Schritt getan hat."), tr("Die Funktion mit --by angeben."))
    if step is Step.WITHDRAWN and not note.strip():
        raise RefusedError(tr("Eine Fassung wird nur mit Grund zurückgezogen."), tr("Den Grund mit --note angeben."))
    papers = papers_of(files, "other")

    def record(register: Register, release: ReleaseRecord, filed: tuple[FiledFile, ...]) -> Record:
        check_step(register.records, address.version, step, on)
        return StepRecord(
            number=len(register.records) + 1,
            organisation=release.organisation,
            version=address.version,
            previous=register.head,
            step=step,
            by=by.strip(),
            on=on,
            note=note.strip() or None,
            files=filed,
        )

    return _put(address, papers, record)


def file_papers(address: Address, papers: Sequence[Paper], *, by: str, on: dt.date, note: str = "") -> Register:
    """Put papers into the Akte of a release, unchanged, and record them with their hashes.

    Args:
        address: the release.
        papers: the files.
        by: the function that files them.
        on: the day.
        note: a remark.

    Returns:
        The register with the new record.

    Raises:
        RefusedError: a name is taken or cannot be used, or something cannot be written.
        UsageError: there is no such release.
        RegisterError: the register is damaged.
    """

    def record(register: Register, release: ReleaseRecord, filed: tuple[FiledFile, ...]) -> Record:
        return FilingRecord(
            number=len(register.records) + 1,
            organisation=release.organisation,
            version=address.version,
            previous=register.head,
            by=by.strip(),
            on=on,
            note=note.strip() or None,
            files=filed,
        )

    return _put(address, papers, record)


def papers_of(files: Sequence[Path], kind: FileKind) -> list[Paper]:
    """Return files as papers, their names as the register writes them.

    Raises:
        InputError: a file cannot be read.
    """
    return [Paper(file_name(path.name), read_file(path, limit=MAX_FILE_BYTES), kind) for path in files]


def _put(
    address: Address,
    papers: Sequence[Paper],
    record: Callable[[Register, ReleaseRecord, tuple[FiledFile, ...]], Record],
) -> Register:
    for paper in papers:
        if not re.fullmatch(FILE_NAME_PATTERN, paper.name):
            raise RefusedError(
                tr("„{name}“ ist kein brauchbarer Dateiname.", name=paper.name),
                tr("Nur Buchstaben, Ziffern, Leerzeichen, Punkt und Bindestrich verwenden."),
            )
    with opened(address.folder) as register:
        release = release_in(register, address.version)
        filed = tuple(FiledFile(name=p.name, sha256=sha256(p.data), kind=p.kind, base=p.base) for p in papers)
        entry = record(register, release, filed)
        staged: list[Path] = []
        try:
            for paper, file in zip(papers, filed, strict=True):
                path = stage_paper(address.folder, address.version, file, paper.data)
                staged += [path] if path else []
        except RefusedError:
            discard(staged)
            raise
        return commit(register, entry, staged)
