"""What happens, shown on a terminal while a long command runs."""

from __future__ import annotations

import sys
from collections.abc import Callable


def show_progress(*, quiet: bool) -> Callable[[str], None]:
    """Return a function that shows a line on a terminal; elsewhere it is silent."""
    if quiet or not sys.stderr.isatty():
        return lambda _: None

    def show(text: str) -> None:
        sys.stderr.write(f"… {text}\n")

    return show
