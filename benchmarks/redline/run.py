"""Our redline against bare python-redlines (Docxodus) on the same pairs, in one run.

    python benchmarks/redline/run.py [--pairs 60] [--no-growth] [--office] [--out FOLDER]

Measured on each pair: exactness of reject and accept with formatting, links and notes, judged by the tests' independent
reading; validity (openxml-audit); changed characters ÷ optimum; property marks without content; what LibreOffice itself
makes of it. Then time, with process start, and memory on documents of 15, 60 and 200 pages.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS = HERE.parents[1] / "tests" / "comparison"
sys.path[:0] = [str(HERE), str(TESTS)]

from docx_pairs import EDITS, document, pair  # noqa: E402
from docx_spec import Doc, write  # noqa: E402
from independent import marked_characters, marks, read  # noqa: E402
from optimal import optimum  # noqa: E402
from support import findings, form  # noqa: E402

from pipeline.comparison.engine import engine_version, run_engine  # noqa: E402
from pipeline.comparison.redline import make_redline  # noqa: E402

DATE = dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
PAGES = (15, 60, 200)
BLOCKS_A_PAGE = 13
EDITS_A_PAGE = 0.6
GROWTH_HEAD = "| pages | program | seconds with process start | of them busy | MiB, both processes |"
QUALITY_HEAD = (
    "| program | exact text | + formatting | valid | changed ÷ optimum: median / p90 / max | marks without change "
    "| empty property marks | LibreOffice exact |"
)


def bare(old: bytes, new: bytes) -> bytes:
    return run_engine(old, new, author="Messung", date=DATE)


def ours(old: bytes, new: bytes) -> bytes:
    return make_redline(old, new, author="Messung", date=DATE).docx


def own(old: bytes, new: bytes) -> bytes:
    return make_redline(old, new, author="Messung", date=DATE, engine=False).docx


PROGRAMS: dict[str, Callable[[bytes, bytes], bytes]] = {"bare engine": bare, "ours": ours, "ours, no engine": own}


@dataclass
class Score:
    text: int = 0
    formatting: int = 0
    valid: int = 0
    empty_marks: int = 0
    office: int = 0
    ratios: list[float] = field(default_factory=list)
    marked_without_need: int = 0

    def row(self, name: str, pairs: int, *, office: bool) -> str:
        ratios = sorted(self.ratios)
        p90 = ratios[int(0.9 * (len(ratios) - 1))]
        shown = f"{statistics.median(ratios):.2f} / {p90:.2f} / {ratios[-1]:.2f}"
        libre = f"{self.office} of {pairs}" if office else "–"
        return (
            f"| {name} | {self.text} of {pairs} | {self.formatting} | {self.valid} | {shown} | "
            f"{self.marked_without_need} | {self.empty_marks} | {libre} |"
        )


def texts(seen: object) -> object:
    """Return what was read without formatting and properties."""
    if isinstance(seen, dict):
        return {key: texts(value) for key, value in seen.items() if key != "properties"}
    if isinstance(seen, list) and seen and all(isinstance(item, tuple) for item in seen):
        return "".join(str(item[0]) if isinstance(item[1], str) else f"{item[0]}{texts(item[1])}" for item in seen)
    return [texts(item) for item in seen] if isinstance(seen, list) else seen


def judge(score: Score, old: bytes, new: bytes, docx: bytes, least: int) -> None:
    wanted = read(old), read(new)
    found = read(docx, "rejected"), read(docx, "accepted")
    score.text += texts(found[0]) == texts(wanted[0]) and texts(found[1]) == texts(wanted[1])
    score.formatting += found == wanted
    score.valid += not findings(docx)
    score.empty_marks += sum(_is_empty(mark) for mark in marks(docx) if mark.tag.endswith("PrChange"))
    changed = marked_characters(docx)
    if least:
        score.ratios.append(changed / least)
    elif changed:
        score.marked_without_need += 1


def _is_empty(mark: object) -> bool:
    """Return whether a property mark stores what is in force anyway."""
    parent, former = mark.getparent(), mark[0] if len(mark) else ()  # type: ignore[attr-defined,index,arg-type]
    apart = ("}rPr", "}ins", "}del", "}sectPr")
    now = sorted(_deep(child) for child in parent if child is not mark and not child.tag.endswith(apart))
    return now == sorted(_deep(child) for child in former)


def _deep(element: object) -> str:
    return repr([(inner.tag, sorted(inner.attrib.items())) for inner in element.iter()])  # type: ignore[attr-defined]


def quality(count: int, folder: Path, *, office: bool) -> list[str]:
    scores = {name: Score() for name in PROGRAMS}
    pairs = [pair(random.Random(seed).randrange, edits=6) for seed in range(count)]
    for number, (old_doc, new_doc) in enumerate(pairs):
        old, new = write(old_doc), write(new_doc)
        least = optimum(form(old), form(new))
        for name, program in PROGRAMS.items():
            docx = program(old, new)
            judge(scores[name], old, new, docx, least)
            target = folder / name.replace(" ", "_").replace(",", "") / f"{number:03}.docx"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(docx)
    if office:
        from test_office import SYSTEM_PYTHON, shape  # noqa: PLC0415

        for name, score in scores.items():
            place = folder / name.replace(" ", "_").replace(",", "")
            subprocess.run([SYSTEM_PYTHON, str(TESTS / "office_accept.py"), str(place)], check=True)
            for number, documents in enumerate(pairs):
                files = [place / f"{number:03}.{view}.docx" for view in ("rejected", "accepted")]
                score.office += [shape(form(file.read_bytes())) for file in files] == [
                    shape(form(write(document_))) for document_ in documents
                ]
    return [score.row(name, count, office=office) for name, score in scores.items()]


# --------------------------------------------------------------------------------------------------------------- growth


def book(pages: int) -> tuple[Doc, Doc]:
    """Return a document of about that many pages and its changed successor."""
    pick = random.Random(pages).randrange
    blocks: list[object] = []
    while len(blocks) < pages * BLOCKS_A_PAGE:
        blocks += document(pick, 6).blocks
    old = new = Doc(tuple(blocks))  # type: ignore[arg-type]
    for _ in range(int(pages * EDITS_A_PAGE)):
        new = EDITS[pick(len(EDITS))](new, pick)
    return old, new


MEASURE = """
import resource, sys, time
start = time.perf_counter()
sys.path[:0] = {path!r}
import run
old, new = (open(name, "rb").read() for name in {files!r})
run.PROGRAMS[{name!r}](old, new)
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
busy = sum(use.ru_utime + use.ru_stime for use in used)
print(time.perf_counter() - start, busy, sum(use.ru_maxrss for use in used) / 1024)
"""


def growth(folder: Path, pages: Sequence[int]) -> list[str]:
    rows = []
    for count in pages:
        old, new = book(count)
        files = [str(folder / name) for name in ("old.docx", "new.docx")]
        for file, doc in zip(files, (old, new), strict=True):
            Path(file).write_bytes(write(doc))
        for name in PROGRAMS:
            code = MEASURE.format(path=[str(HERE)], files=files, name=name)
            runs = [
                tuple(
                    map(
                        float,
                        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout.split(),
                    )
                )
                for _ in range(3)
            ]
            seconds, busy, memory = (
                min(run[0] for run in runs),
                min(run[1] for run in runs),
                max(run[2] for run in runs),
            )
            rows.append(f"| {count} | {name} | {seconds:.1f} | {busy:.1f} | {memory:.0f} |")
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=60)
    parser.add_argument("--no-growth", action="store_true")
    parser.add_argument("--office", action="store_true", help="let LibreOffice accept and reject too")
    parser.add_argument("--out", type=Path, help="folder for results.md and results.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [
            f"Engine: python-redlines-docxodus {engine_version()}; {options.pairs} pairs.",
            "",
            QUALITY_HEAD,
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
            *quality(options.pairs, folder, office=options.office),
        ]
        if not options.no_growth:
            head = [
                "",
                GROWTH_HEAD,
                "| --- | --- | --- | --- | --- |",
            ]
            lines += [*head, *growth(folder, PAGES)]
    text = "\n".join(lines)
    print(text)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "results.md").write_text(text + "\n", encoding="utf-8")
        (options.out / "results.json").write_text(json.dumps(lines, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
