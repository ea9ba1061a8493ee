"""Printing open points, grouped by who must answer."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence

from pipeline.dossier.answers import ROLE_TITLES
from pipeline.dossier.open_points import OpenQuestion
from pipeline.language import tr, translated


def print_open_points(points: Sequence[OpenQuestion]) -> None:
    """Print the open points for each role: questions first, then proposals that wait for a decision."""
    if not points:
        sys.stdout.write(tr("Es ist nichts offen.") + "\n")
        return
    proposals = sum(point.has_proposal for point in points)
    sys.stdout.write(
        "\n"
        + tr(
            "Offen: {questions} Fragen, {proposals} Vorschläge.", questions=len(points) - proposals, proposals=proposals
        )
        + "\n"
    )
    for role, title in ROLE_TITLES.items():
        own = [point for point in points if point.by is role]
        if own:
            sys.stdout.write(f"\n{translated(title)}\n")
            for point in sorted(own, key=lambda point: point.has_proposal):
                mark = tr("Vorschlag") if point.has_proposal else tr("Frage")
                text = f"{mark}: {point.question}"
                sys.stdout.write(textwrap.fill(text, 110, initial_indent="  ", subsequent_indent="      ") + "\n")
                sys.stdout.write(f"      {point.path}\n")
