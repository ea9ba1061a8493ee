"""Journey: draft documents from a dossier."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.platforms import load_platforms
from pipeline.documents.cautions import cautions
from pipeline.documents.context import Situation, draft_history
from pipeline.documents.kinds import kinds_for
from pipeline.documents.templates import Template, templates_for
from pipeline.documents.unprintable import refuse_unprintable
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.load import load_dossier
from pipeline.dossier.open_points import OpenQuestion, open_questions
from pipeline.errors import InputError, Problem, ProgramError
from pipeline.files import refuse_unwritable, sha256, write_file
from pipeline.outputs import draft_folder
from pipeline.pdf.check import PdfFinding
from pipeline.production import PUBLIC_FOLDER, Order, Produced, Progress, produce, source_of

BUILD_FILE = "build.json"


@dataclass(frozen=True, slots=True)
class Built:
    """What was made.

    Attributes:
        folder: where the files are.
        files: their names within the folder, ``build.json`` last.
        code: the Prüfcode.
        open_points: what is still open.
        missing: why PDF files are missing, or ``None``.
        findings: what the check of the PDF files found, by file; empty if all is well.
        warnings: what the dossier's texts should not go out with, each with its place.
    """

    folder: Path
    files: tuple[str, ...]
    code: str
    open_points: tuple[OpenQuestion, ...]
    missing: ProgramError | None
    findings: Mapping[str, tuple[PdfFinding, ...]]
    warnings: tuple[Problem, ...] = ()


def build(
    dossier_folder: Path,
    order: Order,
    *,
    as_of: dt.date,
    output: Path | None = None,
    outputs: Path | None = None,
    progress: Progress = lambda _: None,
) -> Built:
    """Make drafts of the documents.

    All files are made before the first is written; those of an earlier draft that are no longer made are removed.

    Args:
        dossier_folder: the dossier.
        order: which documents, formats and editions.
        as_of: the day on which conditions such as the election period are judged.
        output: folder for the files; by default ``outputs/NAME/entwurf``.
        outputs: the outputs folder, where ``output`` is not given.
        progress: is told what happens.

    Raises:
        InputError: the dossier or a template cannot be used.
        ProgramError: LibreOffice is there but fails. Where it is missing, :attr:`Built.missing` says so.
        UsageError: an unknown document is ordered.
        RefusedError: the folder cannot be written.
    """
    dossier = load_dossier(dossier_folder, platforms=load_platforms())
    refuse_unprintable(dossier)
    folder = output or draft_folder(dossier, outputs)
    refuse_unwritable(folder)
    templates = templates_for(dossier)
    source = source_of(dossier, templates)
    situation = Situation(draft=True, code=source.code, as_of=as_of, history=draft_history(dossier))
    try:
        produced = produce(dossier, order, situation, source, templates, progress=progress)
    except InputError as error:
        raise _all_faults(error, dossier, templates) from error
    points = open_questions(dossier)
    files = {**produced.files, BUILD_FILE: build_record(dossier, produced, len(points))}
    _replace_files(folder, files, complete=not order.documents)
    return Built(folder, tuple(files), source.code, points, produced.missing, produced.findings, cautions(dossier))


def _all_faults(error: InputError, dossier: Dossier, templates: Mapping[str, Template]) -> InputError:
    """Return ``error`` with what only the journey knows.

    That is the place in the dossier of the fields that are at fault, and all that is wrong with the municipality's own template
    that failed, where the first fault ended its rendering.
    """
    from pipeline.check_templates import findings_of  # noqa: PLC0415 - knows all reports; needed only where something failed

    failed = {problem.file for problem in error.problems}
    problems = [dossier.placed(problem) for problem in error.problems]
    for template in templates.values():
        found = [one.as_problem() for one in findings_of(template) if not one.hint] if _is(template, failed) else []
        if found:
            problems = [*(problem for problem in problems if problem.file != template.label), *found]
    return InputError(problems)


def _is(template: Template, failed: Collection[str]) -> bool:
    return template.own and template.label in failed


def build_record(dossier: Dossier, produced: Produced, open_points: int) -> bytes:
    """Return ``build.json``: what was made from what, with sums and versions; no times and no paths of this machine."""
    record = {
        "dossier": dossier.name,
        "code": produced.source.code,
        "source": json.loads(produced.source.data),
        "libreoffice": produced.office,
        "contents_table_pages": produced.office is not None,
        "open_points": open_points,
        "documents": [kind.name for kind in kinds_for(dossier)],
        "outputs": {name: sha256(data) for name, data in sorted(produced.files.items())},
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _replace_files(folder: Path, files: Mapping[str, bytes], *, complete: bool) -> None:
    """Write ``files`` into ``folder``; in a complete build also remove what an earlier build left."""
    for name, data in files.items():
        write_file(folder / name, data)
    if complete:
        for earlier in [*folder.glob("*"), *(folder / PUBLIC_FOLDER).glob("*")]:
            name = earlier.relative_to(folder).as_posix()
            if earlier.is_file() and name not in files and earlier.suffix in {".docx", ".pdf", ".html"}:
                earlier.unlink()
