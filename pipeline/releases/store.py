"""Files of releases and Akten: made under an unfinished name, committed by the register's line, then given their own name.

The line in the register is the commit. What has an unfinished name and no line is left over from an interrupted command; the
next command that writes removes it. What has a line already gets its own name then. So a process killed at any moment leaves
either the complete release or none.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.errors import RefusedError
from pipeline.files import sha256, sync_folder
from pipeline.language import tr
from pipeline.releases.records import FiledFile, Record, ReleaseRecord
from pipeline.releases.register import REGISTER_FILE, Register, append, locked, read_register
from pipeline.system_errors import reason_of

UNFINISHED = ".unfertig-"
_READ_FILE = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
_READ_FOLDER = _READ_FILE | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Register]:
    """Open the register in ``folder`` for writing: nobody else writes, and what an interrupted command left is settled.

    Raises:
        RefusedError: another process holds the lock, or the folder cannot be written.
        RegisterError: the register is damaged.
    """
    with locked(folder):
        register = read_register(folder)
        settle(register)
        yield register


def release_folder(folder: Path, version: str) -> Path:
    """Return the folder of the release ``version`` within the organisation's ``folder``."""
    return there(folder / version)


def akte_folder(folder: Path, version: str) -> Path:
    """Return the folder for what came after the release: signed PDFs, scans, print editions."""
    return folder / f"{version}-akte"


def there(path: Path) -> Path:
    """Return ``path``, or its unfinished name while only that exists."""
    staged = _staged(path)
    return staged if not os.path.lexists(path) and os.path.lexists(staged) else path


def stage_release(folder: Path, version: str, files: Mapping[str, bytes]) -> Path:
    """Write all files of a release under an unfinished name, complete and read-only; return that folder.

    Raises:
        RefusedError: the folder cannot be written, or something stands in its place; nothing is left behind.
    """
    target = folder / version
    if os.path.lexists(target):
        raise RefusedError(
            tr("{path} ist im Weg; der Ordner steht nicht im Register.", path=target),
            tr("Den Ordner ansehen und an einen anderen Ort verschieben."),
        )
    staged = _staged(target)
    try:
        staged.mkdir()
        for name, data in files.items():
            path = staged / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, data)
        for inner in [*_folders(staged), staged]:
            sync_folder(inner)
            inner.chmod(_READ_FOLDER)
    except OSError as error:
        discard([staged])
        raise RefusedError(
            tr(
                "Die Fassung {version} lässt sich nicht schreiben: {reason}.",
                version=version,
                reason=reason_of(error),
            ),
            tr("Rechte und freien Speicherplatz prüfen; es wurde nichts freigegeben."),
        ) from error
    return staged


def stage_paper(folder: Path, version: str, file: FiledFile, data: bytes) -> Path | None:
    """Write a file of an Akte under an unfinished name, unchanged and read-only; return it.

    Returns:
        The unfinished file, or ``None`` if the very same file lies in the Akte already.

    Raises:
        RefusedError: the name exists with other content, or the folder cannot be written.
    """
    akte = akte_folder(folder, version)
    target = akte / file.name
    if os.path.lexists(target):
        if target.is_file() and not target.is_symlink() and target.read_bytes() == data:
            return None
        raise RefusedError(
            tr("In der Akte liegt schon eine andere Datei „{name}“.", name=file.name),
            tr("Die Datei anders benennen."),
        )
    staged = _staged(target)
    try:
        akte.mkdir(exist_ok=True)
        _write(staged, data)
        sync_folder(akte)
    except OSError as error:
        discard([staged])
        raise RefusedError(
            tr("{file} lässt sich nicht schreiben: {reason}.", file=target, reason=reason_of(error)),
            tr("Rechte und freien Speicherplatz prüfen; es wurde nichts abgelegt."),
        ) from error
    return staged


def commit(register: Register, record: Record, staged: Sequence[Path]) -> Register:
    """Append ``record``, and give what was staged for it its own name.

    Raises:
        RefusedError: the register cannot be written; nothing is left behind.
        RegisterError: the record does not continue the chain.
    """
    try:
        longer = append(register, record)
    except BaseException:
        discard(staged)
        raise
    with contextlib.suppress(OSError):  # the record is a fact; the next command finishes what is left
        _settle(longer)
    return longer


def settle(register: Register) -> None:
    """Finish or remove what an interrupted command left; called first by every command that writes.

    Raises:
        RefusedError: the folder cannot be written.
    """
    try:
        _settle(register)
    except OSError as error:
        raise RefusedError(
            tr(
                "In {folder} lässt sich nicht aufräumen: {reason}.",
                folder=register.folder,
                reason=reason_of(error),
            ),
            tr("Rechte prüfen."),
        ) from error


def left_over(register: Register) -> tuple[str, ...]:
    """Return the names of what an interrupted command left and the next one removes."""
    return tuple(
        staged.relative_to(register.folder).as_posix()
        for staged in _all_staged(register.folder)
        if not _committed(register, staged)
    )


def file_name(name: str) -> str:
    """Return ``name`` with composed umlauts, as the register writes it."""
    return unicodedata.normalize("NFC", name)


def discard(staged: Sequence[Path]) -> None:
    """Remove what was staged; what cannot be removed now is removed by the next command."""
    for path in staged:
        with contextlib.suppress(OSError):
            _remove(path)


def entries_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield everything below ``folder`` but folders, with its name relative to it, sorted; links are never followed."""
    for root, folders, files in os.walk(folder):
        folders.sort()
        links = [name for name in folders if (Path(root) / name).is_symlink()]
        for name in sorted([*files, *links]):
            path = Path(root) / name
            yield path.relative_to(folder).as_posix(), path


def _settle(register: Register) -> None:
    for staged in _all_staged(register.folder):
        target = _own_name(staged)
        if _committed(register, staged) and not os.path.lexists(target):
            staged.rename(target)
            sync_folder(target.parent)
        else:
            _remove(staged)
    for path in register.folder.glob(f".{REGISTER_FILE}.*"):
        path.unlink()


def _committed(register: Register, staged: Path) -> bool:
    name = _own_name(staged).name
    if staged.parent == register.folder:
        return any(isinstance(record, ReleaseRecord) and record.version == name for record in register.records)
    if staged.is_symlink() or not staged.is_file():
        return False
    version = staged.parent.name.removesuffix("-akte")
    filed = [file for record in register.records if record.version == version for file in getattr(record, "files", ())]
    return any(file.name == name and file.sha256 == sha256(staged.read_bytes()) for file in filed)


def _all_staged(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted([*folder.glob(f"{UNFINISHED}*"), *folder.glob(f"*-akte/{UNFINISHED}*")])


def _staged(path: Path) -> Path:
    return path.with_name(f"{UNFINISHED}{path.name}")


def _own_name(staged: Path) -> Path:
    return staged.with_name(staged.name.removeprefix(UNFINISHED))


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(_READ_FILE)


def _folders(folder: Path) -> list[Path]:
    return sorted((path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink()), reverse=True)


def _remove(path: Path) -> None:
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        return
    for inner in [path, *_folders(path)]:
        inner.chmod(stat.S_IRWXU)
    shutil.rmtree(path)
