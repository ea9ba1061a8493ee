"""Requirements that are decided on the wording: the text rules find what is wrong; here is what the fields add."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language import tr
from pipeline.law.check_types import CheckEntry, CheckInput, CheckOutcome, Family, Fault, answered, demand, judged
from pipeline.law.content import has_content
from pipeline.law.findings import Depth
from pipeline.law.subjects import Each


def read_texts(inp: CheckInput) -> CheckOutcome:
    """The text rules read every text; what they find is reported under the requirement they name."""
    return judged(Depth.VALUE, answered(inp))


def channels_match_text(inp: CheckInput) -> CheckOutcome:
    """Each channel is described completely; that texts name no other platform, the text rules see."""
    return judged(Depth.CONSISTENCY, demand(inp))


def no_empty_elements(inp: CheckInput) -> CheckOutcome:
    """No text that is there is empty: no empty list item, title or section."""
    return judged(Depth.VALUE, (), _empty(inp))


def _empty(inp: CheckInput) -> Iterator[Fault]:
    for field in inp.world.texts:
        if not field.path.endswith("url") and not has_content(field.text):
            yield Fault(tr("Das Element ist leer."), field.path, quote=field.text.strip())


_READ = (CheckEntry(read_texts),)

FAMILY: Family = {
    "spelling_and_terms": _READ,
    "claims_sourced": _READ,
    "no_former_acts": _READ,
    "gender_form_consistent": _READ,
    "no_denied_influence": _READ,
    "no_real_name_claim": _READ,
    "no_unsourced_position": _READ,
    "no_dead_transfer_basis": _READ,
    "channels_match_text": (CheckEntry(channels_match_text, Each.CHANNEL),),
    "no_empty_elements": (CheckEntry(no_empty_elements),),
}
