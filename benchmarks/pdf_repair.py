"""What repair, check and the whole build cost, as shares of LibreOffice's bare conversion of the same documents.

Medians of several runs, in processor time (with that of LibreOffice) and in time on the clock; all in one process, so that the
machine is the same for all. ``python -m benchmarks.pdf_repair [EXAMPLE] [RUNS]``
"""

from __future__ import annotations

import datetime as dt
import io
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf

from pipeline.build import build
from pipeline.documents.contents import conversion_copy
from pipeline.pdf import painting
from pipeline.pdf.archival import PdfMetadata, make_archival
from pipeline.pdf.check import check_pdf
from pipeline.pdf.office import convert
from pipeline.production import Format, Order

INPUTS = Path(__file__).parents[1] / "inputs"
AS_OF = dt.date(2026, 11, 22)
DOCUMENTS = ("nutzungskonzept", "datenschutzhinweise", "checkliste")
FORMATS = frozenset({Format.DOCX, Format.PDF, Format.HTML})


def main(example: str = "sassenberg", runs: str = "3") -> None:
    """Print one line for each step: median of processor and clock in seconds, and as a share of the conversion."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(INPUTS / example, Order(FORMATS, DOCUMENTS), as_of=AS_OF, output=folder)
        copies = {
            "-".join(path.relative_to(folder).with_suffix("").parts): conversion_copy(path.read_bytes())
            for path in sorted(folder.rglob("*.docx"))
        }
        raw = convert(copies)
        metadata = PdfMetadata(title="Titel", author="Stadt", date=AS_OF)
        finished = {key: make_archival(pdf, metadata) for key, pdf in raw.items()}
        pages = {key: _pages(pdf) for key, pdf in raw.items()}
        longest = max(pages, key=lambda key: pages[key])
        steps: dict[str, Callable[[], object]] = {
            f"LibreOffice, {len(raw)} Dateien, {sum(pages.values())} Seiten": lambda: convert(copies),
            "Reparatur aller Dateien": lambda: _afresh(lambda: [make_archival(pdf, metadata) for pdf in raw.values()]),
            "Prüfung aller Dateien": lambda: _afresh(lambda: [check_pdf(pdf) for pdf in finished.values()]),
            f"Prüfung der längsten ({pages[longest]} Seiten)": lambda: _afresh(lambda: check_pdf(finished[longest])),
            "Reparatur und Prüfung aller Dateien": lambda: _afresh(
                lambda: [check_pdf(make_archival(pdf, metadata)) for pdf in raw.values()]
            ),
            "build, alle Formate": lambda: build(
                INPUTS / example, Order(FORMATS, DOCUMENTS), as_of=AS_OF, output=folder
            ),
        }
        first: tuple[float, float] | None = None
        for title, step in steps.items():
            processor, clock = _median(step, int(runs))
            first = first or (processor, clock)
            print(
                f"{title:48} Prozessor {processor:6.2f} s ({processor / first[0]:4.2f})"
                f"   Uhr {clock:6.2f} s ({clock / first[1]:4.2f})"
            )


def _afresh(step: Callable[[], object]) -> object:
    """Run a step that has seen none of the pages before."""
    painting.forget()
    return step()


def _median(step: Callable[[], object], runs: int) -> tuple[float, float]:
    taken = []
    for _ in range(runs):
        processor, clock = _processor(), time.monotonic()
        step()
        taken.append((_processor() - processor, time.monotonic() - clock))
    return statistics.median(one for one, _ in taken), statistics.median(one for _, one in taken)


def _processor() -> float:
    """Return the seconds of processor time of this process and of all programs it has waited for."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


if __name__ == "__main__":
    main(*sys.argv[1:])
