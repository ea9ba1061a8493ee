"""No section has a single subsection, and numbers have no gap (``FORM-GLIEDERUNG``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language import tr
from pipeline.law.text_rules.facts import TextFacts, TextFinding
from pipeline.law.text_rules.reading import Line, ReadText

_RULE = "outline"
_REQUIREMENT = "FORM-GLIEDERUNG"
MIN_HEADINGS = 3
Number = tuple[int, ...]


def outline(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield single subsections and gaps among numbered headings."""
    if facts.template:
        return
    numbered = {_number(line): line for line in text.headings if line.number}
    if len(numbered) < MIN_HEADINGS:
        return
    for number, line in numbered.items():
        parent = number[:-1]
        siblings = [other for other in numbered if len(other) == len(number) and other[:-1] == parent]
        if parent in numbered and len(siblings) == 1:
            yield _finding(
                line,
                tr(
                    "Abschnitt {parent} hat nur den einen Unterabschnitt {number}.",
                    parent=_text(parent),
                    number=line.number,
                ),
                tr("Den Unterabschnitt mit dem übergeordneten zusammenführen oder einen zweiten ergänzen."),
            )
        missing = _text((*parent, number[-1] - 1))
        gap = number[-1] > 1 and (*parent, number[-1] - 1) not in numbered
        if gap and len(siblings) > 1 and _first(number, siblings) and not _begins_line(text, missing):
            yield _finding(
                line,
                tr("Vor Abschnitt {number} fehlt Abschnitt {missing}.", number=line.number, missing=missing),
                tr("Die Abschnitte fortlaufend nummerieren."),
            )


def _begins_line(text: ReadText, number: str) -> bool:
    """Return whether a line begins with ``number``: a heading that was not recognised as one is not missing."""
    return re.search(rf"^[ \t]*{re.escape(number)}\b", text.text, re.MULTILINE) is not None


def _first(number: Number, siblings: list[Number]) -> bool:
    """Return whether there is a smaller sibling, so that the outline does not merely begin later."""
    return any(sibling < number for sibling in siblings)


def _number(line: Line) -> Number:
    return tuple(int(part) for part in line.number.split("."))


def _text(number: Number) -> str:
    return ".".join(map(str, number))


def _finding(line: Line, message: str, remedy: str) -> TextFinding:
    return TextFinding(_RULE, _REQUIREMENT, message, remedy, line.start, line.end, f"{line.number} {line.words}")
