"""``nutzungskonzept review``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.arguments import date_argument, today
from pipeline.dossier.model.values import GenderForm, Land
from pipeline.errors import ExitCode, UsageError
from pipeline.language import tr

if TYPE_CHECKING:
    from pipeline.review_foreign import Review

FORMATS = ("text", "json", "sarif", "docx", "pdf")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("file", type=Path, metavar=tr("DATEI"), help=tr("Konzept als TXT, DOCX, PDF oder HTML"))
    lands = [land.value for land in Land]
    parser.add_argument(
        "--land",
        choices=lands,
        metavar=tr("LAND"),
        help=tr("Bundesland, zum Beispiel NW (sonst aus dem Text geschätzt)"),
    )
    parser.add_argument(
        "--platform",
        action="append",
        metavar=tr("PLATTFORM"),
        help=tr("Plattform eines Kanals, zum Beispiel instagram; mehrfach möglich (sonst aus dem Text geschätzt)"),
    )
    parser.add_argument(
        "--gender-form", choices=[form.value for form in GenderForm], help=tr("Sprachform, die im Haus gilt")
    )
    parser.add_argument(
        "--as-of", type=date_argument, metavar=tr("DATUM"), help=tr("Tag, auf den geprüft wird (Vorgabe: heute)")
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help=tr("Ausgabe (Vorgabe: text)"))
    parser.add_argument("-o", "--output", type=Path, metavar=tr("DATEI"), help=tr("Zieldatei (nötig für docx und pdf)"))
    parser.add_argument("--strict", action="store_true", help=tr("Empfehlungen wie Pflichten behandeln"))
    parser.add_argument("--all", action="store_true", help=tr("auch Fragen zu Empfehlungen und Hinweisen nennen"))


def run(options: argparse.Namespace) -> ExitCode:
    """Review the file; exit 1 when its wording violates a duty or a house rule."""
    from pipeline.review_foreign import review  # noqa: PLC0415 - keeps the start of other commands quick

    if options.format in {"docx", "pdf"} and options.output is None:
        raise UsageError(
            tr("Für das Format {format} fehlt die Zieldatei.", format=options.format),
            tr("Mit „-o bericht.{format}“ angeben.", format=options.format),
        )
    result = review(
        options.file,
        as_of=options.as_of or today(),
        land=Land[options.land] if options.land else None,
        platforms=tuple(options.platform) if options.platform else None,
        gender_form=GenderForm[options.gender_form.upper()] if options.gender_form else None,
    )
    if options.format in {"docx", "pdf"}:
        _write_report(result, options)
    else:
        _put(_printed(result, options), options.output)
    return result.exit_code(strict=options.strict)


def _write_report(result: Review, options: argparse.Namespace) -> None:
    from pipeline.files import write_file  # noqa: PLC0415
    from pipeline.review_report import NAME, make_review_report  # noqa: PLC0415 - imports all that makes documents

    made = make_review_report(result, frozenset({options.format}))
    if made.missing is not None:
        raise made.missing
    write_file(options.output, made.files[f"{NAME}.{options.format}"])
    sys.stdout.write(f"{options.output}\n")


def _printed(result: Review, options: argparse.Namespace) -> str:
    if options.format == "text":
        from pipeline.cli.review_text import review_as_text  # noqa: PLC0415

        return review_as_text(result, everything=options.all)
    from pipeline import __version__  # noqa: PLC0415
    from pipeline.law.as_json import evaluation_as_json, evaluation_as_sarif  # noqa: PLC0415

    if options.format == "sarif":
        data = evaluation_as_sarif(result.evaluation, __version__)
    else:
        data = evaluation_as_json(result.evaluation, result.document.name) | _assumed(result)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _assumed(result: Review) -> dict[str, object]:
    """Return under which facts the text was judged, and which of them were guessed."""
    return {
        "land": result.facts.land.value if result.facts.land is not None else None,
        "platforms": list(result.facts.platforms or ()),
        "organisation": result.facts.organisation,
        "guessed": sorted(result.guessed),
    }


def _put(text: str, target: Path | None) -> None:
    if target is None:
        sys.stdout.write(text)
    else:
        from pipeline.files import write_file  # noqa: PLC0415

        write_file(target, text)
