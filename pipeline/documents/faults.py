"""What can be wrong with a template while it is rendered, before the place is known."""

from __future__ import annotations

import difflib

from pipeline.language import tr


class TemplateFaultError(Exception):
    """A template asks for something that cannot be done; message and remedy are sentences for its author."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UnknownNameError(TemplateFaultError):
    """A template names a field that does not exist.

    Args:
        name: the unknown name.
        owner: field path of the object that was asked, or empty for a name that stands alone.
        known: the names the object has.
    """

    def __init__(self, name: str, owner: str, known: tuple[str, ...]) -> None:
        if owner:
            message = tr("„{owner}“ hat kein Feld „{name}“.", owner=owner, name=name)
        else:
            message = tr("Den Namen „{name}“ gibt es nicht.", name=name)
        super().__init__(message, meant(name, known))
        self.name = name


def meant(name: str, known: tuple[str, ...]) -> str:
    """Return „Gemeint: …?“ where a known name is close to ``name``, else an empty string."""
    close = difflib.get_close_matches(name, known, n=1)
    return tr("Gemeint: {close}?", close=close[0]) if close else ""
