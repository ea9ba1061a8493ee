"""A PDF page by page, read in a process of its own with limits on time and memory: nobody knows who made it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys

from pipeline.errors import InputError, Problem, ProgramError
from pipeline.language import tr
from pipeline.law.foreign.foreign_text import ForeignText, foreign_text

SECONDS = 60
MEMORY = 1024 * 1024 * 1024
"""Bytes of address space."""
MAX_PAGES = 400
MAX_OUTPUT = 4 * 1024 * 1024
"""Characters of all pages together, before they are cleaned."""
_NUMBERED_LINE = re.compile(r"(?m)^[ \t]*(\d{1,2}(?:\.\d{1,2}){0,4}\.?[ \t]+[A-ZÄÖÜ„][^\n]{2,100}[^\n.,;:])[ \t]*$")
_DIVIDED = re.compile(
    r"(?<=[a-zäöüß])[-\u00ad][ \t]*(?:\n[ \t]*|[ \t])(?!(?:und|oder|bzw|sowie|bis|noch)\b)(?=[a-zäöüß])"
)
"""The hyphen of a word divided at the end of a line; not that of „Bild- und Urheberrechte“."""
_BULLET_ALONE = re.compile(r"(?m)^([ \t]*[•▪◦●○■\uf0b7\uf0a7-])[ \t]*\n(?=[ \t]*[^\s•▪◦●○■\uf0b7\uf0a7-])")


def read_pdf(data: bytes, name: str, *, seconds: int = SECONDS, memory: int = MEMORY) -> ForeignText:
    """Return the text of a PDF, page by page.

    Raises:
        InputError: it is no PDF, is encrypted, holds no text, or needs more time or memory than allowed.
        ProgramError: the process could not be started.
    """
    try:
        end = subprocess.run(  # noqa: S603 - this program itself
            [sys.executable, "-m", "pipeline.law.foreign.pdf_pages", str(seconds), str(memory)],
            input=data,
            capture_output=True,
            timeout=seconds * 2,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError(_too_much(name)) from None
    except OSError as error:
        raise ProgramError(tr("Der Prozess zum Lesen der PDF-Datei startet nicht: {reason}.", reason=error)) from error
    if end.returncode != 0 or not end.stdout:
        raise InputError(_too_much(name))
    answer = json.loads(end.stdout)
    if "reason" in answer:
        raise InputError(
            Problem(
                tr("Die PDF-Datei ist nicht lesbar: {reason}.", reason=answer["reason"]),
                tr("Ohne Kennwort und unbeschädigt speichern."),
                file=name,
            )
        )
    return foreign_text(name, [_shaped(page) for page in answer["pages"]], paged=True)


def _shaped(page: str) -> str:
    """Return a page whose numbered headings stand alone, bullets before their words, and words are whole again."""
    page = page.replace("\uf0b7", "•").replace("\uf0a7", "•")
    page = _DIVIDED.sub("", page)
    page = _BULLET_ALONE.sub(r"\1 ", page)
    return _NUMBERED_LINE.sub(r"\n\1\n", page)


def _too_much(name: str) -> Problem:
    return Problem(
        tr("Die PDF-Datei braucht zu viel Zeit oder Speicher, oder sie ist beschädigt."),
        tr("Das Dokument neu als PDF speichern oder als DOCX prüfen."),
        file=name,
    )


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _pages(data: bytes) -> list[str]:
    import logging  # noqa: PLC0415 - only the child needs them

    from pypdf import PdfReader  # noqa: PLC0415

    logging.disable(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError(tr("sie ist verschlüsselt"))
    if len(reader.pages) > MAX_PAGES:
        raise ValueError(tr("sie hat mehr als {count} Seiten", count=MAX_PAGES))
    pages, total = [], 0
    for page in reader.pages:
        pages.append(page.extract_text())
        total += len(pages[-1])
        if total > MAX_OUTPUT:
            raise ValueError(tr("sie enthält zu viel Text"))
    return pages


def _main() -> None:
    _limit(int(sys.argv[1]), int(sys.argv[2]))
    try:
        answer: dict[str, object] = {"pages": _pages(sys.stdin.buffer.read())}
    except (MemoryError, ImportError, OSError):  # so little memory that not even a library can be loaded
        sys.exit(1)
    except Exception as error:  # a broken PDF breaks pypdf in every way
        answer = {"reason": str(error).rstrip(".") or type(error).__name__}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main()
