"""The lines of the register: plain JSON, each with the hash of the line before (a hash chain).

A record is kept as the exact bytes of its line; its hash is the SHA-256 of these bytes without the line end. Anybody can check
the chain with ``sha256sum`` alone.
"""

from __future__ import annotations

import datetime as dt
import json
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from pipeline.errors import RegisterError
from pipeline.files import sha256
from pipeline.language import marked, tr

START = "0" * 64
"""What stands as hash of the line before in the first line."""

VERSION_PATTERN = r"^\d{1,4}(\.\d{1,4}){0,2}$"
HASH_PATTERN = r"^[0-9a-f]{64}$"
FILE_NAME_PATTERN = r"^[\w(][\w .()+-]{0,120}$"
"""Name of a file in an Akte: no folders, no hidden names."""


class Step(StrEnum):
    """Steps of a release's life after the release itself."""

    SIGNED = "signed"
    PUBLISHED = "published"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"


STEP_TITLES = {
    Step.SIGNED: marked("unterzeichnet"),
    Step.PUBLISHED: marked("veröffentlicht"),
    Step.IN_FORCE: marked("in Kraft"),
    Step.WITHDRAWN: marked("zurückgezogen"),
}
"""How a step is called in documents and, translated, in messages."""


FileKind = Literal["scan", "signed_pdf", "print_edition", "other"]


class FiledFile(BaseModel):
    """A file in the Akte of a release, named with its hash.

    Attributes:
        name: file name within the Akte.
        sha256: hash of its bytes.
        kind: what it is.
        base: for a signed PDF the released file it continues.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=FILE_NAME_PATTERN)
    sha256: str = Field(pattern=HASH_PATTERN)
    kind: FileKind
    base: str | None = None


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int = Field(ge=1)
    organisation: str
    version: str = Field(pattern=VERSION_PATTERN)
    previous: str = Field(pattern=HASH_PATTERN)


class ReleaseRecord(_Record):
    """A version was released; the line is the commit.

    Attributes:
        manifest: SHA-256 of the release's ``manifest.json``.
        code: the Prüfcode.
        date: Stand of the documents.
        decided_on: the day of the approval; the law was evaluated as of this day.
        approved_by: the function that approved.
        changed_by: the function that changed the documents, for the change history.
        reason: why this version was made.
        decision: the decision it rests on, if there is one.
    """

    kind: Literal["release"] = "release"
    manifest: str = Field(pattern=HASH_PATTERN)
    code: str
    date: dt.date
    decided_on: dt.date
    approved_by: str
    changed_by: str
    reason: str
    decision: str | None = None


class StepRecord(_Record):
    """A step in the life of a release, with the files that prove it."""

    kind: Literal["step"] = "step"
    step: Step
    by: str
    on: dt.date
    note: str | None = None
    files: tuple[FiledFile, ...] = ()


class FilingRecord(_Record):
    """Files were put into the Akte of a release."""

    kind: Literal["filing"] = "filing"
    by: str
    on: dt.date
    note: str | None = None
    files: tuple[FiledFile, ...]


Record = ReleaseRecord | StepRecord | FilingRecord
_ADAPTER: TypeAdapter[Record] = TypeAdapter(Annotated[Record, Field(discriminator="kind")])


def line_of(record: Record) -> bytes:
    """Return the line of ``record`` without line end: JSON with sorted keys and no spaces, UTF-8."""
    content: Any = record.model_dump(mode="json", exclude_none=True)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def hash_of(record: Record) -> str:
    """Return the hash of the record's line, which the next line repeats."""
    return sha256(line_of(record))


def record_from_line(line: bytes, number: int) -> Record:
    """Return the record in line ``number`` of a register.

    Raises:
        RegisterError: the line is no record, or not written as the program writes it.
    """
    try:
        record = _ADAPTER.validate_json(line)
    except (ValidationError, UnicodeDecodeError, ValueError):
        raise RegisterError(tr("Zeile {number} des Registers ist kein lesbarer Eintrag.", number=number)) from None
    if line_of(record) != line:
        raise RegisterError(tr("Zeile {number} des Registers wurde umgeschrieben.", number=number))
    return record
