"""``nutzungskonzept check``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.arguments import date_argument, today
from pipeline.errors import ExitCode, UsageError
from pipeline.language import current_language, tr

if TYPE_CHECKING:
    from pipeline.check import CheckReport

FORMATS = ("text", "json", "sarif", "docx", "pdf")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    if current_language() != "de":
        parser.epilog = tr("Die Texte der Anforderungen und alle Dokumente bleiben deutsch.")
    parser.add_argument("dossier", type=Path, metavar=tr("AKTE"), help=tr("Ordner der Akte"))
    parser.add_argument(
        "--as-of", type=date_argument, metavar=tr("DATUM"), help=tr("Tag, auf den geprüft wird (Vorgabe: heute)")
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help=tr("Ausgabe (Vorgabe: text)"))
    parser.add_argument("-o", "--output", type=Path, metavar=tr("DATEI"), help=tr("Zieldatei (nötig für docx und pdf)"))
    parser.add_argument("--strict", action="store_true", help=tr("Empfehlungen wie Pflichten behandeln"))
    parser.add_argument("--all", action="store_true", help=tr("auch nennen, was erfüllt oder nicht anwendbar ist"))
    parser.add_argument(
        "--max-age",
        type=int,
        default=365,
        metavar=tr("TAGE"),
        help=tr("ältere Angaben des Katalogs nennen (Vorgabe: 365)"),
    )


def run(options: argparse.Namespace) -> ExitCode:
    """Check the dossier; exit 1 when something is open, a duty is not met or a release would be refused."""
    from pipeline.check import check  # noqa: PLC0415 - keeps the start of other commands quick

    if options.format in {"docx", "pdf"} and options.output is None:
        raise UsageError(
            tr("Für das Format {format} fehlt die Zieldatei.", format=options.format),
            tr("Mit „-o bericht.{format}“ angeben.", format=options.format),
        )
    if options.max_age < 1:
        raise UsageError(
            tr("{days} ist keine Zahl von Tagen.", days=options.max_age), tr("Zum Beispiel: --max-age 180")
        )
    report = check(options.dossier, as_of=options.as_of or today(), max_age_days=options.max_age)
    if options.format in {"docx", "pdf"}:
        _write_report(report, options)
    else:
        _put(_printed(report, options), options.output)
    return report.exit_code(strict=options.strict)


def _write_report(report: CheckReport, options: argparse.Namespace) -> None:
    from pipeline.check_report import NAME, make_check_report  # noqa: PLC0415 - imports all that makes documents
    from pipeline.files import write_file  # noqa: PLC0415

    as_of = report.evaluation.as_of
    made = make_check_report(report.dossier, frozenset({options.format}), as_of=as_of, max_age_days=options.max_age)
    if made.missing is not None:
        raise made.missing
    write_file(options.output, made.files[f"{NAME}.{options.format}"])
    sys.stdout.write(f"{options.output}\n")


def _printed(report: CheckReport, options: argparse.Namespace) -> str:
    if options.format == "text":
        from pipeline.cli.check_text import report_as_text  # noqa: PLC0415

        return report_as_text(report, everything=options.all)
    from pipeline import __version__  # noqa: PLC0415
    from pipeline.law.as_json import evaluation_as_json, evaluation_as_sarif  # noqa: PLC0415

    if options.format == "sarif":
        data = evaluation_as_sarif(report.evaluation, __version__)
    else:
        data = evaluation_as_json(report.evaluation, report.dossier.name)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _put(text: str, target: Path | None) -> None:
    if target is None:
        sys.stdout.write(text)
    else:
        from pipeline.files import write_file  # noqa: PLC0415

        write_file(target, text)
