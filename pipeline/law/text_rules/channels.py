"""The platforms that a text names are its channels, and it speaks of as many as there are (``FORM-KANALKONSISTENZ``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language import tr
from pipeline.law.text_rules.facts import TextFacts, TextFinding, passage
from pipeline.law.text_rules.markers import DENIED, EXAMPLE, FORMER, OWN_BODY, words
from pipeline.law.text_rules.platform_names import named_platforms, platform_names, title_of
from pipeline.law.text_rules.reading import Kind, ReadText, Sentence

_RULE = "channels"
_REQUIREMENT = "FORM-KANALKONSISTENZ"
MIN_HEADINGS = 3
"""So many headings make a text a whole document, in which each channel must be named."""

_ALTERNATIVE = words(
    r"alternativ", r"statt", r"geprüft", r"Prüfung", r"milder", r"erwogen", r"Vergleich", r"verglichen", r"datenschutzfreundlich", r"abgelehnt", r"geplant", r"künftig", r"später",
    r"anders als", r"im Gegensatz", r"private", r"andere", r"weitere", r"neben", r"Wechsel", r"Fediverse",
    r"wäre", r"Eingriff", r"versuchsweise", r"im Versuch", r"verworfen",
)  # fmt: skip
_LAW = words(
    r"EuGH", r"EuG\b", r"BVerwG", r"BGH", r"OVG", r"VG\b", r"Gericht", r"Urteil", r"Urt\.", r"Beschluss", r"Kurzgutachten", r"DSK", r"Datenschutzkonferenz", r"BfDI",
    r"Bundesbeauftragte", r"Landesbeauftragte", r"LfDI", r"LDI", r"Aufsichtsbehörde", r"Europäische Kommission", r"Rechtsprechung", r"C-\d+/\d\d", r"Verfahren",
)  # fmt: skip
_PAPER = words(
    r"Ergänzung",
    r"Addendum",
    r"Vereinbarung",
    r"Nutzungsbedingungen",
    r"Seiten-Insights",
    r"verfasst",
    r"geschrieben",
    r"Konzern",
    r"gehört",
    r"Mutter",
    r"Tochter",
    r"Unternehmensgruppe",
)
_CLOSED = re.compile(
    r"\b(?:wurden?|ist|sind)\b.{0,120}?\b(?:geschlossen|eingestellt|stillgelegt|abgeschaltet|abgemeldet)\b"
)
_COMPANY = re.compile(r"\s+(?:Ireland|Inc\b|Ltd|Limited|LLC|Corporation|International|Business Suite)")
_PLURAL = re.compile(
    rf"(?P<compound>(?<!\w)Social-Media-(?:Profile|Kanäle|Auftritte|Accounts|Konten|Seiten|Angebote|Plattformen)n?(?!\w))|"
    rf"(?P<own>(?<!\w)(?:[Dd]ie|[Dd]er|[Dd]en|[Uu]nsere[nr]?|[Ii]hre[nr]?|[Aa]lle[nr]?)\s+(?:Angebote|Kanäle|Profile|Auftritte|Accounts)n?\s+(?:der|unserer|des)\s+{OWN_BODY})(?!\w)"
)
_GENERAL = words(
    r"private",
    r"fremde",
    r"andere",
    r"weitere",
    r"künftig",
    r"neue",
    r"jede",
    r"alle ",
    r"sämtliche",
    r"eigene Konten",
    r"persönliche",
    r"Fraktion",
    r"allgemein",
)
_BODIES = re.compile(
    rf"(?<!\w){OWN_BODY}(?:\s+[A-ZÄÖÜ][\w-]+){{0,3}}\s+(?:und|sowie|mit)\s+(?:ihre|seine)[nr]?\s+(?:\w+en\s+)?(?P<bodies>Einrichtungen|Eigenbetriebe[n]?|Dienststellen|Gesellschaften|Töchter|Tochtergesellschaften|Betriebe)(?!\w)"
)
_NAMED_BODIES = re.compile(
    r"Einrichtung\w*[^.]{0,200}(?:Muse|Büchere|Bibliothek|Schul|Bad\b|Bäder|Kita|Kindertages|Volkshochschule|Stadtwerke|Jugend|Archiv|Theater|Konto|Konten|Kanal|Kanäle)|Geltungsbereich"
)


def channel_names(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield platforms that are no channel, channels that are never named, and plurals where there is one channel."""
    if facts.platforms is None:
        return
    named = set()
    for platform, first, last in named_platforms(text.prose):
        named.add(platform)
        sentence = text.sentence_at(first)
        if platform in facts.platforms or sentence is None or _mentioned_only(text, sentence, first, last):
            continue
        start, end, quote = passage(text, first, last)
        yield TextFinding(
            _RULE,
            _REQUIREMENT,
            tr("Der Text nennt {platform}, ein Kanal dort ist aber nicht aufgeführt.", platform=title_of(platform)),
            tr("Die Plattform streichen oder den Kanal in die Liste aufnehmen."),
            start,
            end,
            quote,
        )
    yield from _never_named(text, facts, named)
    if facts.single_channel:
        yield from _plurals(text)
    yield from _bodies(text)


def _mentioned_only(text: ReadText, sentence: Sentence, first: int, last: int) -> bool:
    """Return whether a platform is named as an example, an alternative, in law or in the title of a paper."""
    before, around = sentence.text[: first - sentence.start], sentence.text
    if _COMPANY.match(text.prose, last) or EXAMPLE.search(before[-80:]) or EXAMPLE.search(text.prose[last : last + 40]):
        return True
    if not sentence.text.rstrip().endswith((".", "!", "?")):  # a title: what follows says why
        around = f"{around} {text.following(sentence, 3)}"
    if any(pattern.search(around) for pattern in (_ALTERNATIVE, _LAW, _PAPER, FORMER)):
        return True
    if DENIED.search(around) or _CLOSED.search(around):
        return True
    before_it = text.preceding(sentence)
    return _LAW.search(before_it) is not None or _goes_on(before_it, sentence.text)


def _goes_on(before: str, sentence: str) -> bool:
    """Return whether ``sentence`` goes on about a platform that the one before named as an alternative."""
    named = {platform for platform, _, _ in named_platforms(before)}
    here = {platform for platform, _, _ in named_platforms(sentence)}
    return bool(named & here) and _ALTERNATIVE.search(before) is not None


def _never_named(text: ReadText, facts: TextFacts, named: set[str]) -> Iterator[TextFinding]:
    if facts.template or len(text.headings) < MIN_HEADINGS or not facts.platforms:
        return
    for platform in facts.platforms:
        if platform not in named and platform in platform_names():
            title = title_of(platform)
            yield TextFinding(
                _RULE,
                _REQUIREMENT,
                tr("{platform} gehört zu den Kanälen, der Text nennt die Plattform aber nirgends.", platform=title),
                tr("Zweck, Art und Umfang, Gründe, Zuständigkeit und Risiken auch dieses Kanals beschreiben."),
                0,
                0,
                "",
            )


def _plurals(text: ReadText) -> Iterator[TextFinding]:
    for found in _PLURAL.finditer(text.prose):
        sentence = text.sentence_at(found.start())
        if (
            sentence is None
            or sentence.kind is Kind.HEADING
            or not sentence.text.rstrip().endswith((".", "!", "?", ":"))
            or _GENERAL.search(text.prose[max(sentence.start, found.start() - 60) : found.start()])
        ):
            continue
        start, end, quote = passage(text, *found.span())
        yield TextFinding(
            _RULE,
            _REQUIREMENT,
            tr("Der Text spricht von mehreren Kanälen („{words}“), aufgeführt ist nur einer.", words=quote),
            tr("In die Einzahl setzen oder die weiteren Kanäle aufführen."),
            start,
            end,
            quote,
        )


def _bodies(text: ReadText) -> Iterator[TextFinding]:
    if _NAMED_BODIES.search(text.prose):
        return
    for found in _BODIES.finditer(text.prose):
        start, end, quote = passage(text, *found.span())
        yield TextFinding(
            _RULE,
            _REQUIREMENT,
            tr("Der Text bezieht „{bodies}“ ein, nennt aber keine.", bodies=found["bodies"]),
            tr("Die einbezogenen Stellen mit ihren Kanälen nennen oder streichen."),
            start,
            end,
            quote,
        )
