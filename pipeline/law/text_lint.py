"""The wording of a dossier under the text rules: each finding with the field it stands in."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.law.check_types import Fault
from pipeline.law.world import World


def text_faults(world: World) -> Mapping[str, tuple[Fault, ...]]:
    """Return what the text rules find in all texts of the dossier, by requirement."""
    return {}
