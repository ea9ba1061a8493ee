"""The two sides of a comparison, whatever they came from: Word files by name, the dossier behind them, what made them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.dossier.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Side:
    """One side.

    Attributes:
        label: how the report calls it, such as „Musterstadt 1.0 (Stand 01.10.2026)“.
        documents: Word files by document name; a single file from anywhere has the name ``dokument``.
        dossier: the dossier behind them, if there is one.
        templates: SHA-256 of each template, by file name.
        catalogue: version of the catalogue.
        date: Stand, if known.
        reason: why this version was made, from the register.
        decision: the decision it rests on, from the register.
    """

    label: str
    documents: Mapping[str, bytes]
    dossier: Dossier | None = None
    templates: Mapping[str, str] = field(default_factory=dict)
    catalogue: str = ""
    date: dt.date | None = None
    reason: str = ""
    decision: str = ""
