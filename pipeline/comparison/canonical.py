"""One string for all XML that means the same: sorted, without the marks that a word processor leaves for itself."""

from __future__ import annotations

import hashlib

from lxml import etree

from pipeline.comparison.opc import Package, R, W, w

IGNORED = {
    w(name)
    for name in (
        "lang",  # spelling language and state of the spell checker: nothing a reader sees
        "noProof",
        "cnfStyle",  # cache of the conditional table style
        "rPrChange",
        "pPrChange",
        "tblPrChange",
        "tblGridChange",
        "trPrChange",
        "tcPrChange",
        "sectPrChange",
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "headerReference",  # headers and footers are compared as stories
        "footerReference",
        "divId",
    )
}
OF_THE_MARK = {w("pStyle"), w("numPr"), w("jc"), w("rPr"), w("sectPr")}
TOGGLES = {
    w(name)
    for name in [
        "b",
        "bCs",
        "i",
        "iCs",
        "caps",
        "smallCaps",
        "strike",
        "dstrike",
        "outline",
        "shadow",
        "emboss",
        "imprint",
        "vanish",
        "webHidden",
        "rtl",
        "cs",
    ]
}
STYLES = {w("rStyle"), w("tblStyle")}
ON, OFF = ("1", "true", "on"), ("0", "false", "off")
NAMES_OF_THE_PROGRAM = {"id", "name", "anchorId", "editId", "spid", "gfxdata"}
"""Attributes of drawings that each saving numbers anew."""

ALIGNMENTS = {"left": "", "start": "", "end": "right", "distribute": "both"}


class Canonical:
    """Canonical strings for the XML of one package; relationship ids are replaced by what they lead to."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._hashes: dict[str, str] = {}
        self._known: dict[bytes, str] = {}
        self._paragraphs: dict[bytes, tuple[str, str, str, str, str]] = {}
        self.style_names, self.default_style = _style_names(package)

    def properties(self, part: str, properties: etree._Element | None) -> str:
        """Return the canonical form of ``w:rPr``, ``w:tblPr`` and the like; empty if there is nothing to say."""
        if properties is None or len(properties) == 0:
            return ""
        key = etree.tostring(properties, with_tail=False)
        if key not in self._known:
            kept = [child for child in properties if child.tag not in IGNORED]
            self._known[key] = self.join(part, kept, ordered=properties.tag == w("tblGrid"))
        return self._known[key]

    def paragraph(self, part: str, properties: etree._Element) -> tuple[str, str, str, str, str]:
        """Return style id, alignment, other properties, formatting of the mark and page setup of a ``w:pPr``."""
        key = etree.tostring(properties, with_tail=False)
        if key not in self._paragraphs:
            align = _value(properties, "jc")
            rest = [child for child in properties if child.tag not in OF_THE_MARK and child.tag not in IGNORED]
            self._paragraphs[key] = (
                _value(properties, "pStyle"),
                ALIGNMENTS.get(align, align),
                self.join(part, rest),
                self.properties(part, properties.find(w("rPr"))),
                self.properties(part, properties.find(w("sectPr"))),
            )
        return self._paragraphs[key]

    def join(self, part: str, elements: list[etree._Element], *, ordered: bool = False) -> str:
        """Return the canonical form of properties; their order means nothing but for the columns of a grid."""
        texts = [self.element(part, element) for element in elements]
        return ";".join(texts if ordered else sorted(texts))

    def element(self, part: str, element: etree._Element, without: str = "") -> str:
        """Return the canonical form of ``element``, leaving out the content of elements named ``without``."""
        attributes = sorted(
            self._attribute(part, element, str(key), str(value)) for key, value in element.attrib.items()
        )
        shown = " ".join(text for text in attributes if text)
        name = _short(str(element.tag))
        if element.tag == without:
            return name
        inner = "".join(self.element(part, child, without) for child in element if child.tag not in IGNORED)
        text = (element.text or "") if len(element) == 0 else (element.text or "").strip()
        return f"{name}({shown}){text}" + (f"{{{inner}}}" if inner else "")

    def _attribute(self, part: str, element: etree._Element, key: str, value: str) -> str:
        qualified = etree.QName(key)
        local, space = qualified.localname, qualified.namespace
        if local.startswith("rsid") or local in ("paraId", "textId"):
            return ""
        if element.tag in TOGGLES and key == w("val"):
            return "" if value in ON else "0" if value in OFF else value
        if element.tag in STYLES and key == w("val"):
            return f"{local}={self.style_names.get(value, value)}"
        if space == R:
            return f"r:{local}={self._content(part, value)}"
        if local in NAMES_OF_THE_PROGRAM and not str(element.tag).startswith(f"{{{W}}}"):
            return ""
        return f"{local}={value}"

    def _content(self, part: str, identity: str) -> str:
        relation = self._package.relations(part).get(identity)
        if relation is None:
            return ""
        if relation.external:
            return relation.target
        if relation.target not in self._hashes:
            data = self._package.parts.get(relation.target, b"")
            self._hashes[relation.target] = hashlib.sha256(data).hexdigest()
        return self._hashes[relation.target]


def _value(properties: etree._Element, name: str) -> str:
    found = properties.find(w(name))
    return found.get(w("val"), "") if found is not None else ""


def _short(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    return local if space == f"{{{W}" else f"{space.rpartition('/')[2]}:{local}"


def _style_names(package: Package) -> tuple[dict[str, str], str]:
    """Return style ids with their names in lower case, and the id of the default paragraph style."""
    root = package.part_of("styles")
    names: dict[str, str] = {}
    default = ""
    for style in root.iter(w("style")) if root is not None else ():
        identity, name = style.get(w("styleId"), ""), style.find(w("name"))
        names[identity] = name.get(w("val"), identity).lower() if name is not None else identity.lower()
        if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
            default = identity
    return names, default
