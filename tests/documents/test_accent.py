"""One colour of the municipality changes theme and all derived colours alike."""

from __future__ import annotations

import pytest

from pipeline.documents.accent import contrast_to_white, derived, with_accent
from pipeline.documents.archive import read_parts
from pipeline.errors import InputError

AREA = (
    '<w:p><w:pPr><w:pBdr><w:left w:val="single" w:color="123456" w:themeColor="accent1"/></w:pBdr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="D9E2F3" w:themeFill="accent1" w:themeFillTint="33"/></w:pPr>'
    "<w:r><w:t>Kasten</w:t></w:r></w:p>"
)
TEXT = '<w:color w:val="1F3864" w:themeColor="accent1"/>'


def test_theme_and_literals_say_the_same(word):
    docx = with_accent(word.file(AREA + word.p("Text", run=TEXT)), "#1F3864")
    body = word.body(docx)
    assert next(body.iter("{*}left")).get(word.W + "color") == "1F3864"
    assert next(body.iter("{*}color")).get(word.W + "val") == "1F3864"
    assert next(body.iter("{*}shd")).get(word.W + "fill") == "C5D4ED"
    assert b'<a:accent1><a:srgbClr val="1F3864"/></a:accent1>' in read_parts(docx)["word/theme/theme1.xml"]


def test_tints_and_shades_are_those_of_word():
    """Values from the style sheet that Word ships: accent 1 (4472C4) and its variants."""
    base = (0x44, 0x72, 0xC4)
    assert derived(base, shade="BF") == pytest.approx((0x2F, 0x54, 0x96), abs=1)
    assert derived(base, tint="33") == pytest.approx((0xD9, 0xE2, 0xF3), abs=1)
    assert derived(base, tint="99") == pytest.approx((0x8E, 0xAA, 0xDB), abs=1)
    assert derived(base) == base


def test_contrast_is_that_of_wcag():
    assert contrast_to_white((0, 0, 0)) == pytest.approx(21)
    assert contrast_to_white((255, 255, 255)) == pytest.approx(1)
    assert contrast_to_white((0x76, 0x76, 0x76)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("body", "colour", "message"),
    [
        (AREA, "blau", "„blau“ ist keine Farbe"),
        (AREA, "#FFCC00", "Kontrast 1,5:1, nötig sind 4,5:1"),
        (TEXT, "#767676", "Kontrast 4,5:1, nötig sind 7,0:1"),
    ],
)
def test_colours_that_are_refused(word, body, colour, message):
    template = word.file(AREA if body == AREA else word.p("Text", run=TEXT))
    with pytest.raises(InputError, match=message) as caught:
        with_accent(template, colour, path="organisation.accent_color")
    assert caught.value.problems[0].path == "organisation.accent_color"


def test_lines_may_be_lighter_than_text(word):
    assert with_accent(word.file(AREA), "767676")
