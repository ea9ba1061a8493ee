"""Journey: what the register says, as a table and in detail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.releases.address import Address, released
from pipeline.releases.life import STATE_TITLES, state_of, steps_of
from pipeline.releases.manifest import Manifest
from pipeline.releases.records import STEP_TITLES, FilingRecord, Record
from pipeline.releases.register import Register
from pipeline.releases.verification import load_manifest


@dataclass(frozen=True, slots=True)
class LogLine:
    """One release in the table.

    Attributes:
        steps: German title and day of each step, in order.
    """

    version: str
    date: dt.date
    state: str
    approved_by: str
    decided_on: dt.date
    reason: str
    code: str
    steps: tuple[tuple[str, dt.date], ...]


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
            state=STATE_TITLES[state_of(register.records, release.version, on)],
            approved_by=release.approved_by,
            decided_on=release.decided_on,
            reason=release.reason,
            code=release.code,
            steps=tuple((STEP_TITLES[step.step], step.on) for step in steps_of(register.records, release.version)),
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


def as_data(record: Record) -> Mapping[str, Any]:
    """Return a record as plain data for JSON."""
    return record.model_dump(mode="json", exclude_none=True)


def filings(details: Details) -> tuple[FilingRecord, ...]:
    """Return what was put into the release's Akte by itself."""
    return tuple(record for record in details.records if isinstance(record, FilingRecord))
