"""The public edition of a dossier holds nothing that the model declares internal."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from pipeline.dossier.dossier import PARTS
from pipeline.dossier.editions import internal_values, public_edition
from pipeline.dossier.load import load_dossier

INPUTS = Path(__file__).parents[2] / "inputs"


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, BaseModel):
        return [text for name in type(value).model_fields for text in strings(getattr(value, name))]
    if isinstance(value, tuple):
        return [text for item in value for text in strings(item)]
    return []


@pytest.mark.parametrize("name", ["sassenberg", "musterstadt"])
def test_nothing_internal_is_left(name: str) -> None:
    dossier = load_dossier(INPUTS / name)
    internal = {text for _, text in internal_values(dossier)}
    assert internal
    public = public_edition(dossier)
    left = {text for root in PARTS for text in strings(getattr(public, root))}
    assert not internal & left
    assert not public.files
    assert internal_values(public) == ()


def test_real_names_and_direct_dials_are_internal() -> None:
    values = {text for _, text in internal_values(load_dossier(INPUTS / "sassenberg"))}
    assert {"Jennifer Ruhe", "Stefanie Offers", "Dominik Scholz", "ruhe@sassenberg.de"} <= values
