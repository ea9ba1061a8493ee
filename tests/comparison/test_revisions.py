"""Accepting and rejecting, mark by mark, as the standard has it."""

from __future__ import annotations

import pytest
from docx_spec import NAMESPACES, Doc, para, unzip, write, zip_parts

from pipeline.comparison.normal_form import Table, block_text
from pipeline.comparison.opc import load
from pipeline.comparison.reader import normal_form
from pipeline.comparison.revisions import accept_all, reject_all

BY = 'w:id="1" w:author="A" w:date="2026-10-01T00:00:00Z"'


def document(body: str) -> bytes:
    parts = unzip(write(Doc((para("x"),))))
    parts["word/document.xml"] = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
    return zip_parts(parts)


def texts(data: bytes) -> list[str]:
    return [block_text(block) for block in normal_form(load(data)).body]


def run(text: str, mark: str = "", properties: str = "") -> str:
    name = "delText" if mark in ("del", "moveFrom") else "t"
    inner = f'<w:r>{properties}<w:{name} xml:space="preserve">{text}</w:{name}></w:r>'
    return f"<w:{mark} {BY}>{inner}</w:{mark}>" if mark else inner


def p(content: str, mark: str = "", properties: str = "") -> str:
    tracked = f"<w:rPr><w:{mark} {BY}/></w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}{tracked}</w:pPr>{content}</w:p>"


CELL = "<w:tc><w:tcPr>{0}</w:tcPr>{1}</w:tc>"
CASES = {
    "words": (
        p(run("Die ") + run("alte", "del") + run("neue", "ins") + run(" Zeit")),
        ["Die alte Zeit\n"],
        ["Die neue Zeit\n"],
    ),
    "moved words": (p(run("a", "moveFrom") + run("b") + run("a", "moveTo")), ["ab\n"], ["ba\n"]),
    "inserted and deleted again": (
        p(f"<w:ins {BY}>{run('kurz', 'del')}</w:ins>" + run("Ende")),
        ["Ende\n"],
        ["Ende\n"],
    ),
    "paragraph comes": (p(run("A")) + p(run("B", "ins"), "ins") + p(run("C")), ["A\n", "C\n"], ["A\n", "B\n", "C\n"]),
    "paragraph goes": (p(run("A")) + p(run("B", "del"), "del") + p(run("C")), ["A\n", "B\n", "C\n"], ["A\n", "C\n"]),
    "split": (p(run("A"), "ins") + p(run("B")), ["AB\n"], ["A\n", "B\n"]),
    "merge": (p(run("A"), "del") + p(run("B"), "del") + p(run("C")), ["A\n", "B\n", "C\n"], ["ABC\n"]),
    "the last mark stays": (p(run("A")) + p(run("B", "del"), "del"), ["A\n", "B\n"], ["A\n", "\n"]),
    "row": (
        f"<w:tbl><w:tr>{CELL.format('', p(run('1')))}</w:tr><w:tr><w:trPr><w:del {BY}/></w:trPr>"
        f"{CELL.format('', p(run('2', 'del'), 'del'))}</w:tr></w:tbl>" + p(""),
        ["1\n2\n", "\n"],
        ["1\n", "\n"],
    ),
    "table": (
        f"<w:tbl><w:tr><w:trPr><w:ins {BY}/></w:trPr>{CELL.format('', p(run('2', 'ins'), 'ins'))}</w:tr></w:tbl>"
        + p(""),
        ["\n"],
        ["2\n", "\n"],
    ),
    "cell": (
        f"<w:tbl><w:tr>{CELL.format('', p(run('1')))}{CELL.format(f'<w:cellIns {BY}/>', p(run('2', 'ins'), 'ins'))}</w:tr></w:tbl>"
        + p(""),
        ["1\n", "\n"],
        ["1\n2\n", "\n"],
    ),
    "paragraph before a table": (
        p(run("A", "del"), "del") + f"<w:tbl><w:tr>{CELL.format('', p(run('1')))}</w:tr></w:tbl>" + p(""),
        ["A\n", "1\n", "\n"],
        ["1\n", "\n"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_text_after_rejecting_and_accepting(name: str) -> None:
    body, rejected, accepted = CASES[name]
    assert texts(reject_all(document(body))) == rejected
    assert texts(accept_all(document(body))) == accepted


def test_former_run_formatting_comes_back() -> None:
    change = f"<w:rPr><w:b/><w:rPrChange {BY}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>"
    data = document(p(run("Text", properties=change)))
    for settled, expected in ((accept_all(data), "b()"), (reject_all(data), "i()")):
        assert normal_form(load(settled)).body[0].pieces[0].format == expected  # type: ignore[union-attr]


def test_former_paragraph_properties_come_back_and_the_mark_stays() -> None:
    change = (
        '<w:pStyle w:val="Quote"/><w:jc w:val="center"/><w:rPr><w:b/></w:rPr>'
        f'<w:pPrChange {BY}><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>'
    )
    data = document(p(run("Text"), properties=change))
    after, before = (normal_form(load(settled)).body[0] for settled in (accept_all(data), reject_all(data)))
    assert (after.style, after.align, after.mark) == ("quote", "center", "b()")  # type: ignore[union-attr]
    assert (before.style, before.align, before.mark) == ("heading 1", "", "b()")  # type: ignore[union-attr]


def test_former_cell_table_and_page_properties_come_back() -> None:
    cell = f'<w:shd w:fill="FF0000"/><w:tcPrChange {BY}><w:tcPr/></w:tcPrChange>'
    table = f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblPrChange {BY}><w:tblPr><w:jc w:val="center"/></w:tblPr></w:tblPrChange></w:tblPr>'
    page = f'<w:sectPr><w:pgSz w:w="1"/><w:sectPrChange {BY}><w:sectPr><w:pgSz w:w="2"/></w:sectPr></w:sectPrChange></w:sectPr>'
    data = document(f"<w:tbl>{table}<w:tr>{CELL.format(cell, p(run('1')))}</w:tr></w:tbl>" + p("") + page)
    after, before = (normal_form(load(settled)) for settled in (accept_all(data), reject_all(data)))
    assert isinstance(after.body[0], Table)
    assert isinstance(before.body[0], Table)
    assert after.body[0].rows[0].cells[0].properties == "shd(fill=FF0000)"
    assert before.body[0].rows[0].cells[0].properties == ""
    assert "tblStyle" in after.body[0].properties
    assert "jc(val=center)" in before.body[0].properties
    assert after.sections[0].properties == "pgSz(w=1)"
    assert before.sections[0].properties == "pgSz(w=2)"


def test_deleted_fields_come_back_whole() -> None:
    field = "".join(
        f"<w:del {BY}><w:r>{inner}</w:r></w:del>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:delInstrText> REF ziel </w:delInstrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:delText>Kapitel 3</w:delText>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    data = document(p(run("siehe ") + field))
    assert texts(reject_all(data)) == ["siehe Kapitel 3\n"]
    assert texts(accept_all(data)) == ["siehe \n"]
    assert b"instrText> REF ziel <" in unzip(reject_all(data))["word/document.xml"].replace(
        b"w:instrText", b"instrText"
    )


def test_nothing_tracked_is_left() -> None:
    for body, *_ in CASES.values():
        for settled in (accept_all(document(body)), reject_all(document(body))):
            assert b"2026-10-01T00:00:00Z" not in unzip(settled)["word/document.xml"]
