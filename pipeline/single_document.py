"""The step that journeys share for reports: one Word template and plain data become DOCX, PDF and HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.documents.archive import CoreProperties
from pipeline.documents.contents import conversion_copy, with_page_numbers
from pipeline.documents.controls import unwrap_controls
from pipeline.documents.headings import headings
from pipeline.documents.ooxml import qn
from pipeline.documents.package import Package
from pipeline.documents.render import render
from pipeline.documents.templates import built_in_template
from pipeline.errors import ProgramError
from pipeline.html.page import PageInfo, html_page
from pipeline.pdf.archival import PdfMetadata, make_archival
from pipeline.pdf.installation import find_office
from pipeline.pdf.office import convert
from pipeline.pdf.outline import outline


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """One report to be made.

    Attributes:
        name: file name without ending.
        template: name of the program's template.
        context: what the template sees.
        properties: title, creator and date.
        footer: the footer line of the HTML page.
        finish: what else is done to the rendered Word file, such as filling in rows; nothing by default.
    """

    name: str
    template: str
    context: Mapping[str, object]
    properties: CoreProperties
    footer: str = ""
    finish: Callable[[bytes], bytes] = bytes


@dataclass(frozen=True, slots=True)
class Reports:
    """Finished reports.

    Attributes:
        files: bytes by file name.
        missing: why PDF files are missing, or ``None``.
    """

    files: Mapping[str, bytes]
    missing: ProgramError | None


def make_reports(orders: list[ReportOrder], formats: frozenset[str]) -> Reports:
    """Make reports, all PDF files in one start of LibreOffice.

    Args:
        orders: the reports.
        formats: some of ``docx``, ``pdf``, ``html``.

    Raises:
        InputError: a template cannot be used.
        ProgramError: LibreOffice is there but fails.
    """
    rendered = {order.name: _rendered(order) for order in orders}
    pdfs: Mapping[str, bytes] = {}
    missing: ProgramError | None = None
    if "pdf" in formats or any(map(_has_contents, rendered.values())):
        try:
            office = find_office()
        except ProgramError as error:
            missing = error
        else:
            pdfs = convert({name: conversion_copy(docx) for name, docx in rendered.items()}, office=office)
    files: dict[str, bytes] = {}
    for order in orders:
        docx, pdf = rendered[order.name], pdfs.get(order.name)
        if "docx" in formats:
            files[f"{order.name}.docx"] = with_page_numbers(docx, outline(pdf)) if pdf else docx
        if "pdf" in formats and pdf:
            files[f"{order.name}.pdf"] = make_archival(pdf, _metadata(order.properties))
        if "html" in formats:
            numbers = [heading.number for heading in headings(Package(docx))]
            info = PageInfo(title=order.properties.title, footer=order.footer, numbers=numbers)
            files[f"{order.name}.html"] = html_page(unwrap_controls(docx), info)
    return Reports(files, missing if "pdf" in formats else None)


def _rendered(order: ReportOrder) -> bytes:
    template = built_in_template(order.template)
    return order.finish(render(template.data, order.context, order.properties, name=template.label).docx)


def _has_contents(docx: bytes) -> bool:
    """Return whether the document has a contents table, whose page numbers LibreOffice tells."""
    package = Package(docx)
    return any((code.text or "").split()[:1] == ["TOC"] for code in package.tree(package.main).iter(qn("w:instrText")))


def _metadata(properties: CoreProperties) -> PdfMetadata:
    return PdfMetadata(
        title=properties.title, author=properties.creator, subject=properties.subject, date=properties.date
    )
