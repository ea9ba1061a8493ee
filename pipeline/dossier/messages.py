"""What the model's validation finds, as sentences in the chosen language, with the place in the file."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pipeline.dossier.answers import OPEN_TAG, VALUE_TAG, OpenPoint
from pipeline.dossier.fields import field_title, model_at
from pipeline.dossier.paths import path_of
from pipeline.dossier.yaml_reader import Keys, Mark, Tree, YamlFile, walk
from pipeline.errors import Problem
from pipeline.language import current_language, tr


def problems_of(error: ValidationError, file: YamlFile, root: str, model: type[BaseModel]) -> list[Problem]:
    """Return one problem for each finding of ``error``, sorted by place."""
    details = error.errors(include_url=False)
    # pydantic calls a list too short when its items are faulty; the items' own messages say enough
    faulty = {detail["loc"][:length] for detail in details for length in range(len(detail["loc"]))}
    problems = [
        _problem(detail, file, root, model)
        for detail in details
        if not (detail["type"] == "too_short" and detail["loc"] in faulty)
    ]
    return sorted(problems, key=lambda problem: (problem.line, problem.column, problem.path))


def _problem(detail: ErrorDetails, file: YamlFile, root: str, model: type[BaseModel]) -> Problem:
    keys: Keys = tuple(key for key in detail["loc"] if key not in {VALUE_TAG, OPEN_TAG})
    kind = detail["type"]
    mark = _nearest_mark(file, keys, key=kind == "extra_forbidden")
    path = path_of(root, keys, file.tree)
    message, remedy = _text(detail, keys, model, in_open_point=OPEN_TAG in detail["loc"][-2:-1])
    return Problem(message, remedy, file.name, mark.line, mark.column, path)


def _nearest_mark(file: YamlFile, keys: Keys, *, key: bool) -> Mark:
    if key and keys in file.key_marks:
        return file.key_marks[keys]
    while keys and keys not in file.marks:
        keys = keys[:-1]
    return file.marks.get(keys) or Mark(1, 1, 1, 1)


def _text(detail: ErrorDetails, keys: Keys, model: type[BaseModel], *, in_open_point: bool) -> tuple[str, str]:
    kind = detail["type"]
    context: Mapping[str, Any] = detail.get("ctx") or {}
    if kind == "extra_forbidden":
        return _unknown_key(keys, OpenPoint if in_open_point else model_at(model, keys[:-1]))
    if kind == "missing":
        return _missing(str(keys[-1]), field_title(OpenPoint, keys[-1:]) if in_open_point else field_title(model, keys))
    if kind in _UNFIT:
        return _UNFIT[kind](context["value"])
    if kind in {"enum", "literal_error"}:
        words = [word.strip().strip("'") for word in str(context.get("expected", "")).replace(" or ", ", ").split(",")]
        guess = _guess(str(detail["input"]), words)
        allowed = ", ".join(words)
        message = tr("„{value}“ ist hier nicht möglich.", value=detail["input"])
        return message, (guess + " " if guess else "") + tr("Erlaubt sind: {allowed}.", allowed=allowed)
    return _form(kind, detail, context)


_UNFIT: Mapping[str, Callable[[object], tuple[str, str]]] = {
    "url": lambda value: (
        tr("„{value}“ ist keine Internetadresse.", value=value),
        tr("Die vollständige Adresse schreiben, zum Beispiel https://www.musterstadt.de/datenschutz."),
    ),
    "email": lambda value: (
        tr("„{value}“ ist keine E-Mail-Adresse.", value=value),
        tr("Zum Beispiel datenschutz@musterstadt.de schreiben."),
    ),
    "phone": lambda value: (
        tr("„{value}“ ist keine Telefonnummer.", value=value),
        tr("Zum Beispiel 02583 309-3031 schreiben."),
    ),
    "yes_no": lambda value: (
        tr("„{value}“ ist weder „ja“ noch „nein“.", value=value),
        tr("„ja“ oder „nein“ schreiben."),
    ),
    "date_form": lambda value: (
        tr("„{value}“ ist kein Datum der Form 2026-03-01 oder 01.03.2026.", value=value),
        tr("Das Datum als 2026-03-01 oder 01.03.2026 schreiben."),
    ),
    "date_impossible": lambda value: (
        tr("Das Datum „{value}“ gibt es nicht.", value=value),
        tr("Tag und Monat prüfen."),
    ),
}
"""Message and remedy for each kind of value that :mod:`pipeline.dossier.model.values` refuses."""


def _missing(key: str, title: str) -> tuple[str, str]:
    remedy = tr("Eine Zeile „{key}: …“ ergänzen.", key=key)
    if current_language() == "de":
        return tr("Die Angabe „{key}“ ({title}) fehlt.", key=key, title=title), remedy
    # titles of fields are German; who reads another language is told the key alone
    return tr("Die Angabe „{key}“ fehlt.", key=key), remedy


def _unknown_key(keys: Keys, parent: type[BaseModel] | None) -> tuple[str, str]:
    names = list(parent.model_fields) if parent else []
    message = tr("Den Schlüssel „{key}“ gibt es hier nicht.", key=keys[-1])
    guess = _guess(str(keys[-1]), names)
    if guess:
        return message, guess
    if not names:
        return message, tr("Den Eintrag löschen.")
    return message, tr("Möglich sind hier: {names}.", names=", ".join(names[:60]))


def _guess(word: str, names: list[str]) -> str:
    close = difflib.get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return tr("Gemeint: „{name}“?", name=close[0]) if close else ""


def _form(kind: str, detail: ErrorDetails, context: Mapping[str, Any]) -> tuple[str, str]:  # noqa: PLR0911
    """Return message and remedy where the form of a value is wrong."""
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        return tr("Hier werden eingerückte Unterpunkte erwartet."), tr(
            "Die Angaben als „schlüssel: wert“ darunter einrücken."
        )
    if kind in {"tuple_type", "list_type"}:
        return tr("Hier wird eine Liste erwartet."), tr("Jeden Eintrag in eine eigene Zeile mit „- “ schreiben.")
    if kind == "string_type":
        return (
            tr("Hier wird ein Text erwartet."),
            tr("Den Text hinter den Doppelpunkt schreiben oder den Eintrag löschen, wenn nichts zu sagen ist."),
        )
    if kind in {"int_parsing", "int_type", "int_from_float"}:
        return tr("„{value}“ ist keine ganze Zahl.", value=detail["input"]), tr("Nur Ziffern schreiben.")
    if kind == "string_pattern_mismatch":
        return (
            tr("„{value}“ hat nicht die verlangte Form.", value=detail["input"]),
            tr("Für Kennungen nur Kleinbuchstaben, Ziffern und Bindestriche verwenden, höchstens 20 Zeichen.")
            if "a-z0-9" in str(context.get("pattern"))
            else tr("Die Farbe als sechs Hexadezimalziffern schreiben, zum Beispiel 1F3A4D."),
        )
    if kind in {"string_too_short", "too_short"}:
        return tr("Hier fehlt mindestens ein Eintrag."), tr("Den Wert ergänzen.")
    if kind in {"greater_than_equal", "less_than_equal"}:
        return tr("Die Zahl „{value}“ liegt außerhalb des Bereichs.", value=detail["input"]), tr(
            "Eine Zahl von 1 bis 9 schreiben."
        )
    return tr("Der Wert passt nicht ({kind}).", kind=kind), tr("Das Handbuch nennt zu jedem Feld ein Beispiel.")


def identity_problems(file: YamlFile, root: str, tree: Tree) -> list[Problem]:
    """Return a problem for every id that stands twice in one list."""
    problems: list[Problem] = []
    for keys, node in _lists(tree, ()):
        seen: dict[str, int] = {}
        for index, item in enumerate(node):
            name = item.get("id") if isinstance(item, dict) else None
            if not isinstance(name, str):
                continue
            if name in seen:
                mark = _nearest_mark(file, (*keys, index, "id"), key=False)
                message = tr("Die Kennung „{id}“ kommt in dieser Liste zweimal vor.", id=name)
                path = path_of(root, keys, tree)
                problems.append(
                    Problem(message, tr("Eine andere Kennung vergeben."), file.name, mark.line, mark.column, path)
                )
            seen[name] = index
    return problems


def _lists(tree: Tree, keys: Keys) -> list[tuple[Keys, list[Tree]]]:
    return [(found, node) for found, node in walk(tree, keys) if isinstance(node, list)]
