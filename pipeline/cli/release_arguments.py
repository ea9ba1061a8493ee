"""Arguments that the commands about releases share."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.cli.arguments import date_argument
from pipeline.language import tr


def add_release(parser: argparse.ArgumentParser) -> None:
    """Add the release and the outputs folder."""
    parser.add_argument(
        "release", metavar=tr("FASSUNG"), help=tr("NAME@VERSION, zum Beispiel musterstadt@1.0, oder ihr Ordner")
    )
    add_outputs(parser)


def add_outputs(parser: argparse.ArgumentParser) -> None:
    """Add the outputs folder."""
    parser.add_argument("--outputs", type=Path, metavar=tr("ORDNER"), help=tr("Ordner aller Ausgaben"))


def add_filing(parser: argparse.ArgumentParser, *, by: str) -> None:
    """Add who files something, when, and a remark.

    Args:
        parser: the command's parser.
        by: help for ``--by``.
    """
    parser.add_argument("--by", required=True, metavar=tr("FUNKTION"), help=by)
    parser.add_argument("--on", type=date_argument, metavar=tr("DATUM"), help=tr("Tag (Vorgabe: heute)"))
    parser.add_argument("--note", default="", metavar=tr("TEXT"), help=tr("Bemerkung"))


def add_trust(parser: argparse.ArgumentParser) -> None:
    """Add the certificates that are believed."""
    parser.add_argument(
        "--trust",
        type=Path,
        action="append",
        default=[],
        metavar=tr("DATEI"),
        help=tr("vertrautes Zertifikat oder Sperrliste (PEM, DER) oder ein Ordner davon; auch NUTZUNGSKONZEPT_TRUST"),
    )


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add the choice between text and JSON."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help=tr("Ausgabe (Vorgabe: text)"))
