"""The risk scale of the DPIA and its fixed lists: ``risk_scale.yaml`` (DSK Kurzpapier Nr. 18, WP 248 rev.01, EDPB template)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.catalogue.reading import CATALOGUE_DIR, damaged, read_as
from pipeline.dossier.answers import Model
from pipeline.dossier.model.values import Confidence, Date, Text

FILE = CATALOGUE_DIR / "risk_scale.yaml"


class Entry(Model):
    """One entry of a fixed list: the value in YAML and its German label."""

    id: str
    label: Text


class Criterion(Model):
    """One of the nine criteria of WP 248 rev.01, numbered as there."""

    id: int
    label: Text


class ProtectionGoal(Model):
    """A protection goal of the Standard-Datenschutzmodell with a typical question and typical measures."""

    id: str
    label: Text
    question: Text
    measures: tuple[Text, ...]


class RiskScale(Model):
    """Levels, results and matrix, and the lists a DPIA chooses from.

    Attributes:
        levels: the four levels of likelihood and of severity, rising.
        results: the three results, rising.
        matrix: severity, then likelihood, to the result; a house default.
        measures_principles: the eight fixed rows of section 2.3.a of the EDPB template; ``measures_rights`` the five of
            2.3.b, ``measures_other`` the three of 2.3.c.
    """

    source: Text
    source_remark: Text
    seen_on: Date
    levels_confidence: Confidence
    matrix_confidence: Confidence
    levels: tuple[Entry, ...]
    results: tuple[Entry, ...]
    matrix: Mapping[str, Mapping[str, str]]
    damages: tuple[Entry, ...]
    risk_sources: tuple[Entry, ...]
    protection_goals: tuple[ProtectionGoal, ...]
    protection_goals_source: Text
    art35_3: tuple[Entry, ...]
    wp248: tuple[Criterion, ...]
    wp248_source: Text
    edpb_template: Text
    edpb_source: Text
    measures_principles: tuple[Entry, ...]
    measures_rights: tuple[Entry, ...]
    measures_other: tuple[Entry, ...]
    statuses: tuple[Entry, ...]


@cache
def load_risk_scale() -> RiskScale:
    """Return the risk scale.

    Raises:
        ProgramError: the file is damaged or the matrix does not cover the levels.
    """
    scale = read_as(RiskScale, FILE)
    levels = {entry.id for entry in scale.levels}
    results = {entry.id for entry in scale.results}
    rows_complete = set(scale.matrix) == levels and all(set(row) == levels for row in scale.matrix.values())
    if not rows_complete or any(not set(row.values()) <= results for row in scale.matrix.values()):
        raise damaged(FILE, "matrix")
    return scale


def level(likelihood: str, severity: str) -> str:
    """Return the result (``low``, ``medium``, ``high``) for two levels such as ``substanziell``.

    The matrix is an aid: the dossier gives a reason for each risk, and a person may rate a border case otherwise.

    Raises:
        KeyError: one of the two is no level of the scale.
    """
    return load_risk_scale().matrix[severity][likelihood]
