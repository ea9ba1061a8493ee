"""The threshold analysis: is an impact assessment due (Art. 35(1), (3), (4) DSGVO, WP 248 rev.01)?"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

from pipeline.catalogue.circumstances import residual_level
from pipeline.dossier.answers import known
from pipeline.dossier.model.dpia import Decision, Dpia, StandardCase, Threshold, ThresholdResult
from pipeline.language import tr
from pipeline.law.check_types import (
    CheckEntry,
    CheckInput,
    CheckOutcome,
    Family,
    Fault,
    answered,
    demand,
    fact_of_catalogue,
    judged,
)
from pipeline.law.findings import Depth
from pipeline.law.subjects import Each

_CASES, _CRITERIA = "dpia.threshold.art35_3[]", "dpia.threshold.wp248[]"
_LIST = "dpia.threshold.authority_list_check"
_PRIVATE_LIST = r"(?i)\bDSK\b|Datenschutzkonferenz|nicht[- ]?öffentlich|Muss-Liste"
_OVERALL = r"(?i)\b(insgesamt|zusammenfassend|im Ergebnis|alles in allem|Gesamt(bewertung|risiko))\b"
_LOW = r"(?i)\b(kein|geringe[smn]?)\s+(Gesamt|Rest)?risiko\b|\w*risiko\b[^.!?]*\b(als|ist) gering\b(?! bis)"
_REASONED = r"(?i)\b(weil|denn|da|obwohl|trotz|aufgrund|wegen)\b"
"""Words of a sentence that rates everything, that says low, and that gives a reason."""
ENOUGH_CRITERIA = 2
"""Two of the nine criteria as a rule call for an assessment (WP 248 rev.01)."""


def standard_cases_checked(inp: CheckInput) -> CheckOutcome:
    """Art. 35(3) DSGVO: cases a, b and c, each once, with a reason."""
    threshold = known(inp.dossier.dpia.threshold)
    cases = (known(threshold.art35_3) or ()) if threshold is not None else ()
    times = Counter(case.case for case in cases)
    faults = _not_once(
        [(case.value, times[case]) for case in StandardCase], tr("Regelbeispiel"), "dpia.threshold.art35_3"
    )
    return judged(Depth.CONSISTENCY, demand(inp, [f"{_CASES}.met", f"{_CASES}.reason"]), faults if cases else ())


def nine_criteria(inp: CheckInput) -> CheckOutcome:
    """WP 248 rev.01: nine criteria, each once, with a reason; two of them need more than a plain no."""
    threshold = known(inp.dossier.dpia.threshold)
    criteria = (known(threshold.wp248) or ()) if threshold is not None else ()
    times = Counter(one.criterion for one in criteria)
    faults = _not_once([(str(n), times[n]) for n in range(1, 10)], tr("Kriterium"), "dpia.threshold.wp248")
    met = sum(known(one.met) is True for one in criteria)
    if threshold is not None and met >= ENOUGH_CRITERIA and not _explains(threshold, r"(?i)kriteri"):
        message = tr(
            "{count} der neun Kriterien sind erfüllt, das Ergebnis lautet „nicht erforderlich“, und die Gründe gehen darauf nicht ein.",
            count=met,
        )
        faults.append(Fault(message, "dpia.threshold.reasons"))
    wanted = [f"{_CRITERIA}.met", f"{_CRITERIA}.reason", "dpia.threshold.reasons"]
    return judged(Depth.CONSISTENCY, demand(inp, wanted), faults if criteria else ())


def authority_list_checked(inp: CheckInput) -> CheckOutcome:
    """Art. 35(4) DSGVO: a person looked into the list of the own authority for public bodies."""
    name = inp.text(f"{_LIST}.list_name")
    faults = _private_list(name)
    own = inp.authority
    region = own.land.label
    if (
        name
        and not faults
        and not any(
            word in name for word in (own.short_name, own.short_name.split()[0], region, "öffentlichen Bereich")
        )
    ):
        message = tr("Die Liste ist nicht die der zuständigen Behörde ({authority}).", authority=own.short_name)
        faults = [Fault(message, f"{_LIST}.list_name", quote=name)]
    seen = [fact_of_catalogue("", "", own.dpia_list.name)] if own.dpia_list is not None else []
    return judged(Depth.VALUE, [*demand(inp), *seen], faults)


def list_for_public_bodies(inp: CheckInput) -> CheckOutcome:
    """The DSK's list is for the private sector."""
    return judged(Depth.VALUE, answered(inp), _private_list(inp.text(f"{_LIST}.list_name")))


def assessment_of_consequences(inp: CheckInput) -> CheckOutcome:
    """There is a threshold analysis or a short assessment."""
    return judged(Depth.PRESENCE, demand(inp, [("dpia.threshold.result", "dpia.consequences.rating")]))


def dpia_before_start(inp: CheckInput) -> CheckOutcome:
    """Art. 35(1) DSGVO: analysis, assessment and its confirmation precede the channel, or the reason for the delay is told."""
    decided_paths = ("dpia.threshold.decided_on", "dpia.overview.completed_on")
    found = list(demand(inp, [decided_paths, "concept.channels[].started_on"]))
    dates = [inp.value(path) for path in (*decided_paths, "dpia.overview.validated_on")]
    started = known(inp.channel.started_on)
    if started is not None and any(isinstance(one, dt.date) and one > started for one in dates):
        found += demand(inp, ["dpia.late_reason"])
    return judged(Depth.CONSISTENCY, found)


def dpia_dates_ordered(inp: CheckInput) -> CheckOutcome:
    """Completion precedes the formal confirmation."""
    completed, validated = inp.value("dpia.overview.completed_on"), inp.value("dpia.overview.validated_on")
    faults = []
    if isinstance(completed, dt.date) and isinstance(validated, dt.date) and completed > validated:
        faults.append(Fault(tr("Die Bestätigung liegt vor dem Abschluss."), "dpia.overview.validated_on"))
    found = answered(inp, ["dpia.overview.completed_on", "dpia.overview.validated_on"])
    return judged(Depth.CONSISTENCY, found, faults)


def dpia_consistent(inp: CheckInput) -> CheckOutcome:
    """Art. 35(7) DSGVO: threshold, risks, rating and decision agree."""
    dpia = inp.dossier.dpia
    result = inp.value("dpia.threshold.result")
    wanted = ["dpia.threshold.result"]
    if result in {ThresholdResult.REQUIRED, ThresholdResult.VOLUNTARY}:
        wanted += ["dpia.risks[].initial.likelihood", "dpia.risks[].residual.likelihood", "dpia.decision"]
    faults = [*_result_against_cases(dpia), *_decision_against_risks(dpia), *_rating_against_risks(inp)]
    return judged(Depth.CONSISTENCY, demand(inp, wanted), faults)


def _result_against_cases(dpia: Dpia) -> list[Fault]:
    threshold = known(dpia.threshold)
    if threshold is None or known(threshold.result) is not ThresholdResult.NOT_REQUIRED:
        return []
    faults = []
    if any(known(case.met) is True for case in known(threshold.art35_3) or ()) and not _explains(
        threshold, r"(?i)regelbeispiel|35 Abs\. 3"
    ):
        message = tr(
            "Ein Regelbeispiel ist erfüllt, das Ergebnis lautet aber „nicht erforderlich“, ohne darauf einzugehen."
        )
        faults.append(Fault(message, "dpia.threshold.result"))
    check = known(threshold.authority_list_check)
    if check is not None and known(check.hit) is True and not _explains(threshold, r"\bListe"):
        message = tr(
            "Die Liste der Aufsichtsbehörde ergab einen Treffer, das Ergebnis lautet aber „nicht erforderlich“, ohne darauf einzugehen."
        )
        faults.append(Fault(message, "dpia.threshold.result"))
    return faults


def _decision_against_risks(dpia: Dpia) -> list[Fault]:
    decision = known(dpia.decision)
    if decision not in {Decision.ACCEPTED, Decision.ACCEPTED_WITH_CONDITIONS}:
        return []
    consulted = known(dpia.prior_consultation)
    risks = known(dpia.risks) or ()
    high = [risk for risk in risks if residual_level(risk) == "high"]
    faults = []
    if high and (consulted is None or known(consulted.outcome) is None):
        message = tr(
            "Ein hohes Restrisiko bleibt ({risks}), die Verarbeitung ist aber freigegeben.",
            risks=", ".join(r.title for r in high),
        )
        faults.append(Fault(message, "dpia.decision"))
    for risk in risks:
        residual = known(risk.residual)
        if residual is not None and known(residual.acceptable) is False and decision is Decision.ACCEPTED:
            message = tr(
                "Das Restrisiko „{risk}“ gilt als nicht tragbar, die Verarbeitung ist aber freigegeben.",
                risk=risk.title,
            )
            faults.append(Fault(message, f"dpia.risks[{risk.id}].residual.acceptable"))
    return faults


def _rating_against_risks(inp: CheckInput) -> list[Fault]:
    """The overall rating is not lower than the highest risk: words in it contradict the levels."""
    rating = inp.text("dpia.consequences.rating")
    levels = {residual_level(risk) for risk in known(inp.dossier.dpia.risks) or ()}
    lower = re.search(r"(?i)(kein|geringe[sn]?)\s+(hohes\s+)?Risiko\b(?! bleib)", rating)
    if "high" in levels and lower and not re.search(r"(?i)\b(ein|verbleib\w*) hohes", rating):
        message = tr("Die Bewertung spricht von „{words}“, ein Restrisiko ist aber hoch.", words=lower[0])
        return [Fault(message, "dpia.consequences.rating", quote=lower[0])]
    if "medium" in levels:
        for sentence in re.split(r"(?<=[.!?])\s+", rating):
            low = re.search(_LOW, sentence)
            if low and re.search(_OVERALL, sentence) and not re.search(_REASONED, sentence):
                message = tr(
                    "Die Gesamtbewertung „{words}“ ist niedriger als das höchste Restrisiko, ohne Grund.", words=low[0]
                )
                return [Fault(message, "dpia.consequences.rating", quote=sentence)]
    return []


def _explains(threshold: Threshold, words: str) -> bool:
    """Return whether the result needs no reason or gives one that speaks of ``words``."""
    if known(threshold.result) is not ThresholdResult.NOT_REQUIRED:
        return True
    return re.search(words, known(threshold.reasons) or "") is not None


def _not_once(times: list[tuple[str, int]], what: str, path: str) -> list[Fault]:
    faults = []
    for name, count in times:
        if count == 0:
            faults.append(Fault(tr("{what} {name} ist nicht geprüft.", what=what, name=name), path))
        elif count > 1:
            faults.append(Fault(tr("{what} {name} steht mehrmals da.", what=what, name=name), path))
    return faults


def _private_list(name: str) -> list[Fault]:
    if not re.search(_PRIVATE_LIST, name):
        return []
    message = tr("„{name}“ gilt für den nichtöffentlichen Bereich.", name=name)
    return [Fault(message, f"{_LIST}.list_name", quote=name)]


FAMILY: Family = {
    "standard_cases_checked": (CheckEntry(standard_cases_checked),),
    "nine_criteria": (CheckEntry(nine_criteria),),
    "authority_list_checked": (CheckEntry(authority_list_checked),),
    "list_for_public_bodies": (CheckEntry(list_for_public_bodies),),
    "assessment_of_consequences": (CheckEntry(assessment_of_consequences),),
    "dpia_before_start": (CheckEntry(dpia_before_start, Each.CHANNEL), CheckEntry(dpia_dates_ordered)),
    "dpia_consistent": (CheckEntry(dpia_consistent),),
}
