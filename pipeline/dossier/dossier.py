"""The dossier as a whole: four parts, read once, immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.dossier.model.concept import Concept
from pipeline.dossier.model.dpia import Dpia
from pipeline.dossier.model.organisation import Organisation
from pipeline.dossier.model.review import ReviewFile
from pipeline.errors import Problem

PARTS: Mapping[str, type[Organisation | Concept | Dpia | ReviewFile]] = {
    "organisation": Organisation,
    "concept": Concept,
    "dpia": Dpia,
    "review": ReviewFile,
}
"""The roots of all field paths, each a file ``ROOT.yaml``, with its model."""

REQUIRED_PARTS = ("organisation", "concept")
"""Files without which nothing can be printed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: file name within the dossier, line and column from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """One municipality's material.

    Attributes:
        name: the dossier's name in the register: ``organisation.id``, else the folder's name.
        folder: where it was read from.
        organisation: who we are.
        concept: the usage concept.
        dpia: threshold analysis and assessment; empty where the file is missing.
        review: what the reviewers say; empty where the file is missing.
        files: the bytes of every file that was read, by name within the folder.
        places: place of every field path, such as ``concept.channels[instagram].purpose``.
    """

    name: str
    folder: Path
    organisation: Organisation
    concept: Concept
    dpia: Dpia
    review: ReviewFile
    files: Mapping[str, bytes] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    def place(self, path: str) -> Place | None:
        """Return the place of ``path``, or of the nearest field above it."""
        while path:
            if path in self.places:
                return self.places[path]
            cut = max(path.rfind("."), path.rfind("["))
            path = path[:cut] if cut > 0 else ""
        return None

    def placed(self, problem: Problem) -> Problem:
        """Return ``problem`` with file, line and column of its field, where it names a field and no file yet."""
        place = self.place(problem.path) if problem.path and not problem.file else None
        if place is None:
            return problem
        return problem._replace(file=str(self.folder / place.file), line=place.line, column=place.column)
