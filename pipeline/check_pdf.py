"""Journey: is a PDF accessible and fit for an archive?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from pipeline.files import read_file
from pipeline.pdf.check import PdfFinding, check_pdf
from pipeline.pdf.verapdf import Flavour, VeraResult, validate

MAX_PDF_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CheckedPdf:
    """What was found in one file.

    Attributes:
        file: the file.
        findings: empty if all is well.
        reference: results of the reference validator, where it was asked.
    """

    file: Path
    findings: tuple[PdfFinding, ...]
    reference: tuple[VeraResult, ...] = ()

    @property
    def good(self) -> bool:
        """Whether nothing was found."""
        return not self.findings and not any(result.failed for result in self.reference)


def check_pdfs(files: Sequence[Path], *, verapdf: bool = False) -> tuple[CheckedPdf, ...]:
    """Check PDF files against PDF/UA-1 and PDF/A.

    Args:
        files: the files.
        verapdf: also ask the reference validator, for PDF/UA-1 and for the part of PDF/A that the file claims.

    Raises:
        InputError: a file is missing or no PDF.
        ProgramError: the reference validator is missing or fails.
    """
    quick = {file: tuple(check_pdf(read_file(file, limit=MAX_PDF_BYTES))) for file in files}
    reference: dict[Path, list[VeraResult]] = {file: [] for file in files}
    if verapdf:
        by_part: dict[Flavour, list[Path]] = {}
        for file in files:
            by_part.setdefault(_claimed_part(file), []).append(file)
        for part, claiming in by_part.items():
            for result in validate(claiming, ("ua1", part)):
                reference[result.file].append(result)
    return tuple(CheckedPdf(file, quick[file], tuple(reference[file])) for file in files)


def _claimed_part(file: Path) -> Flavour:
    with pikepdf.open(file) as pdf, pdf.open_metadata() as metadata:
        return "3a" if str(metadata.get("pdfaid:part", "")) == "3" else "2a"
