"""What no document can show is told with its place, all of it at once, by ``check`` as by ``build``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.build import build
from pipeline.check import check
from pipeline.documents.unprintable import refuse_unprintable
from pipeline.dossier.load import dossier_from_files
from pipeline.errors import InputError
from pipeline.production import Order

FILES = {"organisation.yaml": "name: Stadt X\nland: NW\n", "concept.yaml": "channels:\n  - {id: x, platform: x}\n"}


def write(folder: Path, concept: str) -> Path:
    for name, text in {**FILES, "concept.yaml": FILES["concept.yaml"] + concept}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_all_at_once_with_their_places_and_nothing_is_written(tmp_path: Path) -> None:
    concept = "scope: |\n  # Überschrift\n\n  ![Bild](x.png)\nintroduction:\n  open: Gut?\n  by: office\n  proposal: '[hier](ftp://x)'\n"
    for journey in (
        lambda: check(write(tmp_path, concept), as_of=dt.date(2026, 11, 29)),
        lambda: build(write(tmp_path, concept), Order(), as_of=dt.date(2026, 11, 29), output=tmp_path / "x"),
    ):
        with pytest.raises(InputError) as caught:
            journey()
        told = [(problem.path, problem.line, problem.message) for problem in caught.value.problems]
        assert {(path, line) for path, line, _ in told} == {("concept.scope", 3 + 0), ("concept.introduction", 7)}
        assert [any(word in message for _, _, message in told) for word in ("Überschrift", "Bild", "ftp://x")] == [
            True
        ] * 3
        assert all(problem.file.endswith("concept.yaml") and problem.remedy for problem in caught.value.problems)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "text",
    [
        *("# Titel", "> Zitat", "`code`", "```\ncode\n```", "***", "- - -", "Titel\n===", "![x](y)", "a\n\n    Code"),
        *("[x](ftp://y)", "- a\n\n      code", "<https://x.test>!\n\n---"),
    ],
)
def test_nothing_that_markdown_refuses_slips_through(text: str) -> None:
    concept = FILES["concept.yaml"] + "scope: |\n" + "".join(f"  {line}\n" for line in text.split("\n"))
    dossier = dossier_from_files(
        {**{k: v.encode() for k, v in FILES.items()}, "concept.yaml": concept.encode()}, Path("x")
    )
    with pytest.raises(InputError):
        refuse_unprintable(dossier)
