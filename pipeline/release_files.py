"""The step that release and rebuilding share: from inputs, templates and approval to all files of a release."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.catalogue.reading import CATALOGUE_DIR
from pipeline.check_report import NAME as REPORT
from pipeline.check_report import make_check_report
from pipeline.documents.context import Situation
from pipeline.documents.source import Source
from pipeline.documents.templates import Template, built_in_template
from pipeline.dossier.dossier import Dossier
from pipeline.pdf.check import PdfFinding
from pipeline.pdf.signature_field import add_signature_fields
from pipeline.production import Order, Progress, pictures_of, produce, source_of
from pipeline.releases.approval import APPROVAL_FILE, Approval, approval_bytes
from pipeline.releases.manifest import SOURCE_FILE
from pipeline.releases.refusals import INPUTS

TEMPLATES = "vorlagen"
"""Folder of a release with the Word templates it was made with."""
CATALOGUE = "katalog"
"""Folder of a release with the catalogue it was made with."""
TO_SIGN = ("nutzungskonzept.pdf", "dsfa.pdf")
"""Files with signature fields, where their templates have the box for them."""


@dataclass(frozen=True, slots=True)
class ReleaseFiles:
    """All files of a release but the manifest.

    Attributes:
        files: bytes by name.
        code: the Prüfcode.
        office: version of LibreOffice.
        findings: what the check of the PDF files found.
    """

    files: Mapping[str, bytes]
    code: str
    office: str
    findings: Mapping[str, tuple[PdfFinding, ...]]


def release_files(
    dossier: Dossier,
    approval: Approval,
    templates: Mapping[str, Template],
    *,
    source: Source | None = None,
    progress: Progress = lambda _: None,
) -> ReleaseFiles:
    """Make all files of a release in memory.

    Args:
        dossier: the dossier.
        approval: who approved what, when and why.
        templates: the Word template of each document kind.
        source: what the documents shall say they are made from; by default what they are made from.
        progress: is told what happens.

    Raises:
        InputError: a template or a text of the dossier cannot be used.
        ProgramError: LibreOffice is missing or fails.
    """
    approved = replace(dossier, files={**dossier.files, APPROVAL_FILE: approval_bytes(approval)})
    source = source or source_of(approved, templates)
    situation = Situation(draft=False, code=source.code, as_of=approval.decided_on, history=approval.history)
    produced = produce(approved, Order(), situation, source, templates, progress=progress)
    if produced.missing is not None or produced.office is None:
        assert produced.missing is not None
        raise produced.missing
    report = make_check_report(
        approved, frozenset({"docx", "pdf"}), as_of=approval.decided_on, situation=situation, progress=progress
    )
    files = {
        **{name: _with_fields(name, data) for name, data in produced.files.items()},
        **report.files,
        **{f"{INPUTS}/{posixpath.normpath(name)}": data for name, data in pictures_of(dossier).items()},
        **{f"{INPUTS}/{name}": data for name, data in approved.files.items()},
        **{f"{TEMPLATES}/{name}.docx": template.data for name, template in templates.items()},
        f"{TEMPLATES}/{REPORT}.docx": built_in_template(REPORT).data,
        **_catalogue(),
        SOURCE_FILE: source.data,
    }
    return ReleaseFiles(files, source.code, produced.office, produced.findings)


def _with_fields(name: str, data: bytes) -> bytes:
    """Return a file of the internal edition with its empty signature fields; everything else as it is."""
    return add_signature_fields(data) if name in TO_SIGN else data


def _catalogue() -> Mapping[str, bytes]:
    return {
        f"{CATALOGUE}/{path.relative_to(CATALOGUE_DIR).as_posix()}": path.read_bytes()
        for path in sorted(CATALOGUE_DIR.rglob("*"))
        if path.suffix == ".yaml" or path.name == "VERSION"
    }
