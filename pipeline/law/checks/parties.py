"""Who is named: the controller, the authority, the DPO, and staff who must not be published."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from pipeline.dossier.answers import known
from pipeline.dossier.model.dpia import Raci
from pipeline.language import tr
from pipeline.law.authority_names import authority_fault
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
from pipeline.law.texts import TextField

_PERSONAL_FIELDS = ("name", "email", "phone", "direct_email", "direct_phone", "internal_phone", "internal_email")
_MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<!\w)(?:\+\d{2}|0)[\d ()/–-]{5,}\d")
_OFFICER = r"(?i)datenschutzbeauftragt|\bDSB\b"
MIN_LENGTH = 5
"""Shorter internal values, such as an initial, occur in texts by chance."""


def controller_is_municipality(inp: CheckInput) -> CheckOutcome:
    """Art. 4(7), 24 DSGVO: the municipality itself is the controller, also in the DPIA, and it reviews."""
    found = [*demand(inp, ["organisation.name", "concept.review.next_date"])]
    names = answered(inp, ["dpia.overview.controllers[].name"])
    own = inp.dossier.organisation.name.lower()
    said = [str(leaf.value) for leaf in names if leaf.value is not None]
    faults = []
    if said and not any(own in name.lower() for name in said):
        message = tr(
            "Die Folgenabschätzung nennt als Verantwortliche nicht „{name}“.", name=inp.dossier.organisation.name
        )
        faults.append(Fault(message, "dpia.overview.controllers"))
    return judged(Depth.CONSISTENCY, [*found, *names], faults)


def controllers_consistent(inp: CheckInput) -> CheckOutcome:
    """EDPB template 0.1: each controller is described, and the own contacts are those of ``organisation.yaml``."""
    organisation = inp.dossier.organisation
    officer = known(organisation.data_protection_officer)
    overview = known(inp.dossier.dpia.overview)
    own = (organisation.email, organisation.phone)
    of_officer = (
        (officer.email, officer.direct_email, officer.phone, officer.direct_phone) if officer is not None else ()
    )
    faults: list[Fault] = []
    for one in (known(overview.controllers) or ()) if overview is not None else ():
        if organisation.name.lower() in one.name.lower():
            path = f"dpia.overview.controllers[{one.id}]"
            faults += _other_contacts(known(one.contact), own, f"{path}.contact")
            faults += _other_contacts(known(one.dpo), of_officer, f"{path}.dpo")
    return judged(Depth.CONSISTENCY, demand(inp), faults)


def _other_contacts(said: str | None, wanted: Iterable[object], path: str) -> Iterator[Fault]:
    """Yield each mailbox and number of ``said`` that is none of the ``wanted`` ones, where any is known."""
    values = [value for one in wanted if isinstance(value := known(one), str)]
    for kind in (_MAILBOX, _NUMBER):
        right = {_plain(value) for value in values if kind.search(value)}
        for found in kind.finditer(said or "") if right else ():
            if _plain(found[0]) not in right:
                message = tr("„{contact}“ steht in organisation.yaml nicht als Kontakt.", contact=found[0])
                yield Fault(message, path, quote=found[0])


def _plain(contact: str) -> str:
    """Return a mailbox or number without what is written in more than one way."""
    if "@" in contact:
        return contact.casefold()
    return re.sub(r"^(00|\+)49", "0", re.sub(r"[^\d+]", "", contact.replace("(0)", "")))


def authority_named_correctly(inp: CheckInput) -> CheckOutcome:
    """The authority has the name that the catalogue knows."""
    wrong = authority_fault(inp.dossier.organisation, inp.authority)
    faults = [Fault(wrong, "organisation.supervisory_authority.name")] if wrong else []
    return judged(Depth.CONSISTENCY, [fact_of_catalogue("", tr("Aufsichtsbehörde"), inp.authority.name)], faults)


def dpo_without_conflict(inp: CheckInput) -> CheckOutcome:
    """Art. 38(6) DSGVO: the DPO is not responsible for what she supervises, and neither signs, confirms nor waives it."""
    officer = known(inp.dossier.organisation.data_protection_officer)
    if officer is None:
        found = inp.leaves("organisation.data_protection_officer.function")
        return judged(Depth.CONSISTENCY, found, _officer_decides(inp, set()))
    names = {name.lower() for name in (officer.person, known(officer.name)) if name}
    faults = []
    for task in known(inp.dossier.concept.responsibilities) or ():
        for person in known(task.persons) or ():
            if names & {person.id.lower(), (person.name or "").lower()}:
                message = tr(
                    "Die datenschutzbeauftragte Person steht auch bei der Aufgabe „{task}“.", task=task.kind.label
                )
                faults.append(Fault(message, f"concept.responsibilities[{task.id}].persons"))
    return judged(Depth.CONSISTENCY, answered(inp), [*faults, *_officer_decides(inp, names)])


def dpo_involved(inp: CheckInput) -> CheckOutcome:
    """Art. 38(1) DSGVO: the opinion is there, not younger than what it is about, and about the dossier as it is."""
    found = demand(inp)
    opinion, validated = inp.dossier.review.dpo_opinion, inp.value("dpia.overview.validated_on")
    faults, questions = [], []
    if opinion is not None and isinstance(validated, dt.date) and opinion.date > validated:
        message = tr("Die Stellungnahme ist jünger als die Bestätigung der Folgenabschätzung.")
        faults.append(Fault(message, "review.dpo_opinion.date"))
    code = opinion.code if opinion is not None else None
    drafts = inp.world.read_drafts
    if code and drafts is not None and code.strip().upper() not in drafts:
        question = tr(
            "Die Stellungnahme gilt dem Entwurf mit dem Prüfcode {code}. Seither hat sich etwas geändert: Gilt sie noch?",
            code=code,
        )
        questions.append(Fault(question, "review.dpo_opinion.code"))
    return judged(Depth.PRESENCE, found, faults, questions)


def _officer_decides(inp: CheckInput, names: set[str]) -> Iterator[Fault]:
    """Yield where the DPO stands in the place of somebody who decides: she advises."""
    dossier = inp.dossier
    signatory, overview = known(dossier.concept.signatory), known(dossier.dpia.overview)
    deciding = []
    if signatory is not None:
        deciding += [(f"concept.signatory.{one}", known(getattr(signatory, one))) for one in ("office", "name")]
    if overview is not None:
        deciding.append(("dpia.overview.validated_by", known(overview.validated_by)))
        deciding += [
            (f"dpia.overview.team[{one.id}].function", one.function)
            for one in known(overview.team) or ()
            if one.role in {Raci.RESPONSIBLE, Raci.ACCOUNTABLE}
        ]
    deciding += [(f"review.waivers[{one.requirement}].by", one.by) for one in dossier.review.waivers]
    for path, said in deciding:
        if said and (re.search(_OFFICER, said) or said.lower() in names):
            message = tr("Die datenschutzbeauftragte Person berät; hier steht sie als die Person, die entscheidet.")
            yield Fault(message, path, quote=said)


def no_names_in_public_edition(inp: CheckInput) -> CheckOutcome:
    """Functions and their mailboxes are there, and no published text repeats what is internal."""
    return judged(Depth.CONSISTENCY, demand(inp), _repeated(inp))


def _repeated(inp: CheckInput) -> Iterator[Fault]:
    organisation, signatory = inp.dossier.organisation, known(inp.dossier.concept.signatory)
    representative = known(organisation.represented_by)
    public = {known(one.name) for one in (representative, signatory) if one is not None}
    internal = {
        text.strip()
        for path, text in inp.world.internal_values
        if path.rpartition(".")[2] in _PERSONAL_FIELDS and len(text.strip()) >= MIN_LENGTH and text not in public
    }
    for text in sorted(one for one in internal if one in inp.world.public_words):
        for field, words in _public_texts_with(inp, re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")):
            message = tr("Der Text wird veröffentlicht und nennt eine interne Angabe: „{words}“.", words=words)
            yield Fault(message, field.path, quote=words)


def _public_texts_with(inp: CheckInput, pattern: re.Pattern[str]) -> Iterator[tuple[TextField, str]]:
    """Yield the published texts that match, with the words; one look at all texts together usually says: none."""
    if pattern.search(inp.world.public_words):
        for field in inp.world.texts:
            found = None if field.internal else pattern.search(field.text)
            if found:
                yield field, found[0]


FAMILY: Family = {
    "controller_is_municipality": (CheckEntry(controller_is_municipality),),
    "controllers_consistent": (CheckEntry(controllers_consistent),),
    "authority_named_correctly": (CheckEntry(authority_named_correctly),),
    "dpo_involved": (CheckEntry(dpo_involved),),
    "dpo_without_conflict": (CheckEntry(dpo_without_conflict),),
    "no_names_in_public_edition": (CheckEntry(no_names_in_public_edition),),
}
