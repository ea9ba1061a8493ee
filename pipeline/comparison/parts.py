"""The parts of two Word files that tracked changes cannot show: pictures, properties, settings, styles, theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pipeline.comparison.canonical import Canonical
from pipeline.comparison.opc import CONTENT_TYPES, Package
from pipeline.errors import InputError
from pipeline.files import sha256
from pipeline.language import tr

Change = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that differs and is not shown in the redline.

    Attributes:
        part: its name in the file where it stands.
        change: what happened to it.
        text: German sentence for the report.
    """

    part: str
    change: Change
    text: str


def _kinds() -> tuple[tuple[str, Callable[[], str]], ...]:
    return (
        ("word/styles", lambda: tr("Formatvorlagen")),
        ("word/numbering", lambda: tr("Listen- und Nummerierungsformate")),
        ("word/settings", lambda: tr("Dokumenteinstellungen")),
        ("word/websettings", lambda: tr("Dokumenteinstellungen für das Web")),
        ("word/fonttable", lambda: tr("Verzeichnis der Schriften")),
        ("word/fonts/", lambda: tr("Eingebettete Schrift")),
        ("word/theme", lambda: tr("Farb- und Schriftdesign")),
        ("word/media/", lambda: tr("Bild")),
        ("word/embeddings/", lambda: tr("Eingebettetes Objekt")),
        ("word/charts/", lambda: tr("Diagramm")),
        ("word/diagrams/", lambda: tr("Schaubild")),
        ("word/comments", lambda: tr("Kommentare")),
        ("word/glossary/", lambda: tr("Textbausteine")),
        ("docprops/", lambda: tr("Dokumenteigenschaften")),
        ("customxml/", lambda: tr("Eingebettete Daten")),
    )


def compare_parts(old: Package, new: Package) -> list[PartChange]:
    """Return what differs besides the text, by kind and name.

    XML is compared in canonical form, everything else by SHA-256. Parts with the same content under another name count as
    unchanged.
    """
    same = {name for name, data in old.parts.items() if new.parts.get(name) == data}
    before, after = _prints(old, same), _prints(new, same)
    gone, come = Counter(before.values()), Counter(after.values())
    changes: list[PartChange] = []
    for name in sorted({*before, *after}):
        one, other = before.get(name), after.get(name)
        if one == other:
            continue
        moved_away = one is None or come[one] >= gone[one]
        came_from = other is None or gone[other] >= come[other]
        if moved_away and came_from:
            continue
        change: Change = "changed" if one and other else "removed" if one else "added"
        changes.append(PartChange(name, change, _sentence(name, change)))
    return changes


def _prints(package: Package, same: set[str]) -> dict[str, str]:
    """Return the hash of each part that is no story; parts in ``same`` need no canonical form."""
    stories = set(package.stories())
    canonical = Canonical(package)
    found = {}
    for name, data in package.parts.items():
        if name not in stories and name != CONTENT_TYPES and not name.endswith(".rels"):
            found[name] = sha256(data) if name in same else _print(package, canonical, name, data)
    return found


def _print(package: Package, canonical: Canonical, name: str, data: bytes) -> str:
    if name.endswith(".xml"):
        try:
            return sha256(canonical.element(name, package.tree(name)).encode())
        except InputError:  # our own copies are well-formed; a foreign part that is not was refused before
            return sha256(data)
    return sha256(data)


def _sentence(name: str, change: Change) -> str:
    low = name.lower()
    label = next((title() for start, title in _kinds() if low.startswith(start)), tr("Weiterer Bestandteil"))
    if change == "changed":
        return tr("{label} ({part}): geändert, im Vergleich nicht darstellbar.", label=label, part=name)
    if change == "added":
        return tr("{label} ({part}): neu, im Vergleich nicht darstellbar.", label=label, part=name)
    return tr("{label} ({part}): entfallen, im Vergleich nicht darstellbar.", label=label, part=name)
