"""What a hostile DOCX gets: a refusal that names the part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document

from pipeline.errors import InputError
from pipeline.pdf.intake import open_docx_safely

RELATIONS = "word/_rels/document.xml.rels"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _parts() -> dict[str, bytes]:
    file = io.BytesIO()
    document = Document()
    document.add_paragraph("Text")
    document.save(file)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pack(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _with_relation(kind: str, target: str, mode: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        relation = f'<Relationship Id="rX" Type="{TYPES}/{kind}" Target="{target}" {mode}/></Relationships>'
        parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", relation.encode())

    return change


def _with_text(runs: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:t>Text</w:t>", runs.encode())

    return change


def _with_part(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts[name] = content

    return change


def _macro_type(parts: dict[str, bytes]) -> None:
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def _without_types(parts: dict[str, bytes]) -> None:
    del parts["[Content_Types].xml"]


OUTSIDE = 'TargetMode="External"'
FIELD = (
    '<w:fldChar w:fldCharType="begin"/><w:instrText> INCLUDE</w:instrText><w:instrText>TEXT "a.txt"</w:instrText>'
    '<w:fldChar w:fldCharType="separate"/><w:t>x</w:t><w:fldChar w:fldCharType="end"/>'
)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_with_relation("image", "http://example.org/a.png", OUTSIDE), f"{RELATIONS} lädt Inhalte von außen"),
        (_with_relation("image", "file:///etc/passwd", OUTSIDE), f"{RELATIONS} lädt Inhalte von außen"),
        (_with_relation("image", "file:///etc/passwd", ""), f"{RELATIONS} lädt Inhalte von außen"),
        (_with_relation("attachedTemplate", "a.dotm", OUTSIDE), f"{RELATIONS} lädt Inhalte von außen"),
        (
            _with_relation("aFChunk", "a.html", ""),
            f"{RELATIONS} enthält eingebettete oder ausführbare Inhalte (altChunk)",
        ),
        (_with_relation("oleObject", "a.bin", ""), "(OLE)"),
        (_with_part("word/vbaProject.bin", b"x"), "word/vbaProject.bin enthält eingebettete oder ausführbare"),
        (_with_part("word/embeddings/a.bin", b"x"), "word/embeddings/a.bin enthält eingebettete"),
        (_macro_type, "[Content_Types].xml enthält eingebettete oder ausführbare Inhalte (VBA)"),
        (_without_types, "Der Teil [Content_Types].xml fehlt"),
        (
            _with_part("word/styles.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            "word/styles.xml enthält eine Dok",
        ),
        (_with_part("word/styles.xml", b"<a>"), "word/styles.xml ist kein lesbares XML"),
        (_with_part("../weg.xml", b"<a/>"), "../weg.xml führt aus der Datei hinaus"),
        (_with_part("WORD/document.xml", b"<a/>"), "WORD/document.xml kommt zweimal vor"),
        (_with_part("word/media/a.bmp", bytes(3_000_000)), "word/media/a.bmp ist verdächtig stark gepackt"),
        (_with_text(FIELD), 'lädt Inhalte von außen: INCLUDETEXT "a.txt"'),
        (
            _with_text('<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://example.org/a.png"/>'),
            "lädt Inhalte von außen: http://example.org/a.png",
        ),
    ],
)
def test_foreign_and_active_content_is_refused(change, message):
    parts = _parts()
    change(parts)
    with pytest.raises(InputError) as caught:
        open_docx_safely(_pack(parts), "Vorlage")
    assert message in str(caught.value)
    assert "„Vorlage“" in str(caught.value)


def test_links_and_page_fields_are_welcome():
    parts = _parts()
    _with_relation("hyperlink", "https://example.org/a", OUTSIDE)(parts)
    _with_text(FIELD.replace("INCLUDE", "PAGE").replace("TEXT", "REF"))(parts)
    open_docx_safely(_pack(parts), "Vorlage")


@pytest.mark.parametrize("damage", [b"", b"kein Zip", None])
def test_a_damaged_file_is_refused(damage):
    whole = _pack(_parts())
    data = whole[: len(whole) // 2] if damage is None else damage
    with pytest.raises(InputError, match="keine lesbare DOCX-Datei"):
        open_docx_safely(data, "Vorlage")


def test_a_part_that_lies_about_its_size_is_refused():
    whole = bytearray(_pack(_parts()))
    where = whole.index(b"PK\x01\x02")
    whole[where + 24 : where + 28] = (10).to_bytes(4, "little")
    with pytest.raises(InputError, match="keine lesbare DOCX-Datei"):
        open_docx_safely(bytes(whole), "Vorlage")


def test_too_many_parts_are_refused():
    parts = {**_parts(), **{f"word/media/{number}.txt": b"" for number in range(2001)}}
    with pytest.raises(InputError, match="ist zu groß"):
        open_docx_safely(_pack(parts), "Vorlage")
