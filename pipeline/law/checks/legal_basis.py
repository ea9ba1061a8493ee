"""Purposes and their legal bases (Art. 5, 6, 9 DSGVO and the Land's act)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.catalogue.authorities import Authority, load_authorities
from pipeline.dossier.answers import known
from pipeline.dossier.model.concept import GdprBasis, Purpose, PurposeKind
from pipeline.language import tr
from pipeline.law.check_types import CheckEntry, CheckInput, CheckOutcome, Family, Fault, answered, demand, judged
from pipeline.law.findings import Depth
from pipeline.law.subjects import Each

_BASIS = "concept.purposes[].legal_basis.gdpr"
_NATIONAL = "concept.purposes[].legal_basis.national_law"
_TASK = "concept.purposes[].legal_basis.task"

_WORDS_OF_KINDS: Mapping[PurposeKind, str] = {
    PurposeKind.CRISIS: r"\b(Krise|Gefahrenlage|Katastrophe|Notfall|Warnung)\w*|Krisenkommunikation",
    PurposeKind.DIALOGUE: r"\b(Kritik|Anregungen|Rückfragen|Austausch|Dialog)\b",
    PurposeKind.RECRUITING: r"\b(Personalgewinnung|Stellenangebote|Nachwuchsgewinnung)\b",
}
"""Words by which a text speaks of a purpose of this kind."""


def legal_basis_complete(inp: CheckInput) -> CheckOutcome:
    """Art. 6(1) and (3) DSGVO: lit. e and lit. c need a provision of national law, and not that of another Land."""
    needs_law = inp.value(_BASIS) in {GdprBasis.PUBLIC_TASK, GdprBasis.LEGAL_OBLIGATION}
    faults = []
    law = inp.text(_NATIONAL)
    foreign = _foreign_act(law, inp.authority)
    if foreign is not None and inp.authority.legal_basis is None:  # where the provision is known, its own entry judges
        faults.append(_other_land(law, foreign, _path_of(inp, _NATIONAL)))
    return judged(Depth.VALUE, demand(inp, [_BASIS, _NATIONAL] if needs_law else [_BASIS]), faults)


def national_law_of_land(inp: CheckInput) -> CheckOutcome:
    """The Land's own act, or a special provision with its task; never the act of another Land."""
    if inp.value(_BASIS) not in {GdprBasis.PUBLIC_TASK, None}:
        return judged(Depth.VALUE, answered(inp, [_BASIS]))
    law = inp.text(_NATIONAL)
    path = _path_of(inp, _NATIONAL)
    faults = []
    foreign = _foreign_act(law, inp.authority)
    if foreign is not None:
        faults.append(_other_land(law, foreign, path))
    elif law and not _names(law, inp.authority):
        if not re.search(r"§|\bArt\.|\bArtikel\b", law):
            faults.append(Fault(tr("„{law}“ nennt keine Vorschrift.", law=law), path, quote=law))
        return judged(Depth.VALUE, demand(inp, [_BASIS, _NATIONAL, _TASK]), faults)
    return judged(Depth.VALUE, demand(inp, [_BASIS, _NATIONAL]), faults)


def no_bdsg(inp: CheckInput) -> CheckOutcome:
    """§ 1 BDSG: it does not apply to the Länder's public bodies that have an act of their own."""
    law = inp.text(_NATIONAL)
    faults = []
    if re.search(r"\bBDSG\b|Bundesdatenschutzgesetz", law):
        faults.append(Fault(tr("Das BDSG gilt für Kommunen nicht."), _path_of(inp, _NATIONAL), quote=law))
    return judged(Depth.VALUE, answered(inp, [_NATIONAL]), faults)


def no_legitimate_interests(inp: CheckInput) -> CheckOutcome:
    """Art. 6(1) second subparagraph DSGVO: authorities cannot rely on lit. f for their tasks."""
    faults = []
    if inp.value(_BASIS) is GdprBasis.LEGITIMATE_INTERESTS:
        message = tr("Eine Behörde kann sich bei ihren Aufgaben nicht auf berechtigte Interessen (lit. f) stützen.")
        faults.append(Fault(message, _path_of(inp, _BASIS)))
    return judged(Depth.VALUE, answered(inp, [_BASIS]), faults)


def channel_purposes(inp: CheckInput) -> CheckOutcome:
    """Each channel describes its purpose and points at existing purposes that cover what it says."""
    found = demand(inp, ["concept.channels[].purpose", "concept.channels[].purposes"])
    purposes = {purpose.id: purpose for purpose in _purposes(inp)}
    wanted = known(inp.channel.purposes) or ()
    path = inp.subject.path if inp.subject else ""
    faults = [
        Fault(tr("Der Kanal verweist auf den Zweck „{id}“, den es nicht gibt.", id=one), f"{path}.purposes")
        for one in wanted
        if purposes and one not in purposes
    ]
    own = [purposes[one] for one in wanted if one in purposes]
    faults += _unlisted(inp.text("concept.channels[].purpose"), own, f"{path}.purpose") if own else []
    return judged(Depth.CONSISTENCY, found, faults)


def purposes_used(inp: CheckInput) -> CheckOutcome:
    """Each purpose of the list is described and serves a channel; the concept's text speaks of no other."""
    found = demand(inp, ["concept.purposes[].text"])
    channels = [channel.channel for channel in inp.world.channels if channel.channel is not None]
    undecided = any(known(channel.purposes) is None for channel in channels)
    used = {one for channel in channels for one in known(channel.purposes) or ()}
    purposes = _purposes(inp)
    faults = [
        Fault(tr("Der Zweck „{title}“ dient keinem Kanal.", title=purpose.title), f"concept.purposes[{purpose.id}]")
        for purpose in purposes
        if purpose.id not in used and not undecided
    ]
    faults += _unlisted(inp.text("concept.purpose"), purposes, "concept.purpose") if purposes else []
    return judged(Depth.CONSISTENCY, found, faults)


def purpose_before_start(inp: CheckInput) -> CheckOutcome:
    """LfDI BW: the purpose is settled before the channel starts."""
    found = demand(inp)
    started = known(inp.channel.started_on)
    document = inp.dossier.concept.document
    versions = [entry.date for entry in document.history]
    date = known(document.date)
    first = min([*versions, date] if date is not None else versions, default=None)
    faults = []
    if started is not None and first is not None and first > started:
        message = tr(
            "Die erste Fassung des Konzepts ({first:%d.%m.%Y}) liegt nach dem Beginn des Kanals ({start:%d.%m.%Y}).",
            first=first,
            start=started,
        )
        faults.append(Fault(message, f"{inp.subject.path}.started_on" if inp.subject else ""))
    return judged(Depth.CONSISTENCY, found, faults)


def special_categories_settled(inp: CheckInput) -> CheckOutcome:
    """Art. 9 DSGVO: no special categories, or an exception for each."""
    posted, exception = "concept.special_categories.posted", "concept.special_categories.exception"
    found = demand(inp, [posted, exception] if inp.value(posted) is True else [posted])
    faults = [
        Fault(
            tr("Für „{item}“ fehlt eine Ausnahme nach Art. 9 Abs. 2 DSGVO.", item=item),
            f"dpia.description.personal_data[{id_}]",
        )
        for id_, item in special_items(inp)
        if id_ not in _excepted(inp)
    ]
    return judged(Depth.CONSISTENCY, found, faults)


def special_items(inp: CheckInput) -> Iterator[tuple[str, str]]:
    """Yield id and name of each data item of the DPIA that is a special category."""
    description = known(inp.dossier.dpia.description)
    for item in (known(description.personal_data) or ()) if description is not None else ():
        category = known(item.special_category)
        if category and not re.match(r"(?i)\s*(keine|nein|nicht)\b", category):
            yield item.id, item.item


def _excepted(inp: CheckInput) -> frozenset[str]:
    exceptions = known(inp.dossier.dpia.special_category_exceptions) or ()
    return frozenset(one.data for one in exceptions if one.letter.strip())


def _purposes(inp: CheckInput) -> tuple[Purpose, ...]:
    return known(inp.dossier.concept.purposes) or ()


def _unlisted(text: str, purposes: Iterator[Purpose] | list[Purpose] | tuple[Purpose, ...], path: str) -> list[Fault]:
    kinds = {purpose.kind for purpose in purposes}
    faults = []
    for kind, words in _WORDS_OF_KINDS.items():
        found = re.search(words, text)
        if found and kind not in kinds:
            message = tr(
                "Der Text spricht von „{word}“, aber kein zugeordneter Zweck hat die Art „{kind}“.",
                word=found[0],
                kind=kind.label,
            )
            faults.append(Fault(message, path, quote=found[0]))
    return faults


def _names(law: str, authority: Authority) -> bool:
    """Return whether ``law`` cites the provision that the catalogue has for the Land."""
    provision = authority.legal_basis or authority.act_short
    section = re.search(r"§\s*(\d+)", provision)
    act = authority.act_short in law or authority.act in law
    return act and (section is None or re.search(rf"§§?\s*{section[1]}\b", law) is not None)


def _foreign_act(law: str, own: Authority) -> str | None:
    """Return the act of another Land that ``law`` names, or ``None``."""
    for other in load_authorities().values():
        shared = other.act_short == own.act_short
        if other.land is not own.land and (other.act in law or (not shared and _word(other.act_short, law))):
            return other.act
    return None


def _other_land(law: str, act: str, path: str) -> Fault:
    message = tr("„{law}“ nennt das Gesetz eines anderen Landes ({act}).", law=law, act=act)
    return Fault(message, path, tr("Die Vorschrift des eigenen Landes eintragen."), law)


def _word(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _path_of(inp: CheckInput, path: str) -> str:
    return inp.leaves(path)[0].path


FAMILY: Family = {
    "legal_basis_complete": (CheckEntry(legal_basis_complete, Each.PURPOSE),),
    "national_law_of_land": (CheckEntry(national_law_of_land, Each.PURPOSE),),
    "no_bdsg": (CheckEntry(no_bdsg, Each.PURPOSE),),
    "no_legitimate_interests": (CheckEntry(no_legitimate_interests, Each.PURPOSE),),
    "purposes_consistent": (CheckEntry(channel_purposes, Each.CHANNEL), CheckEntry(purposes_used)),
    "purpose_before_start": (CheckEntry(purpose_before_start, Each.CHANNEL),),
    "special_categories_settled": (CheckEntry(special_categories_settled),),
}
