"""What the Word templates of the comparison see: plain data."""

from __future__ import annotations

import datetime as dt

from pipeline.dossier.answers import Model


class ClassView(Model):
    """Changed answers of one class, on page one."""

    key: str
    label: str
    number: int
    told: str


class ConsequenceView(Model):
    """What is to be done."""

    key: str
    number: str
    text: str
    norm: str


class ChangeView(Model):
    """One changed answer; ``old`` and ``new`` hold the place of marked text."""

    key: str
    title: str
    path: str
    kind: str
    old: str
    new: str
    follow: str


class GroupView(Model):
    """Changed answers of one class."""

    key: str
    label: str
    changes: tuple[ChangeView, ...]


class VersionView(Model):
    """A version between the two sides: by whom and why, from the register."""

    key: str
    version: str
    date: dt.date
    changed_by: str
    change: str
    approval: str


class PassageView(Model):
    """One passage of standing text; ``old`` and ``new`` hold the place of marked text."""

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
    old_line: str
    new_line: str
    old_head: str
    new_head: str
    proof: str
    identical: bool
    lead: str
    classes: tuple[ClassView, ...]
    todo: tuple[ConsequenceView, ...]
    todo_more: str
    todo_all: tuple[ConsequenceView, ...]
    versions: tuple[VersionView, ...]
    groups: tuple[GroupView, ...]
    standing_text: tuple[PassageView, ...]
    law: tuple[SentenceView, ...]
    documents: tuple[DocumentView, ...]
    one_sided: tuple[SentenceView, ...]
    notices: tuple[SentenceView, ...]
    rows_anchor: str = ""
