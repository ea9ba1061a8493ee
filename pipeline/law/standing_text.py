"""The words that stand in a Word template, read quickly: no rendering, no XML tree.

Headings begin with ``# ``, paragraphs in a box with ``> ``. What Jinja prints stays as ``{{ … }}``, its control tags go.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Sequence
from functools import lru_cache

from pipeline.errors import InputError
from pipeline.language import tr

MAX_XML_BYTES = 20 * 1024 * 1024
_STYLE = re.compile(r'<w:pStyle w:val="([^"]+)"')
_OTHERWISE = re.compile(r"\{%-?\s*(?:else|elif\b[^%{}]*?)\s*-?%\}")
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:tab|br)(?: [^>]*)?/>")


def standing_text(docx: bytes, name: str = "") -> str:
    """Return the standing text of the Word template ``docx``, one paragraph a line.

    Raises:
        InputError: the file is no Word file, or its text is larger than any template.
    """
    lines = (_line(paragraph) for paragraph in elements(document_xml(docx, name), "w:p"))
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=16)
def elements(xml: str, name: str) -> Sequence[str]:
    """Return the innermost elements ``name`` of ``xml`` with their tags, in time that grows with the text alone."""
    chunks = xml.split(f"</{name}>")[:-1]
    starts = (max(chunk.rfind(f"<{name}>"), chunk.rfind(f"<{name} ")) for chunk in chunks)
    return tuple(chunk[start:] for chunk, start in zip(chunks, starts, strict=True) if start >= 0)


@lru_cache(maxsize=8)
def document_xml(docx: bytes, name: str = "", part: str = "word/document.xml") -> str:
    """Return the text of one XML part.

    Raises:
        InputError: the file is no Word file, or the part is larger than any template.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive, archive.open(part) as file:
            data = file.read(MAX_XML_BYTES + 1)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise InputError(tr("{file} ist keine Word-Datei.", file=name or part)) from error
    if len(data) > MAX_XML_BYTES:
        raise InputError(tr("Die Word-Datei {file} ist zu groß.", file=name or part))
    return data.decode("utf-8", errors="replace")


def paragraph_text(paragraph: str) -> str:
    """Return the text of the XML of one paragraph as it stands, with what Jinja prints and its control tags."""
    return "".join(html.unescape(found[1]) if found[1] is not None else " " for found in _TEXT.finditer(paragraph))


def _line(paragraph: str) -> str:
    text = paragraph_text(paragraph)
    text = _OTHERWISE.sub(" ", text)  # of what is printed one or the other, both are read, one after the other
    for opening, closing in (("{%", "%}"), ("{#", "#}")):
        text = _without(text, opening, closing)
    text = " ".join(text.split())
    if not text:
        return ""
    style = _STYLE.search(paragraph)
    return f"{_mark(style[1] if style else '')}{text}"


def _without(text: str, opening: str, closing: str) -> str:
    """Return ``text`` without what stands between the marks; each character is looked at once, whatever the text."""
    kept, position = [], 0
    while (start := text.find(opening, position)) >= 0 and (end := text.find(closing, start)) >= 0:
        kept.append(text[position:start])
        position = end + len(closing)
    return "".join([*kept, text[position:]])


def _mark(style: str) -> str:
    if re.match(r"(?i)heading|berschrift|ueberschrift", style):
        return "# "
    return "> " if re.match(r"(?i)kasten|box", style) else ""
