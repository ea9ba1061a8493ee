"""Legal bases that a municipality cannot rely on: legitimate interests, the BDSG, a list made for others.

``DSGVO-6-1-f-NICHT``, ``DSGVO-13-1-d``, ``BDSG-3-NICHT``, ``DSK-MUSS-LISTE``, and another Land's act (``DSGVO-6-1-e``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.catalogue.authorities import load_authorities
from pipeline.dossier.model.values import Land
from pipeline.language import tr
from pipeline.law.text_rules.facts import TextFacts, TextFinding, passage
from pipeline.law.text_rules.markers import EXAMPLE, FORMER, OPERATOR, words
from pipeline.law.text_rules.reading import ReadText, Sentence

_RULE = "legal-bases"
_LETTER_F = re.compile(
    r"\bArt(?:\.|ikel)\s*6\s*(?:Abs(?:\.|atz)\s*1|\(1\))\s*(?:(?:UAbs\.|Unterabs\.|Unterabsatz|S\.|Satz)\s*\d\s*)*(?:(?:(?:lit|Buchst)\.?|Buchstabe)\s*f\b|f\)(?=\s)|(?<=\(1\) )f\b)"
)
_INTEREST = re.compile(r"\bberechtigte[nrsm]?\s+Interesse(?:n|s)?\b", re.IGNORECASE)
_AS_BASIS = words(
    r"Rechtsgrundlage",
    r"Grundlage",
    r"stütz",
    r"beruh",
    r"gemäß",
    r"nach Art",
    r"basier",
    r"erfolgt",
    r"rechtfertig",
    r"i\. ?S\. ?d",
    r"im Sinne",
    r"unser",
)
_NOT = words(
    r"nicht",
    r"kein",
    r"entfällt",
    r"scheide",
    r"ausgeschlossen",
    r"unzulässig",
    r"UAbs\. ?2",
    r"Unterabsatz 2",
    r"dürfen sich Behörden",
    r"statt",
)
_OF_OTHERS = re.compile(
    rf"\b{OPERATOR}\s+(?:\w+\s+){{0,4}}?(?:stützt|stützen|beruft|berufen|nennt|nennen|führt|verarbeitet|gibt|geben|beansprucht)|\b(?:stützt|stützen|beruft|berufen)\s+sich\s+(?:\w+\s+){{0,2}}?{OPERATOR}|"
    rf"\bnach\s+(?:eigene[nr]\s+)?Angaben?\s+(?:von|des|der)|\bInteressen?\s+(?:der|des|von)\s+(?:\w+\s+){{0,2}}?(?:{OPERATOR}|abgebildet\w*|Abgebildet\w*|betroffen\w*|Betroffen\w*|Person\w*|Dritte\w*|Kinde[rs]\w*|Menschen)|"
    r"\b(?:abgebildet|Abgebildet)\w*|§ 23"
)
_COURT = words(r"OVG", r"VG\b", r"VGH", r"Urteil", r"Beschluss", r"Gericht", r"Rechtsprechung")
_BDSG = re.compile(
    r"(?:§+\s*(?P<section>\d+\w?)(?:\s*(?:Abs|S|Nr)\.\s*\d+)*\s*)?\b(?:BDSG|Bundesdatenschutzgesetz(?:es)?)\b"
)
_LIST = re.compile(
    r"\b(?:Muss-?[Ll]iste|Blacklist|Positivliste|Liste\s+(?:der\s+)?(?:Verarbeitungs\w+|nach\s+Art\.\s*35))\b"
)
_DSK = re.compile(r"\bDSK\b|\bDatenschutzkonferenz\b")
_BINDING = words(
    r"verbindlich",
    r"maßgeblich",
    r"verpflicht",
    r"muss",
    r"vorgeschrieben",
    r"zwingend",
    r"gilt",
    r"bindend",
    r"danach",
    r"aufgrund",
)
_NOT_BINDING = words(
    r"nichtöffentlich",
    r"nicht-öffentlich",
    r"nicht öffentlich",
    r"Orientierung",
    r"orientier",
    r"nicht verbindlich",
    r"nicht bind",
    r"private",
    r"nicht unmittelbar",
)


def legal_bases(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield sentences that rest the town's own processing on what cannot carry it."""
    notice = _is_notice(text)
    for sentence in text.sentences:
        found = _LETTER_F.search(sentence.text) or (
            _INTEREST.search(sentence.text) if _AS_BASIS.search(sentence.text) else None
        )
        if found is not None and not _NOT.search(sentence.text) and not _OF_OTHERS.search(sentence.text):
            for requirement in ("DSGVO-6-1-f-NICHT", *(("DSGVO-13-1-d",) if notice else ())):
                yield _finding(
                    text,
                    sentence,
                    found,
                    requirement,
                    tr("Behörden können sich bei ihren Aufgaben nicht auf berechtigte Interessen stützen."),
                    tr(
                        "Art. 6 Abs. 1 UAbs. 1 lit. e DSGVO mit der Vorschrift des Landesrechts nennen oder die Stelle der Plattform zuordnen."
                    ),
                )
        yield from _federal_act(text, sentence)
        yield from _act_of_another_land(text, sentence, facts)
        yield from _list_of_others(text, sentence)


def _federal_act(text: ReadText, sentence: Sentence) -> Iterator[TextFinding]:
    found = _BDSG.search(sentence.text)
    if found is None or _NOT.search(sentence.text) or _OF_OTHERS.search(sentence.text) or FORMER.search(sentence.text):
        return
    if found["section"] is None and not _AS_BASIS.search(sentence.text):
        return
    yield _finding(
        text,
        sentence,
        found,
        "BDSG-3-NICHT",
        tr("Das Bundesdatenschutzgesetz ist keine Rechtsgrundlage einer Kommune."),
        tr("Die Vorschrift des Landesdatenschutzgesetzes nennen."),
    )


def _act_of_another_land(text: ReadText, sentence: Sentence, facts: TextFacts) -> Iterator[TextFinding]:
    if facts.land is None:
        return
    found = _acts_of_others(facts.land).search(sentence.text)
    if found is None or not _AS_BASIS.search(sentence.text) or _NOT.search(sentence.text):
        return
    if EXAMPLE.search(sentence.text) or FORMER.search(sentence.text) or _COURT.search(sentence.text):
        return
    yield _finding(
        text,
        sentence,
        found,
        "DSGVO-6-1-e",
        tr("Die Vorschrift gehört zum Recht eines anderen Landes."),
        tr("Die Vorschrift des eigenen Landes nennen."),
    )


@cache
def _acts_of_others(land: Land) -> re.Pattern[str]:
    """Return a provision of another Land's act; abbreviations that several Länder use say nothing."""
    every = load_authorities()
    own = every[land].act_short
    shorts = [one.act_short for one in every.values()]
    names = sorted({short for short in shorts if shorts.count(short) == 1 and short != own}, key=len, reverse=True)
    return re.compile(rf"§+\s*\d+\w?\b[^§;]{{0,30}}?(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def _list_of_others(text: ReadText, sentence: Sentence) -> Iterator[TextFinding]:
    found = _LIST.search(sentence.text)
    if (
        found is None
        or not _DSK.search(sentence.text)
        or not _BINDING.search(sentence.text)
        or _NOT_BINDING.search(sentence.text)
    ):
        return
    yield _finding(
        text,
        sentence,
        found,
        "DSK-MUSS-LISTE",
        tr("Die Liste der Datenschutzkonferenz gilt für den nichtöffentlichen Bereich, nicht für Kommunen."),
        tr("Die Liste der eigenen Aufsichtsbehörde für öffentliche Stellen anführen."),
    )


def _is_notice(text: ReadText) -> bool:
    """Return whether the text is a privacy notice, by the words at its head."""
    return re.search(r"Datenschutz(?:hinweise?|erklärung|information)", text.text[:300]) is not None


def _finding(
    text: ReadText, sentence: Sentence, found: re.Match[str], requirement: str, message: str, remedy: str
) -> TextFinding:
    start, end, quote = passage(text, sentence.start + found.start(), sentence.start + found.end())
    return TextFinding(_RULE, requirement, message, remedy, start, end, quote)
