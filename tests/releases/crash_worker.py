"""Runs in a process of its own: does something to a register and is killed, or meets a fault of the system, on the way.

Arguments: a JSON object with ``folder``, ``action`` and ``fault``. Prints a JSON object with what happened.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from small_registers import add_release, files

from pipeline.errors import NutzungskonzeptError, RefusedError
from pipeline.record_step import Paper, file_papers, record_step
from pipeline.releases.address import Address
from pipeline.releases.records import Step
from pipeline.releases.store import entries_below
from pipeline.releases.verification import verify_folder

WRITES = ("open", "os.mkdir", "os.rename", "os.chmod", "os.remove", "os.rmdir", "os.truncate", "shutil.rmtree")
"""Audit events of the interpreter before something is written (PEP 578)."""


def release(folder: Path) -> None:
    add_release(folder, "2.0", dt.date(2027, 5, 1))


def filing(folder: Path) -> None:
    papers = [Paper("a.pdf", b"%PDF-1.4 a", "scan"), Paper("b.pdf", b"%PDF-1.4 b" * 500, "other")]
    file_papers(Address(folder, "1.1"), papers, by="Archiv", on=dt.date(2027, 3, 3))


def step(folder: Path) -> None:
    proof = folder.parent.parent / "beleg.pdf"
    proof.write_bytes(b"%PDF-1.4 Beleg")
    record_step(Address(folder, "1.1"), Step.SIGNED, by="Bürgermeisterin", on=dt.date(2027, 3, 3), files=[proof])


ACTIONS: dict[str, Callable[[Path], None]] = {"release": release, "filing": filing, "step": step}


def in_child(work: Callable[[], None]) -> tuple[int, str]:
    """Run ``work`` in a forked process; return how it ended and what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        answer = "done"
        try:
            work()
        except NutzungskonzeptError as error:
            answer = f"{type(error).__name__}: {error}"
        except BaseException as error:
            answer = f"UNEXPECTED {type(error).__name__}: {error}"
        os.write(writing, answer.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    return status, said


def killed_at(number: int, folder: Path, action: Callable[[Path], None]) -> tuple[int, str]:
    """Run ``action`` in a process that is killed (SIGKILL) right before its ``number``-th write below ``folder``."""

    def work() -> None:
        seen = 0

        def watch(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal seen
            if event not in WRITES or not arguments or not str(arguments[0]).startswith(str(folder)):
                return
            if event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                return
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        action(folder)

    return in_child(work)


def small_files(limit: int, folder: Path, action: Callable[[Path], None]) -> tuple[int, str]:
    """Run ``action`` where no file can grow beyond ``limit`` bytes."""

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        action(folder)

    return in_child(work)


def without_rights(folder: Path, action: Callable[[Path], None]) -> tuple[int, str]:
    """Run ``action`` as somebody who may not write the folder."""

    def work() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        action(folder)

    return in_child(work)


def state(folder: Path) -> dict[str, Any]:
    """Return what the folder shows: discrepancies, what is left over, releases, records, and whether 2.0 is complete."""
    verified = verify_folder(folder)
    place = next((path for path in (folder / "2.0", folder / ".unfertig-2.0") if path.is_dir()), None)
    present = {name for name, _ in entries_below(place)} if place else set()
    return {
        "discrepancies": [f"{one.where}: {one.message}" for one in verified.discrepancies],
        "left_over": list(verified.left_over),
        "releases": [entry.version for entry in verified.register.releases],
        "records": len(verified.register.records),
        "complete": present == {*files("2.0"), "manifest.json"},
        "visible": (folder / "2.0").exists(),
    }


def again(folder: Path, action: Callable[[Path], None]) -> str:
    """Do the action once more, undisturbed."""
    try:
        action(folder)
    except RefusedError as error:
        return str(error)
    return "done"


def once(folder: Path, order: dict[str, Any], number: int) -> dict[str, Any]:
    """Run the action with its fault, look, do it again undisturbed, look again."""
    action = ACTIONS[order["action"]]
    if order["fault"] == "kill":
        status, said = killed_at(number, folder, action)
    elif order["fault"] == "small":
        status, said = small_files(number, folder, action)
    elif order["fault"] == "rights":
        status, said = without_rights(folder, action)
    else:
        status, said = in_child(lambda: action(folder))
    first = state(folder)
    second = again(folder, action) if order.get("again", True) else ""
    return {
        "number": number,
        "killed": os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL,
        "said": said,
        "first": first,
        "again": second,
        "after": state(folder),
    }


def main() -> None:
    order = json.loads(sys.argv[1])
    folder = Path(order["folder"])
    if order["fault"] != "kill":
        sys.stdout.write(json.dumps(once(folder, order, order["number"])))
        return
    answers = []
    while not answers or answers[-1]["killed"]:
        number = len(answers) + 1
        copy = folder.parents[1] / f"kopie-{number}" / "outputs" / folder.name
        shutil.copytree(folder, copy, symlinks=True)
        answers.append(once(copy, order, number))
    sys.stdout.write(json.dumps(answers))


if __name__ == "__main__":
    main()
