"""Symbols in runs of their own, so that a PDF is read in the order in which it is written.

Where the text font lacks a character, LibreOffice takes it from another font, but draws it after the rest of the line: whoever
listens to the PDF or copies from it gets „ẞ“ or „✓“ at the end of the paragraph. Set in the font that has it, it stays in place.
"""

from __future__ import annotations

import copy
import re

from pipeline.documents.glyphs import SYMBOL_FONT, only_in_symbol_font
from pipeline.documents.ooxml import Element, R, T, make, qn
from pipeline.documents.package import Package

_ORDINARY = re.compile("[\x00-\u017f\u2010-\u2027\u202f\u2030-\u203a\u20ac\u00ad\u200b-\u200d\u2060]*")
"""Characters that every text font has; without others a document need not be looked at."""


def set_symbols_apart(package: Package) -> None:
    """Put each symbol that the text font lacks into a run in the font of symbols."""
    for part in package.stories:
        for text in list(package.tree(part).iter(T)):
            words = text.text or ""
            if _ORDINARY.fullmatch(words):
                continue
            symbols = only_in_symbol_font(words)
            run = text.getparent()
            if symbols and run is not None and run.tag == R and not _has_font(run):
                _split(run, text, re.split(f"([{re.escape(symbols)}]+)", words))


def _has_font(run: Element) -> bool:
    return run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") is not None


def _split(run: Element, text: Element, pieces: list[str]) -> None:
    """Replace ``text`` by one run for each piece; every second piece is in the font of symbols."""
    before, after = copy.deepcopy(run), copy.deepcopy(run)
    index = run.index(text)
    _keep(before, range(index))
    _keep(after, range(index + 1, len(run)))
    runs = [before] if _says_something(before) else []
    for number, piece in enumerate(pieces):
        if piece:
            one = copy.deepcopy(run)
            _keep(one, range(index, index + 1))
            words = one[-1]
            words.text = piece
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            if number % 2:
                _set_font(one)
            runs.append(one)
    runs += [after] if _says_something(after) else []
    for one in runs:
        run.addprevious(one)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)


def _keep(run: Element, indices: range) -> None:
    """Leave only the formatting and the children at ``indices``."""
    for index, child in reversed(list(enumerate(run))):
        if index not in indices and child.tag != qn("w:rPr"):
            run.remove(child)


def _says_something(run: Element) -> bool:
    return any(child.tag != qn("w:rPr") for child in run)


def _set_font(run: Element) -> None:
    formatting = run.find(qn("w:rPr"))
    if formatting is None:
        formatting = make("w:rPr")
        run.insert(0, formatting)
    fonts = make("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), SYMBOL_FONT)
    style = formatting.find(qn("w:rStyle"))
    formatting.insert(0 if style is None else 1, fonts)
