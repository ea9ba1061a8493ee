"""``nutzungskonzept print-edition``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.cli.arguments import date_argument, today
from pipeline.cli.progress import show_progress
from pipeline.cli.release_arguments import add_outputs
from pipeline.errors import ExitCode, UsageError
from pipeline.language import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "subject",
        metavar=tr("FASSUNG_ODER_AKTE"),
        help=tr("NAME@VERSION oder ihr Ordner; von einer Akte entsteht die Druckfassung des Entwurfs"),
    )
    parser.add_argument("--paper", choices=("a4",), default="a4", help=tr("Papierformat (Vorgabe: a4)"))
    sides = parser.add_mutually_exclusive_group()
    sides.add_argument(
        "--duplex", action="store_true", default=True, help=tr("beidseitig: jeder Teil beginnt rechts (Vorgabe)")
    )
    sides.add_argument("--simplex", dest="duplex", action="store_false", help=tr("einseitig, ohne leere Seiten"))
    parser.add_argument("--agenda-item", default="", metavar="TOP", help=tr("Tagesordnungspunkt der (letzten) Sitzung"))
    parser.add_argument(
        "--session",
        type=Path,
        metavar=tr("DATEI"),
        help=tr("Sitzung als YAML: body, date, paper_number, agenda_item (Vorgabe: aus der Akte)"),
    )
    parser.add_argument(
        "--edition",
        choices=("public", "internal"),
        default="public",
        help=tr("Fassung der Dokumente (Vorgabe: public)"),
    )
    parser.add_argument(
        "--no-comparison",
        dest="comparison",
        action="store_false",
        help=tr("ohne Änderungen und Synopse gegenüber der zuletzt beschlossenen Fassung"),
    )
    parser.add_argument("--with-scan", action="store_true", help=tr("den Scan des unterzeichneten Originals anhängen"))
    parser.add_argument(
        "--by", default="Sitzungsdienst", metavar=tr("FUNKTION"), help=tr("wer ablegt (Vorgabe: Sitzungsdienst)")
    )
    parser.add_argument("--on", type=date_argument, metavar=tr("DATUM"), help=tr("Tag der Ablage (Vorgabe: heute)"))
    parser.add_argument("-o", "--output", type=Path, metavar=tr("DATEI"), help=tr("wohin die PDF-Datei außerdem soll"))
    add_outputs(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help=tr("nur die Dateien nennen"))


def run(options: argparse.Namespace) -> ExitCode:
    """Make the bundle and name the files."""
    from pipeline.print_edition import (  # noqa: PLC0415 - keeps the start of other commands quick
        Edition,
        PrintWish,
        print_draft,
        print_release,
        read_sitting,
    )
    from pipeline.registers import release_named  # noqa: PLC0415

    wish = PrintWish(
        duplex=options.duplex,
        edition=Edition(options.edition),
        agenda_item=options.agenda_item,
        sitting=read_sitting(options.session) if options.session else None,
        with_scan=options.with_scan,
        comparison=options.comparison,
    )
    progress = show_progress(quiet=options.quiet)
    day = options.on or today()
    if (Path(options.subject) / "organisation.yaml").is_file():
        if options.with_scan:
            raise UsageError(tr("Zu einem Entwurf gibt es keinen Scan."), tr("--with-scan weglassen."))
        made = print_draft(
            Path(options.subject), wish, as_of=day, outputs=options.outputs, output=options.output, progress=progress
        )
    else:
        address = release_named(options.subject, options.outputs)
        made = print_release(address, wish, by=options.by, on=day, output=options.output, progress=progress)
    for place in made.places:
        sys.stdout.write(f"{place}\n")
    for finding in made.findings:
        page = tr("Seite {page}", page=finding.page) if finding.page else tr("Dokument")
        sys.stderr.write(f"{page}: {finding.rule}: {finding.message}\n    → {finding.remedy}\n")
    return ExitCode.OK
