"""Platforms and their operators bear today's names (``PLATTFORM-BEZEICHNUNG``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.catalogue.platforms import load_platforms
from pipeline.dossier.model.platform import Platform
from pipeline.language import tr
from pipeline.law.text_rules.facts import TextFacts, TextFinding, passage
from pipeline.law.text_rules.markers import FORMER, words
from pipeline.law.text_rules.reading import ReadText

_ABROAD = words(
    r"USA",
    r"Vereinigte",
    r"Kalifornien",
    r"Data Privacy Framework",
    r"DPF",
    r"Muttergesellschaft",
    r"Konzernmutter",
    r"Drittland",
    r"zertifiziert",
)
"""The company is named as one outside the EU, where its name may be right."""


def operator_names(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield former names of platforms and of the companies that run them."""
    del facts
    for found in _pattern().finditer(text.prose):
        sentence = text.sentence_at(found.start())
        around = sentence.text if sentence is not None else ""
        if FORMER.search(around) or _ABROAD.search(around):
            continue
        start, end, quote = passage(text, *found.span())
        yield TextFinding(
            "operator-names",
            "PLATTFORM-BEZEICHNUNG",
            tr("„{name}“ ist eine überholte Bezeichnung.", name=quote),
            tr(
                "Ersetzen durch: {name}; oder als frühere Bezeichnung kennzeichnen.",
                name=_today(" ".join(quote.split())),
            ),
            start,
            end,
            quote,
        )


@cache
def _former() -> Mapping[str, Platform]:
    """Return the former names; where platforms share one, the last in the catalogue's order that bears it first wins."""
    result: dict[str, Platform] = {}
    for platform in load_platforms().values():
        for name in platform.former_names:
            result.setdefault(name, platform)
    return result


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_former(), key=len, reverse=True)
    written = (re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"(?<![\w@#./-])(?:{'|'.join(written)})(?![\w@]|\.\w)")


def _today(name: str) -> str:
    platform = _former()[name]
    company = any(mark in name for mark in (" L", " C", " I"))
    return platform.operator.value if company and platform.operator is not None else platform.name
