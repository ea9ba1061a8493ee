"""The supervisory authority bears the name that the catalogue has for its Land (``LDI-NRW-NAME``, ``DSGVO-13-2-d``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.catalogue.authorities import Authority, load_authorities
from pipeline.dossier.model.values import Land
from pipeline.language import tr
from pipeline.law.text_rules.facts import TextFacts, TextFinding, passage
from pipeline.law.text_rules.markers import FORMER
from pipeline.law.text_rules.reading import ReadText

LAND_WORDS: Mapping[Land, str] = {
    Land.BW: r"Baden-Württemberg\w*|BW",
    Land.BY: r"Bayern|Bayerisch\w*",
    Land.BE: r"Berlin(?:er)?",
    Land.BB: r"Brandenburg\w*",
    Land.HB: r"Bremen|Bremisch\w*",
    Land.HH: r"Hamburg\w*",
    Land.HE: r"Hessen|Hessisch\w*",
    Land.MV: r"Mecklenburg-Vorpommern\w*|M-V",
    Land.NI: r"Niedersachsen|Niedersächsisch\w*",
    Land.NW: r"Nordrhein-Westf[aä]l\w+|NRW|NW",
    Land.RP: r"Rheinland-Pf[aä]lz\w*|RLP|RP",
    Land.SL: r"Saarland\w*|Saarländisch\w*",
    Land.SN: r"Sachsen(?!-Anhalt)|Sächsisch\w*",
    Land.ST: r"Sachsen-Anhalt\w*|LSA",
    Land.SH: r"Schleswig-Holstein\w*|SH",
    Land.TH: r"Thüring\w+",
}
"""How texts name the Länder, as adjective, name or abbreviation."""

_LANDS = "|".join(f"(?:{pattern})" for pattern in LAND_WORDS.values())
AUTHORITY_NAME = re.compile(
    rf"(?<!\w)(?:(?P<before>{_LANDS})\s+)?(?P<head>Landesbeauftragt|Landesdatenschutzbeauftragt|Datenschutzbeauftragt|Beauftragt)e[rnms]?\s+für\s+"
    rf"(?:(?:den|die|das)\s+)?(?P<first>Datenschutz)(?:\s+und\s+(?:für\s+)?(?:(?:den|die|das)\s+)?(?P<second>(?:Recht\s+auf\s+)?[A-ZÄÖÜ][\w-]+))?"
    rf"(?:\s+(?:(?:in|von|des\s+Landes|im\s+Land|der|für)\s+)*(?:Freien\s+Hansestadt\s+)?(?P<after>{_LANDS}))?(?:\s*\((?P<short>[^()\n]{{2,30}})\))?"
)
_SHORTENED = re.compile(
    rf"(?<!\w)(?:(?P<before>{_LANDS})\s+)?(?:Landesdatenschutzbeauftragte[rnms]?\s+(?:in|von|des\s+Landes|für)?|Datenschutzbeauftragte[rnms]?\s+(?:von|des\s+Landes))\s*(?P<after>{_LANDS})(?!\w)"
)
_COMPLAINT = re.compile(
    r"Beschwerde|^Zuständig (?:ist|sind)|zuständig\w*\s+(?:Datenschutz-?)?[Aa]ufsicht|Aufsichtsbehörde (?:ist|für)|Kontrollstelle ist"
)


_NO_AUTHORITY = (
    rf"Bundesbeauftragte[rn]?\s+für\s+(?:den\s+)?Datenschutz(?:\s+und\s+die\s+Informationsfreiheit)?|"
    rf"Landes(?:amt|amts|anstalt|behörde|stelle|zentrale)\s+für\s+(?:den\s+)?Datenschutz\w*(?:\s+(?:{_LANDS}))?"
)
"""Bodies that supervise no town: that of the Federation, and those that exist in no Land for public bodies."""
_ELSEWHERE = re.compile(r"Wohnort|Aufenthalt|Arbeitsplatz|Arbeitsort|in anderen Ländern|\betwa an\b|zum Beispiel")


def authority_names(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield names of authorities that are not the official ones, and another Land's authority in place of the own one."""
    seen: list[tuple[int, int]] = []
    for found in (*AUTHORITY_NAME.finditer(text.prose), *_SHORTENED.finditer(text.prose)):
        land = _land_of(found) or facts.land
        sentence = text.sentence_at(found.start())
        if sentence is None or FORMER.search(sentence.text) or any(start <= found.start() < end for start, end in seen):
            continue
        groups = found.groupdict()
        if (
            groups.get("head") in {"Beauftragt", "Datenschutzbeauftragt"}
            and not groups.get("before")
            and not groups.get("after")
        ):
            continue
        seen.append(found.span())
        if not _official(groups, land):
            yield _finding(text, facts, land, *found.span())
        elif facts.land is not None and land is not facts.land and _sent_there(sentence.text):
            yield _finding(text, facts, facts.land, *found.span())
        elif facts.land is not None and land is facts.land and not _short_right(groups.get("short"), land):
            yield _finding(text, facts, land, found.start("short"), found.end("short"))
    yield from _abbreviations(text, facts, seen)
    yield from _bodies_of_others(text, facts)


def _sent_there(sentence: str) -> bool:
    """Return whether a complaint is sent to the authority; whoever lives elsewhere may turn to one there."""
    return _COMPLAINT.search(sentence) is not None and _ELSEWHERE.search(sentence) is None


def _abbreviations(text: ReadText, facts: TextFacts, seen: list[tuple[int, int]]) -> Iterator[TextFinding]:
    if facts.land is None:
        return
    own = stem(load_authorities()[facts.land])
    for found in re.finditer(
        rf"(?<![\w.-])(?:{'|'.join(sorted(_stems(), key=len, reverse=True))})(?![\w-])", text.prose
    ):
        if found[0] == own or any(start <= found.start() < end for start, end in seen):
            continue
        sentence = text.sentence_at(found.start())
        others = [
            land
            for land in _stems()[found[0]]
            if sentence and re.search(rf"(?<!\w)(?:{LAND_WORDS[land]})(?!\w)", sentence.text)
        ]
        if not others:
            yield _finding(text, facts, facts.land, *found.span())


def _bodies_of_others(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield bodies that are not the Land's commissioner, where a complaint is sent to them: other Länder's, the Federation's."""
    for found in _bodies().finditer(text.prose) if facts.land is not None else ():
        land = next((one for one in Land if found.lastgroup == f"of_{one.name}"), None)
        sentence = text.sentence_at(found.start())
        if land is not facts.land and sentence is not None and _sent_there(sentence.text):
            yield _finding(text, facts, facts.land, *found.span())


@cache
def _bodies() -> re.Pattern[str]:
    """Return the names of authorities that are no commissioner, in each case of declension."""
    groups = []
    for land, authority in load_authorities().items():
        if AUTHORITY_NAME.search(authority.name):
            continue
        forms = (authority.name_nominative, authority.name_genitive, authority.name_dative)
        names = {authority.name, *(form.partition(" ")[2] for form in forms)}
        written = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names))
        groups.append(f"(?P<of_{land.name}>{written})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)}|{_NO_AUTHORITY})(?!\w)")


def _official(groups: Mapping[str, str | None], land: Land | None) -> bool:
    if "head" not in groups or groups["head"] == "Landesdatenschutzbeauftragt":
        return False
    second = _plain(groups["second"])
    if land is None:
        return second in {_second(authority) for authority in load_authorities().values()}
    return second == _second(load_authorities()[land])


def _short_right(short: str | None, land: Land) -> bool:
    if not short or short.split()[0] not in _stems():
        return True
    return short.split()[0] == stem(load_authorities()[land])


def _finding(text: ReadText, facts: TextFacts, land: Land | None, first: int, last: int) -> TextFinding:
    start, end, quote = passage(text, first, last)
    requirement = "LDI-NRW-NAME" if facts.land is Land.NW else "DSGVO-13-2-d"
    if land is None:
        message = tr("Keine Aufsichtsbehörde eines Landes heißt „{name}“.", name=quote)
        remedy = tr("Die amtliche Bezeichnung der Aufsichtsbehörde des eigenen Landes verwenden.")
    else:
        authority = load_authorities()[land]
        message = tr("Die Aufsichtsbehörde für {land} heißt nicht „{name}“.", land=land.label, name=quote)
        remedy = tr("Ersetzen durch: {name} ({short}).", name=authority.name, short=authority.short_name)
    return TextFinding("authority-names", requirement, message, remedy, start, end, quote)


def _land_of(found: re.Match[str]) -> Land | None:
    named = found["before"] or found["after"] or ""
    return next((land for land, pattern in LAND_WORDS.items() if named and re.fullmatch(pattern, named)), None)


def stem(authority: Authority) -> str:
    """Return the abbreviation of an authority without its Land: ``LDI`` of ``LDI NRW``."""
    return authority.short_name.split()[0]


@cache
def _stems() -> Mapping[str, tuple[Land, ...]]:
    """Return the abbreviations of all authorities, each with the Länder that use it."""
    result: dict[str, tuple[Land, ...]] = {}
    for land, authority in load_authorities().items():
        result[stem(authority)] = (*result.get(stem(authority), ()), land)
    return result


@cache
def _second(authority: Authority) -> str:
    """Return what an authority is responsible for beside data protection, or an empty text."""
    found = re.search(r"Datenschutz und (?:für )?(?:den |die |das )?((?:Recht auf )?[A-ZÄÖÜ][\w-]+)", authority.name)
    return _plain(found[1]) if found else ""


def _plain(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()
