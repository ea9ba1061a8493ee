"""What is done in a copy of the process comes back as if it had been done here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from changed_dossiers import AS_OF

from pipeline.check import check
from pipeline.law.as_json import evaluation_as_json
from pipeline.law.beside import beside

ROOT = Path(__file__).parents[2]

needs_fork = pytest.mark.skipif(
    not hasattr(os, "fork") or (os.cpu_count() or 1) < 2, reason="no fork, or one processor"
)


def alone(code: str) -> str:
    """Run ``code`` in a process without other threads and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == ""
    return done.stdout


@needs_fork
def test_the_work_is_done_in_another_process() -> None:
    printed = alone("""
        import os
        from pipeline.law.beside import beside
        print("einmal")
        waiting = beside(lambda: (os.getpid(), "ä" * 200_000))
        process, text = waiting()
        print(process != os.getpid(), len(text))
    """)
    assert printed == "einmal\nTrue 200000\n"


@needs_fork
@pytest.mark.parametrize("end", ["os._exit(3)", "os.kill(os.getpid(), 9)", "1 / 0", "sys.exit(5)"])
def test_work_that_fails_in_the_copy_is_done_here(end: str) -> None:
    printed = alone(f"""
        import os, sys
        sys.stderr = open(os.devnull, "w")
        from pipeline.law.beside import beside
        here = os.getpid()
        def work():
            if os.getpid() != here:
                {end}
            return "hier"
        print(beside(work)())
    """)
    assert printed == "hier\n"


def test_a_fault_of_the_work_itself_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        beside(lambda: 1 // 0)()


@needs_fork
def test_a_check_says_the_same_with_and_without_a_copy() -> None:
    folder = ROOT / "tests" / "data" / "sassenberg-published"
    printed = alone(f"""
        from pipeline.cli.main import main
        main(["check", {str(folder)!r}, "--as-of", "{AS_OF}", "--format", "json"])
    """)
    assert json.loads(printed)["findings"] == json.loads(
        json.dumps(evaluation_as_json(check(folder, as_of=AS_OF).evaluation, "published")["findings"])
    )
