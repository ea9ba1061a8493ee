"""Reading the normal form out of a package: body, notes at their references, headers and footers of each section."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.comparison.canonical import Canonical
from pipeline.comparison.line_form import LineForm
from pipeline.comparison.normal_form import Block, Cell, NormalForm, Paragraph, Row, Section, Table, Thing, paragraphs
from pipeline.comparison.numbering import Lists
from pipeline.comparison.opc import Package, R, w
from pipeline.comparison.revisions import DELETIONS

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


def normal_form(package: Package) -> NormalForm:
    """Return the normal form of a document without tracked changes."""
    reader = Reader(package)
    body = package.tree(package.main).find(w("body"))
    blocks = reader.blocks(package.main, body) if body is not None else ()
    labels = tuple(p.label for block in blocks for p in paragraphs(block) if p.label)
    return NormalForm(blocks, tuple(reader.sections()), labels)


class Reader:
    """Reads blocks of one package. Blocks of the body are to be read in order, since lists count on.

    With ``ids`` the forms also tell lists and headers of sections apart by their ids; such forms can be compared only
    among harmonised packages.
    """

    def __init__(self, package: Package, *, ids: bool = False) -> None:
        self.package = package
        self._ids = ids
        self.canonical = Canonical(package)
        self._lists = Lists(package)
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
        line = LineForm()
        self._inline(part, element, line, "", tag)
        if properties is None:
            identity, align, rest, mark, section = "", "", "", "", ""
        else:
            identity, align, rest, mark, section = self.canonical.paragraph(part, properties)
            if section and self._ids:
                references = properties.iter(w("headerReference"), w("footerReference"))
                section += "".join(f"\n{reference.get(f'{{{R}}}id')}" for reference in references)
        place = self._lists.place(identity or self.canonical.default_style, properties)
        return Paragraph(
            tuple(line.found),
            self.canonical.style_names.get(identity, identity) if identity != self.canonical.default_style else "",
            self._lists.level(place, ids=self._ids) if place else None,
            align,
            rest,
            mark,
            section,
            self._lists.count(place) if place and part == self.package.main else "",
            tuple(line.tags),
        )

    # ---------------------------------------------------------------------------------------------------- inline

    def _inline(self, part: str, parent: etree._Element, line: LineForm, link: str, tag: str) -> None:
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

    def _run(self, part: str, run: etree._Element, line: LineForm, link: str, tag: str) -> None:
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
