"""What a template sees of a dossier: read-only nodes, lists, plain values, and answers that are still open.

Models become :class:`Node` (fields and properties, nothing else), lists become tuples, scalars stay what they are, and
an open point becomes :class:`Marked`. Everything inside a proposal is marked as well, so that each printed leaf shows
that nobody decided it yet.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache, cached_property
from typing import Any, Self

from pydantic import AnyUrl, BaseModel

from pipeline.documents import markers
from pipeline.documents.printing import Verbatim, printed
from pipeline.dossier.answers import ROLE_TITLES, OpenPoint, Role
from pipeline.errors import InputError, Problem
from pipeline.language import tr

_SCALARS = bool | int | float | Decimal | dt.date | dt.time


class Text(str):
    """A text of the dossier that knows its field path."""

    __slots__ = ("_path",)
    _path: str

    def __new__(cls, value: str, path: str) -> Self:
        """Make a text that stands at ``path``."""
        self = super().__new__(cls, value)
        self._path = path
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Text, (str(self), self._path)


class Node:
    """A model as templates see it: its fields and properties as attributes, a mapping's values by key."""

    __slots__ = ("_path", "_source")
    _source: Any
    _path: str

    def __init__(self, source: object, path: str) -> None:
        object.__setattr__(self, "_source", source)
        object.__setattr__(self, "_path", path)

    def __getattr__(self, name: str) -> object:
        if name.startswith("_") or name not in visible_names(self._source):
            raise AttributeError(name)
        value = self._source[name] if isinstance(self._source, Mapping) else getattr(self._source, name)
        return view_of(value, f"{self._path}.{name}")

    def __getitem__(self, key: object) -> object:
        if not isinstance(self._source, Mapping):
            raise KeyError(key)
        name = str(_bare(key))
        return view_of(self._source[name], f"{self._path}[{name}]")

    def __iter__(self) -> Iterator[object]:
        """Iterate over the values of a mapping; other nodes are not lists."""
        if not isinstance(self._source, Mapping):
            raise TypeError(type(self._source).__name__)
        return iter([self[key] for key in self._source])

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and bool(self._source == other._source)

    def __hash__(self) -> int:
        return hash(self._path)

    def __reduce__(self) -> tuple[Any, ...]:
        return Node, (self._source, self._path)

    def __repr__(self) -> str:
        return f"<{type(self._source).__name__} {self._path}>"


class Marked:
    """An answer that is not decided: a question, perhaps with a proposal, which the mark then stands beside.

    It behaves like its proposal. Without one it is false, empty and equal to nothing; ``is open`` finds it, and
    printing it prints the question.
    """

    __slots__ = ("_by", "_path", "_question", "_value")
    _value: Any
    _question: str
    _by: Role
    _path: str

    def __init__(self, value: object, question: str, by: Role, path: str) -> None:
        for name, content in (("_value", value), ("_question", question), ("_by", by), ("_path", path)):
            object.__setattr__(self, name, content)

    def _wrapped(self, value: object, path: str = "") -> object:
        if value is None or isinstance(value, Marked):
            return value
        return Marked(value, self._question, self._by, path or path_of(value) or self._path)

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        if self._value is None:
            return Marked(None, self._question, self._by, f"{self._path}.{name}")
        if name == "id":  # a name for tags and numbers, nothing that anyone decides
            return getattr(self._value, name)
        return self._wrapped(getattr(self._value, name), f"{self._path}.{name}")

    def __getitem__(self, key: Any) -> object:
        if self._value is None:
            return Marked(None, self._question, self._by, f"{self._path}[{key}]")
        return self._wrapped(self._value[key])

    def __iter__(self) -> Iterator[object]:
        return iter([self._wrapped(item) for item in self._value] if self._value is not None else [])

    def __len__(self) -> int:
        return 0 if self._value is None else len(self._value)

    def __contains__(self, item: object) -> bool:
        return self._value is not None and _bare(item) in self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return self._value is not None and bool(self._value == _bare(other))

    def __hash__(self) -> int:
        return hash(self._value)

    def _compared(self, other: object, compare: Callable[[Any, Any], bool]) -> bool:
        bare = _bare(other)
        return self._value is not None and bare is not None and bool(compare(self._value, bare))

    def __lt__(self, other: object) -> bool:
        return self._compared(other, operator.lt)

    def __le__(self, other: object) -> bool:
        return self._compared(other, operator.le)

    def __gt__(self, other: object) -> bool:
        return self._compared(other, operator.gt)

    def __ge__(self, other: object) -> bool:
        return self._compared(other, operator.ge)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __str__(self) -> str:
        if self._value is None:
            return markers.token(markers.OPEN, open_text(self._question, self._by))
        return markers.token(markers.PROPOSED, markers.role_mark(self._by), printed(self._value))

    def __reduce__(self) -> tuple[Any, ...]:
        return Marked, (self._value, self._question, self._by, self._path)

    def __repr__(self) -> str:
        return f"<Marked {self._path} {self._value!r}>"


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a value: the question that is open, who must answer it, and whether a proposal stands there."""

    question: str
    by: Role
    proposed: bool


def open_text(question: str, by: Role) -> str:
    """Return what a draft prints where a question has no answer."""
    return f"[Offen: {question} – zu klären: {ROLE_TITLES[by]}]"


def mark_of(value: object) -> Mark | None:
    """Return the mark of a view, or ``None`` where the value is decided."""
    return Mark(value._question, value._by, value._value is not None) if isinstance(value, Marked) else None  # noqa: SLF001


def value_of(value: object) -> object:
    """Return the value behind a mark (``None`` where only the question stands), or the value itself."""
    return _bare(value)


def path_of(value: object) -> str:
    """Return the field path of a node, text or marked value, or an empty string."""
    return value._path if isinstance(value, Node | Marked | Text) else ""  # noqa: SLF001


def view_of(value: object, path: str) -> object:
    """Return what templates see of ``value``, which stands at the field path ``path``.

    Raises:
        InputError: a text holds characters that XML forbids or that this program keeps for itself (U+E000 to U+E0FF).
        TypeError: a value of a type that no dossier holds.
    """
    if value is None or isinstance(value, Node | Marked | Text | Verbatim | Enum | _SCALARS):
        return value
    if isinstance(value, OpenPoint):
        return Marked(view_of(value.proposal, path), _checked(value.open, path), value.by, path)
    if isinstance(value, BaseModel | Mapping) or (dataclasses.is_dataclass(value) and not isinstance(value, type)):
        return Node(value, path)
    if isinstance(value, str):
        return Text(_checked(value, path), path)
    if isinstance(value, AnyUrl):
        return Verbatim(_checked(str(value), path))
    if isinstance(value, list | tuple):
        return tuple(view_of(item, f"{path}[{_key(item, index)}]") for index, item in enumerate(value))
    raise TypeError(f"{path}: {type(value).__name__}")


def visible_names(source: object) -> frozenset[str]:
    """Return the names a template may use on ``source``."""
    if isinstance(source, Mapping):
        return frozenset(str(key) for key in source)
    return names_of_class(type(source))  # type: ignore[arg-type]  # classes are hashable, whatever mypy says


@cache
def names_of_class(kind: type) -> frozenset[str]:
    """Return fields, computed fields and plain properties of a model or dataclass."""
    names: set[str] = set()
    if issubclass(kind, BaseModel):
        names.update(kind.model_fields, kind.model_computed_fields)
    elif dataclasses.is_dataclass(kind):
        names.update(field.name for field in dataclasses.fields(kind))
    for base in kind.__mro__:
        if base in (BaseModel, object):
            break
        names.update(name for name, member in vars(base).items() if isinstance(member, property | cached_property))
    return frozenset(name for name in names if not name.startswith("_"))


def _bare(value: object) -> object:
    return value._value if isinstance(value, Marked) else value  # noqa: SLF001


def _key(item: object, index: int) -> str:
    """Return how a list's item is called in a path: by its id where it has one."""
    source = item.proposal if isinstance(item, OpenPoint) else item
    key = source.get("id") if isinstance(source, Mapping) else getattr(source, "id", None)
    return str(index) if key is None or isinstance(key, OpenPoint) else str(key)


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ue000-\ue0ff\ufffe\uffff]")
"""What XML forbids (XML 1.0, 2.2), and what this program keeps for its marks."""


def _checked(text: str, path: str) -> str:
    found = _UNPRINTABLE.search(text)
    if found is None:
        return text
    raise InputError(
        Problem(
            tr("Der Text enthält das Zeichen {code}, das keine Schrift zeigt.", code=f"U+{ord(found.group()):04X}"),
            tr("Das Zeichen löschen; es ist ein Steuerzeichen oder stammt aus einer Symbolschrift."),
            path=path,
        )
    )
