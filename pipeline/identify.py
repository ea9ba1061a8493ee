"""Journey: is this file, wherever it comes from, a release; which one; is it in force?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from pipeline.check_report import NAME as REPORT
from pipeline.documents.kinds import DOCUMENT_KINDS, Edition
from pipeline.errors import ExitCode, InputError
from pipeline.files import read_file, sha256
from pipeline.language import marked, tr, translated
from pipeline.pdf.signature_check import SignatureReport, check_signatures
from pipeline.pdf.signature_diff import only_signatures_added
from pipeline.pdf.trust import Trust
from pipeline.production import PUBLIC_FOLDER
from pipeline.releases.life import STATE_TITLES, State, in_force, state_of
from pipeline.releases.manifest import Manifest
from pipeline.releases.printed_code import printed_codes
from pipeline.releases.records import ReleaseRecord
from pipeline.releases.register import Register, read_register
from pipeline.releases.verification import MAX_FILE_BYTES, files_of, load_manifest, read_released


class Verdict(StrEnum):
    """What a file is."""

    RELEASED = "released"
    """Byte for byte a file of a release."""
    SIGNED = "signed"
    """A file of a release with signatures, and nothing else, appended."""
    FILED = "filed"
    """Byte for byte a file of an Akte."""
    ALTERED = "altered"
    """It bears the Prüfcode of a release, or begins like one, and differs from it."""
    UNKNOWN = "unknown"
    """No register knows it."""


@dataclass(frozen=True, slots=True)
class Home:
    """The release that something belongs to.

    Attributes:
        name: name of the register.
        organisation: official name of the organisation.
        version: version of the release.
        code: its Prüfcode.
        state: where it stands.
        in_force: the version in force now, or ``None``.
        documents: its documents, by title.
        head: head of the chain.
    """

    name: str
    organisation: str
    version: str
    code: str
    state: State
    in_force: str | None
    documents: tuple[str, ...]
    head: str


@dataclass(frozen=True, slots=True)
class Identified:
    """What is known of a file.

    Attributes:
        verdict: what it is.
        home: the release it belongs to, or ``None``.
        file: its name in the release or Akte, or empty.
        title: what it is called, with its edition.
        messages: what is wrong.
        signatures: what is known of each signature.
    """

    verdict: Verdict
    home: Home | None = None
    file: str = ""
    title: str = ""
    messages: tuple[str, ...] = ()
    signatures: tuple[SignatureReport, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        """5 where it is not what was released, 1 where a signature is intact but not trusted."""
        if self.verdict in {Verdict.ALTERED, Verdict.UNKNOWN} or not all(one.sound for one in self.signatures):
            return ExitCode.REGISTER
        return ExitCode.OK if all(one.trusted for one in self.signatures) else ExitCode.NO


def identify(
    path: Path, folders: Sequence[Path], trust: Trust, *, on: dt.date | None = None, moment: dt.datetime | None = None
) -> Identified:
    """Say what a file is.

    Args:
        path: the file, from anywhere.
        folders: the registers to look in.
        trust: whom to believe.
        on: the day for which „in force“ is told; the end of the register by default.
        moment: the time for which certificates are judged; now by default.

    Raises:
        InputError: the file cannot be read.
        RegisterError: a register is damaged.
    """
    data = read_file(path, limit=MAX_FILE_BYTES)
    digest = sha256(data)
    for register, release, manifest in _releases(folders):
        home = _home(register, release, manifest, on)
        for name, entry in manifest.files.items():
            if entry.sha256 == digest:
                return Identified(Verdict.RELEASED, home, name, title_of(name))
            if name.endswith(".pdf") and len(data) > entry.size and sha256(data[: entry.size]) == entry.sha256:
                base = read_released(register.folder, release, manifest, name)
                return _continued(data, base, home, name, trust, moment)
        for file in (
            file for record in register.records if record.version == release.version for file in files_of(record)
        ):
            if file.sha256 == digest:
                return Identified(Verdict.FILED, home, file.name, translated(_FILED_TITLES[file.kind]))
    return _not_found(data, path.name, folders, on)


def find_code(code: str, folders: Sequence[Path], *, on: dt.date | None = None) -> tuple[Home, ...]:
    """Return the releases with a Prüfcode; hyphens, blanks and case do not matter.

    Raises:
        RegisterError: a register is damaged.
    """
    wanted = re.sub(r"[\s-]", "", code.upper()).translate(_MISREAD)
    return tuple(
        _home(register, release, manifest, on)
        for register, release, manifest in _releases(folders)
        if release.code.replace("-", "") == wanted
    )


def title_of(name: str) -> str:
    """Return what a file of a release is called: document and edition, or its name."""
    path = PurePosixPath(name)
    if path.stem == REPORT and len(path.parts) == 1:
        return f"Prüfbericht ({path.suffix[1:].upper()})"
    kind = DOCUMENT_KINDS.get(path.name.partition(".")[0])
    if kind is None or (len(path.parts) > 1 and path.parts[0] != PUBLIC_FOLDER):
        return name
    public = len(path.parts) > 1 or kind.editions == (Edition.PUBLIC,)
    edition = tr("öffentliche Fassung") if public else tr("interne Fassung")
    return f"{kind.title} ({edition}, {path.suffix[1:].upper()})"


_MISREAD = str.maketrans("ILO", "110")
"""What Crockford's base 32 does not use is read as what it looks like."""
_FILED_TITLES = {
    "scan": marked("Scan des unterzeichneten Originals"),
    "signed_pdf": marked("elektronisch unterzeichnete Fassung"),
    "print_edition": marked("Druckfassung"),
    "other": marked("Beleg"),
}


def _releases(folders: Sequence[Path]) -> Iterator[tuple[Register, ReleaseRecord, Manifest]]:
    for folder in folders:
        register = read_register(folder)
        for release in reversed(register.releases):
            yield register, release, load_manifest(folder, release)


def _home(register: Register, release: ReleaseRecord, manifest: Manifest, on: dt.date | None) -> Home:
    names = {name.partition(".")[0] for name in manifest.files}
    return Home(
        name=manifest.name,
        organisation=manifest.organisation,
        version=release.version,
        code=release.code,
        state=state_of(register.records, release.version, on),
        in_force=in_force(register.records, on),
        documents=tuple(kind.title for name, kind in DOCUMENT_KINDS.items() if name in names),
        head=register.head,
    )


def _continued(data: bytes, base: bytes, home: Home, name: str, trust: Trust, moment: dt.datetime | None) -> Identified:
    title = title_of(name)
    try:
        signatures = check_signatures(data, trust, moment)
        only = only_signatures_added(data, base)
    except InputError as error:
        messages = tuple(problem.message for problem in error.problems)
        return Identified(Verdict.ALTERED, home, name, title, messages)
    if signatures and only:
        return Identified(Verdict.SIGNED, home, name, title, (), signatures)
    message = tr("Zur freigegebenen Datei kam mehr hinzu als Unterschriften: Das Dokument wurde verändert.")
    return Identified(Verdict.ALTERED, home, name, title, (message,), signatures)


def _not_found(data: bytes, name: str, folders: Sequence[Path], on: dt.date | None) -> Identified:
    for code in printed_codes(data, name):
        for home in find_code(code, folders, on=on):
            message = tr(
                "Die Datei trägt den Prüfcode {code}, ist aber keine der freigegebenen Dateien: Sie wurde verändert.",
                code=code,
            )
            return Identified(Verdict.ALTERED, home, messages=(message,))
    return Identified(Verdict.UNKNOWN, messages=(tr("Kein Register kennt diese Datei; ein Entwurf steht in keinem."),))


def state_title(home: Home) -> str:
    """Return in words where a release stands, and what is in force instead."""
    title = translated(STATE_TITLES[home.state])
    if home.state is State.IN_FORCE or home.in_force is None:
        return title
    return tr("{state}; in Kraft ist die Fassung {version}", state=title, version=home.in_force)
