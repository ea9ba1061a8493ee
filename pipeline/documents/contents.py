"""Contents table and cross-references: written by us, so that no program has to ask or to update.

LibreOffice takes entries inside a contents field for dead text but computes page references elsewhere. So the copy that is
converted has its contents field opened, the PDF shows the right pages at once, and its bookmarks tell them to the DOCX.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from pipeline.documents.bookmarks import TOC_PREFIX, bookmark_headings, bookmark_name, bookmarked_paragraphs
from pipeline.documents.controls import unwrap
from pipeline.documents.fields import Field, fields, one_mark_a_run, set_result, simple_field
from pipeline.documents.headings import Heading, headings
from pipeline.documents.numbering import Numbering
from pipeline.documents.ooxml import Element, P, R, make, paragraph_text, paragraphs, qn
from pipeline.documents.package import Package
from pipeline.documents.runs import fill
from pipeline.documents.styles import set_style
from pipeline.documents.symbol_runs import set_symbols_apart
from pipeline.documents.typography import normalised
from pipeline.errors import InputError, Problem, ProgramError
from pipeline.language import tr


class OutlineEntry(Protocol):
    """One bookmark of a PDF: title of the heading with its number, level from 1, page from 1."""

    @property
    def title(self) -> str:
        """Number and text of the heading."""
        ...

    @property
    def level(self) -> int:
        """1 for the outermost."""
        ...

    @property
    def page(self) -> int:
        """Page from 1."""
        ...


def finish_contents(package: Package) -> None:
    """Bookmark the headings, write the contents table (without pages) and the cross-references.

    Raises:
        InputError: a cross-reference names a bookmark that does not exist, or that stands twice.
    """
    for part in package.stories:
        one_mark_a_run(package.tree(part))
    found = headings(package)
    names = bookmark_headings(package, [heading.paragraph for heading in found])
    for field in [field for field in fields(package.body) if field.kind == "TOC"]:
        _write_table(package, field, found, names)
    _write_references(package)


def conversion_copy(docx: bytes, file: str = "") -> bytes:
    """Return the copy that LibreOffice converts: no content controls, no frame around the contents table, symbols apart."""
    package = Package(docx, file)
    unwrap(package)
    set_symbols_apart(package)
    for field in [field for field in fields(package.body) if field.kind == "TOC"]:
        _open_frame(field)
    return package.to_bytes()


def with_page_numbers(docx: bytes, outline: Sequence[OutlineEntry], file: str = "") -> bytes:
    """Return the document with the pages of ``outline`` in its contents table and page references.

    Args:
        docx: a document made by :func:`pipeline.documents.render.render`.
        outline: bookmarks of the PDF that was made of its conversion copy.
        file: the document as the user knows it, for messages.

    Raises:
        ProgramError: the bookmarks are not the headings of this document.
    """
    package = Package(docx, file)
    found = headings(package)
    expected = [_in_a_bookmark(heading.title) for heading in found]
    actual = [_in_a_bookmark(entry.title) for entry in outline]
    if expected != actual:
        differing = next((a or b for a, b in zip(expected, actual, strict=False) if a != b), "")
        raise ProgramError(
            Problem(
                tr(
                    "Die Lesezeichen der PDF-Datei passen nicht zu den Überschriften, zuerst bei „{title}“.",
                    title=differing,
                ),
                tr(
                    "Überschriften dürfen keine Textfelder enthalten und müssen eine Überschriften-Formatvorlage haben."
                ),
                file=file,
            )
        )
    pages = {heading.paragraph: entry.page for heading, entry in zip(found, outline, strict=True)}
    targets = bookmarked_paragraphs(package)
    for part in package.stories:
        for field in fields(package.tree(part)):
            if field.kind == "PAGEREF":
                target = targets.get(field.argument)
                if target is not None and pages.get(target):
                    set_result(field, str(pages[target]))
    return package.to_bytes()


def _in_a_bookmark(title: str) -> str:
    """Return a title as it can be compared: LibreOffice drops backslashes from bookmarks."""
    return normalised(title.replace("\\", ""))


def _write_table(package: Package, field: Field, found: list[Heading], names: list[str]) -> None:
    first, last = (next(run.iterancestors(P)) for run in (field.begin, field.end))
    lowest, highest = _levels(field.instruction)
    chosen = [pair for pair in zip(found, names, strict=True) if lowest <= pair[0].level <= highest]
    entries = [_entry(package, heading, name) for heading, name in chosen] or [make("w:p")]
    frame = simple_field(field.instruction, "")
    position = 1 if entries[0].find(qn("w:pPr")) is not None else 0
    for run in reversed(frame[:3]):
        entries[0].insert(position, run)
    entries[-1].append(frame[4])
    for entry in entries:
        first.addprevious(entry)
    current: Element | None = first
    while current is not None:
        following = current.getnext() if current is not last else None
        parent = current.getparent()
        assert parent is not None
        parent.remove(current)
        current = following


def _levels(instruction: str) -> tuple[int, int]:
    """Return the lowest and highest level of a contents table, the switch ``o`` of its instruction."""
    match = re.search(r'\\o\s+"?(\d)\s*-\s*(\d)"?', instruction)
    return (int(match[1]), int(match[2])) if match else (1, 3)


def _entry(package: Package, heading: Heading, name: str) -> Element:
    paragraph, properties = make("w:p"), make("w:pPr")
    set_style(properties, "w:pStyle", package.styles.id_of(f"toc {heading.level}"))
    paragraph.append(properties)
    link = make("w:hyperlink", anchor=name, history="1")
    run = make("w:r")
    fill(run, f"{heading.number}\t{heading.text}\t" if heading.number else f"{heading.text}\t")
    link.append(run)
    link.extend(simple_field(f"PAGEREF {name} \\h", ""))
    paragraph.append(link)
    return paragraph


def _open_frame(field: Field) -> None:
    """Remove begin, instruction, separator and end of a field; its result stays."""
    inside = False
    paragraph = next(field.begin.iterancestors(P))
    for run in list(paragraph.iter(R)):
        inside = inside or run is field.begin
        if not inside:
            continue
        parent = run.getparent()
        assert parent is not None
        parent.remove(run)
        if run is field.separate or run is field.end:
            break
    end_parent = field.end.getparent()
    if end_parent is not None:
        end_parent.remove(field.end)


def _write_references(package: Package) -> None:
    references = [
        field
        for part in package.stories
        for field in fields(package.tree(part))
        if field.kind in {"REF", "PAGEREF"} and not field.argument.startswith(TOC_PREFIX)
    ]
    if not references:
        return
    targets = bookmarked_paragraphs(package)
    numbering = Numbering(package)
    labels = {p: label.text if (label := numbering.label(p)) else "" for p in paragraphs(package.body)}
    titled = {heading.paragraph for heading in headings(package)}
    problems = []
    for field in references:
        _rename_target(field)
        target = targets.get(bookmark_name(field.argument))
        if target is None or (field.kind == "PAGEREF" and target not in titled):
            problems.append(_lost(field, package.file, found=target is not None))
        elif field.kind == "PAGEREF":
            set_result(field, "")
        elif re.search(r"\\[rnw]\b", field.instruction):
            set_result(field, labels.get(target, ""))
        else:
            set_result(field, " ".join(paragraph_text(target).split()))
    if problems:
        raise InputError(problems)


def _rename_target(field: Field) -> None:
    """Write the bookmark's name into the instruction as it stands in the document."""
    plain = bookmark_name(field.argument)
    if plain == field.argument:
        return
    if field.begin is field.end:
        field.begin.set(qn("w:instr"), field.instruction.replace(field.argument, plain, 1))
        return
    run: Element | None = field.begin
    while run is not None and run is not field.end:
        for code in run.iter(qn("w:instrText")):
            code.text = (code.text or "").replace(field.argument, plain, 1)
        run = run.getnext()


def _lost(field: Field, file: str, *, found: bool) -> Problem:
    if found:
        return Problem(
            tr("Der Seitenverweis auf „{name}“ führt auf keine Überschrift.", name=field.argument),
            tr("Die Textmarke in der Vorlage an eine Überschrift setzen."),
            file=file,
        )
    return Problem(
        tr("Der Querverweis führt auf die Textmarke „{name}“, die es im Dokument nicht gibt.", name=field.argument),
        tr("Die Textmarke anlegen, oder den Querverweis mit derselben Bedingung umschließen wie sein Ziel."),
        file=file,
    )
