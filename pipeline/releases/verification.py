"""Is everything as it was released? Every hash is computed anew; every difference is named.

What cannot be found from the folder alone is the cutting off of the newest records, or a rewriting of the whole register. Against
that stands the head of the chain, which every signed or printed sheet carries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.documents.source import pruefcode
from pipeline.errors import InputError, RegisterError
from pipeline.files import read_file, sha256
from pipeline.language import tr
from pipeline.releases.chain import chain_faults, records_of
from pipeline.releases.manifest import MANIFEST_FILE, SOURCE_FILE, FileEntry, Manifest, read_manifest
from pipeline.releases.records import FiledFile, Record, ReleaseRecord
from pipeline.releases.register import REGISTER_FILE, Register
from pipeline.releases.store import UNFINISHED, akte_folder, entries_below, left_over, release_folder, there

MAX_FILE_BYTES = 512 * 1024 * 1024
_SAME = ("version", "code", "date", "decided_on", "approved_by", "changed_by", "reason", "decision", "organisation")
"""What manifest and register both say."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that is not as it was released.

    Attributes:
        where: file below the organisation's folder; of the register with its line (``register.jsonl:3``).
        message: what is different.
    """

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome of a verification.

    Attributes:
        register: the register as far as it could be read.
        discrepancies: empty if everything is as it was released.
        files: how many files were compared.
        left_over: what an interrupted command left; the next one removes it.
    """

    register: Register
    discrepancies: tuple[Discrepancy, ...]
    files: int
    left_over: tuple[str, ...] = ()


def verify_folder(folder: Path) -> Verified:
    """Verify the register in ``folder`` with all releases and Akten."""
    path = folder / REGISTER_FILE
    try:
        data = read_file(path) if path.exists() else b""
    except InputError as error:
        return Verified(Register(folder, ()), (Discrepancy(REGISTER_FILE, error.problems[0].message),), 0)
    register = Register(folder, records_of(data))
    found = [Discrepancy(f"{REGISTER_FILE}:{fault.line}", fault.message) for fault in chain_faults(data)]
    if path.is_symlink():
        found.append(Discrepancy(REGISTER_FILE, tr("Statt der Datei liegt hier ein Verweis.")))
    count = 0
    previous: str | None = None
    for release in register.releases:
        manifest, different = verify_release(folder, release, previous)
        found += different
        count += len(manifest.files) + 1 if manifest else 0
        previous = release.manifest
    for version in dict.fromkeys(record.version for record in register.records):
        filed = filed_files(register, version)
        found += _verify_akte(register, version, filed)
        count += len(filed)
    found += _foreign(register)
    return Verified(register, tuple(found), count, left_over(register))


def verify_release(
    folder: Path, release: ReleaseRecord, previous: str | None
) -> tuple[Manifest | None, list[Discrepancy]]:
    """Verify one release against its record.

    Args:
        folder: the organisation's folder.
        release: its record.
        previous: SHA-256 of the manifest of the release before, or ``None`` for the first.

    Returns:
        The manifest, or ``None`` where it cannot be trusted, and what is different.
    """
    place = release_folder(folder, release.version)
    if place.is_symlink() or not place.is_dir():
        return None, [Discrepancy(release.version, tr("Der Ordner der Fassung fehlt."))]
    try:
        manifest = load_manifest(folder, release)
    except RegisterError as error:
        return None, [Discrepancy(f"{release.version}/{MANIFEST_FILE}", problem.message) for problem in error.problems]
    where = f"{release.version}/{MANIFEST_FILE}"
    found: list[Discrepancy] = []
    if manifest.previous_release != previous:
        found.append(Discrepancy(where, tr("Das Manifest nennt nicht die Fassung davor.")))
    found += [
        Discrepancy(where, tr("Manifest und Register nennen verschiedene Werte für {name}.", name=name))
        for name in _SAME
        if getattr(manifest, name) != getattr(release, name)
    ]
    return manifest, [*found, *_compare(place, release.version, manifest.files), *_code(place, release)]


def load_manifest(folder: Path, release: ReleaseRecord) -> Manifest:
    """Return the manifest of a release, checked against the register.

    Raises:
        RegisterError: it is missing, unreadable, or not the one that was registered.
    """
    path = release_folder(folder, release.version) / MANIFEST_FILE
    if path.is_symlink() or not path.is_file():
        raise RegisterError(tr("Der Fassung {version} fehlt das Manifest.", version=release.version))
    data = _bytes(path)
    if data is None:
        raise RegisterError(tr("Das Manifest der Fassung {version} ist nicht lesbar.", version=release.version))
    if sha256(data) != release.manifest:
        raise RegisterError(tr("Das Manifest der Fassung {version} wurde verändert.", version=release.version))
    return read_manifest(data, release.version)


def read_released(folder: Path, release: ReleaseRecord, manifest: Manifest, name: str) -> bytes:
    """Return the bytes of one file of a release, as they were released.

    Raises:
        RegisterError: it is missing or was changed.
    """
    path = release_folder(folder, release.version) / name
    data = _bytes(path)
    entry = manifest.files.get(name)
    if data is None or entry is None or sha256(data) != entry.sha256:
        raise RegisterError(
            tr("Die Datei {file} fehlt oder wurde verändert.", file=f"{release.version}/{name}"),
            tr(
                "Die Fassung aus der Datensicherung wiederherstellen; „nutzungskonzept verify“ nennt alle Abweichungen."
            ),
        )
    return data


def filed_files(register: Register, version: str) -> Mapping[str, FiledFile]:
    """Return what lies in the Akte of a release, by name, in the order of filing."""
    return {file.name: file for record in register.records if record.version == version for file in files_of(record)}


def files_of(record: Record) -> tuple[FiledFile, ...]:
    """Return the files that a record puts into the Akte; a release puts none."""
    return () if isinstance(record, ReleaseRecord) else record.files


def _compare(place: Path, prefix: str, entries: Mapping[str, FileEntry]) -> Iterator[Discrepancy]:
    present = dict(entries_below(place))
    present.pop(MANIFEST_FILE, None)
    for name, entry in entries.items():
        path = present.pop(name, None)
        fault = _fault(path, entry.sha256)
        if fault:
            yield Discrepancy(f"{prefix}/{name}", fault)
    for name in sorted(present):
        yield Discrepancy(f"{prefix}/{name}", tr("Die Datei gehört nicht zur Fassung."))
    wanted = {parent.as_posix() for name in entries for parent in PurePosixPath(name).parents}
    for folder in sorted(path for path in place.rglob("*") if path.is_dir() and not path.is_symlink()):
        name = folder.relative_to(place).as_posix()
        if name not in wanted:
            yield Discrepancy(f"{prefix}/{name}/", tr("Der Ordner gehört nicht zur Fassung."))


def _code(place: Path, release: ReleaseRecord) -> Iterator[Discrepancy]:
    data = _bytes(place / SOURCE_FILE)
    if data is not None and pruefcode(data) != release.code:
        yield Discrepancy(f"{release.version}/{SOURCE_FILE}", tr("Der Prüfcode ist nicht der des Registers."))


def _verify_akte(register: Register, version: str, filed: Mapping[str, FiledFile]) -> Iterator[Discrepancy]:
    akte = akte_folder(register.folder, version)
    present = dict(entries_below(akte)) if akte.is_dir() else {}
    for name, file in filed.items():
        path = present.pop(name, None)
        if path is None:  # interrupted after the record was written
            path = present.pop(f"{UNFINISHED}{name}", None)
        where = f"{akte.name}/{name}"
        fault = _fault(path, file.sha256)
        if fault:
            yield Discrepancy(where, fault)
        elif file.base is not None and path is not None and not _continues(register, version, file.base, path):
            yield Discrepancy(where, tr("Die Datei setzt nicht die freigegebene Datei {base} fort.", base=file.base))
    for name in sorted(present):
        if not PurePosixPath(name).name.startswith(UNFINISHED):
            yield Discrepancy(f"{akte.name}/{name}", tr("Die Datei steht nicht im Register."))


def _continues(register: Register, version: str, base: str, path: Path) -> bool:
    release = register.release(version)
    try:
        entry = load_manifest(register.folder, release).files.get(base) if release else None
    except RegisterError:
        return False
    data = _bytes(path)
    return entry is not None and data is not None and sha256(data[: entry.size]) == entry.sha256


def _fault(path: Path | None, digest: str) -> str:
    """Return what is wrong with a file that should have the SHA-256 ``digest``, or an empty text."""
    if path is None:
        return tr("Die Datei fehlt.")
    if path.is_symlink():
        return tr("Statt der Datei liegt hier ein Verweis.")
    if not path.is_file():
        return tr("Statt der Datei liegt hier etwas anderes.")
    data = _bytes(path)
    if data is None:
        return tr("Die Datei ist nicht lesbar.")
    return "" if sha256(data) == digest else tr("Der Inhalt der Datei wurde verändert.")


def _bytes(path: Path) -> bytes | None:
    try:
        return read_file(path, limit=MAX_FILE_BYTES) if path.is_file() else None
    except InputError:
        return None


def _foreign(register: Register) -> Iterator[Discrepancy]:
    """Yield folders that look like releases or Akten but belong to no record."""
    if not register.folder.is_dir():
        return
    released = {release.version for release in register.releases}
    for path in sorted(register.folder.iterdir()):
        version = path.name.removesuffix("-akte")
        looks_like_one = version.replace(".", "").isdecimal()
        if looks_like_one and version not in released and (path.is_dir() or path.is_symlink()):
            yield Discrepancy(path.name, tr("Der Ordner steht nicht im Register."))


def locate(register: Register, version: str, name: str) -> Path:
    """Return where a filed file lies."""
    return there(akte_folder(register.folder, version) / name)
