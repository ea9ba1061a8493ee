"""Rendering a template that is not ours: in a process of its own, with limits on time and memory.

The sandbox of the template language keeps a template away from Python, but not from loops over loops. What a template can waste
is therefore bounded from outside. Where the system knows no memory limit (Windows), time alone is limited.
"""

from __future__ import annotations

import io
import json
import os
import pickle  # both ends are this program; the child receives data from us and sends none back
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from pipeline.documents.archive import CoreProperties
from pipeline.documents.pictures import Picture
from pipeline.documents.render import RenderedDocument, render
from pipeline.dossier.answers import OpenPoint, Role
from pipeline.errors import InputError, Problem, ProgramError
from pipeline.language import current_language, set_language, tr

SECONDS = 30
MEMORY = 1024 * 1024 * 1024
"""Bytes of address space; an ordinary document needs about a fifth."""

_DONE, _PROBLEMS = b"D", b"P"


def render_isolated(
    template: bytes,
    context: Mapping[str, object],
    properties: CoreProperties,
    *,
    name: str = "Vorlage",
    pictures: Mapping[str, Picture] | None = None,
    seconds: int = SECONDS,
    memory: int = MEMORY,
) -> RenderedDocument:
    """Do what :func:`pipeline.documents.render.render` does, for a template from outside.

    Args:
        template: bytes of the Word template.
        context: root name → value.
        properties: core properties of the document.
        name: the template as the user knows it.
        pictures: name → picture.
        seconds: time limit.
        memory: bytes of address space.

    Raises:
        InputError: what ``render`` raises, or the template needs more time or memory than allowed.
        ProgramError: the process could not be started.
    """
    job = io.BytesIO()
    _Pickler(job).dump((template, dict(context), properties, name, pictures, seconds, memory, current_language()))
    try:
        end = subprocess.run(
            [sys.executable, "-m", "pipeline.documents.isolated"],
            input=job.getvalue(),
            capture_output=True,
            timeout=seconds * 2,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError(_too_much(name)) from None
    except OSError as error:
        raise ProgramError(tr("Der Prozess für eigene Vorlagen startet nicht: {reason}.", reason=error)) from error
    kind, payload = end.stdout[:1], end.stdout[1:]
    if kind == _DONE:
        return RenderedDocument(payload)
    if kind == _PROBLEMS:
        raise InputError([Problem(**problem) for problem in json.loads(payload)])
    raise InputError(_too_much(name))


class _Pickler(pickle.Pickler):
    """Pickles open points: pydantic makes their classes on the fly, so they cannot be found by name."""

    def reducer_override(self, obj: Any) -> Any:
        """Return how an open point is made again."""
        if isinstance(obj, OpenPoint):
            return _open_point, (obj.open, obj.by, obj.proposal)
        return NotImplemented


def _open_point(question: str, by: Role, proposal: object) -> OpenPoint[Any]:
    return OpenPoint.model_construct(open=question, by=by, proposal=proposal)


def _too_much(name: str) -> Problem:
    return Problem(
        tr("Die Vorlage braucht zu viel Zeit oder Speicher."),
        tr("Schleifen in der Vorlage prüfen; vermutlich laufen sie ineinander über lange Listen."),
        file=name,
    )


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main() -> None:
    template, context, properties, name, pictures, seconds, memory, language = pickle.load(sys.stdin.buffer)  # noqa: S301
    set_language(language)
    _limit(seconds, memory)
    try:
        answer = _DONE + render(template, context, properties, name=name, pictures=pictures).docx
    except InputError as error:
        answer = _PROBLEMS + json.dumps([problem._asdict() for problem in error.problems]).encode()
    except MemoryError:
        answer = b""
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    _main()
