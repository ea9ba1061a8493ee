"""The running page number of a bundle, and a mark on every page, as artifacts: a screen reader passes them over."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

from pipeline.pdf.system_fonts import needed_font
from pipeline.pdf.text_font import TextFont, embed_font

_SIZE = 8.0
_FROM_TOP = 21.0
_FROM_SIDE = 56.7
"""Points; 20 mm, the narrower margin of the documents."""
_FONT = "NKText"


@dataclass(frozen=True, slots=True)
class PageStamp:
    """What stands on top of every page.

    Attributes:
        duplex: whether the number stands outside on right and left pages, or always on the right.
        mark: a word in the middle, such as „ENTWURF“, or empty.
    """

    duplex: bool
    mark: str = ""


def stamp_pages(pdf: pikepdf.Pdf, stamp: PageStamp) -> None:
    """Number the pages of ``pdf`` through, beside the numbers they have.

    Raises:
        ProgramError: the documents' font is not installed.
    """
    total = len(pdf.pages)
    texts = [f"Druckfassung, Seite {number} von {total}" for number in range(1, total + 1)]
    font = embed_font(pdf, needed_font("Liberation Sans"), [*texts, stamp.mark])
    for number, (page, text) in enumerate(zip(pdf.pages, texts, strict=True), start=1):
        left_page = stamp.duplex and number % 2 == 0
        _write(pdf, page, font, text, stamp.mark, outside_left=left_page)


def _write(pdf: pikepdf.Pdf, page: pikepdf.Page, font: TextFont, text: str, mark: str, *, outside_left: bool) -> None:
    left, _, right, top = (float(number) for number in page.mediabox)
    width = font.width(text, _SIZE)
    x = left + _FROM_SIDE if outside_left else right - _FROM_SIDE - width
    pieces = [_shown(font, text, x, top - _FROM_TOP)]
    if mark:
        middle = (left + right - font.width(mark, _SIZE)) / 2
        pieces.append(_shown(font, mark, middle, top - _FROM_TOP))
    artifact = "/Artifact <</Type /Pagination /Subtype /Header>> BDC q 0 g BT {} ET Q EMC"
    content = "\n".join(artifact.format(piece) for piece in pieces)
    if "/Contents" in page.obj:  # whatever the page's own stream leaves behind must not move the number
        page.contents_add(pdf.make_stream(b"q"), prepend=True)
        content = f"Q\n{content}"
    page.contents_add(pdf.make_stream(content.encode("ascii")))
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    fonts = resources.get("/Font", pikepdf.Dictionary())
    fonts[f"/{_FONT}"] = font.resource
    resources.Font = fonts
    page.obj.Resources = resources


def _shown(font: TextFont, text: str, x: float, y: float) -> str:
    return f"/{_FONT} {_SIZE:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{font.encode(text).hex()}> Tj"
