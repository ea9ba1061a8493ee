"""One thing that is wrong with a PDF."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfFinding:
    """A broken rule.

    Attributes:
        rule: its number, such as ``UA1:7.18.3-1``.
        message: what is wrong, for the person who made the document.
        remedy: what to do.
        page: page from 1, or ``None`` if it is about the whole document.
    """

    rule: str
    message: str
    remedy: str
    page: int | None = None
