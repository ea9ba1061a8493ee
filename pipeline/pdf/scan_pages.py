"""A scanned paper as tagged pages of A4: each page one picture that says what it is (ISO 14289-1, 7.3)."""

from __future__ import annotations

import io

import pikepdf

from pipeline.errors import InputError
from pipeline.language import tr
from pipeline.pdf.structure import Marked, Structure, new_element, write_structure
from pipeline.pdf.tagged import MALFORMED

_PAGE = (595.276, 841.89)
_MARGIN = 28.35
"""Points; 10 mm, so that nothing is lost in print and the page number has its place."""
_FROM_TOP = 34.0
_MARKS = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
"""Operators of marked content (ISO 32000-1, table 320)."""


def scan_as_part(data: bytes, title: str) -> bytes:
    """Return a scanned PDF as one that can become part of a bundle.

    Only what the pages show comes along: no form fields, notes, scripts or attachments.

    Args:
        data: bytes of the scan.
        title: what it shows; the alternative text of each page begins with it.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as scan, pikepdf.new() as pdf:
            pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
            document = new_element(pdf, "Document")
            total = len(scan.pages)
            for number, page in enumerate(scan.pages):
                picture = pdf.copy_foreign(page.as_form_xobject())
                picture.write(_without_marks(picture))
                box = _place(pdf, picture)
                figure = new_element(pdf, "Figure", [Marked(number, 0)])
                figure.source.Alt = pikepdf.String(f"{title}, Seite {number + 1} von {total}")
                figure.source.A = pikepdf.Dictionary(
                    O=pikepdf.Name.Layout, Placement=pikepdf.Name.Block, BBox=pikepdf.Array(box)
                )
                document.kids.append(figure)
            write_structure(pdf, Structure([document]))
            file = io.BytesIO()
            pdf.save(file, deterministic_id=True)
            return file.getvalue()
    except (*MALFORMED, pikepdf.PasswordError) as error:
        raise InputError(tr("Der Scan ist nicht lesbar: {reason}.", reason=error)) from error


def _without_marks(picture: pikepdf.Object) -> bytes:
    """Return the content of a page without the marks of its own tags; here the whole page is one picture."""
    kept = [one for one in pikepdf.parse_content_stream(picture) if str(one.operator) not in _MARKS]
    return bytes(pikepdf.unparse_content_stream(kept))


def _place(pdf: pikepdf.Pdf, picture: pikepdf.Object) -> list[float]:
    """Add a page that shows ``picture`` as large as fits; return its rectangle."""
    left, bottom, right, top = (float(number) for number in picture.BBox)
    width, height = max(right - left, 1), max(top - bottom, 1)
    scale = min((_PAGE[0] - 2 * _MARGIN) / width, (_PAGE[1] - _MARGIN - _FROM_TOP) / height, 1.0)
    x = (_PAGE[0] - width * scale) / 2
    y = _PAGE[1] - _FROM_TOP - height * scale
    page = pdf.add_blank_page(page_size=_PAGE)
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=picture))
    move = f"{scale:.5f} 0 0 {scale:.5f} {x - left * scale:.3f} {y - bottom * scale:.3f} cm"
    page.obj.Contents = pdf.make_stream(f"/Figure <</MCID 0>> BDC q {move} /Scan Do Q EMC".encode("ascii"))
    return [round(x, 3), round(y, 3), round(x + width * scale, 3), round(y + height * scale, 3)]
