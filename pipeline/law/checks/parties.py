"""Who is named: the controller, the authority, the DPO, and staff who must not be published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.dossier.answers import known
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


def authority_named_correctly(inp: CheckInput) -> CheckOutcome:
    """The authority has the name that the catalogue knows."""
    wrong = authority_fault(inp.dossier.organisation, inp.authority)
    faults = [Fault(wrong, "organisation.supervisory_authority.name")] if wrong else []
    return judged(Depth.CONSISTENCY, [fact_of_catalogue("", tr("Aufsichtsbehörde"), inp.authority.name)], faults)


def dpo_without_conflict(inp: CheckInput) -> CheckOutcome:
    """Art. 38(6) DSGVO: the DPO is not responsible for what she supervises."""
    officer = known(inp.dossier.organisation.data_protection_officer)
    if officer is None:
        return judged(Depth.CONSISTENCY, inp.leaves("organisation.data_protection_officer.function"))
    names = {name.lower() for name in (officer.person, known(officer.name)) if name}
    faults = []
    for task in known(inp.dossier.concept.responsibilities) or ():
        for person in known(task.persons) or ():
            if names & {person.id.lower(), (person.name or "").lower()}:
                message = tr(
                    "Die datenschutzbeauftragte Person steht auch bei der Aufgabe „{task}“.", task=task.kind.label
                )
                faults.append(Fault(message, f"concept.responsibilities[{task.id}].persons"))
    return judged(Depth.CONSISTENCY, answered(inp), faults)


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
    "authority_named_correctly": (CheckEntry(authority_named_correctly),),
    "dpo_without_conflict": (CheckEntry(dpo_without_conflict),),
    "no_names_in_public_edition": (CheckEntry(no_names_in_public_edition),),
}
