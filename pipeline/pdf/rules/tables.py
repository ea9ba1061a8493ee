"""Tables: rows of cells, header cells that say for what they are the header."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language import tr
from pipeline.pdf.rules.finding import PdfFinding
from pipeline.pdf.structure import Element
from pipeline.pdf.tagged import TaggedPdf

_IN_TABLE = {"TR", "THead", "TBody", "TFoot", "Caption"}
_PARENTS = {
    "TR": ("UA1:7.2-4", {"Table", "THead", "TBody", "TFoot"}),
    "TH": ("UA1:7.2-8", {"TR"}),
    "TD": ("UA1:7.2-9", {"TR"}),
}


def check_tables(tagged: TaggedPdf) -> Iterator[PdfFinding]:
    """Yield findings on tables (ISO 14289-1, 7.2 and 7.5)."""
    kind = tagged.structure.kind
    parents = tagged.structure.parents()
    for element in tagged.structure.walk():
        rule, allowed = _PARENTS.get(kind(element), ("", set[str]()))
        parent = parents.get(id(element))
        if rule and (parent is None or kind(parent) not in allowed):
            yield _misplaced(tagged, element, rule)
        if kind(element) == "Table":
            yield from _table(tagged, element)


def _table(tagged: TaggedPdf, table: Element) -> Iterator[PdfFinding]:
    kind, kids = tagged.structure.kind, tagged.structure.kids
    page = next((leaf.page + 1 for leaf in tagged.leaves(table)), None)
    if any(kind(kid) not in _IN_TABLE for kid in kids(table)):
        yield _misplaced(tagged, table, "UA1:7.2-3")
        return
    groups = [kid for kid in kids(table) if kind(kid) in ("THead", "TBody", "TFoot")]
    rows = [row for group in groups for row in kids(group)]
    rows = rows or [kid for kid in kids(table) if kind(kid) == "TR"]
    if any(kind(cell) not in ("TH", "TD") for row in rows for cell in kids(row)):
        yield _misplaced(tagged, table, "UA1:7.2-10")
        return
    headers = [cell for row in rows for cell in kids(row) if kind(cell) == "TH"]
    if not headers:
        yield PdfFinding(
            "UA1:7.5",
            tr("Eine Tabelle hat keine Kopfzeile („{text}“).", text=tagged.text(table)[:60]),
            tr("In Word für die erste Zeile „Gleiche Kopfzeile auf jeder Seite wiederholen“ einschalten."),
            page,
        )
    elif any(cell.attribute("Table", "Scope") is None and "/ID" not in cell.source for cell in headers):
        yield PdfFinding(
            "UA1:7.5-1",
            tr("Kopfzellen einer Tabelle sagen nicht, ob sie für eine Spalte oder eine Zeile gelten."),
            tr("Das Dokument mit „build“ neu erzeugen."),
            page,
        )
    if len(set(_widths(tagged, rows))) > 1:
        yield PdfFinding(
            "UA1:7.2-43",
            tr("Die Zeilen einer Tabelle haben verschieden viele Zellen."),
            tr("Verbundene Zellen in der Vorlage trennen."),
            page,
        )


def _widths(tagged: TaggedPdf, rows: list[Element]) -> list[int]:
    """Return the number of columns of each row, cells that span rows and columns counted where they reach."""
    widths = [0] * len(rows)
    for number, row in enumerate(rows):
        for cell in tagged.structure.kids(row):
            columns = int(cell.attribute("Table", "ColSpan") or 1)
            down = int(cell.attribute("Table", "RowSpan") or 1)
            for reached in range(number, min(number + down, len(rows))):
                widths[reached] += columns
    return widths


def _misplaced(tagged: TaggedPdf, element: Element, rule: str) -> PdfFinding:
    page = next((leaf.page + 1 for leaf in tagged.leaves(element)), None)
    return PdfFinding(
        rule,
        tr("Zeilen oder Zellen einer Tabelle stehen nicht so ineinander, wie ein Vorleseprogramm es erwartet."),
        tr("Die Tabelle in der Vorlage neu anlegen; keine Tabellen in Tabellen, keine verbundenen Zellen."),
        page,
    )
