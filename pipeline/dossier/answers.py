"""Answers and open points: what a field of the dossier may hold.

A fact is *known* (the value itself), *open* (an :class:`OpenPoint`: what must be decided, by whom, perhaps with a
proposal) or *absent* (``None``, the key is missing). Nobody invents a fact to make a document build.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from pipeline.language import marked

T = TypeVar("T")

VALUE_TAG = "«value»"
OPEN_TAG = "«open»"


class Model(BaseModel):
    """Base of all parts of a dossier: unknown keys are errors, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=False, defer_build=True)


class Role(StrEnum):
    """Who must answer an open point."""

    MAYOR = "mayor"
    OFFICE = "office"
    DPO = "dpo"
    IT = "it"
    LEGAL = "legal"
    STAFF_COUNCIL = "staff_council"
    ARCHIVE = "archive"
    COUNCIL = "council"


ROLE_TITLES: Mapping[Role, str] = {
    Role.MAYOR: marked("Verwaltungsleitung"),
    Role.OFFICE: marked("Fachamt"),
    Role.DPO: marked("Datenschutzbeauftragte Person"),
    Role.IT: marked("IT"),
    Role.LEGAL: marked("Rechtsamt"),
    Role.STAFF_COUNCIL: marked("Personalrat"),
    Role.ARCHIVE: marked("Archiv"),
    Role.COUNCIL: marked("Rat"),
}
"""How a role is called in documents and, translated, in messages."""


class OpenPoint(Model, Generic[T]):
    """Something the municipality has not decided yet."""

    open: str = Field(title="Frage", description="Was ist zu klären? Als Frage formulieren.", min_length=1)
    by: Role = Field(title="Zuständig", description="Wer muss die Frage beantworten?")
    proposal: T | None = Field(
        default=None,
        title="Vorschlag",
        description="Vorschlag für die Antwort; der Entwurf druckt ihn als „Vorschlag, noch nicht beschlossen“.",
    )


def _kind(value: Any) -> str:
    if isinstance(value, OpenPoint) or (isinstance(value, Mapping) and "open" in value):
        return OPEN_TAG
    return VALUE_TAG


if TYPE_CHECKING:
    Answer: TypeAlias = T | OpenPoint[T]
else:

    class Answer:
        """``Answer[T]``: a known ``T`` or an open point whose proposal is a ``T``."""

        def __class_getitem__(cls, item: Any) -> Any:
            """Return the tagged union of ``item`` and an open point about it."""
            value = Annotated[item, Tag(VALUE_TAG)]
            point = Annotated[OpenPoint[item], Tag(OPEN_TAG)]
            return Annotated[value | point, Discriminator(_kind)]


def known(answer: T | OpenPoint[T] | None) -> T | None:
    """Return the value where it is decided, else ``None``: a proposal is not an answer."""
    return None if isinstance(answer, OpenPoint) else answer
