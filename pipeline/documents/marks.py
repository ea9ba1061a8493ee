"""Tokens inside paragraphs become runs: proposals and open questions in their styles, links, line breaks.

A proposed value is followed by „[Vorschlag, noch nicht beschlossen]“, once at the end of its paragraph or cell. Where whole
neighbouring paragraphs are proposed, such as the items of a list, or a whole table, one line before them says so instead.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.documents import markers
from pipeline.documents.ooxml import (
    HYPERLINK,
    R_PR,
    TC,
    Element,
    R,
    T,
    make,
    own,
    paragraphs,
)
from pipeline.documents.package import Package
from pipeline.documents.proposed_tables import note_tables
from pipeline.documents.prose import has_note, note_paragraph
from pipeline.documents.runs import Piece, elements_of
from pipeline.documents.styles import NOTE, OPEN_POINT, PROPOSAL
from pipeline.dossier.answers import Role
from pipeline.errors import InputError, Problem
from pipeline.language import tr

LABEL = "[Vorschlag, noch nicht beschlossen]"
SHORT_OPEN = "[offen]"
"""What stands for a question that the same paragraph has already asked."""

_SPECIAL = re.compile("[\ue000-\ue0ff\n\t]")


@dataclass(frozen=True, slots=True)
class _Proposed:
    """A paragraph with proposed values: who must answer, and whether it holds nothing else."""

    paragraph: Element
    role: Role | None
    whole: bool


def finish_marks(package: Package) -> None:
    """Replace all tokens in the paragraphs of ``package`` and label what is proposed.

    Raises:
        InputError: a style is missing, or a template has cut a token.
    """
    for part in package.stories:
        proposed = []
        for paragraph in list(paragraphs(package.tree(part))):
            text = "".join(node.text or "" for node in own(paragraph, T))
            if _SPECIAL.search(text):
                try:
                    mark = _finish(paragraph, text, package, part)
                except ValueError as error:
                    raise InputError(_cut(text, package.file)) from error
                proposed += [mark] if mark else []
        noted = note_tables(package, part, {mark.paragraph: mark.role for mark in proposed if mark.whole})
        _label([mark for mark in proposed if mark.paragraph not in noted], package)


def _finish(paragraph: Element, text: str, package: Package, part: str) -> _Proposed | None:
    asked: set[str] = set()
    for run in list(own(paragraph, R)):
        if not any(_SPECIAL.search(node.text or "") for node in run.iterchildren(T)):
            continue
        for element in _replacement(run, package, part, asked):
            run.addprevious(element)
        parent = run.getparent()
        assert parent is not None
        parent.remove(run)
    roles = list(_proposals(text))
    if not roles:
        return None
    whole = all(not isinstance(piece, str) or not piece.strip() for piece in markers.split(text))
    return _Proposed(paragraph, roles[0], whole and len(set(roles)) == 1)


def _replacement(run: Element, package: Package, part: str, asked: set[str]) -> Iterator[Element]:
    """Yield what takes the place of ``run``: its texts in pieces, its other content in runs of its own."""
    formatting = run.find(R_PR)
    in_link = next(run.iterancestors(HYPERLINK), None) is not None
    for child in list(run):
        if child.tag == R_PR:
            continue
        if child.tag == T:
            pieces = [
                Piece(piece.text, "" if in_link else piece.style, "" if in_link else piece.address)
                for piece in _pieces(child.text or "", asked)
            ]
            yield from elements_of(pieces, package, part, formatting)
        else:
            other = make("w:r")
            if formatting is not None:
                other.append(copy.deepcopy(formatting))
            other.append(child)
            yield other


def _pieces(text: str, asked: set[str], style: str = "", address: str = "") -> Iterator[Piece]:
    for piece in markers.split(text):
        if isinstance(piece, str):
            yield Piece(piece, style, address)
        elif piece.kind == markers.LINK:
            yield from _pieces(piece.fields[1], asked, style, piece.fields[0])
        elif piece.kind == markers.PROPOSED:
            yield from _pieces(piece.fields[1], asked, PROPOSAL, address)
        elif piece.kind == markers.OPEN:
            question = piece.fields[0]
            yield Piece(SHORT_OPEN if question in asked else question, OPEN_POINT)
            asked.add(question)
        else:
            raise ValueError("an anchor inside a paragraph")


def _proposals(text: str) -> Iterator[Role | None]:
    for piece in markers.split(text):
        if isinstance(piece, markers.Token):
            if piece.kind == markers.PROPOSED:
                yield markers.role_of(piece.fields[0])
            elif piece.kind == markers.LINK:
                yield from _proposals(piece.fields[1])


def _label(proposed: list[_Proposed], package: Package) -> None:
    for group in _groups(proposed):
        first = group[0].paragraph
        if len(group) > 1 and all(mark.whole for mark in group):
            if not has_note(first, package):
                first.addprevious(note_paragraph(package, group[0].role))
        elif not has_note(first, package):
            label = [Piece(" "), Piece(LABEL, NOTE)]
            group[-1].paragraph.extend(elements_of(label, package, package.main, None))


def _groups(proposed: list[_Proposed]) -> Iterator[list[_Proposed]]:
    """Yield what shares one label: neighbours that are proposed as a whole, or all of one cell, or one paragraph."""
    group: list[_Proposed] = []
    for mark in proposed:
        if group and _together(group[-1], mark):
            group.append(mark)
            continue
        if group:
            yield group
        group = [mark]
    if group:
        yield group


def _together(before: _Proposed, after: _Proposed) -> bool:
    if before.whole and after.whole and before.role == after.role and after.paragraph.getprevious() is before.paragraph:
        return True
    cell = next(after.paragraph.iterancestors(TC), None)
    if cell is None or cell is not next(before.paragraph.iterancestors(TC), None):
        return False
    return not (before.whole and after.whole)


def _cut(text: str, file: str) -> Problem:
    shown = re.sub("[\ue000-\ue0ff]", "", text)[:80]
    return Problem(
        tr("Ein Wert ist beim Drucken zerschnitten worden, hier: „{text}“.", text=shown),
        tr("Filter wie „|replace“ oder Teilstücke („[:10]“) nicht auf Links, Markdown und offene Punkte anwenden."),
        file=file,
    )
