"""``nutzungskonzept attach-signed``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.cli.arguments import today
from pipeline.cli.release_arguments import add_filing, add_release, add_trust
from pipeline.cli.signature_text import signature_lines
from pipeline.errors import ExitCode
from pipeline.language import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_release(parser)
    parser.add_argument("file", type=Path, metavar=tr("DATEI"), help=tr("die unterschriebene PDF-Datei"))
    add_filing(parser, by=tr("wer ablegt (Funktion, kein Name)"))
    add_trust(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Check and file the signed PDF; exit 1 when a signature is not trusted."""
    from pipeline.attach_signed import attach_signed  # noqa: PLC0415 - keeps the start of other commands quick
    from pipeline.pdf.trust import read_trust  # noqa: PLC0415
    from pipeline.registers import release_named  # noqa: PLC0415

    address = release_named(options.release, options.outputs)
    done = attach_signed(
        address,
        options.file,
        read_trust(options.trust),
        by=options.by,
        on=options.on or today(),
        note=options.note,
    )
    sys.stdout.write(
        tr("Abgelegt in der Akte der Fassung {version}: {name}", version=address.version, name=done.name) + "\n"
    )
    for signature in done.signatures:
        sys.stdout.write(signature_lines(signature))
    sys.stdout.write(tr("Kopf des Registers: {head}", head=done.register.head) + "\n")
    return ExitCode.OK if all(signature.trusted for signature in done.signatures) else ExitCode.NO
