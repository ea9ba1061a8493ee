"""Half a page of German prose for the council paper: what changed, sorted by what it means.

The council's papers are public: only answers of the public edition are named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.catalogue.consequences import ChangeKind, Consequence, Relevance
from pipeline.comparison.answers import AnswerChange
from pipeline.comparison.differences import Differences

_LEADS: dict[Relevance, str] = {
    Relevance.PURPOSE_SCOPE: "Zweck und Umfang",
    Relevance.DUTY: "Pflichten",
    Relevance.DATA_SUBJECT_RIGHT: "Rechte der Betroffenen",
    Relevance.RISK: "Risiken und Maßnahmen",
    Relevance.CONTACT: "Ansprechstellen",
}
"""Classes of the summary in the order in which a council asks for them."""
_SINGULAR = {
    "Alternativen": "Alternative",
    "Antworten": "Antwort zu",
    "Bedingungen": "Bedingung",
    "Beratungsfolge": "Beratung in",
    "Einwilligungen": "Einwilligung",
    "Kanäle": "Kanal",
    "Maßnahmen": "Maßnahme",
    "Mittel": "Mittel",
    "Neun Kriterien": "Kriterium",
    "Personen": "Person",
    "Risiken": "Risiko",
    "Umsetzungsplan": "Schritt im Umsetzungsplan",
    "Verantwortliche": "Verantwortlicher",
    "Verantwortlichkeiten": "Zuständigkeit",
    "Weitere Informationen": "Quelle",
    "Zielgruppen": "Zielgruppe",
    "Zwecke": "Zweck",
}
"""What one item of a list is called."""
_MOST = 3
"""Changes that a paragraph names; the rest is counted."""
_MOST_TODO = 6
_SHORT = 50
"""Answers up to this length are quoted."""
_VERBS = {
    ChangeKind.ADDED: "Neu",
    ChangeKind.REMOVED: "Entfallen",
    ChangeKind.CHANGED: "Geändert",
    ChangeKind.RENAMED: "Umbenannt",
    ChangeKind.MOVED: "Verschoben",
}


def summary(found: Differences) -> str:
    """Return the summary as Markdown."""
    head = f"# Was sich ändert\n\nDie bisherige Fassung ist {found.old.label}, die neue {found.new.label}."
    if found.none:
        return f"{head} Beide Fassungen stimmen überein.\n"
    if found.new.reason:
        head += f" Anlass der neuen Fassung: {found.new.reason.rstrip('. ')}."
    if found.new.decision:
        head += f" Grundlage: {found.new.decision.rstrip('. ')}."
    parts = [f"{head}\n"]
    for relevance, lead in _LEADS.items():
        own = [change for change in found.public_answers if change.relevance is relevance]
        if own:
            parts.append(f"**{lead}.** {headline(own)}\n")
    parts.append(" ".join(_rest(found)) + "\n")
    todo = consequences(found.public_answers)
    if todo:
        lines = [f"- {entry.text.rstrip('. ')} ({entry.norm})." for entry in todo[:_MOST_TODO]]
        if len(todo) > _MOST_TODO:
            further = _count(len(todo) - _MOST_TODO, "ein weiterer Schritt", "{n} weitere Schritte")
            lines.append(f"- Dazu {further}; der Vergleichsbericht nennt alle.")
        parts.append("Daraus folgt:\n\n" + "\n".join(lines) + "\n")
    return "\n".join(part for part in parts if part.strip())


def _rest(found: Differences) -> Iterable[str]:
    """Yield what is only counted: editorial changes, standing text, law, documents."""
    editorial = sum(change.relevance is Relevance.EDITORIAL for change in found.public_answers)
    if editorial:
        yield _count(
            editorial, "Hinzu kommt eine redaktionelle Änderung.", "Hinzu kommen {n} redaktionelle Änderungen."
        )
    if found.standing_text:
        yield _count(
            len(found.standing_text),
            "Eine Stelle des Textes, der in allen Fassungen gleich lautet, wurde mit der Vorlage geändert.",
            "{n} Stellen des Textes, der in allen Fassungen gleich lautet, wurden mit den Vorlagen geändert.",
        )
    yield from found.law
    if not found.answers and not found.standing_text:
        rows = sum(len(document.changed_rows) for document in found.documents)
        if rows:
            yield _count(rows, "Geändert ist eine Stelle des Textes.", "Geändert sind {n} Stellen des Textes.")
        else:
            yield "Der Text ist gleich geblieben; anders sind nur Angaben, die der Vergleichsbericht aufführt."


def consequences(changes: Iterable[AnswerChange]) -> tuple[Consequence, ...]:
    """Return what is to be done, each once, in the order of relevance."""
    order = list(Relevance)
    ranked = sorted(changes, key=lambda change: order.index(change.relevance))
    return tuple(dict.fromkeys(entry for change in ranked for entry in change.consequences))


def headline(changes: Sequence[AnswerChange], *, most: int = _MOST, count_rest: bool = True) -> str:
    """Return one or two sentences: the weightiest changes by name, the rest counted."""
    groups: dict[tuple[str, ...], list[AnswerChange]] = {}
    for change in changes:
        if change.kind is not ChangeKind.MOVED:
            groups.setdefault(_likeness(change), []).append(change)
    ranked = sorted(groups.values(), key=lambda group: _weight(group[0]))
    named = ranked[:most]
    sentences = []
    for kind, verb in _VERBS.items():
        own = [group for group in named if group[0].kind is kind]
        if own:
            sentences.append(f"{verb}: {'; '.join(map(_clause, own))}.")
    rest = len(changes) - sum(len(group) for group in named)
    if rest > 0 and count_rest:
        sentences.append(_count(rest, "Dazu eine weitere Änderung.", "Dazu {n} weitere Änderungen."))
    return " ".join(sentences)


def _likeness(change: AnswerChange) -> tuple[str, ...]:
    """Return what changes share that are told as one: the same field with the same old and new answer."""
    if change.old and change.new:
        return change.title.rpartition(" › ")[2], change.old, change.new
    return (change.path,)


def _weight(change: AnswerChange) -> int:
    """Return the place of a change among others of its class; the smaller, the weightier."""
    field = change.path.rpartition(".")[2]
    if field in {"likelihood", "severity", "decision"}:
        return 0
    if re.fullmatch(r"concept\.channels\[[^\]]*\]\.status", change.path):
        return 1
    if field.endswith("]"):
        return 1 if change.path.count(".") == 1 else 2
    if re.search(r"date|_on$|status|effectiveness", field):
        return 5
    return 3 if _quotable(change) else 4


def _quotable(change: AnswerChange) -> bool:
    return bool(change.old and change.new and max(len(change.old), len(change.new)) < _SHORT)


def _clause(group: Sequence[AnswerChange]) -> str:
    change = group[0]
    title = _told(change.title)
    if len(group) > 1:
        title = change.title.rpartition(" › ")[2]
        items = dict.fromkeys(re.findall(r"„([^“]*)“", one.title)[-1] for one in group if "„" in one.title)
        if items:
            title += f" ({', '.join(items)})"
    return f"{title}, bisher {change.old}, künftig {change.new}" if _quotable(change) else title


def _told(title: str) -> str:
    """Return „Themen (Kanal „Instagram“)“ for „Kanäle › „Instagram“ › Themen“."""
    words: list[str] = []
    for part in title.split(" › "):
        if words and (part.startswith("„") or words[-1] in {"Neun Kriterien", "Antworten"}):
            words[-1] = f"{_SINGULAR.get(words[-1], words[-1])} {part}"
        else:
            words.append(part)
    *context, last = words
    return f"{last} ({', '.join(context)})" if context else last


def _count(number: int, one: str, many: str) -> str:
    """Return ``one`` for 1, else ``many`` with the number in words up to twelve, with a capital where it begins."""
    words = ("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
    if number == 1:
        return one
    text = many.format(n=words[number] if number < len(words) else number)
    return text[:1].upper() + text[1:] if many.startswith("{n} Stellen") else text
