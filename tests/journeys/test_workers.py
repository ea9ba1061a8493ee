"""Documents made in several processes are the same as those made in one, and faults reach the user from there too."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest

from pipeline.build import build
from pipeline.errors import InputError, Problem
from pipeline.pdf.workers import VARIABLE, workers
from pipeline.production import Format, Order

INPUTS = Path(__file__).parents[2] / "inputs"
AS_OF = dt.date(2026, 11, 22)

needs_two = pytest.mark.skipif(
    len(os.sched_getaffinity(0)) < 2 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) < 2,
    reason="one processor",
)


@pytest.mark.office
@needs_two
def test_two_processes_make_the_same_bytes(
    built: Mapping[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "2")
    build(INPUTS / "sassenberg", Order(formats=frozenset(Format)), as_of=AS_OF, output=tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    one = built["sassenberg"]
    assert made == {path.relative_to(one): path.read_bytes() for path in one.rglob("*") if path.is_file()}


@pytest.mark.parametrize("wanted", ["1", "2"])
def test_a_fault_keeps_its_problems(wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, wanted)
    with workers(2) as beside:
        result = beside.begin(refuse)
        with pytest.raises(InputError) as caught:
            result()
    assert caught.value.problems == (Problem("eins", "tun", "a.yaml", 3), Problem("zwei"))


@needs_two
def test_the_work_of_a_killed_process_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "2")
    with workers(2) as beside:
        assert beside.begin(partial(live_only_in, os.getpid()))() == os.getpid()


@pytest.mark.parametrize("wanted", ["1", "0", "viele", ""])
def test_the_number_of_processes_has_bounds(wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, wanted)
    with workers(1) as beside:
        assert beside.count == 1
        assert beside.executor.submit(os.getpid).result() == os.getpid()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc")
@pytest.mark.parametrize("wanted", ["1", "2"])
def test_an_interrupt_ends_all_programs_and_writes_nothing(wanted: str, tmp_path: Path) -> None:
    office, started, target = tmp_path / "soffice", tmp_path / "started", tmp_path / "ziel"
    office.write_text(
        "#!/bin/sh\n"
        "if [ \"$1\" = --version ]; then echo 'LibreOffice 7.4.7.2'; exit 0; fi\n"
        f"echo $$ >> '{started}'\n"
        "exec sleep 600\n"
    )
    office.chmod(0o755)
    build_it = [
        sys.executable,
        "-m",
        "pipeline",
        "build",
        "inputs/sassenberg",
        "-o",
        str(target),
        "--as-of",
        str(AS_OF),
    ]
    process = subprocess.Popen(
        build_it,
        cwd=INPUTS.parent,
        env={**os.environ, VARIABLE: wanted, "NUTZUNGSKONZEPT_SOFFICE": str(office)},
        start_new_session=True,
        preexec_fn=hear_interrupts,  # noqa: PLW1509 - no other thread here
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    while not started.exists() and process.poll() is None:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=120)
    assert (process.returncode, said.strip()) == (130, "Abgebrochen.")
    assert not target.exists()
    for number in started.read_text().split():
        for _ in range(200):  # the system needs a moment to clear away what was killed
            if not lives(number):
                break
            time.sleep(0.05)
        assert not lives(number)


def lives(process: str) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def hear_interrupts() -> None:
    """Take interrupts as usual, also where the tests run in the background and ignore them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def refuse() -> None:
    raise InputError([Problem("eins", "tun", "a.yaml", 3), Problem("zwei")])


def live_only_in(process: int) -> int:
    if os.getpid() != process:
        os.kill(os.getpid(), signal.SIGKILL)
    return process
