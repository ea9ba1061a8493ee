"""Facts that only the municipality knows: ``questions.yaml``."""

from __future__ import annotations

from functools import cache

from pipeline.catalogue.reading import CATALOGUE_DIR, read_as
from pipeline.dossier.answers import Model, Role
from pipeline.dossier.model.values import Id, Land, Text

FILE = CATALOGUE_DIR / "questions.yaml"


class FactQuestion(Model):
    """A question about a fact; a new dossier holds it as an open point without a proposal.

    Attributes:
        field: path of the field, list items as ``[]``.
        by: who must answer.
        open: the question.
        land: only in these Länder; everywhere when empty.
        platform: only for channels on these platforms; for all when empty.
    """

    field: str
    by: Role
    open: Text
    land: tuple[Land, ...] = ()
    platform: tuple[Id, ...] = ()


@cache
def load_questions() -> tuple[FactQuestion, ...]:
    """Return all questions about facts, in the order of the file.

    Raises:
        ProgramError: the file is damaged.
    """
    return read_as(tuple[FactQuestion, ...], FILE)
