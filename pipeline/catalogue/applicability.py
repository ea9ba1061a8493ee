"""Whether a condition holds: its words against what is known of a dossier, with three values (Kleene's logic)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.catalogue.circumstances import Fact as Known
from pipeline.catalogue.condition import AllOf, AnyOf, Condition, Fact, Not, OneOf, words


@dataclass(frozen=True, slots=True)
class Outcome:
    """The value of a condition and why.

    Attributes:
        fact: yes, no, or unknown.
        unknown: words whose answer is missing and would matter.
        deciding: words that made it no.
    """

    fact: Known
    unknown: tuple[str, ...] = ()
    deciding: tuple[str, ...] = ()


def evaluate(condition: Condition, facts: Mapping[str, Known], values: Mapping[str, str]) -> Outcome:
    """Evaluate ``condition`` on yes/no ``facts`` and on the ``values`` of land, legal_form and platform."""
    match condition:
        case Fact(word):
            fact = facts.get(word)
            return Outcome(fact, (word,) if fact is None else (), (word,) if fact is False else ())
        case OneOf(word, allowed):
            if word not in values:
                return Outcome(None, (word,))
            holds = values[word] in allowed
            return Outcome(holds, (), () if holds else (word,))
        case Not(part):
            inner = evaluate(part, facts, values)
            opposite = None if inner.fact is None else not inner.fact
            return Outcome(opposite, inner.unknown, tuple(words(part)) if opposite is False else ())
        case AllOf(parts):
            return _joined([evaluate(part, facts, values) for part in parts], absorbing=False)
        case AnyOf(parts):
            return _joined([evaluate(part, facts, values) for part in parts], absorbing=True)


def _joined(outcomes: list[Outcome], *, absorbing: bool) -> Outcome:
    """Join outcomes: yes absorbs in ``or``, no absorbs in ``and``."""
    facts = [outcome.fact for outcome in outcomes]
    if absorbing in facts:
        fact: Known = absorbing
    else:
        fact = None if None in facts else not absorbing
    unknown = tuple(word for outcome in outcomes for word in outcome.unknown) if fact is None else ()
    deciding = tuple(word for outcome in outcomes for word in outcome.deciding) if fact is False else ()
    return Outcome(fact, unknown, deciding)
