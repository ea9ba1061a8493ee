"""Symbols that the text font lacks are heard in the PDF where they stand in the DOCX."""

from __future__ import annotations

import pytest

from pipeline.documents.contents import conversion_copy
from pipeline.documents.text_of import document_text
from pipeline.documents.typography import normalised
from pipeline.pdf.office import convert
from pipeline.pdf.reading import tagged_text

TEXT = "Die GROẞE Straße ✓ hat Ⅷ Stufen, ½ davon → neu."


@pytest.mark.office
def test_order_in_the_pdf(word):
    body = word.p(TEXT) + word.p("Nur Text.") + word.p(TEXT, "berschrift1")
    docx = word.rendered(word.file(body))
    pdf = convert({"x": conversion_copy(docx)})["x"]
    said = normalised("\n".join(block.text for block in tagged_text(pdf)))
    assert said.count(normalised(TEXT)) == 2


def test_the_copy_says_the_same_and_ordinary_text_stays_as_it_is(word):
    docx = word.rendered(word.file(word.p(TEXT) + word.p("Nur Text – „ohne“ Zeichen.")))
    assert document_text(conversion_copy(docx)) == document_text(docx)
    assert "DejaVu" not in document_text(docx)
