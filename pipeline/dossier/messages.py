"""What the model's validation finds, as sentences in the chosen language, with the place in the file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from pipeline.dossier.answers import OPEN_TAG, ROLE_TITLES, VALUE_TAG, OpenPoint
from pipeline.dossier.fields import field_title, model_at, shape_of
from pipeline.dossier.paths import path_of
from pipeline.dossier.yaml_reader import Keys, Mark, Tree, YamlFile, walk
from pipeline.errors import Problem
from pipeline.language import current_language, tr

LONGEST_QUOTE = 80
"""How much of a wrong value a message quotes."""


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
    # a line whose slip was mended in memory is told already; what seems wrong with it now follows from the mending
    problems = [problem for problem in problems if problem.line not in file.faulty_lines]
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
    parent = OpenPoint if in_open_point else model_at(model, keys[:-1])
    if kind == "extra_forbidden":
        elsewhere = None if in_open_point else _key_from_elsewhere(keys, model)
        return elsewhere or _unknown_key(keys, parent)
    if kind == "missing":
        return _missing(str(keys[-1]), field_title(OpenPoint, keys[-1:]) if in_open_point else field_title(model, keys))
    if kind in _UNFIT:
        return _UNFIT[kind](_shown(context["value"]))
    return _wrong_kind(detail, keys, model, parent) or _form(kind, detail, context)


def _wrong_kind(
    detail: ErrorDetails, keys: Keys, model: type[BaseModel], parent: type[BaseModel] | None
) -> tuple[str, str] | None:
    """Tell a value that is of another kind than the field: one word of a list, parts of its own, an open point."""
    kind, value = detail["type"], detail["input"]
    if isinstance(value, dict) and parent is not OpenPoint and _half_open(value):
        return tr("Dieser offene Punkt hat keine Frage."), tr("Die Frage hinter „open:“ schreiben.")
    if kind in {"enum", "literal_error"}:
        return _not_among(detail, parent, keys)
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        return _parts_expected(value, model_at(model, keys))
    return None


def _shown(value: object) -> str:
    """Return ``value`` as a message quotes it: on one line and not endless."""
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]} …"


def _half_open(value: Mapping[str, object]) -> bool:
    return (
        "open" not in value
        and "by" in value
        and set(value) - set(OpenPoint.model_fields)
        <= {key for key in value if difflib.get_close_matches(key, ["open", "proposal"], cutoff=0.6)} | {"frage"}
    )


def _not_among(detail: ErrorDetails, parent: type[BaseModel] | None, keys: Keys) -> tuple[str, str]:
    """Return the words that are possible, each with its German label."""
    if not isinstance(detail["input"], str):
        return _text_expected()
    labels = _labels(parent, keys)
    if not labels:
        expected = str((detail.get("ctx") or {}).get("expected", "")).replace(" or ", ", ")
        labels = {word.strip().strip("'"): "" for word in expected.split(",")}
    message = tr("„{value}“ ist hier nicht möglich.", value=_shown(detail["input"]))
    guess = _guess_by_title(detail["input"], labels)
    german = current_language() == "de"  # labels of the model are German
    shown = ", ".join(f"{word} ({label})" if label and german else word for word, label in labels.items())
    return message, (guess + " " if guess else "") + tr("Erlaubt sind: {allowed}.", allowed=shown)


def _labels(parent: type[BaseModel] | None, keys: Keys) -> dict[str, str]:
    names = [key for key in keys if isinstance(key, str)]
    if parent is OpenPoint:
        return {role.value: title for role, title in ROLE_TITLES.items()}
    name = names[-1] if names else ""
    if parent is None or name not in parent.model_fields:
        return {}
    kind = shape_of(parent, name).value_type
    if not (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return {}
    return {member.value: str(getattr(member, "label", "")) for member in kind}


def _parts_expected(value: object, model: type[BaseModel] | None) -> tuple[str, str]:
    if isinstance(value, str) and re.match(r"[a-z_]+:\S", value):
        return tr("Nach dem Doppelpunkt fehlt ein Leerzeichen."), tr(
            "Schreiben: {text}", text=_shown(value.replace(":", ": ", 1))
        )
    names = _names(list(model.model_fields.items())) if model else ""
    return (
        tr("Hier werden eingerückte Unterpunkte erwartet."),
        tr("In die Zeilen darunter, eingerückt, als „schlüssel: wert“ schreiben. Möglich sind: {names}.", names=names)
        if names
        else tr("Die Angaben als „schlüssel: wert“ darunter einrücken."),
    )


def _names(fields: Sequence[tuple[str, FieldInfo]]) -> str:
    """Return keys with their titles; titles of fields are German."""
    german = current_language() == "de"
    return ", ".join(f"{name} ({info.title})" if german and info.title else name for name, info in fields[:60])


_UNFIT: Mapping[str, Callable[[object], tuple[str, str]]] = {
    "url": lambda value: (
        tr("„{value}“ ist keine Internetadresse.", value=value),
        tr("Die vollständige Adresse schreiben, zum Beispiel https://www.musterstadt.de/datenschutz."),
    ),
    "invisible": lambda value: (
        tr("In der Adresse steht ein unsichtbares Zeichen ({value}).", value=value),
        tr("Die Adresse löschen und neu eintippen, statt sie aus einem Dokument zu kopieren."),
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
    fields = parent.model_fields if parent else {}
    message = tr("Den Schlüssel „{key}“ gibt es hier nicht.", key=_shown(keys[-1]))
    guess = _guess_by_title(str(keys[-1]), {name: info.title or "" for name, info in fields.items()})
    if guess:
        return message, guess
    if not fields:
        return message, tr("Den Eintrag löschen.")
    return message, tr("Möglich sind hier: {names}.", names=_names(list(fields.items())))


def _key_from_elsewhere(keys: Keys, model: type[BaseModel]) -> tuple[str, str] | None:
    """Tell where a key belongs that exists, but further up: its line is indented too far."""
    key = str(keys[-1])
    for length in range(len(keys) - 2, -1, -1):
        above = model_at(model, keys[:length])
        if above is not None and key in above.model_fields:
            owner = next((str(part) for part in reversed(keys[:length]) if isinstance(part, str)), "")
            message = tr("Den Schlüssel „{key}“ gibt es hier nicht.", key=key)
            if owner:
                return message, tr("Er gehört zu „{owner}“: die Zeile weniger weit einrücken.", owner=owner)
            return message, tr("Er gehört an den Anfang der Zeile: nicht einrücken.")
    return None


def _guess(word: str, names: Sequence[str]) -> str:
    close = difflib.get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return tr("Gemeint: „{name}“?", name=close[0]) if close else ""


def _guess_by_title(word: str, titles: Mapping[str, str]) -> str:
    """Return a guess among names, else among their German titles: „telefon“ means ``phone``."""
    by_name = difflib.get_close_matches(word.lower(), [name.lower() for name in titles], n=1, cutoff=0.6)
    by_title = difflib.get_close_matches(word.lower(), [title.lower() for title in titles.values()], n=1, cutoff=0.75)
    if by_title and word.lower() == by_title[0]:
        by_name = []
    for name, title in titles.items():
        if (by_name and name.lower() == by_name[0]) or (not by_name and by_title and title.lower() == by_title[0]):
            return tr("Gemeint: „{name}“?", name=name)
    return ""


def _text_expected() -> tuple[str, str]:
    return (
        tr("Hier wird ein Text erwartet."),
        tr("Den Text hinter den Doppelpunkt schreiben oder den Eintrag löschen, wenn nichts zu sagen ist."),
    )


def _form(kind: str, detail: ErrorDetails, context: Mapping[str, Any]) -> tuple[str, str]:  # noqa: PLR0911
    """Return message and remedy where the form of a value is wrong."""
    if kind in {"tuple_type", "list_type"}:
        return tr("Hier wird eine Liste erwartet."), tr("Jeden Eintrag in eine eigene Zeile mit „- “ schreiben.")
    if kind == "string_type":
        return _text_expected()
    if kind in {"int_parsing", "int_type", "int_from_float"}:
        return tr("„{value}“ ist keine ganze Zahl.", value=_shown(detail["input"])), tr("Nur Ziffern schreiben.")
    if kind == "string_pattern_mismatch" and not str(detail["input"]).strip():
        return tr("Hier steht nichts."), tr("Den Wert hinter den Doppelpunkt schreiben.")
    if kind == "string_pattern_mismatch":
        return (
            tr("„{value}“ hat nicht die verlangte Form.", value=_shown(detail["input"])),
            tr("Für Kennungen nur Kleinbuchstaben, Ziffern und Bindestriche verwenden, höchstens 20 Zeichen.")
            if "a-z0-9" in str(context.get("pattern"))
            else tr("Die Farbe als sechs Hexadezimalziffern schreiben, zum Beispiel 1F3A4D."),
        )
    if kind == "string_too_short":
        return tr("Hier steht nichts."), tr("Den Wert hinter den Doppelpunkt schreiben.")
    if kind == "too_short":
        return tr("Hier fehlt mindestens ein Eintrag."), tr("Den Wert ergänzen.")
    if kind in {"greater_than_equal", "less_than_equal"}:
        return tr("Die Zahl „{value}“ liegt außerhalb des Bereichs.", value=_shown(detail["input"])), tr(
            "Eine Zahl von 1 bis 9 schreiben."
        )
    return tr("Der Wert passt nicht ({kind}).", kind=kind), tr("Das Handbuch nennt zu jedem Feld ein Beispiel.")


def identity_problems(file: YamlFile, root: str, tree: Tree) -> list[Problem]:
    """Return a problem for every id that stands twice in one list."""
    problems: list[Problem] = []
    for keys, node in _lists(tree):
        seen: dict[str, int] = {}
        for index, item in enumerate(node):
            name = item.get("id") if isinstance(item, dict) else None
            if not isinstance(name, str):
                continue
            if name in seen:
                mark = _nearest_mark(file, (*keys, index, "id"), key=False)
                first = _nearest_mark(file, (*keys, seen[name], "id"), key=False)
                message = tr(
                    "Die Kennung „{id}“ kommt in dieser Liste zweimal vor (zuerst in Zeile {line}).",
                    id=name,
                    line=first.line,
                )
                path = path_of(root, (*keys, index, "id"), tree)
                problems.append(
                    Problem(message, tr("Eine andere Kennung vergeben."), file.name, mark.line, mark.column, path)
                )
            seen.setdefault(name, index)
    return problems


def _lists(tree: Tree) -> list[tuple[Keys, list[Tree]]]:
    return [(found, node) for found, node in walk(tree) if isinstance(node, list)]
