"""``nutzungskonzept attach-scan``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.cli.arguments import date_argument, today
from pipeline.cli.release_arguments import add_release
from pipeline.errors import ExitCode
from pipeline.language import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_release(parser)
    parser.add_argument("file", type=Path, metavar=tr("DATEI"), help=tr("eingescanntes unterzeichnetes Papier (PDF)"))
    parser.add_argument("--by", required=True, metavar=tr("FUNKTION"), help=tr("wer es ablegt (Funktion, kein Name)"))
    parser.add_argument("--on", type=date_argument, metavar=tr("DATUM"), help=tr("Tag der Ablage (Vorgabe: heute)"))
    parser.add_argument("--note", default="", metavar=tr("TEXT"), help=tr("Bemerkung"))


def run(options: argparse.Namespace) -> ExitCode:
    """File the scan."""
    from pipeline.attach_scan import attach_scan  # noqa: PLC0415 - keeps the start of other commands quick
    from pipeline.outputs import outputs_folder  # noqa: PLC0415
    from pipeline.releases.address import address_of  # noqa: PLC0415

    address = address_of(options.release, outputs_folder(Path(options.release), options.outputs))
    register = attach_scan(address, options.file, by=options.by, on=options.on or today(), note=options.note)
    sys.stdout.write(tr("Abgelegt: {file}", file=options.file.name) + "\n")
    sys.stdout.write(tr("Kopf des Registers: {head}", head=register.head) + "\n")
    return ExitCode.OK
