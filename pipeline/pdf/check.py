"""Is a PDF accessible and fit for an archive? A quick answer in pure Python, each finding explained."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence

import pikepdf

from pipeline.errors import InputError
from pipeline.language import tr
from pipeline.pdf.rules.attachments import check_attachments
from pipeline.pdf.rules.colour import check_colour
from pipeline.pdf.rules.content import check_content
from pipeline.pdf.rules.document import check_document
from pipeline.pdf.rules.figures import check_figures
from pipeline.pdf.rules.finding import PdfFinding
from pipeline.pdf.rules.fonts import check_fonts
from pipeline.pdf.rules.headings import check_headings
from pipeline.pdf.rules.links import check_links
from pipeline.pdf.rules.lists import check_lists
from pipeline.pdf.rules.metadata import check_metadata
from pipeline.pdf.rules.roles import check_roles
from pipeline.pdf.rules.safety import check_safety, encryption_finding
from pipeline.pdf.rules.tables import check_tables
from pipeline.pdf.tagged import MALFORMED, TaggedPdf

__all__ = ["PdfFinding", "check_pdf"]

RULES: Sequence[Callable[[TaggedPdf], Iterator[PdfFinding]]] = (
    check_document,
    check_metadata,
    check_safety,
    check_fonts,
    check_colour,
    check_content,
    check_headings,
    check_tables,
    check_lists,
    check_figures,
    check_links,
    check_roles,
    check_attachments,
)


def check_pdf(data: bytes) -> list[PdfFinding]:
    """Check a PDF against PDF/UA-1 and PDF/A-2a or 3a, as far as a program can without the reference validator.

    A human still has to judge the reading order and whether an alternative text says what matters.

    Args:
        data: bytes of the file.

    Returns:
        The findings, empty if all is well; about the document first, then by page.

    Raises:
        InputError: the data is no PDF or too damaged to be opened.
    """
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            tagged = TaggedPdf.of(pdf)
            findings = [finding for rule in RULES for finding in _guarded(rule, tagged)]
    except pikepdf.PasswordError:
        return [encryption_finding()]
    except MALFORMED as error:
        raise InputError(tr("Die Datei ist keine lesbare PDF-Datei: {reason}.", reason=error)) from error
    return sorted(findings, key=lambda finding: finding.page or 0)


def _guarded(rule: Callable[[TaggedPdf], Iterator[PdfFinding]], tagged: TaggedPdf) -> list[PdfFinding]:
    """Apply a rule; a file so malformed that the rule fails is itself a finding."""
    try:
        return list(rule(tagged))
    except MALFORMED as error:
        damaged = tr("Die Datei ist beschädigt; die Prüfung bricht an einer Stelle ab: {reason}.", reason=error)
        return [PdfFinding("A2:6.1", damaged, tr("Das Dokument neu erzeugen."))]
