from __future__ import annotations

from docx_pairs import SENTENCES, pair
from docx_spec import Doc, Para, Run, Table, para
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import form

from pipeline.comparison.synopse import column_text, shown, synopsis


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_each_column_joined_is_its_document(data: st.DataObject) -> None:
    old, new = (form(document) for document in pair(lambda n: data.draw(st.integers(0, n - 1)), edits=6))
    rows = synopsis(old, new)
    assert "".join(row.old_text for row in rows) == column_text(old)
    assert "".join(row.new_text for row in rows) == column_text(new)
    for row in rows:
        assert {fragment.kind for fragment in row.old} <= {"equal", "deleted"}
        assert {fragment.kind for fragment in row.new} <= {"equal", "inserted"}
    assert all(row.kind == "unchanged" for row in synopsis(old, old))


OLD = Doc(
    (
        para("Kanäle", "Heading1"),
        para(SENTENCES[0]),
        para(SENTENCES[1]),
        para("Fristen", "Heading1"),
        para("Gelöscht wird nach 24 Monaten."),
        para(SENTENCES[3]),
        Table((((para("Frist"),), (para("24 Monate"),)),)),
        Para((Run("Version "), Run("1.0", tag="concept.document.version"))),
    )
)
NEW = Doc(
    (
        para("Kanäle", "Heading1"),
        para(SENTENCES[0]),
        para(SENTENCES[1]),
        para(SENTENCES[3]),
        para("Fristen", "Heading1"),
        para("Gelöscht wird nach 12 Monaten."),
        Table((((para("Frist"),), (para("12 Monate"),)), ((para("Ort"),), (para("Rathaus"),)))),
        Para((Run("Version "), Run("1.1", tag="concept.document.version"))),
    )
)


def test_what_the_council_reads() -> None:
    rows = shown(synopsis(form(OLD), form(NEW)))
    assert [(row.chapter, row.kind, row.placeholder_old, row.placeholder_new, row.remark) for row in rows] == [
        ("Kanäle", "unchanged", "(unverändert)", "(unverändert)", ""),
        ("Kanäle", "added", "(neu)", "", "verschoben aus „Fristen“"),
        ("Fristen", "unchanged", "(unverändert)", "(unverändert)", ""),
        ("Fristen", "changed", "", "", ""),
        ("Fristen", "removed", "", "entfällt", "verschoben nach „Kanäle“"),
        ("Fristen", "changed", "", "", ""),
        ("Fristen", "added", "(neu)", "", ""),
        ("Kopf- und Fußzeilen", "unchanged", "(unverändert)", "(unverändert)", ""),
    ]
    changed = rows[3]
    assert [(f.kind, f.text) for f in changed.old] == [
        ("equal", "Gelöscht wird nach "),
        ("deleted", "24"),
        ("equal", " Monaten.\n"),
    ]


def test_a_new_version_number_alone_is_technical() -> None:
    rows = synopsis(form(OLD), form(NEW))
    assert [row.new_text for row in rows if row.technical] == ["Version 1.1\n"]
    assert any(row.new == rows[-3].new for row in shown(rows, technical=True))


def test_a_change_of_formatting_alone_is_named() -> None:
    bold = Doc((Para((Run("wichtig", bold=True),)),))
    (row,) = [row for row in shown(synopsis(form(Doc((para("wichtig"),))), form(bold))) if row.kind == "format"]
    assert row.remark == "nur Formatierung, Verweis oder Objekt geändert"


def test_changed_notes_are_shown() -> None:
    old, new = (Doc((Para((Run("Text", note=note),)),)) for note in ("Die alte Note.", "Die neue Note."))
    (row,) = [row for row in shown(synopsis(form(old), form(new))) if row.chapter == "Fuß- und Endnoten"]
    assert [f.text for f in row.new if f.kind == "inserted"] == ["neue"]
