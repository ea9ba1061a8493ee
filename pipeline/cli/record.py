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
        choices=STEPS,
        required=True,
        help=tr("signed (unterzeichnet), published (veröffentlicht), in_force (in Kraft), withdrawn (zurückgezogen)"),
    )
    parser.add_argument(
        "--by", required=True, metavar=tr("FUNKTION"), help=tr("wer den Schritt getan hat (Funktion, kein Name)")
    )
    parser.add_argument(
        "--on", type=date_argument, required=True, metavar=tr("DATUM"), help=tr("Tag, an dem es geschah")
    )
    parser.add_argument("--note", default="", metavar=tr("TEXT"), help=tr("Bemerkung; beim Zurückziehen der Grund"))
    parser.add_argument(
        "--file",
        type=Path,
        action="append",
        default=[],
        metavar=tr("DATEI"),
        help=tr("Beleg für die Akte, mehrfach möglich"),
    )


def run(options: argparse.Namespace) -> ExitCode:
    """Record the step and print where the release stands."""
    from pipeline.record_step import record_step  # noqa: PLC0415 - keeps the start of other commands quick
    from pipeline.registers import release_named  # noqa: PLC0415
    from pipeline.releases.life import STATE_TITLES, state_of  # noqa: PLC0415
    from pipeline.releases.records import Step  # noqa: PLC0415

    address = release_named(options.release, options.outputs)
    register = record_step(
        address, Step(options.step), by=options.by, on=options.on, note=options.note, files=options.file
    )
    state = translated(STATE_TITLES[state_of(register.records, address.version)])
    sys.stdout.write(tr("Fassung {version}: {state}", version=address.version, state=state) + "\n")
    sys.stdout.write(tr("Kopf des Registers: {head}", head=register.head) + "\n")
    return ExitCode.OK
