"""One piece of work on a second processor, where that costs nothing but a fork."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def beside(work: Callable[[], T]) -> Callable[[], T]:
    """Begin ``work`` in a copy of this process and return what waits for its result.

    The copy shares all that has been read. Where there is no second processor, no ``fork`` (Windows) or another thread (a copy
    might inherit its locks), and whenever the copy comes to no result, the work is done here when the result is asked for: so
    nothing goes wrong in the copy alone.

    Args:
        work: a function whose result can be pickled; what it changes is lost.
    """
    if not hasattr(os, "fork") or (os.cpu_count() or 1) < 2 or threading.active_count() > 1:
        return work
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        _send(work, reading, writing)
    os.close(writing)

    def result() -> T:
        with os.fdopen(reading, "rb") as pipe:
            answer = pipe.read()
        os.waitpid(process, 0)
        try:
            received: T = pickle.loads(answer)  # noqa: S301 - written by ourselves a moment ago
        except (pickle.UnpicklingError, EOFError):
            return work()
        return received

    return result


def _send(work: Callable[[], object], reading: int, writing: int) -> None:
    """Do the work in the copy and end it, without what a process does at its end: files and streams belong to the original."""
    try:
        os.close(reading)
        answer = pickle.dumps(work())
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
    finally:
        os._exit(0)
