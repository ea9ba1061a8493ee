"""Reading the rules' word lists: YAML files in ``data/``, each explained in its head."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pipeline.catalogue.reading import read_as

T = TypeVar("T")

DATA = Path(__file__).parent / "data"


def read_data(kind: type[T], name: str) -> T:
    """Return the content of the word list ``name`` as ``kind``.

    Raises:
        ProgramError: the file is damaged; the installation must be repaired.
    """
    return read_as(kind, DATA / name)
