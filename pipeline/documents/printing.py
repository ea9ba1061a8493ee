"""How a single value is printed in a German document."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum

from babel.dates import format_date

from pipeline.documents.typography import typographic

DASH = "–"
"""What stands where there is nothing."""


class NotPrintableError(Exception):
    """A value that has no printed form; the message is a German sentence for the author of the template."""


class Verbatim(str):
    """Text that typography leaves alone: addresses, handles, ids."""

    __slots__ = ()


def short_date(value: dt.date) -> str:
    """Return ``01.03.2026``, the form for tables."""
    return f"{value.day:02d}.{value.month:02d}.{value.year:04d}"


def long_date(value: dt.date) -> str:
    """Return ``1. März 2026``, the form for running text, with a no-break space after the day."""
    return typographic(format_date(value, "d. MMMM y", locale="de"))


def title_of(member: Enum) -> str:
    """Return the German title of an enumeration's member: its ``label`` or ``title``, else its value."""
    if isinstance(getattr(type(member), "title", None), property):  # every StrEnum has the method str.title
        return str(member.title)  # type: ignore[attr-defined]
    return str(getattr(member, "label", member.value))


def printed(value: object) -> str:  # noqa: PLR0911 - one line a type reads best
    """Return the printed form of a plain value.

    Raises:
        NotPrintableError: for ``None``, lists and objects; a template must say what it wants of them.
    """
    match value:
        case Verbatim():
            return str(value)
        case Enum():
            return typographic(title_of(value))
        case str():
            return typographic(value)
        case bool():
            return "ja" if value else "nein"
        case int():
            return str(value)
        case float() | Decimal():
            return format(value, "f").rstrip("0").rstrip(".").replace(".", ",") if value % 1 else format(value, ".0f")
        case dt.date():  # a point in time is printed as its day
            return short_date(value)
        case dt.time():
            return f"{value.hour:02d}:{value.minute:02d}"
        case _:
            raise NotPrintableError(type(value).__name__)
