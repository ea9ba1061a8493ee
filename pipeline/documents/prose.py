"""Markdown fields in Word: the anchor paragraph of each is replaced by paragraphs, lists and links in the template's styles."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.documents import markers
from pipeline.documents.markdown import Block, List, Paragraph, parse_markdown
from pipeline.documents.ooxml import (
    P_PR,
    R_PR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    Element,
    P,
    R,
    T,
    make,
    own,
    paragraphs,
    qn,
    style_of,
    value,
)
from pipeline.documents.package import Package
from pipeline.documents.printing import DASH
from pipeline.documents.runs import Piece, elements_of
from pipeline.documents.styles import PROPOSAL, PROPOSAL_NOTE, set_style
from pipeline.dossier.answers import ROLE_TITLES, Role
from pipeline.errors import InputError, Problem
from pipeline.language import tr

_DEEPEST = 9


def proposal_note(role: Role | None) -> str:
    """Return the line that stands before a proposed block."""
    who = f" – zuständig: {ROLE_TITLES[role]}" if role else ""
    return f"Vorschlag, noch nicht beschlossen{who}"


def note_paragraph(package: Package, role: Role | None) -> Element:
    """Return that line as a paragraph in its style."""
    paragraph = make("w:p")
    properties = make("w:pPr")
    set_style(properties, "w:pStyle", package.styles.id_of(PROPOSAL_NOTE))
    paragraph.append(properties)
    paragraph.extend(elements_of([Piece(proposal_note(role))], package, package.main, None))
    return paragraph


def has_note(paragraph: Element, package: Package) -> bool:
    """Say whether the template itself says it: a control around the paragraph begins with a line in the note's style."""
    style = package.styles.find(PROPOSAL_NOTE)
    for control in paragraph.iterancestors(SDT):
        content = control.find(SDT_CONTENT)
        first = content[0] if content is not None and len(content) else None
        if first is not None and first is not paragraph and first.tag == P and style_of(first) == style:
            return True
    return False


def replace_anchors(package: Package) -> None:
    """Replace every anchor of a Markdown field in body, headers, footers and notes.

    Raises:
        InputError: an anchor does not stand alone in its paragraph, a style is missing, or the Markdown of a field holds
            something that a document cannot show.
    """
    problems: list[Problem] = []
    for part in package.stories:
        for paragraph in list(paragraphs(package.tree(part))):
            text = "".join(node.text or "" for node in own(paragraph, T))
            if markers.BLOCK not in text:
                continue
            pieces = [piece for piece in markers.split(text) if isinstance(piece, markers.Token) or piece.strip()]
            try:
                if len(pieces) != 1 or not isinstance(pieces[0], markers.Token):
                    raise InputError(_not_alone(text, package.file))
                path, mark, source = pieces[0].fields
                _Anchor(package, part, paragraph, markers.role_of(mark)).fill(parse_markdown(source, path))
            except InputError as error:
                problems += error.problems
    if problems:
        raise InputError(problems)


@dataclass(frozen=True, slots=True)
class _Item:
    """The form of a list item's paragraph: style, and for numbers the list and its level."""

    style: str
    number: str = ""
    level: str = "0"


class _Anchor:
    """One anchor paragraph and what is built in its place."""

    def __init__(self, package: Package, part: str, paragraph: Element, role: Role | None) -> None:
        self._package = package
        self._part = part
        self._role = role
        self._paragraph = paragraph
        self._style = value(paragraph, "w:pPr/w:pStyle")
        run = next(own(paragraph, R), None)
        formatting = run.find(R_PR) if run is not None else None
        self._formatting = copy.deepcopy(formatting) if formatting is not None else None
        # An anchor in a list style is itself an item: its text is that item, and lists in it are one level deeper.
        name = package.styles.name_of(self._style)
        found = re.fullmatch(r"list (?:bullet|number)\s?(\d?)", name, re.IGNORECASE)
        self._depth = int(found[1] or 1) if found else 0

    def fill(self, blocks: Sequence[Block]) -> None:
        """Put the paragraphs of ``blocks`` in the place of the anchor."""
        noted = self._role is None or has_note(self._paragraph, self._package)
        new = [] if noted else [note_paragraph(self._package, self._role)]
        new += self._built(blocks or [Paragraph((Piece(DASH),))], self._depth, None)
        place = self._block_place()
        for element in new:
            place.addprevious(element)
        parent = place.getparent()
        assert parent is not None
        parent.remove(place)

    def _block_place(self) -> Element:
        """Return the anchor; a control inside the anchor is put around it, so that its tag is not lost."""
        inner = self._paragraph.find(SDT)
        if inner is None:
            return self._paragraph
        control, content = make("w:sdt"), make("w:sdtContent")
        properties = inner.find(SDT_PR)
        if properties is not None:
            control.append(copy.deepcopy(properties))
        control.append(content)
        self._paragraph.addprevious(control)
        inner_content = inner.find(SDT_CONTENT)
        for child in list(inner_content) if inner_content is not None else []:
            inner.addprevious(child)
        self._paragraph.remove(inner)
        content.append(self._paragraph)
        return self._paragraph

    def _built(self, blocks: Sequence[Block], depth: int, first: _Item | None) -> list[Element]:
        """Build ``blocks``; ``first`` is the form of the first paragraph of a list item."""
        result: list[Element] = []
        for number, block in enumerate(blocks):
            if isinstance(block, List):
                result += self._list(block, depth + 1)
            elif number == 0 and first is not None:
                result.append(self._text(block, first))
            elif depth and (number or first):
                result.append(self._text(block, _Item(self._list_style("List Continue", depth))))
            else:
                result.append(self._text(block, None))
        return result

    def _list(self, block: List, depth: int) -> list[Element]:
        style = self._list_style("List Number" if block.ordered else "List Bullet", depth)
        form = self._restarted(style, block.start) if block.ordered else _Item(style)
        result: list[Element] = []
        for item in block.items:
            text_first = bool(item) and isinstance(item[0], Paragraph)
            # An item without words of its own keeps its mark, or the list beneath would hang in the air.
            result += self._built(item if text_first else [Paragraph((Piece(DASH),)), *item], depth, form)
        return result

    def _text(self, block: Paragraph, form: _Item | None) -> Element:
        paragraph = make("w:p")
        existing = self._paragraph.find(P_PR)
        properties = make("w:pPr") if form or existing is None else copy.deepcopy(existing)
        if form:
            set_style(properties, "w:pStyle", form.style)
        if form and form.number:
            numbering = make("w:numPr")
            numbering.append(make("w:ilvl", val=form.level))
            numbering.append(make("w:numId", val=form.number))
            properties.append(numbering)
        if len(properties):
            paragraph.append(properties)
        pieces = list(block.pieces) or [Piece(DASH)]
        if self._role:
            pieces = [Piece(p.text, PROPOSAL, p.address, p.bold, p.italic) for p in pieces]
        paragraph.extend(elements_of(pieces, self._package, self._part, self._formatting))
        return paragraph

    def _list_style(self, name: str, depth: int) -> str:
        """Return the style of a list at ``depth``, or of the deepest level that the template has."""
        for level in range(min(depth, _DEEPEST), 1, -1):
            found = self._package.styles.find(f"{name} {level}")
            if found:
                return found
        return self._package.styles.id_of(name)

    def _restarted(self, style: str, start: int) -> _Item:
        """Return the form of the items of a new list that counts from ``start`` and looks like the list of ``style``."""
        root = self._package.numbering
        base = self._package.styles.inherited(style, "w:pPr/w:numPr/w:numId")
        numbers = root.findall(qn("w:num")) if root is not None else []
        abstract = next((value(n, "w:abstractNumId") for n in numbers if n.get(qn("w:numId")) == base), "")
        if root is None or not abstract:
            name = self._package.styles.name_of(style)
            raise InputError(
                Problem(
                    tr("Die Formatvorlage „{name}“ hat keine Nummerierung.", name=name),
                    tr("Die Formatvorlage in Word mit einer Liste mit mehreren Ebenen verbinden."),
                    file=self._package.file,
                )
            )
        new = str(max(int(key) for key in (n.get(qn("w:numId"), "") for n in numbers) if key.isdecimal()) + 1)
        level = self._package.styles.inherited(style, "w:pPr/w:numPr/w:ilvl") or "0"
        number = make("w:num", numId=new)
        number.append(make("w:abstractNumId", val=abstract))
        override = make("w:lvlOverride", ilvl=level)
        override.append(make("w:startOverride", val=str(start)))
        number.append(override)
        numbers[-1].addnext(number)
        return _Item(style, new, level)


def _not_alone(text: str, file: str) -> Problem:
    shown = re.sub(r"\s+", " ", markers.without_tokens(text))[:80]
    return Problem(
        tr("Ein Markdown-Feld („|md“) muss allein in seinem Absatz stehen, hier: „{text}“.", text=shown),
        tr("Für das Feld in der Vorlage einen eigenen Absatz anlegen."),
        file=file,
    )
