"""A DOCX opened for changes: parts as XML trees, relationships, style sheet."""

from __future__ import annotations

import posixpath
from functools import cached_property

from lxml import etree

from pipeline.documents.archive import CORE_PART, CoreProperties, core_part, read_parts, write_parts
from pipeline.documents.ooxml import NAMESPACES, RELATION, Element, parse, qn
from pipeline.documents.styles import StyleSheet
from pipeline.errors import InputError, Problem
from pipeline.language import tr

_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


class Package:
    """One DOCX.

    Attributes:
        file: the file as the user knows it, for messages.
        parts: bytes by name; parts that were opened as a tree are written back by :meth:`to_bytes`.
    """

    def __init__(self, data: bytes, file: str = "") -> None:
        self.file = file
        self.parts = read_parts(data, file)
        self._trees: dict[str, Element] = {}
        main = self.targets("", "officeDocument")
        if not main or main[0] not in self.parts:
            raise InputError(Problem(tr("Das ist keine Word-Datei (.docx)."), file=file))
        self.main = main[0]

    def tree(self, part: str) -> Element:
        """Return the root element of ``part``; changes to it are kept.

        Raises:
            InputError: the part is missing or not well formed.
        """
        if part not in self._trees:
            if part not in self.parts:
                raise InputError(Problem(tr("Der Word-Datei fehlt der Teil {part}.", part=part), file=self.file))
            try:
                self._trees[part] = parse(self.parts[part])
            except ValueError as error:
                raise InputError(
                    Problem(
                        tr("Der Teil {part} ist kein lesbares XML: {reason}.", part=part, reason=error),
                        file=self.file,
                    )
                ) from error
        return self._trees[part]

    def check(self) -> None:
        """Read every XML part once.

        Raises:
            InputError: a part is not well formed or declares a document type.
        """
        for part in self.parts:
            if part.endswith((".xml", ".rels")):
                self.tree(part)

    def put(self, part: str, content: bytes, content_type: str = "") -> None:
        """Add or replace a part, and declare its content type where the file's ending does not say it."""
        self.parts[part] = content
        self._trees.pop(part, None)
        if content_type:
            types = self.tree("[Content_Types].xml")
            for override in types.findall(qn("ct:Override")):
                if override.get("PartName") == f"/{part}":
                    override.set("ContentType", content_type)
                    return
            etree.SubElement(types, qn("ct:Override"), {"PartName": f"/{part}", "ContentType": content_type})

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Declare the content type of all parts whose name has this ending."""
        types = self.tree("[Content_Types].xml")
        if not any(default.get("Extension", "").casefold() == ending for default in types.findall(qn("ct:Default"))):
            types.insert(0, etree.Element(qn("ct:Default"), {"Extension": ending, "ContentType": content_type}))

    def relations(self, part: str) -> Element:
        """Return the relationships of ``part`` (``""``: of the package) as an element that may be changed."""
        name = _relations_part(part)
        if name not in self.parts:
            empty = f'<Relationships xmlns="{NAMESPACES["pr"]}"/>'
            self.parts[name] = empty.encode()
        return self.tree(name)

    def targets(self, part: str, kind: str) -> list[str]:
        """Return the parts to which ``part`` has a relationship of ``kind`` (``header``), in their order."""
        if _relations_part(part) not in self.parts:
            return []
        return [
            _resolved(part, relation.get("Target", ""))
            for relation in self.relations(part)
            if relation.get("Type", "").rpartition("/")[2] == kind and relation.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of the relationship of ``part`` to ``target``, made where it is missing.

        Args:
            part: the part that holds the reference.
            kind: type of the relationship; a bare word is one of the office relationships.
            target: address, or name relative to the part.
            external: an address outside the file.
        """
        relations = self.relations(part)
        full = kind if "/" in kind else f"{RELATION}/{kind}"
        for relation in relations:
            same = relation.get("Type") == full and relation.get("Target") == target
            if same and (relation.get("TargetMode") == "External") == external:
                return str(relation.get("Id"))
        numbers = [int(i[3:]) for i in (r.get("Id", "") for r in relations) if i[:3] == "rId" and i[3:].isdecimal()]
        new = f"rId{max(numbers, default=0) + 1}"
        attributes = {"Id": new, "Type": full, "Target": target}
        if external:
            attributes["TargetMode"] = "External"
        etree.SubElement(relations, qn("pr:Relationship"), attributes)
        return new

    @property
    def stories(self) -> list[str]:
        """The parts that hold text: body, headers, footers, footnotes, endnotes, each in the order of its references."""
        found = [self.main]
        for kind in ("header", "footer", "footnotes", "endnotes"):
            found += [part for part in self.targets(self.main, kind) if part in self.parts and part not in found]
        return found

    @property
    def body(self) -> Element:
        """The body of the main part."""
        body = self.tree(self.main).find(qn("w:body"))
        if body is None:
            raise InputError(Problem(tr("Das ist keine Word-Datei (.docx)."), file=self.file))
        return body

    @cached_property
    def styles(self) -> StyleSheet:
        """The style sheet."""
        part = next(iter(self.targets(self.main, "styles")), "")
        return StyleSheet(self.tree(part) if part else etree.Element(qn("w:styles")), self.file)

    @property
    def numbering(self) -> Element | None:
        """The root of the numbering part, or ``None``."""
        part = next(iter(self.targets(self.main, "numbering")), "")
        return self.tree(part) if part in self.parts else None

    def set_properties(self, properties: CoreProperties) -> None:
        """Replace the core properties by ``properties``."""
        existing = self.targets("", "core-properties")
        part = existing[0] if existing else CORE_PART
        if not existing:
            self.relate("", _CORE_RELATION, CORE_PART)
        self.put(part, core_part(properties), _CORE_TYPE)

    def to_bytes(self) -> bytes:
        """Return the DOCX; the same content gives the same bytes."""
        for part, root in self._trees.items():
            if part.endswith(".rels") and len(root) == 0:  # asked for, and nothing was related
                self.parts.pop(part, None)
                continue
            self.parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return write_parts(self.parts)


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
