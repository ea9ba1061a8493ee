from __future__ import annotations

import datetime as dt
import enum
import re
import types
import typing
from collections import Counter
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from pipeline.catalogue.authorities import Authority
from pipeline.catalogue.checklist import load_checklist
from pipeline.catalogue.condition import parse_condition, words
from pipeline.catalogue.evidence import Step, parse_path
from pipeline.catalogue.requirement import (
    FOLDER,
    Decidable,
    Requirement,
    Severity,
    load_omitted,
    load_requirements,
    requirements_by_id,
)
from pipeline.dossier.answers import OpenPoint
from pipeline.dossier.model.concept import Concept
from pipeline.dossier.model.dpia import Dpia
from pipeline.dossier.model.organisation import Organisation
from pipeline.dossier.model.platform import Platform
from pipeline.dossier.model.review import ReviewFile
from pipeline.dossier.model.values import Land

REQUIREMENTS = load_requirements()
NRW_LAW = re.compile(r"(DSG|GO|LPVG|BGG|BITV|LGG|ArchivG|EGovG|LV|VwVfG) NRW|LDI NRW")


class Roots(BaseModel):
    """What a path may start with."""

    organisation: Organisation
    concept: Concept
    dpia: Dpia
    review: ReviewFile
    platforms: tuple[Platform, ...]
    authority: Authority


def alternatives(annotation: Any) -> list[Any]:
    """The types a field may hold, without ``None`` and open points."""
    if isinstance(annotation, type) and issubclass(annotation, OpenPoint):
        return []
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return alternatives(typing.get_args(annotation)[0])
    if origin in {typing.Union, types.UnionType}:
        return [one for part in typing.get_args(annotation) for one in alternatives(part)]
    return [] if annotation is type(None) else [annotation]


def field_type(model: type[BaseModel], name: str) -> Any:
    assert name in model.model_fields, f"{model.__name__} has no {name}"
    (one,) = alternatives(model.model_fields[name].annotation)
    return one


def walk(model: type[BaseModel], steps: tuple[Step, ...]) -> None:
    """Follow a path through the model; an assertion fails where it leaves it."""
    step, rest = steps[0], steps[1:]
    kind = field_type(model, step.name)
    if step.items:
        assert typing.get_origin(kind) is tuple, f"{step.name} is no list"
        (kind,) = alternatives(typing.get_args(kind)[0])
    if step.where:
        name, value = step.where
        allowed = field_type(kind, name)
        assert value in ({"true", "false"} if allowed is bool else {str(member.value) for member in allowed})
        assert allowed is bool or issubclass(allowed, enum.Enum)
    if rest:
        assert issubclass(kind, BaseModel), f"{step.name} has no fields"
        walk(kind, rest)


def by_id(requirement: Requirement) -> str:
    return requirement.id


def test_every_id_is_there_once() -> None:
    ids = [requirement.id for requirement in REQUIREMENTS] + [entry.id for entry in load_omitted()]
    assert (len(REQUIREMENTS), len(load_omitted())) == (228, 3)
    assert max(Counter(ids).values()) == 1


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=by_id)
def test_the_fields_it_looks_at_exist(requirement: Requirement) -> None:
    for path in requirement.paths():
        walk(Roots, parse_path(path))


def test_it_says_how_it_is_decided() -> None:
    for requirement in REQUIREMENTS:
        assert (requirement.check is None) == (requirement.expects is None)
        assert requirement.evidence or requirement.check
        if requirement.decidable is Decidable.TEXT:
            assert requirement.check


def test_source_and_dates() -> None:
    for requirement in REQUIREMENTS:
        assert re.fullmatch(r"https?://[^\s/]+\.[^\s]+", requirement.source_url)
        assert requirement.as_of == dt.date(2026, 11, 22)
        assert requirement.valid_from is None or requirement.valid_from <= requirement.as_of
        assert requirement.valid_until is None


def test_its_sentences_are_german_and_whole() -> None:
    for requirement in REQUIREMENTS:
        for text in filter(None, (requirement.requirement, requirement.remedy, requirement.expects, requirement.note)):
            assert text[0].isupper() or text[0] in "„§", requirement.id
            assert text.endswith((".", ")")), requirement.id
            assert not re.search(r"\b(the|and|with|must|from|TODO)\b|  |[\"']", text)
            assert text.count("„") == text.count("“"), requirement.id


def test_the_law_of_nordrhein_westfalen_is_not_printed_elsewhere() -> None:
    for requirement in REQUIREMENTS:
        if "land == 'NW'" not in requirement.condition:
            printed = (requirement.title, requirement.norm, requirement.requirement, requirement.remedy)
            assert not any(NRW_LAW.search(text) for text in printed)
        others = [norm for land, norm in requirement.norm_by_land.items() if land is not Land.NW]
        assert not any(NRW_LAW.search(norm) for norm in others)


def test_house_rules_are_never_duties() -> None:
    blocking = {requirement.id for requirement in REQUIREMENTS if requirement.blocks_release}
    assert blocking == {
        "FORM-VERSION", "FORM-UNTERSCHRIFT", "FORM-LINKS", "FORM-LEERE-ELEMENTE", "FORM-KANALKONSISTENZ",
    }  # fmt: skip
    for identity in blocking:
        assert requirements_by_id()[identity].severity is Severity.EMPFOHLEN


@pytest.mark.parametrize("land", [land for land in Land if land not in {Land.BW, Land.RP}])
def test_guidance_of_other_authorities_is_no_duty(land: Land) -> None:
    for requirement in REQUIREMENTS:
        if requirement.id.startswith("LFDI-"):
            assert requirement.severity_in(land) is not Severity.PFLICHT


def test_severity_and_norm_of_a_land() -> None:
    duty = requirements_by_id()["LPVG-NRW-72"]
    assert (duty.severity_in(Land.NW), duty.severity_in(Land.HE)) == (Severity.PFLICHT, Severity.EMPFOHLEN)
    assert duty.norm_in(Land.NW).startswith("§ 72 Abs. 3 Nr. 2 LPVG NRW")
    assert duty.norm_in(Land.HE).startswith("Personalvertretungsrecht des Landes")


def test_in_force() -> None:
    rule = requirements_by_id()["KI-VO-50-4"]
    assert not rule.in_force(dt.date(2026, 8, 1))
    assert rule.in_force(dt.date(2026, 8, 2))
    assert requirements_by_id()["FORM-LINKS"].in_force(dt.date(2000, 1, 1))


def test_checklist_items_serve_known_requirements() -> None:
    known = requirements_by_id()
    for item in load_checklist().items:
        assert set(item.requirements) <= set(known), item.id
        for identity in item.requirements:
            if "land ==" in known[identity].condition:
                assert "land ==" in item.condition or "always" in known[identity].condition, item.id


def test_what_the_checklist_must_cover_has_an_item_that_asks_no_further_fact() -> None:
    items = load_checklist().items
    for requirement in REQUIREMENTS:
        if requirement.check == "checklist_covers":
            serving = [item for item in items if requirement.id in item.requirements]
            facts = set(words(parse_condition(requirement.condition)))
            assert any(set(words(parse_condition(item.condition))) <= facts | {"always"} for item in serving), (
                requirement.id
            )


def test_the_readme_for_lawyers_explains_every_key() -> None:
    text = (FOLDER / "LIESMICH.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in text for key in Requirement.model_fields)


def test_a_file_reads_like_its_siblings() -> None:
    order = list(Requirement.model_fields)
    for file in sorted(FOLDER.glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        assert text.startswith("# ")
        for entry in yaml.safe_load(text):
            assert "requirement" in entry or file.name == "omitted.yaml"
            keys = [key for key in entry if key in order]
            assert keys[:2] == ["id", "title"]


@pytest.mark.parametrize(
    "text", ["", "concept", "concept..x", "concept.channels[", "law.x", "concept.x[a=]", "concept.X"]
)
def test_anything_else_is_no_path(text: str) -> None:
    if text == "concept":
        assert parse_path(text) == (Step("concept"),)
        return
    with pytest.raises(ValueError):
        parse_path(text)


def test_a_path_in_steps() -> None:
    assert parse_path("concept.security_measures[kind=two_factor].text") == (
        Step("concept"),
        Step("security_measures", items=True, where=("kind", "two_factor")),
        Step("text"),
    )
    assert parse_path("dpia.risks[]")[1] == Step("risks", items=True)
