"""An evaluation as JSON and as SARIF 2.1.0, for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pipeline.catalogue.requirement import Severity, requirements_by_id
from pipeline.dossier.open_points import OpenQuestion
from pipeline.law.evaluate import Evaluation
from pipeline.law.findings import Evidence, Finding, Status

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_KIND: Mapping[Status, str] = {
    Status.VIOLATED: "fail",
    Status.QUESTION: "review",
    Status.WAIVED: "fail",
    Status.ANSWERED: "pass",
    Status.FULFILLED: "pass",
    Status.NOT_APPLICABLE: "notApplicable",
}
_SARIF_LEVEL: Mapping[Severity, str] = {
    Severity.PFLICHT: "error",
    Severity.EMPFOHLEN: "warning",
    Severity.HINWEIS: "note",
}


def evaluation_as_json(evaluation: Evaluation, dossier: str) -> dict[str, Any]:
    """Return ``evaluation`` of the dossier named ``dossier`` as plain data."""
    return {
        "dossier": dossier,
        "as_of": evaluation.as_of.isoformat(),
        "catalogue_version": evaluation.catalogue_version,
        "open_points": [_open_point(point) for point in evaluation.open_points],
        "findings": [finding_as_json(finding) for finding in evaluation.findings],
    }


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """Return ``finding`` as plain data; place, role and open point only where there is one."""
    data: dict[str, Any] = {
        "requirement": finding.requirement,
        "status": finding.status.value,
        "severity": finding.severity.value,
        "subject": finding.subject,
        "depth": finding.depth.value,
        "norm": finding.norm,
        "title": finding.title,
        "message": finding.message,
        "remedy": finding.remedy,
        "blocks_release": finding.blocks_release,
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
    }
    if finding.path:
        data["path"] = finding.path
    data |= _place(finding)
    if finding.by is not None:
        data["by"] = finding.by.value
    if finding.open_point:
        data["open_point"] = finding.open_point
    return data


def evaluation_as_sarif(evaluation: Evaluation, program_version: str) -> dict[str, Any]:
    """Return ``evaluation`` as SARIF 2.1.0, so that editors and code hosts show findings at their place."""
    ids = list(dict.fromkeys(finding.requirement for finding in evaluation.findings))
    index = {requirement: number for number, requirement in enumerate(ids)}
    driver = {
        "name": "nutzungskonzept",
        "version": program_version,
        "semanticVersion": program_version,
        "rules": [_rule(requirement) for requirement in ids],
    }
    return {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "language": "de-DE",
                "columnKind": "unicodeCodePoints",
                "properties": {
                    "asOf": evaluation.as_of.isoformat(),
                    "catalogueVersion": evaluation.catalogue_version,
                    "openPoints": len(evaluation.open_points),
                },
                "results": [_result(finding, index) for finding in evaluation.findings],
            }
        ],
    }


def _open_point(point: OpenQuestion) -> dict[str, Any]:
    return {
        "path": point.path,
        "title": point.title,
        "question": point.question,
        "by": point.by.value,
        "has_proposal": point.has_proposal,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"path": evidence.path, "excerpt": evidence.excerpt} | _place(evidence)


def _place(where: Finding | Evidence) -> dict[str, Any]:
    return {"file": where.file, "line": where.line, "column": where.column} if where.file else {}


def _rule(requirement_id: str) -> dict[str, Any]:
    requirement = requirements_by_id()[requirement_id]
    return {
        "id": requirement.id,
        "name": requirement.title,
        "shortDescription": {"text": requirement.title},
        "fullDescription": {"text": requirement.requirement},
        "help": {"text": requirement.remedy},
        "helpUri": requirement.source_url,
    }


def _result(finding: Finding, index: Mapping[str, int]) -> dict[str, Any]:
    kind = _SARIF_KIND[finding.status]
    text = f"{finding.message} {finding.remedy}".strip() if kind in {"fail", "review"} else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.requirement,
        "ruleIndex": index[finding.requirement],
        "kind": kind,
        # SARIF allows a level other than „none“ only for failures
        "level": _SARIF_LEVEL[finding.severity] if kind == "fail" else "none",
        "message": {"text": text},
        "properties": {"status": finding.status.value, "severity": finding.severity.value, "norm": finding.norm},
    }
    locations = _locations([finding])
    if locations:
        result["locations"] = locations
    if finding.status is Status.WAIVED:
        result["suppressions"] = [{"kind": "external", "justification": finding.message}]
    return result


def _locations(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": quote(finding.file)},
                "region": {"startLine": finding.line, "startColumn": finding.column},
            },
            "logicalLocations": [{"fullyQualifiedName": finding.path}],
        }
        for finding in findings
        if finding.file and finding.line
    ]
