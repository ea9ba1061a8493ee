"""Where a foreign text may treat a requirement: the first sentence with its words or its norm."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from pipeline.catalogue.reading import read_as
from pipeline.catalogue.requirement import Requirement
from pipeline.law.text_rules.reading import ReadText, Sentence

FILE = Path(__file__).parent / "data" / "traces.yaml"
_CITED = re.compile(
    r"(?P<mark>Art\.|§+)\s?(?P<number>\d+[a-z]?)(?:[^;]*?)\b(?P<act>DSGVO|DSG NRW|DDG|MStV|TDDDG|KUG|UrhG|GG|BDSG|LDSG|GO NRW|LGG NRW|DSA|KI-VO|EMFA)\b"
)
_NO_TITLE_WORD = frozenset(
    (
        "keine",
        "nicht",
        "durch",
        "ohne",
        "sowie",
        "nach",
        "eigene",
        "eigenen",
        "datenschutz",
        "verarbeitung",
        "daten",
        "prüfung",
        "inhalte",
        "angaben",
        "pflicht",
        "rechte",
    )
)
STEM = 7
"""So many letters of a title's word must occur."""


@cache
def load_traces() -> Mapping[str, tuple[str, ...]]:
    """Return the patterns by requirement.

    Raises:
        ProgramError: the file is damaged.
    """
    return read_as(dict[str, tuple[str, ...]], FILE)


def find_trace(text: ReadText, requirement: Requirement) -> Sentence | None:
    """Return the first sentence that may treat ``requirement``, or ``None``."""
    pattern = _pattern(requirement)
    if pattern is not None:
        found = pattern.search(text.text)
        return text.sentence_at(found.start()) if found is not None else None
    stems = _title_stems(requirement.title)
    if not stems:
        return None
    wanted = min(2, len(stems))
    return next((one for one in text.sentences if _hits(one.text.casefold(), stems) >= wanted), None)


def _pattern(requirement: Requirement) -> re.Pattern[str] | None:
    listed = load_traces().get(requirement.id, ())
    parts = [*listed, *(() if listed else _citations(requirement.norm))]
    if not parts:
        return None
    flags = "(?im)" if any(part.startswith("(?m)") for part in parts) else "(?i)"
    joined = "|".join(rf"(?<!\w)(?:{part.removeprefix('(?m)')})" for part in parts)
    return re.compile(flags + joined)


def _citations(norm: str) -> Sequence[str]:
    """Return patterns for the articles and sections that a norm cites."""
    return [
        rf"{re.escape(found['mark'][0])}\w*\.?\s?{found['number']}\b[^.;]{{0,40}}?{re.escape(found['act'])}"
        for found in _CITED.finditer(norm)
        if (found["mark"], found["number"], found["act"]) != ("Art.", "5", "DSGVO")
    ]


def _title_stems(title: str) -> Sequence[str]:
    words = (word.casefold() for word in re.findall(r"[A-Za-zÄÖÜäöüß]{5,}", title))
    return [word[:STEM] for word in words if word not in _NO_TITLE_WORD]


def _hits(sentence: str, stems: Sequence[str]) -> int:
    return sum(stem in sentence for stem in stems)
