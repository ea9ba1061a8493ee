"""The named checks: one file a family, each name once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.law.check_types import CheckEntry, CheckInput, CheckOutcome, demand, judged
from pipeline.law.findings import Depth

__all__ = ["CHECKS"]


def _p(inp: CheckInput) -> CheckOutcome:
    return judged(Depth.PRESENCE, demand(inp))


from pipeline.catalogue.requirement import load_requirements

CHECKS: Mapping[str, CheckEntry] = MappingProxyType({r.check: CheckEntry(_p) for r in load_requirements() if r.check})
"""Every check by its name in the catalogue."""
