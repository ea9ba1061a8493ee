"""Where a requirement looks: field paths such as ``concept.channels[].purpose`` or ``dpia.risks[origin=by_design].event``.

A path starts with a file of the dossier (``organisation``, ``concept``, ``dpia``, ``review``) or with the catalogue's facts
that belong to it (``platforms``, ``authority``). ``[]`` means each item of a list, ``[name=value]`` the items with this value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

ROOTS = ("organisation", "concept", "dpia", "review", "platforms", "authority")

_STEP = re.compile(r"(?P<name>[a-z][a-z0-9_]*)(?P<items>\[(?:(?P<key>[a-z_]+)=(?P<value>[a-z0-9_-]+))?\])?")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path.

    Attributes:
        name: the field.
        items: whether the step goes on into each item of a list.
        where: field and value that narrow the items, or ``None``.
    """

    name: str
    items: bool = False
    where: tuple[str, str] | None = None


@cache
def parse_path(text: str) -> tuple[Step, ...]:
    """Return the steps of the path ``text``, the root first.

    Raises:
        ValueError: ``text`` is no path or starts with an unknown root.
    """
    steps = []
    for part in text.split("."):
        match = _STEP.fullmatch(part)
        if match is None:
            raise ValueError(f"no path: {text!r}")
        where = (match["key"], match["value"]) if match["key"] else None
        steps.append(Step(match["name"], match["items"] is not None, where))
    if steps[0].name not in ROOTS:
        raise ValueError(f"unknown root: {text!r}")
    return tuple(steps)
