"""The linter tells everything that is wrong with a template in one pass, each with its place in Word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import Field

from pipeline.check_templates import check_templates
from pipeline.documents.lint import lint_template, touched_fields, unused_fields
from pipeline.dossier.answers import Answer, Model
from pipeline.dossier.model.values import Labelled, Prose
from pipeline.errors import InputError


class Status(Labelled):
    ACTIVE = "active", "in Betrieb"


class Person(Model):
    name: str
    phone: Answer[str] | None = None


class Channel(Model):
    id: str
    name: str
    status: Answer[Status] | None = None
    since: Answer[dt.date] | None = None
    purpose: Answer[Prose] | None = None
    persons: Answer[tuple[Person, ...]] = ()
    note: str | None = Field(default=None)


class Concept(Model):
    title: str
    channels: tuple[Channel, ...] = ()

    @property
    def active(self) -> tuple[Channel, ...]:
        return tuple(c for c in self.channels if c.status)


SCHEMA: Mapping[str, object] = {"concept": Concept, "names": Mapping[str, Person], "rows": tuple[Person, ...]}


def findings(word, body: str, **parts: str) -> list[str]:
    found = lint_template(word.file(body, **parts), "probe.docx", SCHEMA)
    return [f"{f.place}: {f.message} {f.remedy}".strip() for f in found if not f.hint]


def test_a_good_template_has_no_findings(word):
    body = (
        word.p("Kanäle", "berschrift1")
        + word.p("{%p for channel in concept.active if channel.status == 'active' %}")
        + word.control("concept.channels[{{ channel.id }}].name", word.p("{{ channel.name|upper }} {{ loop.index }}"))
        + word.control("concept.channels[{{ channel.id }}].purpose", word.p("{{ channel.purpose|md }}"))
        + word.p("{%p for person in channel.persons|selectattr('phone')|sort(attribute='name') %}")
        + word.p("{%p if (channel and channel.persons) is open %}")
        + word.p("{{ channel.persons }}")
        + word.p("{%p endif %}")
        + word.p("{{ person.name }} {{ names['x'].phone|or_dash }} {{ (rows|first).name }} {{ channel.since.year }}")
        + word.p(
            "{% set n = channel.status.label %}{{ n }}{% if channel.persons is open %}{{ channel.persons }}{% endif %}"
        )
        + word.p("{%p endfor %}")
        + word.p("{%p endfor %}")
    )
    assert findings(word, body) == []


def test_all_faults_in_one_pass_each_with_its_place(word):
    split = (
        "<w:p><w:r><w:t>{{ conc</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ept.titel }}</w:t></w:r>"
        "<w:r><w:t> {{ konzept.title }}</w:t></w:r></w:p>"
    )
    body = (
        split
        + word.p("Kanäle", "berschrift1")
        + word.p("{%p if concept.title %}")
        + word.table(
            f"{word.p('Kanal')}¦{word.p('Zweck')}",
            f"{word.p('{%tr for channel in concept.channels %}')}¦{word.p('')}",
            f"{word.p('{{ channel.name }}')}¦{word.p('{{ channel.purpos|md }}')}",
            f"{word.p('{%tr endfor %}')}¦{word.p('')}",
        )
        + word.p("{{ concept.title|default(„leer“) }}")
    )
    found = findings(word, body, header=word.p("{{ concept.stand }}"))
    assert [text for text in found if "zerrissen" not in text] == [
        (
            "unter „Kanäle“, Absatz 12: „{{ concept.title|default(„leer“) }}“: Hier stehen typografische "
            "Anführungszeichen. Gerade Zeichen verwenden: 'so'."
        ),
        "unter „Kanäle“, Absatz 3: „if“ wird nicht geschlossen. „{% endif %}“ ergänzen.",
        "Absatz 1: Concept hat kein Feld „titel“. Gemeint: title?",
        "Absatz 1: Den Namen „konzept“ gibt es nicht. Gemeint: concept?",
        "unter „Kanäle“, Tabelle 1 Zeile 3 Spalte 2: Channel hat kein Feld „purpos“. Gemeint: purpose?",
        "Kopfzeile, Absatz 1: Concept hat kein Feld „stand“.",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ concept.title|grossbuchstaben }}", "Den Filter „grossbuchstaben“ gibt es nicht."),
        ("{% if concept.title is leer %}{% endif %}", "Die Prüfung „leer“ gibt es nicht."),
        ("{{ concept.channels }}", "Hier soll ein Objekt oder eine Liste gedruckt werden."),
        ("{{ concept.channels.name }}", "Eine Liste hat kein Feld „name“."),
        ("{{ concept.title.name }}", "Ein einzelner Wert hat kein Feld „name“."),
        ("{% for x in concept.title %}{% endfor %}", "etwas durchlaufen, das keine Liste ist"),
        (
            "{% for c in concept.channels %}{{ c.purpose }}{% endfor %}",
            "Das Feld enthält Markdown und wird ohne „|md“ gedruckt.",
        ),
        ("{{ concept.channels|map(attribute='nme')|join }}", "Channel hat kein Feld „nme“."),
        ("Ziel: {{ (concept.channels|first).purpose|md }}", "„|md“ muss allein in seinem Absatz stehen."),
        ("{{ concept.title", "geschweifte Klammer ist unvollständig"),
        ("{{ concept.title }", "geschweifte Klammer ist unvollständig"),
        ("{%- if concept.title %}{% endif %}", "Ein Minuszeichen an der Klammer löscht Text"),
        ("Text {%p if concept.title %}", "muss allein stehen, in einem eigenen Absatz"),
        ("{%tr for c in concept.channels %}{%tr endfor %}", "an einer Stelle, an der es nicht wirkt"),
        ("{{r concept.title }}", "Diese Form gibt es hier nicht"),
        ("{% include 'x' %}", "„include“ ist in Vorlagen nicht erlaubt."),
        ("{% autoescape false %}{% endautoescape %}", "„autoescape“ ist in Vorlagen nicht erlaubt."),
        ("{% endif %}", "„endif“ schließt nichts."),
        ("{% else %}", "„else“ steht außerhalb einer Bedingung."),
        ("{% if concept.title == %}x{% endif %}{{ concept.nie }}", "Concept hat kein Feld „nie“."),
        ("{% if concept.title == %}x{% endif %}", "ist fehlerhaft"),
        ("{% for c in concept.channels %}{% if c.name %}{% endfor %}", "„endfor“ steht, wo „endif“ fehlt."),
        ("{% for c in (concept and concept.channels) %}{{ c.nie }}{% endfor %}", "Channel hat kein Feld „nie“."),
        ("{{ open('/etc/passwd') }}", "Den Namen „open“ gibt es nicht."),
    ],
)
def test_faults_in_tags(word, text, message):
    assert any(message in found for found in findings(word, word.p(text)))


def test_layout_faults(word):
    picture = '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="Bild"/></wp:inline></w:drawing></w:r></w:p>'
    link = '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>hier</w:t></w:r></w:hyperlink></w:p>'
    nested = word.table(word.table(word.p("a"), head=False) + word.p("b"))
    plain_text = (
        '<w:sdt><w:sdtPr><w:tag w:val="concept.titel"/><w:text/></w:sdtPr><w:sdtContent>'
        + word.p("x")
        + "</w:sdtContent></w:sdt>"
    )
    body = (
        word.p("Erst", "berschrift1")
        + word.p("Dann", "berschrift3")
        + word.table(f"{word.p('a')}¦{word.p('b')}", head=False)
        + nested
        + picture
        + link
        + plain_text
        + word.p("x", "GibtEsNicht")
    )
    found = lint_template(word.file(body, links={"rId9": "#"}), "probe.docx", SCHEMA)
    assert {f.rule for f in found} == {
        *(
            "heading",
            "header-row",
            "row-split",
            "table",
            "alternative-text",
            "link",
            "link-style",
            "control-kind",
            "tag-path",
            "style",
        ),
    }


def test_layout_faults_have_their_place(word):
    picture = '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="Bild"/></wp:inline></w:drawing></w:r></w:p>'
    link = '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>hier</w:t></w:r></w:hyperlink></w:p>'
    body = (
        word.p("Kanäle", "berschrift1")
        + word.table(word.p("a"), head=False)
        + picture
        + link
        + word.p("x", "GibtEsNicht")
    )
    found = {f.rule: f.place for f in lint_template(word.file(body, links={"rId9": "#"}), "probe.docx", SCHEMA)}
    assert found == {
        "header-row": "unter „Kanäle“, Tabelle 1",
        "row-split": "unter „Kanäle“, Tabelle 1",
        "alternative-text": "unter „Kanäle“, Absatz 3",
        "link": "unter „Kanäle“, Absatz 4",
        "link-style": "unter „Kanäle“, Absatz 4",
        "style": "unter „Kanäle“, Absatz 5",
    }


def test_faults_of_the_file_as_a_whole(word):
    styles = b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    settings = (
        b'<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:updateFields w:val="true"/></w:settings>'
    )
    data = word.file(
        word.p("x"), parts={"word/styles.xml": styles, "word/settings.xml": settings, "word/vbaProject.bin": b"x"}
    )
    rules = {f.rule: f.message for f in lint_template(data, "probe.docx", SCHEMA)}
    assert set(rules) == {"style", "language", "update", "active"}


def test_a_long_tag_and_a_value_without_control_are_hints(word):
    tag = "concept.channels[{{ c.id }}].name" + "x" * 40
    body = (
        word.p("{%p for c in concept.channels %}") + word.control(tag, word.p("{{ c.name }}")) + word.p("{%p endfor %}")
    )
    found = lint_template(word.file(body + word.p("{{ concept.title }}")), "probe.docx", SCHEMA)
    assert [(f.rule, f.hint) for f in found] == [("tag-length", True), ("tag-path", False), ("no-control", True)]


def test_fields_that_no_document_prints(word):
    one = word.file(
        word.p("{% for c in concept.active %}{{ c.name }}{{ c.persons|map(attribute='phone')|join }}{% endfor %}")
    )
    two = word.file(word.p("{{ concept.title }}{{ rows[0].name }}"))
    assert touched_fields(one, SCHEMA) >= {"Concept.active", "Concept.channels", "Channel.name", "Person.phone"}
    assert unused_fields({"one": one, "two": two}, SCHEMA) == [
        "Channel.id",
        "Channel.note",
        "Channel.purpose",
        "Channel.since",
        "Channel.status",
    ]


def test_a_file_that_is_no_word_file_is_an_error():
    with pytest.raises(InputError, match="Word-Datei"):
        lint_template(b"Hallo", "probe.docx", SCHEMA)


@pytest.mark.parametrize("template", sorted(Path("templates").glob("*.docx")), ids=lambda path: path.name)
def test_the_templates_of_this_program_have_no_findings(template):
    assert [found for found in check_templates([template]).findings if not found.hint] == []
