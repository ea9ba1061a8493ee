"""The Prüfcode of a draft that reviewers read, found again after they wrote their part into ``review.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from pipeline.documents.templates import Template
from pipeline.dossier.dossier import Dossier
from pipeline.production import source_of

REVIEW = "review.yaml"
_BLOCK = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)
_COMMENTS = re.compile(r"(?:^[ \t]*(?:#.*)?\n)+\Z", re.MULTILINE)


def codes_of_read_drafts(dossier: Dossier, templates: Mapping[str, Template]) -> frozenset[str]:
    """Return the Prüfcodes that a draft can have had when nothing changed since but what reviewers wrote.

    Reviewers write into ``review.yaml`` after they read the draft, which changes its Prüfcode. So the code is also computed
    without each of the file's parts, in every combination, and without the file.

    Raises:
        InputError: a picture is missing or lies outside the dossier.
    """
    others = {name: data for name, data in dossier.files.items() if name != REVIEW}
    written = dossier.files.get(REVIEW)
    candidates = [others]
    if written is not None:
        texts = dict.fromkeys(_earlier(written.decode("utf-8", errors="replace")))
        candidates += [{**others, REVIEW: text.encode("utf-8")} for text in texts]
    return frozenset(source_of(replace(dossier, files=files), templates).code for files in candidates)


def _earlier(text: str) -> Iterator[str]:
    """Yield ``review.yaml`` as it is and without each combination of its parts.

    The lines that part two of them may have come with the one above or with the one below, so both are tried.
    """
    plain = _BLOCK.split(text)
    for head, *blocks in (plain, _with_comments_above(plain)):
        for count in range(len(blocks), -1, -1):
            for kept in combinations(blocks, count):
                joined = head + "".join(kept)
                yield joined
                yield f"{joined.rstrip()}\n"


def _with_comments_above(parts: list[str]) -> list[str]:
    """Return the parts, each with the comments and empty lines above it instead of those below."""
    result = list(parts)
    for index in range(1, len(result) - 1):
        comments = _COMMENTS.search(result[index])
        if comments is not None:
            result[index + 1] = comments[0] + result[index + 1]
            result[index] = result[index][: comments.start()]
    return result
