"""The kinds of values that fields hold: ids, addresses, links, prose, and enumerations with German labels."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Any, LiteralString, Self

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from pipeline.dossier.characters import INVISIBLE

INTERNAL = "x-internal"
"""Key in the JSON Schema of a field that must not be published (staff names, direct dials, security details)."""


class Labelled(StrEnum):
    """An enumeration whose values are English terms in YAML and German labels in documents."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Make the member ``value`` with its German ``label``."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def optional(title: str, description: str, *, internal: bool = False) -> Any:
    """Return a field that may be absent, with its German title and description."""
    extra: dict[str, Any] | None = {INTERNAL: True} if internal else None
    return Field(default=None, title=title, description=description, json_schema_extra=extra)


def items(title: str, description: str, *, internal: bool = False) -> Any:
    """Return a list field that is empty when absent."""
    extra: dict[str, Any] | None = {INTERNAL: True} if internal else None
    return Field(default=(), title=title, description=description, json_schema_extra=extra)


def required(title: str, description: str) -> Any:
    """Return a field without which nothing can be printed."""
    return Field(title=title, description=description)


def _unfit(kind: LiteralString, value: str) -> PydanticCustomError:
    """Return the error of a value that is no ``kind`` at all; the sentence for it is made where problems are told."""
    return PydanticCustomError(kind, "{kind}: {value}", {"kind": kind, "value": value})


def _refuse_invisible(value: str) -> None:
    found = INVISIBLE.search(value)
    if found:
        raise _unfit("invisible", f"U+{ord(found.group()):04X}")


def _url(value: str) -> str:
    _refuse_invisible(value)
    if value in {"", "#"} or re.fullmatch(r"https?://[^\s/?#.]+(\.[^\s/?#.]+)*\.?(:\d+)?([/?#]\S*)?", value):
        return value
    raise _unfit("url", value)


def _email(value: str) -> str:
    _refuse_invisible(value)
    if value == "" or re.fullmatch(r"[^@\s<>\"']+@[^@\s<>\"'.]+(\.[^@\s<>\"'.]+)+", value):
        return value
    raise _unfit("email", value)


def _phone(value: str) -> str:
    if value == "" or (re.fullmatch(r"[+0-9 ()/.\-–]+", value) and sum(c.isdigit() for c in value) >= 3):
        return value
    raise _unfit("phone", value)


def _yes_no(value: Any) -> Any:
    words = {"ja": True, "nein": False, "true": True, "false": False, "yes": True, "no": False}
    if isinstance(value, str):
        if value.lower() in words:
            return words[value.lower()]
        raise _unfit("yes_no", value)
    return value


def _date(value: Any) -> Any:
    if isinstance(value, str):
        german = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", value.strip())
        iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value.strip())
        if not (german or iso):
            raise _unfit("date_form", value)
        try:
            if german:
                return dt.date(int(german[3]), int(german[2]), int(german[1]))
            return dt.date.fromisoformat(value.strip())
        except ValueError:
            raise _unfit("date_impossible", value) from None
    return value


Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,19}$"),
    Field(
        title="Kennung",
        description="Feste Kennung aus Kleinbuchstaben, Ziffern und Bindestrichen, höchstens 20 Zeichen.",
    ),
]
Url = Annotated[str, AfterValidator(_url), Field(json_schema_extra={"format": "uri-reference"})]
Email = Annotated[str, AfterValidator(_email), Field(json_schema_extra={"format": "email"})]
Phone = Annotated[str, AfterValidator(_phone)]
Date = Annotated[dt.date, BeforeValidator(_date)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Text = str
"""One line of plain text."""
PROSE = "x-prose"
Prose = Annotated[str, Field(json_schema_extra={PROSE: True})]
"""Markdown: paragraphs, nested lists, bold, italic, links."""


class Land(Labelled):
    """The sixteen federal states, by their ISO 3166-2 code."""

    BW = "BW", "Baden-Württemberg"
    BY = "BY", "Bayern"
    BE = "BE", "Berlin"
    BB = "BB", "Brandenburg"
    HB = "HB", "Bremen"
    HH = "HH", "Hamburg"
    HE = "HE", "Hessen"
    MV = "MV", "Mecklenburg-Vorpommern"
    NI = "NI", "Niedersachsen"
    NW = "NW", "Nordrhein-Westfalen"
    RP = "RP", "Rheinland-Pfalz"
    SL = "SL", "Saarland"
    SN = "SN", "Sachsen"
    ST = "ST", "Sachsen-Anhalt"
    SH = "SH", "Schleswig-Holstein"
    TH = "TH", "Thüringen"


class GenderForm(Labelled):
    """How the documents name women and men (house rule)."""

    NEUTRAL = "neutral", "neutrale Bezeichnungen"
    BEIDNENNUNG = "beidnennung", "Nennung beider Formen"
    STERN = "stern", "Genderstern"
    DOPPELPUNKT = "doppelpunkt", "Doppelpunkt"


class Confidence(Labelled):
    """How well a fact of the catalogue is corroborated."""

    HIGH = "high", "gesichert"
    MEDIUM = "medium", "wahrscheinlich"
    LOW = "low", "zu prüfen"
