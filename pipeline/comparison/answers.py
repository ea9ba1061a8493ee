"""Which answers changed between two dossiers: items of lists are matched by their id, never by their place.

The algorithm walks both models side by side. A list whose items have ids is compared item by item: what is only in the old one
was removed, what is only in the new one was added, what is in both is compared below. Items that kept their relative order
(a longest common subsequence of ids) did not move; the others did. The cost is linear in the size of the dossiers but for the
order of one list, which is quadratic in its length.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pydantic import BaseModel

from pipeline.catalogue.consequences import ChangeKind, Consequence, Relevance, rule_for
from pipeline.dossier.answers import OpenPoint
from pipeline.dossier.dossier import PARTS, Dossier
from pipeline.dossier.open_points import item_key

_NAMES = ("title", "name")
"""Fields that name an item: a change of these alone is a new name for the same thing."""


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One answer that changed.

    Attributes:
        path: field path, items by id.
        title: German title of the field, with the item it belongs to.
        kind: how it changed.
        old: the old answer as text, or ``None``.
        new: the new answer as text, or ``None``.
        relevance: what the change is about.
        consequences: what is to be done.
        requirements: ids of the requirements concerned.
    """

    path: str
    title: str
    kind: ChangeKind
    old: str | None
    new: str | None
    relevance: Relevance
    consequences: tuple[Consequence, ...] = ()
    requirements: tuple[str, ...] = ()


def compare_answers(old: Dossier, new: Dossier) -> tuple[AnswerChange, ...]:
    """Return the changes of answers from ``old`` to ``new``, in the order of the files."""
    found: list[AnswerChange] = []
    for root in PARTS:
        found += _models(getattr(old, root), getattr(new, root), root, ())
    return tuple(found)


def _models(old: BaseModel, new: BaseModel, path: str, names: tuple[str, ...]) -> Iterator[AnswerChange]:
    for name, info in type(new).model_fields.items():
        if name == "id":
            continue
        title = info.title or name
        yield from _values(getattr(old, name, None), getattr(new, name), f"{path}.{name}", (*names, title))


def _values(old: Any, new: Any, path: str, names: tuple[str, ...]) -> Iterator[AnswerChange]:
    if old == new:
        return
    if isinstance(old, BaseModel) and isinstance(new, BaseModel) and type(old) is type(new):
        if isinstance(new, OpenPoint):
            yield _change(path, names, ChangeKind.CHANGED, as_text(old), as_text(new))
        else:
            yield from _models(old, new, path, names)
    elif isinstance(old, tuple) and isinstance(new, tuple) and _has_ids(old) and _has_ids(new):
        yield from _lists(old, new, path, names)
    elif _absent(old):
        yield _change(path, names, ChangeKind.ADDED, None, as_text(new))
    elif _absent(new):
        yield _change(path, names, ChangeKind.REMOVED, as_text(old), None)
    else:
        kind = ChangeKind.RENAMED if path.rpartition(".")[2] in _NAMES and "[" in path else ChangeKind.CHANGED
        yield _change(path, names, kind, as_text(old), as_text(new))


def _lists(old: Sequence[Any], new: Sequence[Any], path: str, names: tuple[str, ...]) -> Iterator[AnswerChange]:
    before = {item_key(item, index): item for index, item in enumerate(old)}
    after = {item_key(item, index): item for index, item in enumerate(new)}
    for key, item in before.items():
        if key not in after:
            yield _change(f"{path}[{key}]", (*names, _name(item, key)), ChangeKind.REMOVED, as_text(item), None)
    moved = _moved([key for key in before if key in after], [key for key in after if key in before])
    for key, item in after.items():
        place, own = f"{path}[{key}]", (*names, _name(item, key))
        if key not in before:
            yield _change(place, own, ChangeKind.ADDED, None, as_text(item))
            continue
        if key in moved:
            yield _change(place, own, ChangeKind.MOVED, None, None)
        yield from _values(before[key], item, place, own)


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the keys outside a longest common subsequence: the fewest items whose moving explains the new order."""
    lengths = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            equal = old[i] == new[j]
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if equal else max(lengths[i + 1][j], lengths[i][j + 1])
    kept: set[str] = set()
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            kept.add(old[i])
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return set(new) - kept


def _change(path: str, names: tuple[str, ...], kind: ChangeKind, old: str | None, new: str | None) -> AnswerChange:
    rule = rule_for(path, kind)
    return AnswerChange(
        path,
        " › ".join(names),
        kind,
        old,
        new,
        rule.relevance if rule else Relevance.EDITORIAL,
        rule.consequences if rule else (),
        rule.requirements if rule else (),
    )


def as_text(value: Any) -> str:  # noqa: PLR0911 - one line a type reads best
    """Return an answer as the report prints it."""
    match value:
        case OpenPoint():
            proposal = f" (Vorschlag: {as_text(value.proposal)})" if value.proposal is not None else ""
            return f"[offen: {value.open}]{proposal}"
        case BaseModel():
            fields = ((info.title or name, getattr(value, name)) for name, info in type(value).model_fields.items())
            return "; ".join(
                f"{title}: {as_text(field)}" for title, field in fields if not _absent(field) and title != "Kennung"
            )
        case tuple():
            return ", ".join(as_text(item) for item in value)
        case bool():
            return "ja" if value else "nein"
        case dt.date():
            return f"{value:%d.%m.%Y}"
        case Enum():
            return str(getattr(value, "label", value))
        case None:
            return ""
        case _:
            return " ".join(str(value).split())


def _absent(value: Any) -> bool:
    return value is None or value in ((), "")


def _has_ids(items: Sequence[Any]) -> bool:
    return all(isinstance(item, BaseModel) for item in items)


def _name(item: Any, key: str) -> str:
    for name in (*_NAMES, "data", "purpose", "item", "activity", "text", "criterion"):
        value = getattr(item, name, None)
        if isinstance(value, str) and value:
            return f"„{' '.join(value.split())[:60]}“"
    return f"„{key}“"
