"""The language of conditions: a small boolean grammar over the words of ``conditions.yaml``.

A condition is written like a Python expression and parsed with Python's own parser, but only these forms are allowed:
words (``comments_open``, ``third_country.us``), ``and``, ``or``, ``not``, ``word == 'value'``, ``word != 'value'`` and
``word in ('a', 'b')``. Nothing is ever executed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pipeline.catalogue.reading import CATALOGUE_DIR, read_as
from pipeline.dossier.answers import Model
from pipeline.dossier.model.values import Text

FILE = CATALOGUE_DIR / "conditions.yaml"


class Word(Model):
    """A word of the vocabulary.

    Attributes:
        meaning: the word in German.
        per_channel: judged for each channel rather than once for the dossier.
        values: what the word may be compared with; empty for a yes/no word.
    """

    word: str
    meaning: Text
    per_channel: bool = False
    values: tuple[str, ...] = ()


@cache
def load_vocabulary() -> Mapping[str, Word]:
    """Return the words that conditions may use.

    Raises:
        ProgramError: the file is damaged.
    """
    return MappingProxyType({entry.word: entry for entry in read_as(tuple[Word, ...], FILE)})


@dataclass(frozen=True, slots=True)
class Fact:
    """A yes/no word, for example ``comments_open``."""

    word: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A word with one of ``values``, for example ``platform in ('facebook', 'instagram')``."""

    word: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of ``part``."""

    part: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of ``parts``."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of ``parts``."""

    parts: tuple[Condition, ...]


Condition = Fact | OneOf | Not | AllOf | AnyOf


@cache
def parse_condition(text: str) -> Condition:
    """Return the condition that ``text`` says.

    Raises:
        ValueError: ``text`` is no condition, or uses a word or value that the vocabulary does not know. Conditions are
            part of the program's data and are tested with it.
    """
    try:
        return _condition(ast.parse(text, mode="eval").body)
    except SyntaxError as error:
        raise ValueError(f"no condition: {text!r}") from error


def words(condition: Condition) -> Iterator[str]:
    """Yield the words of ``condition``, from left to right."""
    match condition:
        case Fact(word) | OneOf(word, _):
            yield word
        case Not(part):
            yield from words(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from words(part)


def _condition(node: ast.expr) -> Condition:
    match node:
        case ast.BoolOp(op=ast.And(), values=parts):
            return AllOf(tuple(map(_condition, parts)))
        case ast.BoolOp(op=ast.Or(), values=parts):
            return AnyOf(tuple(map(_condition, parts)))
        case ast.UnaryOp(op=ast.Not(), operand=part):
            return Not(_condition(part))
        case ast.Compare():
            return _comparison(node)
        case _:
            return _fact(_word(node))


def _comparison(node: ast.Compare) -> Condition:
    match node.ops, node.comparators:
        case [ast.Eq()], [value]:
            return _one_of(_word(node.left), [value])
        case [ast.NotEq()], [value]:
            return Not(_one_of(_word(node.left), [value]))
        case [ast.In()], [ast.Tuple(elts=values)]:
            return _one_of(_word(node.left), values)
        case _:
            raise ValueError(f"no comparison of a condition: {ast.unparse(node)!r}")


def _fact(word: str) -> Fact:
    if load_vocabulary()[word].values:
        raise ValueError(f"{word} needs a comparison")
    return Fact(word)


def _one_of(word: str, values: list[ast.expr]) -> OneOf:
    names = tuple(str(node.value) for node in values if isinstance(node, ast.Constant))
    allowed = load_vocabulary()[word].values
    if len(names) != len(values) or not set(names) <= set(allowed):
        raise ValueError(f"{word} cannot be one of {names}")
    return OneOf(word, names)


def _word(node: ast.expr) -> str:
    word = ast.unparse(node)
    if word not in load_vocabulary():
        raise ValueError(f"unknown word {word!r}")
    return word
