"""For what a requirement is evaluated: for each channel, purpose, risk or recipient, or once for the dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from pydantic import BaseModel

from pipeline.catalogue.evidence import Step, parse_path
from pipeline.dossier.answers import known
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.model.channel import Channel, ChannelStatus


class Each(Enum):
    """The lists whose items are judged one by one, with their path."""

    CHANNEL = "concept.channels"
    PURPOSE = "concept.purposes"
    RISK = "dpia.risks"
    RECIPIENT = "concept.recipients"


@dataclass(frozen=True, slots=True)
class Subject:
    """One item of such a list.

    Attributes:
        each: the list it stands in.
        path: field path, such as ``concept.channels[instagram]``.
        item: the item itself.
    """

    each: Each
    path: str
    item: BaseModel

    @property
    def channel(self) -> Channel | None:
        """The channel, where the subject is one."""
        return self.item if isinstance(self.item, Channel) else None


@dataclass(frozen=True, slots=True)
class EvidenceGroup:
    """The part of a requirement's evidence that is judged together.

    Attributes:
        each: the list whose items are judged one by one, or ``None`` for what is judged once.
        entries: entries of the evidence, each with its alternatives.
    """

    each: Each | None
    entries: tuple[tuple[str, ...], ...]


def subjects_of(dossier: Dossier, each: Each) -> tuple[Subject, ...]:
    """Return the items of the list ``each``; none where the list is open or empty. Closed channels need nothing any more."""
    root, name = each.value.split(".")
    items = known(getattr(getattr(dossier, root), name)) or ()
    return tuple(
        Subject(each, f"{each.value}[{item.id}]", item)
        for item in items
        if not (isinstance(item, Channel) and known(item.status) is ChannelStatus.CLOSED)
    )


def evidence_groups(evidence: Sequence[tuple[str, ...]]) -> tuple[EvidenceGroup, ...]:
    """Return the evidence split by what it is judged for, in the order in which the lists first occur."""
    groups: dict[Each | None, list[tuple[str, ...]]] = {}
    for alternatives in evidence:
        groups.setdefault(each_of(alternatives[0]), []).append(alternatives)
    return tuple(EvidenceGroup(each, tuple(entries)) for each, entries in groups.items())


def each_of(path: str) -> Each | None:
    """Return the list whose items ``path`` asks one by one; a narrowed list is asked as a whole."""
    steps = parse_path(path)
    if len(steps) > 1 and steps[1].items and steps[1].where is None:
        return _BY_PATH.get(f"{steps[0].name}.{steps[1].name}")
    return None


def steps_below(path: str) -> tuple[Step, ...]:
    """Return the steps of ``path`` below the item of its list."""
    return parse_path(path)[2:]


_BY_PATH: Mapping[str, Each] = {each.value: each for each in Each}
