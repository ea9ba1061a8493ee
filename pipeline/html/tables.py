"""Tables that a screen reader can read and a telephone can show."""

from __future__ import annotations

from lxml import etree

FACTS = ["Angabe", "Inhalt"]
"""Columns of a table of facts."""


def prepare_tables(body: etree._Element) -> None:
    """Name the columns of each table for screen readers, and on each cell for narrow screens.

    The first cell is the row's name and needs no label; nor does what a table of facts says of each.

    On a narrow screen the style sheet sets rows as blocks; that would take the table's meaning from some screen readers, so
    the roles are written out (WAI-ARIA 1.2, table).
    """
    for table in body.iter("table"):
        table.set("role", "table")
        for group in table.iter("thead", "tbody"):
            group.set("role", "rowgroup")
        names = [_text(cell) for cell in table.iter("th")]
        for row in table.iter("tr"):
            row.set("role", "row")
            for index, cell in enumerate(row):
                _single_paragraph(cell)
                if cell.tag == "th":
                    cell.set("scope", "col")
                    cell.set("role", "columnheader")
                else:
                    cell.set("role", "cell")
                    if 0 < index < len(names) and names[index] and names != FACTS:
                        cell.set("data-spalte", names[index])


def _single_paragraph(cell: etree._Element) -> None:
    """Take the paragraph away where it is a cell's only content."""
    if len(cell) == 1 and cell[0].tag == "p" and not (cell.text or "").strip() and not (cell[0].tail or "").strip():
        paragraph = cell[0]
        cell.text = paragraph.text
        cell.remove(paragraph)
        for child in list(paragraph):
            cell.append(child)


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())
