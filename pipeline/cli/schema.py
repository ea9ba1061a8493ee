"""``nutzungskonzept schema``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.errors import ExitCode
from pipeline.language import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "-o", "--output", type=Path, metavar=tr("ORDNER"), help=tr("in diesen Ordner schreiben statt auf die Konsole")
    )


def run(options: argparse.Namespace) -> ExitCode:
    """Print the schemas, or write one file for each part of a dossier."""
    from pipeline.dossier.schema import schemas  # noqa: PLC0415 - keeps the start of other commands quick
    from pipeline.files import write_file  # noqa: PLC0415

    for name, text in schemas().items():
        if options.output is None:
            sys.stdout.write(text)
        else:
            write_file(options.output / name, text)
            sys.stdout.write(f"{options.output / name}\n")
    return ExitCode.OK
