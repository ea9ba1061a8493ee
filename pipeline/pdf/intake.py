"""Looking into a DOCX before LibreOffice does: no bombs, no foreign content, nothing that runs."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.errors import InputError, Problem
from pipeline.language import tr

MAX_ARCHIVE = 64 * 1024 * 1024
"""Bytes of the DOCX as it lies on the disk."""
MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes of all parts together."""
MAX_PARTS = 2000
MAX_RATIO = 200
"""How many times larger a part may be than its compressed form; ordinary XML reaches 40."""
_RATIO_FROM = 1024 * 1024

_FORBIDDEN_RELATIONS = {
    "oleobject": "OLE",
    "package": "OLE",
    "vbaproject": "VBA",
    "wordvbadata": "VBA",
    "keymapcustomizations": "VBA",
    "control": "ActiveX",
    "activexcontrolbinary": "ActiveX",
    "afchunk": "altChunk",
    "subdocument": "subDocument",
}
_FORBIDDEN_TYPES = {"macroenabled": "VBA", "vbaproject": "VBA", "oleobject": "OLE", "activex": "ActiveX"}
_FORBIDDEN_NAMES = {"vbaproject": "VBA", "/embeddings/": "OLE", "/activex/": "ActiveX", "/afchunk": "altChunk"}
_LOADING_FIELDS = {"INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "RD", "DATABASE"}
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What zipfile raises: wrong sums, broken data, short files, unknown compression, encrypted parts, wrong lengths."""
_DOCUMENT = "wordprocessingml.document.main+xml"
_VML = "urn:schemas-microsoft-com:vml"


def open_docx_safely(data: bytes, name: str) -> None:
    """Make sure that ``data`` is a DOCX which other programs may open without harm.

    Refused are: archives beyond fixed limits or with names that leave the archive, document type declarations (XXE),
    relations to the outside other than hyperlinks, macros, OLE objects, ActiveX, altChunk and fields that load files.

    Args:
        data: bytes of the file.
        name: the document as the user knows it, for the message.

    Raises:
        InputError: with one problem for each thing found, naming the part.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            problems = list(_archive_problems(archive, len(data), name))
            if problems:
                raise InputError(problems)
            parts = {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
    except _DAMAGED as error:
        raise InputError(
            Problem(tr("„{name}“ ist keine lesbare DOCX-Datei: {reason}.", name=name, reason=error))
        ) from error
    problems = list(_part_problems(parts, name))
    if problems:
        raise InputError(problems)


def _archive_problems(archive: zipfile.ZipFile, size: int, name: str) -> Iterator[Problem]:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if size > MAX_ARCHIVE or unpacked > MAX_UNPACKED or len(entries) > MAX_PARTS:
        yield Problem(
            tr(
                "„{name}“ ist zu groß: {size} Byte, entpackt {unpacked} Byte in {parts} Teilen.",
                name=name,
                size=size,
                unpacked=unpacked,
                parts=len(entries),
            ),
            tr(
                "Erlaubt sind {size} Byte, entpackt {unpacked} Byte in {parts} Teilen; Bilder verkleinern.",
                size=MAX_ARCHIVE,
                unpacked=MAX_UNPACKED,
                parts=MAX_PARTS,
            ),
        )
        return
    seen: set[str] = set()
    for entry in entries:
        part = entry.filename
        if entry.file_size > _RATIO_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            yield _problem(tr("„{name}“: Der Teil {part} ist verdächtig stark gepackt.", name=name, part=part))
        if posixpath.isabs(part) or "\\" in part or ":" in part or ".." in part.split("/"):
            yield _problem(tr("„{name}“: Der Name des Teils {part} führt aus der Datei hinaus.", name=name, part=part))
        if part.casefold() in seen:
            yield _problem(tr("„{name}“: Der Teil {part} kommt zweimal vor.", name=name, part=part))
        seen.add(part.casefold())


def _part_problems(parts: Mapping[str, bytes], name: str) -> Iterator[Problem]:
    if "[Content_Types].xml" not in parts:
        yield Problem(tr("„{name}“ ist keine DOCX-Datei: Der Teil [Content_Types].xml fehlt.", name=name))
        return
    for part, content in parts.items():
        kind = next((kind for mark, kind in _FORBIDDEN_NAMES.items() if mark in f"/{part}".casefold()), None)
        if kind:
            yield _active(name, part, kind)
        if not _is_xml(part, content):
            continue
        if any(mark in content for mark in _DOCTYPES):
            yield _problem(tr("„{name}“: Der Teil {part} enthält eine Dokumenttyp-Angabe.", name=name, part=part))
            continue
        try:
            root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            reason = error.msg or ""
            yield Problem(
                tr("„{name}“: Der Teil {part} ist kein lesbares XML: {reason}.", name=name, part=part, reason=reason)
            )
            continue
        if part == "[Content_Types].xml":
            yield from _type_problems(root, name)
        elif part.endswith(".rels"):
            yield from _relation_problems(root, name, part)
        else:
            yield from _content_problems(root, name, part)


def _is_xml(part: str, content: bytes) -> bool:
    return part.casefold().endswith((".xml", ".rels", ".vml")) or content.lstrip()[:5] == b"<?xml"


def _type_problems(root: etree._Element, name: str) -> Iterator[Problem]:
    types = {element.get("ContentType", "").casefold() for element in root.iter("{*}Override", "{*}Default")}
    for mark, kind in _FORBIDDEN_TYPES.items():
        if any(mark in content_type for content_type in types):
            yield _active(name, "[Content_Types].xml", kind)
    if not any(content_type.endswith(_DOCUMENT) for content_type in types):
        yield Problem(tr("„{name}“ ist keine DOCX-Datei: Der Hauptteil eines Word-Dokuments fehlt.", name=name))


def _relation_problems(root: etree._Element, name: str, part: str) -> Iterator[Problem]:
    for relation in root.iter("{*}Relationship"):
        kind = relation.get("Type", "").rpartition("/")[2].casefold()
        target = relation.get("Target", "")
        if kind in _FORBIDDEN_RELATIONS:
            yield _active(name, part, _FORBIDDEN_RELATIONS[kind])
        outside = relation.get("TargetMode", "").casefold() == "external" or ":" in target.split("/")[0]
        if outside and kind != "hyperlink":
            yield _foreign(name, part, target)


def _content_problems(root: etree._Element, name: str, part: str) -> Iterator[Problem]:
    for instruction in _field_instructions(root):
        command = instruction.split(maxsplit=1)[0].upper() if instruction.strip() else ""
        if command in _LOADING_FIELDS:
            yield _foreign(name, part, " ".join(instruction.split()))
    for element in root.iter(f"{{{_VML}}}*"):
        for attribute, value in element.attrib.items():
            if etree.QName(attribute).localname in {"src", "href"} and ":" in value:
                yield _foreign(name, part, str(value))


def _field_instructions(root: etree._Element) -> Iterator[str]:
    """Yield each field's instruction, put together from the runs over which it is spread."""
    open_fields: list[list[str]] = []
    for element in root.iter("{*}fldChar", "{*}instrText", "{*}fldSimple"):
        kind = etree.QName(element).localname
        values = {etree.QName(attribute).localname: value for attribute, value in element.attrib.items()}
        if kind == "fldSimple":
            yield str(values.get("instr", ""))
        elif kind == "instrText":
            if open_fields:
                open_fields[-1].append(element.text or "")
            else:
                yield element.text or ""
        elif values.get("fldCharType") == "begin":
            open_fields.append([])
        elif open_fields and values.get("fldCharType") == "separate":
            yield "".join(open_fields[-1])
            open_fields[-1].clear()
        elif open_fields:
            yield "".join(open_fields.pop())


def _active(name: str, part: str, kind: str) -> Problem:
    return Problem(
        tr(
            "„{name}“: Der Teil {part} enthält eingebettete oder ausführbare Inhalte ({kind}).",
            name=name,
            part=part,
            kind=kind,
        ),
        tr("Das Dokument in Word als „.docx“ ohne Makros und Objekte speichern."),
    )


def _foreign(name: str, part: str, target: str) -> Problem:
    return Problem(
        tr("„{name}“: Der Teil {part} lädt Inhalte von außen: {target}", name=name, part=part, target=target[:200]),
        tr("Bilder und Texte einbetten statt verknüpfen; erlaubt sind nur Hyperlinks."),
    )


def _problem(message: str) -> Problem:
    return Problem(message, tr("Die Datei stammt nicht von Word oder wurde verändert; sie wird nicht geöffnet."))
