"""Bullets from symbol fonts get a Unicode value that means something (ISO 19005-2, 6.2.11.7.3).

Word's bullets come from the private use area; level A wants real characters, and a screen reader needs them.
"""

from __future__ import annotations

import re

import pikepdf

from pipeline.pdf.fonts import read_unicode_map
from pipeline.pdf.tagged import TaggedPdf

MEANINGS = {
    0xF06E: 0x25A0,
    0xF06F: 0x25A1,
    0xF071: 0x2751,
    0xF076: 0x2756,
    0xF0A7: 0x25AA,
    0xF0A8: 0x25FB,
    0xF0B7: 0x2022,
    0xF0D8: 0x27A2,
    0xF0E0: 0x2192,
    0xF0FC: 0x2713,
    0xF0FD: 0x2612,
    0xF0FE: 0x2611,
}
"""Private use code of Word's symbol fonts (Symbol, Wingdings) → Unicode character that looks the same."""

_PAIR = re.compile(rb"(<[0-9A-Fa-f]+>\s*)<([0-9A-Fa-f]{4})>")
_BLOCK = re.compile(rb"beginbfchar.*?endbfchar", re.DOTALL)


def name_symbols(draft: TaggedPdf) -> None:
    """Replace private use values of known symbols in the fonts' ToUnicode maps."""
    for item in draft.pdf.objects:
        if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != pikepdf.Name.Font:
            continue
        unicode_map = item.get("/ToUnicode")
        if isinstance(unicode_map, pikepdf.Stream):
            data = unicode_map.read_bytes()
            if any(ord(letter) in MEANINGS for text in read_unicode_map(data).values() for letter in text):
                unicode_map.write(_BLOCK.sub(lambda block: _PAIR.sub(_named, block[0]), data))


def _named(pair: re.Match[bytes]) -> bytes:
    meaning = MEANINGS.get(int(pair[2], 16))
    return pair[0] if meaning is None else pair[1] + f"<{meaning:04X}>".encode("ascii")
