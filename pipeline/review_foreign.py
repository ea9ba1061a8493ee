"""Journey: what is wrong with a concept that exists only as text, and what must be asked about it?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.platforms import load_platforms
from pipeline.catalogue.reading import catalogue_version
from pipeline.documents.package import Package
from pipeline.documents.text_of import document_blocks
from pipeline.dossier.model.values import GenderForm, Land
from pipeline.errors import ExitCode, InputError, UsageError
from pipeline.files import read_file
from pipeline.language import tr
from pipeline.law.evaluate import Evaluation
from pipeline.law.foreign.foreign_text import ForeignText
from pipeline.law.foreign.guess import guess_land, guess_organisation, guess_platforms
from pipeline.law.foreign.html_page import read_html
from pipeline.law.foreign.pdf_pages import read_pdf
from pipeline.law.foreign.plain import read_plain
from pipeline.law.foreign.review import review_text, weighs
from pipeline.law.foreign.word_blocks import read_word_blocks
from pipeline.law.text_rules.facts import TextFacts

MAX_BYTES = 64 * 1024 * 1024
_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"


@dataclass(frozen=True, slots=True)
class Review:
    """What was found.

    Attributes:
        document: the text that was read.
        facts: Land, platforms and name under which it was judged.
        guessed: which of them were guessed from the text: ``land``, ``platforms``, ``organisation``.
        evaluation: the findings; a foreign text has no open points.
    """

    document: ForeignText
    facts: TextFacts
    guessed: frozenset[str]
    evaluation: Evaluation

    def exit_code(self, *, strict: bool = False) -> ExitCode:
        """Return 1 when the wording violates a duty or a house rule; questions alone are no fault of a text."""
        wrong = any(weighs(finding, strict=strict) for finding in self.evaluation.findings)
        return ExitCode.NO if wrong else ExitCode.OK


def review(
    file: Path,
    *,
    as_of: dt.date,
    land: Land | None = None,
    platforms: tuple[str, ...] | None = None,
    gender_form: GenderForm | None = None,
) -> Review:
    """Review a concept that exists only as a file: TXT, DOCX, PDF or HTML.

    Args:
        file: the file; its content decides how it is read, its ending only between text and HTML.
        as_of: the day of the evaluation.
        land: the author's Land; guessed from the text by default.
        platforms: ids of the author's platforms; guessed from the text by default.
        gender_form: how the author names women and men; the form used most by default.

    Raises:
        InputError: the file cannot be read as one of these.
        UsageError: a platform is not known.
        ProgramError: the installation is damaged.
    """
    unknown = [platform for platform in platforms or () if platform not in load_platforms()]
    if unknown:
        known = ", ".join(load_platforms())
        raise UsageError(
            tr("Die Plattform „{name}“ ist nicht bekannt.", name=unknown[0]), tr("Bekannt sind: {names}.", names=known)
        )
    document = read_foreign(file)
    guessed = {"organisation"}
    if land is None:
        land = guess_land(document.text)
        guessed.add("land")
    if platforms is None:
        platforms = guess_platforms(document.text)
        guessed.add("platforms")
    facts = TextFacts(land, platforms or None, gender_form, guess_organisation(document.text), as_of)
    findings = review_text(document, facts, as_of)
    return Review(document, facts, frozenset(guessed), Evaluation(findings, (), catalogue_version(), as_of))


def read_foreign(file: Path) -> ForeignText:
    """Return the text of ``file``.

    Raises:
        InputError: the file is missing, too large, damaged, encrypted, or none of TXT, DOCX, PDF and HTML.
    """
    data = read_file(file, limit=MAX_BYTES)
    name = file.name
    if data.startswith(_ZIP):
        Package(data, name).check()
        return read_word_blocks(document_blocks(data, name), name)
    if _PDF in data[:1024]:
        return read_pdf(data, name)
    if file.suffix.lower() in {".html", ".htm", ".xhtml"} or data[:2048].lstrip().lower().startswith(
        (b"<!doctype html", b"<html")
    ):
        return read_html(data, name)
    if file.suffix.lower() in {".doc", ".odt", ".rtf", ".docx"}:
        raise InputError(
            tr("Die Datei {file} lässt sich nicht lesen.", file=name), tr("Als DOCX, PDF, HTML oder TXT speichern.")
        )
    return read_plain(data, name)
