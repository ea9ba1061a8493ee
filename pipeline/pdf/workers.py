"""Work for more than one processor: two processes where the machine has them, else one thread.

Converting and repairing PDF files takes most of the time of a build, and documents do not depend on each other.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar

from pipeline.language import current_language, set_language
from pipeline.pdf.process import go_on, stop_all

T = TypeVar("T")

VARIABLE = "NUTZUNGSKONZEPT_PROZESSE"
"""Environment variable: 1 to do one thing after the other, on machines with little memory."""
MOST = 2
"""LibreOffice takes 200 MiB and a second of its own for each start: more than two at once gain nothing."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Where work goes that may be done beside.

    Attributes:
        executor: takes functions of modules with arguments that can be pickled.
        count: how many things it does at once.
    """

    executor: Executor
    count: int

    def begin(self, work: Callable[[], T]) -> Callable[[], T]:
        """Begin ``work`` and return what waits for its result and raises what it raises.

        A process that is killed, for want of memory or because it could not even start, costs time and nothing else: its work is
        done here.
        """
        try:
            future = self.executor.submit(work)
        except BrokenProcessPool:
            return work

        def result() -> T:
            try:
                return future.result()
            except BrokenProcessPool:
                return work()

        return result


@contextmanager
def workers(tasks: int) -> Iterator[Workers]:
    """Start as many processes as ``tasks``, processors and :data:`VARIABLE` allow; a single one is a thread of this process.

    Processes start at once, so that they are ready when there is work. After a fault or an interrupt, what has not begun is not
    done, and what runs is ended.
    """
    count = min(tasks, _allowed())
    others = set(multiprocessing.active_children())
    with tempfile.TemporaryDirectory(prefix="nutzungskonzept-", ignore_cleanup_errors=True) as folder:
        executor = _processes(count, folder) if count > 1 else ThreadPoolExecutor(max_workers=1)
        try:
            yield Workers(executor, max(1, count))
        except BaseException:
            stop_all()
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            raise
        finally:
            executor.shutdown(cancel_futures=True)
            go_on()


def _processes(count: int, folder: str) -> Executor:
    executor = ProcessPoolExecutor(
        count,
        multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(current_language(), gc.get_threshold(), folder),
    )
    with suppress(BrokenProcessPool):
        for _ in range(count):
            executor.submit(_ready)
    return executor


def _allowed() -> int:
    wanted = os.environ.get(VARIABLE, "")
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(int(wanted) if wanted.isdecimal() and int(wanted) > 0 else MOST, MOST, processors)


def _begin(language: str, thresholds: tuple[int, int, int], folder: str) -> None:
    """Make a new process like the one it works for.

    An interrupt is that one's business, and so is the folder for temporary files: this process may be ended at any time, but never
    without the programs that it runs.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    tempfile.tempdir = folder
    gc.set_threshold(*thresholds)
    set_language(language)


def _end(*_: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    stop_all()
    os._exit(1)


def _ready() -> None:
    """Do nothing, and so make the process start and import what it needs."""
    import pipeline.pdf.finishing  # noqa: F401, PLC0415 - imported while there is nothing else to do
