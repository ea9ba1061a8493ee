"""The reference validator's table: each document of both examples, in each edition, under both standards.

Builds the examples, asks veraPDF, prints a Markdown table, and ends with 1 if one check failed.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.build import build
from pipeline.check_pdf import check_pdfs
from pipeline.production import PUBLIC_FOLDER, Format, Order

INPUTS = Path(__file__).parents[1] / "inputs"
EXAMPLES = ("sassenberg", "musterstadt")
AS_OF = dt.date(2026, 11, 22)
PROFILES = {"ua1": "PDF/UA-1", "2a": "PDF/A-2a", "3a": "PDF/A-3a"}


def main() -> int:
    """Print the table; return 1 if a check failed."""
    with tempfile.TemporaryDirectory() as folder:
        files: dict[Path, tuple[str, str, str]] = {}
        for example in EXAMPLES:
            files |= dict(_built(example, Path(folder) / example))
        print("| Dokument | Beispiel | Ausgabe | Standard | bestanden | gescheitert |")
        print("| --- | --- | --- | --- | ---: | ---: |")
        failed = 0
        for checked in check_pdfs(list(files), verapdf=True):
            words = " | ".join(files[checked.file])
            for result in checked.reference:
                print(f"| {words} | {PROFILES[result.profile]} | {result.passed} | {result.failed} |")
                failed += result.failed
            for finding in checked.findings:
                print(f"{checked.file.name}: {finding.rule}: {finding.message}", file=sys.stderr)
                failed += 1
        return int(failed > 0)


def _built(example: str, folder: Path) -> Iterator[tuple[Path, tuple[str, str, str]]]:
    made = build(INPUTS / example, Order(formats=frozenset({Format.PDF})), as_of=AS_OF, output=folder)
    if made.missing is not None:
        raise made.missing
    for name in made.files:
        if name.endswith(".pdf"):
            public = name.startswith(PUBLIC_FOLDER)
            alone = f"{PUBLIC_FOLDER}/{name}" not in made.files and not public
            edition = "öffentlich" if public else "einzige" if alone else "intern"
            yield folder / name, (Path(name).stem, example, edition)


if __name__ == "__main__":
    sys.exit(main())
