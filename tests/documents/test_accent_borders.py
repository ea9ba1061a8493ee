"""The accent colour reaches text, borders and shading, and leaves the kind of line alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.documents.accent import with_accent
from pipeline.documents.archive import read_parts

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.docx")), ids=lambda path: path.stem)
def test_borders_stay_lines(path: Path) -> None:
    before = read_parts(path.read_bytes())["word/styles.xml"].decode()
    after = read_parts(with_accent(path.read_bytes(), "7A1F1F"))["word/styles.xml"].decode()
    assert after.count('w:val="single"') == before.count('w:val="single"')
    assert 'w:color="7A1F1F"' in after
    assert 'w:val="7A1F1F"' in after
