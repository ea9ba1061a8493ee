"""How texts name platforms: the catalogue's names and those of networks that the catalogue does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.catalogue.platforms import load_platforms
from pipeline.dossier.answers import Model
from pipeline.law.text_rules.rule_data import read_data


class PlatformNames(Model):
    """The names of a platform in running text, as patterns; ``id`` is the catalogue's, or a new one."""

    id: str
    title: str
    patterns: tuple[str, ...]


@cache
def platform_names() -> Mapping[str, PlatformNames]:
    """Return the names of all platforms by id."""
    return {entry.id: entry for entry in read_data(tuple[PlatformNames, ...], "platform_names.yaml")}


@cache
def _pattern() -> re.Pattern[str]:
    groups = (f"(?P<p_{entry.id}>{'|'.join(entry.patterns)})" for entry in platform_names().values())
    return re.compile(rf"(?<![\w@#./-])(?:{'|'.join(groups)})(?![\w@]|\.\w)")


def named_platforms(prose: str) -> Iterator[tuple[str, int, int]]:
    """Yield id, start and end of each platform that ``prose`` names, in order."""
    for found in _pattern().finditer(prose):
        assert found.lastgroup is not None
        yield found.lastgroup.removeprefix("p_"), found.start(), found.end()


def title_of(platform: str) -> str:
    """Return the name to print for a platform id."""
    if platform in platform_names():
        return platform_names()[platform].title
    catalogue = load_platforms()
    return catalogue[platform].name if platform in catalogue else platform
