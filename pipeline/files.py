"""Writing files so that nothing is ever half-written: a temporary name beside the target, sync, rename."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
from pathlib import Path

from pipeline.errors import InputError, RefusedError
from pipeline.language import tr
from pipeline.system_errors import reason_of


def write_file(path: Path, data: bytes | str) -> None:
    """Write ``data`` to ``path`` atomically; text is UTF-8 with Unix line ends.

    Raises:
        RefusedError: the folder is not writable, the disk is full, or the like.
    """
    content = data.encode("utf-8") if isinstance(data, str) else data
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise RefusedError(_cannot_write(path, error)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise RefusedError(_cannot_write(path, error)) from error
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()


def refuse_unwritable(folder: Path) -> None:
    """See before long work that files can be written into ``folder``; nothing is made.

    Raises:
        RefusedError: it cannot be made, or not written into.
    """
    near = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not near.is_dir():
        raise RefusedError(_cannot_write(folder, NotADirectoryError(errno.ENOTDIR, "")))
    if not os.access(near, os.W_OK | os.X_OK):
        raise RefusedError(_cannot_write(folder, PermissionError(errno.EACCES, "")))


def read_file(path: Path, *, limit: int = 64 * 1024 * 1024) -> bytes:
    """Return the bytes of ``path``.

    Raises:
        InputError: the file is missing, unreadable, or larger than ``limit`` bytes.
    """
    try:
        size = path.stat().st_size
        if size > limit:
            raise InputError(
                tr(
                    "Die Datei {file} ist mit {size} Byte zu groß (erlaubt: {limit}).",
                    file=path,
                    size=size,
                    limit=limit,
                )
            )
        return path.read_bytes()
    except OSError as error:
        reason = reason_of(error)
        raise InputError(tr("Die Datei {file} lässt sich nicht lesen: {reason}.", file=path, reason=reason)) from error


def sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data`` as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _cannot_write(path: Path, error: OSError) -> str:
    return tr("{file} lässt sich nicht schreiben: {reason}.", file=path, reason=reason_of(error))
