"""The wording of a dossier under the text rules: each finding with the field it stands in and its line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.dossier.dossier import Dossier, Place
from pipeline.law.check_types import Fault
from pipeline.law.text_rules.facts import TextFacts, TextFinding
from pipeline.law.text_rules.lint import lint_parts
from pipeline.law.texts import TextField
from pipeline.law.world import World

READ_PARTS = ("concept.", "dpia.")
"""Names and addresses in ``organisation`` are checked as fields."""
ALSO: Mapping[str, tuple[str, ...]] = {"NAMEN-IM-KONZEPT": ("RAT-DATENSCHUTZ",)}
"""Requirements that the same words violate for another reason."""
_ONLY_PUBLIC = frozenset({"NAMEN-IM-KONZEPT"})
"""What may well stand in the internal edition."""


_NAMES = frozenset({"name", "city", "street", "account_name", "unit", "responsible_unit", "body", "place", "external"})
"""Fields whose words are names."""


def text_faults(world: World) -> Mapping[str, tuple[Fault, ...]]:
    """Return what the text rules find in all texts of the dossier, by requirement."""
    fields = {field.path: field for field in world.texts if field.path.startswith(READ_PARTS)}
    found: dict[str, list[Fault]] = {}
    for path, finding in lint_parts([(field.path, field.text) for field in fields.values()], facts_of(world)):
        if fields[path].internal and finding.requirement in _ONLY_PUBLIC:
            continue
        fault = _fault(world.dossier, fields[path], finding)
        for requirement in (finding.requirement, *ALSO.get(finding.requirement, ())):
            found.setdefault(requirement, []).append(fault)
    return {requirement: tuple(faults) for requirement, faults in found.items()}


def facts_of(world: World) -> TextFacts:
    """Return what the text rules must know about the dossier."""
    organisation = world.dossier.organisation
    return TextFacts(
        land=organisation.land,
        platforms=world.present_platforms,
        gender_form=organisation.gender_form,
        organisation=organisation.name,
        as_of=world.as_of,
        channel_count=len(world.dossier.concept.channels),
        own_words=own_words(world),
    )


def own_words(world: World) -> frozenset[str]:
    """Return names that are right in this dossier: of places, people, offices and companies, each word of them."""
    fields = [field.text for field in world.texts if field.path.rpartition(".")[2] in _NAMES]
    fields += [platform.name for platform in world.platforms.values()]
    fields += [fact.value for one in world.present_platforms for fact in (world.platforms[one].operator,) if fact]
    return frozenset(word for text in fields for word in re.findall(r"\w+", text) if len(word) > 1)


def _fault(dossier: Dossier, field: TextField, finding: TextFinding) -> Fault:
    place = _place(dossier, field.path, finding.quote)
    return Fault(finding.message, field.path, finding.remedy, finding.quote, place)


def _place(dossier: Dossier, path: str, quote: str) -> Place | None:
    """Return where the words ``quote`` stand in the file, at or below the line of their field."""
    place = dossier.place(path)
    if place is None or not quote:
        return place
    text = dossier.files.get(place.file, b"").decode("utf-8", errors="replace")
    start = _offset(text, place.line)
    words = r"\s+".join(re.escape(word) for word in quote.split())
    found = re.compile(words).search(text, start)
    if found is None:
        return place
    return Place(place.file, text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start()))


def _offset(text: str, line: int) -> int:
    """Return where ``line``, counted from 1, begins."""
    position = 0
    for _ in range(line - 1):
        position = text.find("\n", position) + 1
    return position
