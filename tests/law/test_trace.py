"""``nutzungskonzept trace``: from a requirement to the page, and from a sentence back to the law."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from changed_dossiers import AS_OF, INPUTS

from pipeline.cli.main import main
from pipeline.cli.trace import lines_of
from pipeline.errors import ExitCode
from pipeline.law.tracing import requirements_reading
from pipeline.trace import Trace, TracedEvidence, trace

MUSTERSTADT = INPUTS / "musterstadt"


def run_json(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    arguments = ["trace", str(MUSTERSTADT), "--as-of", AS_OF.isoformat(), "--no-pages", "--format", "json", *words]
    assert main(arguments) == ExitCode.OK
    return json.loads(capsys.readouterr().out)


@pytest.fixture(scope="module")
def matrix() -> Trace:
    return trace(MUSTERSTADT, as_of=AS_OF, pages=False)


def test_field_leads_to_the_requirements_that_read_it(capsys: pytest.CaptureFixture[str]) -> None:
    data = run_json(capsys, "--field", "concept.record_of_processing.entry_id")
    assert data["field"]["file"] == "concept.yaml"
    assert [one["requirement"] for one in data["requirements"]] == ["DSGVO-30"]
    assert {one["document"] for one in data["field"]["printed"]} == {"nutzungskonzept", "dsfa"}


def test_requirement_leads_to_document_and_chapter(matrix: Trace) -> None:
    row = next(one for one in matrix.rows if one.requirement.id == "DSGVO-5-1-e")
    first = row.evidence[0]
    assert first.path.startswith("concept.retention[")
    chapters = {one.chapter for one in first.printed if one.document == "datenschutzhinweise"}
    assert any("Wie lange wir Daten speichern" in chapter for chapter in chapters)


def test_almost_all_evidence_is_printed_somewhere(matrix: Trace) -> None:
    unprinted = {
        evidence.path
        for row in matrix.rows
        for evidence in row.evidence
        if not evidence.printed and not evidence.path.startswith("review.")
    }
    # what only the council's cover sheet prints, what steers the program, and what must not be printed
    assert unprinted <= {
        "concept.council.facts",
        "concept.council.financial_impact",
        "concept.council.resolution_proposal",
        "dpia.overview.reasons",
        "organisation.data_protection_officer.person",
        "organisation.gender_form",
    }


def test_matrix_has_a_row_for_each_requirement(matrix: Trace) -> None:
    assert len(matrix.rows) == len({row.requirement.id for row in matrix.rows}) > 200
    assert all(row.findings for row in matrix.rows)


def test_text_of_a_field_says_where_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["trace", str(MUSTERSTADT), "--as-of", AS_OF.isoformat(), "--no-pages", "--field", "concept.exit_strategy"]
    assert main(words) == ExitCode.OK
    out = capsys.readouterr().out
    assert out.startswith("concept.exit_strategy\n      concept.yaml:")
    assert "Nutzungskonzept, " in out
    assert "[NK-AUSSTIEG]" in out


def test_sentence_without_a_requirement_says_so(matrix: Trace) -> None:
    alone = Trace(matrix.dossier, TracedEvidence("concept.introduction", "", None, ()), ())
    assert list(lines_of(alone)) == ["concept.introduction", "Keine Anforderung liest diese Angabe."]
    assert requirements_reading("concept.introduction") == ()


@pytest.mark.parametrize("words", [["--field", "concept.nonsense"], ["--requirement", "DSGVO-999"], ["--field", "x"]])
def test_unknown_field_or_requirement_is_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(MUSTERSTADT), "--no-pages", *words]) == ExitCode.USAGE
    assert capsys.readouterr().err


def test_narrowed_and_listed_evidence_is_found_back() -> None:
    reading = {one.id for one in requirements_reading("concept.security_measures[zwei-faktor].text")}
    assert "DSGVO-32-a" in reading
    assert "NK-KANALLISTE" in {one.id for one in requirements_reading("concept.channels[x].url")}
    assert requirements_reading("concept") == ()


@pytest.mark.office
def test_pages_come_from_the_pdf(tmp_path: Path) -> None:
    found = trace(MUSTERSTADT, as_of=AS_OF, field="concept.channels[facebook].necessity")
    assert found.field is not None
    assert found.field.printed
    assert all(place.page > 1 for place in found.field.printed)


@pytest.mark.parametrize(
    "path", ["concept.channels[tiktok].purpose", "dpia.risks[r99]", "review.answers[DSGVO-1].text"]
)
def test_entry_that_does_not_exist_is_no_field(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(MUSTERSTADT), "--no-pages", "--field", path]) == ExitCode.USAGE
    assert "gibt es in der Akte nicht" in capsys.readouterr().err
