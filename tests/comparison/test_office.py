"""LibreOffice itself accepts and rejects: a program that knows nothing of ours."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from docx_pairs import pair
from docx_spec import Doc, write
from support import form, redline

from pipeline.comparison.normal_form import Block, NormalForm, Table, block_text

PAIRS = 10
SYSTEM_PYTHON = "/usr/bin/python3"

pytestmark = pytest.mark.office


def shape(document: NormalForm) -> list[str]:
    """Return the text of each paragraph and cell, as LibreOffice may format it otherwise; of headers and footers each text once.

    LibreOffice from 25.2 on writes headers and footers of first and even pages that were not there, with the same words.
    """
    stories = [block for section in document.sections for _, story in section.stories for block in story]
    return [*_texts(document.body), *sorted(set(_texts(stories)))]


def _texts(blocks: Iterable[Block]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            found += [f"[{''.join(map(block_text, cell.blocks))}]" for row in block.rows for cell in row.cells]
        else:
            found.append(block.text)
    return found


def settled(folder: Path, pairs: list[tuple[Doc, Doc]]) -> int:
    """Return for how many pairs LibreOffice gives the old document when it rejects and the new one when it accepts."""
    for number, (old, new) in enumerate(pairs):
        (folder / f"{number:03}.docx").write_bytes(redline(old, new).docx)
    script = Path(__file__).with_name("office_accept.py")
    subprocess.run([SYSTEM_PYTHON, str(script), str(folder)], check=True, timeout=900)
    exact = 0
    for number, (old, new) in enumerate(pairs):
        read = [shape(form((folder / f"{number:03}.{view}.docx").read_bytes())) for view in ("rejected", "accepted")]
        exact += read == [shape(form(write(old))), shape(form(write(new)))]
    return exact


def make(count: int, first: int = 0) -> list[tuple[Doc, Doc]]:
    return [pair(random.Random(seed).randrange) for seed in range(first, first + count)]


def test_libreoffice_gives_both_documents_back(tmp_path: Path) -> None:
    assert settled(tmp_path, make(PAIRS)) >= 0.9 * PAIRS


@pytest.mark.thorough
def test_libreoffice_gives_both_documents_back_on_many_pairs(tmp_path: Path) -> None:
    assert settled(tmp_path, make(60)) >= 0.9 * 60
