"""Word files made of XML, as small as they can be and as complete as the program wants them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

import pytest
from lxml import etree

from pipeline.documents.archive import CoreProperties, read_parts
from pipeline.documents.render import render

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PROPERTIES = CoreProperties(title="Probe", creator="Stadt Sassenberg", date=dt.date(2026, 3, 1))

_STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/>
<w:lang w:val="de-DE"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="character" w:default="1" w:styleId="Zeichen"><w:name w:val="Default Paragraph Font"/></w:style>
{headings}{lists}
<w:style w:type="paragraph" w:styleId="Verzeichnis"><w:name w:val="Inhaltstitel"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC2"><w:name w:val="toc 2"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="Vorschlagsvermerk"><w:name w:val="Vorschlagsvermerk"/></w:style>
<w:style w:type="character" w:styleId="Vorschlag"><w:name w:val="Vorschlag"/></w:style>
<w:style w:type="character" w:styleId="OffenerPunkt"><w:name w:val="OffenerPunkt"/></w:style>
<w:style w:type="character" w:styleId="Vermerk"><w:name w:val="Vermerk"/></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1"/></w:rPr></w:style>
"""


def _theme() -> str:
    colours = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": "1F2A44",
        "lt2": "EEEEEE",
        "hlink": "0563C1",
        "folHlink": "954F72",
    }
    colours |= {f"accent{n}": "2F4B66" for n in range(1, 7)}
    order = ["dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink"]
    scheme = "".join(f'<a:{name}><a:srgbClr val="{colours[name]}"/></a:{name}>' for name in order)
    font = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    line = '<a:ln w="9525"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Stadt"><a:themeElements>'
        f'<a:clrScheme name="Stadt">{scheme}</a:clrScheme><a:fontScheme name="Stadt"><a:majorFont>{font}</a:majorFont>'
        f'<a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name="Stadt"><a:fillStyleLst>{fill}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line}</a:lnStyleLst><a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}"
        f"</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _styles() -> str:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="berschrift{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Standard"/>'
        f'<w:pPr><w:keepNext/><w:numPr><w:ilvl w:val="{n - 1}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{n - 1}"/>'
        "</w:pPr></w:style>"
        for n in (1, 2, 3)
    )
    lists = ""
    for name, number in (("List Bullet", 2), ("List Number", 3), ("List Continue", 0)):
        for level in (1, 2, 3):
            title = name if level == 1 else f"{name} {level}"
            numbering = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
            lists += (
                f'<w:style w:type="paragraph" w:styleId="{title.replace(" ", "")}"><w:name w:val="{title}"/>'
                f'<w:basedOn w:val="Standard"/><w:pPr>{numbering}</w:pPr></w:style>'
            )
    return _STYLES.format(headings=headings, lists=lists)


def _numbering() -> str:
    patterns = {
        1: [("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")],
        2: [("bullet", "–"), ("bullet", "•"), ("bullet", "·")],
        3: [("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3.")],
    }
    names = {1: "berschrift{}", 2: "ListBullet{}", 3: "ListNumber{}"}
    abstract = numbers = ""
    for key, levels in patterns.items():
        inner = ""
        for level, (form, text) in enumerate(levels):
            suffix = str(level + 1) if key == 1 or level else ""
            inner += (
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
                f'<w:pStyle w:val="{names[key].format(suffix)}"/><w:suff w:val="tab"/><w:lvlText w:val="{text}"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{400 * (level + 1)}" w:hanging="400"/></w:pPr></w:lvl>'
            )
        abstract += (
            f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'
        )
        numbers += f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'
    return abstract + numbers


def p(text: str, style: str = "", *, run: str = "") -> str:
    """One paragraph with one run."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    formatting = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:p>{properties}<w:r>{formatting}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def control(tag: str, content: str) -> str:
    """A content control around runs or paragraphs."""
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="1"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def table(*rows: str, head: bool = True) -> str:
    """A table; each row is its cells, given as XML and joined by ``¦``."""
    width = len(rows[0].split("¦"))
    grid = "".join(f'<w:gridCol w:w="{9000 // width}"/>' for _ in range(width))
    body = ""
    for number, row in enumerate(rows):
        header = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head and number == 0 else ""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{9000 // width}" w:type="dxa"/></w:tcPr>{c}</w:tc>' for c in row.split("¦")
        )
        body += f"<w:tr>{header}{cells}</w:tr>"
    return f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def word_file(
    body: str,
    *,
    header: str = "",
    footer: str = "",
    footnotes: str = "",
    links: Mapping[str, str] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A DOCX with these contents; ``links`` maps relationship ids of the body to addresses."""
    relations = [
        f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>',
        f'<Relationship Id="rId2" Type="{OFFICE}/numbering" Target="numbering.xml"/>',
        f'<Relationship Id="rId6" Type="{OFFICE}/settings" Target="settings.xml"/>',
        f'<Relationship Id="rId7" Type="{OFFICE}/fontTable" Target="fontTable.xml"/>',
    ]
    relations.append(f'<Relationship Id="rId8" Type="{OFFICE}/theme" Target="theme/theme1.xml"/>')
    types = ["document.main", "styles", "numbering", "settings", "fontTable"]
    files: dict[str, str | bytes] = {
        "word/styles.xml": f"<w:styles {NS}>{_styles()}</w:styles>",
        "word/settings.xml": f"<w:settings {NS}><w:autoHyphenation/></w:settings>",
        "word/theme/theme1.xml": _theme(),
        "word/fontTable.xml": f"<w:fonts {NS}/>",
        "word/numbering.xml": f"<w:numbering {NS}>{_numbering()}</w:numbering>",
    }
    section = ""
    for kind, content, number in (("header", header, 3), ("footer", footer, 4)):
        if content:
            relations.append(f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{kind}1.xml"/>')
            types.append(f"{kind}1")
            files[f"word/{kind}1.xml"] = (
                f"<w:{kind[0]}{'dr' if kind == 'header' else 'tr'} {NS}>{content}</w:{kind[0]}{'dr' if kind == 'header' else 'tr'}>"
            )
            section += f'<w:{kind}Reference w:type="default" r:id="rId{number}"/>'
    if footnotes:
        relations.append(f'<Relationship Id="rId5" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>')
        types.append("footnotes")
        files["word/footnotes.xml"] = f"<w:footnotes {NS}>{footnotes}</w:footnotes>"
    for key, address in (links or {}).items():
        relations.append(
            f'<Relationship Id="{key}" Type="{OFFICE}/hyperlink" Target="{escape(address)}" TargetMode="External"/>'
        )
    files["word/document.xml"] = (
        f'<w:document {NS}><w:body>{body}<w:sectPr>{section}<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1418" w:right="1134" w:bottom="1134" w:left="1418" w:header="708" w:footer="708" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{package}/relationships">{"".join(relations)}</Relationships>'
    )
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    prefix = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    names = {"document.main": "document"}
    overrides = "".join(
        f'<Override PartName="/word/{names.get(kind, kind)}.xml" ContentType="{prefix}.{kind.rstrip("1")}+xml"/>'
        for kind in types
    )
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        f"{overrides}</Types>"
    )
    files.update(parts or {})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def rendered(template: bytes, **context: object) -> bytes:
    """The DOCX made of ``template`` and ``context``."""
    return render(template, context, PROPERTIES, name="probe.docx").docx


def body_of(docx: bytes, part: str = "word/document.xml") -> etree._Element:
    """The tree of a part."""
    return etree.fromstring(read_parts(docx)[part])


def lines(docx: bytes, part: str = "word/document.xml") -> list[str]:
    """Style and text of each paragraph: ``Standard: Hallo``."""
    result = []
    for paragraph in body_of(docx, part).iter(f"{{{W}}}p"):
        style = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
        text = "".join(
            (n.text or "") if n.tag == f"{{{W}}}t" else "\n" if n.tag == f"{{{W}}}br" else "\t"
            for n in paragraph.iter(f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}tab")
        )
        result.append(f"{style.get(f'{{{W}}}val') if style is not None else ''}: {text}")
    return result


def runs(docx: bytes, part: str = "word/document.xml") -> list[tuple[str, str]]:
    """Character style and text of each run with text."""
    result = []
    for run in body_of(docx, part).iter(f"{{{W}}}r"):
        text = "".join(n.text or "" for n in run.iter(f"{{{W}}}t"))
        style = run.find(f"{{{W}}}rPr/{{{W}}}rStyle")
        if text:
            result.append((style.get(f"{{{W}}}val", "") if style is not None else "", text))
    return result


class Kit:
    """The building blocks above, for tests."""

    p = staticmethod(p)
    control = staticmethod(control)
    table = staticmethod(table)
    file = staticmethod(word_file)
    rendered = staticmethod(rendered)
    body = staticmethod(body_of)
    lines = staticmethod(lines)
    runs = staticmethod(runs)
    properties = PROPERTIES
    W = f"{{{W}}}"

    def text(self, text: str, **context: object) -> list[str]:
        """Lines of a document whose only paragraph is ``text``."""
        return lines(rendered(word_file(p(text)), **context))


@pytest.fixture(scope="session")
def word() -> Kit:
    """Building blocks for Word files."""
    return Kit()
