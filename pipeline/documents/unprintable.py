"""Long texts that hold what no document can show: headings, pictures, tables and the like, told before anything is made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.dossier.dossier import Dossier
from pipeline.dossier.editions import texts
from pipeline.errors import InputError, Problem

_SUSPECT = re.compile(
    r"[`<]|!\[|\]\((?!https?://|mailto:)|(?:^|\s)(?:#{1,6}(?:\s|$)|>)|^ {4}|^\s*(?:[-*_=]\s*){3,}$", re.MULTILINE
)
"""Signs without which a text has nothing that could be refused; most texts need not be read as Markdown twice."""


def refuse_unprintable(dossier: Dossier) -> None:
    """See that every long text of ``dossier`` can be printed.

    Raises:
        InputError: one problem for each thing that cannot, with its place in the file.
    """
    problems = tuple(_problems(dossier))
    if problems:
        raise InputError(problems)


def _problems(dossier: Dossier) -> Iterator[Problem]:
    for text in texts(dossier):
        if not text.prose or text.question or not _SUSPECT.search(text.text):
            continue
        from pipeline.documents.markdown import parse_markdown  # noqa: PLC0415 - most dossiers need no reader of Markdown here

        try:
            parse_markdown(text.text, text.path)
        except InputError as error:
            yield from map(dossier.placed, error.problems)
