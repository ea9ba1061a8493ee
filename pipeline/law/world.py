"""All that is known when a dossier is evaluated: the dossier, the catalogue's facts, the day, the documents' standing text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.catalogue.authorities import Authority, load_authorities
from pipeline.catalogue.checklist import Checklist, load_checklist
from pipeline.catalogue.circumstances import Circumstances, circumstances
from pipeline.catalogue.dossier_platforms import platforms_of
from pipeline.dossier.answers import OpenPoint
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.editions import internal_values
from pipeline.dossier.model.channel import Channel
from pipeline.dossier.model.platform import Platform
from pipeline.law.layout import Layout
from pipeline.law.subjects import Each, Subject, subjects_of
from pipeline.law.texts import TextField, texts_of


@dataclass(frozen=True)
class World:
    """What requirements are judged against.

    Attributes:
        dossier: the dossier.
        as_of: the day of the evaluation.
        standing_texts: plain text of the Word templates by document kind: the words that stand in every document.
        layouts: the layout of the Word templates by document kind.
        checklist: the items of the staff checklist.
        read_drafts: Prüfcodes that a draft can have had that is still the same, or ``None`` where nobody looked.
    """

    dossier: Dossier
    as_of: dt.date
    standing_texts: Mapping[str, str]
    layouts: Mapping[str, Layout]
    checklist: Checklist
    read_drafts: frozenset[str] | None = None

    @cached_property
    def platforms(self) -> Mapping[str, Platform]:
        """The platforms, the dossier's facts laid over the catalogue's."""
        return platforms_of(self.dossier)

    @cached_property
    def authority(self) -> Authority:
        """The supervisory authority of the Land."""
        return load_authorities()[self.dossier.organisation.land]

    @cached_property
    def channels(self) -> tuple[Subject, ...]:
        """The channels that are not closed; all of them where every one is."""
        return subjects_of(self.dossier, Each.CHANNEL) or tuple(
            Subject(Each.CHANNEL, f"concept.channels[{channel.id}]", channel)
            for channel in self.dossier.concept.channels
        )

    @cached_property
    def present_platforms(self) -> tuple[str, ...]:
        """Ids of the platforms that the dossier has a channel on, in its order."""
        return tuple(dict.fromkeys(channel.platform for channel in self.dossier.concept.channels))

    @cached_property
    def texts(self) -> tuple[TextField, ...]:
        """Every text of the dossier with its path."""
        return texts_of(self.dossier)

    @cached_property
    def public_words(self) -> str:
        """All texts that are published, one below the other."""
        return "\n".join(field.text for field in self.texts if not field.internal)

    @cached_property
    def internal_values(self) -> tuple[tuple[str, str], ...]:
        """Path and text of everything that must not be published."""
        return internal_values(self.dossier)

    @cached_property
    def unfinished(self) -> bool:
        """Whether version or Stand is still an open point: reviewers write their part when the draft has both."""
        document = self.dossier.concept.document
        return isinstance(document.version, OpenPoint) or isinstance(document.date, OpenPoint)

    @cached_property
    def _facts(self) -> dict[str, Circumstances]:
        return {}

    def facts_for(self, channel: Channel) -> Circumstances:
        """Return every yes/no word for one channel."""
        if channel.id not in self._facts:
            self._facts[channel.id] = circumstances(self.dossier, self.platforms, self.as_of, channel)
        return self._facts[channel.id]

    def values_for(self, channel: Channel) -> Mapping[str, str]:
        """Return what conditions compare with a value, for one channel."""
        organisation = self.dossier.organisation
        return {
            "land": organisation.land.value,
            "legal_form": organisation.legal_form.value,
            "platform": channel.platform,
        }


def world_of(
    dossier: Dossier,
    as_of: dt.date,
    standing_texts: Mapping[str, str],
    layouts: Mapping[str, Layout] | None = None,
    checklist: Checklist | None = None,
    read_drafts: frozenset[str] | None = None,
) -> World:
    """Return the world of ``dossier`` on a day.

    Raises:
        InputError: a channel names an unknown platform.
        ProgramError: the catalogue is damaged.
    """
    return World(dossier, as_of, standing_texts, layouts or {}, checklist or load_checklist(), read_drafts)
