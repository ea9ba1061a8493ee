"""Two files that a reader cannot tell apart have one normal form; what he sees differ, differs."""

from __future__ import annotations

import dataclasses

import pytest
from docx_pairs import pair
from docx_spec import Doc, Para, Run, Table, para, unzip, write, zip_parts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import form

from pipeline.comparison.intake import open_docx
from pipeline.comparison.normal_form import Paragraph
from pipeline.comparison.prepare import prepare
from pipeline.comparison.unwrap import is_technical

BASE = Doc(
    (
        para("Ziele", "Heading1"),
        Para((Run("Die Stadt "), Run("muss", bold=True), Run(" nach "), Run("hier", link="https://a.example/"))),
        para("Punkt", level=1),
        Para((Run("Text", note="Note"),)),
        Table((((para("A"),), (para("B"),)),)),
        para("Ende"),
    )
)


def edited(part: str, old: bytes, new: bytes) -> bytes:
    parts = unzip(write(BASE))
    assert old in parts[part]
    return zip_parts({**parts, part: parts[part].replace(old, new)})


SAME = {
    "runs cut elsewhere": (
        "word/document.xml",
        b"Die Stadt ",
        b'Die </w:t></w:r><w:r><w:t xml:space="preserve">Stadt ',
    ),
    "saving ids": ("word/document.xml", b"<w:p><w:pPr>", b'<w:p w:rsidR="00AB12CD"><w:pPr>'),
    "spelling": ("word/document.xml", b"<w:b/>", b'<w:b w:val="true"/><w:lang w:val="de-DE"/>'),
    "layout memory": ("word/document.xml", b"<w:r><w:t", b"<w:r><w:lastRenderedPageBreak/><w:t"),
    "bookmarks": (
        "word/document.xml",
        b"<w:p><w:pPr>",
        b'<w:bookmarkStart w:id="0" w:name="_Toc1"/><w:bookmarkEnd w:id="0"/><w:p><w:pPr>',
    ),
}
OTHER = {
    "text": ("word/document.xml", b"Ende", b"Schluss"),
    "bold": ("word/document.xml", b"<w:b/>", b"<w:i/>"),
    "not bold": ("word/document.xml", b"<w:b/>", b'<w:b w:val="0"/>'),
    "style": ("word/document.xml", b'<w:pStyle w:val="Heading1"/>', b'<w:pStyle w:val="Heading2"/>'),
    "level": ("word/document.xml", b'<w:ilvl w:val="1"/>', b'<w:ilvl w:val="0"/>'),
    "list format": ("word/numbering.xml", b"lowerLetter", b"upperLetter"),
    "link": ("word/_rels/document.xml.rels", b"https://a.example/", b"https://b.example/"),
    "note": ("word/footnotes.xml", b"Note", b"Anmerkung"),
    "cell width": ("word/document.xml", b'<w:tcW w:w="4500" w:type="dxa"/>', b'<w:tcW w:w="4000" w:type="dxa"/>'),
    "indent": ("word/document.xml", b"</w:pPr>", b'<w:ind w:left="200"/></w:pPr>'),
    "header": ("word/header1.xml", b"Musterstadt", b"Sassenberg"),
    "page": ("word/document.xml", b"<w:pgSz", b'<w:titlePg/><w:pgSz w:orient="landscape"'),
}


@pytest.mark.parametrize("name", SAME)
def test_what_no_reader_sees_does_not_count(name: str) -> None:
    assert form(edited(*SAME[name])) == form(BASE)


@pytest.mark.parametrize("name", OTHER)
def test_what_a_reader_sees_counts(name: str) -> None:
    assert form(edited(*OTHER[name])) != form(BASE)


def test_the_number_of_a_page_does_not_count() -> None:
    other = dataclasses.replace(BASE, footer=Para((Run("Seite "), Run("77", field="PAGE")), "Footer"))
    assert form(other) == form(BASE)


def test_another_picture_counts() -> None:
    document = Doc((Para((Run("Wappen", picture=True),)),))
    assert form(write(document)) != form(write(document, picture=b"\x89PNG\r\n\x1a\nandere"))


def test_numbers_of_list_items_are_known() -> None:
    items = [para("a", level=0), para("b", level=1), para("c", level=1), para("d", level=0), para("e", level=1)]
    assert form(Doc(tuple(items))).labels == ("1.", "1)", "2)", "2.", "1)")


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_content_controls_change_nothing_a_reader_sees(data: st.DataObject) -> None:
    plain, _ = pair(lambda n: data.draw(st.integers(0, n - 1)))
    blocks = tuple(dataclasses.replace(block, tag=f"concept.part[{n}]") for n, block in enumerate(plain.blocks))
    controlled = write(dataclasses.replace(plain, blocks=blocks))
    assert form(controlled) == form(plain)
    prepared = prepare(open_docx(controlled).package)
    assert prepared.form == form(plain)
    assert b"<w:sdt" not in prepared.package.content()["word/document.xml"]


def test_tags_say_what_is_technical() -> None:
    runs = (
        Run("Version "),
        Run("1.1", tag="concept.document.version"),
        Run(", Zweck: "),
        Run("Info", tag="concept.purpose"),
    )
    paragraph = form(Doc((Para(runs),))).body[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "Version 1.1, Zweck: Info"
    assert is_technical(paragraph, 8, 11)
    assert not is_technical(paragraph, 0, 7)
    assert not is_technical(paragraph, 20, 24)
