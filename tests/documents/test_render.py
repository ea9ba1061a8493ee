"""A template and data become a document; mistakes in a template are told with their place."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.documents.archive import read_parts
from pipeline.documents.render import render
from pipeline.documents.view import view_of
from pipeline.dossier.answers import Answer, Model, OpenPoint, Role
from pipeline.errors import InputError


class Channel(Model):
    id: str
    name: str
    purpose: Answer[str] | None = None
    url: str = "https://www.instagram.com/stadt_sassenberg/"


class Concept(Model):
    title: str = "Nutzungskonzept"
    date: dt.date = dt.date(2026, 3, 1)
    comments: Answer[bool] | None = None
    motto: str | None = None
    phone: Answer[str] | None = None
    topics: Answer[tuple[str, ...]] = ()
    channels: tuple[Channel, ...] = ()

    @property
    def first(self) -> Channel:
        return self.channels[0]


CONCEPT = Concept(
    channels=(
        Channel(id="instagram", name="Instagram & Co. <neu>", purpose='Wir informieren über § 5 und "Kultur".'),
        Channel(
            id="mastodon", name="Mastodon", purpose=OpenPoint[str](open="Wozu?", by=Role.OFFICE, proposal="Austausch")
        ),
    ),
    topics=OpenPoint[tuple[str, ...]](open="Welche Themen?", by=Role.MAYOR, proposal=("Kultur", "Heimat")),
    phone=OpenPoint[str](open="Welche Nummer?", by=Role.IT),
    comments=True,
)


def test_values_are_printed_in_german(word):
    assert word.text(
        "{{ c.title }} {{ c.date }} {{ c.date|long_date }} {{ c.comments }} {{ c.motto|or_dash }} {{ c.first.name }}",
        c=CONCEPT,
    ) == [": Nutzungskonzept 01.03.2026 1.\u00a0März 2026 ja – Instagram & Co. <neu>"]


def test_loops_over_paragraphs_and_rows_with_tags_from_the_data(word):
    body = (
        word.p("{%p for channel in c.channels %}")
        + word.control("c.channels[{{ channel.id }}].name", word.p("{{ channel.name }}"))
        + word.p("{%p endfor %}")
        + word.table(
            f"{word.p('Kanal')}¦{word.p('Zweck')}",
            f"{word.p('{%tr for channel in c.channels %}')}¦{word.p('')}",
            f"{word.p('{{ channel.name }}')}¦{word.p('{{ channel.purpose }}')}",
            f"{word.p('{%tr endfor %}')}¦{word.p('')}",
        )
    )
    docx = word.rendered(word.file(body), c=CONCEPT)
    assert word.lines(docx) == [
        ": Instagram & Co. <neu>",
        ": Mastodon",
        ": Kanal",
        ": Zweck",
        ": Instagram & Co. <neu>",
        ": Wir informieren über §\u00a05 und „Kultur“.",
        ": Mastodon",
        ": Austausch [Vorschlag, noch nicht beschlossen]",
    ]
    tags = [tag.get(tag.nsmap["w"].join("{}") + "val") for tag in word.body(docx).iter("{*}tag")]
    assert tags == ["c.channels[instagram].name", "c.channels[mastodon].name"]
    assert len(word.body(docx).findall(".//{*}gridCol")) == 2


def test_a_proposal_is_styled_and_labelled_once_in_its_paragraph(word):
    docx = word.rendered(word.file(word.p("Wir zeigen {{ c.topics|join_german }} gern.")), c=CONCEPT)
    assert word.runs(docx) == [
        ("", "Wir zeigen "),
        ("Vorschlag", "Kultur"),
        ("", " und "),
        ("Vorschlag", "Heimat"),
        ("", " gern."),
        ("", " "),
        ("Vermerk", "[Vorschlag, noch nicht beschlossen]"),
    ]


def test_a_list_of_proposals_has_one_line_before_it(word):
    body = word.p("{%p for topic in c.topics %}") + word.p("{{ topic }}", "ListBullet") + word.p("{%p endfor %}")
    assert word.lines(word.rendered(word.file(body), c=CONCEPT)) == [
        "Vorschlagsvermerk: Vorschlag, noch nicht beschlossen – zuständig: Verwaltungsleitung",
        "ListBullet: Kultur",
        "ListBullet: Heimat",
    ]


def test_a_question_stands_where_the_answer_is_missing(word):
    docx = word.rendered(
        word.file(word.p("Tel. {{ c.phone }}{% if c.phone is open %}!{% endif %} {{ c.phone|upper }}")), c=CONCEPT
    )
    assert word.runs(docx)[:3] == [
        ("", "Tel. "),
        ("OffenerPunkt", "[Offen: Welche Nummer? – zu klären: IT]"),
        ("", "! "),
    ]


def test_an_open_point_is_false_empty_and_equal_to_nothing(word):
    text = (
        "{% if c.phone %}a{% else %}b{% endif %}{% for x in c.phone %}x{% endfor %}{% if c.phone == '1' %}c{% endif %}"
    )
    assert word.text(text, c=CONCEPT) == [": b"]


def test_links_from_data(word):
    docx = word.rendered(
        word.file(word.p("Siehe {{ c.first.url|link('unser Konto') }} und {{ 'rathaus@sassenberg.de'|mail }}.")),
        c=CONCEPT,
    )
    assert word.lines(docx) == [": Siehe unser Konto und rathaus@sassenberg.de."]
    assert ("Hyperlink", "unser Konto") in word.runs(docx)
    relations = word.body(docx, "word/_rels/document.xml.rels")
    targets = [r.get("Target") for r in relations if r.get("TargetMode") == "External"]
    assert targets == ["https://www.instagram.com/stadt_sassenberg/", "mailto:rathaus@sassenberg.de"]


def test_the_address_of_a_link_in_the_template_may_come_from_data(word):
    link = '<w:p><w:hyperlink r:id="rId9"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>Konto</w:t></w:r></w:hyperlink></w:p>'
    docx = word.rendered(word.file(link, links={"rId9": "%7b%7b%20c.first.url%20%7d%7d"}), c=CONCEPT)
    assert b"https://www.instagram.com/stadt_sassenberg/" in _part(docx, "word/_rels/document.xml.rels")


def test_split_runs_headers_footers_and_notes_are_rendered(word):
    split = "<w:p><w:r><w:t>{{ c.ti</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tle }}</w:t></w:r></w:p>"
    note = '<w:footnote w:id="1"><w:p><w:r><w:t>{{ c.title }}</w:t></w:r></w:p></w:footnote>'
    docx = word.rendered(
        word.file(split, header=word.p("{{ c.title }}"), footer=word.p("{{ c.date }}"), footnotes=note), c=CONCEPT
    )
    assert word.lines(docx) == [": Nutzungskonzept"]
    assert word.lines(docx, "word/header1.xml") == [": Nutzungskonzept"]
    assert word.lines(docx, "word/footer1.xml") == [": 01.03.2026"]
    assert word.lines(docx, "word/footnotes.xml") == [": Nutzungskonzept"]


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("{{ c.titel }}", "unter „Kanäle“, Absatz 3: „c“ hat kein Feld „titel“.", "Gemeint: title?"),
        ("{{ d.title }}", "unter „Kanäle“, Absatz 3: Den Namen „d“ gibt es nicht.", ""),
        ("{{ c.motto }}", "unter „Kanäle“, Absatz 3: „c.motto“ ist leer.", "or_dash"),
        ("{{ c.channels }}", "unter „Kanäle“, Absatz 3: „c.channels“ ist kein einzelner Wert", "for"),
        ("{% if c.titel %}{% endif %}", "unter „Kanäle“, Absatz 3: „c“ hat kein Feld „titel“.", "title"),
        ("{{ c.title|md }} und mehr", "muss allein in seinem Absatz stehen", "eigenen Absatz"),
        ("{{ 'a' * 10**9 }}", "rechnet in Vorlagen nur mit Zahlen", ""),
        ("{{ c.title.__class__ }}", "kein Feld „__class__“", ""),
        ("{% include 'x' %}", "lässt sich nicht ausführen", ""),
        ("{{ c.title|md|truncate(5) }}", "fehlerhaft", ""),
        ("{{ c.title", "fehlerhaft", ""),
        ("{{ c.phone|md|replace('e', '') }} {{ c.topics|first|replace('\ue002', '') }}", "zerschnitten", "replace"),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_place(word, text, message, remedy):
    template = word.file(word.p("Anfang {{ c.title }}") + word.p("Kanäle", "berschrift1") + word.p(text))
    with pytest.raises(InputError) as caught:
        word.rendered(template, c=CONCEPT)
    problem = caught.value.problems[0]
    assert message in problem.message
    assert remedy in problem.remedy
    assert problem.file == "probe.docx"


def test_a_fault_in_a_cell_names_the_cell_as_word_counts_it(word):
    template = word.file(
        word.table(
            f"{word.p('Kanal')}¦{word.p('Zweck')}",
            f"{word.p('{%tr for channel in c.channels %}')}¦{word.p('')}",
            f"{word.p('{{ channel.name }}')}¦{word.p('{{ channel.purpos }}')}",
            f"{word.p('{%tr endfor %}')}¦{word.p('')}",
        )
    )
    with pytest.raises(
        InputError, match=r"Tabelle 1 Zeile 3 Spalte 2: „c.channels\[instagram\]“ hat kein Feld „purpos“"
    ):
        word.rendered(template, c=CONCEPT)


def test_a_fault_in_the_header_says_so(word):
    with pytest.raises(InputError, match="Kopfzeile"):
        word.rendered(word.file(word.p("x"), header=word.p("{{ c.nichts }}")), c=CONCEPT)


def test_conditions_that_tear_a_paragraph_apart_are_an_error(word):
    body = word.p("a {% if c.motto %} b") + word.table(word.p("c {% endif %}"), head=False)
    with pytest.raises(InputError, match="kein lesbares Dokument"):
        word.rendered(word.file(body), c=CONCEPT)


def test_a_file_that_is_no_word_file_is_an_error(word):
    for data in (b"", b"PK\x03\x04", b"%PDF-1.7"):
        with pytest.raises(InputError, match="Word-Datei"):
            render(data, {}, word.properties)


def test_same_inputs_give_the_same_bytes(word):
    body = word.p("{{ c.first.purpose|md }}") + word.p("{{ c.topics|join_german }} {{ c.first.url|link }}")
    assert word.rendered(word.file(body), c=CONCEPT) == word.rendered(word.file(body), c=CONCEPT)


def test_the_document_says_who_made_it_and_when(word):
    core = _part(word.rendered(word.file(word.p("x"))), "docProps/core.xml").decode()
    assert "Stadt Sassenberg" in core
    assert "2026-03-01T00:00:00Z" in core
    assert "de-DE" in core


def _part(docx: bytes, name: str) -> bytes:
    return read_parts(docx)[name]


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (True, "Es gibt „Partner“."),
        (False, "Partner gibt es nicht."),
        (
            OpenPoint[bool](open="Gibt es Partner?", by=Role.MAYOR),
            "[Offen: Gibt es Partner? – zu klären: Verwaltungsleitung]",
        ),
        (
            OpenPoint[bool](open="Gibt es Partner?", by=Role.MAYOR, proposal=False),
            "Partner gibt es nicht. [Vorschlag, noch nicht beschlossen]",
        ),
    ],
)
def test_a_yes_or_no_becomes_a_sentence(word, answer, text):
    template = "{{ partners|says('Es gibt \"Partner\".', 'Partner gibt es nicht.') }}"
    assert word.text(template, partners=view_of(answer, "concept.partners")) == [f": {text}"]


@pytest.mark.parametrize("answer", [None, "ja", 1])
def test_a_sentence_needs_a_yes_or_no(word, answer):
    with pytest.raises(InputError, match="says"):
        word.text("{{ partners|says('Ja.', 'Nein.') }}", partners=answer)
