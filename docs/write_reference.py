"""Writes what the manual can take from the program itself: all commands with their options, all keys of the dossier.

Run with ``python docs/write_reference.py`` after a change of commands or model; a test says when it is due.
"""

# ruff: noqa: SLF001 - argparse has no public way to list the arguments of a parser

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from pipeline.cli.main import PROGRAM, _parser, commands
from pipeline.dossier.answers import ROLE_TITLES, OpenPoint
from pipeline.dossier.dossier import PARTS
from pipeline.dossier.fields import is_internal, shape_of

DOCS = Path(__file__).resolve().parent
COMMANDS_PAGE = DOCS / "befehle.md"
GLOSSARY = DOCS / "glossary.md"
MARK = "<!-- from here on written by write_reference.py -->\n"


def main() -> None:
    """Write both pages."""
    COMMANDS_PAGE.write_text(commands_page(), encoding="utf-8")
    head = GLOSSARY.read_text(encoding="utf-8").partition(MARK)[0]
    GLOSSARY.write_text(head + MARK + "\n" + glossary_tables(), encoding="utf-8")


def commands_page() -> str:
    """Return the page with all commands and their options."""
    lines = [
        "# Alle Befehle",
        "",
        "Diese Übersicht entsteht aus dem Programm selbst. Wie man die Befehle benutzt, steht im [Handbuch](handbuch.md).",
        "Jeder Befehl kennt außerdem `--help` (Hilfe zeigen) und `--lang de` oder `--lang en` (Sprache der Meldungen).",
        "`nutzungskonzept --version` zeigt die Version.",
    ]
    for name, summary in commands().items():
        lines += ["", f"## {PROGRAM} {name}", "", f"{summary[:1].upper()}{summary[1:]}.", ""]
        lines += ["| Angabe | Bedeutung |", "| --- | --- |"]
        lines += [f"| {_cell(shown)} | {_cell(text)} |" for shown, text in arguments_of(name)]
    return "\n".join(lines) + "\n"


def parser_of(command: str) -> argparse.ArgumentParser:
    """Return the parser of one command with its arguments."""
    parser = _parser([command])
    choices = next(action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    subparser: argparse.ArgumentParser = choices[command]
    return subparser


def arguments_of(command: str) -> Iterator[tuple[str, str]]:
    """Yield each argument of a command as it is written, and what it means."""
    yield from _arguments(parser_of(command), "")


def _arguments(parser: argparse.ArgumentParser, before: str) -> Iterator[tuple[str, str]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, nested in action.choices.items():
                yield from _arguments(nested, f"{before}{name} ")
            continue
        if {"--help", "--lang"} & set(action.option_strings):
            continue
        value = _value(action)
        if action.option_strings:
            shown = ", ".join(f"`{before}{option}{value}`" for option in action.option_strings)
        else:
            shown = f"`{before}{value.strip()}`"
        need = "" if not action.option_strings or not action.required else " (nötig)"
        yield shown, f"{action.help or ''}{need}"


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    if action.metavar is not None:
        name = " ".join(action.metavar) if isinstance(action.metavar, tuple) else action.metavar
    else:
        name = "|".join(map(str, action.choices)) if action.choices else action.dest.upper()
    return f" {name}" + (" …" if action.nargs in {"*", "+"} else "")


def glossary_tables() -> str:
    """Return a table for each class of the model: key, German title, description."""
    lines = [
        "## Alle Felder",
        "",
        "Wie im Schema der Editoren. *intern*: Das Feld steht nie in einer öffentlichen Fassung. *Text mit Absätzen*: Markdown.",
        "Fast überall darf statt der Antwort ein offener Punkt stehen (`open`, `by`, `proposal`).",
    ]
    for root, model in PARTS.items():
        lines += ["", f"### {root}.yaml"]
        for path, found in _models(model, root, set()):
            lines += ["", f"`{path}`", "", "| Schlüssel | Titel | Erklärung |", "| --- | --- | --- |"]
            lines += [_row(found, name) for name in found.model_fields]
    lines += ["", "### Offener Punkt", "", "| Schlüssel | Titel | Erklärung |", "| --- | --- | --- |"]
    lines += [_row(OpenPoint, name) for name in OpenPoint.model_fields]
    lines += ["", "| `by` | wer |", "| --- | --- |"]
    lines += [f"| `{role.value}` | {title} |" for role, title in ROLE_TITLES.items()]
    return "\n".join(lines) + "\n"


def _models(model: type[BaseModel], path: str, seen: set[type[BaseModel]]) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the model and all below it, each once, with the first path that leads to it."""
    seen.add(model)
    yield path, model
    for name in model.model_fields:
        shape = shape_of(model, name)
        if shape.model is not None and shape.model not in seen:
            yield from _models(shape.model, f"{path}.{name}" + ("[]" if shape.is_list else ""), seen)


def _row(model: type[BaseModel], name: str) -> str:
    info = model.model_fields[name]
    shape = shape_of(model, name)
    notes = [
        *(["Liste"] if shape.is_list else []),
        *(["Text mit Absätzen"] if shape.prose else []),
        *(["intern"] if is_internal(model, name) else []),
    ]
    note = f" *({', '.join(notes)})*" if notes else ""
    return f"| `{name}` | {_cell(info.title or '')} | {_cell(info.description or '')}{note} |"


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


if __name__ == "__main__":
    main()
