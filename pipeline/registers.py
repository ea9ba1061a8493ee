"""Where registers are, and which one is meant."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.dossier.load import load_dossier
from pipeline.errors import UsageError
from pipeline.language import tr
from pipeline.outputs import outputs_folder
from pipeline.releases.address import NAME, Address, address_of, is_address
from pipeline.releases.records import VERSION_PATTERN
from pipeline.releases.register import REGISTER_FILE

_HERE = Path()


def all_registers(outputs: Path | None) -> tuple[Path, ...]:
    """Return the folder of every organisation below the outputs folder, sorted.

    A folder with releases but without a register counts too: its register was lost.

    Args:
        outputs: the outputs folder; else as the environment says, else ``outputs/`` in the working directory.
    """
    place = outputs_folder(_HERE, outputs)
    if not place.is_dir():
        return ()
    return tuple(folder for folder in sorted(place.iterdir()) if folder.is_dir() and _has_register(folder))


def registers_of(named: str, outputs: Path | None) -> tuple[Path, ...]:
    """Return the register that somebody named.

    Args:
        named: a dossier's folder, ``NAME``, ``NAME@VERSION``, or the folder of a register or release; empty for all.
        outputs: the outputs folder.

    Raises:
        UsageError: there is no such register.
        InputError: the dossier cannot be used.
    """
    if not named:
        return all_registers(outputs)
    folder = _folder(named, outputs)
    if not _has_register(folder):
        raise UsageError(
            tr("Zu „{name}“ gibt es kein Register; in {folder} wurde nichts freigegeben.", name=named, folder=folder),
            tr("Eine Akte, einen Namen wie musterstadt oder den Ordner des Registers angeben, oder --outputs setzen."),
        )
    return (folder,)


def release_named(named: str, outputs: Path | None) -> Address:
    """Return the release that somebody named: ``NAME@VERSION``, or the path of its folder.

    Raises:
        UsageError: it is neither, or there is no register.
    """
    return address_of(named, outputs_folder(_HERE, outputs))


def _folder(named: str, outputs: Path | None) -> Path:
    place = outputs_folder(_HERE, outputs)
    if is_address(named):
        return place / named.partition("@")[0]
    path = Path(named)
    if (path / "organisation.yaml").is_file() and not (path / REGISTER_FILE).exists():
        return outputs_folder(path, outputs) / load_dossier(path).name
    if path.is_dir() and _has_register(path):
        return path
    if re.fullmatch(VERSION_PATTERN, path.name) and _has_register(path.parent):
        return path.parent
    return place / named if NAME.fullmatch(named) else path


def _has_register(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    if (folder / REGISTER_FILE).exists():
        return True
    return any(path.is_dir() and re.fullmatch(VERSION_PATTERN, path.name) for path in folder.iterdir())
