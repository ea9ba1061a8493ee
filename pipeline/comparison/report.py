"""From differences to what the comparison report prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.catalogue.consequences import Consequence, Relevance
from pipeline.comparison.answers import AnswerChange
from pipeline.comparison.differences import Differences, DocumentDifference
from pipeline.comparison.excerpts import excerpts
from pipeline.comparison.summary import consequences, headline
from pipeline.comparison.views import (
    ChangeView,
    ClassView,
    ConsequenceView,
    DocumentView,
    GroupView,
    PassageView,
    ReportView,
    SentenceView,
    VersionView,
)
from pipeline.comparison.words import Fragment
from pipeline.language import in_german, tr

DASH = "–"
MOST_TODO = 9
"""Consequences on page one; the details name all."""
_MOST_TOLD = 2
_LONGEST_REMARK = 400
_TECHNICAL_PARTS = ("docProps/", "customXml/")
"""Parts of our own documents that follow from version, Stand and contents."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the report prints.

    Attributes:
        view: plain data for the template.
        marked: marked text by what holds its place in ``view``.
    """

    view: ReportView
    marked: Mapping[str, Sequence[Fragment]]


@in_german()
def report_of(found: Differences, titles: Mapping[str, str], organisation: str) -> Report:
    """Return what the comparison report prints.

    Args:
        found: the differences.
        titles: German title of each document, by name.
        organisation: name of the municipality, or of what was compared.
    """
    marked: dict[str, Sequence[Fragment]] = {}
    todo = tuple(
        ConsequenceView(key=str(number), number=str(number), text=entry.text.rstrip(". "), norm=entry.norm)
        for number, entry in enumerate(consequences(found.answers), start=1)
    )
    more = len(todo) - MOST_TODO
    line = f"{found.old.label} → {found.new.label}"
    view = ReportView(
        organisation=organisation,
        title=tr("Vergleichsbericht"),
        short_title=tr("Vergleichsbericht"),
        subtitle=line,
        footer_line=line,
        old_line=_line(found.old.label, found.old.edition_line),
        new_line=_line(found.new.label, found.new.edition_line),
        old_head=found.old.edition_line,
        new_head=found.new.edition_line,
        proof=_proof(found),
        identical=found.none,
        lead=_lead(found),
        classes=_classes(found.answers),
        todo=todo[:MOST_TODO],
        todo_more=tr("und {count} weitere, siehe „Folgen im Einzelnen“", count=more) if more > 0 else "",
        todo_all=todo if more > 0 else (),
        versions=_versions(found),
        groups=_groups(found.answers, marked),
        standing_text=_standing_text(found, titles, marked),
        law=_sentences(found.law),
        documents=tuple(_document(document, titles) for document in found.documents),
        one_sided=_sentences(_one_sided(found, titles)),
        notices=_sentences(_notices(found, titles)),
    )
    return Report(view, marked)


def _line(label: str, edition_line: str) -> str:
    return label if label == edition_line else f"{edition_line} – {label.partition(' (')[0]}"


def _lead(found: Differences) -> str:
    rows = sum(len(document.changed_rows) for document in found.documents)
    if not found.answers:
        return tr("Geänderte Textstellen: {rows}.", rows=rows)
    return tr(
        "Geänderte Angaben: {answers}. In den Dokumenten sind dadurch {rows} Stellen anders.",
        answers=len(found.answers),
        rows=rows,
    )


def _proof(found: Differences) -> str:
    exact = sum(document.redline.proof.holds for document in found.documents)
    if exact == len(found.documents):
        return tr("in allen Dokumenten ({count}) ergeben die Markierungen genau beide Fassungen", count=exact)
    return tr(
        "nur in {count} von {all} Dokumenten ergeben die Markierungen genau beide Fassungen",
        count=exact,
        all=len(found.documents),
    )


def _classes(changes: Sequence[AnswerChange]) -> tuple[ClassView, ...]:
    by_class = {relevance: [change for change in changes if change.relevance is relevance] for relevance in Relevance}
    return tuple(
        ClassView(
            key=relevance.value,
            label=relevance.label,
            number=len(own),
            told=tr("Version und Stand")
            if relevance is Relevance.TECHNICAL
            else headline(own, most=1 if relevance is Relevance.EDITORIAL else _MOST_TOLD, count_rest=False),
        )
        for relevance, own in by_class.items()
        if own
    )


def _versions(found: Differences) -> tuple[VersionView, ...]:
    known = {row.version for row in found.old.history}
    return tuple(
        VersionView(
            key=row.version,
            version=row.version,
            date=row.date,
            changed_by=row.changed_by,
            change=". ".join(text.rstrip(". ") for text in (row.change, row.reason) if text),
            approval=row.approval or DASH,
        )
        for row in found.new.history
        if row.version not in known
    )


def _groups(changes: Sequence[AnswerChange], marked: dict[str, Sequence[Fragment]]) -> tuple[GroupView, ...]:
    numbers = {entry: number for number, entry in enumerate(consequences(changes), start=1)}
    views: dict[Relevance, list[ChangeView]] = {}
    for number, change in enumerate(changes, start=1):
        old, new = _anchors(f"Angabe {number}", change.old or "", change.new or "", marked)
        views.setdefault(change.relevance, []).append(
            ChangeView(
                key=str(number),
                title=change.title,
                path=change.path,
                kind=change.kind.label,
                old=old,
                new=new,
                follow=_follow(change.consequences, numbers),
            )
        )
    return tuple(
        GroupView(key=relevance.value, label=relevance.label, changes=tuple(views[relevance]))
        for relevance in Relevance
        if relevance in views
    )


def _follow(entries: Sequence[Consequence], numbers: Mapping[Consequence, int]) -> str:
    word = tr("Folge")
    return "; ".join(f"{word} {numbers[entry]}: {entry.norm}" for entry in entries) or DASH


def _anchors(name: str, old: str, new: str, marked: dict[str, Sequence[Fragment]]) -> tuple[str, str]:
    keys = f"⟦{name} alt⟧", f"⟦{name} neu⟧"
    marked.update(zip(keys, excerpts(" ".join(old.split()), " ".join(new.split())), strict=True))
    return keys


def _standing_text(
    found: Differences, titles: Mapping[str, str], marked: dict[str, Sequence[Fragment]]
) -> tuple[PassageView, ...]:
    views = []
    for number, change in enumerate(found.standing_text, start=1):
        old, new = _anchors(f"Stelle {number}", change.old, change.new, marked)
        place = ", ".join(text for text in (titles.get(change.document, change.document), change.chapter) if text)
        views.append(PassageView(key=str(number), place=place, old=old, new=new))
    return tuple(views)


def _document(document: DocumentDifference, titles: Mapping[str, str]) -> DocumentView:
    redline = document.redline
    if redline.identical:
        remark = tr("unverändert")
    elif document.technical_only:
        remark = tr("nur Version, Stand, Prüfcode oder Inhaltsverzeichnis geändert")
    else:
        remark = tr("geänderte Stellen: {count}", count=len(document.changed_rows))
    remark = " ".join([f"{remark}.", *redline.coarse, *redline.remarks])
    proof = tr("beide Richtungen genau") if redline.proof.holds else tr("nicht genau")
    return DocumentView(
        key=document.name, title=titles.get(document.name, document.name), proof=proof, remark=_cut(remark)
    )


def _one_sided(found: Differences, titles: Mapping[str, str]) -> Sequence[str]:
    return [
        *(tr("nur in der bisherigen Fassung: {name}", name=titles.get(name, name)) for name in found.only_old),
        *(tr("nur in der neuen Fassung: {name}", name=titles.get(name, name)) for name in found.only_new),
    ]


def _notices(found: Differences, titles: Mapping[str, str]) -> Sequence[str]:
    sentences: list[str] = []
    for document in found.documents:
        redline = document.redline
        own = found.old.dossier is not None and found.new.dossier is not None
        technical = [part for part in redline.parts if own and part.part.startswith(_TECHNICAL_PARTS)]
        texts = [
            *(notice.text for notice in (*redline.old_notices, *redline.new_notices)),
            *(part.text for part in redline.parts if part not in technical),
            *redline.proof.differences,
        ]
        if technical:
            texts.append(tr("Dokumenteigenschaften und eingebettete Feldpfade weichen ab (technisch)."))
        title = titles.get(document.name, document.name)
        sentences += [f"{title}: {_cut(text)}" for text in dict.fromkeys(texts)]
    return sentences


def _sentences(texts: Sequence[str]) -> tuple[SentenceView, ...]:
    return tuple(SentenceView(key=str(number), text=text) for number, text in enumerate(texts, start=1))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_REMARK else line[:_LONGEST_REMARK].rsplit(" ", 1)[0] + " …"
