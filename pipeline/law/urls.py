"""Links: complete, https, and the same page in different spellings."""

from __future__ import annotations

import re

from pipeline.language import tr


def url_fault(url: str) -> str:
    """Return what is wrong with ``url`` as a German sentence, or an empty text."""
    if url.strip() in {"", "#"}:
        return tr("Der Verweis führt nirgendwohin.")
    if url.startswith("http://"):
        return tr("Der Verweis {url} ist nicht verschlüsselt (https).", url=url)
    if not re.match(r"https://[^/\s]+\.[^/\s]+", url):
        return tr("Der Verweis {url} ist unvollständig.", url=url)
    return ""


def same_page(one: str, other: str) -> bool:
    """Return whether two links lead to the same page: scheme, „www.“, a slash at the end and capitals in the host aside."""
    return _page(one) == _page(other)


def _page(url: str) -> str:
    host, slash, rest = re.sub(r"^https?://(www\.)?", "", url.strip()).partition("/")
    return f"{host.lower()}{slash}{rest}".rstrip("/")
