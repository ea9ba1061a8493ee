"""Finding the Word templates: the program's own, and those a municipality lays beside its dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.documents.kinds import DOCUMENT_KINDS
from pipeline.dossier.dossier import Dossier
from pipeline.errors import InputError, Problem
from pipeline.files import read_file
from pipeline.language import tr

MAX_TEMPLATE_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Template:
    """A Word template.

    Attributes:
        name: the document kind it is for, such as ``nutzungskonzept``.
        label: how messages call it.
        data: bytes of the DOCX.
        own: whether it comes with the dossier and not with the program; such a template is not trusted.
    """

    name: str
    label: str
    data: bytes
    own: bool


def built_in_folder() -> Path:
    """Return the folder of the program's templates: in the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_templates"
    return inside if inside.is_dir() else package.parent / "templates"


def built_in_template(name: str) -> Template:
    """Return the program's template for the document kind ``name``.

    Raises:
        InputError: the installation lacks it.
    """
    path = built_in_folder() / f"{name}.docx"
    return Template(name, path.name, read_file(path, limit=MAX_TEMPLATE_BYTES), own=False)


def templates_for(dossier: Dossier) -> Mapping[str, Template]:
    """Return the template of each document kind: the dossier's own where it has one, else the program's.

    Raises:
        InputError: the folder of own templates lies outside the dossier, is missing, or holds an unknown name.
    """
    own = _own_templates(dossier)
    return {name: own.get(name) or built_in_template(name) for name in DOCUMENT_KINDS}


def dossier_file(dossier: Dossier, name: str, path: str) -> Path:
    """Return the file ``name`` within the dossier's folder.

    Raises:
        InputError: the name leads out of the folder or to nothing; ``path`` is the field that holds it.
    """
    folder = dossier.folder.resolve()
    target = (folder / name).resolve()
    if target != folder and folder in target.parents:
        if target.exists():
            return target
        raise _unusable(
            dossier,
            path,
            tr("„{name}“ gibt es im Ordner der Akte nicht.", name=name),
            tr("Den Namen prüfen, die Datei in den Ordner der Akte legen oder die Angabe löschen."),
        )
    raise _unusable(
        dossier,
        path,
        tr("„{name}“ liegt außerhalb der Akte.", name=name),
        tr("Die Datei in den Ordner der Akte legen und ohne „..“ und ohne Laufwerk angeben."),
    )


def _unusable(dossier: Dossier, path: str, message: str, remedy: str) -> InputError:
    """Return the error of a field that names a file or folder, with its place."""
    place = dossier.place(path)
    if place is None:
        return InputError(Problem(message, remedy, path=path))
    return InputError(Problem(message, remedy, str(dossier.folder / place.file), place.line, place.column, path))


def _own_templates(dossier: Dossier) -> Mapping[str, Template]:
    if not dossier.organisation.templates:
        return {}
    folder = dossier_file(dossier, dossier.organisation.templates, "organisation.templates")
    if not folder.is_dir():
        raise _unusable(
            dossier,
            "organisation.templates",
            tr("Den Ordner eigener Vorlagen {folder} gibt es nicht.", folder=folder),
            tr("Den Ordner anlegen oder die Angabe organisation.templates löschen."),
        )
    files = sorted(path for path in folder.glob("*.docx") if not path.name.startswith("~$"))
    unknown = [path.name for path in files if path.stem not in DOCUMENT_KINDS]
    if unknown:
        raise _unusable(
            dossier,
            "organisation.templates",
            tr("Zu diesen Vorlagen gibt es kein Dokument: {names}.", names=", ".join(unknown)),
            tr("Möglich sind: {names}.", names=", ".join(f"{name}.docx" for name in DOCUMENT_KINDS)),
        )
    return {
        path.stem: Template(path.stem, str(path), read_file(path, limit=MAX_TEMPLATE_BYTES), own=True)
        for path in files
        if dossier_file(dossier, str(path), "organisation.templates")
    }
