"""Links lead somewhere, safely, and say where (``FORM-LINKS``, ``DH-PLATTFORMLINK``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language import tr
from pipeline.law.text_rules.facts import TextFacts, TextFinding
from pipeline.law.text_rules.platform_names import named_platforms, title_of
from pipeline.law.text_rules.reading import Link, ReadText

_RULE = "links"
_SAYS_NOTHING = re.compile(
    r"(?:bitte\s+)?(?:hier|hier klicken|klick(?:en sie)?(?: bitte)? hier|link|dieser link|diesem link|mehr|mehr dazu|mehr informationen|weiterlesen|weitere informationen|weiter|klick|website|webseite|seite|url|download|siehe hier)\.?",
    re.IGNORECASE,
)
_DEAD = re.compile(
    r"(?:|#|#?!|https?:/{0,2}|(?:https?://)?(?:www\.)?|about:blank|javascript:.*|file:.*|(?:https?://)?(?:localhost|127\.0\.0\.1)(?:[:/].*)?)",
    re.IGNORECASE,
)
"""Targets that lead nowhere, or to the computer of whoever wrote the text."""
_HOSTS = {
    "Meta": r"(?:facebook|instagram|whatsapp|threads)\.(?:com|net)",
    "Google": r"(?:google|youtube)\.(?:com|de)",
    "LinkedIn": r"linkedin\.com",
    "TikTok": r"tiktok\.com",
    "X": r"(?:twitter|x)\.com",
    "Bluesky": r"bsky\.\w+",
}
_COMPANY_OF = {"instagram": "Meta", "facebook": "Meta", "threads": "Meta", "whatsapp": "Meta", "youtube": "Google"}
_COMPANY_OF |= {"linkedin": "LinkedIn", "tiktok": "TikTok", "x": "X", "bluesky": "Bluesky"}
_OUTDATED = re.compile(
    r"facebook\.com/policy\.php|facebook\.com/about/privacy|help\.instagram\.com/519522125107875|twitter\.com/(?:\w+/)?privacy",
    re.IGNORECASE,
)
_POLICY = re.compile(r"Datenschutz|Privacy|Richtlinie", re.IGNORECASE)


def links(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield dead and unsafe links, link texts that do not name the target, and policies of another platform."""
    del facts
    for link in text.links:
        if _DEAD.fullmatch(link.target):
            yield _finding(
                link,
                "FORM-LINKS",
                tr("Der Verweis „{label}“ führt nirgendwohin.", label=link.label),
                tr("Die vollständige https-Adresse eintragen oder den Verweis streichen."),
            )
        elif link.target.startswith("http://"):
            yield _finding(
                link,
                "FORM-LINKS",
                tr("Der Verweis auf {target} ist nicht verschlüsselt (http).", target=link.target),
                tr("Die Adresse mit https:// eintragen."),
            )
        if link.label and _SAYS_NOTHING.fullmatch(link.label):
            yield _finding(
                link,
                "FORM-LINKS",
                tr("Der Text des Verweises („{label}“) sagt nicht, wohin er führt.", label=link.label),
                tr("Das Ziel im Text des Verweises benennen."),
            )
        yield from _policy(text, link)


def _policy(text: ReadText, link: Link) -> Iterator[TextFinding]:
    """Yield a privacy policy that is named after another platform than the one it is given for, or whose address is outdated."""
    line_start = text.text.rfind("\n", 0, link.start) + 1
    before = text.text[line_start : link.start]
    given_for = {platform for platform, _, _ in named_platforms(before)}
    named = {platform for platform, _, _ in named_platforms(link.label)}
    if _POLICY.search(before + link.label) and len(given_for) == 1 and named and not named & given_for:
        yield _finding(
            link,
            "DH-PLATTFORMLINK",
            tr(
                "Als Richtlinie von {platform} ist ein Verweis „{label}“ angegeben.",
                platform=title_of(given_for.pop()),
                label=link.label,
            ),
            tr("Auf die Datenschutzrichtlinie der richtigen Plattform verweisen und sie so nennen."),
        )
    elif _POLICY.search(link.label) and len(named) == 1 and _of_another(named, link.target):
        yield _finding(
            link,
            "DH-PLATTFORMLINK",
            tr("Der Verweis „{label}“ führt zu einer anderen Plattform.", label=link.label),
            tr("Auf die Datenschutzrichtlinie der richtigen Plattform verweisen und sie so nennen."),
        )
    elif _OUTDATED.search(link.target):
        yield _finding(
            link,
            "DH-PLATTFORMLINK",
            tr("Die Adresse {target} ist überholt.", target=link.target),
            tr("Die heutige Adresse der Datenschutzrichtlinie eintragen."),
        )


def _of_another(named: set[str], target: str) -> bool:
    """Return whether ``target`` belongs to another company than the platform that the link names."""
    companies = {company for company, host in _HOSTS.items() if re.search(rf"(?://|\.){host}(?:/|$)", target)}
    meant = {_COMPANY_OF[one] for one in named if one in _COMPANY_OF}
    return bool(companies) and bool(meant) and not companies & meant


def _finding(link: Link, requirement: str, message: str, remedy: str) -> TextFinding:
    quote = f"[{link.label}]({link.target})" if link.label else link.target
    return TextFinding(_RULE, requirement, message, remedy, link.start, link.end, quote)
