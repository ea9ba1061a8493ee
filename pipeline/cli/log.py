"""``nutzungskonzept log``."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from pipeline.cli.arguments import date_argument
from pipeline.cli.release_arguments import add_format, add_outputs
from pipeline.cli.table import text_table
from pipeline.errors import ExitCode
from pipeline.language import tr, translated

if TYPE_CHECKING:
    from pipeline.history import LogLine
    from pipeline.releases.register import Register


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "register",
        nargs="?",
        default="",
        metavar=tr("AKTE"),
        help=tr("Akte, Name oder Ordner (Vorgabe: alle Register)"),
    )
    parser.add_argument(
        "--on",
        type=date_argument,
        metavar=tr("DATUM"),
        help=tr("Zustand an diesem Tag (Vorgabe: nach dem letzten Eintrag)"),
    )
    add_outputs(parser)
    add_format(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Print the releases of each register, newest first."""
    from pipeline.history import as_data, log_lines  # noqa: PLC0415 - keeps the start of other commands quick
    from pipeline.registers import registers_of  # noqa: PLC0415
    from pipeline.releases.register import read_register  # noqa: PLC0415

    data: list[dict[str, Any]] = []
    for folder in registers_of(options.register, options.outputs):
        register = read_register(folder)
        lines = log_lines(register, options.on)
        if options.format == "text":
            _print(folder.name, register, lines)
        releases = [
            {
                "version": line.version,
                "date": line.date.isoformat(),
                "state": line.state.value,
                "approved_by": line.approved_by,
                "decided_on": line.decided_on.isoformat(),
                "reason": line.reason,
                "code": line.code,
            }
            for line in lines
        ]
        data.append(
            {
                "name": folder.name,
                "head": register.head,
                "releases": releases,
                "records": [as_data(record) for record in register.records],
            }
        )
    if options.format == "json":
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    elif not data:
        sys.stdout.write(tr("Es wurde noch nichts freigegeben.") + "\n")
    return ExitCode.OK


def _print(name: str, register: Register, lines: tuple[LogLine, ...]) -> None:
    from pipeline.releases.life import STATE_TITLES  # noqa: PLC0415
    from pipeline.releases.records import STEP_TITLES  # noqa: PLC0415

    sys.stdout.write(
        tr(
            "{name} (Einträge: {count}), Kopf des Registers: {head}",
            name=name,
            count=len(register.records),
            head=register.head,
        )
        + "\n"
    )
    head = (tr("Version"), tr("Stand"), tr("Zustand"), tr("freigegeben"), tr("Prüfcode"), tr("Anlass"))
    rows = [
        (
            line.version,
            f"{line.date:%d.%m.%Y}",
            translated(STATE_TITLES[line.state]),
            f"{line.decided_on:%d.%m.%Y}, {line.approved_by}",
            line.code,
            line.reason,
        )
        for line in lines
    ]
    sys.stdout.write(text_table(head, rows) + "\n")
    for line in lines:
        if line.steps:
            steps = ", ".join(f"{translated(STEP_TITLES[step])} {day:%d.%m.%Y}" for step, day in line.steps)
            sys.stdout.write(f"{line.version}: {steps}\n")
