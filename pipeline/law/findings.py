"""What an evaluation says about one requirement: findings, ordered for people."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.catalogue.requirement import Severity
from pipeline.dossier.answers import Role
from pipeline.dossier.model.values import Labelled
from pipeline.language import marked


class Status(Labelled):
    """What became of a requirement, for one subject."""

    VIOLATED = "violated", marked("nicht erfüllt")
    QUESTION = "question", marked("offen")
    WAIVED = "waived", marked("zugelassene Abweichung")
    ANSWERED = "answered", marked("durch eine Person beantwortet")
    FULFILLED = "fulfilled", marked("erfüllt")
    NOT_APPLICABLE = "not_applicable", marked("nicht anwendbar")


class Depth(Labelled):
    """How deep a finding looked; only the last three may be called „erfüllt“."""

    PRESENCE = "presence", marked("Angabe vorhanden (Inhalt nicht geprüft)")
    VALUE = "value", marked("Angabe geprüft")
    CONSISTENCY = "consistency", marked("Angaben miteinander verglichen")
    PERSON = "person", marked("durch eine Person beurteilt")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a finding rests on.

    Attributes:
        path: field path, or empty for the catalogue and the standing text of documents.
        excerpt: the words that were seen, shortened.
        file: file within the dossier, or empty.
        line: line from 1, or 0.
        column: column from 1, or 0.
    """

    path: str
    excerpt: str
    file: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One requirement, judged for one subject.

    Attributes:
        requirement: id in the catalogue.
        status: the result.
        severity: weight in this Land.
        subject: field path of the channel, purpose, risk or recipient it is about, or ``None`` for the dossier as a whole.
        depth: how deep the finding looked.
        norm: citation in this Land.
        title: short German title of the requirement.
        message: what was found, what is missing, or what is asked.
        remedy: what to write and where; empty where nothing is to do.
        evidence: what it rests on.
        path: field path to look at, or empty.
        file: file within the dossier, or empty; ``line`` and ``column`` from 1, or 0.
        blocks_release: whether a violation keeps the documents from being released although no law is broken.
        by: who must answer a question, or ``None``.
        open_point: path of the open point that the finding waits for, or empty.
    """

    requirement: str
    status: Status
    severity: Severity
    subject: str | None
    depth: Depth
    norm: str
    title: str
    message: str
    remedy: str = ""
    evidence: tuple[Evidence, ...] = ()
    path: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    blocks_release: bool = False
    by: Role | None = None
    open_point: str = field(default="")

    def counts_as_failure(self, *, strict: bool = False) -> bool:
        """Return whether the finding makes the check fail: a violated or unanswered duty, or a violated house rule.

        Args:
            strict: recommendations count as duties do; hints never do.
        """
        if self.status is Status.VIOLATED and self.blocks_release:
            return True
        weighs = self.severity is Severity.PFLICHT or (strict and self.severity is Severity.EMPFOHLEN)
        return weighs and self.status in {Status.VIOLATED, Status.QUESTION}


_STATUS_ORDER = {status: index for index, status in enumerate(Status)}
_SEVERITY_ORDER = {severity: index for index, severity in enumerate(Severity)}


def finding_order(finding: Finding) -> tuple[int, int, bool, str, str, str, int, str]:
    """Return the sort key: what is wrong first, duties before recommendations, then by id, subject and place."""
    return (
        _STATUS_ORDER[finding.status],
        _SEVERITY_ORDER[finding.severity],
        not finding.blocks_release,
        finding.requirement,
        finding.subject or "",
        finding.file,
        finding.line,
        finding.message,
    )
