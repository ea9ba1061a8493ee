"""Both examples, built once for all tests."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.build import build
from pipeline.pdf import workers
from pipeline.production import Format, Order

INPUTS = Path(__file__).parents[1] / "inputs"
EXAMPLES = ("sassenberg", "musterstadt")
AS_OF = dt.date(2026, 11, 22)

# tests run side by side already; tests/journeys/test_workers.py lets one build use several processes
os.environ.setdefault(workers.VARIABLE, "1")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Mapping[str, Path]:
    """Folders with all documents of both examples, by the example's name; made by the first worker that needs them."""
    base = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    with FileLock(base / "examples.lock"):
        for name in EXAMPLES:
            target = base / "examples" / name
            if target.is_dir():
                continue
            unfinished = base / "unfinished" / name
            made = build(INPUTS / name, Order(formats=frozenset(Format)), as_of=AS_OF, output=unfinished)
            assert made.findings == {}, "the check of accessibility and archival properties, in each build"
            target.parent.mkdir(exist_ok=True)
            shutil.move(unfinished, target)
    return {name: base / "examples" / name for name in EXAMPLES}
