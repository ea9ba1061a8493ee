"""Reading a dossier: four YAML files become one immutable :class:`Dossier`, or all their faults at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.dossier.dossier import PARTS, REQUIRED_PARTS, Dossier, Place
from pipeline.dossier.messages import identity_problems, problems_of
from pipeline.dossier.model.dpia import Dpia
from pipeline.dossier.model.review import ReviewFile
from pipeline.dossier.paths import path_of
from pipeline.dossier.yaml_reader import YamlFile, read_yaml, walk
from pipeline.errors import InputError, Problem
from pipeline.files import read_file
from pipeline.language import tr


def load_dossier(folder: Path) -> Dossier:
    """Read the dossier in ``folder``.

    Raises:
        InputError: everything that makes it unusable, in one go, each with file, line, column and field path.
    """
    if not folder.is_dir():
        raise InputError(
            tr("Den Ordner {folder} gibt es nicht.", folder=folder),
            tr(
                "Den Pfad prüfen oder mit „nutzungskonzept init {folder} --land NW --platform instagram“ anlegen.",
                folder=folder,
            ),
        )
    files = {
        f"{root}.yaml": read_file(folder / f"{root}.yaml") for root in PARTS if (folder / f"{root}.yaml").is_file()
    }
    return dossier_from_files(files, folder)


def dossier_from_files(files: Mapping[str, bytes], folder: Path) -> Dossier:
    """Make a dossier from the bytes of its files; ``folder`` names it in messages and holds pictures and templates.

    Raises:
        InputError: as :func:`load_dossier`.
    """
    problems: list[Problem] = []
    parts: dict[str, Any] = {"dpia": Dpia(), "review": ReviewFile()}
    places: dict[str, Place] = {}
    for root, model in PARTS.items():
        name = f"{root}.yaml"
        if name not in files:
            if root in REQUIRED_PARTS:
                problems.append(_missing_file(folder, name))
            continue
        try:
            file = read_yaml(files[name], str(folder / name))
        except InputError as error:
            problems += error.problems
            continue
        try:
            parts[root] = model.model_validate(file.tree)
        except ValidationError as error:
            problems += problems_of(error, file, root, model)
        problems += identity_problems(file, root, file.tree)
        places |= _places(file, root)
    if problems:
        raise InputError(problems)
    return Dossier(
        name=parts["organisation"].id or folder.resolve().name,
        folder=folder,
        organisation=parts["organisation"],
        concept=parts["concept"],
        dpia=parts["dpia"],
        review=parts["review"],
        files=dict(files),
        places=places,
    )


def _missing_file(folder: Path, name: str) -> Problem:
    return Problem(
        tr("In der Akte {folder} fehlt die Datei {name}.", folder=folder, name=name),
        tr("„nutzungskonzept init“ legt eine vollständige Akte an."),
        str(folder / name),
    )


def _places(file: YamlFile, root: str) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for keys, _ in walk(file.tree):
        mark = file.key_marks.get(keys) or file.marks[keys]
        places.setdefault(path_of(root, keys, file.tree), Place(Path(file.name).name, mark.line, mark.column))
    return places
