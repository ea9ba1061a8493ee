"""Killed, full disk, no rights, two at once: the register always verifies, and a release is there completely or not at all."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from small_registers import NAME, add_release

from pipeline.errors import RefusedError
from pipeline.releases.register import locked, read_register
from pipeline.releases.verification import verify_folder

WORKER = Path(__file__).parent / "crash_worker.py"
BEFORE = {"release": 5, "filing": 5, "step": 5}
"""Records before the action."""


def run(folder: Path, action: str, fault: str, number: int = 0, *, again: bool = True) -> Any:
    """Run the worker and return what it says."""
    order = {"folder": str(folder), "action": action, "fault": fault, "number": number, "again": again}
    done = subprocess.run([sys.executable, str(WORKER), json.dumps(order)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def copies(source: Path, tmp_path: Path) -> Iterator[Path]:
    """Yield one fresh copy of the register after the other."""
    number = 0
    while True:
        number += 1
        copy = tmp_path / f"{number}" / "outputs" / NAME
        shutil.copytree(source, copy, symlinks=True)
        yield copy


@pytest.mark.parametrize("action", ["release", "filing", "step"])
def test_killed_at_every_write(template_register: Path, tmp_path: Path, action: str) -> None:
    """The process is killed (SIGKILL) before its first write, before its second, and so on, until it comes through."""
    answers = run(next(copies(template_register, tmp_path)), action, "kill")
    for answer in answers:
        first, after = answer["first"], answer["after"]
        assert first["discrepancies"] == [], answer["number"]
        committed = first["records"] == BEFORE[action] + 1
        assert committed or first["records"] == BEFORE[action]
        if action == "release":
            assert ("2.0" in first["releases"]) == committed
            assert first["complete"] or not committed
            assert committed or not first["visible"], "a folder with a version's name is always a release"
        assert answer["again"] == "done" or committed, answer["again"]
        assert after["discrepancies"] == []
        assert after["left_over"] == []
        assert after["visible"] == (action == "release")
    assert answers[-1]["said"] == "done"
    killed = sum(answer["killed"] for answer in answers)
    assert killed >= (25 if action == "release" else 8), killed


@pytest.mark.parametrize("limit", [0, 10, 300, 600, 1500])
def test_a_file_system_that_takes_no_more(template_register: Path, tmp_path: Path, limit: int) -> None:
    folder = next(copies(template_register, tmp_path))
    answer = run(folder, "release", "small", limit)
    assert answer["said"].startswith("RefusedError: "), answer["said"]
    assert "zu groß für den Datenträger" in answer["said"]
    assert answer["first"]["records"] == 5
    assert answer["first"]["discrepancies"] == answer["first"]["left_over"] == []
    assert not list(folder.glob(".unfertig*"))
    assert answer["again"] == "done"


def small_disk(folder: Path) -> list[str] | None:
    """Return the beginning of a command that runs in a world where ``folder`` is a disk of 256 KiB, or ``None``."""
    mount = f'mount -t tmpfs -o size=256k none {folder} && cp -r {folder}.voll/. {folder} && exec "$@"'
    for beginning in (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"]):
        if (
            shutil.which("unshare")
            and not subprocess.run(
                [*beginning, "sh", "-c", f"mount -t tmpfs -o size=256k none {folder}"], capture_output=True, check=False
            ).returncode
        ):
            return [*beginning, "sh", "-c", mount, "sh"]
    return None


def test_a_full_disk(template_register: Path, tmp_path: Path) -> None:
    """A file system of 256 KiB, nearly full: nothing half, and after making room the release succeeds."""
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    disk = small_disk(outputs)
    if disk is None:  # no rights to mount anything here: a limit on the size of files shows the same
        answer = run(next(copies(template_register, tmp_path)), "release", "small", 100)
        assert answer["first"]["records"] == 5
        return
    shutil.copytree(template_register, tmp_path / "outputs.voll" / NAME, symlinks=True)
    script = tmp_path / "fill.py"
    script.write_text(
        "import json, os, pathlib, subprocess, sys\n"
        f"folder = pathlib.Path({str(outputs)!r}) / {NAME!r}\n"
        f"worker = {str(WORKER)!r}\n"
        "room = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize\n"
        "for left in (0, 4096, 12288, 28672):\n"
        "    ballast = folder.parent / 'ballast'\n"
        "    ballast.write_bytes(b'x' * max(0, room - left))\n"
        "    order = {'folder': str(folder), 'action': 'release', 'fault': '', 'number': 0, 'again': False}\n"
        "    done = subprocess.run([sys.executable, worker, json.dumps(order)], capture_output=True)\n"
        "    print(done.stdout.decode().strip() or done.stderr.decode())\n"
        "    ballast.unlink()\n"
    )
    done = subprocess.run([*disk, sys.executable, str(script)], capture_output=True, check=False)
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert len(answers) == 4, done.stderr.decode()
    for answer in answers:
        assert answer["said"].startswith("RefusedError: "), answer["said"]
        assert "der Speicherplatz ist voll" in answer["said"]
        assert answer["first"]["records"] == 5
        assert answer["first"]["discrepancies"] == []
        assert answer["first"]["left_over"] == []


@pytest.mark.parametrize("action", ["release", "filing", "step"])
def test_without_the_right_to_write(template_register: Path, action: str) -> None:
    with tempfile.TemporaryDirectory(prefix="nutzungskonzept-test-") as temporary:
        base = Path(temporary)
        folder = base / "outputs" / NAME
        shutil.copytree(template_register, folder, symlinks=True)
        (base / "akte-2.0").mkdir()
        for path in (base, base / "outputs"):
            path.chmod(0o777)
        folder.chmod(0o555)
        answer = run(folder, action, "rights", again=False)
        folder.chmod(0o755)
        if os.geteuid() == 0:
            assert "die Berechtigung fehlt" in answer["said"]
        assert answer["said"].startswith("RefusedError: "), answer["said"]
        assert answer["after"]["records"] == 5
        assert answer["after"]["discrepancies"] == []


def test_two_releases_at_once(template_register: Path, tmp_path: Path) -> None:
    """Four processes want to release the same version: one wins, the others get a clear message."""
    folder = next(copies(template_register, tmp_path))
    with ThreadPoolExecutor(4) as pool:
        said = [a["said"] for a in pool.map(lambda _: run(folder, "release", "", again=False), range(4))]
    assert said.count("done") == 1
    for message in said:
        assert message == "done" or "im Weg" in message or "schreibt gerade" in message or "gibt es schon" in message
    assert verify_folder(folder).discrepancies == ()
    assert [entry.version for entry in read_register(folder).releases] == ["1.0", "1.1", "2.0"]


def test_who_waits_for_the_register_gets_a_clear_message(register: Path) -> None:
    with locked(register), pytest.raises(RefusedError, match="Ein anderer Vorgang schreibt gerade"):
        add_release(register, "2.0", dt.date(2027, 5, 1))
