"""Journey: a step in the life of a release, with the papers that prove it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pipeline.errors import RefusedError
from pipeline.files import read_file, sha256
from pipeline.language import tr
from pipeline.releases.address import Address, released
from pipeline.releases.life import check_step
from pipeline.releases.records import FiledFile, FilingRecord, Step, StepRecord
from pipeline.releases.register import Register, append, locked
from pipeline.releases.store import clear_unfinished, file_in_akte

MAX_FILE_BYTES = 512 * 1024 * 1024


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
    if step is Step.WITHDRAWN and not note.strip():
        raise RefusedError(tr("Eine Fassung wird nur mit Grund zurückgezogen."), tr("Den Grund mit --note angeben."))
    contents = [(path.name, read_file(path, limit=MAX_FILE_BYTES)) for path in files]
    with locked(address.folder):
        register, release = released(address)
        clear_unfinished(register)
        check_step(register.records, address.version, step, on)
        filed = tuple(_filed(address, name, data, "scan") for name, data in contents)
        return append(
            register,
            StepRecord(
                number=len(register.records) + 1,
                organisation=release.organisation,
                version=address.version,
                previous=register.head,
                step=step,
                by=by,
                on=on,
                note=note or None,
                files=filed,
            ),
        )


def file_papers(
    address: Address,
    papers: Sequence[tuple[str, bytes]],
    *,
    kind: Literal["scan", "signed_pdf", "print_edition", "other"],
    by: str,
    on: dt.date,
    base: str | None = None,
    note: str = "",
) -> Register:
    """Put papers into the Akte of a release, unchanged, and record them with their hashes.

    Args:
        address: the release.
        papers: name and bytes of each.
        kind: what they are.
        by: the function that files them.
        on: the day.
        base: for a signed PDF the released file it continues.
        note: a remark.

    Raises:
        RefusedError: a name is taken or cannot be used, or something cannot be written.
        UsageError: there is no such release.
        RegisterError: the register is damaged.
    """
    with locked(address.folder):
        register, release = released(address)
        clear_unfinished(register)
        filed = tuple(_filed(address, name, data, kind, base) for name, data in papers)
        return append(
            register,
            FilingRecord(
                number=len(register.records) + 1,
                organisation=release.organisation,
                version=address.version,
                previous=register.head,
                by=by,
                on=on,
                note=note or None,
                files=filed,
            ),
        )


def _filed(
    address: Address,
    name: str,
    data: bytes,
    kind: Literal["scan", "signed_pdf", "print_edition", "other"],
    base: str | None = None,
) -> FiledFile:
    file_in_akte(address.folder, address.version, name, data)
    return FiledFile(name=name, sha256=sha256(data), kind=kind, base=base)
