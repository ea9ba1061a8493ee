from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.catalogue.reading import catalogue_version, read_as, read_yaml
from pipeline.errors import ProgramError


def test_the_version_is_year_and_month() -> None:
    assert re.fullmatch(r"20\d\d\.(0[1-9]|1[0-2])", catalogue_version())


@pytest.mark.parametrize("content", [b"a: [", b"\xff\xfe", b"!!python/object/apply:os.getcwd []"])
def test_a_damaged_file_is_reported_with_its_name(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "platforms.yaml"
    file.write_bytes(content)
    with pytest.raises(ProgramError, match=r"platforms\.yaml"):
        read_yaml(file)


def test_a_missing_file_and_a_wrong_type_are_reported(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match=r"missing\.yaml"):
        read_yaml(tmp_path / "missing.yaml")
    (tmp_path / "list.yaml").write_text("a: 1\n", encoding="utf-8")
    with pytest.raises(ProgramError, match=r"list\.yaml"):
        read_as(tuple[int, ...], tmp_path / "list.yaml")
