"""Risks and measures (Art. 35(7)(c), (d) DSGVO)."""

from __future__ import annotations

import re

from pipeline.catalogue.circumstances import initial_level, residual_level
from pipeline.catalogue.risk_scale import load_risk_scale
from pipeline.dossier.answers import known
from pipeline.dossier.model.dpia import Measure, MeasureStatus, Risk
from pipeline.language import tr
from pipeline.law.check_types import CheckEntry, CheckInput, CheckOutcome, Family, Fault, answered, demand, judged
from pipeline.law.evidence_state import Leaf
from pipeline.law.findings import Depth
from pipeline.law.subjects import Each


def risk_has_measures(inp: CheckInput) -> CheckOutcome:
    """Each risk has a measure with status and somebody responsible, a high one also a date; what remains is assessed."""
    risk = inp.subject.item if inp.subject is not None else None
    assert isinstance(risk, Risk)
    found = list(demand(inp, ["dpia.risks[].residual.likelihood", "dpia.risks[].residual.severity"]))
    measures = known(inp.dossier.dpia.measures)
    own = [measure for measure in measures or () if risk.id in measure.addresses]
    faults = []
    if not own:
        found += [] if measures else inp.leaves("dpia.measures[].title")
        if measures:
            faults.append(Fault(tr("Zu diesem Risiko gehört keine Maßnahme."), inp.subject_path))
    else:
        found += _places_of(inp, own)
        if _needs_more(risk) and not any(_dated(measure) for measure in own):
            faults.append(
                Fault(
                    tr("Das Risiko ist hoch oder nicht tragbar; keine Maßnahme hat Zuständigkeit und Termin."),
                    inp.subject_path,
                )
            )
    faults += _grown(risk, inp.subject_path)
    return judged(Depth.CONSISTENCY, found, faults)


def measures_name_risks(inp: CheckInput) -> CheckOutcome:
    """No measure names a risk that does not exist."""
    risks = {risk.id for risk in known(inp.dossier.dpia.risks) or ()}
    faults = [
        Fault(tr("Das Risiko „{id}“ gibt es nicht.", id=id_), f"dpia.measures[{measure.id}].addresses")
        for measure in known(inp.dossier.dpia.measures) or ()
        for id_ in measure.addresses
        if risks and id_ not in risks
    ]
    return judged(Depth.CONSISTENCY, answered(inp, ["dpia.measures[].addresses"]), faults)


def disadvantages_have_risks(inp: CheckInput) -> CheckOutcome:
    """Each disadvantage leads to a risk of the assessment."""
    found = list(demand(inp, ["concept.advantages[].text", "concept.disadvantages[].text"]))
    risks = known(inp.dossier.dpia.risks)
    faults = []
    if risks:
        ids = {risk.id for risk in risks}
        for one in known(inp.dossier.concept.disadvantages) or ():
            path = f"concept.disadvantages[{one.id}]"
            if not one.risks:
                faults.append(Fault(tr("Zu diesem Nachteil ist kein Risiko genannt: {text}", text=one.text), path))
            faults += [
                Fault(tr("Das Risiko „{id}“ gibt es nicht.", id=id_), f"{path}.risks")
                for id_ in one.risks
                if id_ not in ids
            ]
    else:
        found += inp.leaves("dpia.risks[].title")
    return judged(Depth.CONSISTENCY, found, faults)


def minors_in_risks(inp: CheckInput) -> CheckOutcome:
    """Where minors are reached, a risk concerns them."""
    risks = known(inp.dossier.dpia.risks)
    if not risks:
        return judged(Depth.CONSISTENCY, inp.leaves("dpia.risks[].minors"))
    concerned = [risk for risk in risks if known(risk.minors) is True or _names_minors(risk)]
    faults = [] if concerned else [Fault(tr("Kein Risiko betrifft Minderjährige."), "dpia.risks")]
    places = [leaf for leaf in inp.known("dpia.risks[].minors") if leaf.value is True]
    return judged(Depth.CONSISTENCY, places, faults)


def official_levels(inp: CheckInput) -> CheckOutcome:
    """DSK Kurzpapier Nr. 18: four levels; the fields allow no others, the text rules look at the wording."""
    return judged(Depth.VALUE, answered(inp))


def _places_of(inp: CheckInput, measures: list[Measure]) -> list[Leaf]:
    prefixes = tuple(f"dpia.measures[{measure.id}]." for measure in measures)
    every = demand(inp, ["dpia.measures[].status", "dpia.measures[].responsible"])
    return [leaf for leaf in every if leaf.path.startswith(prefixes)]


def _needs_more(risk: Risk) -> bool:
    initial = known(risk.initial)
    return initial_level(risk) == "high" or (initial is not None and known(initial.acceptable) is False)


def _dated(measure: Measure) -> bool:
    if known(measure.status) is MeasureStatus.IMPLEMENTED:
        return True
    return bool(known(measure.responsible)) and known(measure.due) is not None


def _grown(risk: Risk, path: str) -> list[Fault]:
    ranks = {entry.id: rank for rank, entry in enumerate(load_risk_scale().results)}
    before, after = initial_level(risk), residual_level(risk)
    if before is None or after is None or ranks[after] <= ranks[before]:
        return []
    return [Fault(tr("Das Restrisiko ist höher als das Ausgangsrisiko."), f"{path}.residual")]


def _names_minors(risk: Risk) -> bool:
    return any(re.search(r"(?i)minderjährig|kinder|jugendlich", one) for one in known(risk.data_subjects) or ())


FAMILY: Family = {
    "risks_have_measures": (CheckEntry(risk_has_measures, Each.RISK), CheckEntry(measures_name_risks)),
    "disadvantages_have_risks": (CheckEntry(disadvantages_have_risks),),
    "minors_in_risks": (CheckEntry(minors_in_risks),),
    "official_levels": (CheckEntry(official_levels),),
}
