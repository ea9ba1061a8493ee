"""The sentences of :mod:`argparse` in German; the standard library brings them in English only."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from pipeline.language import current_language

_GERMAN: Mapping[str, str] = {
    "usage: ": "Aufruf: ",
    "options": "Optionen",
    "optional arguments": "Optionen",
    "positional arguments": "Angaben",
    "show this help message and exit": "diese Hilfe zeigen",
    "show program's version number and exit": "die Version des Programms zeigen",
    "the following arguments are required: %s": "diese Angaben fehlen: %s",
    "unrecognized arguments: %s": "unbekannte Angaben: %s",
    "not allowed with argument %s": "nicht zusammen mit %s möglich",
    "ignored explicit argument %r": "überzählige Angabe %r",
    "expected one argument": "hier fehlt eine Angabe",
    "expected at most one argument": "hier ist höchstens eine Angabe möglich",
    "expected at least one argument": "hier fehlt mindestens eine Angabe",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r ist nicht möglich (möglich: %(choices)s)",
    "invalid %(type)s value: %(value)r": "%(value)r ist hier nicht möglich",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s ist mehrdeutig: %(matches)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r gibt es nicht (möglich: %(choices)s)",
    "one of the arguments %s is required": "eine dieser Angaben ist nötig: %s",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "%s: error: %s\n": "%s: %s\n",
}


def translate_argparse() -> None:
    """Let argparse speak the chosen language; it looks its sentences up in a function of its own module."""
    if current_language() == "de":
        argparse._ = lambda message: _GERMAN.get(message, message)  # type: ignore[attr-defined]
