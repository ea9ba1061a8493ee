"""DOCX → archival PDF, checked: each file is repaired and judged while LibreOffice converts the next."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from pipeline.pdf.archival import make_archival
from pipeline.pdf.check import check_pdf
from pipeline.pdf.installation import OfficeProgram
from pipeline.pdf.metadata import Attachment, PdfMetadata
from pipeline.pdf.office import convert
from pipeline.pdf.outline import OutlineEntry, outline
from pipeline.pdf.rules.finding import PdfFinding

_LOOK_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class PdfDraft:
    """What a PDF is made from.

    Attributes:
        docx: the Word file as LibreOffice shall see it.
        metadata: title, author, date and so on.
        attachments: files to embed.
    """

    docx: bytes = field(repr=False)
    metadata: PdfMetadata
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class FinishedPdf:
    """A finished PDF.

    Attributes:
        pdf: PDF/A and PDF/UA; empty where only the pages of the headings were wanted.
        outline: headings with their pages.
        findings: what the check of accessibility and archival properties found.
    """

    pdf: bytes = field(repr=False)
    outline: tuple[OutlineEntry, ...]
    findings: tuple[PdfFinding, ...] = ()


def finish(drafts: Mapping[str, PdfDraft], office: OfficeProgram, *, archive: bool = True) -> dict[str, FinishedPdf]:
    """Return the finished PDF of each draft, by the same names in the same order.

    Args:
        drafts: name (letters, digits, ``-``, ``_``) → draft.
        office: LibreOffice.
        archive: whether PDF files are wanted, or only the pages of the headings.

    Raises:
        InputError: a DOCX is unreadable, too large, or holds foreign or active content.
        ProgramError: LibreOffice hangs, is killed, fails, or writes nothing or half a file.
    """
    finished: dict[str, tuple[bytes, FinishedPdf]] = {}
    early: SimpleQueue[tuple[str, bytes]] = SimpleQueue()

    def take(name: str, pdf: bytes) -> None:
        if name not in finished or finished[name][0] != pdf:  # what was there early is not believed, it is compared
            finished[name] = pdf, _finished(drafts[name], pdf, archive=archive)

    with ThreadPoolExecutor(max_workers=1) as beside:  # LibreOffice works in a process of its own
        documents = {name: draft.docx for name, draft in drafts.items()}
        converting = beside.submit(convert, documents, office=office, done=lambda name, pdf: early.put((name, pdf)))
        while not converting.done():
            with suppress(Empty):
                take(*early.get(timeout=_LOOK_SECONDS))
        converted = converting.result()
    for name, pdf in converted.items():
        take(name, pdf)
    return {name: finished[name][1] for name in drafts}


def _finished(draft: PdfDraft, raw: bytes, *, archive: bool) -> FinishedPdf:
    headings = tuple(outline(raw))
    if not archive:
        return FinishedPdf(b"", headings)
    pdf = make_archival(raw, draft.metadata, attachments=draft.attachments)
    return FinishedPdf(pdf, headings, tuple(check_pdf(pdf)))
