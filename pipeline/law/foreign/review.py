"""A foreign text under the law: what its wording violates, and each requirement as a question with the trace of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.catalogue.applicability import Outcome, evaluate
from pipeline.catalogue.circumstances import Fact
from pipeline.catalogue.condition import load_vocabulary, parse_condition
from pipeline.catalogue.platforms import load_platforms
from pipeline.catalogue.requirement import CheckKind, Decidable, Requirement, Severity, load_requirements
from pipeline.dossier.model.platform import Platform, PlatformKind
from pipeline.dossier.model.values import Land
from pipeline.language import tr
from pipeline.law.content import excerpt
from pipeline.law.findings import Depth, Evidence, Finding, Status, finding_order
from pipeline.law.foreign.foreign_text import ForeignText
from pipeline.law.foreign.traces import find_trace
from pipeline.law.text_rules.facts import TextFacts, TextFinding
from pipeline.law.text_rules.lint import lint
from pipeline.law.text_rules.reading import ReadText
from pipeline.law.text_rules.spelling import spelling_available
from pipeline.law.who_answers import who_judges

NOT_SEEN_IN_TEXT = frozenset({"FORM-DIN5008", "DSGVO-21-4"})
"""Decided on the layout of a document, which a text does not show."""


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """What the findings are made from."""

    document: ForeignText
    text: ReadText
    land: Land | None
    platforms: tuple[Platform, ...]


def review_text(document: ForeignText, facts: TextFacts, as_of: dt.date) -> tuple[Finding, ...]:
    """Return the findings about a foreign text, what is wrong first.

    Args:
        document: the text.
        facts: Land, platforms and name, given or guessed; what is unknown leaves conditions open.
        as_of: the day: requirements not in force on it are left out.

    Raises:
        ProgramError: the catalogue or a word list is damaged.
    """
    catalogue = load_platforms()
    platforms = tuple(catalogue[one] for one in facts.platforms or () if one in catalogue)
    reviewed = _Reviewed(document, ReadText(document.text), facts.land, platforms)
    wrong: dict[str, list[TextFinding]] = {}
    for finding in lint(document.text, facts):
        wrong.setdefault(finding.requirement, []).append(finding)
    found = [
        finding
        for requirement in load_requirements()
        if requirement.in_force(as_of)
        for finding in _judged(requirement, reviewed, wrong.get(requirement.id, []))
    ]
    return tuple(sorted(found, key=finding_order))


def _judged(requirement: Requirement, reviewed: _Reviewed, wrong: list[TextFinding]) -> Iterator[Finding]:
    outcome = _applies(requirement, reviewed)
    if outcome.fact is False:
        yield _finding(requirement, reviewed, Status.NOT_APPLICABLE, Depth.VALUE, _why_not(outcome, reviewed))
        return
    for one in wrong:
        yield _violation(requirement, reviewed, one)
    if not _decided_by_words(requirement) or Decidable.HUMAN in requirement.also_decidable:
        yield _question(requirement, reviewed, outcome)
    elif not wrong:
        message = tr("Die Textregeln beanstanden hierzu nichts.")
        yield _finding(requirement, reviewed, Status.FULFILLED, Depth.VALUE, message)


def _decided_by_words(requirement: Requirement) -> bool:
    """Return whether the wording alone decides: what must not be said, or only shows in the words."""
    if requirement.id == "FORM-RECHTSCHREIBUNG":
        return spelling_available()
    if requirement.id in NOT_SEEN_IN_TEXT:
        return False
    read = {requirement.decidable, *requirement.also_decidable}
    return requirement.decidable is Decidable.TEXT or (
        Decidable.TEXT in read and requirement.check_kind is CheckKind.ABSENCE
    )


def _violation(requirement: Requirement, reviewed: _Reviewed, wrong: TextFinding) -> Finding:
    where = _where(reviewed, wrong.start)
    quote = Evidence("", excerpt(wrong.quote, 300), where.file, where.line, where.column)
    finding = _finding(requirement, reviewed, Status.VIOLATED, Depth.VALUE, wrong.message, where)
    return replace(finding, remedy=wrong.remedy, evidence=(quote,) if wrong.quote else ())


def _question(requirement: Requirement, reviewed: _Reviewed, outcome: Outcome) -> Finding:
    trace = find_trace(reviewed.text, requirement)
    asked = requirement.requirement
    if outcome.fact is None:
        meanings = "; ".join(load_vocabulary()[word].meaning.rstrip(".") for word in dict.fromkeys(outcome.unknown))
        asked = tr("Falls das zutrifft: „{meaning}“. {requirement}", meaning=meanings, requirement=asked)
    if trace is None:
        message = tr("Im Text fand sich keine Spur. {asked}", asked=asked)
        return replace(
            _finding(requirement, reviewed, Status.QUESTION, Depth.PERSON, message), by=who_judges(requirement)
        )
    where = _where(reviewed, trace.start)
    words = reviewed.document.text[trace.start : trace.end]
    seen = Evidence("", excerpt(words, 200), where.file, where.line, where.column)
    message = tr("Im Text steht dazu „{trace}“. Genügt das? {asked}", trace=seen.excerpt, asked=asked)
    finding = _finding(requirement, reviewed, Status.QUESTION, Depth.PERSON, message, where)
    return replace(finding, evidence=(seen,), by=who_judges(requirement))


@dataclass(frozen=True, slots=True)
class _Where:
    """A place in the document: page or section in words, line and column."""

    path: str = ""
    file: str = ""
    line: int = 0
    column: int = 0


def _where(reviewed: _Reviewed, position: int) -> _Where:
    document = reviewed.document
    page = document.page(position)
    above = [heading for heading in reviewed.text.headings if heading.start <= position]
    path = tr("Seite {page}", page=page) if page else ""
    if not page and above:
        path = tr("Abschnitt „{title}“", title=f"{above[-1].number} {above[-1].words}".strip())
    column = position - document.text.rfind("\n", 0, position)
    return _Where(path, document.name, document.line(position), column)


def _finding(
    requirement: Requirement,
    reviewed: _Reviewed,
    status: Status,
    depth: Depth,
    message: str,
    where: _Where | None = None,
) -> Finding:
    land = reviewed.land
    place = where or _Where()
    return Finding(
        requirement=requirement.id,
        status=status,
        severity=requirement.severity_in(land) if land is not None else requirement.severity,
        subject=None,
        depth=depth,
        norm=requirement.norm_in(land) if land is not None else requirement.norm,
        title=requirement.title,
        message=message,
        path=place.path,
        file=place.file,
        line=place.line,
        column=place.column,
        blocks_release=requirement.blocks_release,
    )


def _applies(requirement: Requirement, reviewed: _Reviewed) -> Outcome:
    """Judge the condition: it holds if it holds for one of the platforms; what a text cannot show stays unknown."""
    condition = parse_condition(requirement.condition)
    values = {"legal_form": "kommune"} | ({"land": reviewed.land.value} if reviewed.land is not None else {})
    if not reviewed.platforms:
        return evaluate(condition, {"always": True}, values)
    outcomes = [evaluate(condition, _facts(one), values | {"platform": one.id}) for one in reviewed.platforms]
    for wanted in (True, None):
        for outcome in outcomes:
            if outcome.fact is wanted:
                return outcome
    return outcomes[0]


def _facts(platform: Platform) -> Mapping[str, Fact]:
    """Return what the catalogue knows of a platform; the rest is unknown."""
    countries = platform.third_countries
    return {
        "always": True,
        "third_country": bool(countries) or None,
        "third_country.us": "USA" in countries or None,
        "insights": True if platform.insights is not None and platform.insights.value else None,
        "messenger": platform.kind is PlatformKind.MESSENGER,
        "platform_web": platform.kind is not PlatformKind.MESSENGER,
    }


def _why_not(outcome: Outcome, reviewed: _Reviewed) -> str:
    if "land" in outcome.deciding and reviewed.land is not None:
        return tr("Gilt nicht im Land {land}.", land=reviewed.land.label)
    if "platform" in outcome.deciding:
        names = ", ".join(platform.name for platform in reviewed.platforms)
        return tr("Gilt nicht für {platform}.", platform=names)
    meanings = "; ".join(load_vocabulary()[word].meaning.rstrip(".") for word in dict.fromkeys(outcome.deciding))
    return tr("Trifft hier nicht zu: „{meaning}“.", meaning=meanings)


def weighs(finding: Finding, *, strict: bool) -> bool:
    """Return whether a finding makes the review say no: a violated duty or house rule; with ``strict`` a violated recommendation too."""
    if finding.status is not Status.VIOLATED:
        return False
    return (
        finding.blocks_release
        or finding.severity is Severity.PFLICHT
        or (strict and finding.severity is Severity.EMPFOHLEN)
    )
