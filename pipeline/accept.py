"""Journey: a proposal becomes the answer."""

from __future__ import annotations

import codecs
import datetime as dt
import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.dossier.dossier import Dossier
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
        note = tr("Entschieden von {by} am {on}.", by=" ".join(by.split()), on=f"{on:%d.%m.%Y}")
    changed: dict[str, None] = {}
    for path in dict.fromkeys(paths):
        root = path.partition(".")[0]
        name = f"{root}.yaml"
        if name not in files:
            raise _not_open(path, dossier, questions)
        file = read_yaml(files[name], str(folder / name))
        entry = find_open(file, root, path)
        if entry is None:
            raise _not_open(path, dossier, questions)
        mark = codecs.BOM_UTF8 if files[name].startswith(codecs.BOM_UTF8) else b""
        files[name] = mark + accept_proposal(file, entry, note).encode()
        changed[name] = None
    remaining = open_questions(dossier_from_files(files, folder))
    for name in changed:
        write_file(folder / name, files[name])
    return Accepted(tuple(dict.fromkeys(paths)), tuple(folder / name for name in changed), len(remaining))


def _not_open(path: str, dossier: Dossier, questions: Collection[str]) -> UsageError:
    place = dossier.places.get(path)
    below = [question for question in sorted(questions) if question.startswith((f"{path}.", f"{path}["))]
    if place is not None and below:
        return UsageError(
            tr("„{path}“ ist selbst kein offener Punkt, enthält aber offene Punkte.", path=path),
            tr("Einzeln übernehmen: {names}.", names=", ".join(below[:20])),
        )
    if place is not None:
        return UsageError(
            tr("„{path}“ ist kein offener Punkt: Die Antwort steht schon da.", path=path),
            tr("Zu ändern ist sie in der Datei {file}, Zeile {line}.", file=place.file, line=place.line),
        )
    ending = [question for question in sorted(questions) if question.endswith(f".{path}")]
    close = ending or difflib.get_close_matches(path, sorted(questions), n=1, cutoff=0.6)
    return UsageError(
        tr("„{path}“ ist kein offener Punkt dieser Akte.", path=path),
        tr("Gemeint: „{name}“?", name=close[0])
        if close
        else tr("„nutzungskonzept check“ zeigt alle offenen Punkte mit ihren Pfaden."),
    )
