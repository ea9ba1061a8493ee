"""The findings of a check as short text: what is wrong with what to do, questions by who must answer, one line of counts."""

from __future__ import annotations

import contextlib
import io
import textwrap
from collections.abc import Iterator

from pipeline.check import CheckReport
from pipeline.cli.open_points import print_open_points
from pipeline.dossier.answers import ROLE_TITLES
from pipeline.language import tr, translated
from pipeline.law.facts_age import NoteKind
from pipeline.law.findings import Finding, Status
from pipeline.law.grouping import Group, counts, groups_of, questions_by_role

WIDTH = 110


def report_as_text(report: CheckReport, *, everything: bool = False) -> str:
    """Return ``report`` as text.

    Args:
        report: what was found.
        everything: also name what is fulfilled, answered or not applicable.
    """
    lines = [_head(report)]
    findings = report.evaluation.findings
    for status in (Status.VIOLATED, Status.WAIVED):
        lines += _section(status, groups_of(findings, status))
    lines += _questions(report)
    if everything:
        for status in (Status.ANSWERED, Status.FULFILLED, Status.NOT_APPLICABLE):
            lines += _section(status, groups_of(findings, status))
    lines += _facts(report)
    lines += _idle(report)
    return "\n".join(lines) + "\n" + _open_points(report) + _summary(report) + "\n"


def _head(report: CheckReport) -> str:
    return tr(
        "{name}: geprüft zum {date:%d.%m.%Y} nach Katalog {version}",
        name=report.dossier.organisation.name,
        date=report.evaluation.as_of,
        version=report.evaluation.catalogue_version,
    )


def _section(status: Status, groups: tuple[Group, ...]) -> Iterator[str]:
    if not groups:
        return
    yield f"\n{translated(status.label).upper()}"
    for group in groups:
        yield from _group(group)


def _group(group: Group) -> Iterator[str]:
    first = group.first
    weight = translated(first.severity.label)
    if first.blocks_release:
        weight = tr("{severity}, hindert die Freigabe", severity=weight)
    yield f"\n{weight}: {first.title} [{first.requirement}] {first.norm}"
    told: dict[str, list[Finding]] = {}
    for finding in group.findings:
        told.setdefault(finding.message, []).append(finding)
    for message, findings in told.items():
        yield _wrapped(message, "  ", "  ")
        for finding in findings:
            place = _place(finding)
            if place:
                yield f"    {place}"
    for remedy in dict.fromkeys(finding.remedy for finding in group.findings if finding.remedy):
        yield _wrapped(f"→ {remedy}", "  ", "    ")
    if group.also:
        yield "  " + tr("Betrifft auch: {ids}", ids=", ".join(group.also))


def _questions(report: CheckReport) -> Iterator[str]:
    by_role = questions_by_role(report.evaluation.findings)
    if by_role:
        yield "\n" + tr("FRAGEN")
    for role, findings in by_role.items():
        yield f"\n{translated(ROLE_TITLES[role])}"
        for finding in findings:
            yield _wrapped(f"{finding.title} [{finding.requirement}]: {finding.message}", "  ", "      ")
            if _place(finding):
                yield f"      {_place(finding)}"
    waiting = {
        one.requirement for one in report.evaluation.findings if one.status is Status.QUESTION and one.open_point
    }
    if waiting:
        yield "\n" + tr("Anforderungen, die auf offene Punkte warten: {count}", count=len(waiting))


def _facts(report: CheckReport) -> Iterator[str]:
    due = [note for note in report.facts if note.kind is not NoteKind.CONFIRMED]
    if not due:
        return
    yield "\n" + tr("ANGABEN DES KATALOGS NACHSEHEN")
    for note in due:
        yield _wrapped(
            f"{note.name} ({note.fact}): {translated(note.kind.label)}, {note.seen_on:%d.%m.%Y}", "  ", "      "
        )


def _idle(report: CheckReport) -> Iterator[str]:
    if not report.idle:
        return
    yield "\n" + tr("AUSSAGEN IN REVIEW.YAML OHNE WIRKUNG")
    for one in report.idle:
        place = f"{one.file}:{one.line} " if one.file else ""
        yield _wrapped(f"{place}{one.path}: {one.message}", "  ", "      ")


def _open_points(report: CheckReport) -> str:
    points = report.evaluation.open_points
    if not points:
        return ""
    with io.StringIO() as out, contextlib.redirect_stdout(out):
        print_open_points(points)
        return out.getvalue() + "\n"


def _summary(report: CheckReport) -> str:
    found = counts(report.evaluation.findings)
    parts = [f"{number} {translated(status.label)}" for status, number in found.items() if number]
    return "\n" + tr("{total} Anforderungen: {parts}.", total=sum(found.values()), parts=", ".join(parts))


def _place(finding: Finding) -> str:
    where = f"{finding.file}:{finding.line}" if finding.file else ""
    return " ".join(part for part in (where, finding.path) if part)


def _wrapped(text: str, first: str, rest: str) -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
