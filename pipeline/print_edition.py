"""Journey: one PDF with all documents for a council: cover sheet, running page numbers, right-hand pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.attach_signed import free_name
from pipeline.documents.kinds import DOCUMENT_KINDS, Edition
from pipeline.dossier.answers import known
from pipeline.dossier.load import load_dossier
from pipeline.dossier.yaml_reader import read_yaml
from pipeline.errors import InputError, RefusedError
from pipeline.files import read_file, write_file
from pipeline.language import tr
from pipeline.outputs import draft_folder
from pipeline.pdf.bundle import BundlePart, make_bundle
from pipeline.pdf.check import PdfFinding, check_pdf
from pipeline.pdf.metadata import PdfMetadata
from pipeline.pdf.scan_pages import scan_as_part
from pipeline.print_comparison import comparison_parts
from pipeline.print_cover import CoverOrder, make_cover
from pipeline.print_sources import PrintSources, draft_sources, release_sources
from pipeline.production import Progress
from pipeline.record_step import Paper, file_papers
from pipeline.releases.address import Address, released
from pipeline.releases.council import CouncilFile, council_json
from pipeline.releases.cover import Sitting
from pipeline.releases.verification import filed_files, locate

__all__ = ["Edition", "PrintEdition", "PrintWish", "print_draft", "print_release", "read_sitting"]

BUNDLE = "druckfassung.pdf"
COUNCIL = "council.json"


@dataclass(frozen=True, slots=True)
class PrintWish:
    """How the bundle is to be.

    Attributes:
        duplex: whether each part begins on a right-hand page.
        edition: which edition of the documents.
        agenda_item: agenda item of the (last) session, or empty.
        sitting: the session it is for; by default all that the dossier names.
        with_scan: whether the filed scan of the signed paper is appended.
        comparison: whether report of changes and Synopse stand before the concept, where a version was decided before.
    """

    duplex: bool = True
    edition: Edition = Edition.PUBLIC
    agenda_item: str = ""
    sitting: Sitting | None = None
    with_scan: bool = False
    comparison: bool = True


@dataclass(frozen=True, slots=True)
class PrintEdition:
    """A bundle.

    Attributes:
        data: bytes of the PDF.
        council: bytes of ``council.json``.
        places: where the files were put.
        findings: what the check of the PDF found; empty if all is well.
    """

    data: bytes
    council: bytes
    places: tuple[Path, ...]
    findings: tuple[PdfFinding, ...]


def print_release(
    address: Address,
    wish: PrintWish,
    *,
    by: str,
    on: dt.date,
    output: Path | None = None,
    progress: Progress = lambda _: None,
) -> PrintEdition:
    """Make the bundle of a release and file it in the Akte.

    Args:
        address: the release.
        wish: edition, paper, session.
        by: the function that files it.
        on: the day of filing; it is not printed.
        output: where a copy of the PDF is put besides.
        progress: is told what happens.

    Raises:
        UsageError: there is no such release.
        RefusedError: there is no scan to append, or something cannot be written.
        RegisterError: register or release is damaged.
        InputError: a template cannot be used.
        ProgramError: LibreOffice is missing or fails.
    """
    register, release = released(address)
    sources = release_sources(address, wish.edition)
    scans = _scans(address) if wish.with_scan else ()
    names = [free_name(register, release.version, name) for name in (BUNDLE, COUNCIL)]
    changes = comparison_parts(address, address.folder, wish.edition, on, progress) if wish.comparison else ()
    made = _made(sources, wish, (*changes, *sources.parts, *scans), names[0], progress)
    papers = [Paper(names[0], made.data, "print_edition"), Paper(names[1], made.council, "other")]
    longer = file_papers(address, papers, by=by, on=on)
    places = [locate(longer, release.version, name) for name in names]
    if output is not None:
        write_file(output, made.data)
        places.append(output)
    return PrintEdition(made.data, made.council, tuple(places), made.findings)


def print_draft(
    dossier_folder: Path,
    wish: PrintWish,
    *,
    as_of: dt.date,
    outputs: Path | None = None,
    output: Path | None = None,
    progress: Progress = lambda _: None,
) -> PrintEdition:
    """Make the bundle of a draft: „ENTWURF“ stands on every page, and no register knows it.

    Args:
        dossier_folder: the dossier.
        wish: edition, paper, session.
        as_of: the day on which conditions such as the election period are judged.
        outputs: the outputs folder.
        output: where the PDF is put; by default in the folder of drafts.
        progress: is told what happens.

    Raises:
        RefusedError: something cannot be written.
        InputError: the dossier or a template cannot be used.
        ProgramError: LibreOffice is missing or fails.
    """
    dossier = load_dossier(dossier_folder)
    place = output or draft_folder(dossier, outputs) / BUNDLE
    sources = draft_sources(dossier, wish.edition, as_of, progress)
    register = draft_folder(dossier, outputs).parent
    changes = comparison_parts(dossier_folder, register, wish.edition, as_of, progress) if wish.comparison else ()
    made = _made(sources, wish, (*changes, *sources.parts), place.name, progress)
    council = place.with_name(COUNCIL)
    write_file(place, made.data)
    write_file(council, made.council)
    return PrintEdition(made.data, made.council, (place, council), made.findings)


def read_sitting(file: Path) -> Sitting:
    """Read a session from a YAML file with ``body``, ``date``, ``paper_number`` and ``agenda_item``.

    Raises:
        InputError: the file cannot be read or says something else.
    """
    tree = read_yaml(read_file(file), str(file)).tree
    try:
        return Sitting.model_validate(tree)
    except ValidationError as error:
        named = ", ".join(".".join(str(key) for key in fault["loc"]) for fault in error.errors())
        raise InputError(
            tr("{file} beschreibt keine Sitzung; unbrauchbar: {fields}.", file=file, fields=named or "–"),
            tr("Erlaubt sind body, date (2026-12-15), paper_number und agenda_item; body muss sein."),
        ) from None


def _made(
    sources: PrintSources, wish: PrintWish, parts: Sequence[BundlePart], name: str, progress: Progress
) -> PrintEdition:
    dossier = sources.dossier
    progress(tr("Das Deckblatt wird geschrieben"))
    order = CoverOrder(sources, parts, wish.sitting, wish.agenda_item, duplex=wish.duplex)
    cover = make_cover(order)
    progress(tr("Die Druckfassung wird zusammengestellt"))
    title = f"Druckfassung: {DOCUMENT_KINDS['nutzungskonzept'].title} – {dossier.organisation.name}"
    metadata = PdfMetadata(
        title=title, author=dossier.organisation.name, date=sources.date, subject=sources.version_line
    )
    mark = "ENTWURF" if sources.situation.draft else ""
    data = make_bundle([BundlePart("Deckblatt", cover), *parts], metadata, duplex=wish.duplex, mark=mark)
    council = _council(sources, wish, CouncilFile(name, title, data, sources.date))
    return PrintEdition(data, council, (), tuple(check_pdf(data)))


def _council(sources: PrintSources, wish: PrintWish, bundle: CouncilFile) -> bytes:
    council = known(sources.dossier.concept.council)
    own = known(council.paper_number) if council else None
    reference = (wish.sitting.paper_number if wish.sitting else None) or own
    others = [CouncilFile(name, title, data, sources.date) for name, (title, data) in sources.files.items()]
    return council_json(bundle.title, reference, sources.date, bundle, others)


def _scans(address: Address) -> tuple[BundlePart, ...]:
    register, release = released(address)
    found: Mapping[str, bytes] = {
        file.name: locate(register, release.version, file.name).read_bytes()
        for file in filed_files(register, release.version).values()
        if file.kind == "scan" and file.name.casefold().endswith(".pdf")
    }
    if not found:
        raise RefusedError(
            tr("In der Akte der Fassung {version} liegt kein Scan als PDF-Datei.", version=release.version),
            tr("Zuerst: nutzungskonzept attach-scan {name}", name=f"{address.folder.name}@{release.version}"),
        )
    title = "Unterzeichnetes Original (Scan)"
    return tuple(BundlePart(title, scan_as_part(data, title)) for data in found.values())
