"""Answers as the reports print them: values as text, ids as the titles of what they name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from pydantic import BaseModel

from pipeline.catalogue.platforms import load_platforms
from pipeline.dossier.answers import OpenPoint
from pipeline.dossier.dossier import PARTS, Dossier
from pipeline.dossier.open_points import item_key
from pipeline.language import tr

NAMES = ("title", "name")
"""Fields that name an item: a change of these alone is a new name for the same thing."""
_OTHER_NAMES = ("body", "data", "purpose", "item", "activity", "text", "criterion")
_REFERENCES = {
    "addresses": "risks",
    "channels": "channels",
    "data": "personal_data",
    "person": "persons",
    "phases": "phases",
    "platform": "platforms",
    "purpose": "purposes",
    "purposes": "purposes",
    "risks": "risks",
}
"""Fields that hold ids, and the list whose items they name."""
_LONGEST_NAME = 60

Titles = Mapping[tuple[str, str], str]
"""Title of each item that has an id, by its list's name and its id."""


def titles_of(*dossiers: Dossier) -> Titles:
    """Return the titles of all items of the dossiers; where both know one, the last counts."""
    found: dict[tuple[str, str], str] = {("platforms", key): entry.name for key, entry in load_platforms().items()}
    for dossier in dossiers:
        for root in PARTS:
            for field, key, item in _items(getattr(dossier, root), root):
                found[field, key] = bare_name(item, key)
    return found


def _items(value: Any, field: str) -> Iterator[tuple[str, str, BaseModel]]:
    if isinstance(value, OpenPoint):
        yield from _items(value.proposal, field)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _items(getattr(value, name), name)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            if isinstance(item, BaseModel) and getattr(item, "id", None):
                yield field, item_key(item, index), item
            yield from _items(item, field)


def bare_name(item: Any, key: str) -> str:
    """Return what an item is called: its title, else the words that say what it is, else its id."""
    kind = getattr(item, "kind", None)
    for name in (*NAMES, *_OTHER_NAMES):
        value = getattr(item, name, None)
        if isinstance(value, str) and value:
            line = " ".join(value.split())
            return line if len(line) <= _LONGEST_NAME else line[:_LONGEST_NAME].rsplit(" ", 1)[0] + " …"
    if isinstance(kind, Enum):
        return str(getattr(kind, "label", kind))
    return key


def as_text(value: Any, titles: Titles | None = None, field: str = "") -> str:  # noqa: PLR0911 - one line a type reads best
    """Return an answer as the report prints it.

    Args:
        value: the answer.
        titles: what ids stand for.
        field: name of the field that holds the answer.
    """
    match value:
        case OpenPoint():
            asked = tr("offen: {question}", question=value.open)
            if value.proposal is None:
                return f"[{asked}]"
            proposed = tr("Vorschlag: {text}", text=as_text(value.proposal, titles, field))
            return f"[{asked}] ({proposed})"
        case BaseModel():
            fields = (
                (info.title or name, as_text(getattr(value, name), titles, name))
                for name, info in type(value).model_fields.items()
                if name != "id" and not absent(getattr(value, name))
            )
            return "; ".join(f"{title}: {text}" for title, text in fields)
        case tuple():
            return ", ".join(as_text(item, titles, field) for item in value)
        case bool():
            return tr("ja") if value else tr("nein")
        case dt.date():
            return f"{value:%d.%m.%Y}"
        case Enum():
            return str(getattr(value, "label", value))
        case None:
            return ""
        case _:
            text = " ".join(str(value).split())
            return (titles or {}).get((_REFERENCES.get(field, ""), text), text)


def absent(value: Any) -> bool:
    """Return whether there is no answer."""
    return value is None or value in ((), "")
