"""Acts that no longer apply are not cited as law in force (``DDG-STATT-TMG``)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from pipeline.dossier.answers import Model
from pipeline.language import tr
from pipeline.law.text_rules.facts import TextFacts, TextFinding, passage
from pipeline.law.text_rules.markers import FORMER
from pipeline.law.text_rules.reading import ReadText
from pipeline.law.text_rules.rule_data import read_data


class FormerAct(Model):
    """An act that no longer applies: its names and forms, its last day, and what applies today."""

    names: tuple[str, ...]
    until: dt.date
    today: str


def former_acts(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield citations of former acts in sentences that do not mark them as former."""
    acts = {name: act for act in _acts() for name in act.names if facts.as_of is None or facts.as_of > act.until}
    if not acts:
        return
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(acts, key=len, reverse=True)))})(?![\w-])")
    for found in pattern.finditer(text.prose):
        sentence = text.sentence_at(found.start())
        if sentence is not None and FORMER.search(sentence.text):
            continue
        start, end, quote = passage(text, *found.span())
        today = acts[found[0]].today
        yield TextFinding(
            "former-acts",
            "DDG-STATT-TMG",
            tr("„{name}“ gilt nicht mehr.", name=quote),
            tr(
                "Durch das geltende Recht ersetzen: {today}; oder als früheres Recht kennzeichnen („vormals“).",
                today=today,
            ),
            start,
            end,
            quote,
        )


@cache
def _acts() -> tuple[FormerAct, ...]:
    return read_data(tuple[FormerAct, ...], "acts.yaml")
