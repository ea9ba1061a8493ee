"""What several tests of the comparison do."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import openxml_audit
from docx_spec import Doc, write

from pipeline.comparison.opc import load
from pipeline.comparison.reader import normal_form
from pipeline.comparison.redline import Redline, make_redline

AUTHOR = "Datenschutz"
DATE = dt.datetime(2026, 10, 1, 12, 0, tzinfo=dt.UTC)


def redline(old: Doc | bytes, new: Doc | bytes, *, engine: bool = True) -> Redline:
    pair = [document if isinstance(document, bytes) else write(document) for document in (old, new)]
    return make_redline(pair[0], pair[1], author=AUTHOR, date=DATE, engine=engine)


def form(document: Doc | bytes):
    return normal_form(load(document if isinstance(document, bytes) else write(document)))


def findings(data: bytes) -> list[str]:
    """Return what the validator finds, but for row marks alone in ``w:trPr``, which Word itself writes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.docx")
        path.write_bytes(data)
        result = openxml_audit.OpenXmlValidator().validate(path)
    return [f"{e.part_uri} {e.path} {e.description}" for e in result.errors if "trPr" not in f"{e.path}{e.node}"]
