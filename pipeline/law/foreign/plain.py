"""A plain text file."""

from __future__ import annotations

import codecs

from pipeline.errors import InputError
from pipeline.language import tr
from pipeline.law.foreign.foreign_text import ForeignText, foreign_text

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_plain(data: bytes, name: str) -> ForeignText:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or Windows-1252.

    Raises:
        InputError: it is no text.
    """
    return foreign_text(name, [decoded(data, name)])


def decoded(data: bytes, name: str) -> str:
    """Return ``data`` as text.

    Raises:
        InputError: it is no text.
    """
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if b"\0" not in data:
            return data.decode("cp1252", errors="replace")
    raise InputError(
        tr("Die Datei {file} ist kein Text.", file=name), tr("Als TXT in UTF-8, DOCX, PDF oder HTML speichern.")
    )
