"""A redline must be exact in both directions, valid, and mark no more than it must."""

from __future__ import annotations

import dataclasses

import pytest
from docx_pairs import SENTENCES, pair
from docx_spec import Doc, Para, Run, Table, para, unzip, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from independent import marked_characters, marks, read
from support import AUTHOR, findings, redline

from pipeline.comparison.words import changed_characters

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def check(old: Doc, new: Doc, *, engine: bool = True) -> None:
    result = redline(old, new, engine=engine)
    assert result.proof.holds, result.proof.differences
    assert not result.coarse
    assert not result.remarks
    assert read(result.docx, "rejected") == read(write(old))
    assert read(result.docx, "accepted") == read(write(new))
    for mark in marks(result.docx):
        assert mark.tag.endswith(("ins", "del")) or len(mark), "an empty property mark"
        assert mark.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}author") == AUTHOR


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(st.data())
def test_a_redline_is_exact_both_ways(data: st.DataObject) -> None:
    check(*pair(lambda n: data.draw(st.integers(0, n - 1))))


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(st.data())
def test_our_own_marks_are_exact_without_the_engine(data: st.DataObject) -> None:
    check(*pair(lambda n: data.draw(st.integers(0, n - 1)), edits=6), engine=False)


@pytest.mark.thorough
@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(st.data())
def test_two_hundred_pairs_are_exact_both_ways(data: st.DataObject) -> None:
    old, new = pair(lambda n: data.draw(st.integers(0, n - 1)), edits=6)
    check(old, new)
    assert not findings(redline(old, new).docx)


FIRST, SECOND, THIRD = (para(text) for text in SENTENCES[:3])
WITH_TABLE = Doc((FIRST, Table(((((SECOND,), (THIRD,))),)), FIRST))
CASES = {
    "a word": (Doc((FIRST,)), Doc((para(SENTENCES[0].replace("Stadt", "Gemeinde")),))),
    "first paragraph goes": (Doc((FIRST, SECOND)), Doc((SECOND,))),
    "last paragraph goes": (Doc((FIRST, SECOND)), Doc((FIRST,))),
    "last paragraph of another style comes": (Doc((FIRST,)), Doc((FIRST, para("Punkt", "ListBullet")))),
    "everything is new": (Doc((FIRST, SECOND)), Doc((THIRD,))),
    "split": (Doc((para(f"{SENTENCES[0]} {SENTENCES[1]}"), THIRD)), Doc((FIRST, SECOND, THIRD))),
    "merge": (Doc((FIRST, SECOND, THIRD)), Doc((para(f"{SENTENCES[0]} {SENTENCES[1]}"), THIRD))),
    "last paragraph of a cell goes": (
        Doc((Table((((FIRST, SECOND), (THIRD,)),)), FIRST)),
        Doc((Table((((FIRST,), (THIRD,)),)), FIRST)),
    ),
    "a column comes": (
        Doc((Table((((FIRST,), (SECOND,)),)), FIRST)),
        Doc((Table((((FIRST,), (SECOND,), (para("neu"),)),)), FIRST)),
    ),
    "a table goes": (WITH_TABLE, Doc((FIRST, FIRST))),
    "a table comes": (Doc((FIRST, FIRST)), WITH_TABLE),
    "the paragraph before a table goes": (WITH_TABLE, dataclasses.replace(WITH_TABLE, blocks=WITH_TABLE.blocks[1:])),
    "a picture goes": (Doc((Para((Run("Wappen ", picture=True), Run("Ende"))),)), Doc((para("Wappen Ende"),))),
    "bold comes": (Doc((para("sehr wichtig"),)), Doc((Para((Run("sehr "), Run("wichtig", bold=True))),))),
    "a link leads elsewhere": (
        Doc((Para((Run("Näheres", link="https://alt.example/"),)),)),
        Doc((Para((Run("Näheres", link="https://neu.example/"),)),)),
    ),
    "only a note changes": (
        Doc((Para((Run("Text", note="Die alte Note."),)),)),
        Doc((Para((Run("Text", note="Die neue Note."),)),)),
    ),
    "the first note of all": (Doc((FIRST,)), Doc((Para((Run(SENTENCES[0], note="Note", endnote="Ende"),)),))),
    "tabs and breaks": (Doc((para("eins\tzwei\ndrei"),)), Doc((para("eins\tzwei\nvier\tfünf"),))),
    "no-break space": (Doc((para("Nach § 35 der Satzung"),)), Doc((para("Nach §\u00a035 der Satzung"),))),
    "list level": (Doc((para("a", level=0), para("b", level=0))), Doc((para("a", level=0), para("b", level=1)))),
    "footer": (Doc((FIRST,)), Doc((FIRST,), footer=Para((Run("Blatt "), Run("1", field="PAGE")), "Footer"))),
}


@pytest.mark.parametrize("engine", [pytest.param(True, marks=pytest.mark.thorough), False], ids=["engine", "own"])
@pytest.mark.parametrize("name", CASES)
def test_kinds_of_changes(name: str, engine: bool) -> None:
    check(*CASES[name], engine=engine)


@pytest.fixture(scope="module")
def all_at_once() -> tuple[Doc, Doc, bytes]:
    """One pair that holds every kind of change in a chapter of its own, and its redline."""
    sides: list[list[Para | Table]] = [[], []]
    for name, documents in CASES.items():
        for blocks, document in zip(sides, documents, strict=True):
            blocks += [para(f"Kapitel: {name}", "Heading1"), *document.blocks, para(f"Ende: {name}")]
    old, new = Doc(tuple(sides[0])), Doc(tuple(sides[1]))
    return old, new, redline(old, new).docx


def test_all_kinds_of_changes_in_one_document(all_at_once: tuple[Doc, Doc, bytes]) -> None:
    old, new, docx = all_at_once
    assert read(docx, "rejected") == read(write(old))
    assert read(docx, "accepted") == read(write(new))


def test_the_redline_is_valid(all_at_once: tuple[Doc, Doc, bytes]) -> None:
    assert not findings(all_at_once[2])


def test_every_mark_has_its_own_id(all_at_once: tuple[Doc, Doc, bytes]) -> None:
    ids = [
        mark.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}id") for mark in marks(all_at_once[2])
    ]
    assert len(ids) == len(set(ids)) > 20


def test_the_same_inputs_give_the_same_bytes() -> None:
    old, new = CASES["split"]
    assert redline(old, new).docx == redline(old, new).docx


def test_identical_documents_have_no_marks() -> None:
    result = redline(WITH_TABLE, WITH_TABLE)
    assert result.identical
    assert not marks(result.docx)
    assert result.proof.holds


def test_one_changed_word_is_all_that_is_marked() -> None:
    old, new = CASES["a word"]
    assert marked_characters(redline(old, new).docx) == len("StadtGemeinde")


def test_paragraphs_that_share_nothing_are_replaced_whole() -> None:
    result = redline(Doc((FIRST, para(SENTENCES[6]), THIRD)), Doc((FIRST, para(SENTENCES[11]), THIRD)))
    assert len([mark for mark in marks(result.docx) if len(mark)]) == 2


def test_moved_pictures_and_links_in_headers_keep_their_targets() -> None:
    header = Para((Run("Stadt "), Run("Netz", link="https://musterstadt.example/")), "Header")
    old, new = Doc((FIRST,)), Doc((FIRST, SECOND), header=header)
    parts = unzip(write(new))
    parts["word/_rels/header1.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdL1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        b'Target="https://musterstadt.example/" TargetMode="External"/></Relationships>',
    )
    from docx_spec import zip_parts

    result = redline(write(old), zip_parts(parts))
    assert result.proof.holds
    assert "https://musterstadt.example/" in str(read(result.docx)["word/header1.xml"])


def test_other_saving_ids_are_no_change() -> None:
    """Word renumbers relationships, lists and bookmarks when it saves; a reader sees the same document."""
    document = Doc((Para((Run("Siehe "), Run("hier", link="https://a.example/"))), para("Punkt", level=0)))
    parts = unzip(write(document))
    body = parts["word/document.xml"]
    body = body.replace(b"rIdL1", b"rId77").replace(b'<w:numId w:val="2"/>', b'<w:numId w:val="9"/>')
    rels = parts["word/_rels/document.xml.rels"].replace(b"rIdL1", b"rId77")
    numbering = parts["word/numbering.xml"].replace(b'<w:num w:numId="2"', b'<w:num w:numId="9"')
    from docx_spec import zip_parts

    changed = {"word/document.xml": body, "word/_rels/document.xml.rels": rels, "word/numbering.xml": numbering}
    again = zip_parts({**parts, **changed})
    result = redline(write(document), again)
    assert not marks(result.docx)
    assert result.old == result.new


def test_no_more_is_marked_than_a_minimal_difference_by_words() -> None:
    old = "Beiträge werden nach 24 Monaten gelöscht, Nachrichten nach 6 Monaten."
    new = "Beiträge und Kommentare werden nach 12 Monaten gelöscht, Nachrichten nach 6 Monaten."
    docx = redline(Doc((FIRST, para(old))), Doc((FIRST, para(new)))).docx
    assert marked_characters(docx) <= changed_characters(old, new)
