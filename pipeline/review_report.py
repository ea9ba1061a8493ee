"""Journey: the review of a foreign concept as a Prüfbericht in Word or PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline import __version__
from pipeline.catalogue.confirmations import MAX_AGE_DAYS
from pipeline.catalogue.requirement import Severity
from pipeline.documents.archive import CoreProperties
from pipeline.documents.context import Situation, context_for
from pipeline.documents.kinds import DocumentKind, Edition
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.model.channel import Channel
from pipeline.dossier.model.concept import Concept
from pipeline.dossier.model.dpia import Dpia
from pipeline.dossier.model.organisation import Organisation
from pipeline.dossier.model.review import ReviewFile
from pipeline.errors import UsageError
from pipeline.language import in_german, tr
from pipeline.law.findings import Finding, Status
from pipeline.law.report import ReportView
from pipeline.law.report_making import ReportFrame, report_view
from pipeline.review_foreign import Review
from pipeline.single_document import ReportOrder, Reports, make_reports

NAME = "pruefbericht"
_KIND = DocumentKind(NAME, "Prüfbericht zu einem fremden Konzept", "Prüfbericht", (Edition.INTERNAL,))
_ROOTS = ("organisation", "concept", "review", "risk_matrix_before", "risk_matrix_after", "level_titles")
"""What the template sees besides ``report``."""


def make_review_report(result: Review, formats: frozenset[str]) -> Reports:
    """Make the Prüfbericht of a review; a document is German, whatever language messages have.

    Args:
        result: the review.
        formats: some of ``docx``, ``pdf``, ``html``.

    Raises:
        UsageError: the Land or the platforms are not known; a report names the law it is made under.
        ProgramError: LibreOffice is there but fails; where it is missing, ``missing`` says so.
    """
    dossier = _as_dossier(result)
    as_of = result.evaluation.as_of
    with in_german():
        findings = tuple(_with_quote(one) for one in result.evaluation.findings if _is_told(one))
        evaluation = replace(result.evaluation, findings=findings)
        view = _view(report_view(dossier, evaluation, (), ReportFrame(__version__, "", MAX_AGE_DAYS)), result)
        every = context_for(dossier, _KIND, Edition.INTERNAL, Situation(draft=True, code="", as_of=as_of))
    context = {root: every[root] for root in _ROOTS} | {"report": view}
    properties = CoreProperties(
        title=f"{view.title} – {view.organisation}", creator=view.organisation, date=as_of, subject=view.short_title
    )
    return make_reports([ReportOrder(NAME, NAME, context, properties, view.footer_line)], formats)


def _as_dossier(result: Review) -> Dossier:
    """Return the little that is known of the author as a dossier: name, Land and platforms."""
    facts = result.facts
    if facts.land is None or not facts.platforms:
        raise UsageError(
            tr("Für den Prüfbericht müssen Bundesland und Plattformen bekannt sein."),
            tr("Mit --land und --platform angeben."),
        )
    name = facts.organisation or result.document.name
    channels = tuple(Channel(id=platform, platform=platform) for platform in facts.platforms)
    return Dossier(
        name=result.document.name,
        folder=Path(),
        organisation=Organisation(name=name, land=facts.land),
        concept=Concept(channels=channels),
        dpia=Dpia(),
        review=ReviewFile(),
    )


def _is_told(finding: Finding) -> bool:
    """Return whether the report tells it: all that was judged, and of the questions those about duties."""
    return finding.status is not Status.QUESTION or finding.severity is Severity.PFLICHT


def _with_quote(finding: Finding) -> Finding:
    """Return a violation whose message holds the words and their page or section; the report prints the message."""
    if finding.status is not Status.VIOLATED or not finding.evidence:
        return finding
    message, words = finding.message, finding.evidence[0].excerpt
    if words not in message:
        message = f"{message.removesuffix('.')}: „{words}“{'' if words.endswith(('.', '!', '?')) else '.'}"
    if finding.path not in finding.message:
        message = f"{message} {finding.path}"
    return replace(finding, message=message)


def _view(view: ReportView, result: Review) -> ReportView:
    name = result.document.name
    checked = tr("Prüfung zum {date:%d.%m.%Y}", date=result.evaluation.as_of)
    return view.model_copy(
        update={
            "title": tr("Prüfbericht zu einem Konzept, das nur als Text vorliegt"),
            "version_line": tr("Datei {file}", file=name),
            "footer_line": f"{name} · {checked}",
            "lead": tr("Beanstandet ist nur, was sich am Wortlaut zeigt; nach den übrigen Pflichten ist gefragt."),
            "sheets": (),
        }
    )
