"""The folders of releases: written once as a whole, read-only from then on.

A release's folder is made under a name that no release has, synced and renamed. The line in the register is the commit: a
folder without its line is unfinished and is cleared by the next command that writes.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.errors import RefusedError
from pipeline.files import sync_folder, write_file
from pipeline.language import tr
from pipeline.releases.register import Register

_UNFINISHED = ".unfertig-"
_VERSION_FOLDER = re.compile(r"\d{1,4}(\.\d{1,4}){0,2}")


def release_folder(folder: Path, version: str) -> Path:
    """Return the folder of the release ``version`` within the organisation's ``folder``."""
    return folder / version


def akte_folder(folder: Path, version: str) -> Path:
    """Return the folder for what came after the release: signed PDFs, scans, print editions."""
    return folder / f"{version}-akte"


def write_release(folder: Path, version: str, files: Mapping[str, bytes]) -> None:
    """Write all files of a release; afterwards the folder is complete and read-only, or it does not exist.

    Raises:
        RefusedError: the folder cannot be written; nothing is left behind.
    """
    target = release_folder(folder, version)
    unfinished = folder / f"{_UNFINISHED}{version}"
    try:
        _remove(unfinished)
        unfinished.mkdir(parents=True)
        for name, data in files.items():
            path = unfinished / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for inner in [*_folders(unfinished), unfinished]:
            sync_folder(inner)
        unfinished.rename(target)
        sync_folder(folder)
        _make_read_only(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            _remove(unfinished)
        raise RefusedError(
            tr(
                "Die Fassung {version} lässt sich nicht schreiben: {reason}.",
                version=version,
                reason=error.strerror or error,
            ),
            tr("Rechte und freien Speicherplatz prüfen; es wurde nichts freigegeben."),
        ) from error


def clear_unfinished(register: Register) -> tuple[Path, ...]:
    """Remove what an interrupted release left: folders without a line in the register. Return what was removed."""
    folder = register.folder
    if not folder.is_dir():
        return ()
    released = {release.version for release in register.releases}
    leftovers = [
        path
        for path in sorted(folder.iterdir())
        if path.is_dir()
        and not path.is_symlink()
        and (
            path.name.startswith(_UNFINISHED)
            or (_VERSION_FOLDER.fullmatch(path.name) is not None and path.name not in released)
        )
    ]
    for path in leftovers:
        _remove(path)
    return tuple(leftovers)


def unregistered_folders(register: Register) -> tuple[str, ...]:
    """Return the names of folders that look like a release but stand in no line of the register."""
    if not register.folder.is_dir():
        return ()
    released = {release.version for release in register.releases}
    return tuple(
        path.name
        for path in sorted(register.folder.iterdir())
        if path.is_dir() and _VERSION_FOLDER.fullmatch(path.name) and path.name not in released
    )


def file_in_akte(folder: Path, version: str, name: str, data: bytes) -> Path:
    """Put a file into the Akte of a release, unchanged and read-only; an existing name is never overwritten.

    Raises:
        RefusedError: the name leads elsewhere or exists with other content, or the folder cannot be written.
    """
    if not re.fullmatch(r"[\w][\w .()-]{0,120}", name) or name in {".", ".."}:
        raise RefusedError(
            tr("„{name}“ ist kein brauchbarer Dateiname.", name=name),
            tr("Nur Buchstaben, Ziffern, Leerzeichen, Punkt und Bindestrich verwenden."),
        )
    path = akte_folder(folder, version) / name
    if path.exists():
        if path.read_bytes() == data:
            return path
        raise RefusedError(
            tr("In der Akte liegt schon eine andere Datei „{name}“.", name=name), tr("Die Datei anders benennen.")
        )
    write_file(path, data)
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    return path


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file below ``folder`` with its name relative to it, sorted; links are named, never followed."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or path.is_file():
            yield path.relative_to(folder).as_posix(), path


def _folders(folder: Path) -> list[Path]:
    return sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True)


def _make_read_only(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    for path in [*_folders(folder), folder]:
        path.chmod(stat.S_IRUSR | stat.S_IXUSR | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH)


def _remove(folder: Path) -> None:
    if not folder.exists():
        return
    for path in [folder, *_folders(folder)]:
        path.chmod(stat.S_IRWXU)
    shutil.rmtree(folder)
