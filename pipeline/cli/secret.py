"""Passphrases and PINs: from a file, the environment or the keyboard, never from the command line."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.files import read_file
from pipeline.language import tr

_MOST_BYTES = 4096


def read_secret(file: Path | None, variable: str, prompt: str) -> str:
    """Return a secret.

    Args:
        file: a file whose first line is the secret; it goes before the rest.
        variable: environment variable that may hold it.
        prompt: what is asked at the keyboard, where neither is given.

    Raises:
        InputError: the file cannot be read.
        UsageError: nobody sits at the keyboard.
    """
    if file is not None:
        return read_file(file, limit=_MOST_BYTES).decode("utf-8", "replace").partition("\n")[0].rstrip("\r")
    if variable in os.environ:
        return os.environ[variable]
    if not sys.stdin.isatty():
        raise UsageError(
            tr("Es fehlt das Kennwort, und es gibt keine Tastatur, an der danach gefragt werden könnte."),
            tr("--passphrase-file oder die Umgebungsvariable {variable} verwenden.", variable=variable),
        )
    return getpass.getpass(prompt)
