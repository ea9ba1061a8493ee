"""No position is ascribed to the own authority without a document (``LDI-NRW-STAND``, ``LFDI-BW-DSFA``, ``FORM-BEHAUPTUNGEN``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.catalogue.authorities import load_authorities
from pipeline.dossier.model.values import Land
from pipeline.language import tr
from pipeline.law.text_rules.authorities import LAND_WORDS, stem
from pipeline.law.text_rules.facts import TextFacts, TextFinding, passage
from pipeline.law.text_rules.markers import SOURCE
from pipeline.law.text_rules.reading import ReadText

_AUTHORITY = r"(?:[Dd]e[rmns]|[Dd]ie|[Dd]as|[Uu]nser(?:e[rn]?)?)\s+(?:\w+\s+){0,2}(?:Landes(?:datenschutz)?beauftragte[rn]?|Landesdatenschutzbehörde|Landeszentrum\w*|Landesdatenschutzaufsicht)"
_VIEW = re.compile(
    r"\bgeht\b.{0,60}\bdavon aus\b|\b(?:ist|sind) der (?:Auffassung|Ansicht|Meinung)|\bvertritt\b|\b[Nn]ach (?:Auffassung|Ansicht|Meinung|Einschätzung)|\bhält\b.{0,80}\bfür\b|"
    r"\bempfiehlt\b|\bfordert\b|\bverlangt\b|\bsieht\b|\bstellt (?:fest|klar)|\bbetont\b|\berklärt\b|\bbefürwortet\b|\bbeanstandet\b|\brät\b|\bhat\b.{0,80}\b(?:erklärt|empfohlen|gefordert|festgestellt|klargestellt|anerkannt|bestätigt|betont)\b",
    re.DOTALL,
)
_MODAL = re.compile(r"\b(?:kann|darf|könnte|soll|muss|wird|würde)\b")
_ASSESSMENT = re.compile(r"[Mm]itverantwort|[Ff]olgenabschätzung|Abschätzung der Folgen|Nutzungskonzept")


def ascribed_positions(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield sentences that say what the own authority thinks and name no source."""
    authority = re.compile(rf"{_AUTHORITY}|\b(?:{_own_short(facts)})\b")
    others = re.compile(
        "|".join(rf"(?<!\w)(?:{words})(?!\w)" for land, words in LAND_WORDS.items() if land is not facts.land)
    )
    for sentence in text.sentences:
        named = authority.search(sentence.text)
        view = _VIEW.search(sentence.text)
        if named is None or view is None or (facts.land is not None and others.search(sentence.text)):
            continue
        around = text.text[sentence.start : sentence.end]
        if (
            SOURCE.search(around)
            or SOURCE.search(text.following(sentence))
            or _MODAL.search(sentence.text[: view.start()])
        ):
            continue
        start, end, quote = passage(text, sentence.start, sentence.end)
        for requirement in _requirements(sentence.text, facts):
            yield TextFinding(
                "ascribed-positions",
                requirement,
                tr("Der Aufsichtsbehörde wird eine Auffassung zugeschrieben, ohne dass ein Dokument angeführt ist."),
                tr("Das Dokument mit Titel, Datum und Adresse anführen oder die Stelle streichen."),
                start,
                end,
                quote,
            )


def _requirements(sentence: str, facts: TextFacts) -> Iterator[str]:
    yield "LDI-NRW-STAND" if facts.land is Land.NW else "FORM-BEHAUPTUNGEN"
    if _ASSESSMENT.search(sentence) and facts.land not in {Land.BW, None}:
        yield "LFDI-BW-DSFA"


def _own_short(facts: TextFacts) -> str:
    authorities = load_authorities()
    chosen = authorities.values() if facts.land is None else [authorities[facts.land]]
    return "|".join(sorted({re.escape(stem(authority)) for authority in chosen}))
