"""The Prüfbericht as plain data: everything its Word template prints."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from pipeline.dossier.answers import Model


class ReportEvidence(Model):
    """What a result rests on: field path, the words quoted, place in the files, and where it is printed."""

    path: str
    quote: str
    place: str
    printed: str


class ReportFinding(Model):
    """One finding: German title of its subject (empty for the dossier as a whole), what was found, and where."""

    key: str
    subject: str
    message: str
    place: str


class ReportEntry(Model):
    """One requirement.

    Attributes:
        key: unique among the entries of its list, for tags.
        id: id in the catalogue.
        severity: German label; ``severity_key`` is pflicht, empfohlen or hinweis.
        document: German name of the document in which it is to be met.
        blocks_release: a house rule of releases, no law.
        result: how deep was looked, such as „Angabe vorhanden (Inhalt nicht geprüft)“, or the reason why it does not apply.
        findings: one line for each place or channel.
        remedies: what to do, each once.
        evidence: what it rests on, at most :data:`MAX_EVIDENCE`; ``more`` says how many further places there are.
        also: ids of requirements that repeat this one, joined by commas.
        by: who must answer, for questions.
    """

    key: str
    id: str
    title: str
    norm: str
    severity: str
    severity_key: str
    document: str
    blocks_release: bool
    result: str
    findings: tuple[ReportFinding, ...]
    remedies: tuple[str, ...]
    evidence: tuple[ReportEvidence, ...]
    more: int
    also: str
    by: str


class WaitingRow(Model):
    """An open point that requirements wait for: its question, who must answer, and the ids of these requirements.

    ``subject`` names the channel, purpose, risk or recipient that is asked about, where it is about one.
    """

    key: str
    subject: str
    question: str
    field: str
    by: str
    requirements: str


class ReportAnswer(Model):
    """A person's answer."""

    key: str
    id: str
    title: str
    norm: str
    by: str
    date: dt.date
    text: str


class ReportWaiver(Model):
    """An accepted deviation that is used."""

    key: str
    id: str
    title: str
    norm: str
    defect: str
    reason: str
    opinion: str
    by: str
    date: dt.date
    until: dt.date


class CountRow(Model):
    """How many requirements of each weight have one result."""

    key: str
    label: str
    duties: int
    recommendations: int
    hints: int
    total: int


class RoleQuestion(Model):
    """One open point or question of a sheet."""

    key: str
    text: str
    field: str
    proposal: bool


class RoleSheet(Model):
    """What one role must answer: open points of the dossier, then questions of the check."""

    key: str
    role: str
    open_points: tuple[RoleQuestion, ...]
    questions: tuple[RoleQuestion, ...]


class FactRow(Model):
    """A fact of the catalogue to look at: weak, confirmed, or old."""

    key: str
    name: str
    state: str
    seen_on: dt.date
    text: str
    source: str


class ReportView(Model):
    """The whole report.

    Attributes:
        organisation: name of the organisation.
        title: title of the report; ``short_title`` for the header.
        as_of: the day of the evaluation.
        catalogue_version: version of the catalogue; ``catalogue_size`` how many requirements it holds.
        program_version: version of the program.
        code: Prüfcode of the dossier that was checked, or empty.
        version_line: version and Stand of the dossier, for example „Version 1.0 · Stand 01.10.2026“.
        footer_line: for the footer.
        good: whether nothing keeps the documents from being released.
        verdict: the result in one sentence; ``lead`` what stands behind it.
        counts: rows of the summary, the last one is the sum.
        violated: requirements that are not met, duties first.
        waiting: open points that requirements wait for.
        questions: requirements that ask a person.
        waivers: accepted deviations that are used.
        answered: questions that people answered.
        fulfilled: requirements that are met, with evidence.
        present: requirements to which something is entered that no program and no person judged.
        not_applicable: requirements that do not apply, with the reason.
        weak_facts: weak facts nobody confirmed; ``confirmed_facts`` those somebody did; ``old_facts`` those to look at again.
        sheets: one sheet for each role that must answer something.
        has_risks: whether a risk is assessed, so that the matrices show something.
        max_age_days: how old a fact of the catalogue may be.
    """

    organisation: str
    title: str
    short_title: str
    as_of: dt.date
    catalogue_version: str
    catalogue_size: int
    program_version: str
    code: str
    version_line: str
    footer_line: str
    good: bool
    verdict: str
    lead: str
    counts: tuple[CountRow, ...]
    violated: tuple[ReportEntry, ...]
    waiting: tuple[WaitingRow, ...]
    questions: tuple[ReportEntry, ...]
    waivers: tuple[ReportWaiver, ...]
    answered: tuple[ReportAnswer, ...]
    fulfilled: tuple[ReportEntry, ...]
    present: tuple[ReportEntry, ...]
    not_applicable: tuple[ReportEntry, ...]
    weak_facts: tuple[FactRow, ...]
    confirmed_facts: tuple[FactRow, ...]
    old_facts: tuple[FactRow, ...]
    sheets: tuple[RoleSheet, ...]
    has_risks: bool
    max_age_days: int = Field(ge=1)
