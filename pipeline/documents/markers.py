"""Private-use characters that carry marks, links and anchors from a Jinja expression to the finishing of the document.

A filter can only return text. What must become more than text (a styled run, a hyperlink, paragraphs made from
Markdown, a picture) leaves the template engine as a *token*: ``KIND field SEPARATOR field END``. Tokens may be nested
in the last field. The finishing steps replace every token; none is left in a finished document. Data never holds these
characters: the views refuse them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.dossier.answers import Role

SEPARATOR = "\ue001"
END = "\ue002"

BLOCK = "\ue010"
"""Markdown block: path, role, text."""
LINK = "\ue011"
"""Hyperlink: address, text."""
PROPOSED = "\ue012"
"""A value that is proposed and not decided: role, text."""
OPEN = "\ue013"
"""A question without an answer: text."""
PICTURE = "\ue014"
"""A picture at an anchor paragraph: name, greatest width and height in mm."""

_KINDS = BLOCK + LINK + PROPOSED + OPEN + PICTURE
_FIELDS = {BLOCK: 3, LINK: 2, PROPOSED: 2, OPEN: 1, PICTURE: 3}
_ROLE_BASE = 0xE080
_ROLES = tuple(Role)

RESERVED = re.compile("[\ue000-\ue0ff]")
"""Any character that a token may be made of."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind and its fields; the last field may hold further tokens."""

    kind: str
    fields: tuple[str, ...]


def token(kind: str, *fields: str) -> str:
    """Return the token of ``kind`` with ``fields`` as text."""
    if len(fields) != _FIELDS[kind]:
        raise ValueError(f"{len(fields)} fields for a token of {_FIELDS[kind]}")
    return kind + SEPARATOR.join(fields) + END


def role_mark(role: Role | None) -> str:
    """Return the character that stands for ``role`` in a token; letters would not survive ``|upper``."""
    return "" if role is None else chr(_ROLE_BASE + _ROLES.index(role))


def role_of(mark: str) -> Role | None:
    """Return the role behind a character made by :func:`role_mark`."""
    return _ROLES[ord(mark) - _ROLE_BASE] if mark else None


def has_tokens(text: str) -> bool:
    """Say whether ``text`` holds any character of a token."""
    return RESERVED.search(text) is not None


def split(text: str) -> Iterator[str | Token]:
    """Yield the plain pieces and the outermost tokens of ``text`` in order.

    Raises:
        ValueError: a token is not closed, or an end stands alone (a template has cut a token, e.g. with ``|truncate``).
    """
    position = 0
    while position < len(text):
        found = RESERVED.search(text, position)
        if found is None:
            yield text[position:]
            return
        if found.start() > position:
            yield text[position : found.start()]
        kind = found.group()
        if kind not in _KINDS:
            raise ValueError("a token ends that never began")
        end = _matching_end(text, found.end())
        yield Token(kind, tuple(text[found.end() : end].split(SEPARATOR, _FIELDS[kind] - 1)))
        position = end + 1


def without_tokens(text: str) -> str:
    """Return ``text`` as a reader sees it: each token replaced by its last field."""
    if not has_tokens(text):
        return text
    return "".join(piece if isinstance(piece, str) else without_tokens(piece.fields[-1]) for piece in split(text))


def _matching_end(text: str, start: int) -> int:
    depth = 1
    for position in range(start, len(text)):
        character = text[position]
        if character in _KINDS:
            depth += 1
        elif character == END:
            depth -= 1
            if depth == 0:
                return position
    raise ValueError("a token never ends")
