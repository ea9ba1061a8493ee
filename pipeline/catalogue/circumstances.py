"""What applies to a dossier: the tokens that conditions of requirements and checklist items speak of.

Every token is yes, no or unknown (``None``). Nothing is defaulted: what the dossier leaves open or does not say is unknown, and
a condition that needs it becomes a question. Tokens about channels are asked for one channel, or for all of them together:
yes for one is yes, and no only when it is no for each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from pipeline.catalogue.risk_scale import level
from pipeline.dossier.answers import OpenPoint, known
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.model.channel import Channel, TransferMechanism
from pipeline.dossier.model.concept import PurposeKind
from pipeline.dossier.model.dpia import Risk, ThresholdResult
from pipeline.dossier.model.platform import Platform, PlatformKind

Fact = bool | None
Circumstances = Mapping[str, Fact]

_USA = frozenset({"USA", "Vereinigte Staaten", "Vereinigte Staaten von Amerika"})
_HIGH = "high"


def circumstances(
    dossier: Dossier, platforms: Mapping[str, Platform], as_of: dt.date, channel: Channel | None = None
) -> Circumstances:
    """Return every yes/no token for ``dossier`` as of a day; for one channel, or for all together.

    Args:
        dossier: the dossier.
        platforms: the platforms by id, overrides laid over the catalogue.
        as_of: the day of the evaluation; an election counts while it lies ahead.
        channel: the channel that tokens about channels are asked for; ``None`` for all of them.
    """
    channels = dossier.concept.channels if channel is None else (channel,)
    facts: dict[str, Fact] = {"always": True}
    for token, ask in _CHANNEL_TOKENS.items():
        facts[token] = any_of(ask(one, platforms.get(one.platform), dossier) for one in channels)
    for token, ask_dossier in _DOSSIER_TOKENS.items():
        facts[token] = ask_dossier(dossier)
    facts["election_period"] = _election(dossier, as_of)
    return facts


def any_of(facts: Iterable[Fact]) -> Fact:
    """Return yes when one is yes, unknown when one is unknown, else no."""
    known_facts = tuple(facts)
    if any(fact is True for fact in known_facts):
        return True
    return None if any(fact is None for fact in known_facts) else False


def residual_level(risk: Risk) -> str | None:
    """Return the level (``low``, ``medium``, ``high``) of what remains of a risk, or ``None`` while it is not assessed."""
    return _level(risk, "residual")


def initial_level(risk: Risk) -> str | None:
    """Return the level of a risk before additional measures, or ``None`` while it is not assessed."""
    return _level(risk, "initial")


def _level(risk: Risk, name: str) -> str | None:
    assessment = known(getattr(risk, name))
    if assessment is None:
        return None
    likelihood, severity = known(assessment.likelihood), known(assessment.severity)
    return None if likelihood is None or severity is None else level(likelihood.value, severity.value)


def _third_country(channel: Channel, platform: Platform | None, _dossier: Dossier) -> Fact:
    countries = _countries(channel, platform)
    transfer = known(channel.third_country_transfer)
    if transfer is not None and known(transfer.mechanism) is TransferMechanism.NONE:
        return False
    return None if countries is None else bool(countries)


def _usa(channel: Channel, platform: Platform | None, _dossier: Dossier) -> Fact:
    countries = _countries(channel, platform)
    return None if countries is None else bool(_USA.intersection(countries))


def _no_adequacy(channel: Channel, platform: Platform | None, dossier: Dossier) -> Fact:
    transfer = known(channel.third_country_transfer)
    mechanism = known(transfer.mechanism) if transfer is not None else None
    if mechanism is TransferMechanism.STANDARD_CLAUSES:
        return True
    if mechanism in {TransferMechanism.ADEQUACY, TransferMechanism.ADEQUACY_AND_CLAUSES, TransferMechanism.NONE}:
        return False
    countries = _countries(channel, platform)
    if countries is None:
        return None
    if not countries:
        return False
    return True if set(countries) - _USA else None


def _countries(channel: Channel, platform: Platform | None) -> tuple[str, ...] | None:
    """Return the third countries: what the dossier says, else what the catalogue knows, else ``None``."""
    transfer = known(channel.third_country_transfer)
    if transfer is not None:
        mechanism = known(transfer.mechanism)
        if mechanism is TransferMechanism.NONE:
            return ()
        countries = known(transfer.countries)
        if countries:
            return countries
    if platform is not None and platform.third_countries:
        return platform.third_countries
    return None


def _joint(channel: Channel, _platform: Platform | None, _dossier: Dossier) -> Fact:
    joint = known(channel.joint_controllership)
    return known(joint.exists) if joint is not None else None


def _paid_ads(channel: Channel, _platform: Platform | None, _dossier: Dossier) -> Fact:
    ads = known(channel.paid_ads)
    return known(ads.allowed) if ads is not None else None


def _messenger(_channel: Channel, platform: Platform | None, _dossier: Dossier) -> Fact:
    return None if platform is None else platform.kind is PlatformKind.MESSENGER


def _platform_web(_channel: Channel, platform: Platform | None, _dossier: Dossier) -> Fact:
    return None if platform is None else platform.kind is not PlatformKind.MESSENGER


def _crisis(channel: Channel, _platform: Platform | None, dossier: Dossier) -> Fact:
    ids, purposes = known(channel.purposes), known(dossier.concept.purposes)
    if not ids or not purposes:
        return None
    return any(purpose.id in ids and purpose.kind is PurposeKind.CRISIS for purpose in purposes)


def _minors(channel: Channel, _platform: Platform | None, dossier: Dossier) -> Fact:
    pictures = known(dossier.concept.image_rights)
    return any_of((known(channel.addresses_minors), known(pictures.minors_shown) if pictures is not None else None))


_CHANNEL_TOKENS: Mapping[str, Callable[[Channel, Platform | None, Dossier], Fact]] = {
    "insights": lambda channel, _platform, _dossier: known(channel.insights),
    "platform_operator_joint": _joint,
    "comments_open": lambda channel, _platform, _dossier: known(channel.comments_open),
    "direct_messages": lambda channel, _platform, _dossier: known(channel.direct_messages),
    "minors": _minors,
    "third_country": _third_country,
    "third_country.us": _usa,
    "third_country.no_adequacy": _no_adequacy,
    "paid_ads": _paid_ads,
    "platform_web": _platform_web,
    "messenger": _messenger,
    "crisis_purpose": _crisis,
}


def _people_shown(dossier: Dossier) -> Fact:
    pictures = known(dossier.concept.image_rights)
    return known(pictures.people_shown) if pictures is not None else None


def _staff_shown(dossier: Dossier) -> Fact:
    staff = known(dossier.concept.staff_data)
    return known(staff.shown) if staff is not None else None


def _consent_used(dossier: Dossier) -> Fact:
    return True if known(dossier.concept.consents) else known(dossier.concept.consent_used)


def _processors(dossier: Dossier) -> Fact:
    return True if known(dossier.concept.processors) else known(dossier.concept.processors_used)


def _ai_content(dossier: Dossier) -> Fact:
    rules = known(dossier.concept.ai_content_rules)
    return known(rules.used) if rules is not None else None


def _website_embeds(dossier: Dossier) -> Fact:
    embeds = known(dossier.concept.website_embeds)
    return known(embeds.used) if embeds is not None else None


def _dsfa_required(dossier: Dossier) -> Fact:
    threshold = known(dossier.dpia.threshold)
    result = known(threshold.result) if threshold is not None else None
    return None if result is None else result is not ThresholdResult.NOT_REQUIRED


def _residual_risk_high(dossier: Dossier) -> Fact:
    if _dsfa_required(dossier) is False:
        return False
    risks = known(dossier.dpia.risks)
    if not risks:
        return None
    levels = [residual_level(risk) for risk in risks]
    if _HIGH in levels:
        return True
    return None if None in levels else False


def _published(dossier: Dossier) -> Fact:
    publication = known(dossier.concept.publication)
    return known(publication.published) if publication is not None else None


def _council(dossier: Dossier) -> Fact:
    council = known(dossier.concept.council)
    return known(council.involved) if council is not None else None


def _revision(dossier: Dossier) -> Fact:
    replaces = dossier.concept.document.replaces
    if dossier.concept.document.history:
        return True
    if isinstance(replaces, OpenPoint) or replaces is None:
        return None
    return replaces.strip().lower() not in {"", "keine", "keine vorherige fassung"}


def _purpose_change(dossier: Dossier) -> Fact:
    notice = known(dossier.concept.privacy_notice)
    return notice is not None and notice.further_purposes is not None


def _art14(dossier: Dossier) -> Fact:
    return dossier.dpia.art14_exceptions is not None


def _election(dossier: Dossier, as_of: dt.date) -> Fact:
    rules = known(dossier.concept.election_rules)
    day = known(rules.date) if rules is not None else None
    return True if day is not None and day >= as_of else None


_DOSSIER_TOKENS: Mapping[str, Callable[[Dossier], Fact]] = {
    "people_shown": _people_shown,
    "staff_shown": _staff_shown,
    "consent_used": _consent_used,
    "processors": _processors,
    "ai_content": _ai_content,
    "website_embeds": _website_embeds,
    "dsfa_required": _dsfa_required,
    "residual_risk_high": _residual_risk_high,
    "cooperations": lambda dossier: known(dossier.concept.cooperations),
    "competitions": lambda dossier: known(dossier.concept.competitions),
    "editorial_content": lambda dossier: known(dossier.concept.editorial_content),
    "published": _published,
    "published_pdf": _published,
    "council": _council,
    "revision": _revision,
    "purpose_change": _purpose_change,
    "art14_exception_used": _art14,
}

CHANNEL_TOKENS = frozenset(_CHANNEL_TOKENS)
"""Tokens that are asked for each channel."""

TOKENS = frozenset({"always", "election_period", *_CHANNEL_TOKENS, *_DOSSIER_TOKENS})
"""All tokens with a yes or no; ``land``, ``legal_form`` and ``platform`` are compared with a value instead."""
