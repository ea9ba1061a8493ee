"""Opening a Word file from anywhere: limits first, then what may not be in it, then what the report must mention.

Nothing outside the file is ever read. What could hide text from the comparison or run code is refused; what a redline
cannot show is listed, so that nobody takes silence for „unchanged“.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from pipeline.comparison.opc import CONTENT_TYPES, Package, R, content_type, w
from pipeline.comparison.revisions import TRACKED
from pipeline.errors import InputError, Problem
from pipeline.language import tr

MAX_FILE = 64 * 1024 * 1024
MAX_PARTS = 4_000
MAX_UNPACKED = 512 * 1024 * 1024
MAX_XML = 96 * 1024 * 1024
MAX_RATIO = 400
"""Unpacked ÷ packed size of one part beyond 1 MB; Word's own XML reaches about 60."""

OLE_HEAD = b"\xd0\xcf\x11\xe0"
STRICT = b"http://purl.oclc.org/ooxml/"

NoticeKind = Literal["tracked_changes", "comments", "embedded", "external", "removed"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in an input that the redline does not show or treats by a rule.

    Attributes:
        kind: what sort of thing.
        part: name of the part in the Word file.
        text: German sentence for the report.
    """

    kind: NoticeKind
    part: str
    text: str


@dataclass(frozen=True)
class Source:
    """A Word file that passed the door.

    Attributes:
        package: its parts, as they came, but for what ``notices`` calls removed.
        notices: what the report must mention.
    """

    package: Package
    notices: tuple[Notice, ...]


def open_docx(data: bytes, name: str = "") -> Source:
    """Return the package of ``data`` and what is remarkable in it.

    Args:
        data: the bytes of a file from anywhere.
        name: the file's name as the user knows it, for messages.

    Raises:
        InputError: too large, no Word file, damaged, protected by a password, with macros or with hidden foreign text.
    """
    try:
        package = Package(_unpack(data))
        _refuse(package)
        _check_xml(package)
        return Source(package, tuple(_notices(package)))
    except InputError as error:
        raise InputError([_in_file(problem, name) for problem in error.problems]) from error


def _in_file(problem: Problem, name: str) -> Problem:
    return Problem(problem.message, problem.remedy, file=problem.file or name)


def _unpack(data: bytes) -> dict[str, bytes]:
    if len(data) > MAX_FILE:
        raise InputError(tr("Die Word-Datei ist zu groß ({size} MB, erlaubt sind 64 MB).", size=len(data) >> 20))
    if data.startswith(OLE_HEAD):
        raise InputError(
            tr("Die Datei ist mit einem Kennwort geschützt oder im alten Format .doc gespeichert."),
            tr("Öffnen Sie sie in Word, heben Sie den Schutz auf und speichern Sie sie als .docx."),
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_entries(entries)
            return {entry.filename: _read(archive, entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise InputError(
            tr("Die Datei ist keine Word-Datei (.docx) oder beschädigt."),
            tr("Lassen Sie sich die Datei noch einmal geben oder speichern Sie sie in Word neu."),
        ) from error


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_PARTS:
        raise InputError(
            tr("Die Word-Datei hat {count} Teile; erlaubt sind {limit}.", count=len(entries), limit=MAX_PARTS)
        )
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED:
        raise InputError(
            tr("Die Word-Datei ist ausgepackt zu groß ({size} MB, erlaubt sind 512 MB).", size=total >> 20)
        )
    for name, count in Counter(entry.filename.lower() for entry in entries).items():
        if count > 1:
            raise InputError(tr("Der Teil {part} steht mehrfach in der Word-Datei.", part=name))
    for entry in entries:
        name = entry.filename
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise InputError(tr("Der Teil {part} der Word-Datei hat einen unzulässigen Namen.", part=name))
        if entry.flag_bits & 1:
            raise InputError(tr("Der Teil {part} der Word-Datei ist verschlüsselt.", part=name))
        if entry.file_size > 1 << 20 and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            raise InputError(tr("Der Teil {part} der Word-Datei ist verdächtig stark gepackt.", part=name))
        if entry.file_size > MAX_XML and name.endswith((".xml", ".rels")):
            raise InputError(tr("Der Teil {part} der Word-Datei ist zu groß.", part=name))


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    # The size in the directory can lie; read no more than it says, and refuse when there is more.
    with archive.open(entry) as part:
        data = part.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise InputError(tr("Der Teil {part} der Word-Datei ist beschädigt.", part=entry.filename))
    return data


def _refuse(package: Package) -> None:
    if CONTENT_TYPES not in package.parts:
        raise InputError(tr("Das ist keine Word-Datei: Der Hauptteil fehlt."))
    for part in package.parts:
        if part.rpartition("/")[2].lower() == "vbaproject.bin" or "macroenabled" in content_type(package, part).lower():
            raise InputError(
                tr("Die Datei enthält Makros ({part}); solche Dateien werden nicht geöffnet.", part=part),
                tr("Speichern Sie sie in Word als „Word-Dokument (*.docx)“ ohne Makros."),
            )
    if STRICT in package.parts.get(package.main, b"")[:4000]:
        raise InputError(
            tr("Die Datei ist als „Strict Open XML-Dokument“ gespeichert; diese Form wird nicht gelesen."),
            tr("Speichern Sie sie in Word als „Word-Dokument (*.docx)“."),
        )
    for part in package.stories():
        for chunk in package.tree(part).iter(w("altChunk")):
            relation = package.relations(part).get(chunk.get(f"{{{R}}}id", ""))
            raise InputError(
                tr(
                    "Ein Abschnitt steht nicht im Dokument selbst, sondern in der eingebetteten Datei {part}.",
                    part=relation.target if relation else part,
                ),
                tr("Öffnen Sie die Datei in Word und speichern Sie sie neu; Word übernimmt dann den Text."),
            )


def _check_xml(package: Package) -> None:
    for part in sorted(package.parts):
        if part.endswith((".xml", ".rels")) or part == CONTENT_TYPES:
            package.tree(part)
    body = package.tree(package.main).find(w("body"))
    if body is None:
        raise InputError(tr("Der Teil {part} der Word-Datei enthält keinen Text.", part=package.main))


def _notices(package: Package) -> Iterator[Notice]:
    for part in package.stories():
        yield from _tracked(package, part)
    for part in package.related(package.main, "comments"):
        if part in package.parts:
            yield from _comments(package.tree(part), part)
    yield from _removed(package)
    for part in sorted(package.parts):
        if re.search(r"(^|/)(embeddings|activeX|controls)/", part) and not part.endswith(".rels"):
            yield Notice(
                "embedded", part, tr("Eingebettetes Objekt {part}: Sein Inhalt wird nicht verglichen.", part=part)
            )
    for part in package.stories():
        for relation in package.relations(part).values():
            if relation.external and relation.type != "hyperlink":
                text = tr("Verweis auf {target} außerhalb der Datei: Er wird nicht gelesen.", target=relation.target)
                yield Notice("external", part, text)


def _tracked(package: Package, part: str) -> Iterator[Notice]:
    marks = list(package.tree(part).iter(*TRACKED))
    if marks:
        names = sorted({mark.get(w("author"), "") for mark in marks} - {""})
        text = tr(
            "Die Datei enthält bereits {count} nachverfolgte Änderungen ({part}, von {authors}). Verglichen wird der Text,"
            " wie er nach Annahme dieser Änderungen lautet.",
            count=len(marks),
            part=part,
            authors=", ".join(names) or tr("unbekannt"),
        )
        yield Notice("tracked_changes", part, text)


def _comments(root: etree._Element, part: str) -> Iterator[Notice]:
    for comment in root.iter(w("comment")):
        words = " ".join("".join(str(text.text or "") for text in comment.iter(w("t"))).split())
        yield Notice(
            "comments",
            part,
            tr(
                "Kommentar von {author} am {date}: „{text}“. Kommentare werden nicht verglichen.",
                author=comment.get(w("author")) or tr("unbekannt"),
                date=comment.get(w("date"), "")[:10] or tr("unbekannt"),
                text=words if len(words) <= 200 else words[:199] + "…",
            ),
        )


def _removed(package: Package) -> Iterator[Notice]:
    """Take out what would act outside the file when the redline is opened, and what a changed copy must not carry."""
    for settings in package.related(package.main, "settings"):
        if settings not in package.parts:
            continue
        relations = package.relations(settings)
        for identity, relation in list(relations.items()):
            if relation.external:
                del relations[identity]
                for element in list(package.tree(settings).iter()):
                    if element.get(f"{{{R}}}id") == identity and (parent := element.getparent()) is not None:
                        parent.remove(element)
                text = tr(
                    "Verweis auf die Vorlage {target} entfernt; er würde beim Öffnen geladen.", target=relation.target
                )
                yield Notice("removed", settings, text)
    for identity, relation in list(package.relations("").items()):
        if relation.type == "origin":  # a digital signature covers the old file, never a redline of it
            del package.relations("")[identity]
            for name in [name for name in package.parts if name.startswith("_xmlsignatures/")]:
                del package.parts[name]
            text = tr(
                "Die Datei ist digital signiert; die Signatur gilt nur für die Datei selbst, nicht für den Vergleich."
            )
            yield Notice("removed", relation.target, text)
