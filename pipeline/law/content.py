"""Does an answer say anything? Dashes, „keine Angabe“ or „siehe oben“ fill a field and answer nothing."""

from __future__ import annotations

import re

from pydantic import BaseModel

_EMPTY_WORDS = frozenset(
    {
        "keine angabe",
        "keine angaben",
        "k a",
        "ka",
        "n a",
        "n v",
        "siehe oben",
        "siehe unten",
        "s o",
        "s u",
        "wie oben",
        "wie vor",
        "dito",
        "dto",
        "unbekannt",
        "offen",
        "noch offen",
        "noch zu klären",
        "zu klären",
        "folgt",
        "wird ergänzt",
        "wird nachgereicht",
        "wird noch ergänzt",
        "tbd",
        "todo",
        "xxx",
        "muster",
        "platzhalter",
    }
)
_NONE_WORDS = frozenset({"keine", "keiner", "keines", "kein", "nicht genutzt", "entfällt"})
NONE_IS_AN_ANSWER = frozenset({"codes_of_conduct", "compatible_uses", "special_category", "replaces"})
"""Fields whose description allows „keine“ as an answer."""
MIN_WORDS_OF_PROSE = 3


def has_content(value: object, *, prose: bool = False, name: str = "") -> bool:
    """Return whether ``value`` answers anything.

    Args:
        value: a known value of the dossier.
        prose: whether the field holds running text, which needs three words at least.
        name: the field's name, for those where „keine“ is an answer.
    """
    if value is None:
        return False
    if isinstance(value, str) and type(value) is str:
        return _text_has_content(value, prose=prose, name=name)
    if isinstance(value, tuple):
        return any(has_content(item) for item in value)
    if isinstance(value, BaseModel):
        return any(has_content(getattr(value, field)) for field in type(value).model_fields if field != "id")
    return True


def _text_has_content(text: str, *, prose: bool, name: str) -> bool:
    words = re.findall(r"\w+", text.lower())
    plain = " ".join(words)
    if not words or plain in _EMPTY_WORDS or set(plain) <= {"x", " "}:
        return False
    if not prose:
        return True
    return len(words) >= MIN_WORDS_OF_PROSE or (name in NONE_IS_AN_ANSWER and plain in _NONE_WORDS)


def excerpt(value: object, length: int = 160) -> str:
    """Return ``value`` as one line of at most ``length`` characters, as a report quotes it."""
    text = re.sub(r"^[-*+>#]+ ", "", " ".join(_words(value).split()))
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    label = getattr(value, "label", None)
    if isinstance(label, str):
        return label or str(value)
    if isinstance(value, tuple):
        return ", ".join(_words(item) for item in value)
    if isinstance(value, BaseModel):
        parts = (getattr(value, name) for name in type(value).model_fields if name != "id")
        return ", ".join(_words(part) for part in parts if part is not None and part != ())
    strftime = getattr(value, "strftime", None)
    return str(strftime("%d.%m.%Y")) if strftime is not None else str(value)
