"""The known defects of the published concept and what becomes of them; prints a table in Markdown.

python -m benchmarks.published_defects                the dossier and its text as they lie in the tests
python -m benchmarks.published_defects --text FILE    another text of the same concept, such as the published one
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from pipeline.check import check
from pipeline.law.findings import Finding, Status
from pipeline.review_foreign import review

FOLDER = Path(__file__).parents[1] / "tests" / "data" / "sassenberg-published"
AS_OF = dt.date(2026, 11, 22)


@dataclass(frozen=True)
class Defect:
    """One known defect."""

    id: str
    found_by: str
    what: str
    requirements: tuple[str, ...]
    quote: str = ""
    asked: str = ""


def load_defects() -> list[Defect]:
    entries = yaml.safe_load((FOLDER / "defects.yaml").read_text(encoding="utf-8"))
    return [Defect(**{**entry, "requirements": tuple(entry["requirements"])}) for entry in entries]


def outcome(defect: Defect, by_id: Mapping[str, list[Finding]]) -> tuple[str, str]:
    """Return what became of ``defect`` among the findings of one run, and where or why not."""
    found = [finding for one in defect.requirements for finding in by_id.get(one, ())]
    violated = [one for one in found if one.status is Status.VIOLATED]
    quoted = [one for one in violated if defect.quote and any(defect.quote in seen.excerpt for seen in one.evidence)]
    asked = [one for one in found if one.status is Status.QUESTION]
    if defect.found_by == "text":
        return ("beanstandet", _ids(quoted)) if quoted else ("nicht gefunden", _ids(found))
    if defect.found_by == "human":
        return ("gefragt", _ids(asked)) if asked else ("nicht gefragt", _ids(found))
    if violated:
        return "beanstandet", _ids(violated)
    if not asked:
        return "nicht gefunden", _ids(found)
    return "gefragt", f"{_ids(asked)}; {defect.asked}" if defect.asked else _ids(asked)


def by_requirement(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    result: dict[str, list[Finding]] = {}
    for finding in findings:
        result.setdefault(finding.requirement, []).append(finding)
    return result


def _ids(findings: Iterable[Finding]) -> str:
    return ", ".join(dict.fromkeys(f"{one.requirement} ({one.status.label})" for one in findings))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path, default=FOLDER / "konzept.txt")
    text = parser.parse_args().text
    from_dossier = by_requirement(check(FOLDER, as_of=AS_OF).evaluation.findings)
    from_text = by_requirement(review(text, as_of=AS_OF).evaluation.findings)
    print("| Nr. | Mangel | erkennbar | Anforderungen | check | review |")
    print("| --- | --- | --- | --- | --- | --- |")
    for defect in load_defects():
        told = [" – ".join(part for part in outcome(defect, found) if part) for found in (from_dossier, from_text)]
        print(
            f"| {defect.id} | {defect.what} | {defect.found_by} | {', '.join(defect.requirements)} | {told[0]} | {told[1]} |"
        )


if __name__ == "__main__":
    main()
