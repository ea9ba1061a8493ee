"""What the codes of a PDF font mean: their Unicode text and their widths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_LARGEST_RANGE = 0x10000


@dataclass(frozen=True, slots=True)
class Shown:
    """What a string of character codes shows.

    Attributes:
        text: Unicode text.
        width: width in thousandths of the font size.
        count: number of characters.
        unknown: how many of them have no Unicode value.
    """

    text: str
    width: float
    count: int
    unknown: int


class Font:
    """A font as the text operators need it.

    Attributes:
        size_of_code: bytes for one character, 1 or 2.
    """

    def __init__(
        self, size_of_code: int, texts: Mapping[int, str], widths: Mapping[int, float], default: float
    ) -> None:
        self.size_of_code = size_of_code
        self._texts = texts
        self._widths = widths
        self._default = default
        # Tables of all single-byte codes, so that translating and adding up runs at the speed of C.
        self._table = {code: texts.get(code, "") for code in range(256)}
        self._table_widths = [widths.get(code, default) for code in range(256)]
        self._unknown = bytes(code for code in range(256) if not texts.get(code))

    def show(self, data: bytes) -> Shown:
        """Return text and width of the characters in ``data``."""
        if self.size_of_code == 1:
            unknown = len(data) - len(data.translate(None, self._unknown))
            text = data.decode("latin-1").translate(self._table)
            return Shown(text, sum(map(self._table_widths.__getitem__, data)), len(data), unknown)
        codes = [data[start] << 8 | data[start + 1] for start in range(0, len(data) - 1, 2)]
        texts = [self._texts.get(code, "") for code in codes]
        width = sum(self._widths.get(code, self._default) for code in codes)
        return Shown("".join(texts), width, len(codes), texts.count(""))


def read_font(font: pikepdf.Dictionary) -> Font:
    """Read a font dictionary (ISO 32000-1, 9.6 and 9.7)."""
    composite = font.get("/Subtype") == pikepdf.Name.Type0
    if composite:
        descendant = font.DescendantFonts[0]
        widths = dict(_cid_widths(descendant.get("/W", [])))
        default = float(descendant.get("/DW", 1000))
    else:
        first = int(font.get("/FirstChar", 0))
        widths = {first + index: float(width) for index, width in enumerate(font.get("/Widths", []))}
        default = 0.0
    unicode_map = font.get("/ToUnicode")
    if isinstance(unicode_map, pikepdf.Stream):
        texts = read_unicode_map(unicode_map.read_bytes())
    elif composite:
        texts = {}
    else:
        texts = {code: bytes([code]).decode("cp1252", "replace") for code in range(32, 256)}
    return Font(2 if composite else 1, texts, widths, default)


def read_unicode_map(data: bytes) -> dict[int, str]:
    """Read a ToUnicode CMap (ISO 32000-1, 9.10.3): code → text."""
    texts: dict[int, str] = {}
    for block in _CHARS.findall(data):
        for code, text in _PAIR.findall(block):
            texts[int(code, 16)] = _text(text)
    for block in _RANGES.findall(data):
        for low, high, first, several in _RANGE.findall(block):
            start, count = int(low, 16), min(int(high, 16) - int(low, 16) + 1, _LARGEST_RANGE)
            if first:
                base = _text(first)
                texts.update({start + n: base[:-1] + chr(ord(base[-1]) + n) for n in range(count) if base})
            else:
                texts.update(zip(range(start, start + count), map(_text, _HEX.findall(several)), strict=False))
    return texts


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")


def _cid_widths(array: list[object]) -> Iterator[tuple[int, float]]:
    """Yield CID and width from a ``W`` array (ISO 32000-1, 9.7.4.3)."""
    items = list(array)
    position = 0
    while position + 1 < len(items):
        first = int(items[position])  # type: ignore[call-overload]
        second = items[position + 1]
        if isinstance(second, pikepdf.Array):
            for index, width in enumerate(second):
                yield first + index, float(width)
            position += 2
        elif position + 2 < len(items):
            last = min(int(second), first + _LARGEST_RANGE)  # type: ignore[call-overload]
            for cid in range(first, last + 1):
                yield cid, float(items[position + 2])  # type: ignore[arg-type]
            position += 3
        else:
            return
