"""Word's fields: contents table, page references, cross-references; their instructions and stored results."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.documents.ooxml import FLD_CHAR, INSTR, R_PR, Element, R, make, own, qn
from pipeline.documents.runs import fill

_SIMPLE = qn("w:fldSimple")
_TYPE = qn("w:fldCharType")


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        instruction: such as ``PAGEREF _Toc00000001``.
        begin: run that begins it, or the ``w:fldSimple`` itself.
        separate: run between instruction and result; ``None`` where there is no result.
        end: run that ends it, or the ``w:fldSimple`` itself.
    """

    instruction: str
    begin: Element
    separate: Element | None
    end: Element

    @property
    def kind(self) -> str:
        """The first word of the instruction in capitals: ``PAGEREF``."""
        words = self.instruction.split(maxsplit=1)
        return words[0].upper() if words else ""

    @property
    def argument(self) -> str:
        """The second word of the instruction, without quotes: the name of a bookmark."""
        words = self.instruction.split(maxsplit=2)
        return words[1].strip('"') if len(words) > 1 else ""


def fields(root: Element) -> list[Field]:
    """Return the fields below ``root`` in the order of their ends, inner ones first."""
    return list(_fields(root))


def _fields(root: Element) -> Iterator[Field]:
    stack: list[tuple[Element, list[str], list[Element]]] = []
    for element in root.iter(FLD_CHAR, INSTR, _SIMPLE):
        if element.tag == _SIMPLE:
            yield Field(element.get(qn("w:instr"), "").strip(), element, None, element)
        elif element.tag == INSTR:
            if stack and not stack[-1][2]:
                stack[-1][1].append(element.text or "")
        else:
            run = element.getparent()
            assert run is not None
            kind = element.get(_TYPE)
            if kind == "begin":
                stack.append((run, [], []))
            elif kind == "separate" and stack:
                stack[-1][2].append(run)
            elif kind == "end" and stack:
                begin, words, separate = stack.pop()
                yield Field("".join(words).strip(), begin, separate[0] if separate else None, run)


def one_mark_a_run(root: Element) -> None:
    """Give each begin, separate and end of a field a run of its own, as Word writes them."""
    for run in {mark.getparent(): None for mark in root.iter(FLD_CHAR)}:
        if run is None or len([child for child in run if child.tag != R_PR]) < 2:
            continue
        formatting = run.find(R_PR)
        for child in [child for child in run if child.tag != R_PR]:
            single = make("w:r")
            if formatting is not None:
                single.append(copy.deepcopy(formatting))
            single.append(child)
            run.addprevious(single)
        parent = run.getparent()
        assert parent is not None
        parent.remove(run)


def set_result(field: Field, text: str) -> None:
    """Replace the stored result of ``field`` by ``text``; its first run gives the form."""
    if field.begin.tag == _SIMPLE:
        formatting = next((run.find(R_PR) for run in field.begin.iter(R)), None)
        for child in list(field.begin):
            field.begin.remove(child)
        field.begin.append(_run(text, formatting))
        return
    separate = field.separate
    if separate is None:
        separate = make("w:r")
        separate.append(make("w:fldChar", fldCharType="separate"))
        field.end.addprevious(separate)
    formatting = None
    parent = separate.getparent()
    assert parent is not None
    while (following := separate.getnext()) is not None and following is not field.end:
        if formatting is None and following.tag == R:
            formatting = following.find(R_PR)
        parent.remove(following)
    separate.addnext(_run(text, formatting if formatting is not None else field.begin.find(R_PR)))


def result_of(field: Field, paragraph: Element) -> str:
    """Return the stored result of a field that begins and ends in ``paragraph``."""
    inside, text = field.begin.tag == _SIMPLE, ""
    for run in own(paragraph, R):
        if run is field.separate:
            inside = True
        elif run is field.end:
            break
        elif inside and (field.begin.tag != _SIMPLE or run.getparent() is field.begin):
            text += "".join(node.text or "" for node in run.iterchildren(qn("w:t")))
    return text


def simple_field(instruction: str, text: str) -> list[Element]:
    """Return the runs of a field with its stored result."""
    runs = [make("w:r") for _ in range(5)]
    runs[0].append(make("w:fldChar", fldCharType="begin"))
    code = make("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    runs[1].append(code)
    runs[2].append(make("w:fldChar", fldCharType="separate"))
    fill(runs[3], text)
    runs[4].append(make("w:fldChar", fldCharType="end"))
    return runs


def _run(text: str, formatting: Element | None) -> Element:
    run = make("w:r")
    if formatting is not None:
        run.append(copy.deepcopy(formatting))
    fill(run, text)
    return run
