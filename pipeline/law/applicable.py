"""Does a requirement apply to a subject, and if not or not known, why? In German, from the words of its condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.catalogue.applicability import Outcome, evaluate
from pipeline.catalogue.condition import Condition, load_vocabulary, parse_condition
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.model.channel import Channel
from pipeline.language import tr
from pipeline.law.evidence_state import Leaf, State, leaves, leaves_below
from pipeline.law.subjects import Each, Subject, each_of, steps_below
from pipeline.law.world import World

FIELDS_OF_WORDS: Mapping[str, Sequence[str]] = {
    "insights": ("concept.channels[].insights",),
    "platform_operator_joint": ("concept.channels[].joint_controllership.exists",),
    "comments_open": ("concept.channels[].comments_open",),
    "direct_messages": ("concept.channels[].direct_messages",),
    "people_shown": ("concept.image_rights.people_shown",),
    "minors": ("concept.channels[].addresses_minors", "concept.image_rights.minors_shown"),
    "staff_shown": ("concept.staff_data.shown",),
    "consent_used": ("concept.consent_used",),
    "third_country": ("concept.channels[].third_country_transfer.countries",),
    "third_country.us": ("concept.channels[].third_country_transfer.countries",),
    "third_country.no_adequacy": ("concept.channels[].third_country_transfer.mechanism",),
    "paid_ads": ("concept.channels[].paid_ads.allowed",),
    "ai_content": ("concept.ai_content_rules.used",),
    "website_embeds": ("concept.website_embeds.used",),
    "processors": ("concept.processors_used",),
    "dsfa_required": ("dpia.threshold.result",),
    "residual_risk_high": (
        "dpia.threshold.result",
        "dpia.risks[].residual.likelihood",
        "dpia.risks[].residual.severity",
    ),
    "election_period": ("concept.election_rules.date",),
    "cooperations": ("concept.cooperations",),
    "competitions": ("concept.competitions",),
    "editorial_content": ("concept.editorial_content",),
    "published": ("concept.publication.published",),
    "published_pdf": ("concept.publication.published",),
    "council": ("concept.council.involved",),
    "revision": ("concept.document.replaces",),
    "crisis_purpose": ("concept.channels[].purposes",),
}
"""Where the answer to a word of the conditions is written."""


@dataclass(frozen=True, slots=True)
class Applies:
    """Whether a requirement applies.

    Attributes:
        fact: yes, no or unknown.
        reason: why not, in German; empty otherwise.
        unknown: the places whose answer is missing and would decide, each open or absent.
        meanings: what is unknown, in German.
    """

    fact: bool | None
    reason: str = ""
    unknown: tuple[Leaf, ...] = ()
    meanings: tuple[str, ...] = ()


def applies(condition: str, world: World, subject: Subject | None) -> Applies:
    """Judge ``condition`` for one channel, or for the dossier: there it applies if it applies to one channel."""
    parsed = parse_condition(condition)
    channel = subject.channel if subject is not None else None
    if channel is not None:
        return _explained(_judged(parsed, world, channel), world, channel)
    outcomes = [(one.channel, _judged(parsed, world, one.channel)) for one in world.channels if one.channel]
    for wanted in (True, None):
        for one, outcome in outcomes:
            if outcome.fact is wanted:
                return _explained(outcome, world, one)
    one, outcome = outcomes[0]
    return _explained(outcome, world, one)


def _judged(condition: Condition, world: World, channel: Channel) -> Outcome:
    return evaluate(condition, world.facts_for(channel), world.values_for(channel))


def _explained(outcome: Outcome, world: World, channel: Channel) -> Applies:
    if outcome.fact is False:
        reasons = dict.fromkeys(_reason(word, world, channel) for word in outcome.deciding)
        return Applies(False, " ".join(reasons))
    if outcome.fact is None:
        unknown = {leaf.path: leaf for word in outcome.unknown for leaf in _missing(word, world.dossier, channel)}
        meanings = tuple(load_vocabulary()[word].meaning.rstrip(".") for word in dict.fromkeys(outcome.unknown))
        return Applies(None, "", tuple(unknown.values()), meanings)
    return Applies(True)


def _reason(word: str, world: World, channel: Channel) -> str:
    if word == "land":
        return tr("Gilt nicht im Land {land}.", land=world.dossier.organisation.land.label)
    if word == "legal_form":
        return tr("Gilt nicht für die Rechtsform „{form}“.", form=world.dossier.organisation.legal_form.label)
    if word == "platform":
        platform = world.platforms.get(channel.platform)
        return tr("Gilt nicht für {platform}.", platform=platform.name if platform else channel.platform)
    meaning = load_vocabulary()[word].meaning.rstrip(".")
    if world.facts_for(channel).get(word):
        return tr("Trifft hier zu: „{meaning}“.", meaning=meaning)
    return tr("Trifft hier nicht zu: „{meaning}“.", meaning=meaning)


def _missing(word: str, dossier: Dossier, channel: Channel) -> Iterator[Leaf]:
    for path in FIELDS_OF_WORDS.get(word, ()):
        if each_of(path) is Each.CHANNEL:
            found = leaves_below(channel, f"{Each.CHANNEL.value}[{channel.id}]", steps_below(path))
        else:
            found = leaves(dossier, path)
        yield from (leaf for leaf in found if leaf.state is not State.KNOWN)
