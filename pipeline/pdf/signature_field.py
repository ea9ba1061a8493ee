"""Empty signature fields, tagged, in the boxes that the sign-off blocks leave for them (ISO 14289-1, 7.18.4).

The box is a table of one column: a heading cell, an empty cell, a cell with name and office. The empty cell becomes the field.
No marker text tells the place: a screen reader would read it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pikepdf

from pipeline.errors import InputError
from pipeline.language import tr
from pipeline.pdf.content import Box
from pipeline.pdf.repair.saving import save
from pipeline.pdf.structure import Element, Marked, Reference, new_element, write_structure
from pipeline.pdf.tagged import MALFORMED, TaggedPdf

MAYOR = "buergermeister"
DPO = "dsb_stellungnahme"

FIELD_TITLES: Mapping[str, str] = {
    MAYOR: "Unterschrift der Verwaltungsleitung",
    DPO: "Unterschrift der datenschutzbeauftragten Person zu ihrer Stellungnahme",
}
"""Fields by name, with what a screen reader says of them."""

LABELS: Mapping[str, str] = {"Unterschrift": MAYOR, "Unterschrift zur Stellungnahme": DPO}
"""Heading of the box → field."""

_INSET = 1.5
"""Points between the box's lines and the field."""
_SIGNATURES_APPEND_ONLY = 3
"""Flags of the form: it has signature fields, and whoever saves the file shall only append (ISO 32000-1, table 219)."""
_PRINT = 4
"""Bit of an annotation's flags: it is printed (ISO 32000-1, table 165)."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a field belongs."""

    name: str
    cell: Element
    page: int
    box: Box


def add_signature_fields(data: bytes) -> bytes:
    """Add an empty signature field to each sign-off box of an archival PDF; without such a box the PDF stays as it is.

    Args:
        data: what :func:`pipeline.pdf.archival.make_archival` returned.

    Returns:
        The PDF with its fields; the same input gives the same bytes.

    Raises:
        InputError: the PDF cannot be read.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            draft = TaggedPdf.of(pdf)
            places = {place.name: place for place in _places(draft)}
            if not places:
                return data
            fields = [_add(draft, place) for place in places.values()]
            form = pikepdf.Dictionary(Fields=pikepdf.Array(fields), SigFlags=_SIGNATURES_APPEND_ONLY)
            pdf.Root.AcroForm = pdf.make_indirect(form)
            write_structure(pdf, draft.structure)
            _kids_as_lists(draft)
            return save(pdf)
    except MALFORMED as error:
        raise InputError(tr("Die PDF-Datei ist nicht lesbar: {reason}.", reason=error)) from error


def signature_fields(data: bytes) -> Mapping[str, bool]:
    """Return the names of a PDF's signature fields, each with whether it is signed.

    Raises:
        InputError: the PDF cannot be read.
    """
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            form = pdf.Root.get("/AcroForm", {})
            return {
                str(field.get("/T", "")): "/V" in field
                for field in form.get("/Fields", [])
                if field.get("/FT") == pikepdf.Name.Sig
            }
    except (*MALFORMED, pikepdf.PasswordError) as error:
        raise InputError(tr("Die PDF-Datei ist nicht lesbar: {reason}.", reason=error)) from error


def _places(draft: TaggedPdf) -> Iterator[_Place]:
    for table in draft.structure.walk():
        if draft.structure.kind(table) != "Table":
            continue
        rows = [row for row in draft.structure.kids(table) if row.elements()]
        for head, below in pairwise(rows):
            cell = below.elements()[0]
            leaves = list(draft.leaves(head))
            if not leaves or len(below.elements()) != 1 or any(draft.leaves(cell)):
                continue
            name = LABELS.get(draft.text(head))
            box = _empty_cell(draft, leaves) if name else None
            if name and box:
                yield _Place(name, cell, leaves[0].page, box)


def _empty_cell(draft: TaggedPdf, label: list[Marked]) -> Box | None:
    """Return the rectangle between the first two lines below the heading of the box."""
    words = draft.box(*label)
    if words is None:
        return None
    lines = [
        piece.box
        for piece in draft.painted(label[0].page)
        if piece.kind == "path"
        and piece.box[3] - piece.box[1] < 1
        and piece.box[0] <= words[0]
        and piece.box[2] >= words[2]
        and piece.box[3] <= words[1]
    ]
    heights = sorted({round((line[1] + line[3]) / 2, 1) for line in lines}, reverse=True)
    if len(heights) < 2:
        return None
    top = [line for line in lines if round((line[1] + line[3]) / 2, 1) == heights[0]]
    left, right = min(line[0] for line in top), max(line[2] for line in top)
    return (left + _INSET, heights[1] + _INSET, right - _INSET, heights[0] - _INSET)


def _kids_as_lists(draft: TaggedPdf) -> None:
    """Write a single kid as a list of one, which means the same.

    pyHanko overlooks single kids when it asks how an object is reached; it would take the second signature of a document for
    a manipulation, and need half a minute for that.
    """
    for element in draft.structure.walk():
        kid = element.source.get("/K")
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            element.source.K = pikepdf.Array([kid])


def _add(draft: TaggedPdf, place: _Place) -> pikepdf.Object:
    pdf = draft.pdf
    left, bottom, right, top = (round(number, 2) for number in place.box)
    empty = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    empty.BBox = pikepdf.Array([0, 0, round(right - left, 2), round(top - bottom, 2)])
    empty.Resources = pikepdf.Dictionary()
    widget = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T=pikepdf.String(place.name),
            TU=pikepdf.String(FIELD_TITLES[place.name]),
            F=_PRINT,
            Rect=pikepdf.Array([left, bottom, right, top]),
            P=pdf.pages[place.page].obj,
            AP=pikepdf.Dictionary(N=empty),
        )
    )
    page = pdf.pages[place.page].obj
    page.Annots = pikepdf.Array([*page.get("/Annots", []), widget])
    place.cell.kids.append(new_element(pdf, "Form", [Reference(place.page, widget)]))
    return widget
