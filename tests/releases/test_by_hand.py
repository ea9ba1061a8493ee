"""The auditor's commands in the documentation work as they are written, on a real register."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from pipeline.releases.register import read_register

GUIDE = Path(__file__).parents[2] / "docs" / "pruefen-von-hand.md"


def shell(block: int, folder: Path) -> str:
    """Run one block of commands of the guide in ``folder``; its own ``cd`` is left out."""
    script = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)[block]
    script = "\n".join(line for line in script.splitlines() if not line.startswith("cd "))
    return subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=False).stdout


def test_all_files_are_compared_with_the_manifest(register: Path) -> None:
    said = shell(1, register / "1.0").splitlines()
    assert said[:-1] == [line for line in said[:-1] if line.endswith(": OK")]
    assert len(said) == 10
    assert said[-1].strip() == "10"
    (register / "1.0/nutzungskonzept.pdf").chmod(0o644)
    (register / "1.0/nutzungskonzept.pdf").write_bytes(b"anders")
    assert "nutzungskonzept.pdf: FAILED" in shell(1, register / "1.0")


def test_the_chain_is_followed_to_its_head(register: Path) -> None:
    assert shell(4, register) == f"Kopf des Registers: {read_register(register).head}\n"
    lines = (register / "register.jsonl").read_bytes().splitlines(keepends=True)
    (register / "register.jsonl").write_bytes(b"".join([lines[0].replace(b"Fassung", b"Fasssung"), *lines[1:]]))
    assert "Bruch vor: " in shell(4, register)
