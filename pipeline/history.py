"""Journey: what the register says, as a table and in detail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.language import tr, translated
from pipeline.releases.address import Address, released
from pipeline.releases.life import State, state_of, steps_of
from pipeline.releases.manifest import Manifest
from pipeline.releases.records import STEP_TITLES, Record, ReleaseRecord, Step, StepRecord
from pipeline.releases.register import Register
from pipeline.releases.verification import files_of, load_manifest


@dataclass(frozen=True, slots=True)
class LogLine:
    """One release in the table.

    Attributes:
        state: where it stands in its life.
        steps: each step and its day, in order.
    """

    version: str
    date: dt.date
    state: State
    approved_by: str
    decided_on: dt.date
    reason: str
    code: str
    steps: tuple[tuple[Step, dt.date], ...]


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record of a release in the table.

    Attributes:
        number: number of the record.
        on: the day.
        what: what happened.
        by: the function that did it.
        more: remark and names of files.
    """

    number: int
    on: dt.date
    what: str
    by: str
    more: str


@dataclass(frozen=True, slots=True)
class Details:
    """All that is known of one release."""

    line: LogLine
    manifest: Manifest
    records: tuple[Record, ...]


def log_lines(register: Register, on: dt.date | None = None) -> tuple[LogLine, ...]:
    """Return a line for each release, newest first; the states at the end of the register or on a day."""
    return tuple(
        LogLine(
            version=release.version,
            date=release.date,
            state=state_of(register.records, release.version, on),
            approved_by=release.approved_by,
            decided_on=release.decided_on,
            reason=release.reason,
            code=release.code,
            steps=tuple((step.step, step.on) for step in steps_of(register.records, release.version)),
        )
        for release in reversed(register.releases)
    )


def details_of(address: Address) -> Details:
    """Return what is known of one release.

    Raises:
        UsageError: there is no such release.
        RegisterError: the register or the manifest is damaged.
    """
    register, release = released(address)
    line = next(line for line in log_lines(register) if line.version == release.version)
    own = tuple(record for record in register.records if record.version == release.version)
    return Details(line, load_manifest(address.folder, release), own)


def record_lines(details: Details) -> tuple[RecordLine, ...]:
    """Return a line for each record of a release, oldest first."""
    return tuple(_record_line(record) for record in details.records)


def as_data(record: Record) -> Mapping[str, Any]:
    """Return a record as plain data for JSON."""
    return record.model_dump(mode="json", exclude_none=True)


def _record_line(record: Record) -> RecordLine:
    if isinstance(record, ReleaseRecord):
        return RecordLine(
            record.number, record.decided_on, tr("freigegeben"), record.approved_by, record.decision or ""
        )
    what = translated(STEP_TITLES[record.step]) if isinstance(record, StepRecord) else tr("abgelegt")
    files = ", ".join(file.name for file in files_of(record))
    return RecordLine(record.number, record.on, what, record.by, "; ".join(filter(None, (record.note, files))))
