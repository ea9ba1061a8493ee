"""The sentences of :mod:`argparse` in German; the standard library brings them in English only.

The sentences are those of Python 3.11 to 3.13. What argparse says to programmers (a parser built wrongly) stays as it is.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from pipeline.language import current_language

GERMAN: Mapping[str, str] = {
    # help
    "usage: ": "Aufruf: ",
    "options": "Optionen",
    "positional arguments": "Angaben",
    "subcommands": "Befehle",
    "show this help message and exit": "diese Hilfe zeigen",
    "show program's version number and exit": "die Version des Programms zeigen",
    " (default: %(default)s)": " (Vorgabe: %(default)s)",
    "%(heading)s:": "%(heading)s:",
    # what is missing or too much
    "the following arguments are required: %s": "diese Angaben fehlen: %s",
    "one of the arguments %s is required": "eine dieser Angaben ist nötig: %s",
    "expected one argument": "hier fehlt eine Angabe",
    "expected at most one argument": "hier ist höchstens eine Angabe möglich",
    "expected at least one argument": "hier fehlt mindestens eine Angabe",
    "expected %s argument": "hier ist %s Angabe nötig",
    "expected %s arguments": "hier sind %s Angaben nötig",
    "unrecognized arguments: %s": "unbekannte Angaben: %s",
    "ignored explicit argument %r": "überzählige Angabe %r",
    "not allowed with argument %s": "nicht zusammen mit %s möglich",
    "unexpected option string: %s": "die Option %s ist hier nicht möglich",
    # what is wrong
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r ist nicht möglich (möglich: %(choices)s)",
    "invalid %(type)s value: %(value)r": "%(value)r ist hier nicht möglich",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s ist mehrdeutig: %(matches)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r gibt es nicht (möglich: %(choices)s)",
    "can't open '%(filename)s': %(error)s": "„%(filename)s“ lässt sich nicht öffnen: %(error)s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    # what will go one day (from Python 3.13)
    "%(prog)s: warning: %(message)s\n": "%(prog)s: Hinweis: %(message)s\n",
    "argument '%(argument_name)s' is deprecated": "die Angabe „%(argument_name)s“ ist veraltet",
    "option '%(option)s' is deprecated": "die Option „%(option)s“ ist veraltet",
    "command '%(parser_name)s' is deprecated": "der Befehl „%(parser_name)s“ ist veraltet",
}
"""Each sentence of argparse that a user can see, and what the German program says instead."""


def translate_argparse() -> None:
    """Let argparse speak the chosen language; it looks its sentences up in two functions of its own module."""
    argparse._ = _sentence  # type: ignore[attr-defined]
    argparse.ngettext = _counted  # type: ignore[attr-defined]


def _sentence(message: str) -> str:
    return GERMAN.get(message, message) if current_language() == "de" else message


def _counted(one: str, many: str, number: int) -> str:
    return _sentence(one if number == 1 else many)
