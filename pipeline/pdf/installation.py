"""Finding LibreOffice: which program, which version, and what to do when there is none."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ProgramError
from pipeline.language import tr
from pipeline.pdf.process import minimal_environment, run
from pipeline.system_errors import reason_of

PATH_VARIABLE = "NUTZUNGSKONZEPT_SOFFICE"
OLDEST = (7, 3)
"""The first version that knows PDF/UA and options of the PDF filter on the command line (LibreOffice release notes)."""

_NAMES = ("soffice", "libreoffice", "soffice.com")
_USUAL_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/usr/local/bin/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)
_VERSION = re.compile(r"LibreOffice\D*?(\d+(?:\.\d+)+)")
_VERSION_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class OfficeProgram:
    """An installed LibreOffice.

    Attributes:
        path: the program to start.
        version: such as ``7.4.7.2``.
    """

    path: Path
    version: str


def find_office() -> OfficeProgram:
    """Return the LibreOffice to use: the one named by ``NUTZUNGSKONZEPT_SOFFICE``, else the first one found.

    Raises:
        ProgramError: none is installed, it does not answer, or it is older than 7.3.
    """
    path = _program_path()
    version = _ask_version(path)
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST:
        raise ProgramError(
            tr(
                "LibreOffice {version} ({path}) ist zu alt; gebraucht wird {oldest} oder neuer.",
                version=version,
                path=path,
                oldest=".".join(map(str, OLDEST)),
            ),
            _how_to_install(),
        )
    return OfficeProgram(path, version)


def _program_path() -> Path:
    chosen = os.environ.get(PATH_VARIABLE)
    if chosen:
        found = shutil.which(chosen)
        if found is None:
            raise ProgramError(
                tr(
                    "{variable} nennt {path}, dort ist kein ausführbares Programm.", variable=PATH_VARIABLE, path=chosen
                ),
                tr("Die Variable berichtigen oder löschen; ohne sie wird LibreOffice an den üblichen Orten gesucht."),
            )
        return Path(found)
    for candidate in (*_NAMES, *_USUAL_PLACES):
        found = shutil.which(candidate)
        if found:
            return Path(found)
    raise ProgramError(tr("LibreOffice fehlt; ohne es entstehen keine PDF-Dateien."), _how_to_install())


def _ask_version(path: Path) -> str:
    with tempfile.TemporaryDirectory(prefix="nutzungskonzept-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            answer = run(
                [str(path), "--version"],
                folder=folder,
                environment=minimal_environment(folder),
                timeout=_VERSION_SECONDS,
            )
        except OSError as error:
            raise ProgramError(
                tr("{path} lässt sich nicht starten: {reason}.", path=path, reason=reason_of(error)),
                _how_to_install(),
            ) from error
    match = _VERSION.search(answer.output) if answer else None
    if match is None:
        raise ProgramError(
            tr("{path} nennt auf „--version“ keine LibreOffice-Version; so lässt es sich nicht verwenden.", path=path),
            _how_to_install(),
        )
    return match.group(1)


def _how_to_install() -> str:
    return tr(
        "Unter Debian und Ubuntu: „apt-get install --no-install-recommends libreoffice-writer-nogui fonts-liberation“. "
        "Unter macOS und Windows LibreOffice von libreoffice.org installieren; liegt es an ungewöhnlicher Stelle, "
        "nennt die Umgebungsvariable {variable} den Pfad zu „soffice“ (Windows: „soffice.com“).",
        variable=PATH_VARIABLE,
    )
