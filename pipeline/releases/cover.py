"""What the cover sheet of a print edition sees, as plain data under the root ``cover``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pipeline.dossier.answers import Model, known
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.model.process import Council
from pipeline.pdf.bundle import PageRange
from pipeline.releases.life import steps_of
from pipeline.releases.records import Step
from pipeline.releases.register import Register


class CoverSession(Model):
    """One session of the bodies that deal with the matter."""

    id: str
    body: str
    date: dt.date | None = None
    agenda_item: str | None = None
    result: str | None = None


class CoverPart(Model):
    """One enclosure with its pages in the bundle."""

    id: str
    number: str
    title: str
    pages: str
    count: str


class CoverSignature(Model):
    """Who signed when."""

    id: str
    by: str
    on: dt.date
    note: str | None = None


class Cover(Model):
    """The cover sheet.

    Attributes:
        subject: title of the main document.
        address: ``NAME@VERSION``, or empty for a draft.
        head: head of the register's chain when the bundle was made, or empty.
    """

    subject: str
    paper_number: str | None
    file_reference: str | None
    sessions: tuple[CoverSession, ...]
    resolution_proposal: str | None
    parts: tuple[CoverPart, ...]
    signatures: tuple[CoverSignature, ...]
    original_kept_at: str | None
    address: str
    head: str


class Sitting(Model):
    """A session as ``--session FILE.yaml`` names it; it goes before what the dossier says."""

    body: str
    date: dt.date | None = None
    paper_number: str | None = None
    agenda_item: str | None = None


def cover_sessions(dossier: Dossier, sitting: Sitting | None, agenda_item: str) -> tuple[CoverSession, ...]:
    """Return the sessions to print.

    Args:
        dossier: the dossier, whose council part names the sessions.
        sitting: the one session that this bundle is for, or ``None``.
        agenda_item: agenda item of the last session, or empty.
    """
    if sitting is not None:
        item = agenda_item or sitting.agenda_item
        return (CoverSession(id="sitzung", body=sitting.body, date=sitting.date, agenda_item=item),)
    council = known(dossier.concept.council) or Council()
    sessions = [
        CoverSession(
            id=session.id,
            body=session.body,
            date=known(session.date),
            agenda_item=known(session.agenda_item),
            result=known(session.result),
        )
        for session in known(council.sessions) or ()
    ]
    if sessions and agenda_item:
        sessions[-1] = sessions[-1].model_copy(update={"agenda_item": agenda_item})
    return tuple(sessions)


def cover_parts(titles: Sequence[str], ranges: Sequence[PageRange]) -> tuple[CoverPart, ...]:
    """Return the enclosures; ``ranges`` are their pages in the bundle."""
    return tuple(
        CoverPart(
            id=f"anlage-{number}",
            number=str(number),
            title=title,
            pages=str(place.first) if place.count == 1 else f"{place.first}–{place.last}",
            count="1 Seite" if place.count == 1 else f"{place.count} Seiten",
        )
        for number, (title, place) in enumerate(zip(titles, ranges, strict=True), start=1)
    )


def cover_signatures(register: Register, version: str) -> tuple[CoverSignature, ...]:
    """Return who signed the release when, as the register says."""
    return tuple(
        CoverSignature(id=f"unterschrift-{number}", by=step.by, on=step.on, note=step.note)
        for number, step in enumerate(steps_of(register.records, version), start=1)
        if step.step is Step.SIGNED
    )
