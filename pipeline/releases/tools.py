"""What a release was made with: program, catalogue, LibreOffice, libraries and fonts."""

from __future__ import annotations

import zlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline import __version__
from pipeline.catalogue.identity import catalogue_identity
from pipeline.files import sha256
from pipeline.pdf.system_fonts import FONTS, font_file
from pipeline.releases.manifest import Tools

LIBRARIES = ("docxtpl", "lxml", "pikepdf")
"""Packages that write the files; another version may write other bytes."""


def tools(office: str) -> Tools:
    """Return what documents are made with on this machine.

    Args:
        office: version of LibreOffice.
    """
    catalogue = catalogue_identity()
    return Tools(
        program=__version__,
        catalogue=catalogue["version"],
        catalogue_sha256=catalogue["sha256"],
        libreoffice=office,
        libraries=_libraries(),
        fonts={name: digest for name in FONTS if (digest := _digest(font_file(name)))},
    )


def differences(then: Tools, now: Tools) -> tuple[tuple[str, str, str], ...]:
    """Return what differs between two machines: name, then, now."""
    before, after = _flat(then), _flat(now)
    return tuple(
        (name, before.get(name, "–"), after.get(name, "–"))
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    )


def _flat(tools: Tools) -> dict[str, str]:
    return {
        "Nutzungskonzept": tools.program,
        "Katalog": f"{tools.catalogue} ({tools.catalogue_sha256[:12]})",
        "LibreOffice": tools.libreoffice,
        **tools.libraries,
        **{name: digest[:12] for name, digest in tools.fonts.items()},
    }


def _digest(path: Path | None) -> str:
    try:
        return sha256(path.read_bytes()) if path else ""
    except OSError:
        return ""


def _libraries() -> dict[str, str]:
    found = {"zlib": zlib.ZLIB_RUNTIME_VERSION}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return dict(sorted(found.items()))
