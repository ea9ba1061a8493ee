"""A text meant for publication names functions, not employees (``NAMEN-IM-KONZEPT``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language import tr
from pipeline.law.text_rules.facts import TextFacts, TextFinding, passage
from pipeline.law.text_rules.reading import ReadText, ascii_letters

_RULE = "names"
_REQUIREMENT = "NAMEN-IM-KONZEPT"
_NAME_WORD = r"[A-ZÄÖÜ][a-zäöüßéèçğışčć]+(?:-[A-ZÄÖÜ][a-zäöüßéè]+)*"
_OFFICES = r"(?:(?:Ober)?[Bb]ürgermeister|Landr[aä]t|Minister|Präsident|Dezernent|Beigeordnete|Professor|Richter|Staatssekretär)\w*"
_PERSON = re.compile(
    rf"\b(?:Frau|Herrn?)\s+(?:(?:Dr|Prof|Dipl\.-\w+)\.\s+)*(?!{_OFFICES})(?P<name>(?:{_NAME_WORD}\s+)?(?:(?:von|van|de|zu)\s+)?(?P<last>{_NAME_WORD}))"
)
_PERSON_WITH_MAIL = re.compile(
    rf"(?P<name>{_NAME_WORD}\s+(?P<last>{_NAME_WORD}))\s*[,(:–-]\s*(?:[^@\n]{{0,40}}?(?<![\w.+-]))?(?P<local>[\w.+-]+)@"
)
"""A name with the mailbox of this person behind it."""
_OFFICE = re.compile(rf"{_OFFICES}\W+$")
_MAIL = re.compile(r"(?<!mailto:)(?<![\w.+-])(?P<local>[\w.+-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_PHONE = re.compile(r"(?:Tel(?:efon)?\.?|Durchwahl|Fon|Mobil)\s*(?:Nr\.?)?\s*:?\s*(?P<number>\+?[\d(][\d ()/–-]{5,}\d)")
_FUNCTION_WORDS = (
    r"info|post|poststelle|rathaus|stadt|gemeinde|kreis|kommune|verwaltung|datenschutz|dsb|dsgvo|presse|kommunikation|social|media|redaktion|kontakt|mail|service|buergerbuero|buerger|"
    r"online|internet|web|webmaster|it|edv|archiv|personalrat|recht|rechtsamt|ordnungsamt|bauamt|amt|fachbereich|team|hilfe|support|office|impressum|feedback|barrierefrei|kultur|tourismus|"
    r"touristinfo|marketing|stadtmarketing|oeffentlichkeitsarbeit|pr|kanal|instagram|facebook|beschwerde|auskunft|zentrale|vorzimmer|sekretariat|bibliothek|buecherei|museum|jugend|schule"
)
_FUNCTION = re.compile(
    rf"(?:^|[._+-])(?:{_FUNCTION_WORDS})(?:$|[._+-]|\w{{0,14}}$)|^(?:{_FUNCTION_WORDS})", re.IGNORECASE
)
NEAR = 200
"""So many characters behind a name its telephone number stands."""


def employee_names(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield names of employees, their personal mailboxes and direct dials."""
    del facts
    people = [found for found in _PERSON.finditer(text.text) if not _OFFICE.search(text.text[: found.start()][-40:])]
    lasts = {found["last"].casefold() for found in people}
    for found in people:
        yield _finding(text, *found.span(), tr("Der Text nennt eine beschäftigte Person mit Namen."))
    for found in _PERSON_WITH_MAIL.finditer(text.text):
        if (
            found["last"].casefold() not in lasts
            and ascii_letters(found["last"].casefold()) in found["local"].casefold()
        ):
            yield _finding(text, *found.span("name"), tr("Der Text nennt eine beschäftigte Person mit Namen."))
    for found in _MAIL.finditer(text.text):
        if _personal(found["local"], lasts):
            yield _finding(text, *found.span(), tr("Der Text nennt ein persönliches Postfach."))
    for found in _PHONE.finditer(text.text):
        if any(0 <= found.start() - person.end() <= NEAR for person in people):
            yield _finding(text, *found.span("number"), tr("Der Text nennt die Durchwahl einer beschäftigten Person."))


def _personal(local: str, lasts: set[str]) -> bool:
    if _FUNCTION.search(local):
        return False
    parts = [part.casefold() for part in re.split(r"[._+-]", local) if part]
    if any(ascii_letters(last) in {ascii_letters(part) for part in parts} for last in lasts):
        return True
    return len(parts) == 2 and all(part.isalpha() for part in parts) and len(parts[1]) > 2


def _finding(text: ReadText, first: int, last: int, message: str) -> TextFinding:
    start, end, quote = passage(text, first, last)
    remedy = tr("Funktion und Funktionspostfach nennen; Namen gehören in die interne Fassung.")
    return TextFinding(_RULE, _REQUIREMENT, message, remedy, start, end, quote)
