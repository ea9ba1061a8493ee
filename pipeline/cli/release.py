"""``nutzungskonzept release``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.cli.arguments import date_argument
from pipeline.cli.progress import show_progress
from pipeline.errors import ExitCode
from pipeline.language import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("dossier", type=Path, metavar=tr("AKTE"), help=tr("Ordner der Akte"))
    parser.add_argument(
        "--version", required=True, metavar=tr("VERSION"), help=tr("die Version der Akte, zur Bestätigung")
    )
    parser.add_argument(
        "--approved-by", default="", metavar=tr("FUNKTION"), help=tr("wer freigibt (Funktion, kein Name)")
    )
    parser.add_argument("--reason", default="", metavar=tr("TEXT"), help=tr("was sich geändert hat und warum"))
    parser.add_argument(
        "--decision", default="", metavar=tr("TEXT"), help=tr("Beschluss, auf dem die Freigabe beruht, mit Datum")
    )
    parser.add_argument(
        "--decided-on",
        type=date_argument,
        metavar=tr("DATUM"),
        help=tr("Tag der Freigabe, auf den auch geprüft wird (Vorgabe: der Stand)"),
    )
    parser.add_argument(
        "--changed-by", default="", metavar=tr("FUNKTION"), help=tr("wer geändert hat (Vorgabe: nach der Akte)")
    )
    parser.add_argument("--outputs", type=Path, metavar=tr("ORDNER"), help=tr("Ordner aller Ausgaben"))
    parser.add_argument("-q", "--quiet", action="store_true", help=tr("nur den Ordner nennen"))


def run(options: argparse.Namespace) -> ExitCode:
    """Release the version and say where it is."""
    from pipeline.release import Request, release  # noqa: PLC0415 - keeps the start of other commands quick

    request = Request(
        version=options.version,
        approved_by=options.approved_by,
        reason=options.reason,
        decision=options.decision,
        decided_on=options.decided_on,
        changed_by=options.changed_by,
    )
    done = release(options.dossier, request, outputs=options.outputs, progress=show_progress(quiet=options.quiet))
    sys.stdout.write(f"{done.folder}\n")
    if not options.quiet:
        name = f"{done.name}@{done.record.version}"
        sys.stdout.write(tr("Freigegeben: {name}, Prüfcode {code}", name=name, code=done.record.code) + "\n")
        sys.stdout.write(tr("Kopf des Registers: {head}", head=done.head) + "\n")
    for file, findings in done.findings.items():
        for finding in findings:
            sys.stderr.write(f"{file}: {finding.rule}: {finding.message}\n")
    return ExitCode.OK
