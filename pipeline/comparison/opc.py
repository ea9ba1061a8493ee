"""A Word file as its parts: names, XML trees and relationships, and back to the same bytes each time.

Open Packaging Conventions (ECMA-376 part 2): a zip of named parts; each part may have a file of relationships, in which
an id stands for another part or for an address outside.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from pipeline.errors import InputError
from pipeline.language import tr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT_TYPES = "[Content_Types].xml"
EPOCH = (1980, 1, 1, 0, 0, 0)

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name


def type_of(kind: str) -> str:
    """Return the full type address of relationships such as ``hyperlink`` or ``header``."""
    return f"{R}/{kind}"


def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


def element_of(name: str, attributes: Mapping[str, str] | None = None) -> etree._Element:
    """Return a new WordprocessingML element with the usual prefix."""
    return etree.Element(w(name), dict(attributes or {}), nsmap={"w": W, "r": R})


@dataclass(frozen=True, slots=True)
class Relationship:
    """One line of a relationships file.

    Attributes:
        id: the id the XML uses, such as ``rId4``.
        type: the last step of the type's address, such as ``hyperlink``.
        target: an address outside, or the name of a part.
        external: whether ``target`` lies outside the package.
        uri: the full type address, as read.
    """

    id: str
    type: str
    target: str
    external: bool
    uri: str = ""


@dataclass
class Package:
    """The parts of one Word file; trees are parsed when asked for and written back by :meth:`save`."""

    parts: dict[str, bytes]
    _trees: dict[str, etree._Element] = field(default_factory=dict)
    _relations: dict[str, dict[str, Relationship]] = field(default_factory=dict)

    def tree(self, name: str) -> etree._Element:
        """Return the root of the XML part ``name``; changes to it are kept.

        Raises:
            InputError: the part is missing, no XML, or holds a document type definition.
        """
        if name not in self._trees:
            if name not in self.parts:
                raise InputError(tr("In der Word-Datei fehlt der Teil {part}.", part=name), _save_again())
            self._trees[name] = parse_part(name, self.parts[name])
        return self._trees[name]

    def replace(self, name: str, root: etree._Element) -> None:
        """Put ``root`` in place of the part ``name``, or add it."""
        self.parts.setdefault(name, b"")
        self._trees[name] = root

    def forget(self, name: str) -> None:
        """Remove a part and its entry among the content types."""
        self.parts.pop(name, None)
        self._trees.pop(name, None)
        types = self.tree(CONTENT_TYPES)
        for line in [line for line in types if line.get("PartName", "").lstrip("/").lower() == name.lower()]:
            types.remove(line)

    @cached_property
    def main(self) -> str:
        """Name of the main document part, usually ``word/document.xml``."""
        for relation in self.relations("").values():
            if relation.type == "officeDocument" and not relation.external:
                return relation.target
        raise InputError(tr("Das ist keine Word-Datei: Der Hauptteil fehlt."), _save_again())

    def relations(self, part: str) -> dict[str, Relationship]:
        """Return the relationships of ``part`` by id; changes to the mapping are kept. ``""`` is the package itself."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, Relationship]:
        name = relations_name(part)
        if name not in self.parts:
            return {}
        found: dict[str, Relationship] = {}
        for line in self.tree(name):
            identity, uri, target = (line.get(key, "") for key in ("Id", "Type", "Target"))
            external = line.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
            found[identity] = Relationship(identity, uri.rpartition("/")[2], target, external, uri)
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """Return the names of the parts to which ``part`` is related by ``kind``, in order of their names."""
        return sorted({r.target for r in self.relations(part).values() if r.type == kind and not r.external})

    def stories(self) -> list[str]:
        """Return the parts that hold text: main part, headers, footers, notes."""
        kinds = ("header", "footer", "footnotes", "endnotes")
        found = [self.main, *(name for kind in kinds for name in self.related(self.main, kind))]
        return [name for name in found if name in self.parts]

    def part_of(self, kind: str) -> etree._Element | None:
        """Return the root of the main part's only related part of that kind (``styles``, ``numbering``), or None."""
        names = [name for name in self.related(self.main, kind) if name in self.parts]
        return self.tree(names[0]) if names else None

    def copy(self) -> Package:
        """Return an independent copy; trees are copied too."""
        return Package(self.content())

    def content_of(self, part: str) -> bytes:
        """Return the bytes of one part, changes to its tree included."""
        return serialise(self._trees[part]) if part in self._trees else self.parts[part]

    def copy_of(self, part: str) -> etree._Element:
        """Return an independent tree of one part."""
        return parse_part(part, self.content_of(part))

    def content(self) -> dict[str, bytes]:
        """Return all parts as bytes, with every change to trees and relationships written back."""
        for part, relations in self._relations.items():
            name = relations_name(part)
            if relations or name in self.parts:
                self.replace(name, _relations_tree(part, relations))
        return {**self.parts, **{name: serialise(root) for name, root in self._trees.items()}}

    def save(self) -> bytes:
        """Return the package as a zip, byte for byte the same for the same content."""
        buffer = io.BytesIO()
        content = self.content()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name in sorted(content, key=lambda name: (name != CONTENT_TYPES, name)):
                info = zipfile.ZipInfo(name, EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 0  # as ``documents.archive`` writes it, whatever system this runs on
                archive.writestr(info, content[name], compresslevel=6)
        return buffer.getvalue()


def load(data: bytes) -> Package:
    """Return the package of a file that we or the engine wrote. Files from outside go through ``intake``."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return Package({name: archive.read(name) for name in archive.namelist() if not name.endswith("/")})


def relations_name(part: str) -> str:
    """Return the name of the relationships file of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def parse_part(name: str, data: bytes) -> etree._Element:
    """Return the root of one XML part, without entities, network or document type definition.

    Raises:
        InputError: the part is no well-formed XML or holds a document type definition.
    """
    if any("<!DOCTYPE".encode(coding) in data for coding in ("utf-8", "utf-16-le", "utf-16-be")):
        message = tr(
            "Der Teil {part} der Word-Datei enthält eine Dokumenttyp-Definition; das ist nicht erlaubt.", part=name
        )
        raise InputError(message, _save_again())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = str(error.msg or error)
        message = tr("Der Teil {part} der Word-Datei ist beschädigt: {reason}.", part=name, reason=reason)
        raise InputError(message, _save_again()) from error
    return root


def serialise(root: etree._Element) -> bytes:
    """Return the XML of ``root`` as a part of a package."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def content_type(package: Package, part: str) -> str:
    """Return the content type of ``part``, or empty."""
    extension = part.rpartition(".")[2].lower()
    default = ""
    for line in package.tree(CONTENT_TYPES):
        if line.get("PartName", "").lstrip("/").lower() == part.lower():
            return line.get("ContentType", "")
        if line.get("Extension", "").lower() == extension:
            default = line.get("ContentType", "")
    return default


def add_part(package: Package, name: str, data: bytes, kind: str) -> None:
    """Add a part with the content type ``kind``."""
    package.parts[name] = data
    if content_type(package, name) != kind:
        types = package.tree(CONTENT_TYPES)
        etree.SubElement(types, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=kind)


def _relations_tree(part: str, relations: dict[str, Relationship]) -> etree._Element:
    root = etree.fromstring(f'<Relationships xmlns="{PACKAGE}"/>')
    for relation in relations.values():
        folder = posixpath.dirname(part) or "."
        target = relation.target if relation.external else posixpath.relpath(relation.target, folder)
        line = etree.SubElement(
            root,
            f"{{{PACKAGE}}}Relationship",
            Id=relation.id,
            Type=relation.uri or type_of(relation.type),
            Target=target,
        )
        if relation.external:
            line.set("TargetMode", "External")
    return root


def _save_again() -> str:
    return tr("Öffnen Sie die Datei in Word oder LibreOffice, prüfen Sie sie und speichern Sie sie neu als .docx.")
