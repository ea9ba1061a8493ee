"""Journey: does a release come out the same when it is made anew from its own inputs and templates?"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from pipeline.documents.kinds import DOCUMENT_KINDS
from pipeline.documents.source import Source
from pipeline.documents.templates import Template, built_in_template
from pipeline.documents.text_of import document_stories, document_text
from pipeline.dossier.dossier import PARTS, Dossier
from pipeline.dossier.load import dossier_from_files
from pipeline.errors import ExitCode
from pipeline.files import sha256
from pipeline.language import marked
from pipeline.pdf.reading import tagged_text
from pipeline.production import Progress
from pipeline.release_files import TEMPLATES, release_files
from pipeline.releases.address import Address, released
from pipeline.releases.approval import APPROVAL_FILE, read_approval
from pipeline.releases.manifest import SOURCE_FILE
from pipeline.releases.refusals import INPUTS
from pipeline.releases.tools import differences, tools
from pipeline.releases.verification import load_manifest, read_released


class Sameness(StrEnum):
    """How far two files are the same."""

    BYTES = "bytes"
    STRUCTURE = "structure"
    TEXT = "text"
    DIFFERENT = "different"
    MISSING = "missing"


SAMENESS_TITLES: Mapping[Sameness, str] = {
    Sameness.BYTES: marked("Byte für Byte gleich"),
    Sameness.STRUCTURE: marked("Text und Struktur gleich, Bytes verschieden"),
    Sameness.TEXT: marked("Text gleich, Struktur verschieden"),
    Sameness.DIFFERENT: marked("verschieden"),
    Sameness.MISSING: marked("entsteht nicht mehr"),
}


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The outcome.

    Attributes:
        files: how far each file is the same, by name.
        tools: what differs between then and now: name, then, now.
    """

    files: Mapping[str, Sameness]
    tools: tuple[tuple[str, str, str], ...]

    @property
    def exit_code(self) -> ExitCode:
        """0 where all is the same, or the same in text and structure with other tools; else 1, with the same tools 5."""
        worst = set(self.files.values())
        if worst <= {Sameness.BYTES}:
            return ExitCode.OK
        if not self.tools:
            return ExitCode.REGISTER
        return ExitCode.OK if worst <= {Sameness.BYTES, Sameness.STRUCTURE} else ExitCode.NO


def rebuild(address: Address, *, progress: Progress = lambda _: None) -> Rebuilt:
    """Make a release anew, in memory, from what lies in its own folder, and compare.

    Args:
        address: the release.
        progress: is told what happens.

    Raises:
        UsageError: there is no such release.
        RegisterError: register or release is damaged.
        InputError: this program cannot read the inputs any more.
        ProgramError: LibreOffice is missing or fails.
    """
    _, release = released(address)
    manifest = load_manifest(address.folder, release)
    then = {name: read_released(address.folder, release, manifest, name) for name in manifest.files}
    inputs = {name.removeprefix(f"{INPUTS}/"): data for name, data in then.items() if name.startswith(f"{INPUTS}/")}
    approval = read_approval(inputs.pop(APPROVAL_FILE))
    templates = {kind: then[f"{TEMPLATES}/{kind}.docx"] for kind in DOCUMENT_KINDS}
    with tempfile.TemporaryDirectory(prefix="nutzungskonzept-") as temporary:
        folder = Path(temporary) / manifest.name
        for name, data in [*inputs.items(), *((f"{TEMPLATES}/{kind}.docx", templates[kind]) for kind in templates)]:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        parts = {f"{root}.yaml": inputs[f"{root}.yaml"] for root in PARTS if f"{root}.yaml" in inputs}
        made = release_files(
            _with_templates(dossier_from_files(parts, folder)),
            approval,
            {kind: _template(kind, data) for kind, data in templates.items()},
            source=Source(then[SOURCE_FILE], release.code),
            progress=progress,
        )
    now = made.files
    files = {name: _sameness(name, then[name], now.get(name)) for name in sorted(then)}
    files |= dict.fromkeys(sorted(now.keys() - then.keys()), Sameness.DIFFERENT)
    return Rebuilt(files, differences(manifest.tools, tools(made.office)))


def _with_templates(dossier: Dossier) -> Dossier:
    """Return the dossier with the release's templates as its own, for every step that looks for templates itself."""
    return replace(dossier, organisation=dossier.organisation.model_copy(update={"templates": TEMPLATES}))


def _template(kind: str, data: bytes) -> Template:
    """Return a template of the release; what is not the program's own is not trusted."""
    return Template(kind, f"{TEMPLATES}/{kind}.docx", data, own=sha256(built_in_template(kind).data) != sha256(data))


def _sameness(name: str, then: bytes, now: bytes | None) -> Sameness:
    if now is None:
        return Sameness.MISSING
    if then == now:
        return Sameness.BYTES
    reader = _READERS.get(PurePosixPath(name).suffix)
    if reader is None or name.startswith((f"{INPUTS}/", f"{TEMPLATES}/")):
        return Sameness.DIFFERENT
    structure, text = reader
    if structure(then) == structure(now):
        return Sameness.STRUCTURE
    return Sameness.TEXT if text(then).split() == text(now).split() else Sameness.DIFFERENT


def _pdf_words(data: bytes) -> str:
    return " ".join(block.text for block in tagged_text(data))


_READERS: Mapping[str, tuple[Callable[[bytes], object], Callable[[bytes], str]]] = {
    ".pdf": (tagged_text, _pdf_words),
    ".docx": (document_stories, document_text),
}
"""What reads structure and text of a kind of file."""
