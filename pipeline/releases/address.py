"""How a release is named: ``musterstadt@1.1``, or by its folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.language import tr
from pipeline.releases.records import ReleaseRecord
from pipeline.releases.register import REGISTER_FILE, Register, read_register

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,19}")
"""Name of a register."""
_ADDRESS = re.compile(rf"(?P<name>{NAME.pattern})@(?P<version>\d{{1,4}}(\.\d{{1,4}}){{0,2}})")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a release is.

    Attributes:
        folder: the organisation's folder within the outputs.
        version: the release's version.
    """

    folder: Path
    version: str

    @property
    def release_folder(self) -> Path:
        """The folder of the release itself."""
        return self.folder / self.version


def is_address(text: str) -> bool:
    """Return whether ``text`` is of the form ``NAME@VERSION``."""
    return _ADDRESS.fullmatch(text) is not None


def address_of(text: str, outputs: Path) -> Address:
    """Return the address that ``text`` names.

    Args:
        text: ``NAME@VERSION``, or the path of a release's folder.
        outputs: the outputs folder, for names.

    Raises:
        UsageError: it is neither, or there is no register.
    """
    found = _ADDRESS.fullmatch(text)
    if found:
        address = Address(outputs / found["name"], found["version"])
    else:
        path = Path(text).resolve()
        address = Address(path.parent, path.name)
    if not (address.folder / REGISTER_FILE).is_file():
        raise UsageError(
            tr("„{text}“ ist keine Freigabe: In {folder} liegt kein Register.", text=text, folder=address.folder),
            tr("Eine Freigabe als NAME@VERSION angeben, zum Beispiel musterstadt@1.0, oder --outputs setzen."),
        )
    return address


def released(address: Address) -> tuple[Register, ReleaseRecord]:
    """Return the register and the record of the release.

    Raises:
        UsageError: the register knows no such version.
        RegisterError: the register is damaged.
    """
    register = read_register(address.folder)
    return register, release_in(register, address.version)


def release_in(register: Register, version: str) -> ReleaseRecord:
    """Return the record of the release ``version``.

    Raises:
        UsageError: the register knows no such version.
    """
    release = register.release(version)
    if release is None:
        known = ", ".join(entry.version for entry in register.releases) or tr("keine")
        raise UsageError(
            tr("Die Fassung {version} steht nicht im Register.", version=version),
            tr("Freigegeben sind: {versions}.", versions=known),
        )
    return release
