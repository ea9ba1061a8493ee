"""What a named check gets and what it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.catalogue.authorities import Authority
from pipeline.catalogue.requirement import Requirement
from pipeline.dossier.dossier import Dossier, Place
from pipeline.dossier.model.channel import Channel
from pipeline.dossier.model.platform import Platform
from pipeline.law.evidence_state import Leaf, State, best_of, leaves, leaves_below
from pipeline.law.findings import Depth
from pipeline.law.subjects import Each, Subject, each_of, steps_below
from pipeline.law.world import World


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a requirement is not met.

    Attributes:
        message: what is wrong, a German sentence.
        path: where in the dossier; empty for the standing text of documents.
        remedy: what to do, where it is more exact than the requirement's own remedy.
        quote: the words that are wrong.
        place: where they stand, where that is more exact than the place of the field.
    """

    message: str
    path: str = ""
    remedy: str = ""
    quote: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What a check says about one subject.

    Attributes:
        depth: how deep it looked.
        faults: why the requirement is not met; empty where it is.
        lacks: evidence that is absent (not met) or open (a question).
        questions: what only a person can say, in German.
        seen: what the judgment rests on.
        message: what was seen, where „expects“ of the requirement would claim more than that.
    """

    depth: Depth
    faults: tuple[Fault, ...] = ()
    lacks: tuple[Leaf, ...] = ()
    questions: tuple[Fault, ...] = ()
    seen: tuple[Leaf, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class CheckInput:
    """What a check reads.

    Attributes:
        world: dossier, day, platforms, authority, checklist, standing texts.
        requirement: the requirement that names the check; its ``argument`` may be a value for it.
        subject: the item it is asked for, or ``None``.
    """

    world: World
    requirement: Requirement
    subject: Subject | None = None

    @property
    def dossier(self) -> Dossier:
        """The dossier."""
        return self.world.dossier

    @property
    def as_of(self) -> dt.date:
        """The day of the evaluation."""
        return self.world.as_of

    @property
    def platforms(self) -> Mapping[str, Platform]:
        """The platforms by id."""
        return self.world.platforms

    @property
    def authority(self) -> Authority:
        """The supervisory authority."""
        return self.world.authority

    @property
    def channel(self) -> Channel:
        """The channel the check is asked for."""
        channel = self.subject.channel if self.subject is not None else None
        assert channel is not None, self.requirement.check
        return channel

    @property
    def subject_path(self) -> str:
        """Field path of the item the check is asked for."""
        assert self.subject is not None, self.requirement.check
        return self.subject.path

    @property
    def platform(self) -> Platform:
        """The platform of that channel."""
        return self.platforms[self.channel.platform]

    def leaves(self, path: str) -> tuple[Leaf, ...]:
        """Return the places of ``path``; below the subject where the path asks its list."""
        if self.subject is not None and each_of(path) is self.subject.each:
            return leaves_below(self.subject.item, self.subject.path, steps_below(path))
        return leaves(self.dossier, path)

    def known(self, path: str) -> tuple[Leaf, ...]:
        """Return the places of ``path`` that hold an answer with content."""
        return tuple(leaf for leaf in self.leaves(path) if leaf.state is State.KNOWN)

    def value(self, path: str) -> object:
        """Return the first answer at ``path``, or ``None``."""
        return next((leaf.value for leaf in self.known(path)), None)

    def text(self, path: str) -> str:
        """Return the first answer at ``path`` as text, or an empty text."""
        value = self.value(path)
        return str(value) if value is not None else ""


def answered(inp: CheckInput, paths: Iterable[str] | None = None) -> tuple[Leaf, ...]:
    """Return the places of ``paths`` (default: all evidence in the dossier) that hold an answer or an open point."""
    return tuple(leaf for leaf in demand(inp, paths) if leaf.state is not State.ABSENT)


def is_open(found: Iterable[Leaf]) -> bool:
    """Return whether one of the places waits for an open point."""
    return any(leaf.state is State.OPEN for leaf in found)


def fact_of_catalogue(path: str, title: str, value: object) -> Leaf:
    """Return a fact of the catalogue as evidence."""
    return Leaf(path, title, State.KNOWN, value)


def demand(inp: CheckInput, paths: Iterable[str | tuple[str, ...]] | None = None) -> tuple[Leaf, ...]:
    """Return all places of ``paths`` (default: all evidence in the dossier), of alternatives those of the best one."""
    wanted = [
        (entry,) if isinstance(entry, str) else entry
        for entry in (paths if paths is not None else inp.requirement.evidence)
    ]
    return tuple(_demanded(inp, wanted))


def _demanded(inp: CheckInput, wanted: list[tuple[str, ...]]) -> Iterator[Leaf]:
    for alternatives in wanted:
        inside = [
            path for path in alternatives if path.split(".")[0].removesuffix("[]") not in {"platforms", "authority"}
        ]
        if inside:
            yield from best_of([inp.leaves(path) for path in inside])


def judged(
    depth: Depth,
    found: Iterable[Leaf] = (),
    faults: Iterable[Fault] = (),
    questions: Iterable[Fault] = (),
    message: str = "",
) -> CheckOutcome:
    """Return the outcome of a check that looked at the places ``found`` and found ``faults``."""
    every = tuple(found)
    return CheckOutcome(
        depth,
        tuple(faults),
        tuple(leaf for leaf in every if leaf.state is not State.KNOWN),
        tuple(questions),
        tuple(leaf for leaf in every if leaf.state is State.KNOWN),
        message,
    )


Check = Callable[[CheckInput], CheckOutcome]


@dataclass(frozen=True, slots=True)
class CheckEntry:
    """A check as the registry knows it: the function, and the list whose items it is asked for one by one."""

    function: Check
    each: Each | None = None


Family = Mapping[str, tuple[CheckEntry, ...]]
"""The checks of one file, by their name in the catalogue; one name may judge a list and the whole."""
