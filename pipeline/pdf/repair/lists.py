"""Lists: nested as they are seen, with labels and their kind of numbering (ISO 14289-1, 7.6; ISO 32000-1, 14.8.4.3.3).

LibreOffice 7.4 puts the label into the body, and both 7.4 and 25.2 write a list of another style as a list of its own,
even where it is seen as a deeper level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pikepdf

from pipeline.pdf.structure import Element, Marked, new_element
from pipeline.pdf.tagged import TaggedPdf

_SAME_INDENT = 4.0
"""Points by which items of one level may differ."""
_CONTINUED = re.compile(r"List Continue.*|Listenfortsetzung.*")
_ORDERED = re.compile(
    r"[(\[]?(?:\d+\.)*(?:(?P<decimal>\d+)|(?P<letter>[a-z])|(?P<roman>[ivxlcdm]+))[.)\]]*", re.IGNORECASE
)
_FIRST = re.compile(r"[(\[]?(?:1|a|i)[.)\]]*", re.IGNORECASE)
_LONGEST_LABEL = 12


@dataclass(slots=True)
class _Item:
    """An ``LI``, or a paragraph that continues one."""

    element: Element
    indent: float
    label: str
    owner: Element | None
    """The list LibreOffice put it in; ``None`` for a continuing paragraph."""


@dataclass(slots=True)
class _Level:
    indent: float
    made: Element
    owner: Element
    ordered: bool
    interrupted: bool = False
    """Whether a deeper list or a continuing paragraph stood since its last item."""


def nest_lists(draft: TaggedPdf) -> None:
    """Rebuild each run of neighbouring flat lists as nested lists with ``Lbl`` and ``LBody``."""
    for element in list(draft.structure.walk()):
        if any(_is_flat_list(draft, kid) for kid in element.kids):
            element.kids = _rebuilt(draft, element.kids)


def _rebuilt(draft: TaggedPdf, kids: list[Any]) -> list[Any]:
    result: list[Any] = []
    run: list[_Item] = []
    for kid in kids:
        if _is_flat_list(draft, kid):
            run += [_item(draft, item, kid) for item in kid.elements()]
        elif run and isinstance(kid, Element) and _CONTINUED.fullmatch(kid.role):
            run.append(_Item(kid, _indent(draft, list(draft.leaves(kid))), "", None))
        else:
            result += [*_nested(draft, run), kid]
            run = []
    return result + _nested(draft, run)


def _is_flat_list(draft: TaggedPdf, kid: object) -> bool:
    kind = draft.structure.kind
    return isinstance(kid, Element) and kind(kid) == "L" and all(kind(item) == "LI" for item in kid.elements())


def _item(draft: TaggedPdf, item: Element, owner: Element) -> _Item:
    """Take the label out of the body, where it is the first marked content of the first paragraph."""
    parts = {draft.structure.kind(part): part for part in item.elements()}
    body = parts.get("LBody")
    leaves = list(draft.leaves(body)) if body else []
    if "Lbl" in parts:
        return _Item(item, _indent(draft, leaves), draft.text(parts["Lbl"]), owner)
    paragraph = next(iter(body.elements()), None) if body else None
    first = paragraph.kids[0] if paragraph and paragraph.kids else None
    label = draft.text(first) if isinstance(first, Marked) else ""
    if paragraph is None or not isinstance(first, Marked) or not _is_label(label):
        return _Item(item, _indent(draft, leaves), "", owner)
    paragraph.kids.remove(first)
    item.kids.insert(0, new_element(draft.pdf, "Lbl", [first]))
    return _Item(item, _indent(draft, leaves[1:] or leaves), label, owner)


def _is_label(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_LABEL and (
        bool(_ORDERED.fullmatch(text)) or not any(map(str.isalnum, text)) or text == "o"
    )


def _indent(draft: TaggedPdf, leaves: list[Marked]) -> float:
    box = next((box for leaf in leaves if (box := draft.box(leaf)) is not None), None)
    return box[0] if box else 0.0


def _nested(draft: TaggedPdf, run: list[_Item]) -> list[Element]:
    """Build lists from items by their indents; the outermost are returned."""
    outermost: list[Element] = []
    levels: list[_Level] = []
    for item in run:
        while levels and (
            item.indent < levels[-1].indent - _SAME_INDENT and (len(levels) > 1 or item.owner is not None)
        ):
            levels.pop()
        if item.owner is None:
            _last_body(draft, levels[-1]).kids.append(item.element)
            levels[-1].interrupted = True
            continue
        ordered = bool(_ORDERED.fullmatch(item.label)) and item.label != "o"
        if (
            levels
            and abs(item.indent - levels[-1].indent) <= _SAME_INDENT
            and not _continues(levels[-1], item, ordered)
        ):
            levels.pop()
        if not levels or item.indent > levels[-1].indent + _SAME_INDENT:
            made = new_element(draft.pdf, "L")
            made.source.A = pikepdf.Dictionary(
                O=pikepdf.Name.List, ListNumbering=_numbering(item.label, ordered=ordered)
            )
            if levels:
                _last_body(draft, levels[-1]).kids.append(made)
                levels[-1].interrupted = True
            else:
                outermost.append(made)
            levels.append(_Level(item.indent, made, item.owner, ordered))
        levels[-1].made.kids.append(item.element)
        levels[-1].owner, levels[-1].interrupted = item.owner, False
    return outermost


def _continues(level: _Level, item: _Item, ordered: bool) -> bool:
    if item.owner is level.owner:
        return True
    return level.interrupted and level.ordered == ordered and not (ordered and _FIRST.fullmatch(item.label))


def _last_body(draft: TaggedPdf, level: _Level) -> Element:
    item = level.made.elements()[-1]
    body = next((part for part in item.elements() if draft.structure.kind(part) == "LBody"), None)
    if body is None:
        body = new_element(draft.pdf, "LBody")
        item.kids.append(body)
    return body


def _numbering(label: str, *, ordered: bool) -> pikepdf.Name:
    """The value of ``ListNumbering`` (ISO 32000-1, table 347)."""
    if not label:
        return pikepdf.Name("/None")
    match = _ORDERED.fullmatch(label) if ordered else None
    if match is None:
        return pikepdf.Name.Disc
    if match["decimal"]:
        return pikepdf.Name.Decimal
    letters = match["letter"] or match["roman"]
    kind = "Alpha" if match["letter"] and letters.lower() != "i" else "Roman"
    return pikepdf.Name(f"/{'Upper' if letters.isupper() else 'Lower'}{kind}")
