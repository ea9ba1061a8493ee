"""What other programs read: each field of a finding in JSON and in SARIF."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.catalogue.requirement import Severity, requirements_by_id
from pipeline.dossier.answers import Role
from pipeline.dossier.open_points import OpenQuestion
from pipeline.law.as_json import evaluation_as_json, evaluation_as_sarif, finding_as_json
from pipeline.law.evaluate import Evaluation
from pipeline.law.findings import Depth, Evidence, Finding, Status

PATH = "concept.incident_process.deadline_hours"
WRONG = Finding(
    requirement="DSGVO-33",
    status=Status.VIOLATED,
    severity=Severity.PFLICHT,
    subject="concept.channels[a]",
    depth=Depth.VALUE,
    norm="Art. 33 DSGVO",
    title="Meldung",
    message="Die Frist ist falsch.",
    remedy="72 eintragen.",
    evidence=(Evidence(PATH, "96", "concept.yaml", 7, 3), Evidence("", "Katalog")),
    path=PATH,
    file="concept.yaml",
    line=7,
    column=3,
)
ASKED = Finding(
    requirement="DSGVO-12-1",
    status=Status.QUESTION,
    severity=Severity.EMPFOHLEN,
    subject=None,
    depth=Depth.PERSON,
    norm="Art. 12 DSGVO",
    title="Verständlich",
    message="Ist es verständlich?",
    remedy="Antworten.",
    blocks_release=True,
    by=Role.DPO,
    open_point="concept.purpose",
)
EVALUATION = Evaluation(
    (WRONG, ASKED, replace(WRONG, requirement="DSGVO-33", line=8)),
    (OpenQuestion("concept.purpose", "Wozu?", Role.MAYOR, True, "Zweck"),),
    "2026.11",
    dt.date(2026, 11, 22),
)


def test_finding_with_place_and_evidence() -> None:
    assert finding_as_json(WRONG) == {
        "requirement": "DSGVO-33",
        "status": "violated",
        "severity": "pflicht",
        "subject": "concept.channels[a]",
        "depth": "value",
        "norm": "Art. 33 DSGVO",
        "title": "Meldung",
        "message": "Die Frist ist falsch.",
        "remedy": "72 eintragen.",
        "blocks_release": False,
        "evidence": [
            {"path": PATH, "excerpt": "96", "file": "concept.yaml", "line": 7, "column": 3},
            {"path": "", "excerpt": "Katalog"},
        ],
        "path": PATH,
        "file": "concept.yaml",
        "line": 7,
        "column": 3,
    }


def test_question_without_place_names_who_answers_and_the_open_point() -> None:
    data = finding_as_json(ASKED)
    assert not {"path", "file", "line", "column"} & set(data)
    assert (data["by"], data["open_point"], data["blocks_release"]) == ("dpo", "concept.purpose", True)
    assert (data["subject"], data["evidence"]) == (None, [])


def test_evaluation_with_its_open_points() -> None:
    assert evaluation_as_json(EVALUATION, "musterstadt") == {
        "dossier": "musterstadt",
        "as_of": "2026-11-22",
        "catalogue_version": "2026.11",
        "open_points": [
            {"path": "concept.purpose", "title": "Zweck", "question": "Wozu?", "by": "mayor", "has_proposal": True}
        ],
        "findings": [finding_as_json(one) for one in EVALUATION.findings],
    }


def test_sarif_names_program_rules_and_results() -> None:
    data = evaluation_as_sarif(EVALUATION, "1.2.3")
    assert (data["version"], data["$schema"]) == ("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json")
    run = data["runs"][0]
    assert (run["language"], run["columnKind"]) == ("de-DE", "unicodeCodePoints")
    assert run["properties"] == {"asOf": "2026-11-22", "catalogueVersion": "2026.11", "openPoints": 1}
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"], driver["semanticVersion"]) == ("nutzungskonzept", "1.2.3", "1.2.3")
    breach = requirements_by_id()["DSGVO-33"]
    assert driver["rules"][0] == {
        "id": "DSGVO-33",
        "name": breach.title,
        "shortDescription": {"text": breach.title},
        "fullDescription": {"text": breach.requirement},
        "help": {"text": breach.remedy},
        "helpUri": breach.source_url,
    }
    assert [rule["id"] for rule in driver["rules"]] == ["DSGVO-33", "DSGVO-12-1"]
    assert run["results"][0] == {
        "ruleId": "DSGVO-33",
        "ruleIndex": 0,
        "kind": "fail",
        "level": "error",
        "message": {"text": "Die Frist ist falsch. 72 eintragen."},
        "properties": {"status": "violated", "severity": "pflicht", "norm": "Art. 33 DSGVO"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "concept.yaml"},
                    "region": {"startLine": 7, "startColumn": 3},
                },
                "logicalLocations": [{"fullyQualifiedName": PATH}],
            }
        ],
    }
    assert [result["ruleIndex"] for result in run["results"]] == [0, 1, 0]
    assert "locations" not in run["results"][1]


@pytest.mark.parametrize(
    ("status", "severity", "kind", "level", "text"),
    [
        (Status.VIOLATED, Severity.EMPFOHLEN, "fail", "warning", "m r"),
        (Status.VIOLATED, Severity.HINWEIS, "fail", "note", "m r"),
        (Status.WAIVED, Severity.PFLICHT, "fail", "error", "m r"),
        (Status.QUESTION, Severity.PFLICHT, "review", "none", "m r"),
        (Status.ANSWERED, Severity.PFLICHT, "pass", "none", "m"),
        (Status.FULFILLED, Severity.PFLICHT, "pass", "none", "m"),
        (Status.NOT_APPLICABLE, Severity.PFLICHT, "notApplicable", "none", "m"),
    ],
)
def test_kind_and_level_of_each_status(status: Status, severity: Severity, kind: str, level: str, text: str) -> None:
    one = replace(WRONG, status=status, severity=severity, message="m", remedy="r")
    result = evaluation_as_sarif(replace(EVALUATION, findings=(one,)), "1")["runs"][0]["results"][0]
    assert (result["kind"], result["level"], result["message"]["text"]) == (kind, level, text)
    suppressed = [{"kind": "external", "justification": "m"}] if status is Status.WAIVED else None
    assert result.get("suppressions") == suppressed
