"""The DOCX as an archive: read with limits, written so that the same parts give the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.errors import InputError, Problem
from pipeline.language import tr

MAX_PARTS = 2000
MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes of all parts together."""

CORE_PART = "docProps/core.xml"
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class CoreProperties:
    """What a document says about itself; nothing of it comes from the clock.

    Attributes:
        title: title of the document, shown by readers instead of the file name.
        creator: who is responsible for it, the municipality.
        date: Stand; created and modified.
        subject: what it is about, such as the channels.
        language: language of the text.
        revision: from 1.
        version: the document's version, such as ``1.1``.
        status: such as „ENTWURF“.
        keywords: separated by commas.
    """

    title: str
    creator: str
    date: dt.date
    subject: str = ""
    language: str = "de-DE"
    revision: int = 1
    version: str = ""
    status: str = ""
    keywords: str = ""


def read_parts(data: bytes, name: str = "DOCX") -> dict[str, bytes]:
    """Return the parts of a DOCX by their names.

    Args:
        data: bytes of the file.
        name: the file as the user knows it, for messages.

    Raises:
        InputError: not a DOCX, damaged, or larger than any real document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise InputError(Problem(tr("Die Word-Datei ist entpackt zu groß."), file=name))
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except _DAMAGED as error:
        raise InputError(
            Problem(
                tr("Das ist keine lesbare Word-Datei: {reason}.", reason=error),
                tr("In Word als „.docx“ speichern."),
                file=name,
            )
        ) from error
    if any(first not in parts for first in _FIRST):
        raise InputError(Problem(tr("Das ist keine Word-Datei (.docx)."), file=name))
    return parts


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return the archive of ``parts``: fixed order, fixed times, fixed attributes."""
    names = [name for name in _FIRST if name in parts] + sorted(set(parts) - set(_FIRST))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in names:
            info = zipfile.ZipInfo(name, _ZIP_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            archive.writestr(info, parts[name])
    return buffer.getvalue()


def core_part(properties: CoreProperties) -> bytes:
    """Return the part with the core properties (ECMA-376 part 2, chapter 11)."""
    cp = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    dc = "http://purl.org/dc/elements/1.1/"
    terms = "http://purl.org/dc/terms/"
    xsi = "http://www.w3.org/2001/XMLSchema-instance"
    root = etree.Element(f"{{{cp}}}coreProperties", nsmap={"cp": cp, "dc": dc, "dcterms": terms, "xsi": xsi})
    when = f"{properties.date.isoformat()}T00:00:00Z"
    for name, text in (
        (f"{{{dc}}}title", properties.title),
        (f"{{{dc}}}subject", properties.subject),
        (f"{{{dc}}}creator", properties.creator),
        (f"{{{cp}}}keywords", properties.keywords),
        (f"{{{cp}}}lastModifiedBy", properties.creator),
        (f"{{{cp}}}revision", str(properties.revision)),
        (f"{{{terms}}}created", when),
        (f"{{{terms}}}modified", when),
        (f"{{{cp}}}contentStatus", properties.status),
        (f"{{{dc}}}language", properties.language),
        (f"{{{cp}}}version", properties.version),
    ):
        if text:
            element = etree.SubElement(root, name)
            element.text = text
            if name.startswith(f"{{{terms}}}"):
                element.set(f"{{{xsi}}}type", "dcterms:W3CDTF")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
