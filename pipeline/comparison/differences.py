"""Two sides become differences: answers, standing text and law kept apart, and a proven redline for each document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.catalogue.consequences import ChangeKind
from pipeline.comparison.answers import AnswerChange, compare_answers
from pipeline.comparison.intake import open_docx
from pipeline.comparison.normal_form import NormalForm
from pipeline.comparison.passages import Passages, passages
from pipeline.comparison.prepare import prepare
from pipeline.comparison.redline import Redline, make_redline
from pipeline.comparison.sides import Side
from pipeline.comparison.synopse import SynopsisRow, synopsis
from pipeline.dossier.editions import public_edition
from pipeline.language import in_german, tr


@dataclass(frozen=True, slots=True)
class DocumentDifference:
    """What differs in one document.

    Attributes:
        name: the document's name.
        redline: the redline with its proof; its tracked changes cover everything that can be tracked.
        rows: the rows of the Synopse, changed or not.
        old: what is known of the passages of the old document: cells, and fields that wrote them.
        new: likewise of the new document.
    """

    name: str
    redline: Redline
    rows: tuple[SynopsisRow, ...]
    old: Passages
    new: Passages

    @property
    def changed_rows(self) -> tuple[SynopsisRow, ...]:
        """Rows whose change is more than version, date, check code or contents table."""
        return tuple(row for row in self.rows if row.kind != "unchanged" and not row.technical)

    @property
    def technical_only(self) -> bool:
        """Whether all that changed is version, date, check code or contents table."""
        return not self.redline.identical and not self.changed_rows


@dataclass(frozen=True, slots=True)
class StandingTextChange:
    """A passage of standing text that changed: the same answers read otherwise with the new templates."""

    document: str
    chapter: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs between two sides.

    Attributes:
        old: the old side.
        new: the new side.
        answers: changed answers; empty without dossiers.
        public_answers: changes that are left when internal fields are taken out of both sides.
        standing_text: changed passages of the templates.
        law: German sentences on the catalogue.
        documents: redline and Synopse of each document that both sides have.
        only_old: names of documents that only the old side has.
        only_new: names of documents that only the new side has.
    """

    old: Side
    new: Side
    answers: tuple[AnswerChange, ...]
    public_answers: tuple[AnswerChange, ...]
    standing_text: tuple[StandingTextChange, ...]
    law: tuple[str, ...]
    documents: tuple[DocumentDifference, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]

    @property
    def none(self) -> bool:
        """Whether nothing differs at all."""
        return not (self.answers or self.standing_text or self.law or self.only_old or self.only_new) and all(
            document.redline.identical for document in self.documents
        )


@in_german()
def differences(
    old: Side, new: Side, *, author: str, date: dt.datetime, old_with_new_templates: Mapping[str, bytes]
) -> Differences:
    """Compare two sides.

    Args:
        old: the old side.
        new: the new side.
        author: name on every mark of the redlines.
        date: date on every mark.
        old_with_new_templates: the old answers rendered with the new templates, by document name; empty where the templates
            are the same or unknown. What differs from the old documents there is changed standing text.

    Raises:
        InputError: a Word file cannot be read or must not be.
    """
    both = [name for name in new.documents if name in old.documents]
    documents = tuple(
        _document(name, old.documents[name], new.documents[name], author, date, (old.label, new.label)) for name in both
    )
    answers: tuple[AnswerChange, ...] = ()
    public: tuple[AnswerChange, ...] = ()
    if old.dossier and new.dossier:
        answers = compare_answers(old.dossier, new.dossier)
        public = _told(compare_answers(public_edition(old.dossier), public_edition(new.dossier)))
    return Differences(
        old,
        new,
        answers,
        public,
        tuple(
            change
            for name, data in old_with_new_templates.items()
            if name in old.documents
            for change in _standing_text(name, old.documents[name], data)
        ),
        _law(old, new),
        documents,
        tuple(name for name in old.documents if name not in new.documents),
        tuple(name for name in new.documents if name not in old.documents),
    )


def _told(changes: tuple[AnswerChange, ...]) -> tuple[AnswerChange, ...]:
    """Return the changes that still say something: of a person without a name nothing is left."""
    return tuple(change for change in changes if change.old or change.new or change.kind is ChangeKind.MOVED)


def _document(
    name: str, old: bytes, new: bytes, author: str, date: dt.datetime, labels: tuple[str, str]
) -> DocumentDifference:
    redline = make_redline(old, new, author=author, date=date, old_name=labels[0], new_name=labels[1])
    rows = synopsis(redline.old, redline.new)
    return DocumentDifference(name, redline, rows, passages(redline.old, old), passages(redline.new, new))


def _standing_text(name: str, old: bytes, rendered: bytes) -> tuple[StandingTextChange, ...]:
    return tuple(
        StandingTextChange(name, row.chapter, row.old_text.strip(), row.new_text.strip())
        for row in synopsis(_form(old), _form(rendered))
        if row.kind in {"changed", "added", "removed"} and not row.technical
    )


def _form(docx: bytes) -> NormalForm:
    return prepare(open_docx(docx).package).form


def _law(old: Side, new: Side) -> tuple[str, ...]:
    if not old.catalogue or not new.catalogue or old.catalogue == new.catalogue:
        return ()
    return (
        tr(
            "Der Rechtskatalog wurde von {old} auf {new} fortgeschrieben; die neue Fassung ist nach dem neuen Katalog geprüft.",
            old=old.catalogue,
            new=new.catalogue,
        ),
    )
