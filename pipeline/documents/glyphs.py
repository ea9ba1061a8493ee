"""Which characters the documents' fonts can show.

Arial is set in Liberation Sans, what it lacks in DejaVu Sans; a character that neither has would be an empty box in the PDF, or
come from whatever font happens to be installed.
"""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

TEXT_FONT = "Liberation Sans"
SYMBOL_FONT = "DejaVu Sans"
FONTS = (TEXT_FONT, SYMBOL_FONT)
"""The text font and the font of symbols."""

_SECONDS = 20.0
_WITHOUT_GLYPH = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp"})
"""Categories of characters that show nothing themselves: blanks, soft hyphens, joiners."""


def missing_glyphs(text: str) -> str:
    """Return the characters of ``text`` that no font of the documents has, each once, in their order.

    Without the fonts, or without fontconfig to find them, nothing can be said, and the answer is empty.
    """
    known = _characters()
    if not known:
        return ""
    return "".join(
        dict.fromkeys(
            character
            for character in text
            if ord(character) not in known and unicodedata.category(character) not in _WITHOUT_GLYPH
        )
    )


def only_in_symbol_font(text: str) -> str:
    """Return the characters of ``text`` that the text font lacks and the font of symbols has, each once."""
    ordinary, symbols = _characters_of(TEXT_FONT), _characters_of(SYMBOL_FONT)
    if not ordinary:
        return ""
    return "".join(dict.fromkeys(one for one in text if ord(one) not in ordinary and ord(one) in symbols))


@cache
def _characters() -> frozenset[int]:
    """Return the code points that the documents' fonts can show; empty if a font is missing."""
    found = [_characters_of(font) for font in FONTS]
    return frozenset().union(*found) if all(found) else frozenset()


@cache
def _characters_of(family: str) -> frozenset[int]:
    file = _file_of(family)
    if file is None:
        return frozenset()
    try:
        with TTFont(file, lazy=True, fontNumber=0) as font:
            return frozenset(font.getBestCmap() or {})
    except (TTLibError, OSError):
        return frozenset()


def _file_of(family: str) -> Path | None:
    """Ask fontconfig for the file of a font; a substitute does not count."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - the command is made by us, never by a shell
            [program, "--format=%{family}\t%{file}", f"{family}:style=Regular"],
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    names, _, file = answer.stdout.decode("utf-8", "replace").partition("\t")
    return Path(file) if file and family in names.split(",") else None
