"""How fast the program starts, checks and builds: ratios of one run, so that they hold on any machine.

Run with ``python -m benchmarks.start_and_build [--repeat N]``. Each pair is measured in turns, A B A B …, so that both
sides see the same load of the machine; printed are medians. Wall time is what a user waits; CPU time (of a process and
all it started) hardly depends on what else runs. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, "-m", "pipeline"]
AS_OF = "2026-10-01"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of something took: seconds, seconds of all processors, MiB of the largest process."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured against what, and the ratio that is aimed at."""

    name: str
    against: str
    measured: Sequence[Cost]
    base: Sequence[Cost]
    aim: float | None = None


def main() -> None:
    """Measure all and print the table."""
    parser = argparse.ArgumentParser(description="Ratios of start, check and build.")
    parser.add_argument(
        "--repeat", type=int, default=5, help="turns of each slow pair; quick ones take three times as many"
    )
    repeat = parser.parse_args().repeat
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [*start_rows(repeat * 3), *build_rows(repeat, folder), repair_row(repeat, folder)]
    print_table(rows)


def start_rows(repeat: int) -> list[Row]:
    """Measure the commands that need no LibreOffice against what they cannot do without."""
    bare = python("pass")
    dependencies = python("import pydantic, yaml")
    check = program("check", "inputs/musterstadt", "--as-of", AS_OF)
    return [
        Row("`--help`", "a bare interpreter", *in_turns(repeat, program("--help"), bare), 4),
        Row("`schema`", "importing pydantic and yaml", *in_turns(repeat, program("schema"), dependencies)),
        Row("`check` of Musterstadt", "importing pydantic and yaml", *in_turns(repeat, check, dependencies)),
    ]


def build_rows(repeat: int, folder: Path) -> list[Row]:
    """Measure whole builds against LibreOffice alone on the same DOCX files."""
    rows = []
    for dossier, documents, aim in (("sassenberg", "three", 1.3), ("musterstadt", "four", None)):
        target = folder / dossier
        whole = program("build", f"inputs/{dossier}", "-o", str(target), "-q", "--as-of", AS_OF)
        whole()
        files = sorted(target.rglob("*.docx"))
        bare = bare_conversion(files, folder)
        bare()  # the first start of LibreOffice makes its profile
        measured = in_turns(repeat, whole, bare)
        name = f"`build` of {dossier.capitalize()}: {documents} documents"
        rows.append(Row(name, f"bare `soffice --convert-to pdf` of its {len(files)} DOCX files", *measured, aim))
    return rows


def repair_row(repeat: int, folder: Path) -> Row:
    """Measure repair and check of the PDF files against their conversion."""
    # imported last: a process that is started counts the memory of the one that starts it
    from pipeline.documents.contents import conversion_copy  # noqa: PLC0415
    from pipeline.pdf.archival import PdfMetadata, make_archival  # noqa: PLC0415
    from pipeline.pdf.check import check_pdf  # noqa: PLC0415
    from pipeline.pdf.installation import find_office  # noqa: PLC0415
    from pipeline.pdf.office import convert  # noqa: PLC0415
    from pipeline.production import UNDATED  # noqa: PLC0415

    copies = {
        str(number): conversion_copy(path.read_bytes())
        for number, path in enumerate(sorted((folder / "musterstadt").rglob("*.docx")))
    }
    office = find_office()
    pdfs = convert(copies, office=office)
    metadata = PdfMetadata(title="Titel", author="Stadt", subject="Dokument", date=UNDATED)

    def repair() -> None:
        for pdf in pdfs.values():
            check_pdf(make_archival(pdf, metadata))

    measured = in_turns(repeat, in_process(repair), in_process(lambda: convert(copies, office=office)))
    return Row("repair and check of Musterstadt's PDF files", "their conversion", *measured)


def program(*arguments: str) -> Callable[[], Cost]:
    """Return a run of our program."""
    return process([*PROGRAM, *arguments])


def python(code: str) -> Callable[[], Cost]:
    """Return a run of the interpreter alone."""
    return process([sys.executable, "-c", code])


def bare_conversion(files: Sequence[Path], folder: Path) -> Callable[[], Cost]:
    """Return a run of LibreOffice on ``files`` with a profile of its own."""
    flags = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    # public editions have the names of the internal ones: each file gets its own folder, or one would replace the other
    named = []
    for number, file in enumerate(files):
        copy = folder / "bare" / f"{number}-{file.name}"
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(file.read_bytes())
        named.append(str(copy))
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        sys.exit("LibreOffice is missing")
    return process([soffice, *flags, "--convert-to", "pdf", "--outdir", str(folder / "bare"), *named])


def process(command: Sequence[str]) -> Callable[[], Cost]:
    """Return a function that runs ``command`` and measures it with all the processes it starts."""

    def run() -> Cost:
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in {0, 1}:  # 1: the check found something
            sys.exit(f"{' '.join(command)} ended with {child.returncode}")
        return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)

    return run


def in_process(work: Callable[[], object]) -> Callable[[], Cost]:
    """Return a function that measures ``work`` done here; its memory cannot be told apart."""

    def run() -> Cost:
        start, cpu = time.perf_counter(), os.times()
        work()
        now = os.times()
        used = sum(now[:4]) - sum(cpu[:4])
        return Cost(time.perf_counter() - start, used, 0)

    return run


def in_turns(repeat: int, first: Callable[[], Cost], second: Callable[[], Cost]) -> tuple[list[Cost], list[Cost]]:
    """Run both ``repeat`` times in turns."""
    pairs = [(first(), second()) for _ in range(repeat)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def print_table(rows: Sequence[Row]) -> None:
    """Print medians and ratios."""
    print("| measured | against | seconds | ratio (wall) | ratio (CPU) | aim | peak MiB |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for row in rows:
        wall, base = median(row.measured, "wall"), median(row.base, "wall")
        cpu = median(row.measured, "cpu") / max(median(row.base, "cpu"), 1e-9)
        peak = f"{median(row.measured, 'memory'):.0f}, {median(row.base, 'memory'):.0f}" if row.base[0].memory else "–"
        aim = f"≤ {row.aim:g}" if row.aim else "–"
        print(
            f"| {row.name} | {row.against} | {wall:.2f}, {base:.2f} | {wall / base:.2f} | {cpu:.2f} | {aim} | {peak} |"
        )


def median(costs: Sequence[Cost], name: str) -> float:
    """Return the median of one figure."""
    return statistics.median(getattr(cost, name) for cost in costs)


if __name__ == "__main__":
    main()
