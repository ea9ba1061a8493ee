"""``nutzungskonzept check`` as a user sees it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from changed_dossiers import AS_OF, INPUTS

from pipeline.check import check
from pipeline.cli.main import main
from pipeline.documents.context import Situation, context_for
from pipeline.documents.kinds import DOCUMENT_KINDS, Edition
from pipeline.documents.templates import templates_for
from pipeline.dossier.load import load_dossier
from pipeline.errors import ExitCode
from pipeline.production import source_of

DAY = AS_OF.isoformat()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(INPUTS / "musterstadt", tmp_path / "musterstadt"))


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    code = main(["check", *map(str, words), "--as-of", DAY])
    return code, capsys.readouterr().out


def run_json(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, Any]:
    code, out = run(capsys, *words, "--format", "json")
    return code, json.loads(out)


def test_clean_dossier_exits_0_with_one_line_of_counts(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, INPUTS / "musterstadt", "--strict")
    assert code == ExitCode.OK
    assert out.startswith("Stadt Musterstadt: geprüft zum 22.11.2026 nach Katalog ")
    assert out.splitlines()[-1].startswith("228 Anforderungen: ")
    assert "NICHT ERFÜLLT" not in out


def test_violated_duty_is_told_with_place_and_remedy(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "concept.yaml", "deadline_hours: 72", "deadline_hours: 96")
    code, out = run(capsys, folder)
    assert code == ExitCode.NO
    line = (folder / "concept.yaml").read_text(encoding="utf-8").splitlines().index("  deadline_hours: 96") + 1
    assert "Pflicht: " in out
    assert "[DSGVO-33] Art. 33" in out
    assert "Die Frist der Meldung beträgt 72 Stunden, eingetragen sind 96." in out
    assert f"concept.yaml:{line} concept.incident_process.deadline_hours" in out
    assert "  → " in out


def test_recommendation_fails_only_under_strict(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "concept.yaml", "confidentiality_commitment: ja", "confidentiality_commitment: nein")
    assert run(capsys, folder)[0] == ExitCode.OK
    assert run(capsys, folder, "--strict")[0] == ExitCode.NO


def test_open_point_fails_and_is_listed_by_who_must_answer(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "concept.yaml", "competitions: nein", 'competitions: {open: "Gibt es Gewinnspiele?", by: mayor}')
    code, out = run(capsys, folder)
    assert code == ExitCode.NO
    assert "Anforderungen, die auf offene Punkte warten: 1\n" in out
    assert "\nVerwaltungsleitung\n  Frage: Gibt es Gewinnspiele?\n      concept.competitions\n" in out


def test_all_names_also_what_is_fulfilled(capsys: pytest.CaptureFixture[str]) -> None:
    _, out = run(capsys, INPUTS / "musterstadt", "--all")
    assert "Angabe vorhanden (Inhalt nicht geprüft)." in out
    assert "NICHT ANWENDBAR" in out


def test_repeated_requirement_is_told_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(
        folder,
        "concept.yaml",
        "    contact: 0221 4710-200, montags bis freitags 8 bis 16 Uhr, donnerstags bis 18 Uhr\n",
        "",
    )
    _, out = run(capsys, folder)
    assert "Betrifft auch: LFDI-RP-CROSS-MEDIA" in out
    assert "[LFDI-RP-CROSS-MEDIA]" not in out


def test_json_has_the_documented_shape(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "concept.yaml", "deadline_hours: 72", "deadline_hours: 96")
    code, data = run_json(capsys, folder)
    assert code == ExitCode.NO
    assert set(data) == {"dossier", "as_of", "catalogue_version", "open_points", "findings"}
    assert (data["dossier"], data["as_of"]) == ("musterstadt", DAY)
    first = data["findings"][0]
    assert first["requirement"] == "DSGVO-33"
    wanted = {"requirement", "status", "severity", "subject", "depth", "norm", "message", "remedy", "evidence"}
    assert all(wanted <= set(one) for one in data["findings"])
    assert {"path", "file", "line", "column"} <= set(first)
    assert {one["status"] for one in data["findings"]} <= {
        "fulfilled",
        "violated",
        "not_applicable",
        "question",
        "answered",
        "waived",
    }
    assert {one["depth"] for one in data["findings"]} <= {"presence", "value", "consistency", "person"}


def test_json_lists_open_points_with_role_and_proposal(capsys: pytest.CaptureFixture[str]) -> None:
    _, data = run_json(capsys, INPUTS / "sassenberg")
    assert {"path", "title", "question", "by", "has_proposal"} == set(data["open_points"][0])


def test_sarif_names_rule_level_and_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "concept.yaml", "deadline_hours: 72", "deadline_hours: 96")
    _, out = run(capsys, folder, "--format", "sarif")
    data = json.loads(out)
    assert data["version"] == "2.1.0"
    tool_run = data["runs"][0]
    result = tool_run["results"][0]
    assert (result["ruleId"], result["kind"], result["level"]) == ("DSGVO-33", "fail", "error")
    assert tool_run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "DSGVO-33"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "concept.yaml"
    assert place["region"]["startLine"] > 0
    assert all(one["level"] == "none" for one in tool_run["results"] if one["kind"] != "fail")


def test_output_goes_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "befund.json"
    code, out = run(capsys, INPUTS / "musterstadt", "--format", "json", "-o", target)
    assert (code, out) == (ExitCode.OK, "")
    assert json.loads(target.read_text(encoding="utf-8"))["dossier"] == "musterstadt"


def test_report_needs_a_target(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(INPUTS / "musterstadt"), "--format", "pdf"]) == ExitCode.USAGE
    assert "-o bericht.pdf" in capsys.readouterr().err


def test_unknown_platform_is_an_unusable_input(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "concept.yaml", "platform: youtube", "platform: yotube")
    assert main(["check", str(folder)]) == ExitCode.INPUT
    assert "youtube" in capsys.readouterr().err


def test_weak_fact_needs_a_person_and_the_look_ages(folder: Path) -> None:
    fresh = check(folder, as_of=AS_OF)
    assert {one.kind.value for one in fresh.facts} == {"confirmed"}
    edit(folder, "review.yaml", "  - fact: platforms[whatsapp].minimum_age", "  - fact: platforms[whatsapp].something")
    weak = [one.fact for one in check(folder, as_of=AS_OF).facts if one.kind.value == "weak"]
    assert weak == ["platforms[whatsapp].minimum_age"]
    later = check(folder, as_of=AS_OF.replace(year=2028))
    assert {one.kind.value for one in later.facts} == {"weak", "old"}
    assert any(one.fact == "DSGVO-33" for one in later.facts)


def test_look_at_a_weak_fact_lets_it_into_a_release_for_a_year_only() -> None:
    dossier = load_dossier(INPUTS / "musterstadt")
    kind = DOCUMENT_KINDS["nutzungskonzept"]
    soon, later = (Situation(draft=False, code="", as_of=AS_OF.replace(year=year)) for year in (2026, 2028))
    assert context_for(dossier, kind, Edition.INTERNAL, soon)["platforms"]["whatsapp"].minimum_age is not None
    assert context_for(dossier, kind, Edition.INTERNAL, later)["platforms"]["whatsapp"].minimum_age is None


def test_statement_with_a_slip_in_its_id_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "review.yaml", "  - requirement: DSGVO-24\n", "  - requirement: DSGVO-42\n")
    code, out = run(capsys, folder)
    assert code == ExitCode.NO
    assert "review.answers[DSGVO-42]: Die Anforderung „DSGVO-42“ gibt es im Katalog nicht." in " ".join(out.split())


@pytest.mark.parametrize("days", ["-5", "0"])
def test_age_of_facts_is_a_number_of_days(days: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(INPUTS / "musterstadt"), f"--max-age={days}"]) == ExitCode.USAGE
    assert f"{days} ist keine Zahl von Tagen." in capsys.readouterr().err


def test_opinion_names_the_draft_it_is_about(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The DPO reads a draft, writes opinion, code and an answer; only a later change of the dossier raises the question."""
    text = (folder / "review.yaml").read_text(encoding="utf-8")
    start, end = text.index("dpo_opinion:"), text.index("staff_council:")
    opinion = text[start:end]
    (folder / "review.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    dossier = load_dossier(folder)
    code = source_of(dossier, templates_for(dossier)).code
    with_code = opinion.replace("dpo_opinion:\n", f"dpo_opinion:\n  code: {code}\n")
    (folder / "review.yaml").write_text(text[:start] + with_code + text[end:], encoding="utf-8")
    assert run(capsys, folder)[0] == ExitCode.OK
    edit(folder, "concept.yaml", "deadline_hours: 72", "deadline_hours:  72")
    changed, out = run(capsys, folder)
    assert changed == ExitCode.NO
    assert f"dem Entwurf mit dem Prüfcode {code}. Seither hat sich etwas geändert: Gilt sie noch?" in " ".join(
        out.split()
    )
    answer = "answers:\n  - {requirement: DSGVO-38-1, fulfilled: ja, by: DSB, date: 2026-11-20, text: Die Änderung betrifft nur Leerzeichen.}\n"
    edit(folder, "review.yaml", "answers:\n", answer)
    assert run(capsys, folder)[0] == ExitCode.OK
