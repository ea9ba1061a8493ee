"""The relation to the platform's operator: joint controllership, agreement, settings, advertising, court decisions."""

from __future__ import annotations

import re

from pipeline.dossier.answers import known
from pipeline.dossier.model.channel import AdminAccessKind
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
from pipeline.law.urls import same_page, url_fault

_JOINT = "concept.channels[].joint_controllership"


def joint_controllership_settled(inp: CheckInput) -> CheckOutcome:
    """Art. 26(1) DSGVO: a decided question, and with yes an arrangement that can be found."""
    exists = inp.value(f"{_JOINT}.exists")
    wanted = [f"{_JOINT}.exists"]
    if exists is True:
        wanted += [f"{_JOINT}.agreement_title", f"{_JOINT}.agreement_url", f"{_JOINT}.agreement_date"]
    elif exists is False:
        wanted += [f"{_JOINT}.remark"]
    return judged(Depth.VALUE, demand(inp, wanted))


def agreement_of_platform(inp: CheckInput) -> CheckOutcome:
    """Meta's addendum: the link is the one the catalogue knows, and the version is dated."""
    addendum = inp.platform.joint_controller_addendum
    found = demand(inp)
    faults = []
    url = inp.text(f"{_JOINT}.agreement_url")
    if addendum is not None and url and not same_page(url, addendum.url):
        message = tr(
            "Die Adresse ist nicht die der Vereinbarung „{title}“ ({url}).", title=addendum.title, url=addendum.url
        )
        faults.append(Fault(message, inp.leaves(f"{_JOINT}.agreement_url")[0].path, quote=url))
    known_to_catalogue = [fact_of_catalogue("", addendum.title, addendum.url)] if addendum is not None else []
    return judged(Depth.CONSISTENCY, [*found, *known_to_catalogue], faults)


def rights_against_both(inp: CheckInput) -> CheckOutcome:
    """Art. 26(3) DSGVO: rights can be exercised against either controller."""
    path = f"{_JOINT}.rights_against_both"
    return judged(
        Depth.VALUE,
        demand(inp),
        _must_be(
            inp, path, True, tr("Rechte können gegenüber beiden geltend gemacht werden; die Antwort lautet „nein“.")
        ),
    )


def platform_policy_linked(inp: CheckInput) -> CheckOutcome:
    """The operator's own policy is known with link and date, and the privacy notice links it."""
    platform, notice = inp.platform, inp.world.standing_texts.get("datenschutzhinweise", "")
    faults = []
    if platform.privacy_policy is None:
        message = tr("Zu {platform} ist keine Datenschutzrichtlinie bekannt.", platform=platform.name)
        remedy = tr("In organisation.yaml unter platforms die Richtlinie mit Adresse, Quelle und Datum eintragen.")
        faults.append(Fault(message, remedy=remedy))
    elif fault := url_fault(platform.privacy_policy.url):
        faults.append(Fault(fault, f"organisation.platforms[{platform.id}]", quote=platform.privacy_policy.url))
    if "privacy_policy" not in notice:
        faults.append(Fault(tr("Die Datenschutzhinweise verweisen nicht auf die Richtlinie der Plattform.")))
    seen = [fact_of_catalogue("", platform.name, platform.privacy_policy.url)] if platform.privacy_policy else []
    return judged(Depth.VALUE, seen, faults)


def policies_of_own_platforms(inp: CheckInput) -> CheckOutcome:
    """No link to the policy of a platform that the municipality does not use."""
    consequences = known(inp.dossier.dpia.consequences)
    entries = (known(consequences.further_information) or ()) if consequences is not None else ()
    own = {platform for one in inp.world.present_platforms for platform in _names_of(inp, one)}
    others = {name for one in inp.platforms for name in _names_of(inp, one)} - own
    faults = []
    for entry in entries:
        foreign = next((name for name in sorted(others) if re.search(rf"\b{re.escape(name)}\b", entry.title)), None)
        if foreign is not None:
            message = tr(
                "Der Verweis „{title}“ nennt {platform}; dort gibt es keinen Kanal.",
                title=entry.title,
                platform=foreign,
            )
            faults.append(Fault(message, f"dpia.consequences.further_information[{entry.id}]", quote=entry.title))
    return judged(Depth.CONSISTENCY, (), faults)


def ai_objection_recorded(inp: CheckInput) -> CheckOutcome:
    """The question whether an objection to AI training was filed is answered, with the date."""
    filed, date = "concept.channels[].ai_training_objection.filed", "concept.channels[].ai_training_objection.date"
    return judged(Depth.VALUE, demand(inp, [filed, date] if inp.value(filed) is True else [filed]))


def no_custom_audiences(inp: CheckInput) -> CheckOutcome:
    """No lists of citizens for targeting; the criteria of targeting are described."""
    path = "concept.channels[].paid_ads.custom_audiences"
    message = tr("Daten der Verwaltung dürfen nicht zur Bildung von Zielgruppen hochgeladen werden.")
    return judged(Depth.VALUE, demand(inp), _must_be(inp, path, False, message))


def no_private_admin(inp: CheckInput) -> CheckOutcome:
    """The account is not run from private profiles of staff, and rights are taken back."""
    path = "concept.channels[].admin_access.kind"
    faults = []
    if inp.value(path) is AdminAccessKind.PERSONAL_PROFILE:
        faults.append(
            Fault(tr("Das Konto wird über persönliche Profile von Beschäftigten verwaltet."), inp.leaves(path)[0].path)
        )
    return judged(Depth.VALUE, demand(inp), faults)


def development_named(inp: CheckInput) -> CheckOutcome:
    """A judgment or opinion is named with its file number or title, and assessed."""
    token = inp.requirement.argument or ""
    developments = inp.dossier.concept.legal_developments
    others = [path for path in inp.requirement.paths() if "legal_developments" not in path]
    found = demand(inp, others)
    wanted = [
        one for one in known(developments) or () if token.lower() in f"{one.title} {known(one.text) or ''}".lower()
    ]
    if not wanted:
        lacking = answered(inp, ["concept.legal_developments[].title"])
        fault = Fault(tr("Die Rechtsentwicklung nennt „{token}“ nicht.", token=token), "concept.legal_developments")
        return judged(Depth.VALUE, [*found, *lacking], [] if known(developments) is None else [fault])
    texts = tuple(
        leaf
        for leaf in inp.leaves("concept.legal_developments[].text")
        if any(leaf.path == f"concept.legal_developments[{one.id}].text" for one in wanted)
    )
    return judged(Depth.VALUE, [*texts, *found])


def operator_named_correctly(inp: CheckInput) -> CheckOutcome:
    """Operator and address come from the catalogue; a dossier's own entry uses no former name."""
    platform = inp.platform
    if platform.operator is None:
        message = tr("Zu {platform} ist kein Betreiber bekannt.", platform=platform.name)
        return judged(Depth.VALUE, (), [Fault(message, f"organisation.platforms[{platform.id}]")])
    faults = []
    if any(former.lower() in platform.operator.value.lower() for former in platform.former_names):
        message = tr("„{name}“ ist ein früherer Name.", name=platform.operator.value)
        faults.append(Fault(message, f"organisation.platforms[{platform.id}].operator", quote=platform.operator.value))
    return judged(Depth.VALUE, [fact_of_catalogue("", platform.name, platform.operator.value)], faults)


def _must_be(inp: CheckInput, path: str, wanted: bool, message: str) -> list[Fault]:
    value = inp.value(path)
    return [] if value is None or value is wanted else [Fault(message, inp.leaves(path)[0].path)]


def _names_of(inp: CheckInput, platform_id: str) -> tuple[str, ...]:
    platform = inp.platforms.get(platform_id)
    return (platform.name,) if platform is not None else ()


FAMILY: Family = {
    "joint_controllership_settled": (CheckEntry(joint_controllership_settled, Each.CHANNEL),),
    "agreement_of_platform": (CheckEntry(agreement_of_platform, Each.CHANNEL),),
    "rights_against_both": (CheckEntry(rights_against_both, Each.CHANNEL),),
    "platform_policy_linked": (CheckEntry(platform_policy_linked, Each.CHANNEL), CheckEntry(policies_of_own_platforms)),
    "ai_objection_recorded": (CheckEntry(ai_objection_recorded, Each.CHANNEL),),
    "no_custom_audiences": (CheckEntry(no_custom_audiences, Each.CHANNEL),),
    "no_private_admin": (CheckEntry(no_private_admin, Each.CHANNEL),),
    "development_named": (CheckEntry(development_named),),
    "operator_named_correctly": (CheckEntry(operator_named_correctly, Each.CHANNEL),),
}
