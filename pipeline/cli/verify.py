"""``nutzungskonzept verify``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.cli.arguments import date_argument
from pipeline.cli.progress import show_progress
from pipeline.cli.release_arguments import add_format, add_outputs, add_trust
from pipeline.errors import ExitCode, UsageError
from pipeline.language import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "subject",
        nargs="?",
        default="",
        metavar=tr("AKTE_ODER_DATEI"),
        help=tr("Akte, Name, Fassung oder eine einzelne Datei (Vorgabe: alle Register)"),
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--code", metavar=tr("PRÜFCODE"), help=tr("welche Fassung trägt diesen Prüfcode?"))
    what.add_argument(
        "--head", metavar=tr("PRÜFSUMME"), help=tr("enthält das Register noch den Eintrag mit diesem Kopf?")
    )
    what.add_argument(
        "--rebuild", action="store_true", help=tr("die Fassung aus ihren eigenen Quellen neu erzeugen und vergleichen")
    )
    parser.add_argument("--on", type=date_argument, metavar=tr("DATUM"), help=tr("„in Kraft“ an diesem Tag"))
    add_trust(parser)
    add_outputs(parser)
    add_format(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Verify, and say exactly what is not as it was released."""
    from pipeline.cli import verify_text  # noqa: PLC0415 - keeps the start of other commands quick
    from pipeline.identify import find_code, identify  # noqa: PLC0415
    from pipeline.pdf.trust import read_trust  # noqa: PLC0415
    from pipeline.rebuild import rebuild  # noqa: PLC0415
    from pipeline.registers import all_registers, registers_of, release_named  # noqa: PLC0415
    from pipeline.verify import find_head, verify_register  # noqa: PLC0415

    as_json = options.format == "json"
    if options.rebuild:
        if not options.subject:
            raise UsageError(tr("Zu --rebuild fehlt die Fassung."), tr("Zum Beispiel musterstadt@1.0 angeben."))
        address = release_named(options.subject, options.outputs)
        rebuilt = rebuild(address, progress=show_progress(quiet=as_json))
        return _put(verify_text.rebuilt_text(rebuilt, as_json=as_json), rebuilt.exit_code)
    if Path(options.subject).is_file():
        report = identify(
            Path(options.subject), all_registers(options.outputs), read_trust(options.trust), on=options.on
        )
        return _put(verify_text.identified_text(options.subject, report, as_json=as_json), report.exit_code)
    folders = registers_of(options.subject, options.outputs)
    if options.code is not None:
        homes = find_code(options.code, folders, on=options.on)
        return _put(verify_text.code_text(options.code, homes, as_json=as_json), _found(bool(homes)))
    if options.head is not None:
        found = find_head(folders, options.head)
        code = ExitCode.OK if found else ExitCode.REGISTER
        return _put(verify_text.head_text(options.head, found, as_json=as_json), code)
    trust = read_trust(options.trust)
    reports = [verify_register(folder, trust) for folder in folders]
    code = max((report.exit_code for report in reports), default=ExitCode.OK)
    return _put(verify_text.registers_text(reports, as_json=as_json), code)


def _put(text: str, code: ExitCode) -> ExitCode:
    sys.stdout.write(text)
    return code


def _found(found: bool) -> ExitCode:
    return ExitCode.OK if found else ExitCode.NO
