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
from pipeline.dossier.references import reference_problems
from pipeline.dossier.yaml_reader import Tree, YamlFile, read_with_problems, walk
from pipeline.errors import InputError, Problem
from pipeline.files import read_file
from pipeline.language import tr


def load_dossier(folder: Path) -> Dossier:
    """Read the dossier in ``folder``.

    Raises:
        InputError: everything that makes it unusable, in one go, each with file, line, column and field path.
    """
    if folder.is_file():
        raise InputError(
            tr("{folder} ist eine Datei und kein Ordner.", folder=folder),
            tr("Den Ordner der Akte nennen, in dem die Dateien liegen: {parent}", parent=folder.parent),
        )
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
        file, found = read_with_problems(files[name], str(folder / name))
        if file is not None:
            try:
                parts[root] = model.model_validate(_without_empty(file.tree))
            except ValidationError as error:
                found += problems_of(error, file, root, model)
            found += reference_problems(file) if root == "concept" else ()
            found += identity_problems(file, root, file.tree)
            places |= _places(file, root)
        problems += sorted(found, key=lambda problem: (problem.line, problem.column))
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


def _without_empty(tree: Tree) -> Tree:
    """Return ``tree`` without the keys behind which nothing stands: they say no more than a key that is absent."""
    if isinstance(tree, dict):
        return {key: _without_empty(value) for key, value in tree.items() if value is not None}
    return [_without_empty(item) for item in tree] if isinstance(tree, list) else tree


def _missing_file(folder: Path, name: str) -> Problem:
    path = folder / name
    if path.exists() or path.is_symlink():
        return Problem(
            tr("{name} ist keine gewöhnliche Datei.", name=name),
            tr("Den Ordner oder die Verknüpfung dieses Namens durch die Datei selbst ersetzen."),
            str(path),
        )
    similar = _similar_name(folder, name)
    return Problem(
        tr("In der Akte {folder} fehlt die Datei {name}.", folder=folder, name=name),
        tr("Die Datei {similar} in {name} umbenennen.", similar=similar, name=name)
        if similar
        else tr("„nutzungskonzept init“ legt eine vollständige Akte an."),
        str(path),
    )


def _similar_name(folder: Path, name: str) -> str:
    """Return the file that was probably meant: other capitals, ``.yml``, or an ending that Windows hides."""
    stem = name.removesuffix(".yaml")
    meant = (name, f"{stem}.yml", f"{name}.txt", f"{stem}.txt")
    found = (file.name for file in sorted(folder.iterdir()) if file.name.lower() in meant) if folder.is_dir() else ()
    return next(iter(found), "")


def _places(file: YamlFile, root: str) -> dict[str, Place]:
    places: dict[str, Place] = {}
    name = Path(file.name).name
    for keys, _ in walk(file.tree):
        mark = file.key_marks.get(keys) or file.marks[keys]
        places.setdefault(path_of(root, keys, file.tree), Place(name, mark.line, mark.column))
    return places
