"""What ``build`` warns of before anyone reads the PDF: characters without a glyph, internal values in public prose."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.cli.main import main
from pipeline.documents.cautions import cautions
from pipeline.documents.glyphs import missing_glyphs
from pipeline.dossier.load import load_dossier

INPUTS = Path(__file__).parents[2] / "inputs"


@pytest.fixture
def akte(tmp_path: Path) -> Path:
    return Path(shutil.copytree(INPUTS / "sassenberg", tmp_path / "akte"))


def write(akte: Path, words: str) -> int:
    """Put ``words`` into the description of the public service in ``concept.yaml``; return their line."""
    file = akte / "concept.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(index for index, line in enumerate(lines) if line.startswith("purpose:"))
    assert lines[number].endswith("|")
    lines.insert(number + 1, f"  {words}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return number + 1


@pytest.mark.parametrize("example", ["sassenberg", "musterstadt"])
def test_the_examples_are_clean(example: str) -> None:
    assert cautions(load_dossier(INPUTS / example)) == ()


@pytest.mark.parametrize("text", ["ÄÖÜäöüß „…“ – ‑ § € ☐ ☒ ✓ → ≤ ½ ſ ő š\u00a0\u00ad\u202f", "Ἑλλάς Україна", ""])
def test_what_european_names_and_forms_need_is_there(text: str) -> None:
    assert missing_glyphs(text) == ""


def test_each_missing_character_is_told_once() -> None:
    assert missing_glyphs("Kanal 📸 und 📸 oder 漢") == "📸漢"


def test_a_character_without_a_glyph_has_its_place(akte: Path) -> None:
    line = write(akte, "Bilder 📸 aus der Stadt")
    (warning,) = cautions(load_dossier(akte))
    assert warning.path == "concept.purpose"
    assert (warning.file, warning.line) == (str(akte / "concept.yaml"), line)
    assert warning.column > 0
    assert "„📸“ (U+1F4F8)" in warning.message


@pytest.mark.parametrize("words", ["Fragen beantwortet Jennifer Ruhe.", "Telefon 02583/309 3031 oder Rathaus"])
def test_internal_values_in_public_prose_are_told(akte: Path, words: str) -> None:
    write(akte, words)
    (warning,) = cautions(load_dossier(akte))
    assert warning.path == "concept.purpose"
    assert "interne Angabe (concept." in warning.message


def test_part_of_a_word_is_no_internal_value(akte: Path) -> None:
    write(akte, "Jennifer Ruhestand und 02583 309-30315")
    assert cautions(load_dossier(akte)) == ()


def test_the_command_prints_them(akte: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = write(akte, "Bilder 📸 von Jennifer Ruhe")
    assert main(["build", str(akte), "-o", str(tmp_path / "x"), "--document", "checkliste", "--format", "docx"]) == 0
    error = capsys.readouterr().err
    assert f"Warnung: {akte / 'concept.yaml'}:{line}:" in error
    assert error.count("concept.purpose: ") == 2
    assert "Das Zeichen durch Worte ersetzen" in error
    assert "Statt der Angabe die Funktion nennen" in error
