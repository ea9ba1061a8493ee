"""The same inputs give the same bytes: two runs, two folders, two clocks, two locales, two programs at the same time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

INPUTS = Path(__file__).parents[2] / "inputs"
PROGRAM = """
import sys
import time_machine
from pipeline.cli.main import main
with time_machine.travel(sys.argv[1], tick=True):
    sys.exit(main(sys.argv[2:]))
"""
WORLDS = (
    ("2031-02-28T23:59:58+00:00", {"LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"}),
    ("1999-12-31T12:00:00+00:00", {"LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "2"}),
)
"""Clock and environment of two programs that run beside each other."""


@pytest.mark.office
def test_another_folder_clock_locale_and_neighbour_change_no_byte(built: Mapping[str, Path], tmp_path: Path) -> None:
    programs = []
    for number, (clock, environment) in enumerate(WORLDS):
        world = tmp_path / f"Ordner {number} ä"
        shutil.copytree(INPUTS / "musterstadt", world / "musterstadt")
        (world / "temporär").mkdir()
        words = ["--as-of", "2026-11-22", "--fragment", "--document", "datenschutzhinweise", "--document", "checkliste"]
        programs.append(
            subprocess.Popen(
                [sys.executable, "-X", "utf8", "-c", PROGRAM, clock, "build", "musterstadt", "-o", "aus", *words],
                cwd=world,
                env=os.environ | environment | {"TMPDIR": str(world / "temporär")},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        )
    for program in programs:
        _, error = program.communicate(timeout=500)
        assert (program.returncode, error.decode()) == (0, "")
    first, second = (tmp_path / f"Ordner {number} ä" / "aus" for number in (0, 1))
    names = sorted(path.name for path in first.iterdir())
    assert names == sorted(path.name for path in second.iterdir())
    assert {path.rpartition(".")[2] for path in names} == {"docx", "pdf", "html", "json"}
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
        if name != "build.json":  # the third run made all documents
            assert (first / name).read_bytes() == (built["musterstadt"] / name).read_bytes(), name


@pytest.mark.office
def test_the_record_names_no_time_and_no_place(built: Mapping[str, Path]) -> None:
    text = (built["musterstadt"] / "build.json").read_text(encoding="utf-8")
    assert str(built["musterstadt"].parent) not in text
    assert str(INPUTS) not in text
    assert set(json.loads(text)) == {
        "dossier",
        "code",
        "source",
        "libreoffice",
        "contents_table_pages",
        "open_points",
        "documents",
        "outputs",
    }
