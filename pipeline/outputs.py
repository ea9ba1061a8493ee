"""Where things are put: the outputs folder and the drafts in it."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.dossier.dossier import Dossier

VARIABLE = "NUTZUNGSKONZEPT_OUTPUTS"
DRAFTS = "entwurf"


def outputs_folder(dossier_folder: Path, chosen: Path | None) -> Path:
    """Return the outputs folder.

    It is the one chosen, else the one in the environment variable ``NUTZUNGSKONZEPT_OUTPUTS``, else for a dossier under
    ``inputs/`` its sibling ``outputs/``, else ``outputs/`` in the working directory.
    """
    if chosen is not None:
        return chosen
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    parent = dossier_folder.resolve().parent
    return parent.parent / "outputs" if parent.name == "inputs" else Path("outputs")


def draft_folder(dossier: Dossier, chosen: Path | None) -> Path:
    """Return the folder for drafts of ``dossier``; they may be deleted."""
    return outputs_folder(dossier.folder, chosen) / dossier.name / DRAFTS
