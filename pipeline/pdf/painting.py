"""What pages paint, read once: a page that is written and then checked is not interpreted a second time.

What a page paints depends on nothing but its content stream and its fonts, so these are the key; no file is trusted for having
the same name or number.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict

import pikepdf

from pipeline.pdf.content import Piece, page_pieces

_MOST_PAGES = 200
_FONT_ENTRIES = ("/Subtype", "/FirstChar", "/Widths", "/ToUnicode", "/DescendantFonts")
"""What :func:`pipeline.pdf.fonts.read_font` reads."""

_known: OrderedDict[bytes, list[Piece]] = OrderedDict()


def painted_pieces(page: pikepdf.Page, fonts: dict[tuple[int, int], bytes]) -> list[Piece]:
    """Return everything ``page`` paints, in the order of its content stream.

    Args:
        page: the page.
        fonts: sums of the fonts of this file that are known already, by object number; it grows.

    Raises:
        pikepdf.PdfError: the content stream cannot be parsed.
    """
    key = _key(page, fonts)
    if key is None:
        return page_pieces(page)
    pieces = _known.get(key)
    if pieces is None:
        pieces = _known[key] = page_pieces(page)
        if len(_known) > _MOST_PAGES:
            _known.popitem(last=False)
    return pieces


def forget() -> None:
    """Forget all pages, so that the next reading is a first one."""
    _known.clear()


def _key(page: pikepdf.Page, fonts: dict[tuple[int, int], bytes]) -> bytes | None:
    """Return the sum of all that the page's paint depends on, or ``None`` where that is more than text and lines."""
    resources = page.get("/Resources", pikepdf.Dictionary())
    if "/XObject" in resources or "/Properties" in resources:
        return None
    content = page.get("/Contents")
    if not isinstance(content, pikepdf.Stream):
        return None
    total = hashlib.sha256(content.read_bytes())
    for name, font in sorted(resources.get("/Font", pikepdf.Dictionary()).items()):
        if not isinstance(font, pikepdf.Dictionary) or not font.is_indirect:
            return None
        if font.objgen not in fonts:
            fonts[font.objgen] = _sum(font)
        total.update(name.encode() + fonts[font.objgen])
    return total.digest()


def _sum(font: pikepdf.Dictionary) -> bytes:
    total = hashlib.sha256()
    for name in _FONT_ENTRIES:
        value = font.get(name)
        if name == "/DescendantFonts" and value is not None:
            value = pikepdf.Array([value[0].get("/W", 0), value[0].get("/DW", 0)])
        if isinstance(value, pikepdf.Stream):
            total.update(value.read_bytes())
        elif isinstance(value, pikepdf.Object):
            total.update(value.unparse(resolved=True))
        else:
            total.update(repr(value).encode())
        total.update(b"\0")
    return total.digest()
