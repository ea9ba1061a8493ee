"""What the model says about the values that a template names: fields, lists, prose."""

from __future__ import annotations

import ast
import inspect
import textwrap
import types
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass, replace
from enum import Enum
from functools import cache, cached_property
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.documents.view import names_of_class
from pipeline.dossier.answers import OpenPoint

PROSE_KEY = "x-prose"
"""Key in the JSON Schema of a field that holds Markdown."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of a value in a template.

    Attributes:
        model: class of the model, or ``None``.
        item: kind of the items of a list or of the values of a mapping, or ``None``.
        scalar: class of a plain value, or ``None``.
        prose: a text in Markdown.
        mapping: the items are found by their keys, which may be written as names.
    """

    model: type | None = None
    item: Kind | None = None
    scalar: type | None = None
    prose: bool = False
    mapping: bool = False

    @property
    def unknown(self) -> bool:
        """Nothing is known, so nothing can be wrong."""
        return self.model is None and self.item is None and self.scalar is None


UNKNOWN = Kind()


def kind_of(annotation: Any) -> Kind:
    """Return the kind of a type annotation; optional and open answers count as what they answer."""
    prose = False
    while get_origin(annotation) is Annotated:
        prose = prose or any(_is_prose(extra) for extra in annotation.__metadata__)
        annotation = annotation.__origin__
    origin = get_origin(annotation)
    if origin in {Union, types.UnionType}:
        kinds = [kind_of(part) for part in get_args(annotation) if not _is_no_answer(part)]
        first = kinds[0] if kinds else UNKNOWN
        same = all((k.model, k.item, k.scalar) == (first.model, first.item, first.scalar) for k in kinds)
        return first if same else UNKNOWN
    if isinstance(origin, type):
        return _container(origin, get_args(annotation))
    if isinstance(annotation, type) and (issubclass(annotation, BaseModel) or is_dataclass(annotation)):
        return Kind(model=annotation)
    if not isinstance(annotation, type) or annotation is object:
        return UNKNOWN
    return Kind(item=UNKNOWN) if issubclass(annotation, _CONTAINERS) else Kind(scalar=annotation, prose=prose)


_CONTAINERS = (list, tuple, set, frozenset, dict)


def _container(origin: type, arguments: tuple[Any, ...]) -> Kind:
    if issubclass(origin, Mapping):
        return Kind(item=kind_of(arguments[1]), mapping=True)
    if issubclass(origin, Sequence | set | frozenset):
        return Kind(item=kind_of(arguments[0]) if arguments else UNKNOWN)
    return kind_of(origin)


@cache
def fields_of(model: type) -> Mapping[str, Kind]:
    """Return the names that a template may use on ``model``, each with its kind."""
    hints = get_type_hints(model, include_extras=True)
    result = {}
    for name in sorted(names_of_class(model)):
        member = inspect.getattr_static(model, name, None)
        if issubclass(model, BaseModel) and name in model.model_fields:
            field = model.model_fields[name]
            kind = kind_of(field.annotation)
            prose = kind.prose or _is_prose(field) or any(_is_prose(extra) for extra in field.metadata)
            result[name] = replace(kind, prose=prose)
        elif isinstance(member, property | cached_property):
            function = member.fget if isinstance(member, property) else member.func
            result[name] = kind_of(get_type_hints(function, include_extras=True).get("return"))
        else:
            result[name] = kind_of(hints.get(name))
    return result


@cache
def fields_behind(model: type, name: str) -> frozenset[str]:
    """Return the names that a property of ``model`` reads from itself, ``name`` included."""
    member = inspect.getattr_static(model, name, None)
    function = member.fget if isinstance(member, property) else getattr(member, "func", None)
    if function is None:
        return frozenset({name})
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, SyntaxError):
        return frozenset({name})
    read = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
    }
    known = names_of_class(model)
    return frozenset({name}).union(*(fields_behind(model, other) for other in read & known if other != name))


def all_fields(schema: Mapping[str, Any]) -> set[str]:
    """Return every field (``Channel.purpose``) of the models that can be reached from the roots of ``schema``."""
    found: set[str] = set()
    seen: set[type] = set()
    waiting: list[Kind] = [kind_of(annotation) for annotation in schema.values()]
    while waiting:
        kind = waiting.pop()
        if kind.item is not None:
            waiting.append(kind.item)
        if kind.model is None or kind.model in seen:
            continue
        seen.add(kind.model)
        fields = fields_of(kind.model)
        waiting += fields.values()
        declared: Iterable[str] = (
            kind.model.model_fields if issubclass(kind.model, BaseModel) else get_type_hints(kind.model)
        )
        found.update(f"{kind.model.__name__}.{name}" for name in declared if name in fields)
    return found


def is_enum(kind: Kind) -> bool:
    """Say whether the value is a member of an enumeration."""
    return kind.scalar is not None and issubclass(kind.scalar, Enum)


def _is_no_answer(annotation: Any) -> bool:
    while get_origin(annotation) is Annotated:
        annotation = annotation.__origin__
    return annotation is type(None) or (isinstance(annotation, type) and issubclass(annotation, OpenPoint))


def _is_prose(extra: Any) -> bool:
    return (
        isinstance(extra, FieldInfo)
        and isinstance(extra.json_schema_extra, dict)
        and bool(extra.json_schema_extra.get(PROSE_KEY))
    )
