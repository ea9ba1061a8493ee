"""``nutzungskonzept show``."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from pipeline.cli.release_arguments import add_format, add_release
from pipeline.cli.table import text_table
from pipeline.errors import ExitCode
from pipeline.language import tr, translated

if TYPE_CHECKING:
    from pipeline.history import Details


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_release(parser)
    add_format(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Print everything about one release."""
    from pipeline.history import as_data, details_of  # noqa: PLC0415 - keeps the start of other commands quick
    from pipeline.registers import release_named  # noqa: PLC0415

    details = details_of(release_named(options.release, options.outputs))
    if options.format == "json":
        data = {
            "state": details.line.state.value,
            "manifest": details.manifest.model_dump(mode="json"),
            "records": [as_data(record) for record in details.records],
        }
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    else:
        _print(details)
    return ExitCode.OK


def _print(details: Details) -> None:
    from pipeline.releases.life import STATE_TITLES  # noqa: PLC0415

    line, manifest = details.line, details.manifest
    facts = [
        (tr("Organisation"), manifest.organisation),
        (tr("Version"), line.version),
        (tr("Stand"), f"{line.date:%d.%m.%Y}"),
        (tr("Zustand"), translated(STATE_TITLES[line.state])),
        (tr("Freigabe"), f"{line.approved_by}, {line.decided_on:%d.%m.%Y}"),
        (tr("Anlass"), line.reason),
        (tr("Beschluss"), manifest.decision or "–"),
        (tr("Prüfcode"), line.code),
        (tr("Programm"), manifest.tools.program),
        (tr("Katalog"), manifest.tools.catalogue),
        (tr("LibreOffice"), manifest.tools.libreoffice),
    ]
    width = max(len(label) for label, _ in facts)
    sys.stdout.write("".join(f"{label.ljust(width)}  {value}\n" for label, value in facts))
    _print_records(details)
    head = (tr("SHA-256"), tr("Byte"), tr("Datei"))
    rows = [(entry.sha256, str(entry.size), name) for name, entry in manifest.files.items()]
    sys.stdout.write("\n" + text_table(head, rows) + "\n")


def _print_records(details: Details) -> None:
    from pipeline.history import record_lines  # noqa: PLC0415

    head = (tr("Eintrag"), tr("Tag"), tr("was"), tr("durch"), tr("Bemerkung und Dateien"))
    rows = [
        (str(entry.number), f"{entry.on:%d.%m.%Y}", entry.what, entry.by, entry.more) for entry in record_lines(details)
    ]
    sys.stdout.write("\n" + text_table(head, rows) + "\n")
