"""``nutzungskonzept init``."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from pipeline.errors import ExitCode
from pipeline.language import tr

LAENDER = ("BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("folder", type=Path, metavar=tr("ORDNER"), help=tr("Ordner der neuen Akte"))
    parser.add_argument(
        "--land",
        required=True,
        type=str.upper,
        choices=LAENDER,
        metavar=tr("LAND"),
        help=tr("Bundesland, zum Beispiel NW"),
    )
    parser.add_argument(
        "--platform",
        required=True,
        nargs="+",
        action="extend",
        metavar=tr("PLATTFORM"),
        help=tr("Plattformen, zum Beispiel instagram facebook; für jeden Kanal eine"),
    )
    parser.add_argument(
        "--name", default="", metavar=tr("NAME"), help=tr("Name der Kommune, zum Beispiel „Stadt Musterstadt“")
    )


def run(options: argparse.Namespace) -> ExitCode:
    """Make the dossier and say how to go on."""
    from pipeline.dossier.model.values import Land  # noqa: PLC0415 - keeps the start of other commands quick
    from pipeline.new_dossier import new_dossier  # noqa: PLC0415

    platforms = [name.lower() for word in options.platform for name in word.split(",") if name]
    made = new_dossier(
        options.folder, land=Land[options.land], platforms=platforms, name=" ".join(options.name.split())
    )
    for file in made.files:
        sys.stdout.write(f"{file}\n")
    sys.stdout.write(
        tr(
            "{questions} Fragen sind zu beantworten, {proposals} Vorschläge zu prüfen.\n"
            "Weiter mit: nutzungskonzept build {folder}",
            questions=made.questions,
            proposals=made.proposals,
            folder=shlex.quote(str(made.folder)),
        )
        + "\n"
    )
    return ExitCode.OK
