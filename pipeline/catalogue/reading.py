"""Reading the catalogue's files: YAML beside this module, read once a process with the C loader."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from pipeline.errors import Problem, ProgramError
from pipeline.language import tr

T = TypeVar("T")

CATALOGUE_DIR = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def catalogue_version() -> str:
    """Return the version of the catalogue, year and month, for example ``2026.11``.

    Raises:
        ProgramError: the file is missing.
    """
    return _text(CATALOGUE_DIR / "VERSION").strip()


def read_yaml(path: Path) -> Any:
    """Return the content of the catalogue file ``path``.

    Raises:
        ProgramError: the file is missing or is no YAML; the installation is damaged.
    """
    try:
        return yaml.load(_text(path), Loader=_LOADER)  # noqa: S506 - the safe loader, in C
    except yaml.YAMLError as error:
        raise ProgramError(_damaged(path, str(error))) from error


def read_as(kind: type[T], path: Path) -> T:
    """Return the content of the catalogue file ``path`` as ``kind``.

    Raises:
        ProgramError: the file is missing, is no YAML or does not hold a ``kind``.
    """
    try:
        return TypeAdapter(kind).validate_python(read_yaml(path))
    except ValidationError as error:
        raise ProgramError(
            [_damaged(path, f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}") for fault in error.errors()]
        ) from error


def damaged(path: Path, reason: str) -> ProgramError:
    """Return the error for a catalogue file that holds something impossible."""
    return ProgramError(_damaged(path, reason))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProgramError(_damaged(path, str(error))) from error


def _damaged(path: Path, reason: str) -> Problem:
    return Problem(
        tr("Die Katalogdatei {file} lässt sich nicht verwenden: {reason}", file=path.name, reason=reason),
        tr("Das Programm neu installieren oder die Änderung an der Datei zurücknehmen."),
        file=str(path),
    )
