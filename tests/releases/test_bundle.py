"""A bundle for the council: every part whole, on its page, readable by a screen reader."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pikepdf
import pytest
from docx import Document

from pipeline.errors import InputError
from pipeline.pdf.archival import PdfMetadata, make_archival
from pipeline.pdf.bundle import BundlePart, PageRange, make_bundle, page_count, page_ranges
from pipeline.pdf.check import check_pdf
from pipeline.pdf.office import convert
from pipeline.pdf.outline import outline
from pipeline.pdf.reading import tagged_text
from pipeline.pdf.scan_pages import scan_as_part
from pipeline.pdf.verapdf import validate
from pipeline.releases.council import CouncilFile, council_json

METADATA = PdfMetadata(title="Druckfassung", author="Stadt Test", date=dt.date(2026, 10, 1))


def _docx(title: str, pages: int) -> bytes:
    document = Document()
    for number in range(pages):
        document.add_heading(f"{title} {number + 1}", 1)
        document.add_paragraph(f"Absatz auf Seite {number + 1}")
        if number + 1 < pages:
            document.add_page_break()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def parts() -> list[BundlePart]:
    raw = convert({"eins": _docx("Eins", 3), "zwei": _docx("Zwei", 2), "drei": _docx("Drei", 1)})
    return [BundlePart(name.title(), make_archival(data, METADATA)) for name, data in raw.items()]


def test_parts_begin_on_right_hand_pages() -> None:
    assert page_ranges([1, 3, 2, 1], duplex=True) == (
        PageRange(1, 1),
        PageRange(3, 5),
        PageRange(7, 8),
        PageRange(9, 9),
    )
    assert page_ranges([1, 3, 2], duplex=False) == (PageRange(1, 1), PageRange(2, 4), PageRange(5, 6))


@pytest.mark.office
def test_text_bookmarks_and_bytes(parts: list[BundlePart]) -> None:
    bundle = make_bundle(parts, METADATA, mark="ENTWURF")
    assert bundle == make_bundle(parts, METADATA, mark="ENTWURF")
    assert page_count(bundle) == 7  # three pages and a blank one, two, one
    assert [b.text for b in tagged_text(bundle)] == [b.text for part in parts for b in tagged_text(part.data)]
    assert [(e.title, e.page) for e in outline(bundle) if e.level == 1] == [("Eins", 1), ("Zwei", 5), ("Drei", 7)]
    assert [e.page for e in outline(bundle) if e.level == 2] == [1, 2, 3, 5, 6, 7]
    assert page_count(make_bundle(parts, METADATA, duplex=False)) == 6
    with pikepdf.open(io.BytesIO(bundle)) as pdf:
        assert pdf.Root.PageLayout == "/TwoPageRight"


@pytest.mark.office
@pytest.mark.verapdf
def test_both_standards_hold_with_a_scan_too(parts: list[BundlePart], tmp_path: Path) -> None:
    scan = make_archival(convert({"scan": _docx("Scan", 2)})["scan"], METADATA)
    whole = [*parts, BundlePart("Scan", scan_as_part(scan, "Unterzeichnetes Original (Scan)"))]
    file = tmp_path / "druckfassung.pdf"
    file.write_bytes(make_bundle(whole, METADATA))
    assert [one.failures for one in validate([file]) if one.failed] == []
    assert {finding.rule for finding in check_pdf(file.read_bytes())} == {
        finding.rule for part in parts for finding in check_pdf(part.data)
    }
    figures = [block.text for block in tagged_text(file.read_bytes()) if block.kind == "figure"]
    assert figures == [f"Unterzeichnetes Original (Scan), Seite {n} von 2" for n in (1, 2)]


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(InputError, match="nicht lesbar"):
        make_bundle([BundlePart("x", b"kein PDF")], METADATA)
    with pytest.raises(InputError, match="nicht lesbar"):
        scan_as_part(b"kein PDF", "Scan")


def test_the_council_system_learns_what_belongs_together() -> None:
    day = dt.date(2026, 10, 1)
    main = CouncilFile("druckfassung-2.pdf", "Druckfassung", b"%PDF", day)
    others = [CouncilFile(f"konzept.{end}", "Konzept", end.encode(), day) for end in ("docx", "pdf")]
    text = council_json("Unterlagen", "148/2026", day, main, others).decode()
    assert '"fileName": "druckfassung-2.pdf"' in text
    assert '"masterFile": "konzept.docx"' in text
    assert '"derivativeFile": [\n    "konzept.pdf"\n   ]' in text
    assert '"reference": "148/2026"' in text
