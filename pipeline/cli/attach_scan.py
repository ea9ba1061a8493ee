"""``nutzungskonzept attach-scan``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.cli.arguments import today
from pipeline.cli.release_arguments import add_filing, add_release
from pipeline.errors import ExitCode
from pipeline.language import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_release(parser)
    parser.add_argument("file", type=Path, metavar=tr("DATEI"), help=tr("der Scan, PDF oder TIFF"))
    add_filing(parser, by=tr("wer ablegt (Funktion, kein Name)"))


def run(options: argparse.Namespace) -> ExitCode:
    """File the scan."""
    from pipeline.attach_scan import attach_scan  # noqa: PLC0415 - keeps the start of other commands quick
    from pipeline.registers import release_named  # noqa: PLC0415

    address = release_named(options.release, options.outputs)
    register = attach_scan(address, options.file, by=options.by, on=options.on or today(), note=options.note)
    sys.stdout.write(
        tr("Abgelegt in der Akte der Fassung {version}: {name}", version=address.version, name=options.file.name) + "\n"
    )
    sys.stdout.write(tr("Kopf des Registers: {head}", head=register.head) + "\n")
    return ExitCode.OK
