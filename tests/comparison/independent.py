"""A second reading of tracked changes, written apart from the program: it never edits the XML.

It walks a redline once and decides for each element whether a reader sees it after „accept all“ or „reject all“. Nothing
of the program is used, so that an error in the program's own accept and reject cannot hide behind itself.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PAGE_NUMBERS = ("PAGE", "NUMPAGES", "PAGEREF")
Seen = list[Any]


@dataclass
class _Open:
    """A paragraph that is being read; it ends only at a mark that the reader sees."""

    content: Seen = field(default_factory=list)
    fields: list[str] = field(default_factory=list)


class Reading:
    def __init__(self, data: bytes, view: str) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.gone = {W + n for n in (("del", "moveFrom") if view == "accepted" else ("ins", "moveTo"))}
        self.former = view == "rejected"

    def root(self, name: str) -> Any:
        return etree.fromstring(self.parts[name])

    def targets(self, part: str) -> dict[str, str]:
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels"
        if rels not in self.parts:
            return {}
        return {line.get("Id"): line.get("Target") for line in self.root(rels)}

    # -------------------------------------------------------------------------------------------------- properties

    def properties(self, owner: Any, name: str, skip: tuple[str, ...] = ()) -> dict[str, str]:
        """Return the properties in force: the former ones if the reader rejects and a change is stored."""
        holder = owner.find(W + name)
        if holder is None:
            return {}
        change = holder.find(f"{W}{name}Change")
        if self.former and change is not None:
            holder = change[0] if len(change) else change
        leave_out = {W + n for n in (*skip, f"{name}Change", "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")}
        return {
            etree.QName(child).localname: repr(sorted(child.attrib.items()))
            + "".join(repr(sorted(inner.attrib.items())) for inner in child.iterdescendants())
            for child in holder
            if child.tag not in leave_out
        }

    # ------------------------------------------------------------------------------------------------------ blocks

    def blocks(self, part: str, container: Any) -> Seen:
        found: Seen = []
        line = _Open()
        children = [child for child in container if child.tag in (W + "p", W + "tbl")]
        for index, child in enumerate(children):
            if child.tag == W + "tbl":
                table = self.table(part, child)
                if table["rows"]:
                    found.append(table)
                continue
            self.inline(part, child, line, "")
            mark = child.find(f"{W}pPr/{W}rPr")
            vanishes = mark is not None and any(entry.tag in self.gone for entry in mark)
            following = children[index + 1].tag if index + 1 < len(children) else ""
            if vanishes and (following == W + "p" or (following == W + "tbl" and not line.content)):
                continue
            properties = self.properties(child, "pPr", ("rPr", "sectPr"))
            found.append({"p": self.merged(line.content), "properties": properties})
            line = _Open()
        return found

    def table(self, part: str, table: Any) -> dict[str, Any]:
        rows = []
        for row in table.iterchildren(W + "tr"):
            marks = row.find(W + "trPr")
            if marks is not None and any(mark.tag in self.gone for mark in marks):
                continue
            cells = []
            for cell in row.iterchildren(W + "tc"):
                head = cell.find(W + "tcPr")
                lost = W + ("cellIns" if self.former else "cellDel")
                if head is None or head.find(lost) is None:
                    cells.append({"blocks": self.blocks(part, cell), "properties": self.properties(cell, "tcPr")})
            rows.append(cells)
        return {"rows": rows, "properties": self.properties(table, "tblPr")}

    # ------------------------------------------------------------------------------------------------------ inline

    def inline(self, part: str, parent: Any, line: _Open, link: str) -> None:
        for child in parent:
            if child.tag in self.gone or child.tag == W + "pPr":
                continue
            if child.tag == W + "r":
                self.run(part, child, line, link)
            elif child.tag == W + "hyperlink":
                self.inline(part, child, line, self.targets(part).get(child.get(R + "id"), "#"))
            else:
                self.inline(part, child, line, link)

    def run(self, part: str, run: Any, line: _Open, link: str) -> None:
        look = repr(sorted(self.properties(run, "rPr").items())) + link
        for child in run:
            name = etree.QName(child).localname
            if name == "fldChar":
                kind = child.get(W + "fldCharType")
                if kind == "begin":
                    line.fields.append("")
                elif kind == "end":
                    line.content.append(("field", line.fields.pop().strip()))
            elif name in ("instrText", "delInstrText"):
                line.fields[-1] += child.text or ""
            elif any(field.split()[:1] and field.split()[0] in PAGE_NUMBERS for field in line.fields):
                continue
            elif name in ("t", "delText"):
                line.content.append((child.text or "", look))
            elif name in ("tab", "br"):
                line.content.append((name, look))
            elif name in ("footnoteReference", "endnoteReference"):
                line.content.append((name, self.note(name.removesuffix("Reference"), child.get(W + "id"))))
            elif name == "drawing":
                line.content.append(("drawing", [self.picture(part, blip) for blip in child.iter("{*}blip")]))

    def picture(self, part: str, blip: Any) -> str:
        target = self.targets(part)[blip.get(R + "embed")]
        name = target.lstrip("/") if target.startswith("/") else f"word/{target}"
        return hashlib.sha256(self.parts[name]).hexdigest()

    def note(self, kind: str, identity: str) -> Seen:
        part = f"word/{kind}s.xml"
        notes = [note for note in self.root(part).iter(W + kind) if note.get(W + "id") == identity]
        return [self.blocks(part, note) for note in notes]

    @staticmethod
    def merged(content: Seen) -> Seen:
        found: Seen = []
        for item in content:
            if item[0] == "" and isinstance(item[1], str):
                continue
            same = found and isinstance(item[1], str) and found[-1][1] == item[1] and item[0] not in ("tab", "br")
            if same and found[-1][0] not in ("tab", "br", "field"):
                found[-1] = (found[-1][0] + item[0], item[1])
            else:
                found.append(item)
        return found


def read(data: bytes, view: str = "accepted") -> dict[str, Seen]:
    """Return what a reader sees of body, notes, headers and footers after accepting or rejecting all changes."""
    reading = Reading(data, view)
    body = reading.root("word/document.xml").find(W + "body")
    seen = {"body": reading.blocks("word/document.xml", body)}
    for name in sorted(reading.parts):
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            seen[name] = reading.blocks(name, reading.root(name))
    return seen


def marks(data: bytes) -> list[Any]:
    """Return every tracked change of a redline."""
    reading = Reading(data, "accepted")
    names = [name for name in reading.parts if name.startswith("word/") and name.endswith(".xml")]
    wanted = {W + n for n in ("ins", "del", "rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrChange")}
    return [element for name in sorted(names) for element in reading.root(name).iter() if element.tag in wanted]


def marked_characters(data: bytes) -> int:
    """Return how many characters stand inside insertions and deletions."""
    outer = (W + "ins", W + "del")
    return sum(
        len(text.text or "")
        for mark in marks(data)
        if mark.tag in outer and not any(parent.tag in outer for parent in mark.iterancestors())
        for text in mark.iter(W + "t", W + "delText")
    )
