"""All texts of a dossier that documents print, each with its field path, in the order of the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel

from pipeline.dossier.answers import OpenPoint
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.fields import is_internal, shape_of
from pipeline.dossier.open_points import item_key

PRINTED_PARTS = ("organisation", "concept", "dpia")
"""Reviewers' words in ``review.yaml`` are quotations; nobody corrects them."""
_NOT_PRINTED = frozenset({"id", "platform", "purpose_id", "coat_of_arms", "accent_color", "templates"})


@dataclass(frozen=True, slots=True)
class TextField:
    """One text.

    Attributes:
        path: field path.
        text: the words.
        prose: whether it is Markdown, and not one line.
        internal: whether it must not be published.
        proposed: whether it is the proposal of an open point.
    """

    path: str
    text: str
    prose: bool
    internal: bool
    proposed: bool


def texts_of(dossier: Dossier) -> tuple[TextField, ...]:
    """Return every text, proposals included: a draft prints them."""
    return tuple(
        field
        for root in PRINTED_PARTS
        for field in _below(getattr(dossier, root), root, internal=False, proposed=False)
    )


@lru_cache(maxsize=256)
def _text_fields(model: type[BaseModel]) -> tuple[tuple[str, bool, bool], ...]:
    """Return the fields of ``model`` that may hold text or models: name, whether internal, whether prose."""
    plan = []
    for name in model.model_fields:
        shape = shape_of(model, name)
        if name not in _NOT_PRINTED and (shape.model is not None or shape.value_type is str):
            plan.append((name, is_internal(model, name), shape.prose))
    return tuple(plan)


def _below(model: BaseModel, path: str, *, internal: bool, proposed: bool) -> Iterator[TextField]:
    for name, own, prose in _text_fields(type(model)):
        value = getattr(model, name)
        if type(value) is str:
            yield TextField(f"{path}.{name}", value, prose, internal or own, proposed)
        elif value is not None and value != ():
            yield from _value(value, f"{path}.{name}", prose=prose, internal=internal or own, proposed=proposed)


def _value(value: object, path: str, *, prose: bool, internal: bool, proposed: bool) -> Iterator[TextField]:
    if isinstance(value, OpenPoint):
        yield from _value(value.proposal, path, prose=prose, internal=internal, proposed=True)
    elif isinstance(value, BaseModel):
        yield from _below(value, path, internal=internal, proposed=proposed)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            inside = f"{path}[{item_key(item, index)}]"
            yield from _value(item, inside, prose=prose, internal=internal, proposed=proposed)
    elif type(value) is str:
        yield TextField(path, value, prose, internal, proposed)
