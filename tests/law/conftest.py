"""Dossiers and what the law says about them."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from pipeline.dossier.dossier import Dossier
from pipeline.law.evaluate import Evaluation

sys.path.insert(0, str(Path(__file__).parent))

from changed_dossiers import AS_OF, Edit, changed, dossier_of, judge


@pytest.fixture(scope="session")
def musterstadt() -> Dossier:
    return dossier_of("musterstadt")


@pytest.fixture(scope="session")
def sassenberg() -> Dossier:
    return dossier_of("sassenberg")


@pytest.fixture(scope="session")
def clean(musterstadt: Dossier) -> Evaluation:
    return judge(musterstadt)


@pytest.fixture
def with_edits() -> Callable[..., Evaluation]:
    """Return a function that judges Musterstadt after some edits."""

    def run(*edits: Edit, as_of: dt.date = AS_OF, only: Collection[str] | None = None) -> Evaluation:
        return judge(changed("musterstadt", edits), as_of, only=only)

    return run
