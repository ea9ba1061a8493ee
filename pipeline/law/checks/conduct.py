"""How the channels are run: other ways, moderation, requests, breaches, consent, participation."""

from __future__ import annotations

import re

from pipeline.dossier.answers import known
from pipeline.dossier.model.concept import AlternativeKind, PurposeKind
from pipeline.dossier.model.review import StaffCouncilResult
from pipeline.language import tr
from pipeline.law.check_types import CheckEntry, CheckInput, CheckOutcome, Family, Fault, demand, judged
from pipeline.law.evidence_state import State
from pipeline.law.findings import Depth

BREACH_HOURS = 72
"""Art. 33(1) DSGVO."""
REQUEST_DAYS = 30
"""Art. 12(3) DSGVO: one month."""
_CONTACTS = {"LFDI-BW-4-ALTERNATIVEN"}
"""Requirements that want telephone, e-mail and address among the other ways."""
_ONLY_ADDS = r"(?i)ergänz|zusätzlich|\bneben\b|nicht (allein|ausschließlich|nur) (über|auf|in)"
"""Words that say that a channel adds to the primary ways of warning."""
_ALWAYS = r"(?i)rund um die Uhr|24/7|24 Stunden|jederzeit|zu jeder Zeit|\bsofort\b|\bimmer\b"


def alternatives_without_account(inp: CheckInput) -> CheckOutcome:
    """Other ways need no account with a platform, and each can be used from what is printed."""
    ways = known(inp.dossier.concept.alternatives)
    faults = []
    if ways and all(way.account_required for way in ways):
        faults.append(Fault(tr("Jeder andere Weg verlangt ein Konto bei einer Plattform."), "concept.alternatives"))
    if ways and inp.requirement.id in _CONTACTS:
        kinds = {way.kind for way in ways if not way.account_required}
        wanted = {
            tr("Telefon"): {AlternativeKind.PHONE},
            tr("E-Mail"): {AlternativeKind.EMAIL},
            tr("Anschrift"): {AlternativeKind.OFFICE, AlternativeKind.POST},
        }
        missing = [name for name, one_of in wanted.items() if not kinds & one_of]
        if missing:
            message = tr("Bei den anderen Wegen fehlt: {ways}.", ways=", ".join(missing))
            faults.append(Fault(message, "concept.alternatives"))
    return judged(Depth.VALUE, demand(inp), faults)


def crisis_ways_named(inp: CheckInput) -> CheckOutcome:
    """Warnings have primary ways without an account, once for all channels, and the channels only add to them."""
    found = demand(inp)
    ways = [way for way in known(inp.dossier.concept.alternatives) or () if way.crisis]
    faults = []
    if ways and all(way.account_required for way in ways):
        message = tr("Jeder Warnweg verlangt ein Konto bei einer Plattform.")
        faults.append(Fault(message, f"concept.alternatives[{ways[0].id}].account_required"))
    told = [known(way.text) or "" for way in ways]
    told += [
        known(one.text) or "" for one in known(inp.dossier.concept.purposes) or () if one.kind is PurposeKind.CRISIS
    ]
    told += [known(channel.purpose) or "" for channel in inp.dossier.concept.channels]
    questions = []
    if any(told) and not any(re.search(_ONLY_ADDS, text) for text in told):
        question = tr("Sagt das Konzept, dass die Kanäle die vorrangigen Warnwege nur ergänzen?")
        questions.append(Fault(question, "concept.alternatives[crisis=true].text"))
    return judged(Depth.CONSISTENCY, found, faults, questions)


def blocking_proportionate(inp: CheckInput) -> CheckOutcome:
    """Art. 5 GG: blocking only after a warning, for a time, with a way to complain."""
    path = "concept.moderation.blocking.warning_first"
    return judged(Depth.VALUE, demand(inp), _unless(inp, path, True, tr("Vor einer Sperre wird nicht gewarnt.")))


def breach_deadline(inp: CheckInput) -> CheckOutcome:
    """Art. 33 DSGVO: 72 hours."""
    path = "concept.incident_process.deadline_hours"
    hours = inp.value(path)
    message = tr("Die Frist der Meldung beträgt 72 Stunden, eingetragen sind {hours}.", hours=hours)
    return judged(Depth.VALUE, demand(inp), _unless(inp, path, BREACH_HOURS, message))


def request_deadline(inp: CheckInput) -> CheckOutcome:
    """Art. 12(3) DSGVO: an answer within a month."""
    path = "concept.data_subject_rights.deadline_days"
    days = inp.value(path)
    faults = []
    if isinstance(days, int) and not 0 < days <= REQUEST_DAYS:
        faults.append(
            Fault(tr("Die Frist von {days} Tagen liegt nicht zwischen einem Tag und einem Monat.", days=days), path)
        )
    return judged(Depth.VALUE, demand(inp), faults)


def moderation_hours_realistic(inp: CheckInput) -> CheckOutcome:
    """Hours that the office can keep; nobody promises to be there at any time."""
    faults = []
    for path in ("concept.moderation.monitoring_hours", "concept.moderation.response_time"):
        promise = re.search(_ALWAYS, inp.text(path))
        if promise:
            message = tr("„{words}“ lässt sich nicht einhalten.", words=promise[0])
            faults.append(Fault(message, path, quote=inp.text(path)))
    return judged(Depth.VALUE, demand(inp), faults)


def embeds_with_consent(inp: CheckInput) -> CheckOutcome:
    """§ 25 TDDDG: nothing is loaded from a platform before consent."""
    path = "concept.website_embeds.consent"
    message = tr("Vor dem Laden wird keine Einwilligung eingeholt.")
    return judged(Depth.VALUE, demand(inp), _unless(inp, path, True, message))


def staff_council_recorded(inp: CheckInput) -> CheckOutcome:
    """§ 72(3) LPVG NRW: date and result of the participation; a denied one needs a reason."""
    wanted = ["review.staff_council.date", "review.staff_council.result"]
    if inp.value("review.staff_council.result") is StaffCouncilResult.NOT_REQUIRED:
        wanted.append("review.staff_council.text")
    return judged(Depth.VALUE, demand(inp, wanted))


def consent_of_minors(inp: CheckInput) -> CheckOutcome:
    """Art. 8 DSGVO: at least one consent says who consents for minors."""
    found = inp.leaves("concept.consents[].minors")
    said = [leaf for leaf in found if leaf.state is State.KNOWN]
    return judged(Depth.PRESENCE, said or [min(found, key=lambda leaf: leaf.state.value)])


def answered_yes(inp: CheckInput) -> CheckOutcome:
    """A yes/no question whose answer must be yes."""
    path = next(iter(inp.requirement.paths()))
    return judged(Depth.VALUE, demand(inp), _unless(inp, path, True, tr("Die Frage ist mit „nein“ beantwortet.")))


def _unless(inp: CheckInput, path: str, wanted: object, message: str) -> list[Fault]:
    value = inp.value(path)
    return [] if value is None or value == wanted else [Fault(message, path)]


FAMILY: Family = {
    "alternatives_without_account": (CheckEntry(alternatives_without_account),),
    "crisis_ways_named": (CheckEntry(crisis_ways_named),),
    "blocking_proportionate": (CheckEntry(blocking_proportionate),),
    "breach_deadline": (CheckEntry(breach_deadline),),
    "request_deadline": (CheckEntry(request_deadline),),
    "moderation_hours_realistic": (CheckEntry(moderation_hours_realistic),),
    "embeds_with_consent": (CheckEntry(embeds_with_consent),),
    "staff_council_recorded": (CheckEntry(staff_council_recorded),),
    "consent_of_minors": (CheckEntry(consent_of_minors),),
    "answered_yes": (CheckEntry(answered_yes),),
}
