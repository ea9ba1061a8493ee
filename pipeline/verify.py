"""Journey: is everything as it was released, and what is this file?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import ExitCode, InputError
from pipeline.language import tr
from pipeline.pdf.signature_check import SignatureReport, check_signatures
from pipeline.pdf.signature_diff import only_signatures_added
from pipeline.pdf.trust import Trust
from pipeline.releases.records import FiledFile, Record
from pipeline.releases.register import Register
from pipeline.releases.verification import (
    Discrepancy,
    Verified,
    filed_files,
    load_manifest,
    locate,
    read_released,
    verify_folder,
)


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A signed file in an Akte.

    Attributes:
        where: file below the organisation's folder.
        signatures: what is known of each signature.
    """

    where: str
    signatures: tuple[SignatureReport, ...]


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """The outcome for one register.

    Attributes:
        name: name of the register, its folder's name.
        verified: register, discrepancies, number of files.
        signed: signed files of the Akten.
    """

    name: str
    verified: Verified
    signed: tuple[SignedFile, ...] = field(default=())

    @property
    def exit_code(self) -> ExitCode:
        """5 where something is not as it was released, 1 where a signature is intact but not trusted."""
        signatures = [signature for file in self.signed for signature in file.signatures]
        if self.verified.discrepancies or any(not signature.sound for signature in signatures):
            return ExitCode.REGISTER
        return ExitCode.OK if all(signature.trusted for signature in signatures) else ExitCode.NO


def verify_register(folder: Path, trust: Trust, moment: dt.datetime | None = None) -> RegisterReport:
    """Verify one register with its releases, Akten and signatures.

    Args:
        folder: the organisation's folder.
        trust: whom to believe.
        moment: the time for which certificates are judged; now by default.
    """
    verified = verify_folder(folder)
    damaged = {finding.where for finding in verified.discrepancies}
    register = verified.register
    signed: list[SignedFile] = []
    found = list(verified.discrepancies)
    for version in dict.fromkeys(record.version for record in register.records):
        for file in filed_files(register, version).values():
            where = f"{version}-akte/{file.name}"
            if file.kind != "signed_pdf" or where in damaged:
                continue
            reports, faults = _signed(register, version, file, trust, moment)
            signed.append(SignedFile(where, reports))
            found += [Discrepancy(where, fault) for fault in faults]
    whole = Verified(register, tuple(found), verified.files, verified.left_over)
    return RegisterReport(folder.resolve().name, whole, tuple(signed))


def _signed(
    register: Register, version: str, file: FiledFile, trust: Trust, moment: dt.datetime | None
) -> tuple[tuple[SignatureReport, ...], list[str]]:
    release = register.release(version)
    assert release is not None, "a filing without its release is a discrepancy before"
    data = locate(register, version, file.name).read_bytes()
    try:
        reports = check_signatures(data, trust, moment)
    except InputError as error:
        return (), [problem.message for problem in error.problems]
    if not reports:
        return (), [tr("Die Datei trägt keine Unterschrift.")]
    return reports, _additions(register, version, file.base, data)


def _additions(register: Register, version: str, base: str | None, data: bytes) -> list[str]:
    release = register.release(version)
    if release is None or base is None:
        return []
    before = read_released(register.folder, release, load_manifest(register.folder, release), base)
    if only_signatures_added(data, before):
        return []
    return [tr("Zur freigegebenen Datei kam mehr hinzu als Unterschriften: Das Dokument wurde verändert.")]


def find_head(folders: Sequence[Path], head: str) -> tuple[Path, Record] | None:
    """Return the register that contains the record with the hash ``head``, and that record, or ``None``.

    Args:
        folders: registers to look in.
        head: 64 hex digits as printed on a sheet, or their beginning, eight at least.
    """
    for folder in folders:
        register = verify_folder(folder).register
        record = register.record_with_head(head)
        if record is not None:
            return folder, record
    return None
