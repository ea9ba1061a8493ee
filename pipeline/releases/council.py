"""``council.json``: what a council information system asks about the files of a paper, in the terms of OParl 1.1.

Addresses (``id``, ``accessUrl``) are left to the council system, which gives them. Files are named by their file names, also
in ``masterFile`` and ``derivativeFile``: a Word file is the master of the PDF and HTML files made of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

_TYPE = "https://schema.oparl.org/1.1/"
_MIME_TYPES: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
}


@dataclass(frozen=True, slots=True)
class CouncilFile:
    """A file for the council system.

    Attributes:
        name: file name, unique in the paper.
        title: name for people.
        data: its bytes.
        date: date of the document.
    """

    name: str
    title: str
    data: bytes
    date: dt.date


def council_json(
    title: str, reference: str | None, date: dt.date, main: CouncilFile, others: Sequence[CouncilFile]
) -> bytes:
    """Return ``council.json``; the same files give the same bytes.

    Args:
        title: title of the paper.
        reference: the Vorlagen-Nr., or ``None``.
        date: date of the documents.
        main: the bundle.
        others: the single documents.
    """
    paper: dict[str, Any] = {"type": f"{_TYPE}Paper", "name": title, "date": date.isoformat()}
    if reference:
        paper["reference"] = reference
    paper["mainFile"] = _file(main, ())
    paper["auxiliaryFile"] = [_file(file, others) for file in others]
    return (json.dumps(paper, ensure_ascii=False, indent=1) + "\n").encode()


def _file(file: CouncilFile, others: Sequence[CouncilFile]) -> dict[str, Any]:
    return {
        "type": f"{_TYPE}File",
        "name": file.title,
        "fileName": file.name,
        "mimeType": _MIME_TYPES.get(PurePosixPath(file.name).suffix, "application/octet-stream"),
        "date": f"{file.date.isoformat()}T00:00:00+00:00",
        "size": len(file.data),
        "sha512Checksum": hashlib.sha512(file.data).hexdigest(),
        **dict(_relations(file, others)),
    }


def _relations(file: CouncilFile, others: Sequence[CouncilFile]) -> Iterator[tuple[str, Any]]:
    own = PurePosixPath(file.name)
    same = [other.name for other in others if PurePosixPath(other.name).stem == own.stem and other.name != file.name]
    if own.suffix == ".docx":
        yield "derivativeFile", same
    else:
        yield from (("masterFile", name) for name in same if name.endswith(".docx"))
