"""Transfer to third countries (Kapitel V DSGVO)."""

from __future__ import annotations

import datetime as dt
import re

from pipeline.dossier.answers import known
from pipeline.dossier.model.channel import TransferMechanism
from pipeline.language import tr
from pipeline.law.check_types import CheckEntry, CheckInput, CheckOutcome, Family, Fault, demand, judged
from pipeline.law.findings import Depth
from pipeline.law.subjects import Each

_TRANSFER = "concept.channels[].third_country_transfer"
_UNSETTLED = {TransferMechanism.UNCLEAR, TransferMechanism.NONE}
_CLAUSES = {TransferMechanism.STANDARD_CLAUSES, TransferMechanism.ADEQUACY_AND_CLAUSES}
_ADEQUACY = {TransferMechanism.ADEQUACY, TransferMechanism.ADEQUACY_AND_CLAUSES}
DPF_MAX_AGE = dt.timedelta(days=366)
"""The list of certified companies changes; a look at it counts for twelve months."""


def transfer_checked(inp: CheckInput) -> CheckOutcome:
    """Art. 44 DSGVO: countries, basis and date of the check; no country of the catalogue is missing."""
    return judged(Depth.CONSISTENCY, demand(inp), [*_unsettled(inp), *_missing_countries(inp)])


def transfer_informed(inp: CheckInput) -> CheckOutcome:
    """Art. 13(1)(f) DSGVO: the notice names countries and basis, and where the clauses can be seen."""
    wanted = [f"{_TRANSFER}.countries", f"{_TRANSFER}.mechanism"]
    if inp.value(f"{_TRANSFER}.mechanism") in _CLAUSES:
        wanted.append(f"{_TRANSFER}.copy_url")
    return judged(Depth.VALUE, demand(inp, wanted), _unsettled(inp))


def dpf_checked(inp: CheckInput) -> CheckOutcome:
    """Decision (EU) 2023/1795: participation is looked up, and not long ago."""
    found = demand(inp, [f"{_TRANSFER}.dpf_participant", f"{_TRANSFER}.checked_on"])
    checked = inp.value(f"{_TRANSFER}.checked_on")
    faults = []
    if isinstance(checked, dt.date) and checked + DPF_MAX_AGE < inp.as_of:
        message = tr("Die Liste wurde zuletzt am {date:%d.%m.%Y} eingesehen, vor mehr als zwölf Monaten.", date=checked)
        faults.append(Fault(message, inp.leaves(f"{_TRANSFER}.checked_on")[0].path))
    on_adequacy = inp.value(f"{_TRANSFER}.mechanism") in _ADEQUACY
    if on_adequacy and inp.value(f"{_TRANSFER}.dpf_participant") is False:
        message = tr(
            "Die Übermittlung soll auf dem Angemessenheitsbeschluss beruhen, das Unternehmen nimmt aber nicht teil."
        )
        faults.append(Fault(message, inp.leaves(f"{_TRANSFER}.mechanism")[0].path))
    return judged(Depth.CONSISTENCY, found, faults)


def dpf_watched(inp: CheckInput) -> CheckOutcome:
    """A trigger of the review concerns the transfer to the USA, whose basis is under attack."""
    found = demand(inp, ["concept.review.triggers"])
    review = known(inp.dossier.concept.review)
    triggers = (known(review.triggers) or ()) if review is not None else ()
    faults = []
    words = r"(?i)\bUSA\b|Privacy Framework|\bDPF\b|Angemessenheit|Drittl[aä]nd|Übermittlung"
    if triggers and not any(re.search(words, trigger) for trigger in triggers):
        faults.append(
            Fault(tr("Kein Anlass der Überprüfung betrifft die Übermittlung in die USA."), "concept.review.triggers")
        )
    return judged(Depth.CONSISTENCY, found, faults)


def safeguards_without_adequacy(inp: CheckInput) -> CheckOutcome:
    """Art. 46 DSGVO: without adequacy only safeguards will do, and they were examined."""
    return judged(Depth.VALUE, demand(inp), _unsettled(inp))


def _unsettled(inp: CheckInput) -> list[Fault]:
    path = f"{_TRANSFER}.mechanism"
    if inp.value(path) not in _UNSETTLED:
        return []
    return [Fault(tr("Die Grundlage der Übermittlung ist nicht geklärt."), inp.leaves(path)[0].path)]


def _missing_countries(inp: CheckInput) -> list[Fault]:
    transfer = known(inp.channel.third_country_transfer)
    said = known(transfer.countries) if transfer is not None else None
    if not said:
        return []
    names = {_country(name) for name in said}
    missing = [name for name in inp.platform.third_countries if _country(name) not in names]
    if not missing:
        return []
    message = tr("Nach dem Katalog gelangen Daten auch in diese Staaten: {names}.", names=", ".join(missing))
    return [Fault(message, inp.leaves(f"{_TRANSFER}.countries")[0].path)]


def _country(name: str) -> str:
    return (
        "usa"
        if name.strip().lower() in {"usa", "us", "vereinigte staaten", "vereinigte staaten von amerika"}
        else name.strip().lower()
    )


FAMILY: Family = {
    "transfer_checked": (CheckEntry(transfer_checked, Each.CHANNEL),),
    "transfer_informed": (CheckEntry(transfer_informed, Each.CHANNEL),),
    "dpf_checked": (CheckEntry(dpf_checked, Each.CHANNEL), CheckEntry(dpf_watched)),
    "safeguards_without_adequacy": (CheckEntry(safeguards_without_adequacy, Each.CHANNEL),),
}
