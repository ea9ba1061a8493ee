"""Running a foreign program so that it can neither hang us nor outlive us."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_OUTPUT_LIMIT = 64 * 1024
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "PROGRAMFILES", "PROGRAMDATA", "COMSPEC")


_running: set[subprocess.Popen[bytes]] = set()
_starting = threading.Lock()
_stopping = threading.Event()


@dataclass(frozen=True, slots=True)
class Finished:
    """A program that came to its end by itself.

    Attributes:
        status: exit status; negative is the number of the signal that ended it.
        output: what it wrote to standard output and standard error, at most 64 KiB of it.
    """

    status: int
    output: str


def run(command: Sequence[str], *, folder: Path, environment: Mapping[str, str], timeout: float) -> Finished | None:
    """Run ``command`` in ``folder`` and wait for its end, at most ``timeout`` seconds.

    The program gets a process group of its own, and whatever is left of the group is killed when this function returns,
    also after an interrupt. Its output goes to a file, because a grandchild that keeps a pipe open would block us.

    Returns:
        How it ended, or ``None`` if the time was up.

    Raises:
        OSError: the program cannot be started.
    """
    with tempfile.TemporaryFile(dir=folder) as output:
        with _starting:  # a program is either not started or known to :func:`stop_all`
            if _stopping.is_set():
                raise InterruptedError(errno.EINTR, os.strerror(errno.EINTR))
            process = subprocess.Popen(  # noqa: S603 - the command is made by us, never by a shell
                list(command),
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            _running.add(process)
        try:
            status = process.wait(timeout)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _kill_group(process)
            _running.discard(process)
        output.seek(0)
        return Finished(status, output.read(_OUTPUT_LIMIT).decode("utf-8", "replace").strip())


def stop_all() -> None:
    """End every program that runs for us now, from whatever thread; the user has had enough, so no failed try is repeated."""
    _stopping.set()
    with _starting:
        for process in list(_running):
            _send_kill(process)


def go_on() -> None:
    """Let failed tries be repeated again, after :func:`stop_all`."""
    _stopping.clear()


def stopping() -> bool:
    """Return whether all programs are being ended."""
    return _stopping.is_set()


def minimal_environment(folder: Path) -> dict[str, str]:
    """Return the environment for a foreign program: nothing of ours but the search path, ``folder`` as its home.

    A fixed locale and an empty home keep personal settings, personal fonts and proxies out of the result.
    """
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    home = str(folder)
    return {
        **kept,
        "HOME": home,
        "USERPROFILE": home,
        "TMPDIR": home,
        "TEMP": home,
        "TMP": home,
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    _send_kill(process)
    process.wait()


def _send_kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a program with all that it started; who waits for it goes on waiting, so a signal handler may call this."""
    if sys.platform == "win32":
        if process.returncode is None:
            taskkill = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(taskkill, check=False, capture_output=True)  # noqa: S603 - fixed command
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
