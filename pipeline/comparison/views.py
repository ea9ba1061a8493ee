"""What the Word templates of the comparison see: plain data."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.catalogue.consequences import Relevance
from pipeline.comparison.differences import Differences, DocumentDifference
from pipeline.comparison.summary import consequences
from pipeline.dossier.answers import Model
from pipeline.language import in_german, tr

DASH = "–"
_LONGEST = 400


class CountView(Model):
    """How many changes there are of one sort."""

    key: str
    label: str
    number: int


class ConsequenceView(Model):
    """What is to be done."""

    key: str
    text: str
    norm: str


class ChangeView(Model):
    """One changed answer."""

    key: str
    title: str
    kind: str
    old: str
    new: str


class GroupView(Model):
    """Changed answers of one sort."""

    key: str
    label: str
    changes: tuple[ChangeView, ...]


class PassageView(Model):
    """One passage of standing text."""

    key: str
    place: str
    old: str
    new: str


class DocumentView(Model):
    """One document and the proof of its redline."""

    key: str
    title: str
    proof: str
    remark: str


class SentenceView(Model):
    """One sentence."""

    key: str
    text: str


class ReportView(Model):
    """What the templates ``vergleichsbericht`` and ``synopse`` see under the root ``report``."""

    organisation: str
    title: str
    short_title: str
    subtitle: str
    footer_line: str
    old_label: str
    new_label: str
    compared: str
    proof: str
    identical: bool
    lead: str
    counts: tuple[CountView, ...]
    todo: tuple[ConsequenceView, ...]
    groups: tuple[GroupView, ...]
    standing_text: tuple[PassageView, ...]
    law: tuple[SentenceView, ...]
    documents: tuple[DocumentView, ...]
    notices: tuple[SentenceView, ...]
    rows_anchor: str = ""


@in_german()
def report_view(found: Differences, titles: dict[str, str], organisation: str) -> ReportView:
    """Return what the comparison report prints.

    Args:
        found: the differences.
        titles: German title of each document, by name.
        organisation: name of the municipality, or of the compared files.
    """
    exact = all(document.redline.proof.holds for document in found.documents)
    rows = sum(len(document.changed_rows) for document in found.documents)
    return ReportView(
        organisation=organisation,
        title=tr("Vergleichsbericht"),
        short_title=tr("Vergleichsbericht"),
        subtitle=f"{found.old.label} → {found.new.label}",
        footer_line=f"{found.old.label} → {found.new.label}",
        old_label=found.old.label,
        new_label=found.new.label,
        compared=", ".join(titles.get(document.name, document.name) for document in found.documents) or DASH,
        proof=tr("Alle Markierungen sind nachgewiesen.") if exact else tr("Nicht alle Markierungen sind nachgewiesen."),
        identical=found.none,
        lead=tr("Geänderte Angaben: {answers}. Geänderte Textstellen: {rows}.", answers=len(found.answers), rows=rows),
        counts=tuple(
            CountView(key=relevance.value, label=relevance.label, number=number)
            for relevance in Relevance
            if (number := sum(change.relevance is relevance for change in found.answers))
        ),
        todo=tuple(
            ConsequenceView(key=str(number), text=entry.text, norm=entry.norm)
            for number, entry in enumerate(consequences(found.answers), start=1)
        ),
        groups=_groups(found),
        standing_text=tuple(
            PassageView(
                key=str(number),
                place=f"{titles.get(change.document, change.document)}, {change.chapter}",
                old=shortened(change.old),
                new=shortened(change.new),
            )
            for number, change in enumerate(found.standing_text, start=1)
        ),
        law=_sentences(found.law),
        documents=tuple(_document(document, titles) for document in found.documents),
        notices=_sentences(_notices(found, titles)),
    )


def _groups(found: Differences) -> tuple[GroupView, ...]:
    numbered = list(enumerate(found.answers, start=1))
    return tuple(
        GroupView(
            key=relevance.value,
            label=relevance.label,
            changes=tuple(
                ChangeView(
                    key=str(number),
                    title=change.title,
                    kind=change.kind.label,
                    old=shortened(change.old or ""),
                    new=shortened(change.new or ""),
                )
                for number, change in numbered
                if change.relevance is relevance
            ),
        )
        for relevance in Relevance
        if any(change.relevance is relevance for _, change in numbered)
    )


def _document(document: DocumentDifference, titles: dict[str, str]) -> DocumentView:
    redline = document.redline
    if redline.identical:
        remark = tr("unverändert")
    elif document.technical_only:
        remark = tr("nur Version, Stand, Prüfcode oder Inhaltsverzeichnis geändert")
    else:
        remark = tr("{count} geänderte Stellen", count=len(document.changed_rows))
    remark = " ".join([f"{remark}.", *redline.coarse, *redline.remarks])
    proof = tr("beide Richtungen genau") if redline.proof.holds else tr("nicht genau")
    return DocumentView(
        key=document.name, title=titles.get(document.name, document.name), proof=proof, remark=shortened(remark)
    )


def _notices(found: Differences, titles: dict[str, str]) -> Sequence[str]:
    sentences = [
        *(
            tr("Das Dokument „{name}“ gibt es nur in der bisherigen Fassung.", name=titles.get(name, name))
            for name in found.only_old
        ),
        *(
            tr("Das Dokument „{name}“ gibt es nur in der neuen Fassung.", name=titles.get(name, name))
            for name in found.only_new
        ),
    ]
    for document in found.documents:
        title = titles.get(document.name, document.name)
        redline = document.redline
        texts = [
            *(notice.text for notice in (*redline.old_notices, *redline.new_notices)),
            *(part.text for part in redline.parts),
            *redline.proof.differences,
        ]
        sentences += [f"{title}: {text}" for text in dict.fromkeys(texts)]
    return sentences


def _sentences(texts: Sequence[str]) -> tuple[SentenceView, ...]:
    return tuple(SentenceView(key=str(number), text=text) for number, text in enumerate(texts, start=1))


def shortened(text: str) -> str:
    """Return ``text`` on one line, cut at a word where it is long; a dash where it is empty."""
    line = " ".join(text.split())
    if len(line) > _LONGEST:
        line = line[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return line or DASH
