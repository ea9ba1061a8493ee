"""``nutzungskonzept compare``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.cli.arguments import date_argument, today
from pipeline.errors import ExitCode, UsageError
from pipeline.language import tr

FORMATS = ("docx", "pdf", "html")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    what = tr("Freigabe (musterstadt@1.0), Ordner einer Akte oder Word-Datei")
    parser.add_argument("old", metavar=tr("ALT"), help=what)
    parser.add_argument("new", metavar=tr("NEU"), help=what)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("vergleich"),
        metavar=tr("ORDNER"),
        help=tr("Zielordner (Vorgabe: vergleich)"),
    )
    parser.add_argument("--outputs", type=Path, metavar=tr("ORDNER"), help=tr("Ordner aller Ausgaben"))
    parser.add_argument(
        "--format", default=",".join(FORMATS), metavar=tr("FORMATE"), help=tr("docx, pdf, html, durch Komma getrennt")
    )
    parser.add_argument("--document", default="", metavar=tr("NAME"), help=tr("nur dieses Dokument"))
    parser.add_argument(
        "--edition",
        choices=("internal", "public"),
        default="internal",
        help=tr("interne oder öffentliche Fassung vergleichen (Vorgabe: internal)"),
    )
    parser.add_argument("--author", default="Nutzungskonzept", metavar=tr("NAME"), help=tr("Name an den Markierungen"))
    parser.add_argument("--full", action="store_true", help=tr("auch unveränderte Stellen in der Synopse drucken"))
    parser.add_argument(
        "--as-of", type=date_argument, metavar=tr("DATUM"), help=tr("Tag, auf den geprüft wird (Vorgabe: heute)")
    )
    parser.add_argument(
        "--exit-code", action="store_true", help=tr("mit 1 enden, wenn die Fassungen sich unterscheiden")
    )


def run(options: argparse.Namespace) -> ExitCode:
    """Compare, write the files, say the result in one line."""
    from pipeline.compare import compare, write_comparison  # noqa: PLC0415 - keeps the start of other commands quick
    from pipeline.documents.kinds import Edition  # noqa: PLC0415
    from pipeline.outputs import outputs_folder  # noqa: PLC0415

    names = {name.strip() for name in options.format.split(",") if name.strip()}
    for name in sorted(names - set(FORMATS)):
        raise UsageError(
            tr("Das Format „{name}“ gibt es nicht.", name=name), tr("Möglich sind: {names}.", names=", ".join(FORMATS))
        )
    comparison = compare(
        options.old,
        options.new,
        outputs=outputs_folder(Path(options.new), options.outputs),
        as_of=options.as_of or today(),
        formats=frozenset(names),
        document=options.document,
        author=options.author,
        full=options.full,
        edition=Edition(options.edition),
    )
    write_comparison(comparison, options.output)
    found = comparison.found
    for name in comparison.files:
        sys.stdout.write(f"{options.output / name}\n")
    if found.none:
        sys.stdout.write(tr("Beide Fassungen stimmen überein.") + "\n")
    else:
        sys.stdout.write(
            tr(
                "Geänderte Angaben: {answers}. Geänderte Textstellen: {rows}.",
                answers=len(found.answers),
                rows=sum(len(document.changed_rows) for document in found.documents),
            )
            + "\n"
        )
    for document in found.documents:
        for sentence in document.redline.coarse:
            sys.stderr.write(f"{document.name}: {sentence}\n")
    if comparison.missing is not None:
        raise comparison.missing
    return ExitCode.NO if options.exit_code and not found.none else ExitCode.OK
