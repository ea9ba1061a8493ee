"""Where a link annotation leads."""

from __future__ import annotations

from typing import Any

import pikepdf


def link_target(annotation: Any) -> str:
    """Return where a link annotation leads, as a text that is equal for equal targets."""
    action = annotation.get("/A")
    if isinstance(action, pikepdf.Dictionary) and "/URI" in action:
        return str(action.URI)
    place = annotation.get("/Dest") if action is None else action.get("/D")
    return "#" + place.unparse().decode("latin-1") if isinstance(place, pikepdf.Object) else "#"
