"""The text modules: each fits its field, asks a proper question, and is written as the house writes."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel, TypeAdapter

from pipeline.catalogue.platforms import load_platforms
from pipeline.catalogue.text_modules import TextModule, answer_for, load_text_modules, modules_for
from pipeline.dossier.answers import OpenPoint, known
from pipeline.dossier.dossier import PARTS, Dossier
from pipeline.dossier.load import load_dossier
from pipeline.dossier.model.dpia import Dpia

MODULES = load_text_modules()
SASSENBERG = Path(__file__).parents[2] / "inputs" / "sassenberg"


def value_types(annotation: Any) -> Iterator[Any]:
    """Yield the types a known value of a field may have, without ``None`` and open points."""
    if get_origin(annotation) is Annotated:
        yield from value_types(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from value_types(part)
    elif annotation is not type(None) and not (
        isinstance(annotation, type) and issubclass(annotation, BaseModel) and issubclass(annotation, OpenPoint)
    ):
        yield annotation


def annotation_at(path: str) -> Any:
    """Return the annotation of the field at ``path``; a field that does not exist is a KeyError."""
    root, *names = re.sub(r"\[[a-z_]*\]", "[]", path).split(".")
    annotation: Any = PARTS[root]
    for name in names:
        (model,) = value_types(annotation)
        annotation = model.model_fields[name.removesuffix("[]")].annotation
        if name.endswith("[]"):
            (sequence,) = value_types(annotation)
            annotation = get_args(sequence)[0]
    return annotation


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def words_of(module: TextModule) -> str:
    return "\n".join([module.open or "", *strings(module.text)])


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)
def test_a_module_fits_its_field(module: TextModule) -> None:
    TypeAdapter(annotation_at(module.field)).validate_python(module.answer())


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)
def test_a_module_names_known_platforms_and_asks_a_question(module: TextModule) -> None:
    assert set(module.platform) <= set(load_platforms())
    assert module.open is None or module.open.endswith(("?", ".")), "a question, perhaps with a request behind it"
    assert module.open is None or "?" in module.open or "bitte prüfen" in module.open


FORBIDDEN = {
    "absolute claims": r"\b(keinen Einfluss|jederzeit|zu jeder Zeit|rund um die Uhr|kostenlos\w*|ausschließlich der Anbieter)\b",
    "former law": r"\b(TMG|TTDSG|RStV|NetzDG|Privacy Shield|Safe Harbor|BDSG)\b",
    "levels that the scale does not have": r"gering bis mittel|mittleres Risiko|kein Risiko",
    "other gender forms": r"\w[*:_]innen\b|\bBürger\b|\bNutzer\b|\bBesucher\b|\bMitarbeiter\b|\bEinwohner\b|\bUser\b",
    "wrong terms": r"Datenschutzfolgen|Klarname|DS-GVO|Social Media\b",
    "placeholders": r"\{|\bTODO\b|\bXX\b|…",
    "English quotes": r"[\"“]\w|'\w+'",
}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)
def test_a_module_is_written_as_the_house_writes(module: TextModule) -> None:
    for what, pattern in FORBIDDEN.items():
        assert not re.search(pattern, words_of(module)), what


def test_what_a_person_must_find_out_is_never_proposed() -> None:
    fields = {
        "dpia.threshold.result",
        "dpia.threshold.reasons",
        "dpia.threshold.authority_list_check.hit",
        "dpia.decision",
        "concept.channels[].third_country_transfer.dpf_participant",
        "concept.channels[].third_country_transfer.mechanism",
        "concept.channels[].insights",
        "concept.editorial_content",
        "concept.training.date",
    }
    assert [module.id for module in MODULES if module.field in fields and module.kind != "question"] == []
    for field in ("dpia.threshold.wp248", "dpia.threshold.art35_3"):
        assert all("proposal" not in criterion["met"] for criterion in answer_for(field, "NW", ["instagram"]))


def test_no_residual_risk_is_proposed() -> None:
    risks = answer_for("dpia.risks", "NW", ["instagram"])["proposal"]
    assert all("residual" not in risk for risk in risks)


def test_the_narrowest_module_wins() -> None:
    found = modules_for("concept.purposes[x].legal_basis", "NW", ["instagram"], kind="crisis")
    assert found[0].id == "rechtsgrundlage-krise-nw"
    assert answer_for("concept.purposes[x].legal_basis", "NW", [])["proposal"]["national_law"] == "§ 3 Abs. 1 DSG NRW"
    assert "national_law" not in answer_for("concept.purposes[x].legal_basis", "HE", [])["proposal"]
    assert answer_for("concept.channels[x].status", "NW", ["instagram"]) is None


def test_a_platform_adds_to_the_lists_that_hold_for_all() -> None:
    def risks(*platforms: str) -> dict[str, str]:
        return {risk["id"]: risk["title"] for risk in answer_for("dpia.risks", "NW", platforms)["proposal"]}

    assert list(risks("mastodon")) == [f"r{number}" for number in range(1, 13)]
    assert list(risks("instagram")) == [f"r{number}" for number in range(1, 14)]
    assert risks("mastodon", "instagram") == risks("instagram"), "the graver wording wins where both apply"


def test_the_entries_of_a_frame_are_completed() -> None:
    (information, dialogue) = answer_for("concept.purposes", "NW", ["instagram"])
    assert "§ 23 GO NRW" in dialogue["legal_basis"]["proposal"]["task"]
    assert information["legal_basis"]["by"] == "legal"
    duties = answer_for("concept.responsibilities", "BY", ["youtube"])
    assert all("proposal" in duty["tasks"] for duty in duties)
    assert "proposal" not in duties[0]["mailbox"]


@pytest.mark.parametrize("platform", sorted(load_platforms()))
def test_every_platform_meets_its_risks_with_measures(platform: str) -> None:
    risks = Dpia.model_validate({"risks": answer_for("dpia.risks", "NW", [platform])["proposal"]}).risks
    measures = Dpia.model_validate({"measures": answer_for("dpia.measures", "NW", [platform])["proposal"]}).measures
    met = {risk for measure in known(measures) or () for risk in measure.addresses}
    assert {risk.id for risk in known(risks) or ()} <= met


@pytest.fixture(scope="module")
def sassenberg() -> Dossier:
    return load_dossier(SASSENBERG)


def test_sassenberg_holds_what_its_concept_says(sassenberg: Dossier) -> None:
    (channel,) = sassenberg.concept.channels
    assert channel.url == "https://www.instagram.com/stadt_sassenberg/"
    assert "zwei Beiträge pro Woche" in str(channel.frequency)
    duties = known(sassenberg.concept.responsibilities) or ()
    assert [person.name for duty in duties for person in known(duty.persons) or ()] == [
        "Jennifer Ruhe",
        "Stefanie Offers",
    ]
    officer = known(sassenberg.organisation.data_protection_officer)
    assert officer is not None
    assert officer.name == "Dominik Scholz"


def test_sassenberg_invents_no_facts(sassenberg: Dossier) -> None:
    representative = known(sassenberg.organisation.represented_by)
    threshold = known(sassenberg.dpia.threshold)
    assert representative is not None
    assert threshold is not None
    for answer in (
        representative.name,
        sassenberg.concept.document.version,
        sassenberg.concept.document.date,
        sassenberg.concept.document.file_reference,
        sassenberg.concept.channels[0].started_on,
        sassenberg.concept.channels[0].insights,
        sassenberg.concept.channels[0].direct_messages,
        threshold.result,
        *(criterion.met for criterion in known(threshold.wp248) or ()),
        *(case.met for case in known(threshold.art35_3) or ()),
    ):
        assert isinstance(answer, OpenPoint)
        assert answer.proposal is None


def test_every_disadvantage_of_sassenberg_has_a_risk(sassenberg: Dossier) -> None:
    risks = sassenberg.dpia.risks
    assert isinstance(risks, OpenPoint)
    ids = {risk.id for risk in risks.proposal or ()}
    for disadvantage in known(sassenberg.concept.disadvantages) or ():
        assert disadvantage.risks
        assert set(disadvantage.risks) <= ids


@pytest.mark.parametrize("name", ["organisation", "concept", "dpia"])
def test_sassenberg_is_written_as_the_house_writes(name: str) -> None:
    words = "\n".join(strings(yaml.safe_load((SASSENBERG / f"{name}.yaml").read_text(encoding="utf-8"))))
    for what, pattern in FORBIDDEN.items():
        assert not re.search(pattern, words), what
