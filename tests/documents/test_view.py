"""What templates see: fields and nothing else; answers that are open stay marked."""

from __future__ import annotations

import dataclasses
import datetime as dt
import pickle

import pytest

from pipeline.documents.environment import environment
from pipeline.documents.markers import without_tokens
from pipeline.documents.view import Marked, mark_of, path_of, value_of, view_of
from pipeline.dossier.answers import Answer, Model, OpenPoint, Role
from pipeline.dossier.model.values import Labelled
from pipeline.errors import InputError


class Status(Labelled):
    ACTIVE = "active", "in Betrieb"


class Person(Model):
    id: str
    name: str
    since: dt.date | None = None


class Concept(Model):
    status: Status = Status.ACTIVE
    person: Answer[Person] | None = None
    persons: Answer[tuple[Person, ...]] = ()
    count: Answer[int] | None = None
    texts: tuple[str, ...] = ()

    @property
    def first(self) -> Person:
        assert not isinstance(self.persons, OpenPoint)
        return self.persons[0]


ANNA = Person(id="anna", name="Anna", since=dt.date(2026, 3, 1))


def show(text: str, value: object) -> str:
    return without_tokens(environment().from_string(text).render(c=view_of(value, "concept")))


def test_nodes_show_fields_and_properties_and_know_their_paths():
    view = view_of(Concept(persons=(ANNA,), texts=("a", "b")), "concept")
    assert view.first.name == "Anna"
    assert path_of(view.persons[0]) == "concept.persons[anna]"
    assert path_of(view.persons[0].name) == "concept.persons[anna].name"
    assert path_of(view.texts[1]) == "concept.texts[1]"
    for name in ("model_dump", "copy", "__class__", "_source", "nichts", "model_fields"):
        if not name.startswith("_"):
            with pytest.raises(AttributeError):
                getattr(view, name)
    with pytest.raises(AttributeError):
        view.status = "x"


def test_mappings_and_dataclasses_are_seen_alike():
    @dataclasses.dataclass(frozen=True)
    class Row:
        id: str
        title: str

    view = view_of({"b": Row("b", "Zwei"), "a": Row("a", "Eins")}, "rows")
    assert view.b.title == "Zwei"
    assert view["a"].title == "Eins"
    assert [row.id for row in view] == ["b", "a"]
    assert path_of(view["a"].title) == "rows[a].title"


def test_a_proposal_marks_every_leaf_of_it():
    person = OpenPoint[Person](open="Wer?", by=Role.MAYOR, proposal=ANNA)
    view = view_of(Concept(person=person), "concept")
    assert mark_of(view.person.name).question == "Wer?"
    assert mark_of(view.person.name).proposed
    assert value_of(view.person.name) == "Anna"
    assert path_of(view.person.name) == "concept.person.name"
    assert view.person.name == "Anna"
    assert view.person.since < dt.date(2027, 1, 1)
    persons = view_of(
        Concept(persons=OpenPoint[tuple[Person, ...]](open="?", by=Role.IT, proposal=(ANNA,))), "concept"
    ).persons
    assert len(persons) == 1
    assert all(mark_of(person) for person in persons)
    assert ANNA.name in [person.name for person in persons]


def test_a_question_without_a_proposal():
    view = view_of(Concept(person=OpenPoint[Person](open="Wer?", by=Role.MAYOR)), "concept").person
    assert not view
    assert list(view) == []
    assert len(view) == 0
    assert view != "Anna"
    assert not view == "Anna"  # noqa: SIM201 - both operators are meant
    assert mark_of(view.name).question == "Wer?"
    assert isinstance(view["x"], Marked)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ c.status }} {{ c.status|label }} {{ c.status == 'active' }}", "in Betrieb in Betrieb ja"),
        ("{{ c.persons|map(attribute='name')|join_german }}", "Anna, Berta und Cem"),
        ("{{ c.persons|map(attribute='name')|join_german('oder') }}", "Anna, Berta oder Cem"),
        ("{{ c.persons|map(attribute='name')|join(' / ') }}", "Anna / Berta / Cem"),
        ("{{ (c.persons|by_id('berta')).name }} {{ c.persons|by_id('x')|or_dash }}", "Berta –"),
        ("{{ c.person|question }} {{ c.person|responsible }} {{ c.person is open }}", "Wer? Verwaltungsleitung ja"),
        (
            "{{ c.count }} {{ c.count|question }} {{ c.count is proposed }} {{ c.count + 0 if false else 1 }}",
            "3 Wie viele? ja 1",
        ),
        ("{{ c.person is present }} {{ c.texts is present }} {{ c.nie is defined }}", "ja nein nein"),
        ("{{ c.persons|length }} {{ (c.persons|first).since|long_date }}", "3 1.\u00a0März 2026"),
        ("{% set x %}a & {{ c.status }}{% endset %}{{ x }}", "a &amp; in Betrieb"),
        ("{% macro m(p) %}{{ p.name }}{% endmacro %}{{ m(c.persons[1]) }}", "Berta"),
        ("{% autoescape false %}{{ '<w:p/>' }}{% endautoescape %}", "&lt;w:p/&gt;"),
        ("{{ 'https://a.de'|link('Text') }} {{ '#'|link('nichts') }} {{ ''|mail }}", "Text nichts "),
        ("{{ 1.5 }} {{ 2.0 }} {{ 'x' ~ 2 }} {{ path(c.persons[0]) }}", "1,5 2 x2 concept.persons[anna]"),
        ("{{ c.person|join }}", "[Offen: Wer? – zu klären: Verwaltungsleitung]"),
        ("{{ c.person|says('x') }}", "[Offen: Wer? – zu klären: Verwaltungsleitung]"),
        ("{{ c.count|says('Nach Art. 3 ist es so.') }}", "Nach Art.\u00a03 ist es so."),
        ("{{ true|says('Ja, \"wir\".') }} {{ c.count|says('x') is proposed }}", "Ja, „wir“. ja"),
    ],
)
def test_filters_and_tests(text, expected):
    concept = Concept(
        person=OpenPoint[Person](open="Wer?", by=Role.MAYOR),
        persons=(ANNA, Person(id="berta", name="Berta"), Person(id="cem", name="Cem")),
        count=OpenPoint[int](open="Wie viele?", by=Role.IT, proposal=3),
    )
    assert show(text, concept) == expected


@pytest.mark.parametrize("character", ["\ue010", "\ue002", "\x00", "\x0b", "\ufffe"])
def test_characters_that_no_document_can_hold_are_refused_with_their_path(character):
    view = view_of(Concept(texts=("gut", f"schlecht{character}")), "concept")
    with pytest.raises(InputError) as caught:
        _ = view.texts
    assert caught.value.problems[0].path == "concept.texts[1]"
    assert f"U+{ord(character):04X}" in caught.value.problems[0].message


def test_views_can_be_sent_to_another_process():
    view = view_of(Concept(persons=(ANNA,)), "concept")
    again = pickle.loads(pickle.dumps([view, view.persons[0].name, Marked("x", "?", Role.IT, "a.b")]))
    assert again[0].persons[0].name == "Anna"
    assert path_of(again[1]) == "concept.persons[anna].name"
    assert mark_of(again[2]).by is Role.IT


def test_what_is_no_data_is_a_mistake_of_the_program():
    with pytest.raises(TypeError, match="concept"):
        view_of(object(), "concept")
