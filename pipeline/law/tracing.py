"""Which requirements look at a field: the way back from a sentence to the law."""

from __future__ import annotations

from pipeline.catalogue.evidence import Step, parse_path
from pipeline.catalogue.requirement import Requirement, load_requirements
from pipeline.dossier.dossier import PARTS
from pipeline.dossier.paths import split_path


def requirements_reading(path: str) -> tuple[Requirement, ...]:
    """Return the requirements whose evidence is the field ``path``, stands below it, or is the object it belongs to."""
    return tuple(one for one in load_requirements() if any(_touches(evidence, path) for evidence in one.paths()))


def is_field_path(path: str) -> bool:
    """Return whether ``path`` starts with a file of the dossier."""
    return path.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0] in PARTS


def _touches(evidence: str, path: str) -> bool:
    """Return whether the evidence and the field share all steps up to the end of the shorter one."""
    wanted, named = parse_path(evidence), _named(path)
    return all(_same(step, name, item) for step, (name, item) in zip(wanted, named, strict=False)) and len(named) > 1


def _same(step: Step, name: str, item: str) -> bool:
    """Return whether a step of the evidence may be this step of a path; narrowed lists may hold any of their items."""
    return step.name == name and (not item or step.items)


def _named(path: str) -> list[tuple[str, str]]:
    steps: list[tuple[str, str]] = []
    for part, is_item in split_path(path):
        if is_item:
            steps[-1] = (steps[-1][0], part)
        else:
            steps.append((part, ""))
    return steps
