"""German typography, applied when text is printed, and the one normalisation that undoes it for comparing.

Applied to prose and values, never to the dossier itself, and never inside web addresses, e-mail addresses and handles.
"""

from __future__ import annotations

import re
import unicodedata

NBSP = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"

ADDRESSES = re.compile(
    r"""https?://[^\s<>"]+ | www\.[^\s<>"]+ | mailto:[^\s<>"]+   # web addresses
      | [\w.+%-]+@[\w-]+(?:\.[\w-]+)+                            # e-mail addresses
      | @\w[\w.-]*                                               # handles
      | \b[\w-]+(?:\.[\w-]+)*\.(?:txt|docx|pdf|html?|ya?ml)\b  # names of files
      | \b[\w-]+(?:\.[\w-]+)*\.(?:de|com|org|net|eu|info|social)\b(?:/[^\s<>"]*)?  # bare host names
    """,
    re.VERBOSE,
)
"""Web addresses, e-mail addresses, handles and names of files: they stay as they are, letter for letter."""
_PLACEHOLDER = "\ue0f0"  # stands for a protected piece while the rules run; data never holds it

_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
_MONTH = "|".join(_MONTHS)
_UNITS = "km|m|cm|mm|m²|km²|ha|kg|g|t|l|h|min|%|‰|€|EUR|Euro|Uhr|°C|TB|GB|MB|KB|kB"
_CITED = (
    r"§§?|Art\.|Artikel|Abs\.|Absatz|UAbs\.|Nr\.|Nrn\.|lit\.|Buchst\.|S\.|Satz|Ziff\.|Rn\.|Kap\.|Anh\.|Anm\.|EG|ErwG"
)
_ABBREVIATIONS = (
    r"a\. D\.|a\. F\.|d\. h\.|e\. V\.|i\. A\.|i\. d\. F\.|i\. d\. R\.|i\. S\. d\.|i\. S\. v\.|i\. V\. m\.|i\. V\."
    r"|n\. F\.|o\. ä\.|o\. g\.|s\. o\.|s\. u\.|u\. Ä\.|u\. a\.|u\. U\.|v\. a\.|z\. B\.|z\. T\.|z\. Z\."
)

# The file reference before a number, or another digit group, says that this is no range: „Az. 10-24“, „02583 309-310“.
_RANGE = re.compile(
    r"(?<![\w.,:/@+\-–‑])(?<!\d[ \u00a0])(?<!Az\.[ \u00a0])(?<!Az\.:[ \u00a0])(?<!Aktenzeichen[ \u00a0])"
    r"([1-9]\d{0,2}|(?:19|20)\d\d)-([1-9]\d{0,2}|(?:19|20)\d\d)(?![\w/@\-–‑]|[.,:]\d)"
)
_HOURS = re.compile(r"(?<![\d.:-])(\d{1,2}[:.]\d{2})-(\d{1,2}[:.]\d{2})(?=[ \u00a0]Uhr|\Z|[ ,;)])(?![.:]\d)")
# Area code, then the number with its extension; national or international.
_PHONE = re.compile(
    r"(?<![\w./+\-‑])(?:0[1-9]\d{1,4}|\+\d{2}[ \u00a0]?(?:\(0\))?[ \u00a0]?[1-9]\d{1,4})"
    r"(?:[ \u00a0]?/[ \u00a0]?|[ \u00a0])\d{2,}(?:[ \u00a0]\d{2,})*(?:[ \u00a0]?[-‑][ \u00a0]?\d+)?(?![\w/]|[.,]\d)"
)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…"),
    (re.compile(r"(?<=\S )-(?= \S)"), "–"),
    (re.compile(rf"(?<!\w)({_CITED}) (?=[\dIVX]+|[a-z]\b)"), rf"\1{NBSP}"),
    (re.compile(rf"(?<![\w,.])(\d+(?:[.,]\d+)*) (?=(?:{_UNITS})(?!\w))"), rf"\1{NBSP}"),
    (re.compile(rf"(?<!\d)(\d{{1,2}}\.) (?=(?:{_MONTH})\b)"), rf"\1{NBSP}"),
    (re.compile(r"(?<!\w)(Abschnitte?|Anlage|Kapitel|Seite|Zeile) (?=\d)"), rf"\1{NBSP}"),
    (re.compile(r"\b(Dr\.|Prof\.|Hr\.|Fr\.|St\.) (?=[A-ZÄÖÜ])"), rf"\1{NBSP}"),
    (re.compile(rf"(?<!\w)(?:{_ABBREVIATIONS})"), "glue"),
    # File references of courts: „15 A 4753/18“, „VI ZR 135/13“, „1 BvR 16/13“, „C-210/16 P“.
    (re.compile(r"(?<!\w)(?:\d{1,3}|[IVX]{1,5}) [A-Z][A-Za-z]{0,4} \d{1,5}[/.]\d\d(?!\d)"), "glue"),
    (re.compile(r"(?<!\w)[CT]-\d{1,4}/\d\d(?!\d)(?: [PR]\b)?"), "court"),
)


def typographic(text: str) -> str:
    """Return ``text`` with German quotes, dashes, ellipsis and no-break spaces."""
    if not text:
        return text
    protected: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        protected.append(match.group())
        return _PLACEHOLDER

    result = ADDRESSES.sub(put_aside, text)
    result = _quotes(result)
    for pattern, replacement in _RULES:
        result = pattern.sub(_WHOLE.get(replacement, replacement), result)
    result = _PHONE.sub(_phone, result)
    result = _HOURS.sub(r"\1–\2", result)
    result = _RANGE.sub(_range, result)
    if protected:
        pieces = iter(protected)
        result = re.sub(_PLACEHOLDER, lambda _: next(pieces), result)
    return result


def unbroken(text: str) -> str:
    """Return ``text`` with what belongs together unbroken, such as „Art. 13“, and its signs as they are; for quoting texts."""
    result = text
    for pattern, replacement in _RULES:
        if replacement not in _SIGNS:
            result = pattern.sub(_WHOLE.get(replacement, replacement), result)
    return result


def _glued(match: re.Match[str]) -> str:
    return match.group().replace(" ", NBSP)


def _unbroken(match: re.Match[str]) -> str:
    return match.group().replace(" ", NBSP).replace("-", NO_BREAK_HYPHEN)


_SIGNS = {"…", "–"}
"""Replacements that put another sign, not a blank that does not break."""
_WHOLE = {"glue": _glued, "court": _unbroken}
"""What keeps a match in one piece, by the name it has among the rules."""


def _range(match: re.Match[str]) -> str:
    low, high = match.groups()
    return f"{low}–{high}" if int(low) < int(high) else match.group()


def _phone(match: re.Match[str]) -> str:
    """Write a telephone number as DIN 5008 does, in one piece: ``02583 309-3031``."""
    number = re.sub(r"[ \u00a0]?/[ \u00a0]?", " ", match.group())
    return re.sub(r"[ \u00a0]?[-‑][ \u00a0]?", NO_BREAK_HYPHEN, number).replace(" ", NBSP)


def _quotes(text: str) -> str:
    """Replace straight quotes that come in pairs; an apostrophe inside a word becomes ’; what stands alone stays."""
    characters = list(text)
    for straight, opening, closing in (('"', "„", "“"), ("'", "‚", "‘")):
        starts: list[int] = []
        for position, character in enumerate(text):
            if character != straight:
                continue
            before = _visible(text, position, -1)
            after = _visible(text, position, 1)
            if straight == "'" and before.isalpha() and after.isalpha():
                characters[position] = "’"
            elif starts and not before.isspace() and not (_opens(before, after) and after.isalnum()):
                characters[starts.pop()], characters[position] = opening, closing
            elif _opens(before, after):
                starts.append(position)
    return "".join(characters)


def _visible(text: str, position: int, step: int) -> str:
    """Return the next character in one direction, looking through tokens (formatting begins and ends there)."""
    position += step
    while 0 <= position < len(text) and "\ue000" <= text[position] <= "\ue0ef":
        position += step
    return text[position] if 0 <= position < len(text) else ""


def _opens(before: str, after: str) -> bool:
    return (not before or before.isspace() or before in "([{–—/-„‚'\"") and bool(after) and not after.isspace()


_DATE_WORDS = re.compile(rf"\b(\d{{1,2}})\. ?({_MONTH}) (\d{{4}})\b")
_DATE_DIGITS = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF])
_LIKE = str.maketrans(
    {
        **dict.fromkeys("„“”«»‟", '"'),
        **dict.fromkeys("‚‘’‹›‛", "'"),
        **dict.fromkeys("–—‑‒−‐―", "-"),
        "…": "...",
    }
)


def normalised(text: str) -> str:
    """Return ``text`` in the form in which two spellings of the same words are equal.

    This is the one meaning of „found again“: composed Unicode (NFC), no soft hyphens, one kind of space and never two,
    straight quotes, one kind of dash, three dots, dates as ``2026-03-01``, telephone numbers as bare digits.
    """
    result = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    result = " ".join(result.translate(_LIKE).split())
    result = _DATE_WORDS.sub(lambda m: f"{m[3]}-{_MONTHS.index(m[2]) + 1:02d}-{int(m[1]):02d}", result)
    result = _DATE_DIGITS.sub(lambda m: f"{m[3]}-{int(m[2]):02d}-{int(m[1]):02d}", result)
    return _PHONE.sub(_bare_number, result)


def _bare_number(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group().replace("(0)", ""))
    return f"0{digits[2:]}" if match.group().startswith("+49") else digits
