"""What a foreign text says about its author, when nobody said it: Land, platforms, name. A guess, and told as one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.catalogue.authorities import load_authorities
from pipeline.catalogue.platforms import load_platforms
from pipeline.dossier.model.values import Land
from pipeline.law.text_rules.authorities import AUTHORITY_NAME, LAND_WORDS
from pipeline.law.text_rules.markers import DENIED, FORMER, OWN_BODY
from pipeline.law.text_rules.platform_names import named_platforms
from pipeline.law.text_rules.reading import ReadText

_HOSTS = {
    "instagram": r"instagram\.com",
    "facebook": r"(?:facebook|fb)\.com",
    "threads": r"threads\.(?:net|com)",
    "youtube": r"youtube\.com|youtu\.be",
    "linkedin": r"linkedin\.com",
    "x": r"(?:twitter|x)\.com",
    "tiktok": r"tiktok\.com",
    "bluesky": r"bsky\.app",
    "whatsapp": r"whatsapp\.com/channel",
}
_NOT_A_PROFILE = re.compile(
    r"/(?:legal|privacy|policy|policies|help|about|terms|business|insights|page_controller)|help\.|privacycenter\.|policies\.",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?P<kind>Stadt|Gemeinde|Kreis|Landkreis|Verbandsgemeinde|Samtgemeinde|Markt|Marktgemeinde|Große Kreisstadt|Kreisstadt)(?:(?<=kreis)es|(?<=Kreis)es|(?<=Markt)e?s)?\s+(?P<name>(?:(?:Bad|Sankt|St\.)\s+)?[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*)"
)
_NO_NAME = frozenset({"Und", "Die", "Der", "Das", "Auf", "Social", "Facebook", "Instagram", "Sind", "Ist", "Hat"})
_PRESENT = re.compile(
    rf"(?<!\w)(?:[Dd]ie|[Dd]er|[Uu]nsere?)\s+{OWN_BODY}(?:\s+[A-ZÄÖÜ][\w-]+){{0,3}}\s+(?:ist|wird)\s+[^.]{{0,160}}\bvertreten\b|(?<!\w)[Ww]ir\s+sind\s+[^.]{{0,160}}\bvertreten\b"
)
_COLUMN = re.compile(r"(?:-\w+|\s+\([^()\n]{1,40}\))?\s*(?::|\||–|\t|\s{2,})")
_ACCOUNT = re.compile(r"(?<!\w)@\w|https?://|\bseit\b|\b\d{1,2}\.\s?(?:\d{1,2}\.|[A-Z]\w+)\s?\d{4}\b|„[^“\n]{3,60}“")
_ALONE = re.compile(r"(?:-(?:Kanal|Seite|Konto|Profil|Account))?")
"""What stands between the platform and the rest of its row, and what an account has: a name, an address, a beginning."""
MAX_ROW = 300
CELLS = 3
"""So many cells behind the platform's own belong to its row."""
TITLE = 200
TITLE_COUNTS = 10
"""Characters in which the first paragraph is read; a Land named there, even as „(NRW)“, is the author's own and counts that often."""
SOME = 3
MANY = 6
"""A platform named so often is taken for a channel: in a text without any address or heading of one, or with one."""


def guess_land(text: str) -> Land | None:
    """Return the Land that the text names most often, in full or by its act; ``None`` where it names none or two alike."""
    count: Counter[Land] = Counter()
    outside = AUTHORITY_NAME.sub(" ", text)
    title = text.strip()[:TITLE].partition("\n\n")[0]
    for land, words in LAND_WORDS.items():
        full = re.compile(rf"(?<!\w)(?:{'|'.join(part for part in words.split('|') if len(part) > 3)})(?!\w)")
        count[land] += len(full.findall(text)) + 2 * len(full.findall(outside))  # an authority may be the wrong one
        count[land] += TITLE_COUNTS * len(re.findall(rf"(?<!\w)(?:{words})(?!\w)", title))
        act = load_authorities()[land].act_short
        if act != "LDSG":
            count[land] += 3 * text.count(act)
    ranked = [(land, number) for land, number in count.most_common() if number]
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def guess_platforms(text: str) -> tuple[str, ...]:
    """Return the platforms that addresses of profiles, headings, or many mentions speak of."""
    read = ReadText(text)
    addresses = [found[0] for found in re.finditer(r"(?:https?://|www\.)[^\s<>)\]]+", text)]
    profiles = [address for address in addresses if not _NOT_A_PROFILE.search(address)]
    found = {
        platform
        for platform, host in _HOSTS.items()
        if any(re.search(rf"(?:^|//|\.)(?:www\.)?{host}/[\w@]", address) for address in profiles)
    }
    found |= {*_listed_accounts(read), *_told_to_be_used(read)}
    titles = "\n".join(heading.words for heading in read.headings)
    found |= {platform for platform, _, _ in named_platforms(titles)}
    named = Counter(platform for platform, _, _ in named_platforms(read.prose))
    often = max(MANY if found else SOME, max(named.values(), default=0) // 4)
    found |= {platform for platform, number in named.items() if number >= often}
    return tuple(platform for platform in load_platforms() if platform in found)


def _listed_accounts(read: ReadText) -> Iterator[str]:
    """Yield the platforms of a list or table of accounts: „WhatsApp-Kanal: „…“, seit 15.10.2024“, or each in its cell."""
    lines = [line.words for line in read.lines if line.words.strip()]
    for index, line in enumerate(lines):
        first = next(named_platforms(line), None)
        if first is None or first[1] != 0 or len(line) > MAX_ROW:
            continue
        rest = line[first[2] :]
        cell = _ALONE.fullmatch(rest) is not None
        row = " ".join(lines[index + 1 : index + 1 + CELLS]) if cell else rest
        if (cell or _COLUMN.match(rest)) and _ACCOUNT.search(row):
            yield first[0]


def _told_to_be_used(read: ReadText) -> Iterator[str]:
    """Yield the platforms of a sentence such as „Die Stadt ist auf Facebook, Instagram und YouTube vertreten“."""
    for sentence in read.sentences:
        if _PRESENT.search(sentence.text) and not (DENIED.search(sentence.text) or FORMER.search(sentence.text)):
            yield from (platform for platform, _, _ in named_platforms(sentence.text))


def guess_organisation(text: str) -> str | None:
    """Return the name of the town, such as „Stadt Musterstadt“, that the text names most often."""
    count = Counter(
        f"{found['kind']} {found['name']}" for found in _BODY.finditer(text) if found["name"] not in _NO_NAME
    )
    return count.most_common(1)[0][0] if count else None
