"""Taking over resources from one package into another: a link, a picture, a chart with all it is related to."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from pipeline.comparison.opc import Package, Relationship, add_part, content_type, relations_name


def same_relation(old: Package, part: str, new: Package, wanted: Relationship) -> str:
    """Return the id by which ``part`` of ``old`` reaches what ``wanted`` leads to in ``new``; make one where missing."""
    relations = old.relations(part)
    for relation in relations.values():
        if relation.type == wanted.type and relation.external == wanted.external:
            if wanted.external:
                same = relation.target == wanted.target
            else:
                same = old.parts.get(relation.target) == new.parts.get(wanted.target)
            if same:
                return relation.id
    target = wanted.target if wanted.external else adopt(old, new, wanted.target)
    identity = fresh("rIdNeu", relations)
    relations[identity] = Relationship(identity, wanted.type, target, wanted.external, wanted.uri)
    return identity


def adopt(old: Package, new: Package, part: str, done: dict[str, str] | None = None) -> str:
    """Copy a part of ``new`` into ``old`` under a free name, with all it is related to; return the name.

    ``done`` holds what was copied on the way here, since parts may be related in a circle.
    """
    done = {} if done is None else done
    if part in done or part not in new.parts:
        return done.get(part, part)
    target = done[part] = _free_name(old, part)
    add_part(old, target, new.content_of(part), content_type(new, part))
    if relations_name(part) in new.parts:
        copies = {
            identity: relation
            if relation.external
            else Relationship(identity, relation.type, adopt(old, new, relation.target, done), False, relation.uri)
            for identity, relation in list(new.relations(part).items())
        }
        old.relations(target).update(copies)
    return target


def _free_name(package: Package, part: str) -> str:
    folder, name = posixpath.split(part)
    stem, dot, extension = name.rpartition(".")
    number = 1
    while posixpath.join(folder, f"{stem}_neu{number}{dot}{extension}") in package.parts:
        number += 1
    return posixpath.join(folder, f"{stem}_neu{number}{dot}{extension}")


def fresh(prefix: str, taken: Mapping[str, object]) -> str:
    """Return ``prefix`` with the first number that makes a free id."""
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"
