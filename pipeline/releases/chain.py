"""The hash chain of a register: every line is looked at, every fault is told with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import Problem, RefusedError, RegisterError
from pipeline.files import sha256
from pipeline.language import tr
from pipeline.releases.life import check_step, check_version
from pipeline.releases.records import START, Record, ReleaseRecord, StepRecord, record_from_line


@dataclass(frozen=True, slots=True)
class ChainFault:
    """One thing that is wrong in a register.

    Attributes:
        line: line from 1.
        message: what is wrong.
    """

    line: int
    message: str

    def problem(self, file: str) -> Problem:
        """Return the fault as a problem of ``file``."""
        remedy = tr("Das Register aus der Datensicherung wiederherstellen; nichts von Hand berichtigen.")
        return Problem(self.message, remedy, file=file, line=self.line)


def lines_of(data: bytes) -> list[bytes]:
    """Return the lines of a register without their line ends; a last line without line end counts too."""
    lines = data.split(b"\n")
    return lines[:-1] if lines[-1] == b"" else lines


def records_of(data: bytes) -> tuple[Record, ...]:
    """Return the records of a register without faults; of a damaged one those that can be read."""
    return tuple(record for record in _parsed(data) if not isinstance(record, ChainFault))


def chain_faults(data: bytes) -> tuple[ChainFault, ...]:
    """Return everything that is wrong with a register: lines, their chain, and what they say one after the other.

    Args:
        data: bytes of ``register.jsonl``.
    """
    parsed = _parsed(data)
    faults = [entry for entry in parsed if isinstance(entry, ChainFault)]
    if data and not data.endswith(b"\n"):
        faults.append(ChainFault(len(parsed), tr("Die letzte Zeile des Registers ist unvollständig.")))
    faults += _chain(lines_of(data), parsed)
    faults += _life([entry for entry in parsed if not isinstance(entry, ChainFault)])
    return tuple(sorted(faults, key=lambda fault: fault.line))


def _parsed(data: bytes) -> list[Record | ChainFault]:
    parsed: list[Record | ChainFault] = []
    for number, line in enumerate(lines_of(data), start=1):
        try:
            parsed.append(record_from_line(line, number))
        except RegisterError as error:
            parsed.append(ChainFault(number, error.problems[0].message))
    return parsed


def _chain(lines: list[bytes], parsed: list[Record | ChainFault]) -> Iterator[ChainFault]:
    owner: str | None = None
    for number, record in enumerate(parsed, start=1):
        if isinstance(record, ChainFault):
            continue
        owner = owner or record.organisation
        before = sha256(lines[number - 2]) if number > 1 else START
        if record.number != number:
            yield ChainFault(
                number,
                tr(
                    "In Zeile {line} steht Eintrag {number}: Einträge fehlen, sind doppelt oder vertauscht.",
                    line=number,
                    number=record.number,
                ),
            )
        elif record.previous != before and number == 1:
            yield ChainFault(number, tr("Vor Zeile 1 fehlen Einträge: Sie nennt eine Zeile davor."))
        elif record.previous != before:
            yield ChainFault(
                number,
                tr(
                    "Zeile {before} wurde verändert: Ihre Prüfsumme ist nicht die, die Zeile {line} nennt.",
                    before=number - 1,
                    line=number,
                ),
            )
        if record.organisation != owner:
            yield ChainFault(
                number,
                tr(
                    "Dieses Register gehört „{owner}“, der Eintrag {number} aber „{other}“.",
                    owner=owner,
                    number=number,
                    other=record.organisation,
                ),
            )


def _life(records: list[Record]) -> Iterator[ChainFault]:
    """Yield entries that the program never writes: an earlier version after a later one, a step without the one before."""
    seen: list[Record] = []
    releases: list[ReleaseRecord] = []
    for record in records:
        try:
            if isinstance(record, ReleaseRecord):
                check_version(releases, record.version)
                releases.append(record)
            elif all(release.version != record.version for release in releases):
                message = tr("Der Eintrag betrifft die Fassung {version}, die es nicht gibt.", version=record.version)
                yield ChainFault(record.number, message)
            elif isinstance(record, StepRecord):
                check_step(seen, record.version, record.step, record.on)
        except RefusedError as error:
            yield ChainFault(record.number, error.problems[0].message)
        seen.append(record)
