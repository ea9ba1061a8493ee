"""Contents table, cross-references and content controls of a finished document."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest
from openxml_audit import OpenXmlValidator
from pypdf import PdfReader

from pipeline.documents.archive import read_parts
from pipeline.documents.contents import conversion_copy, with_page_numbers
from pipeline.documents.controls import field_path_of, field_paths, unwrap_controls
from pipeline.documents.filled_places import filled_places
from pipeline.documents.package import Package
from pipeline.errors import InputError, ProgramError
from pipeline.pdf.office import convert
from pipeline.pdf.outline import outline

TOC = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
    '<w:p><w:pPr><w:pStyle w:val="Verzeichnis"/></w:pPr><w:r><w:t>Inhalt</w:t></w:r></w:p>'
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>alt</w:t></w:r></w:p>'
    '<w:p><w:r><w:t>auch alt</w:t></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:sdtContent></w:sdt>'
)

KANAL = "kanal_insta-1"


def ref(kind: str, name: str, switch: str = "h") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/><w:instrText xml:space="preserve"> {kind} {name} \\{switch} </w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>falsch</w:t><w:fldChar w:fldCharType="end"/></w:r>'
    )


@dataclass
class Entry:
    title: str
    level: int
    page: int


@pytest.fixture(scope="module")
def template(word) -> bytes:
    marked = (
        '<w:p><w:pPr><w:pStyle w:val="berschrift2"/></w:pPr><w:bookmarkStart w:id="7" w:name="kanal_{{ channel.id }}"/>'
        '<w:r><w:t>{{ channel.name }}</w:t></w:r><w:bookmarkEnd w:id="7"/></w:p>'
    )
    body = (
        word.p("Nutzungskonzept")
        + TOC
        + word.p("Ziele", "berschrift1")
        + f'<w:p>{ref("REF", KANAL, "r")}<w:r><w:t xml:space="preserve">, </w:t></w:r>{ref("REF", KANAL)}'
        f'<w:r><w:t xml:space="preserve">, Seite </w:t></w:r>{ref("PAGEREF", KANAL)}</w:p>'
        + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + word.p("Kanäle", "berschrift1")
        + word.p("{%p for channel in channels %}")
        + marked
        + word.control("channels[{{ channel.id }}].name", word.p("Name: {{ channel.name }}"))
        + word.p("{%p endfor %}")
        + word.p("Rechtsgrundlage & Zweck", "berschrift3")
        + word.p("Schluss", "berschrift1")
    )
    return word.file(body)


CHANNELS = [{"id": "insta-1", "name": "Instagram"}, {"id": "x", "name": "X"}]
OUTLINE = [
    Entry("1 Ziele", 1, 1),
    Entry("2 Kanäle", 1, 2),
    Entry("2.1 Instagram", 2, 2),
    Entry("2.2 X", 2, 3),
    Entry("2.2.1 Rechtsgrundlage & Zweck", 3, 3),
    Entry("3 Schluss", 1, 4),
]


@pytest.fixture(scope="module")
def docx(word, template) -> bytes:
    return word.rendered(template, channels=CHANNELS)


def test_the_contents_table_lists_the_headings_of_two_levels(word, docx):
    assert word.lines(docx)[1:8] == [
        "Verzeichnis: Inhalt",
        "TOC1: 1\tZiele\t",
        "TOC1: 2\tKanäle\t",
        "TOC2: 2.1\tInstagram\t",
        "TOC2: 2.2\tX\t",
        "TOC1: 3\tSchluss\t",
        "berschrift1: Ziele",
    ]


def test_page_numbers_come_from_the_bookmarks_of_the_pdf(word, docx):
    numbered = with_page_numbers(docx, OUTLINE)
    assert word.lines(numbered)[2:9] == [
        "TOC1: 1\tZiele\t1",
        "TOC1: 2\tKanäle\t2",
        "TOC2: 2.1\tInstagram\t2",
        "TOC2: 2.2\tX\t3",
        "TOC1: 3\tSchluss\t4",
        "berschrift1: Ziele",
        ": 2.1, Instagram, Seite 2",
    ]
    assert with_page_numbers(numbered, OUTLINE) == numbered


def test_a_backslash_in_a_heading_is_not_in_the_bookmark(word):
    """LibreOffice drops it there, and the document is made nevertheless."""
    docx = word.rendered(word.file(word.p(r"Presse \ Stadt", "berschrift1")))
    assert with_page_numbers(docx, [Entry("1 Presse  Stadt", 1, 1)])


def test_bookmarks_of_another_document_are_refused(docx):
    with pytest.raises(ProgramError, match=r"zuerst bei „2\.2 X“"):
        with_page_numbers(docx, [entry for entry in OUTLINE if entry.title != "2.2 X"])


def test_word_is_not_asked_to_update_anything(docx):
    everything = b"".join(read_parts(docx).values())
    assert b"updateFields" not in everything
    assert b"w:dirty" not in everything


def test_the_copy_for_conversion_has_no_controls_and_an_open_contents_table(word, docx):
    copy = conversion_copy(docx)
    xml = read_parts(copy)["word/document.xml"]
    assert b"w:sdt" not in xml
    assert b" TOC " not in xml
    assert xml.count(b"PAGEREF _Toc") == 5
    assert word.lines(copy) == word.lines(docx)
    assert xml.count(b'"begin"') == xml.count(b'"end"') == 8


def test_a_reference_to_nowhere_is_an_error(word):
    with pytest.raises(InputError, match="„kapitel“, die es im Dokument nicht gibt"):
        word.rendered(word.file(f"<w:p>{ref('REF', 'kapitel')}</w:p>"))


def test_a_bookmark_that_a_loop_doubles_is_an_error(word):
    mark = '<w:p><w:bookmarkStart w:id="1" w:name="kanal"/><w:bookmarkEnd w:id="1"/><w:r><w:t>x</w:t></w:r></w:p>'
    body = word.p("{%p for channel in channels %}") + mark + word.p("{%p endfor %}")
    with pytest.raises(InputError, match="„kanal“ steht zweimal"):
        word.rendered(word.file(body), channels=CHANNELS)


def test_every_control_has_an_id_that_an_insertion_before_it_does_not_change(word, template):
    def ids(docx: bytes) -> dict[str, int]:
        return {
            sdt.find("{*}sdtPr/{*}tag").get(word.W + "val"): int(sdt.find("{*}sdtPr/{*}id").get(word.W + "val"))
            for sdt in word.body(docx).iter("{*}sdt")
            if sdt.find("{*}sdtPr/{*}tag") is not None
        }

    one = ids(word.rendered(template, channels=CHANNELS))
    two = ids(word.rendered(template, channels=[{"id": "neu", "name": "Neu"}, *CHANNELS]))
    assert one["channels[x].name"] == two["channels[x].name"]
    assert len(set(two.values())) == len(two)
    assert all(0 < number < 2**31 for number in two.values())


def test_a_long_path_is_shortened_and_found_again(word):
    path = "concept." + "sehr_langer_name." * 6 + "ende"
    docx = word.rendered(word.file(word.control(path, word.p("Wert"))))
    package = Package(docx)
    control = next(package.body.iter(word.W + "sdt"))
    tag = control.find("{*}sdtPr/{*}tag").get(word.W + "val")
    assert tag.startswith("#")
    assert len(tag) == 17
    assert field_path_of(control, field_paths(package)) == path


def test_what_conditions_empty_is_removed_or_gets_a_dash(word):
    hidden = word.p("{%p if false %}") + word.p("nie") + word.p("{%p endif %}")
    body = word.control("a", hidden) + word.table(f"{word.p('Kopf')}¦{hidden}") + word.p("Ende")
    docx = word.rendered(word.file(body))
    assert word.lines(docx) == [": Kopf", ": –", ": Ende"]
    assert next(word.body(docx).iter(word.W + "sdt"), None) is None


def test_unwrapping_keeps_text_and_order(word, docx):
    assert word.lines(unwrap_controls(docx)) == word.lines(docx)


def test_where_a_field_is_printed(docx):
    places = [(p.path, p.heading_number, p.heading, p.text) for p in filled_places(docx) if p.path]
    assert places == [
        ("channels[insta-1].name", "2.1", "Instagram", "Name: Instagram"),
        ("channels[x].name", "2.2", "X", "Name: X"),
    ]


@pytest.mark.office
def test_libreoffice_prints_the_numbers_that_we_write(word, docx):
    """The bookmarks that LibreOffice makes are our headings, and its contents table has their pages."""
    pdf = convert({"probe": conversion_copy(docx)})["probe"]
    entries = outline(pdf)
    assert [(e.title, e.page) for e in entries] == [
        ("1 Ziele", 1),
        ("2 Kanäle", 2),
        ("2.1 Instagram", 2),
        ("2.2 X", 2),
        ("2.2.1 Rechtsgrundlage & Zweck", 2),
        ("3 Schluss", 2),
    ]
    assert word.lines(with_page_numbers(docx, entries))[3] == "TOC1: 2\tKanäle\t2"
    first_page = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "2.1, Instagram, Seite 2" in " ".join(first_page.split())


def test_the_document_is_valid_office_open_xml(docx, tmp_path):
    file = tmp_path / "probe.docx"
    file.write_bytes(with_page_numbers(docx, OUTLINE))
    result = OpenXmlValidator().validate(file)
    assert [str(error) for error in result.errors] == []
