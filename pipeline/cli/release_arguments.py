"""Arguments that commands about releases share."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.language import tr


def add_release(parser: argparse.ArgumentParser) -> None:
    """Add the release and where to look for it."""
    parser.add_argument(
        "release", metavar=tr("FREIGABE"), help=tr("NAME@VERSION, zum Beispiel musterstadt@1.0, oder ihr Ordner")
    )
    add_outputs(parser)


def add_outputs(parser: argparse.ArgumentParser) -> None:
    """Add the option for the outputs folder."""
    parser.add_argument(
        "--outputs", type=Path, metavar=tr("ORDNER"), help=tr("Ordner aller Ausgaben (Vorgabe: outputs)")
    )


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add the choice between a table and JSON."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help=tr("Tabelle oder JSON"))
