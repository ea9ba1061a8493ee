"""What a published PDF is: conforming, complete, and the same bytes every time."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from pipeline.errors import InputError
from pipeline.pdf.archival import Attachment, PdfMetadata, make_archival
from pipeline.pdf.check import check_pdf
from pipeline.pdf.office import convert, find_office
from pipeline.pdf.outline import outline
from pipeline.pdf.verapdf import validate_each

pytestmark = pytest.mark.office


def _open(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@pytest.mark.verapdf
def test_the_reference_validator_finds_nothing(good_pdf: bytes, good_pdf_with_attachments: bytes, tmp_path: Path):
    public, internal = tmp_path / "öffentlich.pdf", tmp_path / "intern.pdf"
    public.write_bytes(good_pdf)
    internal.write_bytes(good_pdf_with_attachments)
    results = validate_each([(public, "ua1"), (public, "2a"), (internal, "ua1"), (internal, "3a")])
    assert [(result.file.name, result.profile, result.failures) for result in results] == [
        ("öffentlich.pdf", "ua1", ()),
        ("öffentlich.pdf", "2a", ()),
        ("intern.pdf", "ua1", ()),
        ("intern.pdf", "3a", ()),
    ]
    assert all(result.failed == 0 and result.passed > 5000 for result in results)


def test_our_own_check_finds_nothing(good_pdf: bytes, good_pdf_with_attachments: bytes):
    assert check_pdf(good_pdf) == []
    assert check_pdf(good_pdf_with_attachments) == []


def test_what_office_writes_is_not_enough(raw_pdf: bytes):
    found = {finding.rule for finding in check_pdf(raw_pdf)}
    assert "A2:6.6.4-3" in found  # no version says that it is PDF/A as the standard wants it said
    older = {"UA1:7.1-3", "UA1:7.3", "UA1:7.18.3-1"}  # what LibreOffice 7.4 leaves; newer versions leave less
    assert older <= found or (found - {"A2:6.6.4-3"} and int(find_office().version.partition(".")[0]) >= 24)


def test_two_conversions_give_the_same_bytes(rich_docx: bytes, good_pdf: bytes, metadata: PdfMetadata):
    again = convert({"anderer-name": rich_docx})["anderer-name"]
    assert make_archival(again, metadata) == good_pdf


def test_the_numbers_that_office_gives_its_objects_change_no_byte(
    raw_pdf: bytes, good_pdf: bytes, metadata: PdfMetadata
):
    # LibreOffice numbers its fonts in another order now and then
    with _open(raw_pdf) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
        assert len(fonts) > 2
        moved = {font.objgen: pdf.make_indirect(pikepdf.Dictionary(font)) for font in reversed(fonts)}
        for page in pdf.pages:
            own = page.Resources.Font
            for name in list(own.keys()):
                own[name] = moved.get(own[name].objgen, own[name])  # pages share their resources
        renumbered = io.BytesIO()
        pdf.save(renumbered, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert make_archival(renumbered.getvalue(), metadata) == good_pdf


def test_two_repairs_give_the_same_bytes(raw_pdf: bytes, good_pdf_with_attachments: bytes, metadata, attachments):
    again = make_archival(raw_pdf, metadata, attachments=tuple(reversed(attachments)))
    assert again == good_pdf_with_attachments


def test_no_date_but_the_documents_own(good_pdf_with_attachments: bytes, metadata: PdfMetadata):
    with _open(good_pdf_with_attachments) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        packet = pdf.Root.Metadata.read_raw_bytes().decode("utf-8")
        profile = pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()
    assert info == {
        "/Title": metadata.title,
        "/Author": metadata.author,
        "/Subject": metadata.subject,
        "/Keywords": metadata.keywords,
        "/Creator": "Nutzungskonzept",
        "/Producer": "LibreOffice, Nutzungskonzept",
        "/CreationDate": "D:20261001000000Z",
        "/ModDate": "D:20261001000000Z",
    }
    assert packet.count("2026-10-01T00:00:00Z") == 3
    assert "Nutzungskonzept „Soziale Medien“ &amp; mehr" in packet
    assert profile[24:36] == bytes([7, 234, 0, 10, 0, 1, 0, 0, 0, 0, 0, 0])


def test_attachments_are_sources_and_only_in_the_internal_edition(good_pdf, good_pdf_with_attachments, attachments):
    with _open(good_pdf) as public:
        assert "/AF" not in public.Root
        assert not public.attachments
    with _open(good_pdf_with_attachments) as internal:
        assert {name: file.get_file().read_bytes() for name, file in internal.attachments.items()} == {
            attachment.name: attachment.data for attachment in attachments
        }
        assert [str(file.AFRelationship) for file in internal.Root.AF] == ["/Source", "/Source"]
        assert [str(file.UF) for file in internal.Root.AF] == ["concept.yaml", "source.json"]


def test_part_three_may_be_claimed_without_attachments(raw_pdf: bytes, metadata: PdfMetadata):
    data = make_archival(raw_pdf, PdfMetadata("Titel", "Stadt", metadata.date, part=3))
    with _open(data) as pdf:
        assert b"<pdfaid:part>3</pdfaid:part>" in pdf.Root.Metadata.read_bytes()
    assert check_pdf(data) == []


def test_entries_of_the_contents_are_described_and_wide_enough_to_hit(good_pdf: bytes):
    with _open(good_pdf) as pdf:
        entries = [
            one
            for one in pdf.pages[0].Annots
            if ", Seite" in str(one.Contents) and "Abschnitt" not in str(one.Contents)
        ]
        described = [str(one.Contents) for one in sorted(entries, key=lambda one: -one.Rect[1])]
        widths = [float(one.Rect[2] - one.Rect[0]) for one in entries]
    assert described[:2] == ["1 Zweck, Seite 1", "2 Kanäle, Seite 3"]
    assert len(described) == 5
    assert min(widths) > 300


def test_a_reference_says_where_it_leads(good_pdf: bytes):
    with _open(good_pdf) as pdf:
        described = {str(one.Contents) for page in pdf.pages for one in page.get("/Annots", [])}
    assert {
        "die Netiquette",
        "info@example.org",
        "Abschnitt „3 Freigabe“, Seite 4",
        "Fußnote 1",
        "Zurück zum Text der Fußnote 1",
    } <= described


def test_bookmarks_stay(good_pdf: bytes):
    assert [(entry.title, entry.level, entry.page) for entry in outline(good_pdf)] == [
        ("1 Zweck", 1, 1),
        ("2 Kanäle", 1, 3),
        ("2.1 Instagram", 2, 3),
        ("2.1.1 Aufbewahrung", 3, 4),
        ("3 Freigabe", 1, 4),
    ]


@pytest.mark.parametrize("damage", [b"", b"kein PDF", b"%PDF-1.7\n%%EOF\n"])
def test_a_damaged_pdf_is_an_error_not_a_traceback(damage: bytes, metadata: PdfMetadata):
    with pytest.raises(InputError, match="nicht lesbar"):
        make_archival(damage, metadata)
    with pytest.raises(InputError):
        outline(damage)


def test_umlauts_in_names_of_attachments(raw_pdf: bytes, metadata: PdfMetadata):
    data = make_archival(raw_pdf, metadata, attachments=[Attachment("Anlage ä.txt", b"x", "text/plain", "Größe")])
    assert check_pdf(data) == []


def test_header_cells_that_office_forgot_are_back(raw_pdf: bytes, good_pdf: bytes, metadata: PdfMetadata):
    forgotten = io.BytesIO()
    with _open(raw_pdf) as pdf:
        headers = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH"]
        assert headers
        for header in headers:
            header.S = pikepdf.Name.TD
            del header["/A"]
        pdf.save(forgotten)
    mended = make_archival(forgotten.getvalue(), metadata)
    assert check_pdf(mended) == []
    assert _header_cells(mended) == _header_cells(good_pdf) == len(headers)


def _header_cells(data: bytes) -> int:
    with _open(data) as pdf:
        return sum(isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH" for one in pdf.objects)
