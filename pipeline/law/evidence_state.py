"""Evidence on a dossier: each path of a requirement leads to places that are known, open or absent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from pydantic import BaseModel

from pipeline.catalogue.evidence import Step, parse_path
from pipeline.dossier.answers import OpenPoint
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.fields import shape_of
from pipeline.dossier.open_points import item_key
from pipeline.law.content import has_content


class State(Enum):
    """What is known of a place; the order is from best to worst."""

    KNOWN = 0
    OPEN = 1
    ABSENT = 2


@dataclass(frozen=True, slots=True)
class Leaf:
    """One place that a path leads to.

    Attributes:
        path: field path with ids, such as ``concept.channels[instagram].purpose``.
        title: German title of the field.
        state: known, open or absent.
        value: the value, known or without content; ``None`` where there is none.
        point: the open point, else ``None``; it may stand above the place.
    """

    path: str
    title: str
    state: State
    value: object = None
    point: OpenPoint[object] | None = None


def leaves(dossier: Dossier, path: str) -> tuple[Leaf, ...]:
    """Return every place of ``dossier`` that ``path`` leads to; at least one, absent where nothing is there."""
    root, *steps = parse_path(path)
    return tuple(_walk(getattr(dossier, root.name), root.name, root.name, steps))


def leaves_below(item: BaseModel, item_path: str, steps: Sequence[Step]) -> tuple[Leaf, ...]:
    """Return the places that ``steps`` lead to from one list item, such as one channel."""
    return tuple(_walk(item, item_path, "", steps))


def state_of(found: Iterable[Leaf]) -> State:
    """Return the worst state among ``found``."""
    return max((leaf.state for leaf in found), key=lambda state: state.value, default=State.ABSENT)


def best_of(alternatives: Sequence[tuple[Leaf, ...]]) -> tuple[Leaf, ...]:
    """Return the places of the best alternative: known before open before absent, the first among equals.

    Alternatives about the same items of a list are chosen item by item: one way has a telephone, another a link.
    """
    owners = [[leaf.path.rpartition(".")[0] for leaf in found] for found in alternatives]
    if all(one == owners[0] for one in owners[1:]):
        return tuple(min(places, key=lambda leaf: leaf.state.value) for places in zip(*alternatives, strict=True))
    return min(alternatives, key=lambda found: state_of(found).value)


def _walk(value: object, path: str, title: str, steps: Sequence[Step]) -> Iterator[Leaf]:
    if isinstance(value, OpenPoint):
        yield Leaf(path, title, State.OPEN, None, value)
    elif not steps:
        yield Leaf(path, title, State.KNOWN if has_content(value) else State.ABSENT, value)
    elif isinstance(value, BaseModel):
        yield from _step(value, path, steps)
    else:
        yield Leaf(_missing(path, steps), title, State.ABSENT)


def _step(model: BaseModel, path: str, steps: Sequence[Step]) -> Iterator[Leaf]:
    step, rest = steps[0], steps[1:]
    value = getattr(model, step.name)
    title = type(model).model_fields[step.name].title or step.name
    below = f"{path}.{step.name}"
    if isinstance(value, tuple) and step.items:
        yield from _items(value, below, title, step, rest)
    elif not rest and not isinstance(value, OpenPoint):
        prose = shape_of(type(model), step.name).prose
        known = has_content(value, prose=prose, name=step.name)
        yield Leaf(below, title, State.KNOWN if known else State.ABSENT, value)
    else:
        yield from _walk(value, below, title, rest)


def _items(value: tuple[object, ...], path: str, title: str, step: Step, rest: Sequence[Step]) -> Iterator[Leaf]:
    wanted = [(index, item) for index, item in enumerate(value) if step.where is None or _matches(item, step.where)]
    if not wanted:
        narrowed = f"[{step.where[0]}={step.where[1]}]" if step.where else ""
        yield Leaf(path + narrowed, title, State.ABSENT)
    for index, item in wanted:
        yield from _walk(item, f"{path}[{item_key(item, index)}]", title, rest)


def _matches(item: object, where: tuple[str, str]) -> bool:
    value = getattr(item, where[0], None)
    return (str(value).lower() if isinstance(value, bool) else str(value)) == where[1]


def _missing(path: str, steps: Sequence[Step]) -> str:
    """Return the path of the first field that would have to be written below ``path``."""
    for step in steps:
        path += f".{step.name}"
        if step.items:
            break
    return path
