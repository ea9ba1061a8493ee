"""All rules over one text, or over the parts of a dossier's text together."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.law.text_rules.authorities import authority_names
from pipeline.law.text_rules.channels import channel_names
from pipeline.law.text_rules.claims import claims
from pipeline.law.text_rules.emptiness import empty_elements
from pipeline.law.text_rules.facts import Rule, TextFacts, TextFinding
from pipeline.law.text_rules.former_acts import former_acts
from pipeline.law.text_rules.gender import gender_forms
from pipeline.law.text_rules.influence import denied_influence
from pipeline.law.text_rules.legal_bases import legal_bases
from pipeline.law.text_rules.levels import risk_levels
from pipeline.law.text_rules.links import links
from pipeline.law.text_rules.names import employee_names
from pipeline.law.text_rules.operators import operator_names
from pipeline.law.text_rules.outline import outline
from pipeline.law.text_rules.positions import ascribed_positions
from pipeline.law.text_rules.reading import ReadText
from pipeline.law.text_rules.real_names import real_name_claims
from pipeline.law.text_rules.spelling import spelling
from pipeline.law.text_rules.terms import terms
from pipeline.law.text_rules.transfer import dead_transfer_bases
from pipeline.law.text_rules.wording import wording

RULES: tuple[Rule, ...] = (
    former_acts,
    dead_transfer_bases,
    authority_names,
    ascribed_positions,
    channel_names,
    operator_names,
    denied_influence,
    real_name_claims,
    claims,
    risk_levels,
    legal_bases,
    empty_elements,
    links,
    outline,
    terms,
    wording,
    spelling,
    gender_forms,
    employee_names,
)


def lint(text: str, facts: TextFacts) -> list[TextFinding]:
    """Return what the rules object to in ``text``, in the order of the text.

    Args:
        text: plain text or Markdown, with Unix line ends.
        facts: what is known about the body that wrote it.

    Raises:
        ProgramError: a word list of the program is damaged.
    """
    read = ReadText(text)
    found = dict.fromkeys(finding for rule in RULES for finding in rule(read, facts))
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.requirement, finding.rule))


def lint_parts(parts: Sequence[tuple[str, str]], facts: TextFacts) -> list[tuple[str, TextFinding]]:
    """Return what the rules object to in texts that belong together, each finding with the name of its part.

    The parts are read as one text, so that rules about the whole (one name for one thing, one form) see all of it.

    Args:
        parts: name and text of each part.
        facts: what is known about the body that wrote them.
    """
    starts: list[int] = []
    position = 0
    for _, words in parts:
        starts.append(position)
        position += len(words) + len(_BETWEEN)
    findings = lint(_BETWEEN.join(words for _, words in parts), facts)
    return [_placed(parts, starts, finding) for finding in findings]


_BETWEEN = "\n\n"


def _placed(parts: Sequence[tuple[str, str]], starts: Sequence[int], finding: TextFinding) -> tuple[str, TextFinding]:
    from bisect import bisect_right  # noqa: PLC0415

    index = max(0, bisect_right(starts, finding.start) - 1)
    name, words = parts[index]
    begin = finding.start - starts[index]
    end = min(len(words), finding.end - starts[index])
    moved = TextFinding(finding.rule, finding.requirement, finding.message, finding.remedy, begin, end, finding.quote)
    return name, moved
