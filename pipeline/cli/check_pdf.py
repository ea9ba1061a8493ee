"""``nutzungskonzept check-pdf``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ExitCode
from pipeline.language import tr

if TYPE_CHECKING:
    from pipeline.check_pdf import CheckedPdf


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("files", nargs="+", type=Path, metavar=tr("DATEI"), help=tr("PDF-Dateien"))
    parser.add_argument(
        "--verapdf", action="store_true", help=tr("auch das Referenzprüfprogramm veraPDF befragen (braucht Java)")
    )


def run(options: argparse.Namespace) -> ExitCode:
    """Check the files; exit 1 when something was found."""
    from pipeline.check_pdf import check_pdfs  # noqa: PLC0415 - keeps the start of other commands quick

    checked = check_pdfs(options.files, verapdf=options.verapdf)
    for one in checked:
        _print(one)
    return ExitCode.OK if all(one.good for one in checked) else ExitCode.NO


def _print(checked: CheckedPdf) -> None:
    if not checked.findings:
        sys.stdout.write(tr("{file}: keine Mängel gefunden.", file=checked.file) + "\n")
    for finding in checked.findings:
        page = tr("Seite {page}", page=finding.page) if finding.page else tr("Dokument")
        sys.stdout.write(f"{checked.file}: {page}: {finding.rule}: {finding.message}\n    → {finding.remedy}\n")
    for result in checked.reference:
        sys.stdout.write(
            tr(
                "{file}: veraPDF {profile}: {passed} Prüfungen bestanden, {failed} nicht bestanden",
                file=checked.file,
                profile=result.profile,
                passed=result.passed,
                failed=result.failed,
            )
            + "\n"
        )
        for failure in result.failures:
            sys.stdout.write(f"    {failure.clause}-{failure.test}: {failure.message}\n        {failure.context}\n")
