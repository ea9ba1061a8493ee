"""``manifest.json`` of a release: what it is, what it was made with, and the SHA-256 of every file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import RegisterError
from pipeline.files import sha256
from pipeline.language import tr

MANIFEST_FILE = "manifest.json"
SOURCE_FILE = "source.json"
"""What the Prüfcode is made of."""


class FileEntry(BaseModel):
    """One file of the release."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sha256: str
    size: int


class Tools(BaseModel):
    """What the release was made with.

    Attributes:
        program: version of this program.
        catalogue: version of the catalogue; ``catalogue_sha256`` the sum over its files.
        libreoffice: version of LibreOffice.
        libraries: versions of the libraries that write DOCX and PDF.
        fonts: SHA-256 of each font file, by name.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    program: str
    catalogue: str
    catalogue_sha256: str
    libreoffice: str
    libraries: Mapping[str, str]
    fonts: Mapping[str, str]


class Manifest(BaseModel):
    """All that is said about a release.

    Attributes:
        name: name of the register, as in ``NAME@VERSION``.
        organisation: official name of the organisation.
        previous_release: SHA-256 of the manifest of the release before, or ``None`` for the first.
        files: every file of the release but the manifest itself, by name with ``/``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    organisation: str
    version: str
    date: dt.date
    decided_on: dt.date
    approved_by: str
    changed_by: str
    reason: str
    decision: str | None
    code: str
    tools: Tools
    previous_release: str | None
    files: Mapping[str, FileEntry]


def entries(files: Mapping[str, bytes]) -> dict[str, FileEntry]:
    """Return the manifest's entries for ``files``, sorted by name."""
    return {name: FileEntry(sha256=sha256(files[name]), size=len(files[name])) for name in sorted(files)}


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the bytes of ``manifest.json``: the same manifest gives the same bytes."""
    content = manifest.model_dump(mode="json")
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_manifest(data: bytes, version: str) -> Manifest:
    """Return the manifest in ``data``.

    Raises:
        RegisterError: it is unreadable.
    """
    try:
        return Manifest.model_validate_json(data)
    except ValidationError:
        raise RegisterError(tr("Das Manifest der Fassung {version} ist nicht lesbar.", version=version)) from None
