"""Lists: items with label and body, and the kind of numbering."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language import tr
from pipeline.pdf.rules.finding import PdfFinding
from pipeline.pdf.structure import Element
from pipeline.pdf.tagged import TaggedPdf

_PARENTS = {"LI": ("UA1:7.2-17", {"L"}), "LBody": ("UA1:7.2-18", {"LI"}), "TOCI": ("UA1:7.2-26", {"TOC"})}
_KIDS = {
    "L": ("UA1:7.2-19", {"L", "LI", "Caption"}),
    "LI": ("UA1:7.2-20", {"Lbl", "LBody"}),
    "TOC": ("UA1:7.2-27", {"TOC", "TOCI", "Caption"}),
}


def check_lists(tagged: TaggedPdf) -> Iterator[PdfFinding]:
    """Yield findings on lists and tables of contents (ISO 14289-1, 7.2 and 7.6)."""
    kind, kids = tagged.structure.kind, tagged.structure.kids
    parents = tagged.structure.parents()
    for element in tagged.structure.walk():
        rule, allowed = _PARENTS.get(kind(element), ("", set[str]()))
        parent = parents.get(id(element))
        if rule and (parent is None or kind(parent) not in allowed):
            yield _finding(tagged, element, rule)
        rule, allowed = _KIDS.get(kind(element), ("", set[str]()))
        if rule and any(kind(kid) not in allowed for kid in kids(element)):
            yield _finding(tagged, element, rule)
        if kind(element) == "LI" and not any(kind(kid) == "LBody" for kid in kids(element)):
            yield _finding(tagged, element, "UA1:7.6")
        labelled = any(kind(part) == "Lbl" for item in kids(element) for part in kids(item))
        if kind(element) == "L" and labelled and element.attribute("List", "ListNumbering") is None:
            yield PdfFinding(
                "UA1:7.6",
                tr("Eine Liste sagt nicht, wie sie gezählt wird („{text}“).", text=tagged.text(element)[:60]),
                tr("Das Dokument mit „build“ neu erzeugen."),
                _page(tagged, element),
            )


def _finding(tagged: TaggedPdf, element: Element, rule: str) -> PdfFinding:
    return PdfFinding(
        rule,
        tr(
            "Eine Liste ist nicht in Punkte mit Zeichen und Text gegliedert („{text}“).", text=tagged.text(element)[:60]
        ),
        tr("In Word die Listen-Formatvorlagen verwenden, keine von Hand getippten Striche oder Nummern."),
        _page(tagged, element),
    )


def _page(tagged: TaggedPdf, element: Element) -> int | None:
    return next((leaf.page + 1 for leaf in tagged.leaves(element)), None)
