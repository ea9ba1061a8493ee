"""No sentence denies the town's influence or responsibility, or sends people to the operator alone.

``EUGH-C-210-16``, ``DSGVO-26-1``, ``DSGVO-26-3``, ``DSGVO-15``, ``DSGVO-24``, ``FORM-BEHAUPTUNGEN``. What counts is the class of the
statement: a denied influence, „only the operator“, responsibility left to the users, responsibility reduced to awareness.
A sentence that goes on to treat the joint responsibility is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.language import tr
from pipeline.law.text_rules.facts import TextFacts, TextFinding, passage
from pipeline.law.text_rules.markers import OPERATOR, OWN_BODY, USERS, words
from pipeline.law.text_rules.reading import Kind, ReadText, Sentence

_RULE = "denied-influence"
_INFLUENCE = (
    r"(?:Einfluss(?:möglichkeit(?:en)?|nahme)?|Einwirkungsmöglichkeit(?:en)?|Steuerungsmöglichkeit(?:en)?|Kontrolle)"
)
_DENIED_INFLUENCE = re.compile(
    rf"\b(?:kein(?:e|en|er|erlei)?|ohne(?:\s+jede[nr]?)?|weder|nicht\s+(?:den\s+)?(?:geringsten|mindesten))\s+(?:\w+\s+){{0,3}}?{_INFLUENCE}\b|"
    rf"\bnicht\s+(?:\w+\s+){{0,3}}?(?:beeinfluss\w+|steuer(?:n|bar)\b|kontrollier\w+)|"
    rf"\b(?:entzieht|entziehen)\s+sich\s+(?:\w+\s+){{0,4}}?{_INFLUENCE}|\baußerhalb\s+(?:\w+\s+){{0,4}}?(?:Einfluss|Verantwortung)s?(?:bereich\w*)?\b|"
    r"\b(?:trägt|tragen|übernimmt|übernehmen|haben?)\s+(?:\w+\s+){0,6}?keine(?:rlei)?\s+(?:\w+\s+){0,2}?Verantwortung\b|\bnicht\s+(?:\w+\s+){0,2}?verantwortlich\b"
)
_PROCESSING = re.compile(
    r"\b(?:Daten\w*|Verarbeitung\w*|Erhebung\w*|Weitergabe|Profil\w*|Auswertung\w*|Verwendung|Nutzung|Speicherung|Übermittlung\w*|Umfang|Plattform\w*|Anbieter\w*|Betreiber\w*)\b"
)
_ONLY = r"(?:[Aa]usschließlich|[Aa]llein(?:ig(?:e[rn]?)?)?|[Nn]ur|[Ll]ediglich|[Ee]inzig)"
_ONLY_OPERATOR = re.compile(
    rf"\b{_ONLY}\s+(?:(?:der|die|das|den|dem|durch|von|vom|bei|beim|gegenüber|an|jeweilige[nrs]?)\s+){{0,3}}(?:jeweilige[nrsm]*\s+)?{OPERATOR}\b|"
    rf"\b(?:[Dd]er|[Dd]ie|[Dd]en|[Dd]em|[Bb]eim?)\s+(?:jeweilige[nrs]?\s+)?{OPERATOR}\s+(?:\w+\s+){{0,3}}?{_ONLY.replace('[Nn]ur|', '')}\b|"
    rf"\b{OPERATOR}\b(?:(?!\b{OWN_BODY}\b)[^.;]){{0,120}}\b(?:ist|sind)\b(?:(?!\b{OWN_BODY}\b)[^.;]){{0,60}}\b{_ONLY}\s+verantwortlich\b"
)
_RIGHTS = re.compile(
    r"\bAuskunft\w*|\bAuskünfte\b|\bRechte\b(?! Dritter)|\bBetroffenenrechte|\bLöschung|\bgeltend\b|\bAnfragen\b|\b\w*[Aa]ntr[aä]ge?\b|\bAnsprechpartner\w*|\bwenden\b"
)
_DUTY = re.compile(r"\b[Vv]erantwortlich\w*|\bVerantwortung\b|\bZugriff\b|\b[Zz]uständig\w*")
NEAR = 160
"""So many characters away from „only the operator“ stands what he alone is said to do."""
_OWN_RISK = re.compile(
    r"\bin\s+alleiniger\s+Verantwortung\b|\b(?:in|auf)\s+eigene[rnms]?\s+(?:Verantwortung|Gefahr|Risiko)\b|\beigenverantwortlich\b|\b[Ii]n\s+Eigenverantwortung\b|\bselbst\s+(?:\w+\s+)?verantwortlich\b|\bauf\s+eigenes\s+Risiko\b"
)
_YOU_USE = re.compile(
    r"^\W*(?:\(?\d{1,2}[.)]\)?\s+)?(?:Die|Der)\s+(?:Nutzung|Benutzung|Besuch|Aufruf|Teilnahme)\b|\bSie\b[^.]*\b(?:nutz|benutz|besuch|aufruf|verwend|teilnehm|kommentier|veröffentlich)\w*"
)
_REDUCED = re.compile(
    r"\b(?:Mitverantwort\w+|[Gg]emeinsame\s+Verantwort\w+)\s+(?:\w+\s+){0,2}?(?:bedeutet|heißt|meint|erschöpft|beschränkt|besteht)\b[^.]*?"
    r"\b(?:bewusst\w*|Bewusstsein|aufklär\w*|Aufklärung|sensibilisier\w*|hinweis\w*|hinzuweisen|informier\w*)"
)
_TREATED = words(
    r"gemeinsam(?:e[rnms]?)? (?:mit|Verantwort|verantwort)", r"mitverantwortlich", r"Mitverantwort", r"Art\. ?26", r"C-210/16", r"ermöglich", r"dennoch", r"gleichwohl", r"trotzdem",
    r"aber\b", r"jedoch", r"obwohl", r"auch wenn", r"begrenzt", r"nur zum Teil", r"teilweise", r"vollständig", r"im Einzelnen", r"nicht allein\b",
)  # fmt: skip
"""The responsibility is treated, or the denial is limited."""
_QUOTED = re.compile(r"„[^“]*$")


def denied_influence(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield sentences that deny influence or responsibility, one finding for each requirement they contradict."""
    del facts
    for sentence in text.sentences:
        if sentence.kind is Kind.HEADING:
            continue
        yield from _denied(text, sentence)
        yield from _operator_alone(text, sentence)
        yield from _left_to_users(text, sentence)
        yield from _reduced(text, sentence)


def _denied(text: ReadText, sentence: Sentence) -> Iterator[TextFinding]:
    found = _DENIED_INFLUENCE.search(sentence.text)
    if found is None or not _PROCESSING.search(sentence.text) or _asserted_of_others(sentence.text, found):
        return
    if _TREATED.search(sentence.text.replace(found[0], " ")) or _QUOTED.search(sentence.text[: found.start()]):
        return
    yield from _findings(
        text,
        sentence,
        found,
        ("EUGH-C-210-16", "FORM-BEHAUPTUNGEN"),
        tr("Der Satz verneint jeden Einfluss oder jede Verantwortung."),
        tr(
            "Streichen oder beschreiben, was die Kommune selbst ermöglicht und wofür sie mit dem Betreiber gemeinsam verantwortlich ist."
        ),
    )


def _asserted_of_others(sentence: str, found: re.Match[str]) -> bool:
    """Return whether it is not the own body that has no influence: „the users have no influence“."""
    before = sentence[: found.start()]
    return bool(re.search(rf"\b{USERS}\s+(?:haben|hat)\s*$", before)) and not re.search(rf"\b{OWN_BODY}\b", before)


def _operator_alone(text: ReadText, sentence: Sentence) -> Iterator[TextFinding]:
    found = _ONLY_OPERATOR.search(sentence.text)
    if (
        found is None
        or re.search(r"\bnicht\s*$", sentence.text[: found.start()])
        or _QUOTED.search(sentence.text[: found.start()])
    ):
        return
    if re.search(r"nicht\s+nur|nicht\s+allein|nicht\s+ausschließlich", sentence.text):
        return
    requirements: list[str] = []
    near = sentence.text[max(0, found.start() - NEAR) : found.end() + NEAR]
    if _RIGHTS.search(near):
        requirements += ["DSGVO-26-3", "DSGVO-15"]
    elif _DUTY.search(near) and not re.search(r"[Gg]emeinsam|mitverantwort|Art\. ?26", sentence.text):
        requirements += ["EUGH-C-210-16"]
    yield from _findings(
        text,
        sentence,
        found,
        requirements,
        tr("Der Satz verweist allein an den Betreiber der Plattform."),
        tr("Streichen; Betroffene können ihre Rechte gegenüber jedem der gemeinsam Verantwortlichen geltend machen."),
    )


def _left_to_users(text: ReadText, sentence: Sentence) -> Iterator[TextFinding]:
    found = _OWN_RISK.search(sentence.text)
    if (
        found is None
        or not (re.search(rf"\b{USERS}\b", sentence.text) or _YOU_USE.search(sentence.text))
        or re.search(r"\bnicht\s*$", sentence.text[: found.start()])
    ):
        return
    yield from _findings(
        text,
        sentence,
        found,
        ("DSGVO-24", "EUGH-C-210-16"),
        tr("Der Satz verlagert die Verantwortung auf die Nutzenden."),
        tr("Streichen; verantwortlich bleibt die Kommune, gemeinsam mit dem Betreiber."),
    )


def _reduced(text: ReadText, sentence: Sentence) -> Iterator[TextFinding]:
    found = _REDUCED.search(sentence.text)
    if found is None or re.search(r"Art\. ?26|Vereinbarung|nicht nur|auch", sentence.text):
        return
    yield from _findings(
        text,
        sentence,
        found,
        ("EUGH-C-210-16", "DSGVO-26-1"),
        tr("Der Satz verkürzt die Mitverantwortung auf Aufklärung."),
        tr(
            "Beschreiben, mit wem die Kommune gemeinsam verantwortlich ist, welche Vereinbarung gilt und was daraus folgt (Art. 26 DSGVO)."
        ),
    )


def _findings(
    text: ReadText, sentence: Sentence, found: re.Match[str], requirements: Iterable[str], message: str, remedy: str
) -> Iterator[TextFinding]:
    del found
    start, end, quote = passage(text, sentence.start, sentence.end)
    for requirement in requirements:
        yield TextFinding(_RULE, requirement, message, remedy, start, end, quote)
