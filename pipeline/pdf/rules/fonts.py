"""Fonts are embedded, and every character has a meaning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pipeline.language import tr
from pipeline.pdf.rules.finding import PdfFinding
from pipeline.pdf.tagged import TaggedPdf

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))
_NO_CHARACTERS = {"\x00", "\ufeff", "\ufffe"}


def check_fonts(tagged: TaggedPdf) -> Iterator[PdfFinding]:
    """Yield findings on fonts and characters (ISO 14289-1, 7.21; ISO 19005-2, 6.2.11)."""
    missing = sorted({_name(font) for font in tagged.pdf.objects if _is_font(font) and not _is_embedded(font)})
    for name in missing:
        yield PdfFinding(
            "UA1:7.21.4.1-1",
            tr("Die Schrift {name} ist nicht eingebettet.", name=name),
            tr("Eine Schrift verwenden, die auf diesem Rechner installiert ist, etwa Liberation Sans."),
        )
    for number in range(len(tagged.pdf.pages)):
        pieces = [piece for piece in tagged.painted(number) if piece.kind == "text"]
        if any(piece.unknown for piece in pieces):
            yield PdfFinding(
                "UA1:7.21.7-1",
                tr("Zeichen haben keine Bedeutung (Unicode); sie lassen sich nicht vorlesen und nicht kopieren."),
                tr("Für diese Stelle eine andere Schrift wählen."),
                number + 1,
            )
        letters = {letter for piece in pieces for letter in piece.text}
        if letters & _NO_CHARACTERS:
            yield PdfFinding(
                "UA1:7.21.7-2",
                tr("Zeichen sind einem ungültigen Unicode-Wert zugeordnet."),
                tr("Für diese Stelle eine andere Schrift wählen."),
                number + 1,
            )
        private = sorted(letter for letter in letters if any(low <= ord(letter) <= high for low, high in _PRIVATE))
        if private:
            codes = ", ".join(f"U+{ord(letter):04X}" for letter in private)
            yield PdfFinding(
                "A2:6.2.11.7.3-1",
                tr("Sonderzeichen ohne allgemeine Bedeutung ({codes}).", codes=codes),
                tr("In der Vorlage ein Zeichen aus einer Textschrift nehmen, etwa „•“ als Aufzählungszeichen."),
                number + 1,
            )


def _is_font(thing: Any) -> bool:
    return (
        isinstance(thing, pikepdf.Dictionary)
        and thing.get("/Type") == pikepdf.Name.Font
        and thing.get("/Subtype") not in ("/Type3", "/CIDFontType0", "/CIDFontType2")
    )


def _is_embedded(font: Any) -> bool:
    described = font.DescendantFonts[0] if font.get("/Subtype") == pikepdf.Name.Type0 else font
    descriptor = described.get("/FontDescriptor")
    return isinstance(descriptor, pikepdf.Dictionary) and any(program in descriptor for program in _PROGRAMS)


def _name(font: Any) -> str:
    return str(font.get("/BaseFont", "/?"))[1:].rpartition("+")[2]
