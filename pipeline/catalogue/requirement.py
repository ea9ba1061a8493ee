"""The legal requirements: ``requirements/*.yaml``, explained for lawyers in ``requirements/LIESMICH.md``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from pipeline.catalogue.condition import parse_condition
from pipeline.catalogue.evidence import parse_path
from pipeline.catalogue.reading import CATALOGUE_DIR, damaged, read_as
from pipeline.dossier.answers import Model
from pipeline.dossier.model.values import Confidence, Labelled, Land
from pipeline.language import marked

FOLDER = CATALOGUE_DIR / "requirements"
OMITTED = FOLDER / "omitted.yaml"


class DocumentKind(Labelled):
    """The documents that requirements speak of."""

    NUTZUNGSKONZEPT = "nutzungskonzept", "Nutzungskonzept"
    DSFA = "dsfa", "Datenschutz-Folgenabschätzung"
    DATENSCHUTZHINWEISE = "datenschutzhinweise", "Datenschutzhinweise"
    CHECKLISTE = "checkliste", "Checkliste"
    VEROEFFENTLICHUNG = "veroeffentlichung", "Veröffentlichung"


class Severity(Labelled):
    """How much a requirement weighs; only the first is law or a binding demand of an authority."""

    PFLICHT = "pflicht", marked("Pflicht")
    EMPFOHLEN = "empfohlen", marked("Empfehlung")
    HINWEIS = "hinweis", marked("Hinweis")


class CheckKind(Labelled):
    """What is looked at."""

    PRESENCE = "presence", "Vorhandensein"
    ABSENCE = "absence", "Fehlen"
    VALUE = "value", "Wert"
    CONSISTENCY = "consistency", "Übereinstimmung"
    LINK = "link", "Verweis"
    FRESHNESS = "freshness", "Aktualität"
    LAYOUT = "layout", "Gestaltung"
    QUALITY = "quality", "Güte"


class Decidable(Labelled):
    """Who can decide: a program from the fields, a program from the text, or only a person."""

    MODEL = "model", "aus den Angaben der Akte"
    TEXT = "text", "aus dem Wortlaut"
    HUMAN = "human", "nur durch eine Person"


class SourceSeen(Labelled):
    """How the source was seen."""

    TEXT = "text", "gelesen"
    QUOTED = "quoted", "von einer gelesenen Seite angeführt"
    NO = "no", "allgemein bekannte Adresse"


def _any_of(entry: Any) -> Any:
    """Turn ``path`` and ``{any: [path, …]}`` into a tuple of paths."""
    if isinstance(entry, str):
        return (entry,)
    return tuple(entry["any"]) if isinstance(entry, dict) and set(entry) == {"any"} else entry


AnyOf = Annotated[tuple[str, ...], BeforeValidator(_any_of)]
"""Paths of which one suffices."""


class Requirement(Model):
    """One requirement.

    Attributes:
        document: where it must be met; ``also_in`` further documents that should carry it.
        norm: the citation as printed; ``norm_by_land`` replaces it in a Land.
        source_url: where to read the norm; ``source_seen`` how well the source was seen.
        requirement: what must be there, in plain German; ``remedy`` what to write and where.
        severity: weight; ``severity_by_land`` replaces it in a Land.
        blocks_release: a house rule that no release passes, and that is never called unlawful.
        valid_from: first day it applies, ``None`` for long-standing rules; ``valid_until`` the last day.
        condition: when it applies (see :mod:`pipeline.catalogue.condition`).
        evidence: what must be filled, each entry with one path or with several of which one suffices; with a ``check``,
            what that check reads.
        check: name of the check in code that decides, or ``None`` where filled fields suffice.
        argument: a value for the check, for example a file number that a text must name.
        expects: what the check must see, in German.
        decidable: the first way to find a defect; ``also_decidable`` further ones.
        as_of: when the entry was last verified.
        note: for readers of the catalogue; it may speak of other Länder and is not printed in documents.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")
    title: str = Field(min_length=1)
    norm: str = Field(min_length=1)
    norm_by_land: dict[Land, str] = Field(default_factory=dict)
    document: DocumentKind
    also_in: tuple[DocumentKind, ...] = ()
    severity: Severity
    severity_by_land: dict[Land, Severity] = Field(default_factory=dict)
    blocks_release: bool = False
    condition: str
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    requirement: str = Field(min_length=1)
    remedy: str = Field(min_length=1)
    evidence: tuple[AnyOf, ...] = ()
    check: str | None = Field(default=None, pattern=r"^[a-z][a-z0-9_]*$")
    argument: str | None = None
    expects: str | None = None
    check_kind: CheckKind
    decidable: Decidable
    also_decidable: tuple[Decidable, ...] = ()
    source_url: str
    source_seen: SourceSeen
    confidence: Confidence
    as_of: dt.date
    note: str | None = None

    def norm_in(self, land: Land) -> str:
        """Return the citation to print in ``land``."""
        return self.norm_by_land.get(land, self.norm)

    def severity_in(self, land: Land) -> Severity:
        """Return how much the requirement weighs in ``land``."""
        return self.severity_by_land.get(land, self.severity)

    def in_force(self, day: dt.date) -> bool:
        """Return whether the requirement applies on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def paths(self) -> Iterator[str]:
        """Yield every path of the evidence."""
        for alternatives in self.evidence:
            yield from alternatives


class OmittedRequirement(Model):
    """An id that is not evaluated, and why."""

    id: str
    title: str
    norm: str
    reason: str = Field(min_length=1)


@cache
def load_requirements() -> tuple[Requirement, ...]:
    """Return all requirements, file by file in alphabetical order.

    Raises:
        ProgramError: a file is damaged, an id occurs twice, a condition or a path is none.
    """
    requirements: list[Requirement] = []
    seen: set[str] = set()
    for file in sorted(FOLDER.glob("*.yaml")):
        if file == OMITTED:
            continue
        for requirement in read_as(tuple[Requirement, ...], file):
            _examine(requirement, seen, file)
            seen.add(requirement.id)
            requirements.append(requirement)
    return tuple(requirements)


@cache
def requirements_by_id() -> Mapping[str, Requirement]:
    """Return all requirements by their id."""
    return {requirement.id: requirement for requirement in load_requirements()}


@cache
def load_omitted() -> tuple[OmittedRequirement, ...]:
    """Return the ids that are not evaluated, with the reason.

    Raises:
        ProgramError: the file is damaged.
    """
    return read_as(tuple[OmittedRequirement, ...], OMITTED)


def _examine(requirement: Requirement, seen: set[str], file: Path) -> None:
    if requirement.id in seen:
        raise damaged(file, f"{requirement.id}: id")
    try:
        parse_condition(requirement.condition)
        for path in requirement.paths():
            parse_path(path)
    except ValueError as error:
        raise damaged(file, f"{requirement.id}: {error}") from error
