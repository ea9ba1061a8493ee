"""Words that change what a sentence says: denials, „formerly“, examples, sources, and who is spoken of."""

from __future__ import annotations

import re


def words(*stems: str) -> re.Pattern[str]:
    """Return a pattern for any of ``stems`` at the beginning of a word, in any case of letters."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(stems)})", re.IGNORECASE)


FORMER = words(
    r"vormals", r"früher", r"ehemal", r"ehedem", r"seinerzeit", r"damal", r"aufgehoben", r"abgelöst", r"außer Kraft", r"a\. ?F\.", r"nicht mehr",
    r"ersetzt", r"anstelle", r"Vorgänger", r"bis zum", r"bis \d", r"gekippt", r"ungültig", r"(für )?unwirksam", r"für nichtig", r"hinfällig", r"weggefallen",
    r"entfallen", r"überholt", r"veraltet", r"umbenannt", r"gültig bis", r"galt", r"weitgehend aufgehoben", r"heute",
)  # fmt: skip
"""The sentence marks what it names as gone."""

DENIED = words(
    r"kein",
    r"nicht",
    r"nie\b",
    r"niemals",
    r"weder",
    r"ohne\b",
    r"entfällt",
    r"ausgeschlossen",
    r"unzulässig",
    r"verzichte",
)
"""The sentence denies something."""

EXAMPLE = words(
    r"zum Beispiel", r"z\. ?B\.", r"beispielsweise", r"beispielhaft", r"etwa\b", r"wie\b", r"und ähnliche", r"oder ähnliche", r"u\. ?a\.", r"unter anderem",
    r"insbesondere", r"bspw", r"usw\.", r"etc\.", r"und andere", r"oder andere",
)  # fmt: skip
"""What is named is named as an example."""

SOURCE = re.compile(
    r"https?://|\b(?:19|20)\d\d\b|\d ?%|\bProzent\b|\blaut\b|\bStudie|\bErhebung|\b[Bb]efragung|\bUmfrage|\bAz\.|\bStatistik|\bZahlen d|\bnach Angaben|"
    r"\bRichtlinie\b|\bHandlungsrahmen|\bOrientierungshilfe|\bTätigkeitsbericht|\bKurzgutachten|\bKurzpapier|\bPressemitteilung|\bRundschreiben|\bMitteilung\b|"
    r"\bUrt\.|\bUrteil|\bBeschluss\b|\bEntschließung|\bC-\d+/\d\d|\bErwG|\bQuelle|\bSchreiben vom|\bS\. \d"
)
"""The sentence names where its claim comes from."""

OPERATOR = (
    r"(?:Plattform(?:en)?(?:betreiber|anbieter)?(?:in|n|s)?|Betreiber(?:in|n|s|unternehmen\w*)?|Anbieter(?:in|n|s|unternehmen\w*)?|Netzwerk(?:betreiber|anbieter)?(?:n|s|e)?"
    r"|Dienste?anbieter(?:n|s)?|Unternehmen|Konzern\w*|Meta(?: Platforms)?(?: Ireland)?(?: Limited| Ltd\.?)?|Facebook|Instagram|Google|YouTube|LinkedIn|TikTok|Twitter|WhatsApp|X Internet\w*)"
)
"""Whoever runs a platform."""

USERS = (
    r"(?:(?:Nutz|Benutz|Besuch|Abonnent|Bürg|Leser?|Einwohn)(?:er)?(?:[*:_]?innen|innen)?(?:n|en|schaft)?|Nutzenden?|Nutzende[rn]?|Besuchende[nr]?|Abonnierende[nr]?|User(?:n|s|\*innen)?|"
    r"Follower(?:n|s|\*innen)?|Menschen|Personen|Interessierte[nr]?|Einwohnende[nr]?)"
)
"""Those who visit a channel."""

OWN_BODY = r"(?:Stadt|Gemeinde|Kommune|Kreis|Landkreis|Verbandsgemeinde|Samtgemeinde|Verwaltung|Stadtverwaltung|Gemeindeverwaltung|Kreisverwaltung|Stadtwerke|Zweckverband|Amt|wir|uns)"
"""The body that writes the text."""
