"""What a release was made with: program, catalogue, LibreOffice, libraries and fonts."""

from __future__ import annotations

import shutil
import subprocess
import zlib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline import __version__
from pipeline.catalogue.identity import catalogue_identity
from pipeline.files import sha256
from pipeline.releases.manifest import Tools

FONTS: Mapping[str, str] = {
    "Liberation Sans": "Liberation Sans:style=Regular",
    "Liberation Sans Bold": "Liberation Sans:style=Bold",
    "Liberation Sans Italic": "Liberation Sans:style=Italic",
    "Liberation Sans Bold Italic": "Liberation Sans:style=Bold Italic",
    "DejaVu Sans": "DejaVu Sans:style=Book",
}
"""The fonts of the documents: name → pattern of fontconfig."""

LIBRARIES = ("docxtpl", "lxml", "pikepdf")
"""Packages that write the files; another version may write other bytes."""

_SECONDS = 30


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
        fonts={name: digest for name, pattern in FONTS.items() if (digest := _digest(font_file(pattern)))},
    )


def font_file(pattern: str) -> Path | None:
    """Return the file of the font that fontconfig, and so LibreOffice, takes for ``pattern``; ``None`` without fontconfig."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - the command is made by us, never by a shell
            [program, "--format", "%{file}", pattern], capture_output=True, check=False, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    path = Path(answer.stdout.decode("utf-8", "replace"))
    return path if path.is_file() else None


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
