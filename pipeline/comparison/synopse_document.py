"""The rows of the Synopse, written into the table of its Word template."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from lxml import etree

from pipeline.comparison.marked_text import STYLES, run
from pipeline.comparison.opc import load, w
from pipeline.comparison.synopse import ShownRow
from pipeline.comparison.words import Fragment
from pipeline.errors import InputError
from pipeline.language import in_german, tr

ANCHOR = "⟦Zeilen⟧"
"""Text of the first cell of the row that stands for all rows."""
_LONG = 700
"""A row with more characters than this on one side may go over to the next page; the others stay whole."""


@in_german()
def with_rows(docx: bytes, rows: Sequence[ShownRow]) -> bytes:
    """Return the Synopse with its rows: words that went and came in character styles that do not rely on colour.

    Args:
        docx: the rendered template; one table row holds :data:`ANCHOR`.
        rows: the rows to print.

    Raises:
        InputError: the template has no such row.
    """
    package = load(docx)
    root = package.tree("word/document.xml")
    sample = next((row for row in root.iter(w("tr")) if ANCHOR in _text(row)), None)
    if sample is None:
        raise InputError(tr("Der Vorlage „synopse.docx“ fehlt die Zeile für die Einträge."))
    parent = sample.getparent()
    assert parent is not None
    at = parent.index(sample)
    empty = [ShownRow("", "unchanged", (), (), tr("(keine Änderung)"), tr("(keine Änderung)"))]
    for offset, row in enumerate(rows or empty):
        parent.insert(at + offset, _row(sample, row))
    parent.remove(sample)
    return package.save()


def _row(sample: etree._Element, row: ShownRow) -> etree._Element:
    made = copy.deepcopy(sample)
    cells = list(made.iter(w("tc")))
    old: Sequence[Fragment] = row.old or (Fragment(row.placeholder_old or "–", "equal"),)
    new: Sequence[Fragment] = row.new or (Fragment(row.placeholder_new or "–", "equal"),)
    plain = (Fragment(row.chapter, "equal"),), old, new, (Fragment(row.remark, "equal"),)
    for cell, fragments in zip(cells, plain, strict=True):
        _fill(cell, fragments)
    if max(sum(len(fragment.text) for fragment in side) for side in (old, new)) > _LONG:
        for mark in list(made.iter(w("cantSplit"))):
            mark.getparent().remove(mark)  # type: ignore[union-attr]
    return made


def _fill(cell: etree._Element, fragments: Sequence[Fragment]) -> None:
    """Write fragments into a cell; a line feed begins a new paragraph, a tab stays one."""
    paragraphs = list(cell.iter(w("p")))
    pattern = copy.deepcopy(paragraphs[0])
    for child in list(pattern):
        if child.tag != w("pPr"):
            pattern.remove(child)
    for child in list(cell):
        if child.tag != w("tcPr"):
            cell.remove(child)
    current = copy.deepcopy(pattern)
    cell.append(current)
    for fragment in _trimmed(fragments):
        for index, line in enumerate(fragment.text.split("\n")):
            if index:
                current = copy.deepcopy(pattern)
                cell.append(current)
            if line:
                current.append(run(line, STYLES.get(fragment.kind, "")))
    for paragraph in list(cell.iter(w("p"))):
        if not _text(paragraph) and len(list(cell.iter(w("p")))) > 1:
            cell.remove(paragraph)


def _trimmed(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Return the fragments without the line feeds that end a block."""
    kept = list(fragments)
    while kept and not kept[-1].text.strip("\n"):
        kept.pop()
    if kept:
        kept[-1] = Fragment(kept[-1].text.rstrip("\n"), kept[-1].kind)
    return kept


def _text(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(w("t")))
