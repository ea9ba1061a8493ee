"""Ids that name an entry elsewhere in the same file: each must lead to one."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from pipeline.dossier.paths import path_of
from pipeline.dossier.yaml_reader import Keys, Mark, Tree, YamlFile
from pipeline.errors import Problem
from pipeline.language import tr

_REFERENCES = (("channels", "purposes", "purposes"), ("responsibilities", "channels", "channels"))
"""List of the concept, the field of its items that holds ids, the list whose items have these ids.

References of the impact assessment are judged by the requirements, since a person must decide what was meant.
"""


def reference_problems(file: YamlFile) -> Iterator[Problem]:
    """Yield a problem for every id in ``concept.yaml`` that no entry has; a list that is open or absent is not judged."""
    concept = file.tree if isinstance(file.tree, dict) else {}
    for owner, field, target in _REFERENCES:
        ids = [id_ for _, item in _items(concept.get(target), ()) if isinstance(id_ := _of(item, "id"), str)]
        for keys, item in _items(concept.get(owner), (owner,)):
            for place, id_ in _items(_of(item, field), (*keys, field)):
                if ids and isinstance(id_, str) and id_ not in ids:
                    yield _problem(file, place, id_, target, ids)


def _of(tree: Tree, key: str) -> Tree:
    return tree.get(key) if isinstance(tree, dict) else None


def _items(tree: Tree, keys: Keys) -> Iterator[tuple[Keys, Tree]]:
    """Yield the items of a list with their keys; those of a proposal count too."""
    if isinstance(tree, dict) and "open" in tree:
        tree, keys = tree.get("proposal"), (*keys, "proposal")
    if isinstance(tree, list):
        yield from (((*keys, index), item) for index, item in enumerate(tree))


def _problem(file: YamlFile, keys: Keys, id_: str, target: str, ids: Sequence[str]) -> Problem:
    close = difflib.get_close_matches(id_, ids, n=1, cutoff=0.6)
    guess = tr("Gemeint: „{name}“?", name=close[0]) + " " if close else ""
    mark = file.marks.get(keys) or Mark(1, 1, 1, 1)
    return Problem(
        tr("Unter concept.{list} gibt es keinen Eintrag „{id}“.", list=target, id=id_),
        guess + tr("Möglich sind: {names}.", names=", ".join(ids)),
        file.name,
        mark.line,
        mark.column,
        path_of("concept", keys[:-1], file.tree),
    )
