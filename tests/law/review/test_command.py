"""``nutzungskonzept review`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli.main import main
from pipeline.documents.text_of import document_text

DATA = Path(__file__).parents[2] / "data"
WRONG = str(DATA / "foreign" / "rebenau-rp.html")
RIGHT = str(DATA / "foreign" / "wiesental-bw.txt")
DAY = ["--as-of", "22.11.2026"]


def test_text_names_file_guesses_findings_and_questions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", WRONG, *DAY]) == 1
    out = capsys.readouterr().out
    assert out.startswith("rebenau-rp.html: gelesen zum 22.11.2026 nach Katalog")
    assert "Bundesland: Rheinland-Pfalz (aus dem Text geschätzt)" in out
    assert "Plattformen: Facebook (aus dem Text geschätzt)" in out
    assert "„TMG“ gilt nicht mehr." in out
    assert "Abschnitt „2 Rechtsgrundlage“, Absatz" in out
    assert "Ohne Spur im Text" in out
    assert "weitere Fragen zu Empfehlungen und Hinweisen zeigt --all" in out


def test_given_facts_are_not_called_guesses(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["review", RIGHT, *DAY, "--land", "BW", "--platform", "instagram", "--platform", "facebook", "--all"]) == 0
    )
    out = capsys.readouterr().out
    assert "Die Textregeln beanstanden nichts." in out
    assert "geschätzt" not in out
    assert "zeigt --all" not in out


def test_json_has_the_findings_and_what_was_assumed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", WRONG, *DAY, "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["dossier"], data["as_of"], data["land"], data["platforms"]) == (
        "rebenau-rp.html",
        "2026-11-22",
        "RP",
        ["facebook"],
    )
    assert data["guessed"] == ["land", "organisation", "platforms"]
    old = next(one for one in data["findings"] if one["requirement"] == "DDG-STATT-TMG")
    assert (old["status"], old["file"], old["evidence"][0]["excerpt"]) == ("violated", "rebenau-rp.html", "TMG")
    assert old["line"] > 0


def test_sarif_goes_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "befund.sarif"
    assert main(["review", WRONG, *DAY, "--format", "sarif", "-o", str(target)]) == 1
    run = json.loads(target.read_text(encoding="utf-8"))["runs"][0]
    assert any(one["ruleId"] == "PRIVACY-SHIELD" and one["kind"] == "fail" for one in run["results"])


def test_sarif_names_a_file_with_blanks_as_an_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "Altes Konzept (für Prüfung).html"
    file.write_bytes(Path(WRONG).read_bytes())
    assert main(["review", str(file), *DAY, "--format", "sarif"]) == 1
    run = json.loads(capsys.readouterr().out)["runs"][0]
    places = [place["physicalLocation"] for one in run["results"] for place in one.get("locations", ())]
    assert {place["artifactLocation"]["uri"] for place in places} == {
        "Altes%20Konzept%20%28f%C3%BCr%20Pr%C3%BCfung%29.html"
    }


def test_report_as_word_file(tmp_path: Path) -> None:
    target = tmp_path / "bericht.docx"
    assert main(["review", WRONG, *DAY, "--format", "docx", "-o", str(target)]) == 1
    text = document_text(target.read_bytes())
    assert "Prüfbericht zu einem Konzept, das nur als Text vorliegt" in text
    assert "Datei rebenau-rp.html" in text
    assert "EU-US Privacy Shield" in text
    first = target.read_bytes()
    main(["review", WRONG, *DAY, "--format", "docx", "-o", str(target)])
    assert target.read_bytes() == first


def test_report_needs_a_target_and_a_land(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", WRONG, *DAY, "--format", "docx"]) == 2
    nowhere = tmp_path / "konzept.txt"
    nowhere.write_text(
        "Ein Konzept ohne Ort, das von Festen, Baustellen und Sitzungen berichtet. " * 3, encoding="utf-8"
    )
    assert main(["review", str(nowhere), *DAY, "--format", "docx", "-o", str(tmp_path / "b.docx")]) == 2
    assert "--land" in capsys.readouterr().err


def test_unreadable_file_is_told_in_german(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "scan.txt"
    file.write_bytes(b"")
    assert main(["review", str(file), *DAY]) == 3
    assert "kein lesbarer Text" in capsys.readouterr().err
