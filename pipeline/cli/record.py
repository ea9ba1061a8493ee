"""``nutzungskonzept record``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.cli.arguments import date_argument
from pipeline.cli.release_arguments import add_release
from pipeline.errors import ExitCode
from pipeline.language import tr, translated

STEPS = ("signed", "published", "in_force", "withdrawn")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_release(parser)
    parser.add_argument(
        "--step",
        required=True,
        choices=STEPS,
        help=tr("unterzeichnet (signed), veröffentlicht (published), in Kraft (in_force), zurückgezogen (withdrawn)"),
    )
    parser.add_argument(
        "--by", required=True, metavar=tr("FUNKTION"), help=tr("wer es getan hat (Funktion, kein Name)")
    )
    parser.add_argument(
        "--on", required=True, type=date_argument, metavar=tr("DATUM"), help=tr("Tag, an dem es geschah")
    )
    parser.add_argument("--note", default="", metavar=tr("TEXT"), help=tr("Bemerkung; beim Zurückziehen der Grund"))
    parser.add_argument(
        "--file",
        action="append",
        default=[],
        type=Path,
        metavar=tr("DATEI"),
        help=tr("Beleg für die Akte, mehrfach möglich"),
    )


def run(options: argparse.Namespace) -> ExitCode:
    """Record the step and say where the release stands."""
    from pipeline.outputs import outputs_folder  # noqa: PLC0415 - keeps the start of other commands quick
    from pipeline.record_step import record_step  # noqa: PLC0415
    from pipeline.releases.address import address_of  # noqa: PLC0415
    from pipeline.releases.life import STATE_TITLES, state_of  # noqa: PLC0415
    from pipeline.releases.records import Step  # noqa: PLC0415

    address = address_of(options.release, outputs_folder(Path(options.release), options.outputs))
    register = record_step(
        address, Step(options.step), by=options.by, on=options.on, note=options.note, files=options.file
    )
    state = translated(STATE_TITLES[state_of(register.records, address.version)])
    sys.stdout.write(tr("{release} ist jetzt {state}.", release=options.release, state=state) + "\n")
    sys.stdout.write(tr("Kopf des Registers: {head}", head=register.head) + "\n")
    return ExitCode.OK
