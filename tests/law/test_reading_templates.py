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
from pipeline.law.template_outline import outline_faults


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


NUMBERED = "".join(f'<w:style w:styleId="Heading{level}"><w:numPr></w:numPr></w:style>' for level in (1, 2, 3))
EACH = "{%p for c in concept.channels %}"
CONTENTS = '<w:docPartGallery w:val="Table of Contents"/>'


def planned(*lines: str, contents: bool = True, styles: str = NUMBERED) -> bytes:
    """Return a template of headings („# Eins“, „## Teil“) and control lines."""
    body = ""
    for line in lines:
        marks, _, words = line.rpartition("# ")
        style = f'<w:pPr><w:pStyle w:val="Heading{len(marks) + 1}"/></w:pPr>' if line.startswith("#") else ""
        body += f"<w:p>{style}<w:r><w:t>{words}</w:t></w:r></w:p>"
    return docx((CONTENTS if contents else "") + body, styles=f"<w:styles>{styles}</w:styles>")


def faults(template: bytes, channels: int) -> list[str]:
    return [fault.quote or fault.message for fault in outline_faults(read_layout(template).outline, channels)]


@pytest.mark.parametrize("channels", [1, 2, 5])
def test_our_templates_have_no_single_subsection(channels: int) -> None:
    for name, layout in surroundings().layouts.items():
        assert not list(outline_faults(layout.outline, channels)), name


def test_one_subsection_for_each_channel_is_single_where_there_is_one_channel() -> None:
    template = planned(
        "# Eins", "# Art", EACH, "## Art – {% if c.title %}{{ c.title }}{% endif %}", "{%p endfor %}", "# Ende"
    )
    assert faults(template, 1) == ["2.1 Art – …"]
    assert faults(template, 2) == []


def test_a_section_below_the_channels_ends_it() -> None:
    template = planned("# Art", EACH, "## {{ c.title }}", "{%p endfor %}", "## Gemeinsames")
    assert faults(template, 1) == []


def test_a_single_subsection_is_found_on_every_level_however_many_channels_there_are() -> None:
    template = planned("# Eins", "## Nur einer", "# Zwei", "## Erster", "### Allein", "## Zweiter")
    assert faults(template, 3) == ["1.1 Nur einer", "2.1.1 Allein"]


@pytest.mark.parametrize("part", ["{%p if concept.retention %}", "{%p for c in concept.channels if c.url %}"])
def test_what_hangs_on_answers_is_no_fault(part: str) -> None:
    end = "{%p endif %}" if "if concept" in part else "{%p endfor %}"
    assert faults(planned("# Eins", part, "## Vielleicht", end, "# Zwei"), 1) == []
    assert faults(planned("# Eins", "## Immer", part, "## Vielleicht", end), 1) == []


def test_a_chapter_that_hangs_on_answers_is_judged_as_it_would_stand() -> None:
    maybe = ["{%p if concept.review %}", "# Eins", "## Nur einer", "{%p elif concept.training %}", "{%p endif %}"]
    assert faults(planned(*maybe, "# Zwei", "## Einzeln"), 1) == ["1.1 Nur einer", "Einzeln"]


def test_number_is_told_only_where_headings_are_numbered() -> None:
    assert faults(planned("# Eins", "## Nur einer", styles=""), 1) == ["Nur einer"]


def test_long_documents_need_a_contents_table() -> None:
    many = [f"# Kapitel {number}" for number in range(20)]
    assert faults(planned(*many, contents=False), 1) == ["Es gibt kein Inhaltsverzeichnis."]
    assert faults(planned(*many), 1) == []
    assert faults(planned(*many[:19], contents=False), 1) == []


def test_notice_speaks_of_rights() -> None:
    text = standing_text(templates_for(dossier_of("musterstadt"))["datenschutzhinweise"].data)
    assert "# Widerspruchsrecht" in text
    assert "Art. 15" in text


HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>{% if x %}{{ </w:t></w:r></w:p>'


@pytest.mark.parametrize("filling", ["<w:p>", "<w:p><w:r><w:t>{% ", "<w:tbl>", "<w:sectPr>", HEADING])
def test_hostile_template_is_read_in_time(filling: str) -> None:
    data = docx(filling * 200_000 + "</w:t></w:r></w:p>")
    assert isinstance(standing_text(data), str)
    assert read_layout(data).access
