"""The life of a release: which step may follow which, and what is in force on a day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum

from pipeline.errors import RefusedError
from pipeline.language import marked, tr, translated
from pipeline.releases.records import STEP_TITLES, VERSION_PATTERN, Record, ReleaseRecord, Step, StepRecord


class State(StrEnum):
    """Where a release stands."""

    RELEASED = "released"
    SIGNED = "signed"
    PUBLISHED = "published"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


STATE_TITLES = {
    State.RELEASED: marked("freigegeben"),
    State.SIGNED: marked("unterzeichnet"),
    State.PUBLISHED: marked("veröffentlicht"),
    State.IN_FORCE: marked("in Kraft"),
    State.SUPERSEDED: marked("abgelöst"),
    State.WITHDRAWN: marked("zurückgezogen"),
}
"""How a state is called in documents and, translated, in messages."""

_NEEDS: dict[Step, frozenset[Step]] = {
    Step.SIGNED: frozenset(),
    Step.PUBLISHED: frozenset({Step.SIGNED}),
    Step.IN_FORCE: frozenset({Step.SIGNED}),
    Step.WITHDRAWN: frozenset(),
}
"""Steps that must have been taken before; nothing is skipped."""


def steps_of(records: Iterable[Record], version: str) -> tuple[StepRecord, ...]:
    """Return the steps of one release, oldest first."""
    return tuple(record for record in records if isinstance(record, StepRecord) and record.version == version)


def check_step(records: Iterable[Record], version: str, step: Step, on: dt.date) -> None:
    """Make sure that ``step`` may be recorded for a release.

    Raises:
        RefusedError: the step was taken already, another one must come first, the release is withdrawn, or the day is
            before the approval or before the last step.
    """
    everything = tuple(records)
    taken = steps_of(everything, version)
    done = {record.step for record in taken}
    if Step.WITHDRAWN in done:
        raise RefusedError(tr("Die Fassung {version} ist zurückgezogen.", version=version))
    if step in done:
        raise RefusedError(
            tr(
                "„{step}“ ist für die Fassung {version} schon vermerkt.",
                step=translated(STEP_TITLES[step]),
                version=version,
            )
        )
    for needed in sorted(_NEEDS[step] - done):
        raise RefusedError(
            tr(
                "Vor „{step}“ muss „{needed}“ vermerkt sein.",
                step=translated(STEP_TITLES[step]),
                needed=translated(STEP_TITLES[needed]),
            ),
            tr("Zuerst: nutzungskonzept record … --step {needed}", needed=needed),
        )
    for release in everything:
        if isinstance(release, ReleaseRecord) and release.version == version and on < release.decided_on:
            raise RefusedError(
                tr(
                    "Der {on} liegt vor der Freigabe vom {decided}.",
                    on=f"{on:%d.%m.%Y}",
                    decided=f"{release.decided_on:%d.%m.%Y}",
                )
            )
    latest = max((record.on for record in taken), default=on)
    if on < latest:
        raise RefusedError(
            tr("Der {on} liegt vor dem letzten Schritt vom {latest}.", on=f"{on:%d.%m.%Y}", latest=f"{latest:%d.%m.%Y}")
        )


def state_of(records: Iterable[Record], version: str, on: dt.date | None = None) -> State:
    """Return where a release stands, at the end of the register or on a day."""
    everything = tuple(records)
    steps = {record.step for record in steps_of(everything, version) if on is None or record.on <= on}
    if Step.WITHDRAWN in steps:
        return State.WITHDRAWN
    if Step.IN_FORCE in steps:
        return State.IN_FORCE if in_force(everything, on) == version else State.SUPERSEDED
    for step in (Step.PUBLISHED, Step.SIGNED):
        if step in steps:
            return State(step.value)
    return State.RELEASED


def in_force(records: Iterable[Record], on: dt.date | None = None) -> str | None:
    """Return the version in force, at the end of the register or on a day, or ``None``.

    A version that enters into force supersedes the one before; a withdrawn version leaves nothing in force.
    """
    current: str | None = None
    since: dt.date | None = None
    for record in records:
        if not isinstance(record, StepRecord) or (on is not None and record.on > on):
            continue
        if record.step is Step.IN_FORCE and (since is None or record.on >= since):
            current, since = record.version, record.on
        elif record.step is Step.WITHDRAWN and record.version == current:
            current = None
    return current


def version_key(version: str) -> tuple[int, ...]:
    """Return a version such as ``1.10`` as numbers that can be compared.

    Raises:
        RefusedError: it is no version.
    """
    if not re.fullmatch(VERSION_PATTERN, version):
        raise RefusedError(
            tr("„{version}“ ist keine Versionsnummer.", version=version),
            tr("Zum Beispiel 1.0, 1.1 oder 2.0 schreiben."),
        )
    numbers = [int(part) for part in version.split(".")]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def check_version(releases: Iterable[ReleaseRecord], version: str) -> None:
    """Make sure that ``version`` is greater than every released one.

    Raises:
        RefusedError: it exists, or is not greater than the last one.
    """
    key = version_key(version)
    for release in releases:
        if version_key(release.version) == key:
            raise RefusedError(tr("Die Fassung {version} gibt es schon.", version=version))
        if version_key(release.version) > key:
            raise RefusedError(
                tr("Die Fassung {version} ist nicht größer als {last}.", version=version, last=release.version)
            )
