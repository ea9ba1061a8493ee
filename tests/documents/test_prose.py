"""Markdown fields become Word's own paragraphs, lists and links."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.documents.archive import read_parts
from pipeline.documents.markdown import markdown_text
from pipeline.documents.text_of import document_blocks, document_text
from pipeline.documents.typography import normalised
from pipeline.dossier.answers import OpenPoint, Role
from pipeline.errors import InputError

LISTS = """Einleitung mit **fettem** und *kursivem* Text,
zweite Zeile.\\
Neue Zeile mit [Link](https://www.sassenberg.de/a?b=1&c=2).

- erster Punkt

  mit Fortsetzung
  - innen *a*
    1. ganz innen
    2. noch einer
- zweiter Punkt

1. eins
2. zwei

Dazwischen.

3. drei
4. vier
"""


def prose(word, text: object, style: str = "") -> bytes:
    return word.rendered(word.file(word.control("c.text", word.p("{{ c.text|md }}", style))), c={"text": text})


def test_paragraphs_and_nested_lists_in_the_styles_of_the_template(word):
    assert word.lines(prose(word, LISTS)) == [
        ": Einleitung mit fettem und kursivem Text, zweite Zeile.\nNeue Zeile mit Link.",
        "ListBullet: erster Punkt",
        "ListContinue: mit Fortsetzung",
        "ListBullet2: innen a",
        "ListNumber3: ganz innen",
        "ListNumber3: noch einer",
        "ListBullet: zweiter Punkt",
        "ListNumber: eins",
        "ListNumber: zwei",
        ": Dazwischen.",
        "ListNumber: drei",
        "ListNumber: vier",
    ]


def test_each_numbered_list_counts_for_itself(word):
    labels = [block.label for block in document_blocks(prose(word, LISTS)) if block.kind == "item"]
    assert labels == ["–", "•", "i.", "ii.", "–", "1.", "2.", "3.", "4."]
    two = prose(word, "1. a\n2. b\n\nText\n\n1. c\n2. d")
    assert [block.label for block in document_blocks(two)] == ["1.", "2.", "", "1.", "2."]


def test_bold_italic_and_links_are_real(word):
    docx = prose(word, LISTS)
    body = word.body(docx)
    bold = ["".join(r.itertext()) for r in body.iter("{*}r") if r.find("{*}rPr/{*}b") is not None]
    italic = ["".join(r.itertext()) for r in body.iter("{*}r") if r.find("{*}rPr/{*}i") is not None]
    assert (bold, italic) == (["fettem"], ["kursivem", "a"])
    assert ("Hyperlink", "Link") in word.runs(docx)
    assert b"https://www.sassenberg.de/a?b=1&amp;c=2" in read_parts(docx)["word/_rels/document.xml.rels"]


def test_prose_in_cells_headers_and_lists(word):
    text = "Siehe [uns](https://a.de)\n\n- Punkt"
    body = word.table(word.p("{{ c|md }}")) + word.p("{{ c|md }}", "ListBullet")
    docx = word.rendered(word.file(body, header=word.p("{{ c|md }}", "Verzeichnis")), c=text)
    assert word.lines(docx) == [": Siehe uns", "ListBullet: Punkt", "ListBullet: Siehe uns", "ListBullet2: Punkt"]
    assert word.lines(docx, "word/header1.xml") == ["Verzeichnis: Siehe uns", "ListBullet: Punkt"]
    assert b"https://a.de" in read_parts(docx)["word/_rels/header1.xml.rels"]


def test_a_proposal_is_announced_before_it(word):
    docx = prose(word, OpenPoint[str](open="Wozu?", by=Role.DPO, proposal="Text mit [Link](https://a.de)."))
    assert word.lines(docx) == [
        "Vorschlagsvermerk: Vorschlag, noch nicht beschlossen – zuständig: Datenschutzbeauftragte Person",
        ": Text mit Link.",
    ]
    assert word.runs(docx)[1:] == [("Vorschlag", "Text mit "), ("Hyperlink", "Link"), ("Vorschlag", ".")]


def test_a_question_without_proposal_is_printed(word):
    docx = prose(word, OpenPoint[str](open="Wozu?", by=Role.DPO))
    assert word.lines(docx) == [": [Offen: Wozu? – zu klären: Datenschutzbeauftragte Person]"]


def test_nothing_becomes_a_dash(word):
    assert word.lines(prose(word, "  \n ")) == [": –"]
    assert word.lines(prose(word, "- \n- b")) == ["ListBullet: –", "ListBullet: b"]


def test_a_control_inside_the_paragraph_is_put_around_the_prose(word):
    inline = word.p("{{ c|md }}").replace("<w:r>", '<w:sdt><w:sdtPr><w:tag w:val="c"/></w:sdtPr><w:sdtContent><w:r>')
    inline = inline.replace("</w:r>", "</w:r></w:sdtContent></w:sdt>")
    docx = word.rendered(word.file(inline), c="eins\n\nzwei")
    control = next(word.body(docx).iter("{*}sdt"))
    assert [("".join(p.itertext())) for p in control.iter("{*}p")] == ["eins", "zwei"]
    assert control.getparent().tag.endswith("body")


def test_markup_in_the_text_is_text(word):
    assert word.lines(prose(word, "a <b>fett</b> & {{ x }} {% if %} <w:p/>")) == [
        ": a <b>fett</b> & {{ x }} {% if %} <w:p/>"
    ]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("# Titel", "eine Überschrift"),
        ("Text\n\n> Zitat", "ein Zitatblock"),
        ("```\ncode\n```", "ein Codeblock"),
        ("Text\n\n    eingerückt", "Einrückung um vier Leerzeichen"),
        ("`code`", "Code in Gravis-Zeichen"),
        ("a\n\n---\n\nb", "eine Trennlinie"),
        ("![Bild](https://a.de/b.png)", "ein Bild"),
        ("[Datei](datei.pdf)", "Link „datei.pdf“ führt nirgendwohin"),
    ],
)
def test_what_is_refused_names_field_and_line(word, text, thing):
    with pytest.raises(InputError, match=thing) as caught:
        prose(word, text)
    assert caught.value.problems[0].path == "c.text"


def test_all_refused_fields_are_told_at_once(word):
    body = word.p("{{ a|md }}") + word.p("{{ b|md }}")
    with pytest.raises(InputError) as caught:
        word.rendered(word.file(body), a="# x", b="> y")
    assert [problem.path for problem in caught.value.problems] == ["a", "b"]


def test_a_link_that_is_still_empty_is_printed_as_text(word):
    docx = prose(word, "Siehe [hier](#).")
    assert word.lines(docx) == [": Siehe hier."]
    assert next(word.body(docx).iter("{*}hyperlink"), None) is None


def test_quotes_across_formatting_are_set(word):
    assert word.lines(prose(word, '"**Wir** sagen "ja" - immer"')) == [": „Wir sagen „ja“ – immer“"]


ODD = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"])
    | st.sampled_from("&<>\"'{}%#äu\u0308§–\u00a0\u00ad\n\t"),
    max_size=60,
)
PLAIN = st.sampled_from(["{{ x }}", "{% if x %}", "{_{", "%_}", "</w:t>", "&amp;", "]]>", "<!--"]) | ODD


@settings(derandomize=True, max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(PLAIN, min_size=1, max_size=4).map(" ".join))
def test_every_text_survives_character_by_character(word, text):
    body = word.control("x", word.p("a{{ x|verbatim }}z")) + word.p("{{ x }}")
    docx = word.rendered(word.file(body), x=text)
    exact, typeset = word.lines(docx)
    assert exact == f": a{text}z"
    assert normalised(typeset[2:]) == normalised(text)


@settings(derandomize=True, max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(
        st.sampled_from(
            ["Wort ", "**fett** ", "- Punkt\n", "\n\n", "1. eins\n", "§ 5 ", '"x" ', "[a](https://b.de) ", "ü&< "]
        ),
        max_size=8,
    ).map("".join)
)
def test_the_words_of_every_prose_are_found_again(word, text):
    found = normalised(document_text(prose(word, text), labels=False))
    assert normalised(markdown_text(text)) in (found, "")
