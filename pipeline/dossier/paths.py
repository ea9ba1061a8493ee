"""Field paths: one syntax everywhere, list items by their id, as in ``concept.channels[instagram].purpose``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.dossier.yaml_reader import Keys, Tree

_PART = re.compile(r"([^.\[\]]+)|\[([^\]]*)\]")


def path_of(root: str, keys: Keys, tree: Tree) -> str:
    """Return the field path of ``keys`` within ``tree``, the content of file ``root``.

    List items are named by their ``id``, else by ``case`` or ``criterion``, else by their number from 1.
    """
    path, node = root, tree
    for key in keys:
        if isinstance(key, int):
            item = node[key] if isinstance(node, list) and key < len(node) else None
            path += f"[{item_name(item, key)}]"
            node = item
        else:
            if key == "proposal" and isinstance(node, dict) and "open" in node:
                node = node.get(key)
                continue  # a proposal stands where the answer would stand
            path += f".{key}"
            node = node.get(key) if isinstance(node, dict) else None
    return path


def item_name(item: object, index: int) -> str:
    """Return how a list item is named in a path: its id, or its number from 1."""
    if isinstance(item, dict):
        for key in ("id", "case", "criterion", "requirement", "fact"):
            if isinstance(item.get(key), str) and item[key]:
                return str(item[key])
    return str(index + 1)


def split_path(path: str) -> Sequence[tuple[str, bool]]:
    """Return the parts of a path, each with whether it names a list item.

    ``concept.channels[instagram].purpose`` becomes ``concept``, ``channels``, item ``instagram``, ``purpose``.
    """
    return [(found[1] or found[2], found[1] is None) for found in _PART.finditer(path)]
