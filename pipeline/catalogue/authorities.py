"""Supervisory authorities and data protection acts of the sixteen Länder: ``authorities.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pipeline.catalogue.reading import CATALOGUE_DIR, damaged, read_as
from pipeline.dossier.answers import Model
from pipeline.dossier.model.organisation import Address
from pipeline.dossier.model.values import Confidence, Date, Email, Land, Phone, Text, Url

FILE = CATALOGUE_DIR / "authorities.yaml"


class DpiaList(Model):
    """An authority's list of operations that need a data protection impact assessment (Art. 35 Abs. 4 DSGVO)."""

    name: Text
    url: Url
    note: Text


class Authority(Model):
    """The authority that supervises the public bodies of a Land, and the Land's data protection act.

    Attributes:
        name: the authority as a heading or address line names it.
        name_nominative: the same with its article, as the subject of a sentence; genitive and dative likewise.
        contact_confidence: how well address, telephone, e-mail and website are corroborated.
        act: the Land's data protection act; ``act_short`` its usual abbreviation.
        legal_basis: what is cited beside Art. 6 Abs. 1 UAbs. 1 lit. e DSGVO, where it is known.
        source: where name and act come from, or „nicht belegt“.
        confidence: how well name and act are corroborated.
    """

    land: Land
    name: Text
    short_name: Text
    name_nominative: Text
    name_genitive: Text
    name_dative: Text
    address: Address | None = None
    phone: Phone | None = None
    email: Email | None = None
    website: Url | None = None
    contact_source: Text | None = None
    contact_confidence: Confidence | None = None
    contact_note: Text | None = None
    act: Text
    act_short: Text
    legal_basis: Text | None = None
    legal_basis_source: Text | None = None
    legal_basis_confidence: Confidence | None = None
    dpia_list: DpiaList | None = None
    source: Text
    seen_on: Date
    confidence: Confidence


@cache
def load_authorities() -> Mapping[Land, Authority]:
    """Return the supervisory authority of every Land.

    Raises:
        ProgramError: the file is damaged or a Land is missing.
    """
    by_land = {entry.land: entry for entry in read_as(tuple[Authority, ...], FILE)}
    if set(by_land) != set(Land):
        raise damaged(FILE, ", ".join(sorted(set(Land) - set(by_land))))
    return MappingProxyType({land: by_land[land] for land in Land})
