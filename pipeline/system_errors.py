"""What the operating system says is wrong, in the chosen language; its own words are English on most machines."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping

from pipeline.language import tr

_REASONS: Mapping[int, Callable[[], str]] = {
    errno.EACCES: lambda: tr("die Berechtigung fehlt"),
    errno.EPERM: lambda: tr("die Berechtigung fehlt"),
    errno.EROFS: lambda: tr("der Datenträger ist schreibgeschützt"),
    errno.ENOSPC: lambda: tr("der Speicherplatz ist voll"),
    errno.EDQUOT: lambda: tr("der zugeteilte Speicherplatz ist voll"),
    errno.EFBIG: lambda: tr("die Datei ist zu groß für den Datenträger"),
    errno.ENOENT: lambda: tr("die Datei oder den Ordner gibt es nicht"),
    errno.EEXIST: lambda: tr("der Name ist schon vergeben"),
    errno.EISDIR: lambda: tr("unter dem Namen liegt ein Ordner"),
    errno.ENOTDIR: lambda: tr("ein Teil des Pfades ist kein Ordner"),
    errno.ENOTEMPTY: lambda: tr("der Ordner ist nicht leer"),
    errno.ENAMETOOLONG: lambda: tr("der Name ist zu lang"),
    errno.ELOOP: lambda: tr("die Verweise führen im Kreis"),
    errno.EBUSY: lambda: tr("ein anderes Programm benutzt die Datei"),
    errno.EIO: lambda: tr("der Datenträger meldet einen Fehler"),
    errno.EMFILE: lambda: tr("es sind zu viele Dateien offen"),
    errno.ENFILE: lambda: tr("es sind zu viele Dateien offen"),
    errno.ENOMEM: lambda: tr("der Arbeitsspeicher reicht nicht"),
    errno.ENOEXEC: lambda: tr("das ist kein ausführbares Programm"),
}


def reason_of(error: OSError) -> str:
    """Return why the operating system refused, without a full stop: a part of a sentence.

    A rare reason without a sentence here is told in the system's own words.
    """
    known = _REASONS.get(error.errno or 0)
    return known() if known else error.strerror or str(error)
