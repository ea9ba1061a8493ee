"""Kinds of arguments that several commands share."""

from __future__ import annotations

import argparse
import datetime as dt
import re

from pipeline.language import tr


def date_argument(text: str) -> dt.date:
    """Return the date ``2026-03-01`` or ``01.03.2026``.

    Raises:
        argparse.ArgumentTypeError: it is neither, or no day of the calendar.
    """
    german = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    try:
        if german:
            return dt.date(int(german[3]), int(german[2]), int(german[1]))
        return dt.date.fromisoformat(text)
    except ValueError:
        message = (
            tr("Das Datum „{text}“ gibt es nicht", text=text)
            if german or re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)
            else tr("„{text}“ ist kein Datum der Form 2026-03-01 oder 01.03.2026", text=text)
        )
        raise argparse.ArgumentTypeError(message) from None


def today() -> dt.date:
    """Return today's date; only commands ask the clock, never a document."""
    return dt.datetime.now().astimezone().date()
