"""The open points of a dossier, and what they would become."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from pipeline.dossier.answers import OpenPoint, Role
from pipeline.dossier.dossier import PARTS, Dossier

NAME_TO_FILL_IN = "[Name der Kommune eintragen]"
"""What a new dossier holds for the one answer that cannot be an open point, because nothing can be printed without it."""
NAME_QUESTION = "Wie lautet der amtliche Name der Kommune?"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An open point with its place.

    Attributes:
        path: field path of the answer that is missing.
        question: what must be decided.
        by: who must decide.
        has_proposal: whether the draft can print a proposal.
        title: German title of the field.
    """

    path: str
    question: str
    by: Role
    has_proposal: bool
    title: str


def open_questions(dossier: Dossier) -> tuple[OpenQuestion, ...]:
    """Return all open points of ``dossier`` in the order of its files; a name that was never filled in is one."""
    found: list[OpenQuestion] = []
    if dossier.organisation.name == NAME_TO_FILL_IN:
        title = type(dossier.organisation).model_fields["name"].title or ""
        found.append(OpenQuestion("organisation.name", NAME_QUESTION, Role.OFFICE, has_proposal=False, title=title))
    for root in PARTS:
        found += _walk(getattr(dossier, root), root, root)
    return tuple(found)


def _walk(value: object, path: str, title: str) -> Iterator[OpenQuestion]:
    if isinstance(value, OpenPoint):
        yield OpenQuestion(path, value.open, value.by, value.proposal is not None, title)
        yield from _walk(value.proposal, path, title)
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield from _walk(getattr(value, name), f"{path}.{name}", info.title or name)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, f"{path}[{item_key(item, index)}]", title)


def item_key(item: object, index: int) -> str:
    """Return how an item of a list is named in a path: by its id, else by its number from 1."""
    for name in ("id", "case", "criterion", "requirement", "fact"):
        key = getattr(item, name, None)
        if key is not None and not isinstance(key, OpenPoint) and not callable(key):
            return str(key)
    return str(index + 1)
