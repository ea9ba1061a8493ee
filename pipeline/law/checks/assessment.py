"""The full impact assessment: description, measures, decision (Art. 35(7), 36 DSGVO; EDPB template)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.catalogue.circumstances import residual_level
from pipeline.catalogue.risk_scale import load_risk_scale
from pipeline.dossier.answers import known
from pipeline.dossier.model.dpia import Decision, Measure, MeasureGroup, ProtectionGoal, Risk, RiskOrigin
from pipeline.language import marked, tr, translated
from pipeline.law.applicable import applies
from pipeline.law.check_types import (
    CheckEntry,
    CheckInput,
    CheckOutcome,
    Family,
    Fault,
    answered,
    demand,
    is_open,
    judged,
)
from pipeline.law.checks.legal_basis import special_items
from pipeline.law.findings import Depth
from pipeline.law.subjects import Each

_PURPOSES = "dpia.description.purposes"
_CONDITIONAL_GROUPS = (
    (MeasureGroup.CONSENT, "consent_used"),
    (MeasureGroup.PROCESSING_CONTRACT, "processors"),
    (MeasureGroup.TRANSFER, "third_country"),
)
"""Rows of the template that are only due where a word of the conditions holds."""
_DEVIATIONS = {
    ProtectionGoal.CONFIDENTIALITY: marked("unberechtigter Zugriff (Vertraulichkeit)"),
    ProtectionGoal.INTEGRITY: marked("unerwünschte Veränderung (Integrität)"),
    ProtectionGoal.AVAILABILITY: marked("Verlust (Verfügbarkeit)"),
}
"""The deviations that an assessment looks at in any case, each by the goal that it harms."""


def description_complete(inp: CheckInput) -> CheckOutcome:
    """Art. 35(7)(a) DSGVO: data, purposes and phases; every purpose of the concept, no dangling reference."""
    found = demand(inp)
    described = known(inp.dossier.dpia.description)
    entries = (known(described.purposes) or ()) if described is not None else ()
    data = {item.id for item in known(described.personal_data) or ()} if described is not None else set()
    purposes = {purpose.id: purpose.title for purpose in known(inp.dossier.concept.purposes) or ()}
    covered = {entry.purpose for entry in entries}
    faults = [
        Fault(tr("Der Zweck „{title}“ fehlt in der Folgenabschätzung.", title=title), _PURPOSES)
        for id_, title in purposes.items()
        if entries and id_ not in covered
    ]
    for entry in entries:
        path = f"{_PURPOSES}[{entry.id}]"
        if purposes and entry.purpose not in purposes:
            faults.append(Fault(tr("Den Zweck „{id}“ gibt es im Konzept nicht.", id=entry.purpose), f"{path}.purpose"))
        faults += [
            Fault(tr("Die Daten „{id}“ sind nicht beschrieben.", id=one), f"{path}.data")
            for one in entry.data
            if data and one not in data
        ]
    return judged(Depth.CONSISTENCY, found, faults)


def dpia_purposes_have_basis(inp: CheckInput) -> CheckOutcome:
    """EDPB template 2.1: each purpose leads to a reasoned legal basis, each special category to an exception."""
    found = list(demand(inp, [f"{_PURPOSES}[].justification", "concept.purposes[].legal_basis.justification"]))
    purposes = {purpose.id for purpose in known(inp.dossier.concept.purposes) or ()}
    described = known(inp.dossier.dpia.description)
    entries = (known(described.purposes) or ()) if described is not None else ()
    faults = [
        Fault(tr("Den Zweck „{id}“ gibt es im Konzept nicht.", id=entry.purpose), f"{_PURPOSES}[{entry.id}].purpose")
        for entry in entries
        if purposes and entry.purpose not in purposes
    ]
    special = dict(special_items(inp))
    if special:
        found += demand(inp, ["dpia.special_category_exceptions[].justification"])
        reasoned = {one.data for one in known(inp.dossier.dpia.special_category_exceptions) or ()}
        faults += [
            Fault(
                tr("Für „{item}“ fehlt die begründete Ausnahme nach Art. 9 Abs. 2 DSGVO.", item=item),
                "dpia.special_category_exceptions",
            )
            for id_, item in special.items()
            if reasoned and id_ not in reasoned
        ]
    return judged(Depth.CONSISTENCY, found, faults)


def phases_have_assets(inp: CheckInput) -> CheckOutcome:
    """EDPB template 1.3: each phase uses some means, and no means names a phase that does not exist."""
    found = demand(inp, ["dpia.description.assets[].name"])
    described = known(inp.dossier.dpia.description)
    phases = {phase.id: phase.title for phase in known(described.phases) or ()} if described is not None else {}
    assets = (known(described.assets) or ()) if described is not None else ()
    used = {phase for asset in assets for phase in asset.phases}
    faults = [
        Fault(tr("Zur Phase „{title}“ gehört kein Mittel.", title=title), f"dpia.description.phases[{id_}]")
        for id_, title in phases.items()
        if assets and id_ not in used
    ]
    faults += [
        Fault(tr("Die Phase „{id}“ gibt es nicht.", id=phase), f"dpia.description.assets[{asset.id}].phases")
        for asset in assets
        for phase in asset.phases
        if phases and phase not in phases
    ]
    return judged(Depth.CONSISTENCY, found, faults)


def measure_groups_covered(inp: CheckInput) -> CheckOutcome:
    """EDPB template 2.3: every fixed row has a measure with effectiveness and status."""
    found = inp.leaves("dpia.measures[].title")
    measures = known(inp.dossier.dpia.measures)
    covered = {measure.group for measure in measures or () if _complete(measure)}
    faults = [
        Fault(tr("Zu „{group}“ fehlt eine Maßnahme mit Wirksamkeit und Stand.", group=group.label), "dpia.measures")
        for group in _due_groups(inp)
        if measures and group not in covered
    ]
    pending = is_open(demand(inp, ["dpia.measures[].effectiveness", "dpia.measures[].status"])) if measures else False
    if faults and pending:  # what is open may still fill the row
        return judged(Depth.CONSISTENCY, answered(inp, ["dpia.measures[].effectiveness", "dpia.measures[].status"]))
    return judged(Depth.CONSISTENCY, found, faults)


def processing_named_as_recorded(inp: CheckInput) -> CheckOutcome:
    """EDPB template 0.3: the processing has the name that the record of processing gives it, and a version of its own."""
    name, recorded = inp.text("dpia.overview.processing_name"), inp.text("concept.record_of_processing.name")
    faults = []
    if name and recorded and name.casefold() != recorded.casefold():
        message = tr("Im Verzeichnis von Verarbeitungstätigkeiten heißt die Verarbeitung „{name}“.", name=recorded)
        faults.append(Fault(message, "dpia.overview.processing_name", quote=name))
    wanted = [path for path in inp.requirement.paths() if path.startswith("dpia.")]
    return judged(Depth.CONSISTENCY, demand(inp, wanted), faults)


def processors_listed(inp: CheckInput) -> CheckOutcome:
    """EDPB template 0.2: no processors, or each with its task."""
    used, listed = inp.value("concept.processors_used"), known(inp.dossier.concept.processors)
    if listed:
        faults = []
        if used is False:
            faults.append(
                Fault(
                    tr("Dienstleister sind aufgeführt, die Frage nach ihnen ist aber verneint."),
                    "concept.processors_used",
                )
            )
        return judged(Depth.CONSISTENCY, demand(inp, ["concept.processors[].task"]), faults)
    wanted = ["concept.processors_used", "concept.processors[].task"] if used is True else ["concept.processors_used"]
    return judged(Depth.CONSISTENCY, demand(inp, wanted))


def all_goals_touched(inp: CheckInput) -> CheckOutcome:
    """Standard-Datenschutzmodell: each of the seven goals is touched by a risk or a measure."""
    risks, measures = known(inp.dossier.dpia.risks), known(inp.dossier.dpia.measures)
    if risks is None or measures is None or not (risks or measures):
        return judged(Depth.CONSISTENCY, [*inp.leaves("dpia.risks[].title"), *inp.leaves("dpia.measures[].title")])
    touched = {goal for risk in risks for goal in risk.protection_goals}
    touched |= {goal for measure in measures for goal in measure.protection_goals}
    missing = [goal.label for goal in ProtectionGoal if goal not in touched]
    message = tr("Kein Risiko und keine Maßnahme betrifft: {goals}.", goals=", ".join(missing))
    return judged(
        Depth.CONSISTENCY, inp.known("dpia.risks[].protection_goals"), [Fault(message, "dpia.risks")] if missing else ()
    )


def deviations_covered(inp: CheckInput) -> CheckOutcome:
    """EDPB template 4.1.a: among the deviations are at least access without right, unwanted change and loss."""
    risks = known(inp.dossier.dpia.risks) or ()
    touched = {goal for risk in risks if risk.origin is RiskOrigin.DEVIATION for goal in risk.protection_goals}
    missing = [translated(name) for goal, name in _DEVIATIONS.items() if goal not in touched]
    faults = []
    if risks and missing:
        message = tr("Unter den Risiken durch Abweichungen fehlt: {names}.", names=", ".join(missing))
        faults.append(Fault(message, "dpia.risks"))
    return judged(Depth.CONSISTENCY, demand(inp, ["dpia.risks[origin=deviation].event"]), faults)


def initial_risk_accepted_or_not(inp: CheckInput) -> CheckOutcome:
    """EDPB template 4.1.c: each risk says whether it is acceptable as it stands."""
    return judged(Depth.PRESENCE, demand(inp, ["dpia.risks[].initial.acceptable"]))


def refused_risk_treated(inp: CheckInput) -> CheckOutcome:
    """EDPB template 4.2: a risk that is not acceptable at first has an additional measure, and what remains is rated."""
    assert inp.subject is not None
    risk = inp.subject.item
    assert isinstance(risk, Risk)
    measures, initial = known(inp.dossier.dpia.measures), known(risk.initial)
    additional = [one for one in measures or () if one.group is MeasureGroup.ADDITIONAL and risk.id in one.addresses]
    faults = []
    if measures and not additional and initial is not None and known(initial.acceptable) is False:
        message = tr("Das Risiko gilt als nicht tragbar; keine zusätzliche Maßnahme gilt ihm.")
        faults.append(Fault(message, inp.subject.path))
    return judged(Depth.CONSISTENCY, demand(inp, ["dpia.risks[].residual.acceptable"]), faults)


def additional_measures_planned(inp: CheckInput) -> CheckOutcome:
    """EDPB template 4.2: there are additional measures and a plan with somebody responsible and a date."""
    return judged(Depth.PRESENCE, demand(inp, [path for path in inp.requirement.paths() if "risks[]" not in path]))


def consultation_when_high(inp: CheckInput) -> CheckOutcome:
    """Art. 36(1) DSGVO: a high residual risk means no, or the authority is consulted first."""
    high = [risk.title for risk in known(inp.dossier.dpia.risks) or () if residual_level(risk) == "high"]
    found = list(demand(inp, ["dpia.decision"]))
    decision = known(inp.dossier.dpia.decision)
    if high and decision in {Decision.ACCEPTED, Decision.ACCEPTED_WITH_CONDITIONS}:
        found += demand(inp, ["dpia.prior_consultation.date", "dpia.prior_consultation.outcome"])
    return judged(Depth.CONSISTENCY, found)


def decision_with_conditions(inp: CheckInput) -> CheckOutcome:
    """EDPB template 6: a decision with reasons; conditions with somebody responsible and a date."""
    wanted = ["dpia.decision", "dpia.decision_reasons"]
    if known(inp.dossier.dpia.decision) is Decision.ACCEPTED_WITH_CONDITIONS:
        wanted += ["dpia.conditions[].text", "dpia.conditions[].responsible", "dpia.conditions[].due"]
    return judged(Depth.CONSISTENCY, demand(inp, wanted))


def _complete(measure: Measure) -> bool:
    return bool(known(measure.effectiveness)) and known(measure.status) is not None


def _due_groups(inp: CheckInput) -> Iterable[MeasureGroup]:
    scale = load_risk_scale()
    fixed = {entry.id for entry in (*scale.measures_principles, *scale.measures_rights)}
    yield from (group for group in MeasureGroup if group.value in fixed)
    yield from (MeasureGroup.BY_DESIGN, MeasureGroup.SECURITY)
    yield from (group for group, word in _CONDITIONAL_GROUPS if applies(word, inp.world, None).fact is True)


FAMILY: Family = {
    "description_complete": (CheckEntry(description_complete),),
    "dpia_purposes_have_basis": (CheckEntry(dpia_purposes_have_basis),),
    "phases_have_assets": (CheckEntry(phases_have_assets),),
    "measure_groups_covered": (CheckEntry(measure_groups_covered),),
    "processing_named_as_recorded": (CheckEntry(processing_named_as_recorded),),
    "processors_listed": (CheckEntry(processors_listed),),
    "all_goals_touched": (CheckEntry(all_goals_touched),),
    "deviations_covered": (CheckEntry(deviations_covered), CheckEntry(initial_risk_accepted_or_not, Each.RISK)),
    "additional_measures_planned": (
        CheckEntry(additional_measures_planned),
        CheckEntry(refused_risk_treated, Each.RISK),
    ),
    "consultation_when_high": (CheckEntry(consultation_when_high),),
    "decision_with_conditions": (CheckEntry(decision_with_conditions),),
}
