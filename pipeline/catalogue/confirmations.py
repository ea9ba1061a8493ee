"""Which weak facts of the catalogue a person confirmed, and not too long ago."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pipeline.dossier.dossier import Dossier
from pipeline.dossier.model.review import Confirmation

MAX_AGE_DAYS = 365
"""How long a fact counts as fresh by default, and how long a confirmation counts."""


def confirmations_on(dossier: Dossier, day: dt.date, max_age_days: int = MAX_AGE_DAYS) -> Mapping[str, Confirmation]:
    """Return the confirmations that count on ``day`` by the fact they are about; they age like facts."""
    since = day - dt.timedelta(days=max_age_days)
    return {one.fact: one for one in dossier.review.confirmations if since <= one.date <= day}
