"""From an evaluation to the Prüfbericht's data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pipeline.catalogue.circumstances import initial_level
from pipeline.catalogue.requirement import Severity, load_requirements, requirements_by_id
from pipeline.dossier.answers import ROLE_TITLES, Role, known
from pipeline.dossier.dossier import Dossier
from pipeline.language import tr
from pipeline.law.content import excerpt
from pipeline.law.evaluate import Evaluation
from pipeline.law.facts_age import FactNote, NoteKind
from pipeline.law.findings import Depth, Finding, Status
from pipeline.law.grouping import Group, groups_of, questions_by_role, status_of_requirements
from pipeline.law.people import WAIVER_TERMS
from pipeline.law.report import (
    CountRow,
    FactRow,
    ReportAnswer,
    ReportEntry,
    ReportEvidence,
    ReportFinding,
    ReportView,
    ReportWaiver,
    RoleQuestion,
    RoleSheet,
    WaitingRow,
)
from pipeline.law.subjects import Each

MAX_EVIDENCE = 1
"""So many places are quoted for a requirement; the JSON has more, and the report stays readable."""
MAX_QUOTE = 90
"""Longest quotation in characters."""

Printed = Callable[[str], str]
"""Field path → where it is printed, such as „Nutzungskonzept, 3.2 Art und Umfang“, or an empty text."""


@dataclass(frozen=True, slots=True)
class ReportFrame:
    """What a report says about itself.

    Attributes:
        program_version: version of the program.
        code: Prüfcode of the dossier, or empty.
        max_age_days: how old a fact of the catalogue may be.
        printed: where a field is printed; nowhere by default.
    """

    program_version: str
    code: str
    max_age_days: int
    printed: Printed = lambda _: ""


def report_view(dossier: Dossier, evaluation: Evaluation, facts: Iterable[FactNote], frame: ReportFrame) -> ReportView:
    """Return the Prüfbericht of ``evaluation`` as plain data."""
    findings, notes = evaluation.findings, tuple(facts)
    met = _met(findings)
    make = _Entries(dossier, frame.printed)
    asked = tuple(one for one in findings if one.status is Status.QUESTION and not one.open_point)
    failing = [one for one in findings if one.counts_as_failure()]
    good = not failing and not evaluation.open_points
    version_line = _version_line(dossier)
    parts = [version_line, tr("Prüfung zum {date:%d.%m.%Y}", date=evaluation.as_of)]
    return ReportView(
        organisation=dossier.organisation.name,
        title=tr("Prüfbericht zum Nutzungskonzept"),
        short_title=tr("Prüfbericht"),
        as_of=evaluation.as_of,
        catalogue_version=evaluation.catalogue_version,
        catalogue_size=len(load_requirements()),
        program_version=frame.program_version,
        code=frame.code,
        version_line=version_line,
        footer_line=" · ".join([*parts, tr("Prüfcode {code}", code=frame.code)] if frame.code else parts),
        good=good,
        verdict=_verdict(evaluation, failing),
        lead=_lead(evaluation),
        counts=_counts(findings),
        violated=make.entries(groups_of(findings, Status.VIOLATED)),
        waiting=_waiting(dossier, evaluation),
        questions=make.entries(groups_of(asked, Status.QUESTION)),
        waivers=_waivers(dossier, findings),
        answered=_answers(dossier, findings),
        fulfilled=make.entries(group for group in met if not _not_judged(group)),
        present=make.entries(group for group in met if _not_judged(group)),
        not_applicable=make.entries(_wholly_void(findings)),
        weak_facts=_fact_rows(notes, NoteKind.WEAK),
        confirmed_facts=_fact_rows(notes, NoteKind.CONFIRMED),
        old_facts=_fact_rows(notes, NoteKind.OLD),
        sheets=_sheets(dossier, evaluation),
        has_risks=any(initial_level(risk) is not None for risk in known(dossier.dpia.risks) or ()),
        max_age_days=frame.max_age_days,
    )


@dataclass(frozen=True, slots=True)
class _Entries:
    """Makes entries: what they need to know of the dossier."""

    dossier: Dossier
    printed: Printed

    def entries(self, groups: Iterable[Group]) -> tuple[ReportEntry, ...]:
        return tuple(self._entry(group, number) for number, group in enumerate(groups, start=1))

    def _entry(self, group: Group, number: int) -> ReportEntry:
        first = group.first
        evidence = {one.path or one.excerpt: one for finding in group.findings for one in finding.evidence}
        shown = list(evidence.values())[:MAX_EVIDENCE]
        return ReportEntry(
            key=f"a{number}",
            id=first.requirement,
            title=first.title,
            norm=first.norm,
            severity=first.severity.label,
            severity_key=first.severity.value,
            document=requirements_by_id()[first.requirement].document.label,
            blocks_release=first.blocks_release,
            result=" ".join(dict.fromkeys(one.message for one in group.findings))
            if first.status is Status.NOT_APPLICABLE
            else (Depth.PRESENCE if _not_judged(group) else first.depth).label,
            findings=self._lines(group.findings),
            remedies=tuple(dict.fromkeys(one.remedy for one in group.findings if one.remedy)),
            evidence=tuple(
                ReportEvidence(
                    path=one.path,
                    quote=excerpt(one.excerpt, MAX_QUOTE),
                    place=_place(one.file, one.line),
                    printed=self.printed(one.path) if one.path else "",
                )
                for one in shown
            ),
            more=len(evidence) - len(shown),
            also=", ".join(group.also),
            by=ROLE_TITLES[first.by] if first.by is not None else "",
        )

    def _lines(self, findings: Iterable[Finding]) -> tuple[ReportFinding, ...]:
        return tuple(
            ReportFinding(
                key=f"z{number}",
                subject=subject_title(self.dossier, one.subject),
                message=one.message,
                place=_place(one.file, one.line),
            )
            for number, one in enumerate(findings, start=1)
        )


def subject_title(dossier: Dossier, subject: str | None) -> str:
    """Return how a report calls the item ``concept.channels[facebook]``: by its title, never by its id."""
    for each in Each:
        if subject is None or not subject.startswith(f"{each.value}["):
            continue
        root, name = each.value.split(".")
        for item in known(getattr(getattr(dossier, root), name)) or ():
            if subject == f"{each.value}[{item.id}]":
                title = known(getattr(item, "title", None)) or getattr(item, "name", None) or item.id
                return str(title)
    return ""


def _version_line(dossier: Dossier) -> str:
    document = dossier.concept.document
    version, date = known(document.version), known(document.date)
    parts = [tr("Version {version}", version=version) if version else tr("Version noch offen")]
    return " · ".join([*parts, tr("Stand {date:%d.%m.%Y}", date=date)] if date else parts)


def _verdict(evaluation: Evaluation, failing: list[Finding]) -> str:
    duties = {one.requirement for one in failing if one.status is Status.VIOLATED}
    if not failing and not evaluation.open_points:
        return tr("Es wurde nichts gefunden, was einer Freigabe entgegensteht.")
    if duties:
        return tr(
            "Anforderungen, die einer Freigabe entgegenstehen, sind nicht erfüllt (Anzahl: {count}).", count=len(duties)
        )
    return tr("Kein Verstoß wurde gefunden; vor einer Freigabe sind noch Fragen zu beantworten.")


def _lead(evaluation: Evaluation) -> str:
    proposals = sum(point.has_proposal for point in evaluation.open_points)
    if not evaluation.open_points:
        return tr("Die Akte enthält keine offenen Punkte.")
    return tr(
        "Offene Punkte der Akte: {count}, davon mit einem Vorschlag, über den zu entscheiden ist: {proposals}.",
        count=len(evaluation.open_points),
        proposals=proposals,
    )


def _counts(findings: Iterable[Finding]) -> tuple[CountRow, ...]:
    every = tuple(findings)
    severity = {one.requirement: one.severity for one in every}
    by_status: dict[Status, list[Severity]] = {status: [] for status in Status}
    present = {group.first.requirement for group in groups_of(every, Status.FULFILLED) if _not_judged(group)}
    not_judged = []
    for requirement, status in status_of_requirements(every).items():
        if status is Status.FULFILLED and requirement in present:
            not_judged.append(severity[requirement])
        else:
            by_status[status].append(severity[requirement])
    rows = []
    for status, found in by_status.items():
        rows.append(_count_row(status.value, status.label, found))
        if status is Status.FULFILLED:
            rows.append(_count_row(Depth.PRESENCE.value, Depth.PRESENCE.label, not_judged))
    return (*rows, _count_row("total", tr("insgesamt"), list(severity.values())))


def _met(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Return the requirements that are met; one that is open or violated for another channel is told there."""
    every = tuple(findings)
    worst = status_of_requirements(every)
    kept = (one for one in every if worst[one.requirement] in {Status.FULFILLED, Status.ANSWERED})
    return groups_of(kept, Status.FULFILLED)


def _not_judged(group: Group) -> bool:
    """Return whether nobody judged what is entered for at least one subject: such a requirement is not called fulfilled."""
    return any(one.depth is Depth.PRESENCE for one in group.findings)


def _count_row(key: str, label: str, found: list[Severity]) -> CountRow:
    return CountRow(
        key=key,
        label=label,
        duties=found.count(Severity.PFLICHT),
        recommendations=found.count(Severity.EMPFOHLEN),
        hints=found.count(Severity.HINWEIS),
        total=len(found),
    )


def _waiting(dossier: Dossier, evaluation: Evaluation) -> tuple[WaitingRow, ...]:
    """Return each open point that keeps requirements undecided, in the order of the dossier."""
    by_point: dict[str, list[str]] = {}
    for finding in evaluation.findings:
        if finding.status is Status.QUESTION and finding.open_point:
            by_point.setdefault(finding.open_point, []).append(finding.requirement)
    return tuple(
        WaitingRow(
            key=f"o{number}",
            subject=_asked_about(dossier, point.path),
            question=point.question,
            field=point.path,
            by=ROLE_TITLES[point.by],
            requirements=", ".join(dict.fromkeys(by_point[point.path])),
        )
        for number, point in enumerate(evaluation.open_points, start=1)
        if point.path in by_point
    )


def _asked_about(dossier: Dossier, path: str) -> str:
    """Return the title of the channel, purpose, risk or recipient that a field belongs to, where there are several."""
    subject = f"{path.partition(']')[0]}]"
    root, _, name = subject.partition("[")[0].partition(".")
    several = len(known(getattr(getattr(dossier, root), name, ())) or ()) > 1
    return subject_title(dossier, subject) if several else ""


def _wholly_void(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Return the requirements that apply to nothing; one that applies to some channels is told with those."""
    every = tuple(findings)
    worst = status_of_requirements(every)
    void = (one for one in every if worst[one.requirement] is Status.NOT_APPLICABLE)
    return groups_of(void, Status.NOT_APPLICABLE)


def _answers(dossier: Dossier, findings: Iterable[Finding]) -> tuple[ReportAnswer, ...]:
    used = {one.requirement: one for one in findings if one.status is Status.ANSWERED}
    return tuple(
        ReportAnswer(
            key=f"p{number}",
            id=answer.requirement,
            title=used[answer.requirement].title,
            norm=used[answer.requirement].norm,
            by=answer.by,
            date=answer.date,
            text=answer.text,
        )
        for number, answer in enumerate(dossier.review.answers, start=1)
        if answer.requirement in used and answer.fulfilled
    )


def _waivers(dossier: Dossier, findings: Iterable[Finding]) -> tuple[ReportWaiver, ...]:
    used = {one.requirement: one for one in findings if one.status is Status.WAIVED}
    return tuple(
        ReportWaiver(
            key=f"w{number}",
            id=waiver.requirement,
            title=used[waiver.requirement].title,
            norm=used[waiver.requirement].norm,
            defect=used[waiver.requirement].message.partition(WAIVER_TERMS)[0].strip(),
            reason=waiver.reason,
            opinion=waiver.dpo_opinion,
            by=waiver.by,
            date=waiver.date,
            until=waiver.until,
        )
        for number, waiver in enumerate(dossier.review.waivers, start=1)
        if waiver.requirement in used
    )


def _fact_rows(notes: Iterable[FactNote], kind: NoteKind) -> tuple[FactRow, ...]:
    wanted = (note for note in notes if note.kind is kind)
    return tuple(
        FactRow(
            key=f"f{number}",
            name=note.name,
            state=note.kind.label,
            seen_on=note.seen_on,
            text=note.text,
            source=note.source,
        )
        for number, note in enumerate(wanted, start=1)
    )


def _sheets(dossier: Dossier, evaluation: Evaluation) -> tuple[RoleSheet, ...]:
    asked: Mapping[Role, tuple[Finding, ...]] = questions_by_role(evaluation.findings)
    sheets = []
    for role, title in ROLE_TITLES.items():
        points = tuple(
            RoleQuestion(
                key=f"o{number}",
                text=": ".join(filter(None, (_asked_about(dossier, point.path), point.question))),
                field=point.path,
                proposal=point.has_proposal,
            )
            for number, point in enumerate(evaluation.open_points, start=1)
            if point.by is role
        )
        questions = tuple(
            RoleQuestion(key=f"q{number}", text=f"{one.title}: {one.message}", field=one.requirement, proposal=False)
            for number, one in enumerate(asked.get(role, ()), start=1)
        )
        if points or questions:
            sheets.append(RoleSheet(key=role.value, role=title, open_points=points, questions=questions))
    return tuple(sheets)


def _place(file: str, line: int) -> str:
    return tr("{file}, Zeile {line}", file=file, line=line) if file else ""
