"""How long ``check`` takes: the whole command on Musterstadt, and the evaluation with 1, 10 and 100 channels.

Run with ``python benchmarks/check_channels.py``; all times are of the processor, in seconds, the best of three.
"""

from __future__ import annotations

import copy
import datetime as dt
import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from pipeline.documents.templates import templates_for
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.load import load_dossier
from pipeline.law.evaluate import evaluate
from pipeline.law.layout import read_layout
from pipeline.law.standing_text import standing_text

MUSTERSTADT = Path(__file__).parents[1] / "inputs" / "musterstadt"
AS_OF = dt.date(2026, 11, 22)
ROUNDS = 3


def command() -> float:
    """Return the processor time of the whole command, start included."""
    best = float("inf")
    words = [sys.executable, "-m", "pipeline", "check", str(MUSTERSTADT), "--as-of", AS_OF.isoformat()]
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def with_channels(dossier: Dossier, count: int) -> Dossier:
    """Return ``dossier`` with ``count`` channels, copies of its own."""
    own = dossier.concept.channels
    channels = tuple(own[number % len(own)].model_copy(update={"id": f"kanal-{number}"}) for number in range(count))
    return replace(dossier, concept=copy.copy(dossier.concept).model_copy(update={"channels": channels}))


def evaluation(dossier: Dossier) -> float:
    """Return the processor time of one evaluation."""
    templates = templates_for(dossier)
    texts = {name: standing_text(one.data) for name, one in templates.items()}
    layouts = {name: read_layout(one.data) for name, one in templates.items()}
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        evaluate(dossier, AS_OF, texts, layouts)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Print the times."""
    dossier = load_dossier(MUSTERSTADT)
    print(f"Befehl auf Musterstadt, mit Start: {command():.2f} s")
    for count in (1, 10, 100):
        print(f"Auswertung mit {count:3} Kanälen: {evaluation(with_channels(dossier, count)):.2f} s")


if __name__ == "__main__":
    main()
