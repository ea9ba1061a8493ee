"""The platforms of one dossier: the catalogue with the dossier's own facts, and what may enter a release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pipeline.catalogue.confirmations import confirmations_on
from pipeline.catalogue.platforms import resolve_platforms
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.model.platform import Platform
from pipeline.dossier.model.values import Confidence
from pipeline.dossier.references import unknown_platform
from pipeline.errors import InputError, Problem


def platforms_of(dossier: Dossier, *, weak_facts: bool = True, as_of: dt.date | None = None) -> Mapping[str, Platform]:
    """Return the platforms by id, the dossier's facts laid over the catalogue's.

    Args:
        dossier: the dossier.
        weak_facts: keep facts of low confidence that nobody confirmed in ``review.yaml``; a draft marks them, a release
            must not print them. Facts that a person confirmed count as probable.
        as_of: the day on which confirmations count, which age like facts; every one counts by default.

    Raises:
        InputError: a channel names a platform that neither catalogue nor dossier knows, with its place.
    """
    every = {confirmation.fact for confirmation in dossier.review.confirmations}
    confirmed = every if as_of is None else set(confirmations_on(dossier, as_of))
    platforms = {
        key: _confirmed(platform, confirmed)
        for key, platform in resolve_platforms(dossier.organisation.platforms).items()
    }
    problems = [
        _unknown(dossier, channel.id, channel.platform, platforms)
        for channel in dossier.concept.channels
        if channel.platform not in platforms
    ]
    if problems:
        raise InputError(problems)
    if weak_facts:
        return platforms
    return {key: _without_weak_facts(platform) for key, platform in platforms.items()}


def _unknown(dossier: Dossier, channel: str, platform: str, platforms: Mapping[str, Platform]) -> Problem:
    path = f"concept.channels[{channel}].platform"
    place = dossier.place(path)
    message, remedy = unknown_platform(platform, platforms)
    return Problem(
        message,
        remedy,
        str(dossier.folder / place.file) if place else "",
        place.line if place else 0,
        place.column if place else 0,
        path,
    )


def _confirmed(platform: Platform, confirmed: set[str]) -> Platform:
    """Return the platform with weak facts that a person confirmed counted as probable."""
    looked_at = {
        name: fact.model_copy(update={"confidence": Confidence.MEDIUM})
        for name in type(platform).model_fields
        if f"platforms[{platform.id}].{name}" in confirmed
        and getattr(fact := getattr(platform, name), "confidence", None) is Confidence.LOW
    }
    return platform.model_copy(update=looked_at)


def _without_weak_facts(platform: Platform) -> Platform:
    weak: dict[str, object] = {
        name: None
        for name in type(platform).model_fields
        if getattr(getattr(platform, name), "confidence", None) is Confidence.LOW
    }
    if "third_country" in weak:  # the states are the same fact in one word each
        weak["third_countries"] = ()
    return platform.model_copy(update=weak)
