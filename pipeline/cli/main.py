"""The command line: find the command, call it, and be the one place where errors become text."""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import NoReturn

from pipeline.cli.argparse_german import translate_argparse
from pipeline.errors import ExitCode, NutzungskonzeptError, RefusedError
from pipeline.language import LANGUAGES, set_language, tr

PROGRAM = "nutzungskonzept"
INTERNAL_ERROR = 70
"""Exit code of a fault in the program itself (EX_SOFTWARE of sysexits.h); no user can cause it."""
GARBAGE_THRESHOLDS = (100_000, 50, 100)
TRACE_VARIABLE = "NUTZUNGSKONZEPT_TRACE"


def commands() -> dict[str, str]:
    """Return each command with its one-line help; the module of the same name in this package runs it."""
    return {
        "init": tr("eine neue Akte mit erklärten Feldern anlegen"),
        "check": tr("eine Akte prüfen: Form, offene Punkte, Recht"),
        "trace": tr("zeigen, wo eine Anforderung erfüllt ist und warum eine Angabe da steht"),
        "build": tr("Entwürfe der Dokumente erzeugen"),
        "release": tr("eine Fassung freigeben, die bleibt"),
        "log": tr("das Register zeigen: alle Fassungen"),
        "show": tr("eine Fassung mit allen Einträgen und Dateien zeigen"),
        "verify": tr("prüfen, ob alles ist wie freigegeben, und was eine Datei ist"),
        "record": tr("einen Schritt vermerken: unterzeichnet, veröffentlicht, in Kraft, zurückgezogen"),
        "sign": tr("eine freigegebene PDF-Datei elektronisch unterschreiben"),
        "attach-signed": tr("eine anderswo unterschriebene PDF-Datei zur Akte nehmen"),
        "print-edition": tr("alle Dokumente als eine Druckfassung für die Sitzung"),
        "attach-scan": tr("das eingescannte unterzeichnete Papier zur Akte nehmen"),
        "compare": tr("zwei Fassungen vergleichen: Änderungen, Redline, Synopse"),
        "review": tr("ein fremdes Konzept prüfen, das nur als Text vorliegt"),
        "accept": tr("einen Vorschlag als Antwort übernehmen"),
        "schema": tr("JSON-Schema für Editoren ausgeben"),
        "template": tr("Word-Vorlagen prüfen"),
        "check-pdf": tr("PDF-Dateien auf Barrierefreiheit und Archivierbarkeit prüfen"),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code.

    Args:
        arguments: the words after the program's name; those of the process by default.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    # what a command reads stays until it ends: looking for garbage among it takes a twentieth of the time and finds none
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    _prepare_streams()
    set_language(_language(words))
    translate_argparse()
    parser = _parser(words)
    try:
        options = parser.parse_args(words)
        run: Callable[[argparse.Namespace], ExitCode] | None = getattr(options, "run", None)
        if run is None:
            parser.print_help()
            return ExitCode.USAGE if words else ExitCode.OK
        return run(options)
    except NutzungskonzeptError as error:
        _print_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("\n" + tr("Abgebrochen.") + "\n")
        return 130
    except BrokenPipeError:
        # the reader (head, less) has seen enough; the interpreter must not complain when it flushes
        sys.stdout = None
        return ExitCode.OK
    except Exception as error:
        if os.environ.get(TRACE_VARIABLE):
            raise
        _print_internal_error(error)
        return INTERNAL_ERROR


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = _Parser(
        prog=PROGRAM,
        description=tr("Nutzungskonzept, Datenschutzhinweise, Checkliste und Folgenabschätzung aus einer Akte."),
        epilog=tr("„nutzungskonzept BEFEHL --help“ erklärt einen Befehl. Das Handbuch steht in docs/handbuch.md."),
    )
    _common_options(parser)
    parser.add_argument("--version", action=_ShowVersion, nargs=0, help=tr("die Version des Programms zeigen"))
    chosen = next((word for word in words if word in commands()), None)
    subparsers = parser.add_subparsers(metavar=tr("BEFEHL"), title=tr("Befehle"), parser_class=_Parser)
    for name, summary in commands().items():
        subparser = subparsers.add_parser(name, help=summary, description=_sentence(summary))
        _common_options(subparser, suppress=True)
        if name == chosen:  # only the command that runs is imported: the start stays quick
            module: ModuleType = importlib.import_module(f"pipeline.cli.{name.replace('-', '_')}")
            module.add_arguments(subparser)
            subparser.set_defaults(run=module.run)
    return parser


def _common_options(parser: argparse.ArgumentParser, *, suppress: bool = False) -> None:
    default = argparse.SUPPRESS if suppress else None
    parser.add_argument("--lang", choices=LANGUAGES, default=default, help=tr("Sprache der Meldungen (Vorgabe: de)"))


class _ShowVersion(argparse.Action):
    """Prints the version; it is looked up only then, because reading package metadata takes time."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from pipeline import __version__  # noqa: PLC0415 - only when it is asked for

        sys.stdout.write(f"{PROGRAM} {__version__}\n")
        parser.exit()


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in German and where help is."""

    def error(self, message: str) -> NoReturn:
        hint = tr("„{program} --help“ zeigt, was möglich ist.", program=self.prog)
        self.exit(ExitCode.USAGE, f"{self.prog}: {message}\n    → {hint}\n")


def _language(words: Sequence[str]) -> str:
    for index, word in enumerate(words):
        if word == "--lang" and index + 1 < len(words):
            return words[index + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return "de"


def _sentence(summary: str) -> str:
    return f"{summary[:1].upper()}{summary[1:]}."


def _prepare_streams() -> None:
    """Print umlauts on every system: a console that cannot show a character gets a substitute, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _print_internal_error(error: Exception) -> None:
    """Say that the fault is the program's own; details on request."""
    sys.stderr.write(
        tr(
            "Das Programm hat einen Fehler gemacht ({error}). Ihre Dateien sind unverändert.\n"
            "    → Bitte melden, was Sie getan haben. Mit {variable}=1 zeigt das Programm die Einzelheiten.",
            error=f"{type(error).__name__}: {error}",
            variable=TRACE_VARIABLE,
        )
        + "\n"
    )


def _print_error(error: NutzungskonzeptError) -> None:
    for problem in error.problems:
        sys.stderr.write(f"{problem}\n")
    count = len(error.problems)
    if count > 1 and isinstance(error, RefusedError):
        sys.stderr.write(tr("{count} Gründe stehen dagegen. Es wurde nichts geschrieben.", count=count) + "\n")
    elif count > 1:
        sys.stderr.write(tr("{count} Fehler. Es wurde nichts geschrieben.", count=count) + "\n")
