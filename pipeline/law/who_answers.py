"""Who is asked: the function that answers a question of the evaluation where no open point names it."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.catalogue.requirement import DocumentKind, Requirement
from pipeline.dossier.answers import Role

_BY_REQUIREMENT: Mapping[str, Role] = {
    "DSGVO-38-1": Role.DPO,
    "DSGVO-38-6": Role.MAYOR,
    "KUG-22": Role.LEGAL,
    "KUG-23": Role.LEGAL,
    "UrhG-19a": Role.LEGAL,
    "GG-20-21-NEUTRALITAET": Role.LEGAL,
    "GG-5-STAATSFERNE": Role.LEGAL,
    "WAHLZEITEN": Role.LEGAL,
    "MSTV-18-2": Role.LEGAL,
    "DSGVO-46": Role.LEGAL,
    "DSGVO-24": Role.LEGAL,
    "LPVG-NRW-72": Role.STAFF_COUNCIL,
    "DSGVO-25-1": Role.IT,
    "VO-SICHERHEIT": Role.IT,
    "DSGVO-12-1": Role.DPO,
    "DH-EBENEN": Role.DPO,
    "NK-VOR-NACHTEILE": Role.DPO,
}

_BY_REVIEW: Mapping[str, Role] = {"dpo_opinion": Role.DPO, "staff_council": Role.STAFF_COUNCIL}


def who_judges(requirement: Requirement) -> Role:
    """Return who can judge what no program can: for the impact assessment the DPO, else the office unless named here."""
    default = Role.DPO if requirement.document is DocumentKind.DSFA else Role.OFFICE
    return _BY_REQUIREMENT.get(requirement.id, default)


def who_writes(path: str) -> Role:
    """Return who writes the field ``path`` where nobody said so: reviewers their own part, the office all else."""
    root, _, rest = path.partition(".")
    if root != "review":
        return Role.DPO if root == "dpia" else Role.OFFICE
    return _BY_REVIEW.get(rest.partition(".")[0], Role.DPO)
