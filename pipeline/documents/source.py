"""What a set of documents is made from, and the Prüfcode that names it.

``source.json`` lists inputs, templates, program and catalogue with their sums; no sums of outputs, no paths, no times. The
Prüfcode is made of its SHA-256: it identifies a set of documents, it does not authenticate them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.files import sha256

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, which are easily misread."""


@dataclass(frozen=True, slots=True)
class Source:
    """What documents are made from.

    Attributes:
        data: the bytes of ``source.json``.
        code: the Prüfcode, such as ``7K3M-Q2XA-9B4C``.
    """

    data: bytes
    code: str


def make_source(
    *,
    name: str,
    inputs: Mapping[str, bytes],
    templates: Mapping[str, bytes],
    catalogue: Mapping[str, str],
    program_version: str,
) -> Source:
    """Return the source of a set of documents.

    Args:
        name: the dossier's name.
        inputs: file name → bytes of the dossier's files, pictures included.
        templates: file name → bytes of the Word templates.
        catalogue: ``version`` and ``sha256`` of the catalogue.
        program_version: version of this program.
    """
    content = {
        "name": name,
        "program": program_version,
        "catalogue": dict(sorted(catalogue.items())),
        "inputs": {file: sha256(inputs[file]) for file in sorted(inputs)},
        "templates": {file: sha256(templates[file]) for file in sorted(templates)},
    }
    data = (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    return Source(data, pruefcode(data))


def pruefcode(source: bytes) -> str:
    """Return the twelve characters, in groups of four, that name ``source``."""
    number = int(sha256(source), 16) >> (256 - 60)
    characters = [CROCKFORD[(number >> shift) & 31] for shift in range(55, -1, -5)]
    return "-".join("".join(characters[start : start + 4]) for start in (0, 4, 8))
