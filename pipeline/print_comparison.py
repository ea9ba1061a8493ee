"""The step before a print edition: what changed since the version that was decided last, as parts of the bundle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from pipeline.compare import compare
from pipeline.documents.kinds import DOCUMENT_KINDS, Edition
from pipeline.language import tr
from pipeline.pdf.bundle import BundlePart
from pipeline.production import Progress
from pipeline.releases.address import Address
from pipeline.releases.life import State, state_of
from pipeline.releases.records import ReleaseRecord
from pipeline.releases.register import REGISTER_FILE, Register, read_register

REPORT_TITLE = "Was sich geändert hat"


def decided_before(register: Register, version: str | None) -> ReleaseRecord | None:
    """Return the release to compare with: the last one before ``version`` that a council decided.

    Where none names a decision, it is the last one before; what was withdrawn counts no more.

    Args:
        register: the register.
        version: a release of it, or ``None`` for a draft that follows all of them.
    """
    earlier: list[ReleaseRecord] = []
    for release in register.releases:
        if release.version == version:
            break
        if state_of(register.records, release.version) is not State.WITHDRAWN:
            earlier.append(release)
    found = [release for release in earlier if release.decision] or earlier
    return found[-1] if found else None


def comparison_parts(
    new: Address | Path, folder: Path, edition: Edition, as_of: dt.date, progress: Progress
) -> Sequence[BundlePart]:
    """Return the report of changes and a Synopse of each document; empty where nothing was released before.

    Args:
        new: the release, or the dossier of a draft.
        folder: the folder of the organisation's register, which need not exist for a draft.
        edition: edition of the documents that are compared.
        as_of: the day on which conditions of a draft are judged.
        progress: is told what happens.

    Raises:
        InputError: a dossier or a Word file cannot be used.
        RegisterError: register or release is damaged.
        ProgramError: LibreOffice is missing or fails.
    """
    if not (folder / REGISTER_FILE).is_file():
        return ()
    version = new.version if isinstance(new, Address) else None
    before = decided_before(read_register(folder), version)
    if before is None:
        return ()
    progress(tr("Der Vergleich mit Version {version} wird erstellt", version=before.version))
    made = compare(
        str(folder / before.version),
        str(new.release_folder if isinstance(new, Address) else new),
        outputs=folder.parent,
        as_of=as_of,
        formats=frozenset({"pdf"}),
        edition=edition,
    )
    if made.missing is not None:
        raise made.missing
    synopses = [
        BundlePart(f"Synopse: {DOCUMENT_KINDS[name].title}", made.files[f"synopse-{name}.pdf"])
        for name in DOCUMENT_KINDS
        if f"synopse-{name}.pdf" in made.files
    ]
    title = f"{REPORT_TITLE} (seit Version {before.version})"
    return (BundlePart(title, made.files["vergleichsbericht.pdf"]), *synopses)
