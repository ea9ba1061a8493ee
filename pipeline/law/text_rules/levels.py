"""Risks are rated in the levels of the DSK scale (``DSFA-SKALA``, ``DSFA-METHODE``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language import tr
from pipeline.law.text_rules.facts import TextFacts, TextFinding, passage
from pipeline.law.text_rules.reading import ReadText

_LEVEL = r"(?:sehr\s+)?(?:gering|niedrig|klein|mittel|moderat|mäßig|normal|hoch|erhöht|groß|erheblich|mittler|akzeptabel|überschaubar)(?:e[nrsm]?)?"
_OTHER = r"(?:mittel(?!bar|fristig)|mittlere[nrsm]?|moderate?[nrsm]?|mäßige?[nrsm]?|niedrige?[nrsm]?|vernachlässigbare?[nrsm]?|unbedeutende?[nrsm]?|sehr\s+(?:geringe?[nrsm]?|hohe?[nrsm]?)|normale[nrsm]?)"
_MIXED = re.compile(rf"\b{_LEVEL}\s+(?:bis|/|-|–|oder)\s+{_LEVEL}\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?P<level>{_OTHER})\s+(?:\w+\s+)?(?:Rest)?[Rr]isik(?:o|en)s?\b")
_RATED = re.compile(
    rf"\b(?:Rest)?[Rr]isik(?:o|en)\b[^.]{{0,160}}?\b(?:als|mit|ist|sind|:)\s+(?:insgesamt\s+|eher\s+)?(?P<level>{_OTHER})\s*(?:\b(?:ein|bewert|eingestuft|anzusehen|zu)\w*|$|[.,;])"
)
_NONE = re.compile(
    r"(?<!hohes )(?<!hohe )(?<!hohen )\bRisik(?:o|en)\b(?:(?!\bhohe\w*\b)[^.,;]){0,60}?\b(?:besteht|bestehen|gibt es|liegt|liegen)\s+(?:hier\s+|daher\s+)?nicht(?:\s+vor)?(?=\s*(?:[.,;]|$))|"
    r"\b(?:kein(?:e|erlei)?|ohne)\s+(?:jedes\s+|datenschutzrechtliche[sn]?\s+|nennenswerte[sn]?\s+|besondere[sn]?\s+)?Risik(?:o|en)\b(?!\s*(?:für|zur Folge)?\s*\w*\s*(?:hat|haben|besteht, wenn))"
)
_HEDGED = re.compile(
    r"\b(?:soweit|sofern|wenn|falls|ob|voraussichtlich nicht|kein\w* \w*losen?|Meldung|Art\. ?33|weitere[sn]?)\b"
)


def risk_levels(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield ratings of a risk in levels that the scale does not have."""
    del facts
    for sentence in text.sentences:
        if not re.search(r"[Rr]isik", sentence.text):
            continue
        found = _MIXED.search(sentence.text) or _BEFORE.search(sentence.text) or _RATED.search(sentence.text)
        if found is None and not _HEDGED.search(sentence.text):
            found = _NONE.search(sentence.text)
        if found is None or sentence.text.rfind("„", 0, found.start()) > sentence.text.rfind("“", 0, found.start()):
            continue
        span = found.span("level") if "level" in found.groupdict() else found.span()
        start, end, quote = passage(text, sentence.start + span[0], sentence.start + span[1])
        message = tr("„{level}“ ist keine Stufe der Skala.", level=quote)
        remedy = tr("Eine der Stufen „geringes Risiko“, „Risiko“ oder „hohes Risiko“ verwenden und die Methode nennen.")
        for requirement in ("DSFA-SKALA", "DSFA-METHODE"):
            yield TextFinding("risk-levels", requirement, message, remedy, start, end, quote)
