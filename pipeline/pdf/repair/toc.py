"""The table of contents is tagged as one, each entry one link over its whole line (ISO 32000-1, 14.8.4.3 and 14.8.4.4.2).

LibreOffice writes the entries as paragraphs of the styles ``Contents 1`` … and makes a link of the page number alone.
"""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from pipeline.pdf.structure import Element, Reference, new_element
from pipeline.pdf.tagged import TaggedPdf

_ENTRY = re.compile(r"(?:Contents|TOC) ([1-9])")


def tag_contents(draft: TaggedPdf) -> None:
    """Put each run of entries into a ``TOC``, each entry into a ``TOCI``, deeper levels into a ``TOC`` of their own."""
    for element in list(draft.structure.walk()):
        if draft.structure.kind(element) not in ("TOC", "TOCI") and any(_level(kid) for kid in element.kids):
            element.kids = _with_contents(draft, element)


def _with_contents(draft: TaggedPdf, parent: Element) -> list[Any]:
    kids: list[Any] = []
    open_tables: list[Element] = []
    for kid in parent.kids:
        level = _level(kid)
        if not level or not isinstance(kid, Element):
            open_tables = []
            kids.append(kid)
            continue
        _make_one_link(draft, kid)
        if not open_tables:
            open_tables = [new_element(draft.pdf, "TOC")]
            kids.append(open_tables[0])
        del open_tables[level:]
        if len(open_tables) < level:  # a level that is left out gets no table of its own
            deeper = new_element(draft.pdf, "TOC")
            open_tables[-1].kids.append(deeper)
            open_tables += [deeper] * (level - len(open_tables))
        open_tables[-1].kids.append(new_element(draft.pdf, "TOCI", [kid]))
    return kids


def _level(kid: object) -> int:
    match = _ENTRY.fullmatch(kid.role) if isinstance(kid, Element) else None
    return int(match[1]) if match else 0


def _make_one_link(draft: TaggedPdf, entry: Element) -> None:
    """Join the links of an entry that all lead to one place, and let the rectangle cover the whole line."""
    references = [kid for link in entry.elements() for kid in link.kids if isinstance(kid, Reference)]
    if not references or len({str(reference.target.get("/Dest")) for reference in references}) != 1:
        return
    leaves = list(draft.leaves(entry))
    chosen = references[0]
    for spare in references[1:]:
        if spare.target.objgen != chosen.target.objgen:
            _remove_annotation(draft, spare)
    entry.kids = [new_element(draft.pdf, "Link", [*leaves, chosen])]
    box = draft.box(*(leaf for leaf in leaves if leaf.page == chosen.page))
    if box is not None:
        chosen.target.Rect = pikepdf.Array([round(number, 3) for number in box])
    title, page = draft.text(*leaves[:-1]), draft.text(*leaves[-1:])
    described = f"{title}, Seite {page}" if title and page.isdecimal() else draft.text(entry)
    chosen.target.Contents = pikepdf.String(described)


def _remove_annotation(draft: TaggedPdf, reference: Reference) -> None:
    page = draft.pdf.pages[reference.page].obj
    page.Annots = pikepdf.Array([other for other in page.Annots if other.objgen != reference.target.objgen])
