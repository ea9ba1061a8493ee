"""The register of one organisation: an append-only, hash-chained list of records in ``register.jsonl``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import RefusedError, RegisterError
from pipeline.files import read_file, write_file
from pipeline.language import tr
from pipeline.releases.chain import chain_faults, records_of
from pipeline.releases.records import START, Record, ReleaseRecord, hash_of, line_of
from pipeline.system_errors import reason_of

REGISTER_FILE = "register.jsonl"
_LOCK_FILE = ".register.lock"
_WAIT_SECONDS = 2.0
_SHORTEST_HEAD = 8


@dataclass(frozen=True, slots=True)
class Register:
    """A register that was read.

    Attributes:
        folder: the organisation's folder within the outputs.
        records: all records, oldest first.
    """

    folder: Path
    records: tuple[Record, ...]

    @property
    def head(self) -> str:
        """Hash of the newest record; ``0…0`` while there is none. Printed on sheets as witness of the register's state."""
        return hash_of(self.records[-1]) if self.records else START

    @property
    def releases(self) -> tuple[ReleaseRecord, ...]:
        """The releases, oldest first."""
        return tuple(record for record in self.records if isinstance(record, ReleaseRecord))

    def release(self, version: str) -> ReleaseRecord | None:
        """Return the release with this version, or ``None``."""
        return next((record for record in self.releases if record.version == version), None)

    def record_with_head(self, head: str) -> Record | None:
        """Return the record whose hash is ``head`` or begins with it (eight characters at least), or ``None``."""
        wanted = head.lower().strip()
        if len(wanted) < _SHORTEST_HEAD:
            return None
        return next((record for record in self.records if hash_of(record).startswith(wanted)), None)


def read_register(folder: Path) -> Register:
    """Read the register in ``folder``; a missing file is an empty register.

    Raises:
        RegisterError: lines are unreadable or changed, or the chain is broken; all faults, each with the line's number.
    """
    path = folder / REGISTER_FILE
    if not path.exists():
        return Register(folder, ())
    data = read_file(path)
    faults = chain_faults(data)
    if faults:
        raise RegisterError([fault.problem(str(path)) for fault in faults])
    return Register(folder, records_of(data))


def append(register: Register, record: Record) -> Register:
    """Return the register with ``record`` appended, written to disk: from now on the record is a fact.

    The caller holds the lock (see :func:`locked`).

    Raises:
        RegisterError: the record does not continue the chain, or belongs to another organisation.
        RefusedError: the register cannot be written.
    """
    longer = Register(register.folder, (*register.records, record))
    data = b"".join(line_of(entry) + b"\n" for entry in longer.records)
    path = register.folder / REGISTER_FILE
    faults = chain_faults(data)
    if faults:
        raise RegisterError([fault.problem(str(path)) for fault in faults])
    write_file(path, data)
    return longer


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the register's lock: of two processes that want to write, one goes on and the other gets a clear message.

    Raises:
        RefusedError: another process holds the lock, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK_FILE, timeout=_WAIT_SECONDS)
        lock.acquire()
    except Timeout:
        raise RefusedError(
            tr("Ein anderer Vorgang schreibt gerade in das Register {folder}.", folder=folder),
            tr("Warten, bis er fertig ist, und den Befehl wiederholen."),
        ) from None
    except OSError as error:
        raise RefusedError(
            tr("In {folder} lässt sich nicht schreiben: {reason}.", folder=folder, reason=reason_of(error)),
            tr("Rechte und freien Speicherplatz prüfen."),
        ) from error
    try:
        yield
    finally:
        lock.release()
