"""A table whose every answer is proposed says so once, above it, instead of in each of its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.documents.ooxml import (
    NAMESPACES,
    TBL,
    TC,
    TR,
    Element,
    P,
    R,
    T,
    own,
    paragraph_text,
    paragraphs,
    style_of,
    value,
)
from pipeline.documents.package import Package
from pipeline.documents.printing import DASH
from pipeline.documents.prose import has_note, note_paragraph, proposal_note
from pipeline.documents.styles import PROPOSAL, PROPOSAL_NOTE
from pipeline.dossier.answers import Role

_FEWEST = 2
"""Answers in a table from which one line above is shorter than a label in each cell."""


def note_tables(package: Package, part: str, proposed: Mapping[Element, Role | None]) -> frozenset[Element]:
    """Write the line above each wholly proposed table of a part.

    Args:
        package: the document; the tokens in its paragraphs have become runs.
        part: name of the part.
        proposed: paragraphs that hold nothing but a proposal, with who must answer.

    Returns:
        The proposed paragraphs that need no label of their own any more.
    """
    noted: set[Element] = set()
    for table in package.tree(part).iter(TBL):
        answers = [paragraph for paragraph in _answers(table) if paragraph_text(paragraph).strip() not in {"", DASH}]
        roles = {_role(paragraph, proposed, package) for paragraph in answers}
        texts = [paragraph for paragraph in answers if not _is_note(paragraph, package)]
        if len(texts) < _FEWEST or len(roles) != 1 or "" in roles or has_note(texts[0], package):
            continue
        for paragraph in answers:
            if _is_note(paragraph, package):
                _remove(paragraph)
        noted.update(paragraph for paragraph in table.iter(P) if paragraph in proposed)
        table.addprevious(note_paragraph(package, next(role for role in Role if proposal_note(role) in roles)))
    return frozenset(noted)


def _answers(table: Element) -> Iterator[Element]:
    """Yield the paragraphs of the body's cells; the first column names the rows."""
    for row in table.iter(TR):
        if row.find("w:trPr/w:tblHeader", NAMESPACES) is None:
            for cell in list(row.iter(TC))[1:]:
                yield from paragraphs(cell)


def _role(paragraph: Element, proposed: Mapping[Element, Role | None], package: Package) -> str:
    """Return the line that tells who must answer: the same for all answers of a wholly proposed table; empty if decided."""
    if _is_note(paragraph, package):
        return paragraph_text(paragraph)
    if paragraph in proposed:
        return proposal_note(proposed[paragraph])
    if not _is_marked(paragraph, package):
        return ""
    before = paragraph.getprevious()  # of Markdown the line stands before the first of its paragraphs
    while before is not None and not _is_note(before, package):
        before = before.getprevious()
    return "" if before is None else paragraph_text(before)


def _is_note(paragraph: Element, package: Package) -> bool:
    return paragraph.tag == P and style_of(paragraph) == package.styles.find(PROPOSAL_NOTE)


def _is_marked(paragraph: Element, package: Package) -> bool:
    """Say whether every word stands in the style of proposals."""
    style = package.styles.find(PROPOSAL)
    runs = [run for run in own(paragraph, R) if any((node.text or "").strip() for node in run.iterchildren(T))]
    return bool(runs) and all(value(run, "w:rPr/w:rStyle") == style for run in runs)


def _remove(paragraph: Element) -> None:
    parent = paragraph.getparent()
    assert parent is not None
    parent.remove(paragraph)
