"""The fonts of the system: the files that LibreOffice takes for the documents' fonts."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline.errors import ProgramError
from pipeline.language import tr
from pipeline.pdf.installation import find_office

FONTS: Mapping[str, str] = {
    "Liberation Sans": "Liberation Sans:style=Regular",
    "Liberation Sans Bold": "Liberation Sans:style=Bold",
    "Liberation Sans Italic": "Liberation Sans:style=Italic",
    "Liberation Sans Bold Italic": "Liberation Sans:style=Bold Italic",
    "DejaVu Sans": "DejaVu Sans:style=Book",
}
"""The fonts of the documents: name → pattern of fontconfig."""

_FILES: Mapping[str, str] = {
    "Liberation Sans": "LiberationSans-Regular.ttf",
    "Liberation Sans Bold": "LiberationSans-Bold.ttf",
    "Liberation Sans Italic": "LiberationSans-Italic.ttf",
    "Liberation Sans Bold Italic": "LiberationSans-BoldItalic.ttf",
    "DejaVu Sans": "DejaVuSans.ttf",
}
"""Files in LibreOffice's own folder, on systems without fontconfig."""
_SECONDS = 30


@cache
def font_file(name: str) -> Path | None:
    """Return the file of the font ``name``, one of :data:`FONTS`, or ``None`` where it is not installed."""
    program = shutil.which("fc-match")
    if program is None:
        return _beside_office(_FILES[name])
    try:
        answer = subprocess.run(  # noqa: S603 - the command is made by us, never by a shell
            [program, "--format", "%{file}", FONTS[name]], capture_output=True, check=False, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    path = Path(answer.stdout.decode("utf-8", "replace"))
    return path if path.is_file() else None


def needed_font(name: str) -> Path:
    """Return the file of the font ``name``.

    Raises:
        ProgramError: it is not installed.
    """
    path = font_file(name)
    if path is None:
        raise ProgramError(
            tr("Die Schrift „{name}“ ist nicht installiert.", name=name),
            tr("Unter Debian und Ubuntu: „apt-get install fonts-liberation fonts-dejavu-core fontconfig“."),
        )
    return path


def _beside_office(file: str) -> Path | None:
    try:
        program = find_office().path.resolve().parent
    except ProgramError:
        return None
    places = (program.parent / "share" / "fonts" / "truetype", program.parent / "Resources" / "fonts" / "truetype")
    return next((place / file for place in places if (place / file).is_file()), None)
