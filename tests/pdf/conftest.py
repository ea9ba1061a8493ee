"""A document with everything our templates hold, made once, converted once."""

from __future__ import annotations

import datetime
import io
import struct
import zlib
from collections.abc import Iterable

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from pipeline.pdf.archival import Attachment, PdfMetadata, make_archival
from pipeline.pdf.office import convert

HEADINGS = (("Zweck", 1), ("Kanäle", 1), ("Instagram", 2), ("Aufbewahrung", 3), ("Freigabe", 1))
METADATA = PdfMetadata(
    title="Nutzungskonzept „Soziale Medien“ & mehr",
    author="Stadt Musterstadt",
    subject="Konzept nach Art. 26 DSGVO",
    keywords="Soziale Medien, Datenschutz",
    date=datetime.date(2026, 10, 1),
)
ATTACHMENTS = (
    Attachment("source.json", b'{"a": 1}\n', "application/json", "Eingaben und ihre Prüfsummen"),
    Attachment("concept.yaml", "title: Nutzungskonzept für Köln\n".encode(), "application/yaml", "Die Akte"),
)


def _png() -> bytes:
    """A red square with a transparent corner, made without an imaging library."""
    side = 40
    rows = b"".join(
        b"\0" + b"".join(b"\xc0\x20\x20" + (b"\x40" if x + y < side else b"\xff") for x in range(side))
        for y in range(side)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _append(paragraph: Paragraph, xml: str) -> None:
    for element in parse_xml(f"<w:p {nsdecls('w', 'r')}>{xml}</w:p>"):
        paragraph._p.append(element)


def _field(instruction: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{shown}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _link(document: DocumentObject, paragraph: Paragraph, url: str, text: str) -> None:
    relation = document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    run = f'<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    _append(paragraph, f'<w:hyperlink r:id="{relation}" w:history="1">{run}</w:hyperlink>')


def _borders(paragraph: Paragraph, sides: Iterable[str], fill: str = "") -> None:
    lines = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="1F4E79"/>' for side in sides)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>"))
    if fill:
        properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'))


def _styles(document: DocumentObject) -> None:
    styles = document.styles
    styles["Normal"].font.name = "Liberation Sans"
    fonts = styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:rPr')}")
    for theme in fonts.findall(qn("w:rFonts")):
        fonts.remove(theme)
    fonts.insert(0, parse_xml(f'<w:rFonts {nsdecls("w")} w:ascii="Liberation Sans" w:hAnsi="Liberation Sans"/>'))
    language = fonts.find(qn("w:lang"))
    language.set(qn("w:val"), "de-DE")
    hyperlink = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    hyperlink.font.underline = True
    for level in (1, 2, 3):
        heading = styles[f"Heading {level}"]
        heading.font.name = "Liberation Sans"
        heading.element.rPr.find(qn("w:rFonts")).attrib.clear()
        heading.font.name = "Liberation Sans"
    for name in ("TOC 1", "TOC 2", "TOC 3", "Inhaltstitel"):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.paragraph_format.tab_stops.add_tab_stop(Pt(30))
        style.paragraph_format.tab_stops.add_tab_stop(Pt(420), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    styles["Inhaltstitel"].font.size = Pt(16)
    styles["Title"].element.rPr.find(qn("w:rFonts")).attrib.clear()
    styles["Title"].font.name = "Liberation Sans"
    title = styles["Title"].element.pPr
    title.remove(title.find(qn("w:pBdr")))


def _number_headings(document: DocumentObject) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{level + 1}"/>'
        f'<w:suff w:val="tab"/><w:lvlText w:val="{".".join(f"%{n + 1}" for n in range(level + 1))}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl>'
        for level in range(3)
    )
    numbering = document.part.numbering_part.element
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level in range(3):
        properties = document.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        numbers = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
        properties.append(numbers)


def _heading(document: DocumentObject, number: int) -> None:
    text, level = HEADINGS[number]
    paragraph = document.add_heading(text, level)
    start = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="_Toc{number:08}"/>')
    paragraph._p.insert(1, start)
    paragraph._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))


def _contents(document: DocumentObject) -> None:
    document.add_paragraph("Inhalt", "Inhaltstitel")
    numbers = ("1", "2", "2.1", "2.1.1", "3")
    for index, ((text, level), number) in enumerate(zip(HEADINGS, numbers, strict=True)):
        paragraph = document.add_paragraph(style=f"TOC {level}")
        name = f"_Toc{index:08}"
        page = _field(rf"PAGEREF {name} \h", "0")
        entry = f"<w:r><w:t>{number}</w:t><w:tab/><w:t>{text}</w:t><w:tab/></w:r>{page}"
        _append(paragraph, f'<w:hyperlink w:anchor="{name}" w:history="1">{entry}</w:hyperlink>')


def _table(document: DocumentObject) -> None:
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("Nr.", "Maßnahme", "erledigt"), strict=True):
        cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for number in range(1, 46):
        row = table.add_row().cells
        row[0].text = str(number)
        row[1].text = f"Maßnahme {number}"
        run = row[2].paragraphs[0].add_run("☒" if number % 2 else "☐")
        run.font.size = Pt(16)
    row = table.add_row().cells
    row[0].text = "46"
    row[1].paragraphs[0].add_run("Liste").bold = True
    row[1].add_paragraph("erstens", "List Bullet")
    row[1].add_paragraph("zweitens", "List Bullet")


def _footnotes(document: DocumentObject) -> None:
    notes = "".join(
        f'<w:footnote {kind} w:id="{number}"><w:p><w:r>{content}</w:r>{text}</w:p></w:footnote>'
        for kind, number, content, text in (
            ('w:type="separator"', -1, "<w:separator/>", ""),
            ('w:type="continuationSeparator"', 0, "<w:continuationSeparator/>", ""),
            ("", 1, "<w:footnoteRef/>", '<w:r><w:t xml:space="preserve"> Stand der Rechtsprechung.</w:t></w:r>'),
        )
    )
    xml = f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode()
    name = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    document.part.relate_to(
        Part(PackURI("/word/footnotes.xml"), name, xml, document.part.package), RELATIONSHIP_TYPE.FOOTNOTES
    )


def _numbered(document: DocumentObject, items: Iterable[tuple[str, int]], number: int) -> None:
    """A list of two levels, ``1.`` and ``a)``, that begins anew."""
    numbering = document.part.numbering_part.element
    if number == 90:
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{500 * (level + 1)}" w:hanging="400"/></w:pPr></w:lvl>'
            for level, (kind, text) in enumerate((("decimal", "%1."), ("lowerLetter", "%2)")))
        )
        kind = '<w:multiLevelType w:val="multilevel"/>'
        numbering.insert(
            0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="88">{kind}{levels}</w:abstractNum>')
        )
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="88"/>{again}</w:num>')
    )
    for text, level in items:
        paragraph = document.add_paragraph(text, "List Paragraph")
        place = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(place))


def rich_document() -> bytes:
    """Return the DOCX: every kind of content that our templates hold."""
    document = Document()
    _styles(document)
    _number_headings(document)
    _footnotes(document)
    properties = document.core_properties
    properties.title, properties.author = METADATA.title, METADATA.author
    properties.created = properties.modified = datetime.datetime(2026, 10, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
    section = document.sections[0]
    section.header.paragraphs[0].text = "Stadt Musterstadt"
    _borders(section.header.paragraphs[0], ("bottom",))
    footer = section.footer.paragraphs[0]
    _append(footer, f'<w:r><w:t xml:space="preserve">Seite </w:t></w:r>{_field("PAGE", "1")}')
    document.add_paragraph("Nutzungskonzept", "Title")
    _contents(document)
    _heading(document, 0)
    paragraph = document.add_paragraph("Die Stadt informiert über ")
    _link(document, paragraph, "https://example.org/netiquette?a=1&b=2", "die Netiquette")
    paragraph.add_run(" und in ")
    paragraph.add_run("fett").bold = True
    page = _field(r"PAGEREF _Toc00000004 \h", "0")
    _append(paragraph, f'<w:r><w:t xml:space="preserve"> siehe Seite </w:t></w:r>{page}')
    _link(document, document.add_paragraph("Mail an "), "mailto:info@example.org", "info@example.org")
    for text, style in (
        ("erster Punkt", "List Bullet"),
        ("Unterpunkt eins", "List Bullet 2"),
        ("Unterpunkt zwei", "List Bullet 2"),
        ("zweiter Punkt", "List Bullet"),
        ("Erstens", "List Number"),
        ("Zweitens", "List Number"),
    ):
        document.add_paragraph(text, style)
    document.add_paragraph("Danach:")
    _numbered(document, (("eins", 0), ("darin a", 1), ("darin b", 1), ("zwei", 0)), 90)
    _numbered(document, (("wieder eins", 0),), 91)
    document.add_paragraph("und noch ein Absatz dazu", "List Continue").paragraph_format.left_indent = Pt(25)
    _numbered(document, (("noch einmal eins", 0),), 92)
    box = document.add_paragraph("Wichtig: ein Kasten mit Rahmen und Fläche, der über eine Zeile hinaus geht. " * 2)
    _borders(box, ("top", "left", "bottom", "right"), "DEEAF6")
    _borders(document.add_paragraph("Vorschlag mit Balken links."), ("left",))
    document.add_picture(io.BytesIO(_png()), width=Pt(80))
    for picture in document.element.iter(qn("wp:docPr")):
        picture.set("descr", "Wappen der Stadt Musterstadt")
    document.add_page_break()
    _heading(document, 1)
    document.add_paragraph("Datenschutz\u00adfolgen\u00adabschätzung " * 6)
    document.add_paragraph("Weiches\u00adTrennen, ge\u00a0schützt, Ü, „Anführung“ – und 10\u202f%.")
    _heading(document, 2)
    _table(document)
    _heading(document, 3)
    document.add_paragraph("")
    note = document.add_paragraph("Ende mit Fußnote")
    _append(note, '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>')
    _heading(document, 4)
    line = document.add_paragraph("Ort, den\t")
    line.paragraph_format.tab_stops.add_tab_stop(Pt(300), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
    _borders(document.add_paragraph("Unterschrift"), ("top",))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture(scope="session")
def metadata() -> PdfMetadata:
    """The metadata of all the documents here."""
    return METADATA


@pytest.fixture(scope="session")
def attachments() -> tuple[Attachment, ...]:
    """The files attached to the internal edition."""
    return ATTACHMENTS


@pytest.fixture(scope="session")
def rich_docx() -> bytes:
    """The DOCX before conversion."""
    return rich_document()


@pytest.fixture(scope="session")
def raw_pdf(rich_docx: bytes) -> bytes:
    """What LibreOffice makes of it."""
    return convert({"konzept": rich_docx})["konzept"]


@pytest.fixture(scope="session")
def good_pdf(raw_pdf: bytes) -> bytes:
    """The public edition: PDF/A-2a and PDF/UA-1."""
    return make_archival(raw_pdf, METADATA)


@pytest.fixture(scope="session")
def good_pdf_with_attachments(raw_pdf: bytes) -> bytes:
    """The internal edition: PDF/A-3a and PDF/UA-1."""
    return make_archival(raw_pdf, METADATA, attachments=ATTACHMENTS)
