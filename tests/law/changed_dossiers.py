"""Dossiers made from those in ``inputs`` by changing fields, and what the law says about them."""

from __future__ import annotations

import copy
import datetime as dt
import functools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from pipeline.catalogue.checklist import Checklist, load_checklist
from pipeline.catalogue.requirement import requirements_by_id
from pipeline.documents.templates import templates_for
from pipeline.dossier.dossier import PARTS, Dossier
from pipeline.dossier.load import load_dossier
from pipeline.dossier.paths import item_name, split_path
from pipeline.law.evaluate import Evaluation, _by_fields, _with_words, evaluate
from pipeline.law.findings import Finding
from pipeline.law.layout import Layout, read_layout
from pipeline.law.standing_text import standing_text
from pipeline.law.world import world_of

INPUTS = Path(__file__).parents[2] / "inputs"
AS_OF = dt.date(2026, 11, 22)


class Gone:
    """Says that a field is taken away."""


GONE = Gone()
Edit = tuple[str, Any]
"""A field path and its new value: text as in YAML, lists, mappings, or :data:`GONE`."""


@dataclass(frozen=True)
class Surroundings:
    """What a dossier is judged with, beside itself."""

    texts: Mapping[str, str]
    layouts: Mapping[str, Layout]
    checklist: Checklist


@functools.cache
def dossier_of(name: str) -> Dossier:
    return load_dossier(INPUTS / name)


@functools.cache
def trees_of(name: str) -> Mapping[str, Any]:
    return {
        file.stem: yaml.load(file.read_bytes(), Loader=yaml.CBaseLoader)
        for file in sorted((INPUTS / name).glob("*.yaml"))
    }


@functools.cache
def surroundings() -> Surroundings:
    templates = templates_for(dossier_of("musterstadt"))
    return Surroundings(
        {name: standing_text(one.data) for name, one in templates.items()},
        {name: read_layout(one.data) for name, one in templates.items()},
        load_checklist(),
    )


def changed(name: str, edits: Sequence[Edit]) -> Dossier:
    """Return the dossier ``name`` with ``edits``, as if its files had been edited."""
    roots = {path.split(".")[0].split("[")[0] for path, _ in edits}
    trees = {root: copy.deepcopy(trees_of(name).get(root, {})) for root in roots}
    for path, value in edits:
        put(trees, path, value)
    parts = {root: PARTS[root].model_validate(tree) for root, tree in trees.items()}
    return replace(dossier_of(name), **parts)


def put(trees: dict[str, Any], path: str, value: Any) -> None:
    """Set or take away what stands at ``path``; missing mappings and lists on the way are made."""
    parts = split_path(path)
    node: Any = trees
    for (name, is_item), following in pairwise(parts):
        if is_item:
            node = next(item for index, item in enumerate(node) if item_name(item, index) == name)
        else:
            node = node.setdefault(name, [] if following[1] else {})
    name, is_item = parts[-1]
    if is_item:
        index = next((i for i, item in enumerate(node) if item_name(item, i) == name), None)
        if value is GONE:
            del node[index]
        elif index is None:
            node.append(value)
        else:
            node[index] = value
    elif value is GONE:
        node.pop(name, None)
    else:
        node[name] = value


def judge(dossier: Dossier, as_of: dt.date = AS_OF, only: Collection[str] | None = None) -> Evaluation:
    around = surroundings()
    return evaluate(dossier, as_of, around.texts, around.layouts, around.checklist, only)


def judge_fields(dossier: Dossier, requirement: str, texts: Mapping[str, str] | None = None) -> list[Finding]:
    """Judge one requirement on fields and standing texts alone: reading the wording of all texts would take most of the time."""
    around = surroundings()
    world = world_of(dossier, AS_OF, around.texts if texts is None else texts, around.layouts, around.checklist)
    return _with_words(_by_fields(requirements_by_id()[requirement], world), ())
