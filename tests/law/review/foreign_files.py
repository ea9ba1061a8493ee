"""One small concept in every format, made for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

FILLER = (
    "Die Stadt Neuental in Nordrhein-Westfalen berichtet auf Instagram über Feste, Baustellen und Sitzungen des Rates. "
    "Alle Meldungen stehen zugleich auf der Internetseite der Stadt und im Amtsblatt."
)
"""Enough words to be a text."""


def word_file() -> bytes:
    """Return a DOCX with headings, an empty list item, a table and a dead link."""
    document = Document()
    document.add_heading("Nutzungskonzept", level=1)
    document.add_paragraph(FILLER)
    document.add_heading("Impressum", level=1)
    document.add_paragraph("Das Impressum entspricht § 5 TMG.")
    for words in ("eins", "", "drei"):
        document.add_paragraph(words, style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Bewertung"
    table.cell(0, 1).text = "Es besteht ein mittleres Risiko."
    _link(document.add_paragraph("Mehr im "), "Serviceportal der Stadt", "#")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _link(paragraph: Paragraph, words: str, target: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


def pdf_file(pages: Sequence[Sequence[str]]) -> bytes:
    """Return a PDF with lines of text on each page, in Helvetica."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for lines in pages:
        shown = " T* ".join(f"({_escaped(line)}) Tj" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 60 780 Td {shown} ET"
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode("ascii")


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def zip_file(parts: dict[str, bytes]) -> bytes:
    """Return an archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
