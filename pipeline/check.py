"""Journey: is a dossier complete and lawful?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.confirmations import MAX_AGE_DAYS
from pipeline.documents.templates import Template, templates_for
from pipeline.documents.unprintable import refuse_unprintable
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.load import load_dossier
from pipeline.errors import ExitCode
from pipeline.law.evaluate import Evaluation, begin_reading, evaluate
from pipeline.law.facts_age import FactNote, fact_notes
from pipeline.law.idle_statements import IdleStatement, idle_statements
from pipeline.law.layout import read_layout
from pipeline.law.standing_text import standing_text


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found.

    Attributes:
        dossier: the dossier.
        evaluation: findings and open points.
        facts: facts of the catalogue that are weak or old and should be looked at again.
        idle: statements of ``review.yaml`` that have no effect.
    """

    dossier: Dossier
    evaluation: Evaluation
    facts: tuple[FactNote, ...]
    idle: tuple[IdleStatement, ...] = ()

    def exit_code(self, *, strict: bool = False) -> ExitCode:
        """Return 1 when something is open, a duty is violated or unanswered, or a house rule of releases is violated.

        Args:
            strict: recommendations count as duties do.
        """
        fails = any(finding.counts_as_failure(strict=strict) for finding in self.evaluation.findings)
        return ExitCode.NO if fails or self.evaluation.open_points else ExitCode.OK


def check(folder: Path, *, as_of: dt.date, max_age_days: int = MAX_AGE_DAYS) -> CheckReport:
    """Check the dossier in ``folder``.

    Args:
        folder: the dossier.
        as_of: the day of the evaluation.
        max_age_days: facts of the catalogue that were looked at longer ago are listed.

    Raises:
        InputError: the dossier or a template cannot be used.
        ProgramError: the installation is damaged.
    """
    return check_dossier(load_dossier(folder), as_of=as_of, max_age_days=max_age_days)


def check_dossier(dossier: Dossier, *, as_of: dt.date, max_age_days: int = MAX_AGE_DAYS) -> CheckReport:
    """Check a dossier that is already read; see :func:`check`.

    Raises:
        InputError: a template cannot be used, or a channel names an unknown platform.
        ProgramError: the installation is damaged.
    """
    refuse_unprintable(dossier)
    words = begin_reading(dossier, as_of)
    templates = templates_for(dossier)
    texts: Mapping[str, str] = {name: standing_text(one.data, one.label) for name, one in templates.items()}
    layouts = {name: read_layout(one.data, one.label) for name, one in templates.items()}
    evaluation = evaluate(dossier, as_of, texts, layouts, read_drafts=_read_drafts(dossier, templates), words=words)
    return CheckReport(
        dossier,
        evaluation,
        fact_notes(dossier, as_of, max_age_days),
        idle_statements(dossier, evaluation.findings, as_of),
    )


def _read_drafts(dossier: Dossier, templates: Mapping[str, Template]) -> frozenset[str] | None:
    """Return the codes of drafts that still are as they were read; computed only where an opinion names a draft."""
    opinion = dossier.review.dpo_opinion
    if opinion is None or opinion.code is None:
        return None
    from pipeline.read_drafts import codes_of_read_drafts  # noqa: PLC0415 - imports all that makes documents

    return codes_of_read_drafts(dossier, templates)
