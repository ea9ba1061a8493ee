"""What a changed answer means: ``consequences.yaml``."""

from __future__ import annotations

import re
from functools import cache

from pipeline.catalogue.reading import CATALOGUE_DIR, read_as
from pipeline.dossier.answers import Model
from pipeline.dossier.model.values import Labelled, Text

FILE = CATALOGUE_DIR / "consequences.yaml"


class ChangeKind(Labelled):
    """How an answer changed."""

    ADDED = "added", "hinzugefügt"
    REMOVED = "removed", "entfallen"
    CHANGED = "changed", "geändert"
    MOVED = "moved", "verschoben"
    RENAMED = "renamed", "umbenannt"


class Relevance(Labelled):
    """What a change is about; the order is the order of reports."""

    DUTY = "duty", "Pflicht"
    DATA_SUBJECT_RIGHT = "data_subject_right", "Betroffenenrecht"
    RISK = "risk", "Risiko"
    PURPOSE_SCOPE = "purpose_scope", "Zweck und Umfang"
    CONTACT = "contact", "Kontakt"
    EDITORIAL = "editorial", "redaktionell"
    TECHNICAL = "technical", "technisch"


class Consequence(Model):
    """What is to be done, with its norm."""

    text: Text
    norm: Text


class ConsequenceRule(Model):
    """For which changes which relevance and consequences hold.

    Attributes:
        field: pattern of field paths; ``.*`` at the end means the field itself and all below it.
        kinds: kinds of change; empty for all but a mere change of order.
        requirements: ids of the requirements concerned.
    """

    field: str
    kinds: tuple[ChangeKind, ...] = ()
    relevance: Relevance
    consequences: tuple[Consequence, ...] = ()
    requirements: tuple[str, ...] = ()


@cache
def load_consequence_rules() -> tuple[ConsequenceRule, ...]:
    """Return the rules, the most specific first.

    Raises:
        ProgramError: the file is damaged.
    """
    return read_as(tuple[ConsequenceRule, ...], FILE)


def rule_for(path: str, kind: ChangeKind) -> ConsequenceRule | None:
    """Return the rule for a change of ``kind`` at the field path ``path``, or ``None`` where nothing follows from it.

    A mere change of order has no consequence unless a rule names it.
    """
    plain = re.sub(r"\[[^\]]*\]", "[]", path)
    for rule in load_consequence_rules():
        fits = kind in rule.kinds or (not rule.kinds and kind is not ChangeKind.MOVED)
        if fits and _matches(rule.field, plain):
            return rule
    return None


def _matches(pattern: str, plain: str) -> bool:
    if pattern.endswith(".*"):
        stem = pattern[:-2]
        return plain == stem or plain.startswith((f"{stem}.", f"{stem}["))
    return plain == pattern
