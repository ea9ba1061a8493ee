"""Is everything as it was released? Every hash is computed anew; every difference is named.

What cannot be found from the folder alone is the cutting off of the newest records, or a rewriting of the whole register. Against
that stands the head of the chain, which every signed or printed sheet carries.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import RegisterError
from pipeline.files import sha256
from pipeline.language import tr
from pipeline.releases.manifest import MANIFEST_FILE, Manifest, read_manifest
from pipeline.releases.records import FiledFile, FilingRecord, ReleaseRecord, StepRecord
from pipeline.releases.register import Register, read_register
from pipeline.releases.store import akte_folder, files_below, release_folder, unregistered_folders


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that is not as it was released.

    Attributes:
        where: the register's line, or a file.
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
    """

    register: Register
    discrepancies: tuple[Discrepancy, ...]
    files: int


def verify_folder(folder: Path) -> Verified:
    """Verify the register in ``folder`` with all releases and Akten."""
    try:
        register = read_register(folder)
    except RegisterError as error:
        broken = tuple(Discrepancy("register.jsonl", problem.message) for problem in error.problems)
        return Verified(Register(folder, ()), broken, 0)
    discrepancies: list[Discrepancy] = []
    count = 0
    previous: str | None = None
    for release in register.releases:
        manifest, found = _verify_release(folder, release, previous)
        discrepancies += found
        count += len(manifest.files) if manifest else 0
        previous = release.manifest
    for version, filed in _filed(register).items():
        discrepancies += _verify_akte(folder, version, filed)
        count += len(filed)
    discrepancies += [
        Discrepancy(name, tr("Der Ordner steht nicht im Register."))
        for name in [*unregistered_folders(register), *_unfiled_akten(register)]
    ]
    return Verified(register, tuple(discrepancies), count)


def load_manifest(folder: Path, release: ReleaseRecord) -> Manifest:
    """Return the manifest of a release, checked against the register.

    Raises:
        RegisterError: it is missing, unreadable, or not the one that was registered.
    """
    path = release_folder(folder, release.version) / MANIFEST_FILE
    try:
        data = path.read_bytes()
    except OSError:
        raise RegisterError(tr("Der Fassung {version} fehlt das Manifest.", version=release.version)) from None
    if sha256(data) != release.manifest:
        raise RegisterError(tr("Das Manifest der Fassung {version} wurde verändert.", version=release.version))
    return read_manifest(data, release.version)


def _verify_release(
    folder: Path, release: ReleaseRecord, previous: str | None
) -> tuple[Manifest | None, list[Discrepancy]]:
    place = release_folder(folder, release.version)
    if not place.is_dir():
        return None, [Discrepancy(release.version, tr("Der Ordner der Fassung fehlt."))]
    try:
        manifest = load_manifest(folder, release)
    except RegisterError as error:
        return None, [Discrepancy(f"{release.version}/{MANIFEST_FILE}", problem.message) for problem in error.problems]
    found: list[Discrepancy] = []
    if manifest.previous_release != previous:
        found.append(
            Discrepancy(f"{release.version}/{MANIFEST_FILE}", tr("Das Manifest nennt nicht die Fassung davor."))
        )
    found += [
        Discrepancy(
            f"{release.version}/{MANIFEST_FILE}",
            tr("Manifest und Register nennen verschiedene Werte für {name}.", name=name),
        )
        for name in ("version", "code", "date", "decided_on", "approved_by", "reason", "decision", "organisation")
        if getattr(manifest, name) != getattr(release, name)
    ]
    there = dict(files_below(place))
    there.pop(MANIFEST_FILE, None)
    for name, entry in manifest.files.items():
        path = there.pop(name, None)
        where = f"{release.version}/{name}"
        if path is None:
            found.append(Discrepancy(where, tr("Die Datei fehlt.")))
        elif path.is_symlink():
            found.append(Discrepancy(where, tr("Statt der Datei liegt hier ein Verweis.")))
        elif sha256(path.read_bytes()) != entry.sha256:
            found.append(Discrepancy(where, tr("Der Inhalt der Datei wurde verändert.")))
    found += [
        Discrepancy(f"{release.version}/{name}", tr("Die Datei gehört nicht zur Fassung.")) for name in sorted(there)
    ]
    return manifest, found


def _filed(register: Register) -> dict[str, dict[str, FiledFile]]:
    filed: dict[str, dict[str, FiledFile]] = {}
    for record in register.records:
        if isinstance(record, StepRecord | FilingRecord):
            filed.setdefault(record.version, {}).update({file.name: file for file in record.files})
    return filed


def _verify_akte(folder: Path, version: str, filed: dict[str, FiledFile]) -> list[Discrepancy]:
    place = akte_folder(folder, version)
    there = dict(files_below(place)) if place.is_dir() else {}
    found: list[Discrepancy] = []
    for name, file in filed.items():
        path = there.pop(name, None)
        where = f"{place.name}/{name}"
        if path is None:
            found.append(Discrepancy(where, tr("Die Datei fehlt.")))
        elif path.is_symlink():
            found.append(Discrepancy(where, tr("Statt der Datei liegt hier ein Verweis.")))
        else:
            data = path.read_bytes()
            if sha256(data) != file.sha256:
                found.append(Discrepancy(where, tr("Der Inhalt der Datei wurde verändert.")))
            elif file.base and not data.startswith((release_folder(folder, version) / file.base).read_bytes()):
                found.append(
                    Discrepancy(where, tr("Die Datei setzt nicht die freigegebene Datei {base} fort.", base=file.base))
                )
    found += [Discrepancy(f"{place.name}/{name}", tr("Die Datei steht nicht im Register.")) for name in sorted(there)]
    return found


def _unfiled_akten(register: Register) -> list[str]:
    """Return Akten with files although the register knows none for them."""
    if not register.folder.is_dir():
        return []
    known = set(_filed(register))
    return [
        path.name
        for path in sorted(register.folder.glob("*-akte"))
        if path.name.removesuffix("-akte") not in known and any(path.iterdir())
    ]
