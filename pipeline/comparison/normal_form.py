"""What two documents must share to be called equal: the sequence of paragraphs and cells, as plain frozen data.

Two files may say the same in different XML: other relationship ids, other list ids, runs cut elsewhere, numbers of
pages from the last printing. The normal form keeps what a reader sees (text, style, list level, alignment and other
paragraph properties, run formatting, link targets, pictures by their content, notes at the place of their reference)
and drops the rest. Documents with tracked changes are settled first (``revisions``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.comparison.canonical import Canonical
from pipeline.comparison.numbering import ListLevel, Lists
from pipeline.comparison.opc import Package, R, w
from pipeline.comparison.revisions import DELETIONS

PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF")
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
TEXT_BOX = w("txbxContent")
SIGNS = {
    w("tab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
BREAKS = {"page": "\f", "column": "\v"}
INVISIBLE = {
    w(name)
    for name in (
        "rPr",
        "pPr",
        "lastRenderedPageBreak",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "annotationRef",
        "permStart",
        "permEnd",
        "sdtPr",
        "sdtEndPr",
        "smartTagPr",
        "customXmlPr",
    )
}


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text with one formatting. ``format`` is canonical, ``link`` an address or ``#`` for a place inside."""

    text: str
    format: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """What stands in a line without being text: picture, field, formula, note reference, text box.

    Attributes:
        kind: ``field``, ``field_end``, ``footnote``, ``endnote``, ``drawing``, ``formula`` or the element's name.
        value: canonical content; for pictures it contains the SHA-256 of the image.
        blocks: the paragraphs inside: of the note, of the text box.
    """

    kind: str
    value: str = ""
    format: str = ""
    link: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    Attributes:
        pieces: text and things in order; neighbours with one formatting are joined.
        style: name of the style, lower case; empty for the default.
        list_level: level and format where it is a list item.
        align: ``center``, ``right``, ``both`` or empty.
        properties: canonical form of all other paragraph properties.
        mark: canonical formatting of the paragraph mark.
        section: canonical page setup, where a section ends here.
        label: printed number or bullet; not part of equality, since it follows from the paragraphs before.
        tags: (start, stop, tag) of the content controls, in characters of ``text``; not part of equality.
    """

    pieces: tuple[Text | Thing, ...]
    style: str = ""
    list_level: ListLevel | None = None
    align: str = ""
    properties: str = ""
    mark: str = ""
    section: str = ""
    label: str = field(default="", compare=False)
    tags: tuple[tuple[int, int, str], ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """The text alone; things leave no trace in it."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Text))


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; ``properties`` holds spans and borders in canonical form."""

    blocks: tuple[Block, ...]
    properties: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One table row."""

    cells: tuple[Cell, ...]
    properties: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table."""

    rows: tuple[Row, ...]
    properties: str = ""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """Page setup and the headers and footers in force, by kind such as ``header default``; empty ones left out."""

    properties: str
    stories: tuple[tuple[str, tuple[Block, ...]], ...]


@dataclass(frozen=True, slots=True)
class NormalForm:
    """A whole document."""

    body: tuple[Block, ...]
    sections: tuple[Section, ...]
    labels: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All text of the body, paragraphs and cells ended by a line feed."""
        return "".join(block_text(block) for block in self.body)


def block_text(block: Block) -> str:
    """Return the text of a block, each paragraph ended by a line feed."""
    return "".join(f"{paragraph.text}\n" for paragraph in paragraphs(block))


def paragraphs(block: Block) -> Iterator[Paragraph]:
    """Yield the paragraphs of a block, those in table cells too."""
    if isinstance(block, Paragraph):
        yield block
        return
    for row in block.rows:
        for cell in row.cells:
            for inner in cell.blocks:
                yield from paragraphs(inner)


def normal_form(package: Package) -> NormalForm:
    """Return the normal form of a document without tracked changes."""
    reader = Reader(package)
    body = package.tree(package.main).find(w("body"))
    blocks = reader.blocks(package.main, body) if body is not None else ()
    labels = tuple(p.label for block in blocks for p in paragraphs(block) if p.label)
    return NormalForm(blocks, tuple(reader.sections()), labels)


class Reader:
    """Reads blocks of one package. Blocks of the body are to be read in order, since lists count on."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.canonical = Canonical(package)
        self._lists = Lists(package)
        self._styles, self._default = _style_names(package)
        self._notes = {kind: self._read_notes(kind) for kind in ("footnote", "endnote")}

    def _read_notes(self, kind: str) -> dict[str, tuple[str, etree._Element]]:
        return {
            note.get(w("id"), ""): (part, note)
            for part in self.package.related(self.package.main, f"{kind}s")
            if part in self.package.parts
            for note in self.package.tree(part).iter(w(kind))
        }

    # ---------------------------------------------------------------------------------------------------- blocks

    def blocks(self, part: str, container: etree._Element | list[etree._Element], tag: str = "") -> tuple[Block, ...]:
        """Return the paragraphs and tables directly in ``container``, through content controls."""
        found: list[Block] = []
        for element in container:
            if element.tag == w("p"):
                found.append(self.paragraph(part, element, tag))
            elif element.tag == w("tbl"):
                found.append(self._table(part, element, tag))
            elif element.tag == w("sdt"):
                inner = element.find(w("sdtContent"))
                found += self.blocks(part, inner, control_tag(element) or tag) if inner is not None else ()
            elif element.tag in (w("customXml"), w("smartTag")):
                found += self.blocks(part, element, tag)
        return tuple(found)

    def _table(self, part: str, table: etree._Element, tag: str) -> Table:
        rows = []
        for row in _through_controls(table, w("tr")):
            cells = [
                Cell(self.blocks(part, cell, tag), self.canonical.properties(part, cell.find(w("tcPr"))))
                for cell in _through_controls(row, w("tc"))
            ]
            rows.append(Row(tuple(cells), self.canonical.properties(part, row.find(w("trPr")))))
        head = self.canonical.properties(part, table.find(w("tblPr")))
        grid = self.canonical.properties(part, table.find(w("tblGrid")))
        return Table(tuple(rows), f"{head}|{grid}")

    def paragraph(self, part: str, element: etree._Element, tag: str = "") -> Paragraph:
        """Return the normal form of one ``w:p``."""
        properties = element.find(w("pPr"))
        line = _Line()
        self._inline(part, element, line, "", tag)
        if properties is None:
            identity, align, rest, mark, section = "", "", "", "", ""
        else:
            identity, align, rest, mark, section = self.canonical.paragraph(part, properties)
        place = self._lists.place(identity or self._default, properties)
        return Paragraph(
            tuple(line.pieces()),
            self._styles.get(identity, identity) if identity != self._default else "",
            self._lists.level(place) if place else None,
            align,
            rest,
            mark,
            section,
            self._lists.count(place) if place and part == self.package.main else "",
            tuple(line.tags),
        )

    # ---------------------------------------------------------------------------------------------------- inline

    def _inline(self, part: str, parent: etree._Element, line: _Line, link: str, tag: str) -> None:
        for element in parent:
            name = element.tag
            if name == w("r"):
                self._run(part, element, line, link, tag)
            elif name in INVISIBLE or name in DELETIONS:
                continue
            elif name == w("hyperlink"):
                self._inline(part, element, line, self.target(part, element), tag)
            elif name == w("fldSimple"):
                line.open_field(element.get(w("instr"), ""))
                self._inline(part, element, line, link, tag)
                line.close_field()
            elif name == w("sdt"):
                inner = element.find(w("sdtContent"))
                if inner is not None:
                    self._inline(part, inner, line, link, control_tag(element) or tag)
            elif str(name).startswith(f"{{{M}}}"):
                line.add(Thing("formula", self.canonical.element(part, element)), tag)
            else:
                self._inline(part, element, line, link, tag)

    def _run(self, part: str, run: etree._Element, line: _Line, link: str, tag: str) -> None:
        form = self.canonical.properties(part, run.find(w("rPr")))
        for element in run:
            name = element.tag
            if name == w("t"):
                line.text(element.text or "", form, link, tag)
            elif name in INVISIBLE:
                continue
            elif name in SIGNS:
                line.text(SIGNS[name], form, link, tag)
            elif name == w("br"):
                line.text(BREAKS.get(element.get(w("type"), ""), "\n"), form, link, tag)
            elif name == w("fldChar"):
                line.field_mark(element.get(w("fldCharType"), ""))
            elif name == w("instrText"):
                line.instruction(element.text or "")
            elif name in (w("footnoteReference"), w("endnoteReference")):
                line.add(self._note(element, form), tag)
            else:
                line.add(self._thing(part, element, form, link), tag)

    def note(self, kind: str, identity: str) -> tuple[str, etree._Element | None]:
        """Return the part and the ``w:footnote`` or ``w:endnote`` with that id, or None in its place."""
        return self._notes[kind].get(identity, ("", None))

    def _note(self, reference: etree._Element, form: str) -> Thing:
        kind = etree.QName(reference).localname.removesuffix("Reference")
        part, note = self.note(kind, reference.get(w("id"), ""))
        blocks = self.blocks(part, note) if note is not None else ()
        return Thing(kind, reference.get(w("customMarkFollows"), ""), form, "", blocks)

    def _thing(self, part: str, element: etree._Element, form: str, link: str) -> Thing:
        boxes = [box for box in element.iter(TEXT_BOX) if not _inside_box(box, element)]
        blocks = tuple(block for box in boxes for block in self.blocks(part, box))
        kind = etree.QName(element).localname
        if kind in ("AlternateContent", "pict", "object"):
            kind = "drawing"
        return Thing(kind, self.canonical.element(part, element, without=TEXT_BOX), form, link, blocks)

    def target(self, part: str, hyperlink: etree._Element) -> str:
        """Return where a ``w:hyperlink`` leads."""
        relation = self.package.relations(part).get(hyperlink.get(f"{{{R}}}id", ""))
        anchor = hyperlink.get(w("anchor"), "")
        # Names that begin with an underscore are made by the word processor and change from one saving to the next.
        place = "" if not anchor else "#" if anchor.startswith("_") else f"#{anchor}"
        return (relation.target if relation else "") + place

    # -------------------------------------------------------------------------------------------------- sections

    def sections(self) -> Iterator[Section]:
        """Yield the sections in order, each with the headers and footers in force, inherited ones too."""
        part = self.package.main
        in_force: dict[str, tuple[Block, ...]] = {}
        for setup in self.package.tree(part).iter(w("sectPr")):
            for reference in setup.iter(w("headerReference"), w("footerReference")):
                kind = etree.QName(reference).localname.removesuffix("Reference")
                relation = self.package.relations(part).get(reference.get(f"{{{R}}}id", ""))
                if relation is not None and relation.target in self.package.parts:
                    story = self.blocks(relation.target, self.package.tree(relation.target))
                    in_force[f"{kind} {reference.get(w('type'), 'default')}"] = story
            visible = ((kind, in_force[kind]) for kind in sorted(in_force) if _visible(in_force[kind]))
            yield Section(self.canonical.properties(part, setup), tuple(visible))


@dataclass
class _Line:
    """Gathers the pieces of one paragraph; knows in which fields it stands."""

    found: list[Text | Thing] = field(default_factory=list)
    tags: list[tuple[int, int, str]] = field(default_factory=list)
    length: int = 0
    fields: list[list[str]] = field(default_factory=list)  # [instruction, "code" | "result" | "page"]

    def text(self, text: str, form: str, link: str, tag: str) -> None:
        if not text or (self.fields and any(state != "result" for _, state in self.fields)):
            return
        last = self.found[-1] if self.found else None
        if isinstance(last, Text) and last.format == form and last.link == link:
            self.found[-1] = Text(last.text + text, form, link)
        else:
            self.found.append(Text(text, form, link))
        if tag:
            self._tag(len(text), tag)
        self.length += len(text)

    def _tag(self, size: int, tag: str) -> None:
        if self.tags and self.tags[-1][1:] == (self.length, tag):
            self.tags[-1] = (self.tags[-1][0], self.length + size, tag)
        else:
            self.tags.append((self.length, self.length + size, tag))

    def add(self, thing: Thing, tag: str) -> None:
        if not (self.fields and any(state != "result" for _, state in self.fields)):
            self.found.append(thing)
            if tag:
                self._tag(0, tag)

    def instruction(self, text: str) -> None:
        if self.fields and self.fields[-1][1] == "code":
            self.fields[-1][0] += text

    def field_mark(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(["", "code"])
        elif kind == "separate" and self.fields:
            self._show_field()
        elif kind == "end" and self.fields:
            if self.fields[-1][1] == "code":
                self._show_field()
            self.close_field()

    def open_field(self, instruction: str) -> None:
        self.fields.append([instruction, "code"])
        self._show_field()

    def _show_field(self) -> None:
        instruction = " ".join(self.fields[-1][0].split())
        page = instruction.split(" ")[0].upper() in PAGE_FIELDS
        if page:
            instruction = re.sub(r"\b_\w+", "_", instruction)
        self.fields[-1][1] = "result"
        self.add(Thing("field", instruction), "")
        self.fields[-1][1] = "page" if page else "result"

    def close_field(self) -> None:
        if self.fields:
            self.fields.pop()
            self.add(Thing("field_end"), "")

    def pieces(self) -> list[Text | Thing]:
        return self.found


def control_tag(control: etree._Element) -> str:
    """Return the ``w:tag`` of a content control, or empty."""
    tag = control.find(f"{w('sdtPr')}/{w('tag')}")
    return tag.get(w("val"), "") if tag is not None else ""


def _through_controls(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("customXml")):
            yield from _through_controls(child, name)


def _inside_box(box: etree._Element, top: etree._Element) -> bool:
    return any(parent.tag == TEXT_BOX for parent in box.iterancestors() if parent is not top)


def _visible(blocks: tuple[Block, ...]) -> bool:
    return any(paragraph.pieces for block in blocks for paragraph in paragraphs(block))


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
