"""Which catalogue this is: its version and the sum over all its data files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache

from pipeline.catalogue.reading import CATALOGUE_DIR, catalogue_version


@cache
def catalogue_identity() -> Mapping[str, str]:
    """Return ``version`` and ``sha256`` of the catalogue; the sum covers name and content of every YAML file.

    Raises:
        ProgramError: the catalogue is damaged.
    """
    digest = hashlib.sha256()
    for path in sorted(CATALOGUE_DIR.rglob("*.yaml"), key=lambda path: path.relative_to(CATALOGUE_DIR).as_posix()):
        data = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(CATALOGUE_DIR).as_posix()}\0{len(data)}\0".encode())
        digest.update(data)
    return {"version": catalogue_version(), "sha256": digest.hexdigest()}
