"""DOCX → PDF with LibreOffice: one start for all documents, a profile of its own, a time limit and one retry."""

from __future__ import annotations

import io
import json
import re
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

import pikepdf

from pipeline.errors import Problem, ProgramError
from pipeline.language import tr
from pipeline.pdf.installation import OfficeProgram, find_office
from pipeline.pdf.intake import open_docx_safely
from pipeline.pdf.process import Finished, minimal_environment, run, stopping
from pipeline.pdf.profile import write_profile
from pipeline.system_errors import reason_of

__all__ = ["OfficeProgram", "convert", "find_office"]

PdfVersion = Literal[2, 3]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_OUTPUT_SHOWN = 400
_LOOK_SECONDS = 0.1

Done = Callable[[str, bytes], None]
"""Is told the name and the PDF of a document."""


def convert(
    documents: Mapping[str, bytes],
    *,
    pdf_version: PdfVersion = 2,
    timeout: float = 180,
    office: OfficeProgram | None = None,
    done: Done | None = None,
) -> dict[str, bytes]:
    """Convert DOCX files to tagged PDF, all of them in one start of LibreOffice.

    The result is what LibreOffice writes; ``pipeline.pdf.archival.make_archival`` makes it conform.

    Args:
        documents: name (letters, digits, ``-``, ``_``; such as ``nutzungskonzept``) → bytes of the DOCX.
        pdf_version: part of PDF/A that LibreOffice shall aim at; 3 for a PDF that gets attachments.
        timeout: seconds for one try; a failed try is repeated once.
        office: the program, if it has been looked for already.
        done: is told of PDF files as they are finished, from another thread; perhaps not of all, after a failed try perhaps
            twice. So the caller can go on with one while LibreOffice works on the next.

    Returns:
        The same names in the same order → bytes of the PDF.

    Raises:
        InputError: a DOCX is unreadable, too large, or holds foreign or active content.
        ProgramError: LibreOffice is missing or too old, hangs, is killed, fails, or writes nothing or half a file.
    """
    for name, data in documents.items():
        if not _NAME.fullmatch(name):
            raise ValueError(name)
        open_docx_safely(data, name)
    if not documents:
        return {}
    program = office or find_office()
    try:
        try:
            return _convert_once(documents, pdf_version, timeout, program, done)
        except ProgramError:
            if stopping():
                raise
            # A passing fault (memory, a hanging start) must not fail a build; a lasting one shows itself again.
            return _convert_once(documents, pdf_version, timeout, program, done)
    except OSError as error:
        raise ProgramError(
            tr("Der Arbeitsordner für LibreOffice lässt sich nicht füllen: {reason}.", reason=reason_of(error)),
            tr("Freien Platz und Schreibrecht im Ordner für vorübergehende Dateien prüfen."),
        ) from error


def export_options(pdf_version: PdfVersion) -> dict[str, dict[str, str]]:
    """Return the options of the filter ``writer_pdf_Export``, in the form its command line takes.

    ``ExportBookmarksToPDFDestination`` stays off: it writes names with a random number. Links without scheme stay relative
    (``ExportLinksRelativeFsys``), or they would name our temporary folder.
    """
    switches = {
        "PDFUACompliance": True,
        "UseTaggedPDF": True,
        "ExportBookmarks": True,
        "ExportBookmarksToPDFDestination": False,
        "ExportLinksRelativeFsys": True,
        "ExportFormFields": False,
        "ExportNotes": False,
        "ExportNotesInMargin": False,
        "ExportPlaceholders": False,
        "DisplayPDFDocumentTitle": True,
        "ReduceImageResolution": False,
        "UseLosslessCompression": True,
    }
    options = {name: {"type": "boolean", "value": str(value).lower()} for name, value in switches.items()}
    return {"SelectPdfVersion": {"type": "long", "value": str(pdf_version)}, **options}


def _convert_once(
    documents: Mapping[str, bytes],
    pdf_version: PdfVersion,
    timeout: float,
    program: OfficeProgram,
    done: Done | None,
) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory(prefix="nutzungskonzept-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        for part in ("in", "out", "home"):
            (folder / part).mkdir()
        sources = [folder / "in" / f"{name}.docx" for name in documents]
        for source, data in zip(sources, documents.values(), strict=True):
            source.write_bytes(data)
        options = json.dumps(export_options(pdf_version), separators=(",", ":"))
        command = [
            str(program.path),
            write_profile(folder / "profile"),
            *("--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault"),
            *("--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir", str(folder / "out")),
            *map(str, sources),
        ]
        try:
            with _watch(list(documents), folder / "out", done):
                end = run(command, folder=folder, environment=minimal_environment(folder / "home"), timeout=timeout)
        except OSError as error:
            raise ProgramError(
                tr("{path} lässt sich nicht starten: {reason}.", path=program.path, reason=reason_of(error))
            ) from error
        _require_success(end, timeout, folder)
        return _read_results(list(documents), folder / "out", end)


@contextmanager
def _watch(names: Sequence[str], out: Path, done: Done | None) -> Iterator[None]:
    """Tell ``done`` of each PDF as soon as LibreOffice, which takes one document after the other, has written the next."""
    if done is None:
        yield
        return
    ended = threading.Event()

    def look() -> None:
        waiting = list(names)
        while waiting and not ended.wait(_LOOK_SECONDS):
            data = _whole(out / f"{waiting[0]}.pdf")
            if data:
                done(waiting.pop(0), data)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def _require_success(end: Finished | None, timeout: float, folder: Path) -> None:
    if end is None:
        raise ProgramError(
            tr("LibreOffice ist nach {seconds} Sekunden nicht fertig und wurde beendet.", seconds=f"{timeout:g}"),
            tr("Den Befehl wiederholen; hängt es wieder, das Dokument in LibreOffice öffnen und ansehen."),
        )
    if end.status < 0:
        raise ProgramError(
            tr("LibreOffice wurde von außen abgebrochen (Signal {signal}).", signal=-end.status),
            tr("Meist fehlt Arbeitsspeicher oder eine Überwachung hat eingegriffen; den Befehl wiederholen."),
        )
    if end.status:
        raise ProgramError(
            tr("LibreOffice ist mit dem Fehlercode {status} gescheitert.", status=end.status), _said(end, folder)
        )


def _read_results(names: list[str], out: Path, end: Finished | None) -> dict[str, bytes]:
    results: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name in names:
        file = out / f"{name}.pdf"
        data = file.read_bytes() if file.is_file() else b""
        if not data:
            message = tr("LibreOffice hat aus „{name}.docx“ keine PDF-Datei gemacht.", name=name)
            problems.append(Problem(message, _said(end, out.parent)))
        elif not _is_whole(data):
            message = tr("LibreOffice hat aus „{name}.docx“ nur eine unvollständige PDF-Datei gemacht.", name=name)
            problems.append(Problem(message, tr("Freien Platz auf der Platte prüfen und den Befehl wiederholen.")))
        results[name] = data
    if problems:
        raise ProgramError(problems)
    return results


def _whole(file: Path) -> bytes:
    """Return a PDF that is written to its end, else nothing: what is missing or torn is told when LibreOffice has ended."""
    with suppress(OSError):
        data = file.read_bytes()
        return data if _is_whole(data) else b""
    return b""


def _is_whole(data: bytes) -> bool:
    if b"%%EOF" not in data[-1024:]:
        return False
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            return len(pdf.pages) > 0
    except pikepdf.PdfError:
        return False


def _said(end: Finished | None, folder: Path) -> str:
    """What LibreOffice wrote, without the names of our temporary folder."""
    words = " ".join(end.output.replace(str(folder), "…").split()) if end else ""
    return tr("LibreOffice meldet: {words}", words=words[-_OUTPUT_SHOWN:]) if words else ""
