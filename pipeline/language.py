"""The language of messages, help and labels: German in the source, other languages from catalogues.

The German sentence is the message id, so German needs no catalogue and costs nothing at start. Other languages live in
``pipeline/locale/LANG/messages.po`` and are read only when asked for. The documents themselves are always German.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

LANGUAGES = ("de", "en")

_current = "de"


def set_language(language: str) -> None:
    """Choose the language of all messages from now on: ``de`` or ``en``."""
    global _current  # noqa: PLW0603 - one process speaks one language, like gettext.install
    _current = language if language in LANGUAGES else "de"


def current_language() -> str:
    """Return the language chosen, ``de`` or ``en``."""
    return _current


def tr(message: str, /, **values: object) -> str:
    """Return ``message`` in the chosen language, with ``{name}`` filled from ``values``.

    ``message`` is the German sentence; it must be a literal, so that the extraction finds it.
    """
    text = message if _current == "de" else _catalogue(_current).get(message, message)
    return text.format(**values) if values else text


def marked(label: str, /) -> str:
    """Return ``label`` as it is: a German name that documents print and that messages tell by :func:`translated`.

    ``label`` must be a literal, so that the extraction finds it.
    """
    return label


def translated(label: str, /) -> str:
    """Return a :func:`marked` label in the chosen language."""
    return label if _current == "de" else _catalogue(_current).get(label, label)


@contextmanager
def in_german() -> Iterator[None]:
    """Speak German inside, whatever language was chosen: for texts that become part of a document."""
    chosen = _current
    set_language("de")
    try:
        yield
    finally:
        set_language(chosen)


@lru_cache(maxsize=4)
def _catalogue(language: str) -> dict[str, str]:
    # only for languages other than German, which start without them
    from pathlib import Path  # noqa: PLC0415

    from babel.messages.pofile import read_po  # noqa: PLC0415

    path = Path(__file__).parent / "locale" / language / "messages.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    return {str(entry.id): str(entry.string) for entry in catalog if entry.id and entry.string}
