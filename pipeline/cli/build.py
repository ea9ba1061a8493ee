"""``nutzungskonzept build``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.cli.arguments import date_argument, today
from pipeline.cli.open_points import print_open_points
from pipeline.errors import ExitCode, UsageError
from pipeline.language import tr

FORMATS = ("docx", "pdf", "html")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("dossier", type=Path, metavar=tr("AKTE"), help=tr("Ordner der Akte"))
    parser.add_argument(
        "-o", "--output", type=Path, metavar=tr("ORDNER"), help=tr("Zielordner (Vorgabe: outputs/NAME/entwurf)")
    )
    parser.add_argument("--outputs", type=Path, metavar=tr("ORDNER"), help=tr("Ordner aller Ausgaben"))
    parser.add_argument(
        "--format",
        action="append",
        metavar=tr("FORMATE"),
        help=tr("docx, pdf, html, durch Komma getrennt (Vorgabe: alle)"),
    )
    parser.add_argument(
        "--fragment", action="store_true", help=tr("zu jeder HTML-Datei auch den bloßen Text für das Redaktionssystem")
    )
    parser.add_argument(
        "--document", action="append", default=[], metavar=tr("NAME"), help=tr("nur dieses Dokument, mehrfach möglich")
    )
    parser.add_argument(
        "--as-of", type=date_argument, metavar=tr("DATUM"), help=tr("Tag, auf den geprüft wird (Vorgabe: heute)")
    )
    parser.add_argument("-q", "--quiet", action="store_true", help=tr("nur die Dateien nennen"))


def run(options: argparse.Namespace) -> ExitCode:
    """Build the drafts, name the files, list what is open."""
    from pipeline.build import build  # noqa: PLC0415 - keeps the start of other commands quick
    from pipeline.production import Format, Order  # noqa: PLC0415

    names = _words(options.format or FORMATS)
    for name in names:
        if name not in FORMATS:
            raise UsageError(
                tr("Das Format „{name}“ gibt es nicht.", name=name),
                tr("Möglich sind: {names}.", names=", ".join(FORMATS)),
            )
    formats = {Format[name.upper()] for name in names} | ({Format.FRAGMENT} if options.fragment else set())
    built = build(
        options.dossier,
        Order(formats=frozenset(formats), documents=tuple(_words(options.document))),
        as_of=options.as_of or today(),
        output=options.output,
        outputs=options.outputs,
        progress=_progress(quiet=options.quiet),
    )
    for name in built.files:
        sys.stdout.write(f"{built.folder / name}\n")
    for warning in built.warnings:
        sys.stderr.write(tr("Warnung: {warning}", warning=warning) + "\n")
    for name, found in built.findings.items():
        for finding in found:
            page = tr("Seite {page}", page=finding.page) if finding.page else tr("Dokument")
            sys.stderr.write(f"{built.folder / name}: {page}: {finding.message}\n    → {finding.remedy}\n")
    if not options.quiet:
        sys.stdout.write(tr("Prüfcode: {code}", code=built.code) + "\n")
        print_open_points(built.open_points)
    if built.missing is not None:
        raise built.missing
    return ExitCode.OK


def _words(given: Sequence[str]) -> list[str]:
    """Return words that were given one by one or joined by commas."""
    return [word.strip() for part in given for word in part.split(",") if word.strip()]


def _progress(*, quiet: bool) -> Callable[[str], None]:
    """Return a function that shows on a terminal what happens; elsewhere it is silent."""
    if quiet or not sys.stderr.isatty():
        return lambda _: None

    def show(text: str) -> None:
        sys.stderr.write(f"… {text}\n")

    return show
