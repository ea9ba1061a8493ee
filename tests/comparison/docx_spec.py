"""Small Word documents from plain data: what a pair is made of, and how it becomes a file.

The file is written by hand, not by a library, so that every element in it is there on purpose.
"""

from __future__ import annotations

import base64
import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    note: str = ""
    endnote: str = ""
    field: str = ""
    picture: bool = False
    tag: str = ""


@dataclass(frozen=True)
class Para:
    runs: tuple[Run, ...]
    style: str = ""
    level: int = -1  # a direct list level of the numbered list; -1: none
    align: str = ""
    tag: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[tuple[Para, ...], ...], ...]
    tag: str = ""


@dataclass(frozen=True)
class Doc:
    blocks: tuple[Para | Table, ...]
    header: Para = Para((Run("Stadt Musterstadt"),), "Header")
    footer: Para = Para((Run("Seite "), Run("1", field="PAGE")), "Footer")


@dataclass
class _Package:
    links: dict[str, str] = field(default_factory=dict)
    footnotes: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)
    pictures: int = 0
    controls: int = 0

    def control(self) -> int:
        self.controls += 1
        return self.controls


def para(text: str, style: str = "", **options: object) -> Para:
    return Para((Run(text),), style, **options)  # type: ignore[arg-type]


def _text(text: str) -> str:
    parts = []
    for index, line in enumerate(text.split("\n")):
        if index:
            parts.append("<w:br/>")
        for inner, piece in enumerate(line.split("\t")):
            if inner:
                parts.append("<w:tab/>")
            if piece:
                parts.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return "".join(parts)


def _run(run: Run, package: _Package) -> str:
    properties = "<w:b/>" * run.bold + "<w:i/>" * run.italic
    if run.link:
        properties = '<w:rStyle w:val="Hyperlink"/>' + properties
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    xml = f"<w:r>{head}{_text(run.text)}</w:r>" if run.text else ""
    if run.field:
        marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
        code = f'<w:r><w:instrText xml:space="preserve"> {run.field} </w:instrText></w:r>'
        xml = marks[0] + code + marks[1] + xml + marks[2]
    if run.link:
        identity = package.links.setdefault(run.link, f"rIdL{len(package.links) + 1}")
        xml = f'<w:hyperlink r:id="{identity}" w:history="1">{xml}</w:hyperlink>'
    for text, notes, name in ((run.note, package.footnotes, "footnote"), (run.endnote, package.endnotes, "endnote")):
        if text:
            notes.append(text)
            style = f"{name.capitalize()}Reference"
            xml += f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:{name}Reference w:id="{len(notes) + 1}"/></w:r>'
    if run.picture:
        package.pictures += 1
        xml += _picture(package.pictures)
    if run.tag:
        xml = _control(xml, run.tag, package)
    return xml


def _control(xml: str, tag: str, package: _Package) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val={quoteattr(tag)}/><w:id w:val="{package.control()}"/></w:sdtPr>'
        f"<w:sdtContent>{xml}</w:sdtContent></w:sdt>"
    )


def _picture(number: int) -> str:
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{WP}"><wp:extent cx="360000" cy="360000"/>'
        f'<wp:docPr id="{number}" name="Bild {number}" descr="Wappen"/><a:graphic xmlns:a="{A}">'
        f'<a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}"><pic:nvPicPr><pic:cNvPr id="0" name="w.png"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdP"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _paragraph(block: Para, package: _Package) -> str:
    properties = f'<w:pStyle w:val="{block.style}"/>' if block.style else ""
    if block.level >= 0:
        properties += f'<w:numPr><w:ilvl w:val="{block.level}"/><w:numId w:val="2"/></w:numPr>'
    if block.align:
        properties += f'<w:jc w:val="{block.align}"/>'
    head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    xml = f"<w:p>{head}{''.join(_run(run, package) for run in block.runs)}</w:p>"
    return _control(xml, block.tag, package) if block.tag else xml


def _table(table: Table, package: _Package) -> str:
    columns = max(len(row) for row in table.rows)
    width = 9000 // columns
    rows = []
    for row in table.rows:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{''.join(_paragraph(block, package) for block in cell)}</w:tc>"
            for cell in row
        )
        rows.append(f"<w:tr>{cells}</w:tr>")
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    xml = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    return _control(xml, table.tag, package) if table.tag else xml


def _style(kind: str, identity: str, name: str, inner: str = "", *, default: bool = False) -> str:
    attribute = ' w:default="1"' if default else ""
    based = "" if default or kind == "table" else '<w:basedOn w:val="Normal"/>' * (kind == "paragraph")
    return (
        f'<w:style w:type="{kind}"{attribute} w:styleId="{identity}"><w:name w:val="{name}"/>{based}{inner}</w:style>'
    )


def _heading(level: int) -> str:
    inner = f'<w:pPr><w:keepNext/><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/></w:rPr>'
    return _style("paragraph", f"Heading{level}", f"heading {level}", inner)


def _bullet(level: int) -> str:
    name = "List Bullet" + (f" {level + 1}" if level else "")
    inner = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return _style("paragraph", name.replace(" ", ""), name, inner)


STYLES = (
    f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    + _style("paragraph", "Normal", "Normal", default=True)
    + _style("character", "DefaultParagraphFont", "Default Paragraph Font", default=True)
    + _heading(1)
    + _heading(2)
    + _bullet(0)
    + _bullet(1)
    + _style("paragraph", "ListNumber", "List Number")
    + _style("paragraph", "Quote", "Quote", "<w:rPr><w:i/></w:rPr>")
    + _style("paragraph", "Header", "header")
    + _style("paragraph", "Footer", "footer")
    + _style("paragraph", "FootnoteText", "footnote text")
    + _style("paragraph", "EndnoteText", "endnote text")
    + _style(
        "character", "FootnoteReference", "footnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    )
    + _style("character", "EndnoteReference", "endnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>')
    + _style("character", "Hyperlink", "Hyperlink", '<w:rPr><w:u w:val="single"/></w:rPr>')
    + _style("table", "TableGrid", "Table Grid")
    + "</w:styles>"
)


def _level(number: int, form: str, text: str, style: str = "") -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * (number + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


NUMBERING = (
    f'{DECLARATION}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    + _level(0, "bullet", "•", "ListBullet")
    + _level(1, "bullet", "–", "ListBullet2")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
    + _level(0, "decimal", "%1.")
    + _level(1, "lowerLetter", "%2)")
    + _level(2, "lowerRoman", "%3.")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
FONTS = f'{DECLARATION}<w:fonts xmlns:w="{W}"><w:font w:name="Arial"><w:family w:val="swiss"/></w:font></w:fonts>'
_COLOURS = [
    "dk1",
    "lt1",
    "dk2",
    "lt2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
]
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
THEME = (
    f'{DECLARATION}<a:theme xmlns:a="{A}" name="Amt"><a:themeElements><a:clrScheme name="Amt">'
    + "".join(f'<a:{name}><a:srgbClr val="1F4E79"/></a:{name}>' for name in _COLOURS)
    + '</a:clrScheme><a:fontScheme name="Amt">'
    + "".join(
        f'<a:{name}><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:{name}>'
        for name in ("majorFont", "minorFont")
    )
    + f'</a:fontScheme><a:fmtScheme name="Amt"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>'
    + f"<a:ln>{_FILL}</a:ln>" * 3
    + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + f"</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
SETTINGS = f'{DECLARATION}<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="708"/></w:settings>'
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/><w:footerReference w:type="default" r:id="rIdF"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1134" w:left="1417" '
    'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)


def _notes(kind: str, texts: list[str]) -> str:
    frame = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:{kind}>'
        for number, (name, mark) in enumerate(
            (("separator", "separator"), ("continuationSeparator", "continuationSeparator"))
        )
    )
    style = kind.capitalize()
    body = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}Text"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{style}Reference"/></w:rPr><w:{kind}Ref/></w:r>'
        f"<w:r>{_text(' ' + text)}</w:r></w:p></w:{kind}>"
        for number, text in enumerate(texts, start=2)
    )
    return f"{DECLARATION}<w:{kind}s {NAMESPACES}>{frame}{body}</w:{kind}s>"


def write(doc: Doc, *, extra: dict[str, bytes] | None = None, picture: bytes = PNG) -> bytes:
    """Return the DOCX file of ``doc``; ``extra`` adds or replaces parts by name."""
    package = _Package()
    content = "".join(
        _table(block, package) if isinstance(block, Table) else _paragraph(block, package) for block in doc.blocks
    )
    parts = {
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{content}{SECTION}</w:body></w:document>",
        "word/header1.xml": f"{DECLARATION}<w:hdr {NAMESPACES}>{_paragraph(doc.header, _Package())}</w:hdr>",
        "word/footer1.xml": f"{DECLARATION}<w:ftr {NAMESPACES}>{_paragraph(doc.footer, _Package())}</w:ftr>",
        "word/footnotes.xml": _notes("footnote", package.footnotes),
        "word/endnotes.xml": _notes("endnote", package.endnotes),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": FONTS,
        "word/theme/theme1.xml": THEME,
    }
    kinds = {"header1": "header", "footer1": "footer", "document": "document.main"}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{OFFICE}.{kinds.get(stem, stem)}+xml"/>'
        for name in parts
        if not name.startswith("word/theme/")
        for stem in (name.removeprefix("word/").removesuffix(".xml"),)
    )
    overrides += (
        '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    )
    parts["[Content_Types].xml"] = (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{overrides}</Types>"
    )
    related = {
        "rIdS": ("styles", "styles.xml"),
        "rIdN": ("numbering", "numbering.xml"),
        "rIdE": ("settings", "settings.xml"),
        "rIdH": ("header", "header1.xml"),
        "rIdF": ("footer", "footer1.xml"),
        "rIdFn": ("footnotes", "footnotes.xml"),
        "rIdEn": ("endnotes", "endnotes.xml"),
        "rIdT": ("fontTable", "fontTable.xml"),
        "rIdC": ("theme", "theme/theme1.xml"),
    }
    if package.pictures:
        related["rIdP"] = ("image", "media/image1.png")
    links = "".join(
        f'<Relationship Id="{identity}" Type="{R}/hyperlink" Target={quoteattr(url)} TargetMode="External"/>'
        for url, identity in package.links.items()
    )
    parts["word/_rels/document.xml.rels"] = _relationships(
        "".join(
            f'<Relationship Id="{identity}" Type="{R}/{kind}" Target="{target}"/>'
            for identity, (kind, target) in related.items()
        )
        + links
    )
    parts["_rels/.rels"] = _relationships(
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    )
    data = {name: text.encode() for name, text in parts.items()}
    if package.pictures:
        data["word/media/image1.png"] = picture
    data.update(extra or {})
    return zip_parts(data)


def _relationships(inner: str) -> str:
    return (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{inner}</Relationships>"
    )


def zip_parts(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), parts[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unzip(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
