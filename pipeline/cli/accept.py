"""``nutzungskonzept accept``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.cli.arguments import date_argument, today
from pipeline.errors import ExitCode
from pipeline.language import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("dossier", type=Path, metavar=tr("AKTE"), help=tr("Ordner der Akte"))
    parser.add_argument(
        "paths", nargs="+", metavar=tr("PFAD"), help=tr("Feldpfad, zum Beispiel concept.moderation.netiquette")
    )
    parser.add_argument(
        "--by", required=True, metavar=tr("FUNKTION"), help=tr("wer entschieden hat (Funktion, kein Name)")
    )
    parser.add_argument(
        "--on", type=date_argument, default=None, metavar=tr("DATUM"), help=tr("Tag der Entscheidung (Vorgabe: heute)")
    )


def run(options: argparse.Namespace) -> ExitCode:
    """Accept the proposals and say what is left."""
    from pipeline.accept import accept  # noqa: PLC0415 - keeps the start of other commands quick

    accepted = accept(options.dossier, options.paths, by=options.by, on=options.on or today())
    for path in accepted.paths:
        sys.stdout.write(tr("Übernommen: {path}", path=path) + "\n")
    sys.stdout.write(tr("Noch offen: {count} Punkte.", count=accepted.remaining) + "\n")
    return ExitCode.OK
