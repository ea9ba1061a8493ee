"""Looking into the model: which model, title and kind belongs to a field path."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.dossier.answers import OpenPoint
from pipeline.dossier.model.values import INTERNAL, PROSE
from pipeline.dossier.yaml_reader import Keys


@dataclass(frozen=True, slots=True)
class FieldShape:
    """What kind of value a field holds.

    Attributes:
        model: the model of the value, or of each item of the list; ``None`` for plain values.
        is_list: whether the field holds a list.
        value_type: the type of a plain value or of a plain list item.
        prose: whether the value is Markdown.
        open_allowed: whether an open point may stand here.
    """

    model: type[BaseModel] | None
    is_list: bool
    value_type: Any
    prose: bool
    open_allowed: bool


@lru_cache(maxsize=2048)
def shape_of(model: type[BaseModel], name: str) -> FieldShape:
    """Return the shape of field ``name`` of ``model``."""
    info = model.model_fields[name]
    prose = bool(isinstance(info.json_schema_extra, dict) and info.json_schema_extra.get(PROSE))
    annotation, open_allowed, found_prose = _strip(info.annotation)
    is_list = typing.get_origin(annotation) in {tuple, list}
    if is_list:
        annotation, _, _ = _strip(typing.get_args(annotation)[0])
    nested = annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None
    return FieldShape(nested, is_list, annotation, prose or found_prose, open_allowed)


def _strip(annotation: Any) -> tuple[Any, bool, bool]:
    """Take off ``Annotated``, ``None`` and open points; say whether an open point was there and whether it is prose."""
    open_allowed = prose = False
    while True:
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            first, *metadata = typing.get_args(annotation)
            prose = prose or any(
                isinstance(part, FieldInfo)
                and isinstance(part.json_schema_extra, dict)
                and bool(part.json_schema_extra.get(PROSE))
                for part in metadata
            )
            annotation = first
        elif origin in {typing.Union, types.UnionType}:
            members = [part for part in typing.get_args(annotation) if part is not type(None)]
            values = [part for part in members if not _is_open(part)]
            open_allowed = open_allowed or len(values) < len(members)
            annotation = values[0]
        else:
            return annotation, open_allowed, prose


def _is_open(annotation: Any) -> bool:
    if typing.get_origin(annotation) is typing.Annotated:
        annotation = typing.get_args(annotation)[0]
    return isinstance(annotation, type) and issubclass(annotation, OpenPoint)


def is_internal(model: type[BaseModel], name: str) -> bool:
    """Return whether field ``name`` must not be published."""
    extra = model.model_fields[name].json_schema_extra
    return isinstance(extra, dict) and bool(extra.get(INTERNAL))


def model_at(model: type[BaseModel], keys: Keys) -> type[BaseModel] | None:
    """Return the model that holds the fields at ``keys``, or ``None`` where there is none."""
    current: type[BaseModel] | None = model
    for key in keys:
        if current is None:
            return None
        if isinstance(key, int) or key == "proposal":
            continue
        if key not in current.model_fields:
            return None
        current = shape_of(current, key).model
    return current


def field_title(model: type[BaseModel], keys: Keys) -> str:
    """Return the German title of the field at ``keys``, or the key itself."""
    parent = model_at(model, keys[:-1])
    name = str(keys[-1]) if keys else ""
    if parent is None or name not in parent.model_fields:
        return name
    return parent.model_fields[name].title or name


def leaf_fields(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, type[BaseModel], str]]:
    """Yield every plain field below ``model``: its path with ``[]`` for lists, the model that holds it, its name."""
    for name in model.model_fields:
        shape = shape_of(model, name)
        path = f"{prefix}.{name}" + ("[]" if shape.is_list else "")
        if shape.model is None:
            yield path, model, name
        else:
            yield from leaf_fields(shape.model, path)
