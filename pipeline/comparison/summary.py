"""Half a page of German prose for the council paper: what changed, sorted by what it means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.catalogue.consequences import ChangeKind, Consequence, Relevance
from pipeline.comparison.answers import AnswerChange
from pipeline.comparison.differences import Differences

_LEADS: dict[Relevance, str] = {
    Relevance.DUTY: "Pflichten",
    Relevance.DATA_SUBJECT_RIGHT: "Rechte der Betroffenen",
    Relevance.RISK: "Risiken und Maßnahmen",
    Relevance.PURPOSE_SCOPE: "Zweck und Umfang",
    Relevance.CONTACT: "Ansprechstellen",
}
_MOST = 4
"""Changes that a paragraph names; the rest is counted."""


def summary(found: Differences) -> str:
    """Return the summary as Markdown."""
    head = f"# Was sich ändert\n\nVerglichen werden {found.old.label} und {found.new.label}.\n"
    if found.none:
        return f"{head}\nBeide Fassungen stimmen überein.\n"
    parts = [head]
    if found.new.reason:
        parts.append(f"Anlass der neuen Fassung: {found.new.reason.rstrip('.')}.\n")
    for relevance, lead in _LEADS.items():
        own = [
            change for change in found.answers if change.relevance is relevance and change.kind is not ChangeKind.MOVED
        ]
        if own:
            parts.append(f"**{lead}.** {_sentence(own)}\n")
    editorial = [change for change in found.answers if change.relevance is Relevance.EDITORIAL]
    if editorial:
        parts.append(
            f"Hinzu {_count(len(editorial), 'kommt eine redaktionelle Änderung', 'kommen {n} redaktionelle Änderungen')}.\n"
        )
    if found.standing_text:
        number = _count(len(found.standing_text), "Eine Stelle", "{n} Stellen")
        parts.append(f"{number} des gleichbleibenden Textes wurden mit den Vorlagen geändert.\n")
    parts += [f"{sentence}\n" for sentence in found.law]
    if not found.answers and not found.standing_text:
        rows = sum(len(document.changed_rows) for document in found.documents)
        parts.append(f"Geändert {_count(rows, 'ist eine Stelle', 'sind {n} Stellen')} des Textes.\n")
    todo = list(consequences(found.answers))
    if todo:
        parts.append("Daraus folgt:\n\n" + "\n".join(f"- {entry.text} ({entry.norm})" for entry in todo[:8]) + "\n")
    return "\n".join(parts)


def consequences(changes: Iterable[AnswerChange]) -> tuple[Consequence, ...]:
    """Return what is to be done, each once, in the order of relevance."""
    order = list(Relevance)
    ranked = sorted(changes, key=lambda change: order.index(change.relevance))
    return tuple(dict.fromkeys(entry for change in ranked for entry in change.consequences))


def _sentence(changes: Sequence[AnswerChange]) -> str:
    named = "; ".join(_clause(change) for change in changes[:_MOST])
    rest = len(changes) - _MOST
    more = f"; dazu {_count(rest, 'eine weitere Änderung', '{n} weitere Änderungen')}" if rest > 0 else ""
    return f"{named}{more}."


def _clause(change: AnswerChange) -> str:
    title = change.title.replace(" › ", ", ")
    if change.kind is ChangeKind.CHANGED and change.old and change.new and max(len(change.old), len(change.new)) < 50:
        return f"{title}: bisher {change.old}, künftig {change.new}"
    return f"{title} {change.kind.label}"


def _count(number: int, one: str, many: str) -> str:
    words = ("null", "eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
    if number == 1:
        return one
    return many.format(n=words[number] if number < len(words) else number)
