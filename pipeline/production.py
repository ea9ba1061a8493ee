"""The step that journeys share: from a dossier to all its documents, in every edition and format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

from pipeline import __version__
from pipeline.catalogue.identity import catalogue_identity
from pipeline.documents.accent import with_accent
from pipeline.documents.archive import CoreProperties
from pipeline.documents.contents import conversion_copy, with_page_numbers
from pipeline.documents.context import Situation, context_for
from pipeline.documents.controls import unwrap_controls
from pipeline.documents.headings import headings
from pipeline.documents.isolated import render_isolated
from pipeline.documents.kinds import DOCUMENT_KINDS, DocumentKind, Edition, kinds_for
from pipeline.documents.package import Package
from pipeline.documents.pictures import Picture, read_picture
from pipeline.documents.render import render
from pipeline.documents.source import Source, make_source
from pipeline.documents.templates import Template, dossier_file
from pipeline.dossier.answers import known
from pipeline.dossier.dossier import Dossier
from pipeline.errors import ProgramError, RefusedError, UsageError
from pipeline.files import read_file
from pipeline.html.page import PageInfo, html_fragment, html_page
from pipeline.language import tr
from pipeline.pdf.finishing import FinishedPdf, PdfDraft, finish
from pipeline.pdf.installation import OfficeProgram, find_office
from pipeline.pdf.intake import open_docx_safely
from pipeline.pdf.metadata import Attachment, PdfMetadata
from pipeline.pdf.rules.finding import PdfFinding
from pipeline.pdf.workers import workers

PUBLIC_FOLDER = "oeffentlich"
UNDATED = dt.date(2000, 1, 1)
"""Date in the properties of a draft whose Stand is still open: nothing comes from the clock."""

_DESCRIPTIONS: Mapping[str, str] = {
    "source.json": "Woraus dieses Dokument gemacht ist: Prüfsummen von Eingaben, Vorlagen und Katalog",
    "organisation.yaml": "Angaben zur Organisation",
    "concept.yaml": "Angaben zum Nutzungskonzept",
    "dpia.yaml": "Angaben zur Folgenabschätzung",
    "review.yaml": "Stellungnahmen",
}

Progress = Callable[[str], None]


class Format(StrEnum):
    """File formats of a document."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    FRAGMENT = "fragment"
    """The HTML text alone, for a content management system."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made.

    Attributes:
        formats: the file formats.
        documents: names of document kinds; empty for all that the dossier has material for.
        editions: the editions.
    """

    formats: frozenset[Format] = frozenset({Format.DOCX, Format.PDF, Format.HTML})
    documents: tuple[str, ...] = ()
    editions: frozenset[Edition] = frozenset(Edition)


@dataclass(frozen=True, slots=True)
class Produced:
    """A set of documents.

    Attributes:
        files: bytes by name, such as ``nutzungskonzept.pdf`` or ``oeffentlich/nutzungskonzept.pdf``.
        source: what they were made from.
        office: version of LibreOffice, or ``None`` where it is missing: then there are no PDF files, and contents tables
            have no page numbers.
        missing: why PDF files are missing, or ``None``.
        findings: what the check of accessibility and archival properties found, by file; empty if all is well.
    """

    files: Mapping[str, bytes]
    source: Source
    office: str | None
    missing: ProgramError | None = None
    findings: Mapping[str, tuple[PdfFinding, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Job:
    """One document in one edition on its way."""

    kind: DocumentKind
    edition: Edition
    name: str
    file: str
    properties: CoreProperties
    footer: str = ""
    docx: bytes = field(default=b"", repr=False)


def source_of(dossier: Dossier, templates: Mapping[str, Template]) -> Source:
    """Return what documents of ``dossier`` are made from.

    Raises:
        InputError: a picture is missing or lies outside the dossier.
    """
    return make_source(
        name=dossier.name,
        inputs={**dossier.files, **pictures_of(dossier)},
        templates={f"{name}.docx": template.data for name, template in templates.items()},
        catalogue=catalogue_identity(),
        program_version=__version__,
    )


def pictures_of(dossier: Dossier) -> Mapping[str, bytes]:
    """Return the dossier's pictures by file name.

    Raises:
        InputError: a picture is missing or lies outside the dossier.
    """
    name = dossier.organisation.coat_of_arms
    if not name:
        return {}
    return {name: read_file(dossier_file(dossier, name, "organisation.coat_of_arms"), limit=10 * 1024 * 1024)}


def produce(
    dossier: Dossier,
    order: Order,
    situation: Situation,
    source: Source,
    templates: Mapping[str, Template],
    *,
    progress: Progress = lambda _: None,
) -> Produced:
    """Make the documents.

    Args:
        dossier: the dossier.
        order: what is to be made.
        situation: draft or release, Prüfcode, day, change history.
        source: what the documents are made from; attached to internal PDF files.
        templates: the Word template of each kind.
        progress: is told what happens, in the user's language.

    Raises:
        InputError: a template or a text of the dossier cannot be used.
        ProgramError: LibreOffice is there but fails. Where it is missing, :attr:`Produced.missing` says so.
        RefusedError: the dossier has no material for the documents ordered.
        UsageError: an unknown document is ordered.
    """
    jobs = _jobs(dossier, order, situation)
    office, missing = _office()
    attached = _attachments(dossier, source)
    batches = _batches(jobs) if office else [jobs]
    rendered: dict[str, _Job] = {}
    waiting: list[Callable[[], dict[str, FinishedPdf]]] = []
    files: dict[str, bytes] = {}
    with workers(len(batches)) as beside:
        for batch in batches if beside.count > 1 else [jobs]:
            for job in batch:
                progress(tr("{title} wird geschrieben", title=job.kind.title))
                rendered[job.name] = _rendered(job, dossier, situation, templates[job.kind.name])
            if office:
                drafts = {job.name: _pdf_draft(rendered[job.name], attached) for job in batch}
                archive = Format.PDF in order.formats
                waiting.append(beside.begin(partial(finish, drafts, office, archive=archive)))
        progress(tr("Seiten werden umbrochen"))
        for job in rendered.values():
            files |= _html(job, order.formats)
        pdfs = {name: pdf for result in waiting for name, pdf in result().items()}
    for name, pdf in pdfs.items():
        if pdf.pdf:
            files[f"{rendered[name].file}.pdf"] = pdf.pdf
    if Format.DOCX in order.formats:
        files |= {f"{job.file}.docx": _numbered(job, pdfs.get(job.name)) for job in rendered.values()}
    return Produced(
        _in_order(files, jobs),
        source,
        office.version if office else None,
        missing if Format.PDF in order.formats else None,
        {f"{rendered[name].file}.pdf": pdf.findings for name, pdf in sorted(pdfs.items()) if pdf.findings},
    )


def _batches(jobs: Sequence[_Job]) -> list[Sequence[_Job]]:
    """Return two halves of about the same length: the internal editions of documents that have both, and all others."""
    internal = [job for job in jobs if job.edition is Edition.INTERNAL and len(job.kind.editions) > 1]
    return [batch for batch in (internal, [job for job in jobs if job not in internal]) if batch]


def rendered_documents(
    dossier: Dossier,
    situation: Situation,
    templates: Mapping[str, Template],
    edition: Edition = Edition.INTERNAL,
) -> Mapping[str, bytes]:
    """Return the Word files of one edition (or the only one) by document name, made in memory without LibreOffice.

    A document that is internal only is not among the public ones.

    Contents tables have no page numbers; for comparison they do not matter.

    Raises:
        InputError: a template or a text of the dossier cannot be used.
    """
    jobs = [
        job
        for job in _jobs(dossier, Order(editions=frozenset({edition})), situation)
        if edition is Edition.INTERNAL or Edition.PUBLIC in job.kind.editions
    ]
    return {job.kind.name: _rendered(job, dossier, situation, templates[job.kind.name]).docx for job in jobs}


def _in_order(files: Mapping[str, bytes], jobs: Sequence[_Job]) -> dict[str, bytes]:
    """Return the files document by document."""
    return {
        f"{job.file}{ending}": files[f"{job.file}{ending}"]
        for job in jobs
        for ending in (".docx", ".pdf", ".html", ".fragment.html")
        if f"{job.file}{ending}" in files
    }


def _office() -> tuple[OfficeProgram | None, ProgramError | None]:
    try:
        return find_office(), None
    except ProgramError as error:
        return None, error


def _jobs(dossier: Dossier, order: Order, situation: Situation) -> list[_Job]:
    unknown = [name for name in order.documents if name not in DOCUMENT_KINDS]
    if unknown:
        raise UsageError(
            tr("Das Dokument „{name}“ gibt es nicht.", name=unknown[0]),
            tr("Möglich sind: {names}.", names=", ".join(DOCUMENT_KINDS)),
        )
    available = kinds_for(dossier)
    kinds = [kind for kind in available if not order.documents or kind.name in order.documents]
    if not kinds:
        raise RefusedError(
            tr("Die Akte enthält keine vollständige Folgenabschätzung, nur eine Schwellwertanalyse."),
            tr("In dpia.yaml den Abschnitt „description“ und die folgenden ausfüllen."),
        )
    return [
        _job(dossier, kind, edition, situation)
        for kind in kinds
        for edition in kind.editions
        if edition in order.editions or len(kind.editions) == 1
    ]


def _job(dossier: Dossier, kind: DocumentKind, edition: Edition, situation: Situation) -> _Job:
    beside = edition is Edition.PUBLIC and len(kind.editions) > 1
    facts = dossier.concept.document
    return _Job(
        kind=kind,
        edition=edition,
        name=f"{kind.name}-{edition.value}",
        file=f"{PUBLIC_FOLDER}/{kind.name}" if beside else kind.name,
        properties=CoreProperties(
            title=f"{kind.title} – {dossier.organisation.name}",
            creator=dossier.organisation.name,
            date=known(facts.date) or UNDATED,
            subject=kind.short_title,
            version=known(facts.version) or "",
            status="Entwurf" if situation.draft else "Freigegeben",
        ),
    )


def _rendered(job: _Job, dossier: Dossier, situation: Situation, template: Template) -> _Job:
    context = context_for(dossier, job.kind, job.edition, situation)
    data = template.data
    if template.own:
        open_docx_safely(data, template.label)
    if dossier.organisation.accent_color:
        data = with_accent(
            data, dossier.organisation.accent_color, path="organisation.accent_color", file=template.label
        )
    fill = render_isolated if template.own else render
    docx = fill(data, context, job.properties, name=template.label, pictures=_pictures(dossier)).docx
    return replace(job, docx=docx, footer=context["document"].footer_line)


def _pictures(dossier: Dossier) -> Mapping[str, Picture]:
    name = dossier.organisation.coat_of_arms
    if not name:
        return {}
    alternative_text = f"Wappen: {dossier.organisation.name}"
    return {"coat_of_arms": read_picture(pictures_of(dossier)[name], alternative_text, "organisation.coat_of_arms")}


def _numbered(job: _Job, pdf: FinishedPdf | None) -> bytes:
    return job.docx if pdf is None else with_page_numbers(job.docx, pdf.outline)


def _pdf_draft(job: _Job, attachments: tuple[Attachment, ...]) -> PdfDraft:
    own = attachments if job.edition is Edition.INTERNAL else ()
    return PdfDraft(conversion_copy(job.docx), _pdf_metadata(job), own)


def _attachments(dossier: Dossier, source: Source) -> tuple[Attachment, ...]:
    files: Collection[tuple[str, bytes]] = [("source.json", source.data), *sorted(dossier.files.items())]
    return tuple(
        Attachment(
            name=name,
            data=data,
            mime_type="application/json" if name.endswith(".json") else "application/yaml",
            description=_DESCRIPTIONS.get(name, name),
        )
        for name, data in files
    )


def _pdf_metadata(job: _Job) -> PdfMetadata:
    properties = job.properties
    return PdfMetadata(
        title=properties.title, author=properties.creator, subject=properties.subject, date=properties.date
    )


def _html(job: _Job, formats: Collection[Format]) -> Mapping[str, bytes]:
    """Return the page, and the fragment for pasting into a content management system, as ordered."""
    if not job.kind.html or job.edition is not Edition.PUBLIC:
        return {}
    if not {Format.HTML, Format.FRAGMENT}.intersection(formats):
        return {}
    numbers = [heading.number for heading in headings(Package(job.docx))]
    info = PageInfo(title=job.properties.title, footer=job.footer, numbers=numbers)
    bare = unwrap_controls(job.docx)  # a box to tick is a sign here, not a form field
    files: dict[str, bytes] = {}
    if Format.HTML in formats:
        files[f"{job.file}.html"] = html_page(bare, info)
    if Format.FRAGMENT in formats:
        files[f"{job.file}.fragment.html"] = html_fragment(bare, info)
    return files
