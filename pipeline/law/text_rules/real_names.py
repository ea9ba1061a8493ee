"""What a text says of real names and minimum ages agrees with the catalogue (``TDDDG-19-2``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.catalogue.platforms import load_platforms
from pipeline.dossier.model.platform import Platform
from pipeline.language import tr
from pipeline.law.text_rules.facts import TextFacts, TextFinding, passage
from pipeline.law.text_rules.markers import words
from pipeline.law.text_rules.platform_names import named_platforms
from pipeline.law.text_rules.reading import ReadText, Sentence

_RULE = "real-names"
_REAL_NAME = re.compile(
    r"\bKlarnamen?s?(?:pflicht|zwang|gebot|prinzip)?\b|\bRealnamen?(?:pflicht)?\b|\b(?:echten?|wahren?|richtigen?|wirklichen?|bürgerlichen?|tatsächlichen?)\s+Namen?s?\b",
    re.IGNORECASE,
)
_DUTY = words(
    r"pflicht",
    r"verpflicht",
    r"Klarnamenpflicht",
    r"Klarnamenzwang",
    r"Realnamenpflicht",
    r"zwang",
    r"zwing",
    r"gezwungen",
    r"obligatorisch",
    r"ausschließlich",
    r"unerlässlich",
    r"muss",
    r"müssen",
    r"erforderlich",
    r"verlang",
    r"vorgeschrieben",
    r"zwingend",
    r"nur mit",
    r"nur unter",
    r"haben .{0,40} zu ",
)
_ANONYMOUS = re.compile(
    r"\b(?:(?:anonyme?|pseudonyme?|falsche|erfundene)\w*\s+(?:\w+\s+)?(?:Konto|Konten|Profile?|Accounts?|Nutzung|Anmeldung|Namen?)|Pseudonyme?|Spitznamen?)\b[^.,;]{0,60}?"
    r"\b(?:nicht (?:erlaubt|möglich|zulässig|zugelassen|gestattet|vorgesehen)|verboten|untersagt|ausgeschlossen|unmöglich)\b",
    re.IGNORECASE,
)
"""That accounts without one's name are forbidden is the same claim."""
_AT_AN_OFFICE = re.compile(
    r"Termin|Antr[aä]g|[Aa]usweis|Urkunde|Formular|Vordruck|Vertrag|Bewerb|Personenstand|Einwilligung|Rathaus|Amt\b"
)
"""An office asks for the right name, too."""
_CLAUSE = re.compile(r"[,;:–]")
_SAFEGUARD = words(
    r"Schutz",
    r"schütz",
    r"geschützt",
    r"verhinder",
    r"hemm",
    r"beug",
    r"sicher",
    r"erschwer",
    r"minder",
    r"abschreck",
    r"Maßnahme",
)
_SO = re.compile(r"\s*(?:Dadurch|Damit|Dies\w*|Das|So|Hierdurch|Somit)\b")
_NOT = words(
    r"kein",
    r"niemand",
    r"nicht",
    r"unwirksam",
    r"BGH",
    r"Bundesgerichtshof",
    r"anonym",
    r"pseudonym",
    r"Pseudonym",
    r"freiwillig",
    r"ohne\b",
    r"verzicht",
)
_AGE = re.compile(
    r"\b(?:Mindestalter\D{0,40}?|ab\s+|mindestens\s+|unter\s+|das\s+|vollendete[sn]?\s+)(?P<age>\d{1,2})\.?\s*(?:Jahre[ns]?|Lebensjahr\w*)\b",
    re.IGNORECASE,
)
_AGE_OF_USE = words(
    r"Mindestalter",
    r"Nutzungsbedingungen",
    r"Registrier",
    r"Anmeld",
    r"Konto (?:erst|nur|darf)",
    r"Konto anleg",
    r"zugelassen",
    r"erlaubt",
)
MIN_WORDS = 4
"""A claim is a sentence; a single word is a label, such as the head of a table's row."""
_OTHER_AGE = words(
    r"Einwilligung",
    r"Art\. ?8",
    r"Eltern",
    r"Sorgeberechtigt",
    r"Zielgruppe",
    r"Jugendliche ab",
    r"Bewerb",
    r"beworben",
    r"Wahl",
)


def real_name_claims(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield real-name duties told as a fact or as a safeguard, and ages that contradict the catalogue."""
    for sentence in text.sentences:
        if len(sentence.text.split()) < MIN_WORDS:
            continue
        if _claims_duty(sentence.text):
            yield from _real_name(text, sentence, _meant(sentence, facts))
        if age := _AGE.search(sentence.text):
            yield from _minimum_age(text, sentence, int(age["age"]), _meant(sentence, facts))


def _claims_duty(sentence: str) -> bool:
    """Return whether a clause demands real names, or forbids accounts without them."""
    if _ANONYMOUS.search(sentence):
        return True
    found = _REAL_NAME.search(sentence)
    if found is None or not _DUTY.search(sentence):
        return False
    if not found[0].casefold().startswith(("klar", "real")) and _AT_AN_OFFICE.search(sentence):
        return False
    cuts = [0, *(cut.start() for cut in _CLAUSE.finditer(sentence)), len(sentence)]
    clause = next(sentence[a:b] for a, b in pairwise(cuts) if a <= found.start() < b)
    # what another clause denies is not the duty, where this one holds all of it
    return not _NOT.search(clause if _DUTY.search(clause) else sentence)


def _real_name(text: ReadText, sentence: Sentence, meant: list[Platform]) -> Iterator[TextFinding]:
    duties = {platform.name: platform.real_name_duty.value for platform in meant if platform.real_name_duty is not None}
    wrong = [name for name, duty in duties.items() if not duty]
    behind = text.following(sentence)
    safeguard = _SAFEGUARD.search(sentence.text) or _SAFEGUARD.search(text.preceding(sentence, 2))
    if _SO.match(behind):
        safeguard = safeguard or _SAFEGUARD.search(behind)
    if wrong:
        message = tr(
            "{platforms} verlangt keinen Klarnamen; die Aussage widerspricht dem Katalog.", platforms=", ".join(wrong)
        )
    elif safeguard or not duties:
        message = tr("Eine Klarnamenpflicht wird als Tatsache oder als Schutz dargestellt.")
    else:
        return
    start, end, quote = passage(text, sentence.start, sentence.end)
    remedy = tr("Den Satz streichen; ein Klarname schützt niemanden vor der Verarbeitung seiner Daten.")
    yield TextFinding(_RULE, "TDDDG-19-2", message, remedy, start, end, quote)


def _minimum_age(text: ReadText, sentence: Sentence, age: int, meant: list[Platform]) -> Iterator[TextFinding]:
    if not _AGE_OF_USE.search(sentence.text) or _OTHER_AGE.search(sentence.text):
        return
    for platform in meant if len(meant) == 1 else ():
        right = re.search(r"\d+", platform.minimum_age.value) if platform.minimum_age is not None else None
        if right is None or int(right[0]) == age:
            continue
        start, end, quote = passage(text, sentence.start, sentence.end)
        yield TextFinding(
            _RULE,
            "TDDDG-19-2",
            tr(
                "Als Mindestalter für {platform} führt der Katalog {right}, nicht {age} Jahre.",
                platform=platform.name,
                right=platform.minimum_age.value if platform.minimum_age else "",
                age=age,
            ),
            tr("Das Alter berichtigen oder streichen."),
            start,
            end,
            quote,
        )


def _meant(sentence: Sentence, facts: TextFacts) -> list[Platform]:
    """Return the platforms that a sentence speaks of: those it names, else the text's own."""
    catalogue = load_platforms()
    named = list(dict.fromkeys(platform for platform, _, _ in named_platforms(sentence.text)))
    return [catalogue[platform] for platform in named or facts.platforms or () if platform in catalogue]
