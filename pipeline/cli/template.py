"""``nutzungskonzept template check``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.errors import ExitCode
from pipeline.language import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("action", choices=["check"], metavar="check", help=tr("Vorlagen prüfen"))
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar=tr("DATEI"),
        help=tr("Word-Vorlagen, zum Beispiel nutzungskonzept.docx (Vorgabe: die des Programms)"),
    )
    parser.add_argument("--hints", action="store_true", help=tr("auch Hinweise zeigen, die nichts behindern"))


def run(options: argparse.Namespace) -> ExitCode:
    """Check the templates; exit 1 when something was found."""
    from pipeline.check_templates import check_templates  # noqa: PLC0415 - keeps the start of other commands quick

    checked = check_templates(options.files)
    for finding in checked.findings:
        if finding.hint and not options.hints:
            continue
        sys.stdout.write(f"{finding.as_problem()}\n")
    for field in checked.unused:
        sys.stdout.write(tr("Kein Dokument druckt das Feld {field}.", field=field) + "\n")
    hidden = 0 if options.hints else sum(finding.hint for finding in checked.findings)
    if hidden:
        sys.stdout.write(tr("{count} Hinweise, die nichts behindern; --hints zeigt sie.", count=hidden) + "\n")
    if checked.good:
        sys.stdout.write(tr("Keine Mängel in: {names}.", names=", ".join(checked.templates)) + "\n")
    return ExitCode.OK if checked.good else ExitCode.NO
