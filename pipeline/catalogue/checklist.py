"""The staff checklist: ``checklist.yaml``."""

from __future__ import annotations

from functools import cache

from pipeline.catalogue.condition import parse_condition
from pipeline.catalogue.reading import CATALOGUE_DIR, damaged, read_as
from pipeline.dossier.answers import Model
from pipeline.dossier.model.process import ResponsibilityKind
from pipeline.dossier.model.values import Id, Text

FILE = CATALOGUE_DIR / "checklist.yaml"


class ChecklistBlock(Model):
    """A block of the checklist.

    Attributes:
        frequency: when its items are due, in German.
        responsibility: who does it, as the concept names responsibilities.
    """

    id: str
    title: Text
    frequency: Text
    responsibility: ResponsibilityKind


class ChecklistItem(Model):
    """One item to tick.

    Attributes:
        block: id of the block it stands in.
        topics: what it is about; requirements ask for topics.
        text: an instruction of at most 15 words.
        condition: when it applies (see :mod:`pipeline.catalogue.condition`).
        requirements: ids of the requirements it serves.
    """

    id: Id
    block: str
    topics: tuple[str, ...]
    text: Text
    condition: str
    requirements: tuple[str, ...]


class Checklist(Model):
    """All blocks and items, in printing order."""

    blocks: tuple[ChecklistBlock, ...]
    items: tuple[ChecklistItem, ...]


@cache
def load_checklist() -> Checklist:
    """Return the whole checklist; which items apply is for the caller to decide.

    Raises:
        ProgramError: the file is damaged, an item stands in no block or its condition is none.
    """
    checklist = read_as(Checklist, FILE)
    blocks = {block.id for block in checklist.blocks}
    for item in checklist.items:
        if item.block not in blocks:
            raise damaged(FILE, f"{item.id}: {item.block}")
        try:
            parse_condition(item.condition)
        except ValueError as error:
            raise damaged(FILE, f"{item.id}: {error}") from error
    return checklist
