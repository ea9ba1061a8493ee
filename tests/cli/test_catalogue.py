"""Every sentence of the program is a literal, good German, and has an English translation that fits."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import pipeline

PACKAGE = Path(pipeline.__file__).parent
LOCALE_DIR = PACKAGE / "locale"
ERRORS = {"Problem", "InputError", "ProgramError", "RefusedError", "RegisterError", "UsageError", "Fault"}
"""What is told with these is a sentence, not a label."""


@dataclass(frozen=True)
class Call:
    """One call of ``tr`` or ``marked``.

    Attributes:
        place: file and line.
        text: the German text, or ``None`` where the argument is no literal.
        values: names of the values given, or ``None`` where they are not written out.
        told_by: name of the function that the text is handed to, or empty.
    """

    place: str
    text: str | None
    values: frozenset[str] | None
    told_by: str


@pytest.fixture(scope="module")
def calls() -> tuple[Call, ...]:
    return tuple(found for path in sorted(PACKAGE.rglob("*.py")) for found in _calls_in(path))


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return _read(LOCALE_DIR / "en" / "messages.po")


@pytest.fixture(scope="module")
def pairs(catalogue: Catalog) -> list[tuple[str, str]]:
    return [(str(entry.id), str(entry.string)) for entry in catalogue if entry.id and entry.string]


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en")


def _calls_in(path: Path) -> Iterator[Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    tellers = {id(argument): _name(node) for node in nodes for argument in node.args}
    for node in nodes:
        if _name(node) in {"tr", "marked"}:
            first = node.args[0] if len(node.args) == 1 else None
            text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
            names = [keyword.arg for keyword in node.keywords]
            values = None if None in names else frozenset(name for name in names if name)
            yield Call(f"{path.relative_to(PACKAGE)}:{node.lineno}", text, values, tellers.get(id(node), ""))


def _name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _placeholders(text: str) -> list[tuple[str, str]]:
    """Return name and form of each value that ``text`` is filled with."""
    return sorted((name, form or "") for _, name, form, _ in Formatter().parse(text) if name is not None)


def test_every_message_is_a_literal(calls: tuple[Call, ...]) -> None:
    assert [call.place for call in calls if not call.text] == []
    assert len(calls) > 900


def test_catalogue_holds_exactly_the_messages_of_the_program(calls: tuple[Call, ...], catalogue: Catalog) -> None:
    """Where this fails, ``nox -s messages`` collects what is new (but never from within an f-string)."""
    said = {call.text for call in calls}
    known = {str(entry.id) for entry in catalogue if entry.id}
    assert {call.place: call.text for call in calls if call.text not in known} == {}
    assert known - said == set()
    assert {str(entry.id) for entry in _read(LOCALE_DIR / "messages.pot") if entry.id} == said


def test_nothing_is_left_untranslated_or_doubtful(catalogue: Catalog) -> None:
    assert [entry.id for entry in catalogue if entry.id and (not entry.string or entry.fuzzy)] == []
    assert not catalogue.obsolete


def test_every_value_has_its_place_in_both_languages(calls: tuple[Call, ...], pairs: list[tuple[str, str]]) -> None:
    english = dict(pairs)
    for call in calls:
        assert call.text is not None
        translation = english.get(call.text)
        if call.values is None or translation is None:
            continue
        if call.values:
            assert {name for name, _ in _placeholders(call.text)} == call.values, call.place
            assert _placeholders(translation) == _placeholders(call.text), call.place
        else:  # printed as it stands: brackets are Word's or Jinja's and the same in both
            brackets = r"[{}%]+"
            assert sorted(re.findall(brackets, translation)) == sorted(re.findall(brackets, call.text)), call.place


def test_sentences_end_like_sentences(calls: tuple[Call, ...]) -> None:
    ends = (".", "?", "!", ":", "…")
    for call in calls:
        assert call.text is not None
        if call.told_by in ERRORS or re.search(r"[.;] [A-ZÄÖÜ„]", call.text):
            # a value at the end may be a sentence, a command or an address, which a full stop would spoil
            assert call.text.endswith((*ends, *(f"{end})" for end in ends), "}", "”")) or _ends_with_command(
                call.text
            ), call


def _ends_with_command(text: str) -> bool:
    return bool(re.search(r"(: (nutzungskonzept|pip) [^.]+|--[a-z-]+ [^ ]+|'[^']*')$", text))


@pytest.mark.parametrize(("which", "opening", "closing", "foreign"), [(0, "„", "“", "”"), (1, "“", "”", "„")])
def test_typography(pairs: list[tuple[str, str]], which: int, opening: str, closing: str, foreign: str) -> None:
    for pair in pairs:
        text = pair[which]
        assert text.strip(), pair
        assert text.count(opening) == text.count(closing), pair
        assert foreign not in text, pair
        assert '"' not in text, pair
        assert "..." not in text, pair
        assert not re.search(r"\w  +\S", text), pair  # two spaces part the columns of a table, never words
        assert not re.search(r" [.,;:?!](\s|$)", text), pair


def test_german_and_english_end_alike(pairs: list[tuple[str, str]]) -> None:
    for german, english in pairs:
        assert (german[-1] in ".?!:") == (english[-1] in ".?!:"), (german, english)
        assert (german[0] == " ", german[-1] == " ") == (english[0] == " ", english[-1] == " "), (german, english)


def test_english_is_not_german(pairs: list[tuple[str, str]]) -> None:
    """Words of the documents may be quoted, and names of authorities and acts stay; all else is English."""
    for german, english in pairs:
        unquoted = re.sub(r"“[^”]*”", "", english)
        assert not re.search(r"[äöüÄÖÜß]", unquoted), (german, english)
        assert not re.search(r"\b(der|das|und|oder|nicht|eine|einen|ist|sind|wird|mit|für|Akte|Fassung)\b", unquoted), (
            english
        )
