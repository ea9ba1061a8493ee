"""The engine runs apart from us: whatever it does, we answer in German, or go on without it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from docx_spec import Doc, para, write
from support import AUTHOR, DATE, redline

from pipeline.comparison import engine
from pipeline.errors import ProgramError

OLD, NEW = write(Doc((para("Die alte Fassung."),))), write(Doc((para("Die neue Fassung."),)))


@pytest.fixture
def saboteur(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a program of our own in the engine's place."""

    def install(script: str) -> None:
        program = tmp_path / "redline"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(engine, "engine_program", lambda _cache=None: program)

    return install


def test_the_engine_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(engine.tempfile, "tempdir", str(tmp_path))
    assert engine.run_engine(OLD, NEW, author=AUTHOR, date=DATE).startswith(b"PK")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("sleep 30", "nicht geantwortet"),
        ("echo kaputt >&2; exit 7", "kaputt"),
        ("exit 7", "Rückgabewert 7"),
        ("printf '\\377\\376' >&2; exit 1", "gescheitert"),
        ("exit 0", "keine Ausgabe"),
        ("kill -9 $$", "gescheitert"),
    ],
)
def test_a_failing_engine_is_named(saboteur, script: str, words: str) -> None:
    saboteur(script)
    with pytest.raises(ProgramError, match=words):
        engine.run_engine(OLD, NEW, author=AUTHOR, date=DATE, time_limit=1)


@pytest.mark.parametrize("script", ["exit 7", 'printf "kein Zip" > "$3"', 'cp "$1" "$3"', 'cp "$2" "$3"'])
def test_a_redline_is_proven_whatever_the_engine_writes(saboteur, script: str) -> None:
    saboteur(script)
    result = redline(OLD, NEW)
    assert result.proof.holds
    assert result.own == 1
    assert not result.coarse


def test_a_failed_engine_is_remarked(saboteur) -> None:
    saboteur("exit 7")
    assert redline(OLD, NEW).remarks == (
        "Das Vergleichsprogramm ist gescheitert: Rückgabewert 7",
        "Alle Markierungen sind vom Programm selbst gesetzt.",
    )


def test_the_cache_folder_can_be_chosen_and_is_named_when_unusable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(engine.CACHE_VARIABLE, str(tmp_path / "ablage"))
    assert engine.cache_folder() == tmp_path / "ablage"
    blocked = tmp_path / "datei"
    blocked.write_text("")
    with pytest.raises(ProgramError, match="lässt sich nicht nach") as caught:
        engine.engine_program(blocked / "unten")
    assert "NUTZUNGSKONZEPT_CACHE" in caught.value.problems[0].remedy


@pytest.mark.thorough
def test_the_engine_is_unpacked_once_and_completely(tmp_path: Path) -> None:
    program = engine.engine_program(tmp_path)
    assert os.access(program, os.X_OK)
    assert [path.name for path in tmp_path.iterdir()] == [f"docxodus-{engine.engine_version()}"]
