"""Journey: the scanned, signed paper goes into the Akte of its release, unchanged."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pipeline.errors import InputError
from pipeline.files import read_file
from pipeline.language import tr
from pipeline.record_step import Paper, file_papers
from pipeline.releases.address import Address
from pipeline.releases.register import Register
from pipeline.releases.verification import MAX_FILE_BYTES


def attach_scan(address: Address, scan: Path, *, by: str, on: dt.date, note: str = "") -> Register:
    """File a scan with its hash.

    Args:
        address: the release.
        scan: a PDF file.
        by: the function that files it.
        on: the day.
        note: a remark.

    Raises:
        InputError: the file is no PDF or cannot be read.
        RefusedError: the name is taken, or something cannot be written.
        UsageError: there is no such release.
        RegisterError: the register is damaged.
    """
    data = read_file(scan, limit=MAX_FILE_BYTES)
    if not data.startswith(b"%PDF-"):
        raise InputError(
            tr("{file} ist keine PDF-Datei.", file=scan), tr("Das unterzeichnete Papier als PDF einscannen.")
        )
    return file_papers(address, [Paper(scan.name, data, "scan")], by=by, on=on, note=note)
