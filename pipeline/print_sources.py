"""The step before a print edition: the documents of a release or of a draft, and what the cover says of them."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.documents.context import Situation, draft_history
from pipeline.documents.kinds import DOCUMENT_KINDS, DocumentKind, Edition
from pipeline.documents.templates import templates_for
from pipeline.dossier.answers import known
from pipeline.dossier.dossier import PARTS, Dossier
from pipeline.dossier.load import dossier_from_files
from pipeline.pdf.bundle import BundlePart
from pipeline.production import PUBLIC_FOLDER, UNDATED, Format, Order, Progress, pictures_of, produce, source_of
from pipeline.releases.address import Address, released
from pipeline.releases.approval import APPROVAL_FILE, read_approval
from pipeline.releases.cover import CoverSignature, cover_signatures
from pipeline.releases.refusals import INPUTS
from pipeline.releases.verification import load_manifest, read_released

PRINT_ORDER = ("nutzungskonzept", "dsfa", "datenschutzhinweise", "checkliste")
"""Documents of a bundle in their order."""


@dataclass(frozen=True, slots=True)
class PrintSources:
    """What a bundle is made of.

    Attributes:
        dossier: the dossier the documents were made from.
        situation: draft or release, Prüfcode, day.
        parts: the documents in their order.
        files: single files for the council system: name → title and bytes.
        pictures: the dossier's pictures by name in the template.
        signatures: who signed when.
        address: ``NAME@VERSION``, or empty for a draft.
        head: head of the register's chain, or empty.
    """

    dossier: Dossier
    situation: Situation
    parts: tuple[BundlePart, ...]
    files: Mapping[str, tuple[str, bytes]]
    pictures: Mapping[str, bytes]
    signatures: tuple[CoverSignature, ...] = ()
    address: str = ""
    head: str = ""

    @property
    def date(self) -> dt.date:
        """Stand of the documents."""
        return known(self.dossier.concept.document.date) or UNDATED

    @property
    def version_line(self) -> str:
        """Version in words."""
        version = known(self.dossier.concept.document.version)
        return f"Version {version}" if version else "Version noch offen"


def release_sources(address: Address, edition: Edition) -> PrintSources:
    """Return the documents of a release, as they were released.

    Raises:
        UsageError: there is no such release.
        RegisterError: register or release is damaged.
        InputError: this program cannot read the inputs any more.
    """
    register, release = released(address)
    manifest = load_manifest(address.folder, release)

    def read(name: str) -> bytes:
        return read_released(address.folder, release, manifest, name)

    inputs = {name.removeprefix(f"{INPUTS}/"): read(name) for name in manifest.files if name.startswith(f"{INPUTS}/")}
    approval = read_approval(inputs[APPROVAL_FILE])
    with tempfile.TemporaryDirectory(prefix="nutzungskonzept-") as temporary:
        folder = Path(temporary) / manifest.name
        for name, data in inputs.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        parts = {f"{root}.yaml": inputs[f"{root}.yaml"] for root in PARTS if f"{root}.yaml" in inputs}
        dossier = dossier_from_files(parts, folder)
        pictures = pictures_of(dossier)
    situation = Situation(draft=False, code=release.code, as_of=approval.decided_on, history=approval.history)
    names = [name for name in manifest.files if _belongs(name, edition)]
    return PrintSources(
        dossier=dossier,
        situation=situation,
        parts=_parts({name: read(name) for name in names if name.endswith(".pdf")}),
        files=_files({name: read(name) for name in names}),
        pictures=pictures,
        signatures=cover_signatures(register, release.version),
        address=f"{manifest.name}@{release.version}",
        head=register.head,
    )


def draft_sources(dossier: Dossier, edition: Edition, as_of: dt.date, progress: Progress) -> PrintSources:
    """Make the documents of a draft.

    Raises:
        InputError: a template or a text of the dossier cannot be used.
        ProgramError: LibreOffice is missing or fails.
    """
    templates = templates_for(dossier)
    source = source_of(dossier, templates)
    situation = Situation(draft=True, code=source.code, as_of=as_of, history=draft_history(dossier))
    order = Order(formats=frozenset({Format.DOCX, Format.PDF}), editions=frozenset({edition}))
    made = produce(dossier, order, situation, source, templates, progress=progress)
    if made.missing is not None:
        raise made.missing
    names = [name for name in made.files if _belongs(name, edition)]
    return PrintSources(
        dossier=dossier,
        situation=situation,
        parts=_parts({name: made.files[name] for name in names if name.endswith(".pdf")}),
        files=_files({name: made.files[name] for name in names}),
        pictures=pictures_of(dossier),
    )


def _kind(name: str) -> DocumentKind | None:
    return DOCUMENT_KINDS.get(PurePosixPath(name).name.partition(".")[0])


def _belongs(name: str, edition: Edition) -> bool:
    """Return whether a file is a document in ``edition``, or in the only one it has: what is internal only is never public."""
    kind = _kind(name)
    folder = PurePosixPath(name).parent.as_posix()
    if kind is None or folder not in {".", PUBLIC_FOLDER}:
        return False
    if len(kind.editions) == 1:
        return edition is Edition.INTERNAL or Edition.PUBLIC in kind.editions
    return (folder == PUBLIC_FOLDER) == (edition is Edition.PUBLIC)


def _parts(files: Mapping[str, bytes]) -> tuple[BundlePart, ...]:
    by_kind = {PurePosixPath(name).stem: data for name, data in files.items()}
    return tuple(BundlePart(DOCUMENT_KINDS[kind].title, by_kind[kind]) for kind in PRINT_ORDER if kind in by_kind)


def _files(files: Mapping[str, bytes]) -> Mapping[str, tuple[str, bytes]]:
    found: dict[str, tuple[str, bytes]] = {}
    for kind in PRINT_ORDER:
        for name, data in sorted(files.items()):
            if PurePosixPath(name).stem == kind:
                found[PurePosixPath(name).name] = (DOCUMENT_KINDS[kind].title, data)
    return found
