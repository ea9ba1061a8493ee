"""The JSON Schema that editors use: it takes what the program takes, refuses mistyped keys, and explains in German."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from pipeline.catalogue.platforms import load_platforms
from pipeline.dossier.dossier import PARTS
from pipeline.dossier.fields import shape_of
from pipeline.dossier.model.values import Land
from pipeline.dossier.schema import schemas
from pipeline.new_dossier import new_dossier

INPUTS = Path(__file__).parents[2] / "inputs"
EXAMPLES = ("sassenberg", "musterstadt")


class Editor(yaml.SafeLoader):
    """Reads YAML as editors do (YAML 1.2): ``nein`` and ``no`` are words, and so are dates; numbers are numbers."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, found) for tag, found in kinds if not tag.endswith((":timestamp", ":bool"))]
    for first, kinds in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def faults(root: str, tree: object) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in validator(root).iter_errors(tree)]


@cache
def validator(root: str) -> Any:
    return jsonschema.Draft202012Validator(json.loads(schemas()[f"{root}.schema.json"]))


def content(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Editor)


@pytest.mark.parametrize("root", PARTS)
def test_it_is_a_schema_and_the_one_that_is_written_down(root: str) -> None:
    text = schemas()[f"{root}.schema.json"]
    jsonschema.Draft202012Validator.check_schema(json.loads(text))
    written = INPUTS.parent / "docs" / "schema" / f"{root}.schema.json"
    assert written.read_text(encoding="utf-8") == text, "run: nutzungskonzept schema -o docs/schema"


@pytest.mark.parametrize("root", PARTS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_are_valid(example: str, root: str) -> None:
    path = INPUTS / example / f"{root}.yaml"
    if path.exists():
        assert faults(root, content(path)) == []
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=")


def test_what_init_writes_is_valid(tmp_path: Path) -> None:
    new_dossier(tmp_path, land=Land.NW, platforms=list(load_platforms()), name="Stadt X")
    for root in PARTS:
        path = tmp_path / f"{root}.yaml"
        if path.exists():
            assert faults(root, content(path)) == []


@pytest.mark.parametrize("root", PARTS)
def test_mistyped_keys_are_refused_at_every_depth(root: str) -> None:
    tree = content(INPUTS / "musterstadt" / f"{root}.yaml")
    places = list(mappings(tree))
    assert len(places) > 5
    for place in places[:: max(1, len(places) // 8)]:
        place["mistyped_key"] = "x"
        assert faults(root, tree), place
        del place["mistyped_key"]
    assert faults(root, tree) == []


def mappings(tree: object) -> Iterator[dict[str, object]]:
    if isinstance(tree, dict):
        yield tree
        for child in tree.values():
            yield from mappings(child)
    elif isinstance(tree, list):
        for child in tree:
            yield from mappings(child)


@pytest.mark.parametrize("root", PARTS)
def test_open_points_may_stand_where_the_program_takes_them(root: str) -> None:
    schema = json.loads(schemas()[f"{root}.schema.json"])
    differing = []
    for model, properties in properties_of(PARTS[root], schema, schema, set()):
        for name in model.model_fields:
            takes = any("open" in node.get("properties", {}) for node in allowed(properties[name], schema))
            if takes != shape_of(model, name).open_allowed:
                differing.append((model.__name__, name))
    assert differing == []


def properties_of(
    model: type[BaseModel], node: dict[str, Any], schema: dict[str, Any], seen: set[type[BaseModel]]
) -> Iterator[tuple[type[BaseModel], dict[str, Any]]]:
    """Yield each model of a file with the properties that the schema has for it."""
    if model in seen:
        return
    seen.add(model)
    yield model, node["properties"]
    for name in model.model_fields:
        inner = shape_of(model, name).model
        if inner is not None:
            yield from properties_of(inner, schema["$defs"][inner.__name__], schema, seen)


def allowed(tree: object, schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what a property allows, open points too, without following it into another model or into a proposal."""
    if isinstance(tree, dict):
        name = tree.get("$ref", "").rpartition("/")[2]
        yield schema["$defs"][name] if "OpenPoint" in name else tree
        for key in ("anyOf", "oneOf"):
            for child in tree.get(key, ()):
                yield from allowed(child, schema)


@pytest.mark.parametrize("root", PARTS)
def test_every_key_is_explained_in_german(root: str) -> None:
    english = (" the ", " of ", " a ", " and ", " is ", " how ", " what ")
    schema = json.loads(schemas()[f"{root}.schema.json"])
    for node in nodes(schema):
        for name, entry in (node.get("properties") or {}).items():
            if not isinstance(entry, dict) or name == "properties":
                continue
            assert entry.get("title"), name
            assert entry.get("description"), name
        words = f" {node.get('description', '')} ".lower()
        assert not any(word in words for word in english), words


def nodes(tree: object) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for child in tree.values():
            yield from nodes(child)
    elif isinstance(tree, list):
        for child in tree:
            yield from nodes(child)
