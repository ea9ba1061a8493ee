"""TXT, DOCX, PDF and HTML are read alike; what is hostile or no text is refused in German."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from foreign_files import FILLER, pdf_file, word_file, zip_file

from pipeline.errors import InputError
from pipeline.law.findings import Status
from pipeline.law.foreign.pdf_pages import read_pdf
from pipeline.law.foreign.plain import read_plain
from pipeline.review_foreign import read_foreign, review

AS_OF = dt.date(2026, 11, 22)


def found(path: Path) -> set[tuple[str, str, str, int]]:
    """Return id, quote, section or page, and line of what is violated."""
    result = review(path, as_of=AS_OF)
    return {
        (one.requirement, one.evidence[0].excerpt, one.path, one.line)
        for one in result.evaluation.findings
        if one.status is Status.VIOLATED and one.evidence
    }


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def test_word(tmp_path: Path) -> None:
    assert found(write(tmp_path, "konzept.docx", word_file())) == {
        ("DDG-STATT-TMG", "TMG", "Abschnitt „Impressum“", 4),
        ("FORM-LEERE-ELEMENTE", "-", "Abschnitt „Impressum“", 6),
        ("DSFA-SKALA", "mittleres", "Abschnitt „Impressum“", 9),
        ("DSFA-METHODE", "mittleres", "Abschnitt „Impressum“", 9),
        ("FORM-LINKS", "[Serviceportal der Stadt](#)", "Abschnitt „Impressum“", 10),
    }


def test_pdf(tmp_path: Path) -> None:
    first = ["1 Zweck", FILLER[:60], FILLER[60:]]
    second = ["2 Impressum", "Das Impressum entspricht § 5 TMG und der Daten-", "schutzordnung der Stadt."]
    assert found(write(tmp_path, "konzept.pdf", pdf_file([first, second]))) == {("DDG-STATT-TMG", "TMG", "Seite 2", 4)}


def test_html_shows_what_readers_see(tmp_path: Path) -> None:
    page = f"""<html><head><title>TMG</title><style>TMG</style></head><body><nav><a href="#">Menü</a></nav>
    <main><h1>Konzept</h1><p>{FILLER}</p><p hidden>§ 5 TTDSG</p><p style="display: none">§ 5 TTDSG</p>
    <script>alert("TTDSG")</script><ul><li>eins</li><li> </li></ul>
    <p>Mehr im <a href="#">Serviceportal der Stadt</a> nach § 5 <b>TMG</b>.</p></main></body></html>"""
    assert {(requirement, quote) for requirement, quote, _, _ in found(write(tmp_path, "konzept.html", page))} == {
        ("FORM-LEERE-ELEMENTE", "-"),
        ("FORM-LINKS", "[Serviceportal der Stadt](#)"),
        ("DDG-STATT-TMG", "TMG"),
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_every_usual_encoding(encoding: str) -> None:
    text = f"{FILLER}\r\nGrüße nach § 5 TMG."
    assert read_plain(text.encode(encoding), "konzept.txt").text == f"{FILLER}\nGrüße nach § 5 TMG."


def test_invisible_characters_hide_nothing(tmp_path: Path) -> None:
    text = f"{FILLER}\nNach § 5 T\u00adM\u200bG."
    assert {one[0] for one in found(write(tmp_path, "konzept.txt", text))} == {"DDG-STATT-TMG"}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("leer.txt", b"", "kein lesbarer Text"),
        ("bild.txt", b"\x89PNG\0\0\0\xff", "kein Text"),
        ("alt.doc", b"\xd0\xcf\x11\xe0" + b"x" * 100, "lässt sich nicht lesen"),
        ("kaputt.docx", b"PK\x03\x04kaputt", "keine lesbare Word-Datei"),
        ("tabelle.docx", zip_file({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}), "Word-Datei"),
        ("kaputt.pdf", b"%PDF-1.7 kaputt", "nicht lesbar"),
        ("scan.pdf", pdf_file([[""]]), "kein lesbarer Text"),
        ("leer.html", b"<html><body></body></html>", "kein lesbarer Text"),
    ],
)
def test_refused(name: str, data: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=words):
        read_foreign(write(tmp_path, name, data))


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_foreign(tmp_path / "fehlt.txt")


def test_entities_of_a_word_file_are_not_resolved(tmp_path: Path) -> None:
    secret = write(tmp_path, "geheim.txt", "geheim")
    parts = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
        + b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>',
    }
    with pytest.raises(InputError):
        read_foreign(write(tmp_path, "xxe.docx", zip_file(parts)))


def test_archive_with_too_many_parts_is_refused(tmp_path: Path) -> None:
    bomb = zip_file({f"word/{number}.xml": b"" for number in range(2100)})
    with pytest.raises(InputError, match="zu groß"):
        read_foreign(write(tmp_path, "bombe.docx", bomb))


def test_text_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="zu lang"):
        read_foreign(write(tmp_path, "lang.txt", "wort " * 200_000))


def test_pdf_that_takes_too_much_is_refused() -> None:
    data = pdf_file([[FILLER]])
    with pytest.raises(InputError, match="zu viel Zeit oder Speicher"):
        read_pdf(data, "bombe.pdf", memory=32 * 1024 * 1024)
