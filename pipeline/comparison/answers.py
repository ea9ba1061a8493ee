"""Which answers changed between two dossiers: items of lists are matched by their id, never by their place.

The algorithm walks both models side by side. A list whose items have ids is compared item by item: what is only in the old one
was removed, what is only in the new one was added, what is in both is compared below. Items that kept their relative order
(a longest common subsequence of ids) did not move; the others did. The cost is linear in the size of the dossiers but for the
order of one list, which is quadratic in its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from pipeline.catalogue.consequences import ChangeKind, Consequence, Relevance, rule_for
from pipeline.comparison.answer_text import NAMES, Titles, absent, as_text, bare_name, titles_of
from pipeline.dossier.answers import OpenPoint
from pipeline.dossier.dossier import PARTS, Dossier
from pipeline.dossier.open_points import item_key


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
    walk = _Walk(titles_of(old, new))
    return tuple(change for root in PARTS for change in walk.models(getattr(old, root), getattr(new, root), root, ()))


@dataclass(frozen=True)
class _Walk:
    """Both models side by side; ``titles`` say what ids stand for."""

    titles: Titles

    def models(self, old: BaseModel, new: BaseModel, path: str, names: tuple[str, ...]) -> Iterator[AnswerChange]:
        for name, info in type(new).model_fields.items():
            if name != "id":
                below = (*names, info.title or name)
                yield from self.values(getattr(old, name, None), getattr(new, name), f"{path}.{name}", below)

    def values(self, old: Any, new: Any, path: str, names: tuple[str, ...]) -> Iterator[AnswerChange]:
        if old == new:
            return
        field = path.rpartition(".")[2].partition("[")[0]
        before, after = as_text(old, self.titles, field) or None, as_text(new, self.titles, field) or None
        if isinstance(old, BaseModel) and isinstance(new, BaseModel) and type(old) is type(new):
            if isinstance(new, OpenPoint):
                yield _change(path, names, ChangeKind.CHANGED, before, after)
            else:
                yield from self.models(old, new, path, names)
        elif isinstance(old, tuple) and isinstance(new, tuple) and _has_ids(old) and _has_ids(new):
            yield from self.lists(old, new, path, names)
        elif absent(old):
            yield _change(path, names, ChangeKind.ADDED, None, after)
        elif absent(new):
            yield _change(path, names, ChangeKind.REMOVED, before, None)
        else:
            kind = ChangeKind.RENAMED if field in NAMES and "[" in path else ChangeKind.CHANGED
            yield _change(path, names, kind, before, after)

    def lists(
        self, old: Sequence[Any], new: Sequence[Any], path: str, names: tuple[str, ...]
    ) -> Iterator[AnswerChange]:
        before = {item_key(item, index): item for index, item in enumerate(old)}
        after = {item_key(item, index): item for index, item in enumerate(new)}
        for key, item in before.items():
            if key not in after:
                own = (*names, self.name(item, key))
                yield _change(f"{path}[{key}]", own, ChangeKind.REMOVED, as_text(item, self.titles) or None, None)
        moved = _moved([key for key in before if key in after], [key for key in after if key in before])
        for key, item in after.items():
            place, own = f"{path}[{key}]", (*names, self.name(item, key))
            if key not in before:
                yield _change(place, own, ChangeKind.ADDED, None, as_text(item, self.titles) or None)
                continue
            if key in moved:
                yield _change(place, own, ChangeKind.MOVED, None, None)
            yield from self.values(before[key], item, place, own)

    def name(self, item: Any, key: str) -> str:
        """Return an item's name in quotes; what is only numbered or known by an id of the catalogue is called by that."""
        if not getattr(item, "id", None):
            return key
        name = bare_name(item, key)
        return f"„{self.titles.get(('purposes', name), name)}“"


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


def _has_ids(items: Sequence[Any]) -> bool:
    return all(isinstance(item, BaseModel) for item in items)
