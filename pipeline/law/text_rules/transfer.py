"""Transfer bases that courts have struck down are not cited as in force (``PRIVACY-SHIELD``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language import tr
from pipeline.law.text_rules.facts import TextFacts, TextFinding, passage
from pipeline.law.text_rules.markers import DENIED, FORMER, words
from pipeline.law.text_rules.reading import ReadText

_DEAD = re.compile(
    r"(?<!\w)(?:EU-US[- ])?(?:Privacy[ -]?Shield|Safe[ -]?Harbou?r|Datenschutz-?schild(?:es|s)?)(?:-?(?:Abkommen|Zertifizierung|Beschluss|Liste))?(?!\w)|\(EU\) 2016/1250|2000/520/EG",
    re.IGNORECASE,
)
_JUDGED = words(r"Schrems", r"C-311/18", r"C-362/14", r"Nachfolge", r"Urteil", r"EuGH", r"Gerichtshof")


def dead_transfer_bases(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield places that rely on Privacy Shield or Safe Harbor."""
    del facts
    for found in _DEAD.finditer(text.prose):
        sentence = text.sentence_at(found.start())
        around = sentence.text if sentence is not None else ""
        if FORMER.search(around) or DENIED.search(around) or _JUDGED.search(around):
            continue
        start, end, quote = passage(text, *found.span())
        yield TextFinding(
            "dead-transfer-bases",
            "PRIVACY-SHIELD",
            tr("„{name}“ ist vom Europäischen Gerichtshof aufgehoben und trägt keine Übermittlung mehr.", name=quote),
            tr("Streichen oder als aufgehoben kennzeichnen und die heutige Grundlage der Übermittlung nennen."),
            start,
            end,
            quote,
        )
