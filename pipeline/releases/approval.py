"""``release.json``: who approved what, when and why; an input of the release, so it changes the Prüfcode."""

from __future__ import annotations

import datetime as dt
import json

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.documents.document_info import HistoryRow
from pipeline.dossier.dossier import Dossier
from pipeline.errors import RegisterError
from pipeline.language import tr
from pipeline.releases.records import ReleaseRecord
from pipeline.releases.register import Register

APPROVAL_FILE = "release.json"


class Approval(BaseModel):
    """An approval.

    Attributes:
        version: the version it makes.
        date: Stand of the documents.
        decided_on: the day of the approval.
        approved_by: the function that approved.
        changed_by: the function that changed the documents.
        reason: what changed and why.
        decision: the decision it rests on, such as that of a council.
        history: rows of the change history, this version's last.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    date: dt.date
    decided_on: dt.date
    approved_by: str
    changed_by: str
    reason: str
    decision: str | None
    history: tuple[HistoryRow, ...]


def approval_bytes(approval: Approval) -> bytes:
    """Return the bytes of ``release.json``: the same approval gives the same bytes."""
    content = approval.model_dump(mode="json")
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_approval(data: bytes) -> Approval:
    """Return the approval in ``data``.

    Raises:
        RegisterError: it is unreadable.
    """
    try:
        return Approval.model_validate_json(data)
    except ValidationError:
        raise RegisterError(tr("Die Angaben zur Freigabe ({file}) sind nicht lesbar.", file=APPROVAL_FILE)) from None


def history_of(dossier: Dossier, register: Register) -> tuple[HistoryRow, ...]:
    """Return the change history so far: versions from before the register, as the dossier names them, then the releases."""
    released = {release.version for release in register.releases}
    before = (
        HistoryRow(
            version=entry.version,
            date=entry.date,
            changed_by=entry.changed_by,
            change=entry.change,
            reason=entry.reason,
            approval=entry.approval,
        )
        for entry in dossier.concept.document.history
        if entry.version not in released
    )
    return (*before, *(history_row(release) for release in register.releases))


def history_row(release: ReleaseRecord | Approval) -> HistoryRow:
    """Return the row of one release."""
    return HistoryRow(
        version=release.version,
        date=release.date,
        changed_by=release.changed_by,
        change=release.reason,
        reason=release.decision,
        approval=f"{release.approved_by}, {release.decided_on:%d.%m.%Y}",
    )
