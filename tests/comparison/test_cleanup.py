"""Each step that takes noise out of the engine's output, on the noise it was written for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx_spec import NAMESPACES, NUMBERING, Doc, para, unzip, write, zip_parts
from support import DATE

from pipeline.comparison import cleanup
from pipeline.comparison.opc import Package, load, w
from pipeline.comparison.paragraph_marks import move_marks
from pipeline.comparison.properties import Stamp
from pipeline.comparison.revisions import accept_all, reject_all

BY = 'w:id="1" w:author="A" w:date="2026-10-01T12:00:00Z"'
STAMP = Stamp("A", DATE)


def package(body: str, **parts: str) -> Package:
    named = {f"word/{name}.xml": text.encode() for name, text in parts.items()}
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return load(zip_parts({**unzip(write(Doc((para("x"),)))), "word/document.xml": document.encode(), **named}))


def after(step: Callable[[Package], object], body: str, **parts: str) -> str:
    draft = package(body, **parts)
    step(draft)
    text = draft.content()["word/document.xml"].decode()
    return text[text.index("<w:body>") + 8 : text.index("</w:body>")]


RUN = "<w:r><w:t>x</w:t></w:r>"


def test_marks_of_formatting_that_did_not_change_go() -> None:
    empty = f"<w:p><w:r><w:rPr><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>x</w:t></w:r></w:p>"
    assert after(cleanup.drop_empty_changes, empty) == f"<w:p>{RUN}</w:p>"
    same = f'<w:p><w:pPr><w:jc w:val="center"/><w:pPrChange {BY}><w:pPr><w:jc w:val="center"/></w:pPr></w:pPrChange></w:pPr></w:p>'
    assert after(cleanup.drop_empty_changes, same) == '<w:p><w:pPr><w:jc w:val="center"/></w:pPr></w:p>'
    real = f"<w:p><w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr></w:r></w:p>"
    assert after(cleanup.drop_empty_changes, real) == real


def test_deprecated_numbering_changes_go() -> None:
    numbered = (
        f'<w:p><w:pPr><w:numPr><w:numId w:val="2"/><w:numberingChange {BY} w:original=""/></w:numPr></w:pPr></w:p>'
    )
    assert "numberingChange" not in after(cleanup.drop_numbering_changes, numbered)


def test_a_list_that_the_style_gives_is_not_repeated() -> None:
    def step(draft: Package) -> None:
        cleanup.drop_repeated_lists(draft, frozenset())

    twice = '<w:p><w:pPr><w:pStyle w:val="ListBullet"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    assert after(step, twice) == '<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr></w:p>'
    other = twice.replace('<w:numId w:val="1"/>', '<w:numId w:val="2"/>')
    assert after(step, other) == other
    assert after(lambda draft: cleanup.drop_repeated_lists(draft, frozenset({"ListBullet"})), twice) == twice


def test_neighbouring_marks_of_one_hand_become_one() -> None:
    two = f"<w:p><w:ins {BY}>{RUN}</w:ins><w:ins {BY}>{RUN}</w:ins></w:p>"
    assert after(cleanup.join_marks, two).count("<w:ins ") == 1
    other = two.replace('w:author="A"', 'w:author="B"', 1)
    assert after(cleanup.join_marks, other).count("<w:ins ") == 2


def test_notes_that_nothing_refers_to_go() -> None:
    notes = "".join(f'<w:footnote w:id="{n}"><w:p>{RUN}</w:p></w:footnote>' for n in (2, 3))
    draft = package(
        '<w:p><w:r><w:footnoteReference w:id="3"/></w:r></w:p>',
        footnotes=f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>",
    )
    cleanup.drop_unused_notes(draft)
    assert [note.get(w("id")) for note in draft.tree("word/footnotes.xml")] == ["3"]


def test_ids_are_unique_and_bookmarks_stand_once() -> None:
    bookmark = '<w:bookmarkStart w:id="7" w:name="ziel"/>' + RUN + '<w:bookmarkEnd w:id="7"/>'
    lone = '<w:bookmarkStart w:id="9" w:name="offen"/>'
    marked = after(
        cleanup.number_marks, f"<w:p><w:ins {BY}>{RUN}</w:ins><w:del {BY}>{RUN}</w:del>{bookmark}{bookmark}{lone}</w:p>"
    )
    assert 'w:ins w:id="1"' in marked
    assert 'w:del w:id="2"' in marked
    assert marked.count("bookmarkStart") == marked.count("bookmarkEnd") == 1


def p(content: str, mark: str = "", style: str = "") -> str:
    head = (f'<w:pStyle w:val="{style}"/>' if style else "") + (f"<w:rPr><w:{mark} {BY}/></w:rPr>" if mark else "")
    name = "delText" if mark == "del" else "t"
    run = f"<w:r><w:{name}>{content}</w:{name}></w:r>"
    inner = f"<w:{mark} {BY}>{run}</w:{mark}>" if mark else run
    return f"<w:p><w:pPr>{head}</w:pPr>{inner}</w:p>"


def tracked_marks(body: str) -> list[bool]:
    """Return for each paragraph whether its mark is tracked after the marks were moved."""
    draft = package(body)
    move_marks(draft, STAMP)
    names = (w("ins"), w("del"))
    return [
        any(child.tag in names for child in paragraph.iterfind(f"{w('pPr')}/{w('rPr')}/*"))
        for paragraph in draft.tree("word/document.xml").iter(w("p"))
    ]


CELL = "<w:tbl><w:tr><w:tc>{0}</w:tc></w:tr></w:tbl>"
MOVES = {
    "deleted at the end": (p("A") + p("B", "del", "Quote"), [True, False]),
    "inserted at the end": (p("A") + p("B", "ins", "Quote"), [True, False]),
    "two at the end": (p("A") + p("B", "del") + p("C", "del"), [True, True, False]),
    "replaced at the end": (p("A") + p("B", "del") + p("C", "ins"), [False, False]),
    "at the end of a cell": (CELL.format(p("A") + p("B", "del")) + p("Z"), [True, False, False]),
    "before a table": (p("A") + p("B", "del") + CELL.format(p("C")) + p("Z"), [True, False, False, False]),
    "in the middle it stays": (p("A") + p("B", "del") + p("C"), [False, True, False]),
    "alone before a table it stays": (p("B", "del") + CELL.format(p("C")) + p("Z"), [True, False, False]),
    "after words inserted at the end of a paragraph": (
        p("A").replace("</w:p>", f"<w:ins {BY}>{RUN}</w:ins></w:p>") + p("B", "ins") + p("C"),
        [True, False, False],
    ),
    "with a note": (
        p("A")
        + p("B", "del").replace("</w:del></w:p>", '<w:r><w:footnoteReference w:id="2"/></w:r></w:del></w:p>')
        + p("C"),
        [True, False, False],
    ),
}


@pytest.mark.parametrize("name", MOVES)
def test_where_tracked_paragraph_marks_go(name: str) -> None:
    body, expected = MOVES[name]
    assert tracked_marks(body) == expected


@pytest.mark.parametrize("name", [name for name in MOVES if "end" not in name])
def test_moved_marks_mean_the_same(name: str) -> None:
    before = package(MOVES[name][0])
    moved = package(MOVES[name][0])
    move_marks(moved, STAMP)
    for settle in (accept_all, reject_all):
        texts = [
            [
                "".join(t.text or "" for t in p.iter(w("t")))
                for p in load(settle(d.save())).tree("word/document.xml").iter(w("p"))
            ]
            for d in (before, moved)
        ]
        assert texts[0] == texts[1]


def test_the_list_definitions_are_left_alone() -> None:
    draft = package(p("A"), numbering=NUMBERING)
    cleanup.finish(draft, STAMP)
    assert draft.parts["word/numbering.xml"] == NUMBERING.encode()
