"""What a document says in reading order, and the pictures in it."""

from __future__ import annotations

import struct
import zlib

import pytest
from openxml_audit import OpenXmlValidator

from pipeline.documents.archive import read_parts
from pipeline.documents.pictures import read_picture
from pipeline.documents.render import render
from pipeline.documents.text_of import Block, Link, document_blocks, document_text
from pipeline.errors import InputError


def png(width: int = 40, height: int = 20) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_blocks_in_reading_order_with_numbers_and_links(word):
    body = (
        word.p("Ziele", "berschrift1")
        + word.control("a", word.p("{{ '1. eins\n   - innen\n2. zwei\n\nMehr [hier](https://a.de).'|md }}"))
        + word.table(f"{word.p('Kanal')}¦{word.p('Zweck')}", f"{word.p('Instagram')}¦{word.p('Kultur')}")
        + word.p("Kanäle", "berschrift2")
        + word.p("a)", "ListNumber2")
    )
    docx = word.rendered(word.file(body, header=word.p("Stadt"), footer=word.p("Seite")))
    blocks = document_blocks(docx)
    assert [(b.kind, b.label, b.text, b.level) for b in blocks] == [
        ("heading", "1", "Ziele", 1),
        ("item", "1.", "eins", 1),
        ("item", "•", "innen", 2),
        ("item", "2.", "zwei", 1),
        ("paragraph", "", "Mehr hier.", 0),
        ("table", "", "", 0),
        ("heading", "1.1", "Kanäle", 2),
        ("item", "a)", "a)", 2),
    ]
    assert blocks[4].links == (Link("hier", "https://a.de"),)
    assert blocks[5].rows[1][1] == (Block("paragraph", "Kultur", style="Normal"),)
    assert document_text(docx).splitlines()[:3] == ["1 Ziele", "1. eins", "• innen"]
    assert document_text(docx).splitlines()[-2:] == ["Stadt", "Seite"]
    assert document_text(docx, labels=False, all_parts=False).splitlines()[0] == "Ziele"


def test_the_coat_of_arms_stands_at_its_anchor_with_its_alternative_text(word, tmp_path):
    template = word.file(
        word.p("{{ 'coat_of_arms'|picture(30, 25) }}") + word.p("Titel"), header=word.p("{{ 'coat_of_arms'|picture }}")
    )
    picture = read_picture(png(), "Wappen der Stadt")
    docx = render(template, {}, word.properties, pictures={"coat_of_arms": picture}).docx
    drawing = next(word.body(docx).iter("{*}docPr"))
    assert drawing.get("descr") == "Wappen der Stadt"
    extent = next(word.body(docx).iter("{*}extent"))
    assert (int(extent.get("cx")), int(extent.get("cy"))) == (30 * 36000, 15 * 36000)
    media = [name for name in read_parts(docx) if name.startswith("word/media/")]
    assert len(media) == 1
    file = tmp_path / "probe.docx"
    file.write_bytes(docx)
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


def test_without_a_coat_of_arms_its_paragraph_goes_but_a_cell_keeps_one(word):
    anchor = word.p("{{ 'coat_of_arms'|picture }}")
    docx = word.rendered(word.file(anchor + word.p("Titel") + word.table(f"{anchor}¦{word.p('Stadt')}")))
    assert word.lines(docx) == [": Titel", ": ", ": Stadt"]


def test_jpeg_files_are_measured(word):
    frame = (
        b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00"
        + b"\x00" * 20
        + b"\xff\xd9"
    )
    picture = read_picture(frame, "Wappen")
    assert (picture.width, picture.height, picture.kind) == (32, 16, "jpeg")


@pytest.mark.parametrize(
    ("data", "alternative", "message"),
    [
        (b"<svg/>", "Wappen", "weder eine PNG- noch eine JPEG-Datei"),
        (png()[:60], "Wappen", "beschädigt"),
        (b"\xff\xd8\xff\xe0\x00\x04", "Wappen", "beschädigt"),
        (png(7000, 1), "Wappen", "7000 mal 1 Bildpunkte"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 6_000_000, "Wappen", "zu groß"),
        (png(), " ", "fehlt ein Alternativtext"),
    ],
)
def test_pictures_that_are_refused(data, alternative, message):
    with pytest.raises(InputError, match=message) as caught:
        read_picture(data, alternative, "organisation.coat_of_arms")
    assert caught.value.problems[0].path == "organisation.coat_of_arms"
