"""The two sides of a comparison, whatever they came from: Word files by name, the dossier behind them, what made them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.documents.context import Situation
from pipeline.documents.document_info import HistoryRow
from pipeline.dossier.dossier import Dossier
from pipeline.language import tr


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
        version: version, if known.
        situation: draft or release, with Prüfcode and day: what else the documents were made from.
        history: rows of the change history up to this version, from the register.
    """

    label: str
    documents: Mapping[str, bytes]
    dossier: Dossier | None = None
    templates: Mapping[str, str] = field(default_factory=dict)
    catalogue: str = ""
    date: dt.date | None = None
    reason: str = ""
    decision: str = ""
    version: str = ""
    situation: Situation | None = None
    history: tuple[HistoryRow, ...] = ()

    def only(self, document: str) -> Side:
        """Return the side with this document alone."""
        return replace(self, documents={name: data for name, data in self.documents.items() if name == document})

    @property
    def edition_line(self) -> str:
        """How column heads name the side: „Version 1.0, Stand 01.10.2026“, or its label."""
        if self.version and self.date:
            return tr("Version {version}, Stand {date}", version=self.version, date=f"{self.date:%d.%m.%Y}")
        return self.label
