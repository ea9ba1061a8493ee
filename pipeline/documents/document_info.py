"""What a template sees besides the dossier: facts about the document, the authority, the checklist, the risks."""

from __future__ import annotations

import datetime as dt

from pipeline.dossier.answers import Model
from pipeline.dossier.model.organisation import Address


class HistoryRow(Model):
    """One row of the change history."""

    version: str
    date: dt.date
    changed_by: str
    change: str
    reason: str | None = None
    approval: str | None = None


class DocumentInfo(Model):
    """Facts about the document itself."""

    name: str
    title: str
    short_title: str
    edition: str
    draft: bool
    status: str
    version: str | None
    date: dt.date | None
    code: str
    version_line: str
    footer_line: str
    channels_line: str
    history: tuple[HistoryRow, ...]
    original_kept_at: str | None
    has_dsfa: bool


class AuthorityInfo(Model):
    """The supervisory authority as the documents print it."""

    name: str
    short_name: str | None
    name_with_article: str
    name_genitive: str
    name_dative: str
    address: Address | None
    phone: str | None
    email: str | None
    website: str | None
    act: str | None
    to_be_checked: bool


class ChecklistEntry(Model):
    """One item of the staff checklist."""

    id: str
    text: str


class ChecklistSection(Model):
    """One block of the staff checklist."""

    kind: str
    title: str
    frequency: str
    items: tuple[ChecklistEntry, ...]


class OpenPointRow(Model):
    """One open point in the annex of a draft."""

    number: int
    path: str
    question: str
    by: str
    has_proposal: bool


class RiskLevels(Model):
    """The levels of one risk before and after measures."""

    initial: str | None
    initial_key: str | None
    residual: str | None
    residual_key: str | None


class MatrixCell(Model):
    """One cell of the risk matrix."""

    likelihood: str
    level: str
    level_key: str
    risks: str


class MatrixRow(Model):
    """One row of the risk matrix: a severity."""

    severity: str
    cells: tuple[MatrixCell, ...]
