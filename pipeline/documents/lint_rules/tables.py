"""Tables that a screen reader can read and that break well over pages."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents.lint_rules.finding import Finding
from pipeline.documents.ooxml import TBL, TC, TR, Element, T, is_in, qn, value
from pipeline.documents.package import Package
from pipeline.documents.template_tags import Whereabouts
from pipeline.language import tr


def check(package: Package, where: Whereabouts) -> Iterator[Finding]:
    """Find tables without a header row, merged cells, tables in tables, rows that may split."""
    for part in package.stories:
        for table in package.tree(part).iter(TBL):
            place = str(where.of_table(table))
            if is_in(table, TBL):
                yield Finding("table", package.file, place, tr("In der Tabelle steht eine weitere Tabelle."))
            else:
                yield from _table(table, package.file, place)


def _table(table: Element, file: str, place: str) -> Iterator[Finding]:
    rows = [row for row in table.iter(TR) if not _is_loop(row)]
    if rows and rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
        yield Finding(
            "header-row",
            file,
            place,
            tr("Die Tabelle hat keine Kopfzeile."),
            tr("In Word: erste Zeile markieren, Tabellenlayout, „Überschriften wiederholen“."),
        )
    for cell in table.iter(TC):
        if (
            value(cell, "w:tcPr/w:gridSpan") not in {"", "1"}
            or cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") is not None
        ):
            yield Finding("merged", file, place, tr("Zellen sind verbunden."), tr("Die Zellen in Word teilen."))
            break
    if any(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None for row in rows):
        yield Finding(
            "row-split",
            file,
            place,
            tr("Zeilen können am Seitenende zerrissen werden."),
            tr("In den Tabelleneigenschaften „Zeilenwechsel auf Seiten zulassen“ ausschalten."),
        )


def _is_loop(row: Element) -> bool:
    return "".join(node.text or "" for node in row.iter(T)).strip().startswith("{%tr")
