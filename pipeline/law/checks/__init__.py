"""The named checks: one file a family, each name once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.law.check_types import CheckEntry
from pipeline.law.checks import (
    assessment,
    conduct,
    form,
    legal_basis,
    notice,
    parties,
    platform,
    risks,
    threshold,
    transfer,
    wording,
)

__all__ = ["CHECKS", "FAMILIES"]

FAMILIES = (assessment, conduct, form, legal_basis, notice, parties, platform, risks, threshold, transfer, wording)

CHECKS: Mapping[str, tuple[CheckEntry, ...]] = MappingProxyType(
    {name: entries for family in FAMILIES for name, entries in family.FAMILY.items()}
)
"""Every check by its name in the catalogue."""
