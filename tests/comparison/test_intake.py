"""A file from anywhere: what is dangerous is refused in German, what cannot be compared is named."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from docx_spec import NAMESPACES, Doc, para, unzip, write, zip_parts
from support import AUTHOR, DATE, redline

from pipeline.comparison import intake
from pipeline.comparison.intake import open_docx
from pipeline.comparison.redline import make_redline
from pipeline.errors import InputError

GOOD = write(Doc((para("Guter Text"),)))
BY = 'w:id="1" w:author="Petra Muster" w:date="2026-09-01T00:00:00Z"'


def with_body(body: str) -> bytes:
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return zip_parts({**unzip(GOOD), "word/document.xml": document.encode()})


def without(part: str) -> bytes:
    return zip_parts({name: data for name, data in unzip(GOOD).items() if name != part})


def related(kind: str, target: str, *, external: bool = False, part: str = "word/document.xml") -> bytes:
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    parts = unzip(GOOD)
    mode = ' TargetMode="External"' if external else ""
    line = (
        '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'{kind}" Target="{target}"{mode}/></Relationships>'
    )
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    parts[rels] = parts.get(rels, empty).replace(b"</Relationships>", line.encode())
    return zip_parts(parts)


def lying_size() -> bytes:
    """A part whose directory entry says less than what comes out."""
    data = bytearray(GOOD)
    at = data.rfind(b"PK\x01\x02")
    size = struct.unpack_from("<I", data, at + 24)[0]
    struct.pack_into("<I", data, at + 24, size - 1)
    return bytes(data)


def bomb() -> bytes:
    return zip_parts({**unzip(GOOD), "word/media/bomb.png": b"\0" * (3 << 20)})


DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:styles xmlns:w="w">&a;</w:styles>'
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "keine Word-Datei"),
    "text": (lambda: b"Guten Tag", "keine Word-Datei"),
    "cut off": (lambda: GOOD[: len(GOOD) // 2], "keine Word-Datei"),
    "password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Kennwort"),
    "other zip": (lambda: zip_parts({"brief.txt": b"x"}), "keine Word-Datei"),
    "no main part": (lambda: without("word/document.xml"), "word/document.xml"),
    "no relationships": (lambda: without("_rels/.rels"), "Hauptteil fehlt"),
    "broken XML": (lambda: zip_parts({**unzip(GOOD), "word/styles.xml": b"<w:styles"}), "word/styles.xml"),
    "external entity": (lambda: zip_parts({**unzip(GOOD), "word/styles.xml": DTD}), "word/styles.xml"),
    "entities in UTF-16": (
        lambda: zip_parts({**unzip(GOOD), "word/theme/theme1.xml": LAUGHS.decode().encode("utf-16")}),
        "Dokumenttyp-Definition",
    ),
    "billion laughs": (lambda: zip_parts({**unzip(GOOD), "customXml/item1.xml": LAUGHS}), "customXml/item1.xml"),
    "deep": (lambda: with_body("<w:p>" * 5000 + "</w:p>" * 5000), "word/document.xml"),
    "no body": (lambda: zip_parts({**unzip(GOOD), "word/document.xml": b"<x/>"}), "keinen Text"),
    "bomb": (bomb, "verdächtig stark gepackt"),
    "lying directory": (lying_size, "beschädigt"),
    "path escape": (lambda: zip_parts({**unzip(GOOD), "../../etc/cron.d/x": b"x"}), "unzulässigen Namen"),
    "windows path": (lambda: zip_parts({**unzip(GOOD), "word\\x.xml": b"<x/>"}), "unzulässigen Namen"),
    "twice": (lambda: zip_parts({**unzip(GOOD), "WORD/document.xml": b"<x/>"}), "mehrfach"),
    "too many": (lambda: zip_parts({**unzip(GOOD), **{f"x/{n}.bin": b"" for n in range(4100)}}), "erlaubt sind 4000"),
    "macros": (lambda: zip_parts({**unzip(GOOD), "word/vbaProject.bin": b"x"}), "Makros (word/vbaProject.bin)"),
    "strict": (
        lambda: zip_parts(
            {**unzip(GOOD), "word/document.xml": b'<d xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'}
        ),
        "Strict Open XML",
    ),
    "foreign text": (
        lambda: zip_parts(
            {
                **unzip(related("aFChunk", "fremd.html")),
                "word/fremd.html": b"<p>Text</p>",
                "word/document.xml": f'<w:document {NAMESPACES}><w:body><w:altChunk r:id="rIdX"/></w:body></w:document>'.encode(),
            }
        ),
        "word/fremd.html",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_sentence_that_names_the_part(name: str) -> None:
    make, words = REFUSED[name]
    with pytest.raises(InputError) as caught:
        open_docx(make(), "entwurf.docx")
    (problem,) = caught.value.problems
    assert words in problem.message
    assert problem.file == "entwurf.docx"


def test_too_large_files_are_not_even_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MAX_FILE", 1000)
    with pytest.raises(InputError, match="zu groß"):
        open_docx(GOOD)


def test_encrypted_entries_are_refused() -> None:
    data = bytearray(GOOD)
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(InputError, match="verschlüsselt"):
        open_docx(bytes(data))


def test_a_redline_says_which_of_the_two_files_is_unusable() -> None:
    with pytest.raises(InputError) as caught:
        make_redline(GOOD, b"nichts", author=AUTHOR, date=DATE, old_name="alt.docx", new_name="neu.docx")
    assert caught.value.problems[0].file == "neu.docx"


def test_tracked_changes_in_an_input_are_taken_as_accepted_and_named() -> None:
    ins = f"<w:ins {BY}><w:r><w:t>neu</w:t></w:r></w:ins><w:del {BY}><w:r><w:delText>alt</w:delText></w:r></w:del>"
    tracked = with_body(f"<w:p>{ins}</w:p>")
    result = redline(tracked, with_body("<w:p><w:r><w:t>neu</w:t></w:r></w:p>"))
    assert result.old == result.new
    (notice,) = result.old_notices
    assert notice.kind == "tracked_changes"
    assert notice.text == (
        "Die Datei enthält bereits 2 nachverfolgte Änderungen (word/document.xml, von Petra Muster). Verglichen wird der"
        " Text, wie er nach Annahme dieser Änderungen lautet."
    )
    assert b"Petra Muster" not in unzip(result.docx)["word/document.xml"]


def test_comments_are_named_and_not_compared() -> None:
    parts = unzip(related("comments", "comments.xml"))
    comment = (
        f'<w:comments {NAMESPACES}><w:comment w:id="0" w:author="Petra Muster" w:date="2026-09-01T10:00:00Z">'
        "<w:p><w:r><w:t>Bitte prüfen!</w:t></w:r></w:p></w:comment></w:comments>"
    )
    data = zip_parts({**parts, "word/comments.xml": comment.encode()})
    (notice,) = open_docx(data).notices
    assert (
        notice.text == "Kommentar von Petra Muster am 2026-09-01: „Bitte prüfen!“. Kommentare werden nicht verglichen."
    )


def test_embedded_objects_and_outside_references_are_named() -> None:
    parts = unzip(related("image", "http://fremd.example/zaehler.png", external=True))
    notices = open_docx(zip_parts({**parts, "word/embeddings/oleObject1.bin": b"x"})).notices
    assert [notice.kind for notice in notices] == ["embedded", "external"]
    assert "http://fremd.example/zaehler.png" in notices[1].text


def test_a_template_that_would_be_loaded_is_taken_out() -> None:
    parts = unzip(related("attachedTemplate", "http://fremd.example/a.dotm", external=True, part="word/settings.xml"))
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(
        b"</w:settings>",
        b'<w:attachedTemplate r:id="rIdX" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
        b"</w:settings>",
    )
    source = open_docx(zip_parts(parts))
    assert [notice.kind for notice in source.notices] == ["removed"]
    content = zipfile.ZipFile(io.BytesIO(source.package.save()))
    assert b"attachedTemplate" not in content.read("word/settings.xml")
    assert b"fremd.example" not in content.read("word/_rels/settings.xml.rels")
