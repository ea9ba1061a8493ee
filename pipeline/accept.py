"""Journey: a proposal becomes the answer."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.dossier.edit import accept_proposal, find_open
from pipeline.dossier.load import dossier_from_files, load_dossier
from pipeline.dossier.open_points import open_questions
from pipeline.dossier.yaml_reader import read_yaml
from pipeline.errors import UsageError
from pipeline.files import write_file
from pipeline.language import in_german, tr


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was changed.

    Attributes:
        paths: the answers that are now in force.
        files: the files that were written.
        remaining: how many open points are left.
    """

    paths: tuple[str, ...]
    files: tuple[Path, ...]
    remaining: int


def accept(folder: Path, paths: Sequence[str], *, by: str, on: dt.date) -> Accepted:
    """Put the proposals at ``paths`` in force; who decided and when is noted as a comment beside the answer.

    Nothing is written unless all paths can be accepted and the dossier still reads.

    Args:
        folder: the dossier.
        paths: field paths of open points with proposals.
        by: the function that decided, such as „Bürgermeisterin“.
        on: the day of the decision.

    Raises:
        UsageError: a path is not an open point.
        RefusedError: an open point has no proposal.
        InputError: the dossier cannot be used.
    """
    dossier = load_dossier(folder)
    files = dict(dossier.files)
    questions = {question.path for question in open_questions(dossier)}
    with in_german():  # the note stands in the dossier, which is German
        note = tr("Entschieden von {by} am {on}.", by=by, on=f"{on:%d.%m.%Y}")
    changed: dict[str, None] = {}
    for path in paths:
        root = path.partition(".")[0]
        name = f"{root}.yaml"
        if name not in files:
            raise _not_open(path, questions)
        file = read_yaml(files[name], str(folder / name))
        entry = find_open(file, root, path)
        if entry is None:
            raise _not_open(path, questions)
        files[name] = accept_proposal(file, entry, note).encode()
        changed[name] = None
    remaining = open_questions(dossier_from_files(files, folder))
    for name in changed:
        write_file(folder / name, files[name])
    return Accepted(tuple(paths), tuple(folder / name for name in changed), len(remaining))


def _not_open(path: str, questions: set[str]) -> UsageError:
    close = difflib.get_close_matches(path, sorted(questions), n=1, cutoff=0.6)
    return UsageError(
        tr("„{path}“ ist kein offener Punkt dieser Akte.", path=path),
        tr("Gemeint: „{name}“?", name=close[0])
        if close
        else tr("„nutzungskonzept check“ zeigt alle offenen Punkte mit ihren Pfaden."),
    )
