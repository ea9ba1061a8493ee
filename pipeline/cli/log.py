"""``nutzungskonzept log``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.release_arguments import add_format, add_outputs
from pipeline.errors import ExitCode
from pipeline.language import tr, translated

if TYPE_CHECKING:
    from pipeline.history import LogLine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "name", metavar=tr("NAME"), help=tr("Name der Organisation im Register, zum Beispiel musterstadt")
    )
    add_outputs(parser)
    add_format(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Print the register, newest release first, with the head of its chain."""
    from pipeline.history import as_data, log_lines  # noqa: PLC0415 - keeps the start of other commands quick
    from pipeline.outputs import outputs_folder  # noqa: PLC0415
    from pipeline.releases.register import read_register  # noqa: PLC0415

    register = read_register(outputs_folder(Path(options.name), options.outputs) / options.name)
    if options.format == "json":
        content = {"head": register.head, "records": [as_data(record) for record in register.records]}
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
        return ExitCode.OK
    lines = log_lines(register)
    if not lines:
        sys.stdout.write(tr("Das Register von {name} ist leer.", name=options.name) + "\n")
        return ExitCode.OK
    for line in lines:
        _print(line)
    sys.stdout.write(tr("Kopf des Registers: {head}", head=register.head) + "\n")
    return ExitCode.OK


def _print(line: LogLine) -> None:
    sys.stdout.write(
        tr(
            "{version}  Stand {date}  {state}  freigegeben von {by} am {on}  Prüfcode {code}",
            version=line.version,
            date=f"{line.date:%d.%m.%Y}",
            state=translated(line.state),
            by=line.approved_by,
            on=f"{line.decided_on:%d.%m.%Y}",
            code=line.code,
        )
        + "\n"
    )
    sys.stdout.write(f"      {line.reason}\n")
    for title, day in line.steps:
        sys.stdout.write(f"      {translated(title)}: {day:%d.%m.%Y}\n")
