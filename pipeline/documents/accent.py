"""The one accent colour of a municipality: in the theme, for Word, and in every colour derived from it, for LibreOffice.

Word reads the theme; LibreOffice reads the literal colour beside each reference to it. Both must say the same. Tints and shades
are computed as Word does (ISO/IEC 29500-1, 17.3.2.6 and 17.18.97), in the HLS colour space.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator

from pipeline.documents.ooxml import Element, qn
from pipeline.documents.package import Package
from pipeline.errors import InputError, Problem
from pipeline.language import tr

CONTRAST = 4.5
"""Least contrast to white of lines and areas (WCAG 2.1, 1.4.3)."""
TEXT_CONTRAST = 7.0
"""Least contrast to white of text in the accent colour (WCAG 2.1, 1.4.6)."""

_THEME_NAME = "accent1"
# literal colour, reference to the theme, tint, shade
_ATTRIBUTES = (
    ("w:val", "w:themeColor", "w:themeTint", "w:themeShade"),
    ("w:color", "w:themeColor", "w:themeTint", "w:themeShade"),
    ("w:fill", "w:themeFill", "w:themeFillTint", "w:themeFillShade"),
)

Rgb = tuple[int, int, int]


def with_accent(docx: bytes, colour: str, *, path: str = "", file: str = "") -> bytes:
    """Return the document or template with ``colour`` as its accent colour.

    Args:
        docx: bytes of the Word file.
        colour: six hex digits, with or without ``#``.
        path: field path of the colour, for messages.
        file: the Word file as the user knows it, for messages.

    Raises:
        InputError: no colour, a colour that is too light on white, or a Word file without a theme.
    """
    match = re.fullmatch(r"#?([0-9A-Fa-f]{6})", colour.strip())
    if match is None:
        raise InputError(
            Problem(
                tr("„{colour}“ ist keine Farbe.", colour=colour),
                tr("Sechs Hexadezimalziffern angeben, etwa „#2F4B66“."),
                path=path,
            )
        )
    base = _rgb(match[1])
    package = Package(docx, file)
    theme = next(iter(package.targets(package.main, "theme")), "")
    slot = next(package.tree(theme).iter(qn(f"a:{_THEME_NAME}")), None) if theme else None
    if slot is None:
        raise InputError(Problem(tr("Die Word-Datei hat kein Farbschema."), file=file))
    _require_contrast(base, TEXT_CONTRAST if _colours_text(package) else CONTRAST, colour, path)
    for child in list(slot):
        slot.remove(child)
    literal = slot.makeelement(qn("a:srgbClr"), {"val": _hex(base)})
    slot.append(literal)
    for element in _coloured(package):
        for name, reference, tint, shade in _ATTRIBUTES:
            if name == "w:val" and element.tag != qn("w:color"):
                continue  # the w:val of a border is its kind of line
            if element.get(qn(reference)) == _THEME_NAME and element.get(qn(name)) is not None:
                element.set(qn(name), _hex(derived(base, element.get(qn(tint), ""), element.get(qn(shade), ""))))
    return package.to_bytes()


def derived(base: Rgb, tint: str = "", shade: str = "") -> Rgb:
    """Return ``base`` lightened by ``tint`` or darkened by ``shade``, each two hex digits of which ``FF`` changes nothing."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in base))
    if shade:
        lightness *= int(shade, 16) / 255
    if tint:
        lightness = lightness * int(tint, 16) / 255 + 1 - int(tint, 16) / 255
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def contrast_to_white(colour: Rgb) -> float:
    """Return the contrast of ``colour`` to white, from 1 to 21 (WCAG 2.1)."""
    linear = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def _require_contrast(colour: Rgb, least: float, given: str, path: str) -> None:
    contrast = contrast_to_white(colour)
    if contrast < least:
        raise InputError(
            Problem(
                tr(
                    "Die Farbe „{colour}“ ist auf Weiß zu schwach: Kontrast {contrast}:1, nötig sind {least}:1.",
                    colour=given,
                    contrast=f"{contrast:.1f}".replace(".", ","),
                    least=f"{least:.1f}".replace(".", ","),
                ),
                tr("Eine dunklere Farbe wählen."),
                path=path,
            )
        )


def _coloured(package: Package) -> Iterator[Element]:
    """Yield the elements of styles, lists and text that may refer to the theme."""
    parts = [*package.targets(package.main, "styles"), *package.targets(package.main, "numbering"), *package.stories]
    for part in parts:
        for element in package.tree(part).iter():
            if element.get(qn("w:themeColor")) or element.get(qn("w:themeFill")):
                yield element


def _colours_text(package: Package) -> bool:
    """Say whether text is printed in the accent colour itself."""
    return any(
        element.tag == qn("w:color")
        and element.get(qn("w:themeColor")) == _THEME_NAME
        and not element.get(qn("w:themeShade"))
        for element in _coloured(package)
    )


def _rgb(digits: str) -> Rgb:
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _hex(colour: Rgb) -> str:
    return "".join(f"{part:02X}" for part in colour)
