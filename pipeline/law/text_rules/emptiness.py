"""No list item and no heading is empty, and no placeholder is left (``FORM-LEERE-ELEMENTE``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.language import tr
from pipeline.law.text_rules.facts import TextFacts, TextFinding, passage
from pipeline.law.text_rules.reading import Kind, Line, ReadText

_RULE = "emptiness"
_REQUIREMENT = "FORM-LEERE-ELEMENTE"
_PLACEHOLDER = re.compile(
    r"(?<![\w-])(?:TODO|TBD|FIXME|[tT]{2}\.[mM]{2}\.[jJ]{2,4}|[xX]{2,}(?:\.[xX]{2,})*|[Ll]orem [Ii]psum)(?![\w-])|\?{3,}|…{2,}|"
    r"\[(?:[^\[\]\n]{0,60}?\b)?(?:eintragen|ergänzen|einfügen|ausfüllen|einsetzen|angeben|bitte|Name|Datum|Ort|Adresse|Telefon|Platzhalter|Titel|Link|URL|Text|Straße|Nummer|Funktion|offen)\b[^\[\]\n]{0,60}\](?!\()|"
    r"<(?:Name|Datum|Ort|Adresse|Telefon|Platzhalter|Titel|Link|Text|Gemeinde|Stadt)[^<>\n]{0,40}>|"
    r"\b(?:hier|bitte)\s+(?:\w+\s+){0,3}?(?:einfügen|eintragen|ergänzen|einsetzen)\b"
)


def empty_elements(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield empty list items, headings without text and placeholders."""
    if facts.template:
        return
    yield from _items(text)
    yield from _headings(text)
    for found in _PLACEHOLDER.finditer(text.text):
        start, end, quote = passage(text, *found.span())
        yield TextFinding(
            _RULE,
            _REQUIREMENT,
            tr("Platzhalter im Text: „{words}“.", words=quote),
            tr("Die Stelle ausfüllen oder streichen."),
            start,
            end,
            quote,
        )


def _items(text: ReadText) -> Iterator[TextFinding]:
    for index, line in enumerate(text.lines):
        if (
            line.kind is Kind.ITEM
            and not re.search(r"\w", line.words)
            and _is_bullet(text, line)
            and not _continued(text.lines, index)
        ):
            yield TextFinding(
                _RULE,
                _REQUIREMENT,
                tr("Ein Listeneintrag ist leer{where}.", where=_where(text, line)),
                tr("Den Eintrag füllen oder streichen."),
                line.start,
                line.end,
                text.text[line.start : line.end].strip(),
            )


def _is_bullet(text: ReadText, line: Line) -> bool:
    """Return whether the mark is that of a list; a lone dash stands for „none“ in a table, a lone box waits for its tick."""
    return text.text[line.start : line.end].strip() not in {"–", "—", "☐", "✓", "□"}


def _continued(lines: Sequence[Line], index: int) -> bool:
    """Return whether the item's words stand on the next line, as text taken from a PDF has it."""
    return index + 1 < len(lines) and lines[index + 1].kind is Kind.TEXT


def _headings(text: ReadText) -> Iterator[TextFinding]:
    headings = text.headings
    for index, heading in enumerate(headings):
        following = headings[index + 1] if index + 1 < len(headings) else None
        body = text.text[heading.end : following.start if following else len(text.text)]
        deeper = following is not None and _is_deeper(heading, following)
        if not heading.words or (not deeper and not re.search(r"\w", body)):
            yield TextFinding(
                _RULE,
                _REQUIREMENT,
                tr("Unter der Überschrift „{title}“ steht nichts.", title=heading.words)
                if heading.words
                else tr("Eine Überschrift ist leer."),
                tr("Den Abschnitt füllen oder die Überschrift streichen."),
                heading.start,
                heading.end,
                f"{heading.number} {heading.words}".strip(),
            )


def _is_deeper(heading: Line, following: Line) -> bool:
    """Return whether the next heading belongs under ``heading``; one without a number, as of a box, does."""
    return following.level > heading.level or bool(heading.number and not following.number)


def _where(text: ReadText, line: Line) -> str:
    """Return „ (Abschnitt 6.1 Vorteile)“: empty items have no words of their own."""
    above = [heading for heading in text.headings if heading.start < line.start]
    if not above:
        return ""
    return tr(" (Abschnitt „{title}“)", title=f"{above[-1].number} {above[-1].words}".strip())
