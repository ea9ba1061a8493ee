"""``nutzungskonzept show``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from pipeline.cli.release_arguments import add_format, add_release
from pipeline.errors import ExitCode
from pipeline.language import tr, translated


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_release(parser)
    add_format(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Print all that is known of a release."""
    from pipeline.history import as_data, details_of  # noqa: PLC0415 - keeps the start of other commands quick
    from pipeline.outputs import outputs_folder  # noqa: PLC0415
    from pipeline.releases.address import address_of  # noqa: PLC0415

    details = details_of(address_of(options.release, outputs_folder(Path(options.release), options.outputs)))
    if options.format == "json":
        content = {
            "manifest": details.manifest.model_dump(mode="json"),
            "state": details.line.state,
            "records": [as_data(record) for record in details.records],
        }
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
        return ExitCode.OK
    manifest, line = details.manifest, details.line
    facts = (
        (tr("Organisation"), manifest.organisation),
        (tr("Version"), manifest.version),
        (tr("Stand"), f"{manifest.date:%d.%m.%Y}"),
        (tr("Zustand"), translated(line.state)),
        (tr("Freigabe"), f"{manifest.approved_by}, {manifest.decided_on:%d.%m.%Y}"),
        (tr("Anlass"), manifest.reason),
        (tr("Entscheidung"), manifest.decision or "–"),
        (tr("Prüfcode"), manifest.code),
        (tr("Rechtskatalog"), manifest.tools.catalogue),
        ("LibreOffice", manifest.tools.libreoffice),
    )
    steps = tuple((translated(title), f"{day:%d.%m.%Y}") for title, day in line.steps)
    width = max(len(title) for title, _ in facts)
    for title, value in (*facts, *steps):
        sys.stdout.write(f"{title:<{width}}  {value}\n")
    sys.stdout.write("\n" + tr("Dateien (SHA-256):") + "\n")
    for name, entry in manifest.files.items():
        sys.stdout.write(f"{entry.sha256}  {name}\n")
    for record in details.records:
        for file in getattr(record, "files", ()):
            sys.stdout.write(f"{file.sha256}  {manifest.version}-akte/{file.name}\n")
    return ExitCode.OK
