"""Journey: the Prüfbericht of a check as Word and PDF files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from pipeline import __version__
from pipeline.catalogue.confirmations import MAX_AGE_DAYS
from pipeline.check import check_dossier
from pipeline.documents.archive import CoreProperties
from pipeline.documents.context import Situation, context_for, draft_history
from pipeline.documents.kinds import DocumentKind, Edition
from pipeline.documents.templates import templates_for
from pipeline.dossier.dossier import Dossier
from pipeline.language import in_german, tr
from pipeline.law.report import ReportView
from pipeline.law.report_making import ReportFrame, report_view
from pipeline.pdf.signature_field import add_signature_fields
from pipeline.printed_index import PrintedIndex, printed_index
from pipeline.production import source_of
from pipeline.single_document import ReportOrder, Reports, make_reports

NAME = "pruefbericht"
_KIND = DocumentKind(NAME, "Prüfbericht zum Nutzungskonzept", "Prüfbericht", (Edition.INTERNAL,))
_ROOTS = ("organisation", "concept", "review", "risk_matrix_before", "risk_matrix_after", "level_titles")
"""What the template sees besides ``report``."""


def make_check_report(
    dossier: Dossier,
    formats: frozenset[str],
    *,
    as_of: dt.date,
    situation: Situation | None = None,
    max_age_days: int = MAX_AGE_DAYS,
    progress: Callable[[str], None] = lambda _: None,
) -> Reports:
    """Check a dossier and make the Prüfbericht of it; a document is German, whatever language messages have.

    Args:
        dossier: the dossier.
        formats: some of ``docx``, ``pdf``, ``html``.
        as_of: the day of the evaluation.
        situation: draft or release with its Prüfcode; by default a draft with the code of the dossier as it is.
        max_age_days: how old a fact of the catalogue may be.
        progress: is told what happens.

    Raises:
        InputError: a template or a text of the dossier cannot be used.
        ProgramError: LibreOffice is there but fails; where it is missing, ``missing`` says so.
    """
    templates = templates_for(dossier)
    if situation is None:
        code = source_of(dossier, templates).code
        situation = Situation(draft=True, code=code, as_of=as_of, history=draft_history(dossier))
    progress(tr("Es wird nachgesehen, wo die Angaben gedruckt sind"))
    with in_german():
        report = check_dossier(dossier, as_of=as_of, max_age_days=max_age_days)
        index = printed_index(dossier, situation, templates)
        frame = ReportFrame(__version__, situation.code, max_age_days, _printed(index))
        view = report_view(dossier, report.evaluation, report.facts, frame)
        every = context_for(dossier, _KIND, Edition.INTERNAL, situation)
    context = {root: every[root] for root in _ROOTS} | {"report": view}
    order = ReportOrder(NAME, NAME, context, _properties(view), view.footer_line)
    progress(tr("{title} wird geschrieben", title=view.short_title))
    made = make_reports([order], formats)
    pdf = f"{NAME}.pdf"
    if pdf not in made.files:
        return made
    return Reports({**made.files, pdf: add_signature_fields(made.files[pdf])}, made.missing)


def _printed(index: PrintedIndex) -> Callable[[str], str]:
    def where(path: str) -> str:
        places = index.where(path)
        return str(places[0]) if places else ""

    return where


def _properties(view: ReportView) -> CoreProperties:
    return CoreProperties(
        title=f"{view.title} – {view.organisation}",
        creator=view.organisation,
        date=view.as_of,
        subject=view.short_title,
    )
