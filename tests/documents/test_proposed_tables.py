"""What is only proposed is said once where once is enough, and never of an id."""

from __future__ import annotations

from pydantic import BaseModel

from pipeline.documents.marks import LABEL
from pipeline.dossier.answers import OpenPoint, Role

NOTE = "Vorschlagsvermerk: Vorschlag, noch nicht beschlossen – zuständig: Fachamt"


class Risk(BaseModel):
    """An item with an id."""

    id: str
    title: str


def proposal(value: object, by: Role = Role.OFFICE) -> OpenPoint[object]:
    return OpenPoint[object](open="Gilt das?", by=by, proposal=value)


def rows(word, *values: str) -> str:
    cells = [f"{word.p(f'Zeile {n}')}¦{word.p(value)}" for n, value in enumerate(values, start=1)]
    return word.table(f"{word.p('Gegenstand')}¦{word.p('Regelung')}", *cells)


def test_an_id_is_never_marked(word) -> None:
    risks = proposal((Risk(id="r1", title="Profilbildung"),))
    found = word.text("{% for r in risks %}{{ r.id|upper }} {{ r.title }}{% endfor %}", risks=risks)
    assert found == [f": R1 Profilbildung {LABEL}"]


def test_one_line_stands_above_a_wholly_proposed_table(word) -> None:
    file = word.file(rows(word, "{{ a }}", "{{ b|md }}", "{{ c|or_dash }}") + word.p("Ende"))
    found = word.lines(word.rendered(file, a=proposal("eins"), b=proposal("zwei *Wörter*"), c=None))
    assert found[0] == NOTE
    assert found.count(NOTE) == 1
    assert not any(LABEL in line for line in found)


def test_a_table_with_one_decided_answer_keeps_its_labels(word) -> None:
    file = word.file(rows(word, "{{ a }}", "{{ b }}", "{{ c }}") + word.p("Ende"))
    found = word.lines(word.rendered(file, a=proposal("eins"), b=proposal("zwei"), c="drei"))
    assert NOTE not in found
    assert sum(LABEL in line for line in found) == 2


def test_two_who_must_answer_are_both_named(word) -> None:
    file = word.file(rows(word, "{{ a|md }}", "{{ b|md }}") + word.p("Ende"))
    found = word.lines(word.rendered(file, a=proposal("eins"), b=proposal("zwei", Role.IT)))
    assert [line for line in found if line.startswith("Vorschlagsvermerk")] == [NOTE, NOTE.replace("Fachamt", "IT")]


def test_a_control_that_begins_with_the_line_says_it_for_all_its_cells(word) -> None:
    note = word.p("Vorschlag, noch nicht beschlossen – zuständig: Fachamt", "Vorschlagsvermerk")
    file = word.file(word.control("concept.steps", note + rows(word, "{{ a|md }}", "{{ b }}")) + word.p("Ende"))
    found = word.lines(word.rendered(file, a=proposal("eins"), b=proposal("zwei")))
    assert found.count(NOTE) == 1
    assert not any(LABEL in line for line in found)


def test_the_line_in_one_cell_says_nothing_of_another(word) -> None:
    table = rows(word, "{{ a|md }}", "{{ b }}", "{{ c }}")
    file = word.file(word.control("concept.steps", word.p("Es gilt:") + table) + word.p("Ende"))
    found = word.lines(word.rendered(file, a=proposal("eins"), b=proposal("zwei"), c="beschlossen"))
    assert found.count(NOTE) == 1
    assert sum(LABEL in line for line in found) == 1
