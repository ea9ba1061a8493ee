"""A register with two releases, made once; each test changes its own copy."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from small_registers import NAME, add_life, add_release


@pytest.fixture(scope="session")
def template_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register that tests copy: 1.0 signed, published and in force, 1.1 released."""
    folder = tmp_path_factory.mktemp("register") / "outputs" / NAME
    folder.mkdir(parents=True)
    add_release(folder, "1.0", dt.date(2026, 10, 1))
    add_life(folder, "1.0", dt.date(2026, 10, 5), folder.parents[1] / "papiere")
    add_release(folder, "1.1", dt.date(2027, 3, 1))
    return folder


@pytest.fixture
def register(template_register: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the register that a test may change."""
    copy = tmp_path / "outputs" / NAME
    shutil.copytree(template_register, copy, symlinks=True)
    yield copy
    for path in [copy, *copy.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)


@pytest.fixture
def change() -> Callable[[Path, bytes | None], None]:
    """A function that writes (or, without data, removes) a file although it is read-only."""

    def write(path: Path, data: bytes | None) -> None:
        path.parent.chmod(0o755)
        if path.exists():
            path.chmod(0o644)
        if data is None:
            path.unlink()
        else:
            path.write_bytes(data)

    return write
