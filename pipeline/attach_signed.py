"""Journey: a PDF that was signed with another program goes into the Akte, unchanged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.errors import RefusedError
from pipeline.files import read_file, sha256
from pipeline.language import tr
from pipeline.pdf.signature_check import SignatureReport, check_signatures
from pipeline.pdf.signature_diff import only_signatures_added
from pipeline.pdf.trust import Trust
from pipeline.record_step import Paper, file_papers
from pipeline.releases.address import Address, released
from pipeline.releases.manifest import Manifest
from pipeline.releases.records import ReleaseRecord
from pipeline.releases.register import Register
from pipeline.releases.verification import MAX_FILE_BYTES, filed_files, load_manifest, read_released


@dataclass(frozen=True, slots=True)
class Attached:
    """A signed PDF that was filed.

    Attributes:
        name: its name in the Akte.
        base: the released file it continues.
        signatures: what is known of each signature.
        register: the register with the new record.
    """

    name: str
    base: str
    signatures: tuple[SignatureReport, ...]
    register: Register


def attach_signed(address: Address, file: Path, trust: Trust, *, by: str, on: dt.date, note: str = "") -> Attached:
    """File a signed PDF, if it is a PDF of the release plus signatures and nothing else.

    Args:
        address: the release.
        file: the signed PDF.
        trust: whom to believe; a signature that is not trusted is filed all the same, and reported as such.
        by: the function that files it.
        on: the day.
        note: a remark.

    Raises:
        RefusedError: it is something else, or something cannot be written.
        InputError: the file cannot be read.
        UsageError: there is no such release.
        RegisterError: register or release is damaged.
    """
    data = read_file(file, limit=MAX_FILE_BYTES)
    register, release = released(address)
    manifest = load_manifest(address.folder, release)
    base = _base(data, manifest, release)
    before = read_released(address.folder, release, manifest, base)
    signatures = check_signatures(data, trust)
    _require_signatures_only(data, before, signatures)
    return filed(address, register, base, data, signatures, by=by, on=on, note=note)


def filed(
    address: Address,
    register: Register,
    base: str,
    data: bytes,
    signatures: tuple[SignatureReport, ...],
    *,
    by: str,
    on: dt.date,
    note: str = "",
) -> Attached:
    """Put a signed PDF into the Akte under the next free name.

    Raises:
        RefusedError: something cannot be written.
        UsageError: there is no such release.
        RegisterError: the register is damaged.
    """
    name = free_name(register, address.version, f"{PurePosixPath(base).stem}-unterzeichnet.pdf")
    longer = file_papers(address, [Paper(name, data, "signed_pdf", base)], by=by, on=on, note=note)
    return Attached(name, base, signatures, longer)


def free_name(register: Register, version: str, name: str) -> str:
    """Return ``name``, or with a number where the Akte has such a file already."""
    taken = filed_files(register, version)
    stem, dot, ending = name.rpartition(".")
    number = 1
    chosen = name
    while chosen in taken:
        number += 1
        chosen = f"{stem}-{number}{dot}{ending}"
    return chosen


def _base(data: bytes, manifest: Manifest, release: ReleaseRecord) -> str:
    for name, entry in manifest.files.items():
        if name.endswith(".pdf") and len(data) > entry.size and sha256(data[: entry.size]) == entry.sha256:
            return name
    raise RefusedError(
        tr("Die Datei ist keine PDF-Datei der Fassung {version} mit Unterschrift.", version=release.version),
        tr("Die freigegebene PDF-Datei unterschreiben und so speichern, dass das Programm nur anhängt."),
    )


def _require_signatures_only(data: bytes, before: bytes, signatures: Sequence[SignatureReport]) -> None:
    if not signatures:
        raise RefusedError(tr("Die Datei trägt keine Unterschrift."))
    for signature in signatures:
        if not signature.sound:
            raise RefusedError(
                tr(
                    "Die Unterschrift „{field}“ ist nicht unversehrt: {note}",
                    field=signature.field,
                    note=_why(signature),
                )
            )
    if not only_signatures_added(data, before):
        raise RefusedError(
            tr("Zur freigegebenen Datei kam mehr hinzu als Unterschriften: Das Dokument wurde verändert."),
            tr("Die freigegebene Datei noch einmal unterschreiben, ohne Anmerkungen und ohne Seiten einzufügen."),
        )


def _why(signature: SignatureReport) -> str:
    return signature.note or tr("Sie deckt {coverage}.", coverage=signature.coverage)
