"""The public edition: a dossier without what must not be published.

Which fields are internal is declared once, on the model. The public edition is a dossier in which these fields are absent, so
nothing that is made from it can contain them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel

from pipeline.dossier.answers import OpenPoint
from pipeline.dossier.dossier import PARTS, Dossier
from pipeline.dossier.fields import is_internal, shape_of
from pipeline.dossier.open_points import item_key

M = TypeVar("M", bound=BaseModel)


def public_edition(dossier: Dossier) -> Dossier:
    """Return ``dossier`` with every internal field absent; the original bytes of its files do not go along."""
    return replace(
        dossier,
        organisation=without_internal(dossier.organisation),
        concept=without_internal(dossier.concept),
        dpia=without_internal(dossier.dpia),
        review=without_internal(dossier.review),
        files={},
    )


def without_internal(model: M) -> M:
    """Return ``model`` with every internal field, at any depth, at its default."""
    update: dict[str, Any] = {}
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        update[name] = info.get_default() if is_internal(type(model), name) else _without(value)
    return model.model_copy(update=update)


def _without(value: Any) -> Any:
    if isinstance(value, OpenPoint):
        return value.model_copy(update={"proposal": _without(value.proposal)})
    if isinstance(value, BaseModel):
        return without_internal(value)
    if isinstance(value, tuple):
        return tuple(_without(item) for item in value)
    return value


def internal_values(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Return path and text of every internal value: what must be nowhere in the public files."""
    return tuple((text.path, text.text) for text in texts(dossier) if text.internal and not text.question)


@dataclass(frozen=True, slots=True)
class FieldText:
    """A text of a dossier.

    Attributes:
        path: its field path.
        text: what is written there.
        internal: whether it must not be published.
        question: whether it is the question of an open point, not an answer or a proposal.
        prose: whether it is Markdown.
    """

    path: str
    text: str
    internal: bool
    question: bool = False
    prose: bool = False


def texts(dossier: Dossier) -> Iterator[FieldText]:
    """Yield every text of a dossier that documents may print, in the order of its files; ids are none."""
    for root in PARTS:
        yield from _texts(getattr(dossier, root), root, internal=False, prose=False)


def _texts(value: Any, path: str, *, internal: bool, prose: bool) -> Iterator[FieldText]:
    if isinstance(value, OpenPoint):
        yield FieldText(path, value.open, internal, question=True)
        yield from _texts(value.proposal, path, internal=internal, prose=prose)
    elif isinstance(value, BaseModel):
        for name, own, long in _fields(type(value)):
            below = getattr(value, name)
            if below is not None and below != ():
                yield from _texts(below, f"{path}.{name}", internal=internal or own, prose=long)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, f"{path}[{item_key(item, index)}]", internal=internal, prose=prose)
    elif isinstance(value, str) and value.strip() and not path.endswith(".id"):
        yield FieldText(path, value, internal, prose=prose)


@lru_cache(maxsize=256)
def _fields(model: type[BaseModel]) -> tuple[tuple[str, bool, bool], ...]:
    """Return each field of ``model``: its name, whether it is internal, whether it is Markdown."""
    return tuple((name, is_internal(model, name), shape_of(model, name).prose) for name in model.model_fields)
