"""A font embedded as a subset, for the few words we write into a PDF ourselves (ISO 19005-2, 6.2.11.4 and 6.2.11.5)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont

_SUBSTITUTE = "?"


@dataclass(frozen=True, slots=True)
class TextFont:
    """A font that is embedded in a PDF.

    Attributes:
        resource: the font's dictionary.
        codes: character → code.
        widths: code → width in thousandths of the font size.
    """

    resource: Any
    codes: dict[str, int]
    widths: dict[int, int]

    def encode(self, text: str) -> bytes:
        """Return ``text`` as the codes of this font; characters that it lacks become question marks."""
        return b"".join(self._code(letter).to_bytes(2, "big") for letter in text)

    def width(self, text: str, size: float) -> float:
        """Return the width of ``text`` in points."""
        return sum(self.widths[self._code(letter)] for letter in text) * size / 1000

    def _code(self, letter: str) -> int:
        return self.codes.get(letter, self.codes[_SUBSTITUTE])


def embed_font(pdf: pikepdf.Pdf, file: Path, texts: Iterable[str]) -> TextFont:
    """Embed the part of a TrueType font that ``texts`` need; the same texts give the same bytes.

    Args:
        pdf: the open PDF.
        file: the font's file.
        texts: all that will be written with it.
    """
    wanted = sorted({*"".join(texts), _SUBSTITUTE, " "})
    font = _subset(file, wanted)
    order = {name: number for number, name in enumerate(font.getGlyphOrder())}
    codes = {chr(code): order[name] for code, name in font.getBestCmap().items() if chr(code) in wanted}
    scale = 1000 / font["head"].unitsPerEm
    widths = {order[name]: round(advance * scale) for name, (advance, _) in font["hmtx"].metrics.items()}
    buffer = io.BytesIO()
    font.save(buffer)
    name = pikepdf.Name(f"/NKTEXT+{font['name'].getDebugName(6)}")
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        Flags=4,  # symbolic: the codes are those of the subset
        FontBBox=[round(font["head"].__dict__[side] * scale) for side in ("xMin", "yMin", "xMax", "yMax")],
        ItalicAngle=0,
        Ascent=round(font["hhea"].ascent * scale),
        Descent=round(font["hhea"].descent * scale),
        CapHeight=round(font["OS/2"].sCapHeight * scale),
        StemV=80,
        FontFile2=pdf.make_stream(buffer.getvalue(), Length1=len(buffer.getvalue())),
    )
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=pikepdf.Array([0, pikepdf.Array([widths[code] for code in range(len(order))])]),
        CIDToGIDMap=pikepdf.Name.Identity,
    )
    resource = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=name,
        Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=pikepdf.Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_stream(_unicode_map(codes)),
    )
    return TextFont(pdf.make_indirect(resource), codes, widths)


def _subset(file: Path, wanted: list[str]) -> TTFont:
    options = subset.Options()
    options.drop_tables += ["FFTM"]
    options.layout_features = []
    options.hinting = False
    options.name_IDs = [6]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.canonical_order = True
    font = TTFont(file, recalcTimestamp=False)
    worker = subset.Subsetter(options)
    worker.populate(text="".join(wanted))
    worker.subset(font)
    return font


def _unicode_map(codes: dict[str, int]) -> bytes:
    pairs = [f"<{code:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for letter, code in sorted(codes.items())]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]  # 100 entries a block at most
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
