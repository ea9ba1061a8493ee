"""Journey: what changed between two revisions, what it means, and a redline that proves itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.reading import catalogue_version
from pipeline.comparison.differences import Differences, differences
from pipeline.comparison.intake import open_docx
from pipeline.comparison.marked_text import with_marks
from pipeline.comparison.record import changes_json
from pipeline.comparison.report import DASH, report_of
from pipeline.comparison.sides import Side
from pipeline.comparison.summary import summary
from pipeline.comparison.synopse_document import ANCHOR, with_rows
from pipeline.comparison.synopse_rows import printed_rows
from pipeline.documents.archive import CoreProperties
from pipeline.documents.context import Situation, draft_history
from pipeline.documents.kinds import DOCUMENT_KINDS, Edition
from pipeline.documents.templates import Template, templates_for
from pipeline.dossier.answers import known
from pipeline.dossier.dossier import PARTS, Dossier
from pipeline.dossier.editions import public_edition
from pipeline.dossier.load import dossier_from_files, load_dossier
from pipeline.errors import ProgramError, UsageError
from pipeline.files import read_file, sha256, write_file
from pipeline.language import in_german, tr
from pipeline.production import PUBLIC_FOLDER, UNDATED, rendered_documents, source_of
from pipeline.release_files import TEMPLATES
from pipeline.releases.address import address_of, is_address, released
from pipeline.releases.approval import APPROVAL_FILE, read_approval
from pipeline.releases.manifest import MANIFEST_FILE
from pipeline.releases.refusals import INPUTS
from pipeline.releases.verification import load_manifest, read_released
from pipeline.single_document import ReportOrder, make_reports

_SOURCES = {f"{INPUTS}/{root}.yaml" for root in PARTS}
_NOT_COMPARED = {"pruefbericht"}
"""Word files of a release that report on it and are no revision of anything."""
SINGLE = "dokument"
"""Name of a document that was given as a file."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared and written.

    Attributes:
        found: the differences.
        files: bytes by file name.
        missing: why PDF files are missing, or ``None``.
    """

    found: Differences
    files: Mapping[str, bytes]
    missing: ProgramError | None


def compare(  # noqa: PLR0913 - the options of one command
    old: str,
    new: str,
    *,
    outputs: Path,
    as_of: dt.date,
    formats: frozenset[str] = frozenset({"docx", "pdf", "html"}),
    document: str = "",
    author: str = "Nutzungskonzept",
    full: bool = False,
    edition: Edition = Edition.INTERNAL,
) -> Comparison:
    """Compare two revisions.

    Args:
        old: a release (``musterstadt@1.0``), a dossier's folder, or a Word file.
        new: likewise.
        outputs: the outputs folder, for releases named by address.
        as_of: the day on which conditions of dossiers are judged.
        formats: formats of report and Synopse: some of ``docx``, ``pdf``, ``html``.
        document: only this document; empty for all.
        author: name on the marks of the redlines.
        full: print unchanged passages in the Synopse as well.
        edition: compare the internal or the public edition; of the public one nothing internal enters any file, so that
            summary and Synopse can lie beside a council paper.

    Raises:
        UsageError: a side is nothing that can be compared, or the document is on neither side.
        InputError: a dossier or a Word file cannot be used.
        RegisterError: a release is not what was released.
        ProgramError: LibreOffice is there but fails. Where it is missing, :attr:`Comparison.missing` says so.
    """
    sides = _side(old, outputs, as_of, edition), _side(new, outputs, as_of, edition)
    if document:
        if not any(document in side.documents for side in sides):
            raise UsageError(
                tr("Das Dokument „{name}“ gibt es auf keiner Seite.", name=document),
                tr(
                    "Möglich sind: {names}.", names=", ".join(dict.fromkeys([*sides[0].documents, *sides[1].documents]))
                ),
            )
        sides = sides[0].only(document), sides[1].only(document)
    again = _old_with_new_templates(sides[0], sides[1], new, outputs, edition)
    if document:
        again = {name: data for name, data in again.items() if name == document}
    day = sides[1].date or UNDATED
    stamp = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    found = differences(sides[0], sides[1], author=author, date=stamp, old_with_new_templates=again)
    files, missing = _files(found, formats, full=full)
    return Comparison(found, files, missing)


def write_comparison(comparison: Comparison, folder: Path) -> None:
    """Write all files into ``folder``.

    Raises:
        RefusedError: the folder cannot be written.
    """
    for name, data in comparison.files.items():
        write_file(folder / name, data)


def _side(text: str, outputs: Path, as_of: dt.date, edition: Edition) -> Side:
    path = Path(text)
    if _is_release(text):
        return _release_side(text, outputs, edition)
    if path.is_dir():
        return _dossier_side(load_dossier(path), as_of, edition)
    if path.suffix.lower() == ".docx":
        data = read_file(path)
        open_docx(data, path.name)  # what cannot be compared is refused before anything is made
        return Side(path.name, {SINGLE: data})
    raise UsageError(
        tr("„{text}“ lässt sich nicht vergleichen.", text=text),
        tr("Möglich sind eine Freigabe (musterstadt@1.0), der Ordner einer Akte oder eine Word-Datei (.docx)."),
    )


def _is_release(text: str) -> bool:
    return is_address(text) or (Path(text) / MANIFEST_FILE).is_file()


def _release_side(text: str, outputs: Path, edition: Edition) -> Side:
    address = address_of(text, outputs)
    _, release = released(address)
    manifest = load_manifest(address.folder, release)

    def read(name: str) -> bytes:
        return read_released(address.folder, release, manifest, name)

    names = sorted(manifest.files)
    sources = {name.removeprefix(f"{INPUTS}/"): read(name) for name in names if name in _SOURCES}
    templates = [name for name in names if name.startswith(f"{TEMPLATES}/")]
    approval = f"{INPUTS}/{APPROVAL_FILE}"
    history = read_approval(read(approval)).history if approval in manifest.files else ()
    return Side(
        label=f"{manifest.organisation} {release.version} (Stand {release.date:%d.%m.%Y})",
        documents={name: read(file) for name, file in _word_files(names, edition).items()},
        dossier=_edition(dossier_from_files(sources, address.release_folder / INPUTS), edition),
        templates={name.removeprefix(f"{TEMPLATES}/"): manifest.files[name].sha256 for name in templates},
        catalogue=manifest.tools.catalogue,
        date=release.date,
        reason=release.reason,
        decision=release.decision or "",
        version=release.version,
        situation=Situation(draft=False, code=release.code, as_of=release.decided_on, history=history),
        history=history,
    )


def _word_files(names: list[str], edition: Edition) -> Mapping[str, str]:
    """Return the Word files of a release in one edition, by document name; a document with one edition is in both, unless it is internal."""
    found = {name.removesuffix(".docx"): name for name in names if name.endswith(".docx") and "/" not in name}
    if edition is Edition.PUBLIC:
        found = {
            name: f"{PUBLIC_FOLDER}/{file}" if f"{PUBLIC_FOLDER}/{file}" in names else file
            for name, file in found.items()
            if f"{PUBLIC_FOLDER}/{file}" in names
            or (name in DOCUMENT_KINDS and DOCUMENT_KINDS[name].editions == (Edition.PUBLIC,))
        }
    return {name: file for name, file in found.items() if name not in _NOT_COMPARED}


def _edition(dossier: Dossier, edition: Edition) -> Dossier:
    return public_edition(dossier) if edition is Edition.PUBLIC else dossier


def _dossier_side(dossier: Dossier, as_of: dt.date, edition: Edition) -> Side:
    templates = templates_for(dossier)
    facts = dossier.concept.document
    version, date = known(facts.version), known(facts.date)
    with in_german():  # the label is printed
        unversioned = tr("ohne Version")
    label = f"{dossier.organisation.name} {version or unversioned}"
    code = source_of(dossier, templates).code
    situation = Situation(draft=True, code=code, as_of=as_of, history=draft_history(dossier))
    return Side(
        label=f"{label} (Stand {date:%d.%m.%Y})" if date else label,
        documents=rendered_documents(dossier, situation, templates, edition),
        dossier=_edition(dossier, edition),
        templates={f"{name}.docx": sha256(template.data) for name, template in templates.items()},
        catalogue=catalogue_version(),
        date=date,
        version=version or "",
        situation=situation,
    )


def _old_with_new_templates(
    old: Side, new: Side, new_text: str, outputs: Path, edition: Edition
) -> Mapping[str, bytes]:
    """Return the old answers rendered with the new templates, where these differ: what reads otherwise is standing text."""
    if old.dossier is None or new.dossier is None or old.situation is None or old.templates == new.templates:
        return {}
    if _is_release(new_text):
        folder = address_of(new_text, outputs).release_folder / TEMPLATES
        templates = {
            path.stem: Template(path.stem, path.name, read_file(path), own=True) for path in folder.glob("*.docx")
        }
    else:
        templates = dict(templates_for(new.dossier))
    return rendered_documents(old.dossier, old.situation, templates, edition)


def _files(
    found: Differences, formats: frozenset[str], *, full: bool
) -> tuple[Mapping[str, bytes], ProgramError | None]:
    made = make_reports(_orders(found, full=full), formats)
    files: dict[str, bytes] = {
        "changes.json": changes_json(found),
        "zusammenfassung.md": summary(found).encode(),
        **made.files,
    }
    for document in found.documents:
        files[f"{_suffixed('redline', document.name)}.docx"] = document.redline.docx
    return files, made.missing


@in_german()
def _orders(found: Differences, *, full: bool) -> list[ReportOrder]:
    """Return what is to be printed: the report, and a Synopse for each document."""
    titles = {name: kind.title for name, kind in DOCUMENT_KINDS.items()} | {SINGLE: tr("Dokument")}
    organisation = found.new.dossier.organisation.name if found.new.dossier else tr("Vergleich zweier Word-Dateien")
    report = report_of(found, titles, organisation)
    view = report.view
    properties = CoreProperties(title=view.title, creator=organisation, date=found.new.date or UNDATED)
    orders = [
        ReportOrder(
            "vergleichsbericht",
            "vergleichsbericht",
            {"report": view},
            properties,
            view.footer_line,
            finish=lambda docx: with_marks(docx, report.marked, DASH),
        )
    ]
    for document in found.documents:
        title = titles.get(document.name, document.name)
        update = {"title": tr("Synopse"), "short_title": tr("Synopse"), "subtitle": title, "rows_anchor": ANCHOR}
        rows = printed_rows(found, document, full=full)
        orders.append(
            ReportOrder(
                _suffixed("synopse", document.name),
                "synopse",
                {"report": view.model_copy(update=update)},
                CoreProperties(title=f"Synopse – {title}", creator=organisation, date=properties.date),
                view.footer_line,
                finish=lambda docx, rows=rows: with_rows(docx, rows),  # type: ignore[misc]
            )
        )
    return orders


def _suffixed(word: str, document: str) -> str:
    """Return ``redline-dsfa``; for files from anywhere ``redline``."""
    return word if document == SINGLE else f"{word}-{document}"
