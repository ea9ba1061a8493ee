"""``nutzungskonzept trace``."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli.arguments import date_argument, today
from pipeline.errors import ExitCode
from pipeline.language import tr, translated

if TYPE_CHECKING:
    from pipeline.trace import Trace, TracedEvidence, TraceRow

WIDTH = 110


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("dossier", type=Path, metavar=tr("AKTE"), help=tr("Ordner der Akte"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--field", metavar=tr("PFAD"), help=tr("Warum steht diese Angabe da? Zum Beispiel concept.exit_strategy")
    )
    what.add_argument(
        "--requirement", metavar=tr("KENNUNG"), help=tr("Wo ist diese Anforderung erfüllt? Zum Beispiel DSGVO-30")
    )
    parser.add_argument(
        "--as-of", type=date_argument, metavar=tr("DATUM"), help=tr("Tag, auf den geprüft wird (Vorgabe: heute)")
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help=tr("Ausgabe (Vorgabe: text)"))
    parser.add_argument("--no-pages", action="store_true", help=tr("ohne Seitenzahlen, schneller und ohne LibreOffice"))


def run(options: argparse.Namespace) -> ExitCode:
    """Print what was traced; without a field or a requirement the whole matrix."""
    from pipeline.trace import trace  # noqa: PLC0415 - keeps the start of other commands quick

    found = trace(
        options.dossier,
        as_of=options.as_of or today(),
        field=options.field,
        requirement=options.requirement,
        pages=not options.no_pages,
    )
    if options.format == "json":
        sys.stdout.write(json.dumps(_as_json(found), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(lines_of(found)) + "\n")
    return ExitCode.OK


def lines_of(found: Trace) -> Iterator[str]:
    """Yield what was traced as lines of text."""
    if found.field is not None:
        yield found.field.path
        yield from _places(found.field)
        if all(_is_void(row) for row in found.rows):
            yield tr("Keine Anforderung liest diese Angabe.")
        else:
            yield "\n" + tr("Diese Anforderungen lesen die Angabe:")
    for row in found.rows:
        if found.field is None or not _is_void(row):
            yield from _row(row, found)


def _is_void(row: TraceRow) -> bool:
    return all(finding.status.value == "not_applicable" for finding in row.findings)


def _row(row: TraceRow, found: Trace) -> Iterator[str]:
    requirement = row.requirement
    norm = requirement.norm_in(found.dossier.organisation.land)
    results = dict.fromkeys(translated(finding.status.label) for finding in row.findings)
    yield f"\n{requirement.title} [{requirement.id}] {norm}: {', '.join(results)}"
    yield _wrapped(requirement.requirement, "  ")
    for evidence in row.evidence:
        if found.field is None or _below(evidence.path, found.field.path):
            yield _wrapped(f"{evidence.path}: „{evidence.excerpt}“", "  ")
            yield from _places(evidence)


def _below(path: str, field: str) -> bool:
    return path == field or path.startswith((f"{field}.", f"{field}["))


def _places(evidence: TracedEvidence) -> Iterator[str]:
    if evidence.place is not None:
        yield f"      {evidence.place.file}:{evidence.place.line}"
    for printed in evidence.printed:
        yield f"      {printed}"


def _as_json(found: Trace) -> dict[str, Any]:
    land = found.dossier.organisation.land
    rows = [
        {
            "requirement": row.requirement.id,
            "title": row.requirement.title,
            "norm": row.requirement.norm_in(land),
            "status": list(dict.fromkeys(finding.status.value for finding in row.findings)),
            "evidence": [_evidence_as_json(evidence) for evidence in row.evidence],
        }
        for row in found.rows
    ]
    data: dict[str, Any] = {"dossier": found.dossier.name}
    if found.field is not None:
        data["field"] = _evidence_as_json(found.field)
    return data | {"requirements": rows}


def _evidence_as_json(evidence: TracedEvidence) -> dict[str, Any]:
    data: dict[str, Any] = {"path": evidence.path, "excerpt": evidence.excerpt}
    if evidence.place is not None:
        data |= {"file": evidence.place.file, "line": evidence.place.line, "column": evidence.place.column}
    data["printed"] = [
        {"document": one.document, "chapter": one.chapter, "page": one.page or None} for one in evidence.printed
    ]
    return data


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False)
