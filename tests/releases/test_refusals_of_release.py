"""What a release refuses before anything is made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.cli.main import main
from pipeline.errors import ExitCode

ROOT = Path(__file__).resolve().parents[2]


def test_all_reasons_are_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier = tmp_path / "musterstadt"
    shutil.copytree(ROOT / "inputs" / "musterstadt", dossier)
    concept = dossier / "concept.yaml"
    text = concept.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.strip().startswith("title:"))
    concept.write_text(text.replace(title, f"{title} 𓀀", 1), encoding="utf-8")
    words = ["release", str(dossier), "--outputs", str(tmp_path / "o"), "--version", "1.0", "--reason", " "]
    assert main([*words, "--approved-by", "Bürgermeisterin", "-q"]) == ExitCode.NO
    told = capsys.readouterr().err
    assert "U+13000" in told, "a character that the fonts cannot show"
    assert "Es fehlt der Anlass" in told
    assert not list((tmp_path / "o").rglob("*.pdf"))
