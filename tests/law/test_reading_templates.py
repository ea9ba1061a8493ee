"""Standing text and layout of Word templates, read without rendering."""

from __future__ import annotations

import io
import zipfile

import pytest
from changed_dossiers import dossier_of, surroundings

from pipeline.documents.templates import templates_for
from pipeline.errors import InputError
from pipeline.law.layout import read_layout
from pipeline.law.standing_text import standing_text


def docx(body: str, **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return buffer.getvalue()


def test_headings_boxes_and_fields_are_kept_and_control_tags_go() -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Ihre Rechte</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>{%p if x %}</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:pStyle w:val="Kasten"/></w:pPr><w:r><w:t>R &amp; W</w:t></w:r></w:p>'
        '<w:p><w:r><w:t xml:space="preserve">Kontakt: </w:t></w:r><w:r><w:t>{{ organisation.name }}</w:t></w:r></w:p>'
    )
    assert standing_text(docx(body)) == "# Ihre Rechte\n> R & W\nKontakt: {{ organisation.name }}"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"kein Word"])
def test_damaged_file_is_a_plain_error(data: bytes) -> None:
    with pytest.raises(InputError, match="keine Word-Datei"):
        standing_text(data, "eigene.docx")
    with pytest.raises(InputError, match="keine Word-Datei"):
        read_layout(data, "eigene.docx")


def test_our_templates_have_a_good_layout() -> None:
    for name, layout in surroundings().layouts.items():
        assert layout.page == (), name
        assert layout.access == (), name


def test_each_fault_of_the_layout_is_found() -> None:
    section = '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="100" w:right="100" w:bottom="100" w:left="100"/></w:sectPr>'
    layout = read_layout(docx(f'<w:tbl></w:tbl><wp:docPr id="1" name="Bild"/>{section}', styles="<w:styles/>"))
    assert layout.page == (
        "Das Papierformat ist nicht A4.",
        "Die Seitenränder sind schmaler als vorgesehen.",
        "Auf den Seiten fehlt die Seitenzahl mit der Gesamtzahl.",
        "Tabellen ohne wiederholte Kopfzeile: 1.",
    )
    assert layout.access == (
        "In den Formatvorlagen ist die Sprache Deutsch nicht eingestellt.",
        "Es gibt keine Überschriften der ersten Ebene.",
        "Ein Bild hat keinen Alternativtext.",
        "Tabellen ohne wiederholte Kopfzeile: 1.",
    )


def test_notice_speaks_of_rights() -> None:
    text = standing_text(templates_for(dossier_of("musterstadt"))["datenschutzhinweise"].data)
    assert "# Widerspruchsrecht" in text
    assert "Art. 15" in text


@pytest.mark.parametrize("filling", ["<w:p>", "<w:p><w:r><w:t>{% ", "<w:tbl>", "<w:sectPr>"])
def test_hostile_template_is_read_in_time(filling: str) -> None:
    data = docx(filling * 200_000 + "</w:t></w:r></w:p>")
    assert isinstance(standing_text(data), str)
    assert read_layout(data).access
