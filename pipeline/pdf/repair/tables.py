"""Header cells say for what they are the header (ISO 14289-1, 7.5)."""

from __future__ import annotations

import pikepdf

from pipeline.pdf.structure import Element
from pipeline.pdf.tagged import TaggedPdf


def restore_headers(draft: TaggedPdf) -> None:
    """Make the first row of a table that has no header cell one of header cells.

    LibreOffice 7.4 forgets them where a short table moves to the next page as a whole. Every table of ours has a header row: the
    linter of templates refuses others.
    """
    for table in draft.structure.walk():
        if draft.structure.kind(table) == "Table":
            rows = _rows(draft, table)
            cells = [cell for row in rows for cell in row.elements()]
            if len(rows) > 1 and all(draft.structure.kind(cell) == "TD" for cell in cells):
                for cell in rows[0].elements():
                    cell.role = "TH"


def set_scopes(draft: TaggedPdf) -> None:
    """Give each ``TH`` without ``Scope`` one: ``Column`` in the rows of headers at the top, else ``Row``."""
    for table in draft.structure.walk():
        if draft.structure.kind(table) == "Table":
            at_top = True
            for row in _rows(draft, table):
                kinds = [draft.structure.kind(cell) for cell in row.elements()]
                at_top = at_top and "TD" not in kinds
                for cell, kind in zip(row.elements(), kinds, strict=True):
                    if kind == "TH" and cell.attribute("Table", "Scope") is None:
                        _add_scope(cell, "Column" if at_top else "Row")


def _rows(draft: TaggedPdf, table: Element) -> list[Element]:
    rows: list[Element] = []
    for kid in table.elements():
        kind = draft.structure.kind(kid)
        if kind == "TR":
            rows.append(kid)
        elif kind in ("THead", "TBody", "TFoot"):
            rows += kid.elements()
    return rows


def _add_scope(cell: Element, scope: str) -> None:
    attribute = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name(f"/{scope}"))
    before = cell.source.get("/A")
    others = list(before) if isinstance(before, pikepdf.Array) else [] if before is None else [before]
    cell.source.A = pikepdf.Array([*others, attribute])
