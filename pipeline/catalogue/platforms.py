"""Platforms and their operators: ``platforms.yaml`` and what a dossier says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from pipeline.catalogue.reading import CATALOGUE_DIR, damaged, read_as
from pipeline.dossier.model.platform import Platform

FILE = CATALOGUE_DIR / "platforms.yaml"


@cache
def load_platforms() -> Mapping[str, Platform]:
    """Return the platforms of the catalogue by id, in the order of the file.

    Raises:
        ProgramError: the file is damaged.
    """
    platforms = read_as(tuple[Platform, ...], FILE)
    by_id = {platform.id: platform for platform in platforms}
    if len(by_id) != len(platforms):
        raise damaged(FILE, "id")
    return MappingProxyType(by_id)


def resolve_platforms(overrides: Iterable[Platform]) -> Mapping[str, Platform]:
    """Return the catalogue's platforms with those of a dossier laid over them.

    An override replaces single facts: what it leaves out stays as the catalogue has it. A platform that the catalogue
    does not know is added.

    Raises:
        ProgramError: the catalogue is damaged.
    """
    platforms = dict(load_platforms())
    for override in overrides:
        base = platforms.get(override.id)
        platforms[override.id] = override if base is None else _merged(base, override)
    return MappingProxyType(platforms)


def _merged(base: Platform, override: Platform) -> Platform:
    said = {name: getattr(override, name) for name in override.model_fields_set}
    return base.model_copy(update=said)
