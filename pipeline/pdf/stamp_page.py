"""A small page with a few lines of text: what a visible signature shows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf

from pipeline.pdf.system_fonts import needed_font
from pipeline.pdf.text_font import TextFont, embed_font

_LEADING = 1.25
_SMALLEST = 4.0


@dataclass(frozen=True, slots=True)
class StampLine:
    """One line of a stamp.

    Attributes:
        text: its text.
        size: font size in points, made smaller where the line is too long.
        bold: whether it is bold.
    """

    text: str
    size: float = 8
    bold: bool = False


def stamp_page(lines: Sequence[StampLine], width: float, height: float) -> bytes:
    """Return a PDF with one page of ``width`` × ``height`` points that shows ``lines``, fonts embedded.

    Raises:
        ProgramError: the documents' font is not installed.
    """
    with pikepdf.new() as pdf:
        fonts: dict[bool, TextFont] = {}
        for bold in {line.bold for line in lines}:
            file = needed_font("Liberation Sans Bold" if bold else "Liberation Sans")
            fonts[bold] = embed_font(pdf, file, [line.text for line in lines if line.bold is bold])
        scale = min(1.0, height / sum(line.size * _LEADING for line in lines))
        content = []
        y = height
        for line in lines:
            size = line.size * scale
            long = fonts[line.bold].width(line.text, size)
            size = max(min(size, size * width / long), _SMALLEST) if long else size
            y -= line.size * scale * _LEADING
            codes = fonts[line.bold].encode(line.text).hex()
            content.append(f"BT /{_name(line.bold)} {size:.2f} Tf 0 {y + size * 0.25:.2f} Td <{codes}> Tj ET")
        page = pdf.add_blank_page(page_size=(width, height))
        page.obj.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary({f"/{_name(bold)}": font.resource for bold, font in fonts.items()})
        )
        page.obj.Contents = pdf.make_stream("\n".join(content).encode("ascii"))
        file_object = io.BytesIO()
        pdf.save(file_object, deterministic_id=True)
        return file_object.getvalue()


def _name(bold: bool) -> str:
    return "Fett" if bold else "Text"
