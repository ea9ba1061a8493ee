"""The findings of a review as text: what the wording violates with its words, then what must be asked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from pipeline.catalogue.requirement import Severity
from pipeline.language import tr, translated
from pipeline.law.findings import Finding, Status
from pipeline.law.grouping import Group, counts, groups_of
from pipeline.law.text_rules.platform_names import title_of
from pipeline.law.text_rules.spelling import spelling_available
from pipeline.review_foreign import Review

WIDTH = 110
QUOTE = 160


def review_as_text(review: Review, *, everything: bool = False) -> str:
    """Return ``review`` as text.

    Args:
        review: what was found.
        everything: also ask what is only recommended.
    """
    findings, paragraphs = review.evaluation.findings, review.document.paragraphs
    lines = [*_head(review)]
    violated = groups_of(findings, Status.VIOLATED)
    if violated:
        lines.append("\n" + tr("IM TEXT BEANSTANDET"))
        for group in violated:
            lines += _group(group, paragraphs=paragraphs)
    else:
        lines.append("\n" + tr("Die Textregeln beanstanden nichts."))
    lines += _questions(findings, everything=everything, paragraphs=paragraphs)
    found = counts(findings)
    parts = ", ".join(f"{number} {translated(status.label)}" for status, number in found.items() if number)
    lines.append("\n" + tr("{total} Anforderungen: {parts}.", total=sum(found.values()), parts=parts))
    lines.append(tr("Ein Programm liest Wörter, keinen Sinn; es ersetzt keine Rechtsberatung."))
    return "\n".join(lines) + "\n"


def _head(review: Review) -> Iterator[str]:
    evaluation, facts = review.evaluation, review.facts
    yield tr(
        "{file}: gelesen zum {date:%d.%m.%Y} nach Katalog {version}",
        file=review.document.name,
        date=evaluation.as_of,
        version=evaluation.catalogue_version,
    )
    land = facts.land.label if facts.land is not None else tr("unbekannt")
    yield _assumption(tr("Bundesland: {land}", land=land), guessed="land" in review.guessed)
    platforms = ", ".join(title_of(one) for one in facts.platforms or ()) or tr("unbekannt")
    yield _assumption(tr("Plattformen: {platforms}", platforms=platforms), guessed="platforms" in review.guessed)
    if not spelling_available():
        yield tr(
            "Rechtschreibung nicht geprüft: Es ist kein deutsches Wörterbuch installiert (Debian: hunspell-de-de)."
        )


def _assumption(text: str, *, guessed: bool) -> str:
    return tr("{fact} (aus dem Text geschätzt)", fact=text) if guessed else text


def _group(group: Group, *, paragraphs: bool) -> Iterator[str]:
    first = group.first
    yield f"\n{translated(first.severity.label)}: {first.title} [{first.requirement}] {first.norm}"
    for finding in group.findings:
        yield _wrapped(finding.message, "  ", "  ")
        if finding.file:
            yield f"    {_place(finding, paragraphs=paragraphs)}"
        for quote in finding.evidence:
            yield _wrapped(f"„{textwrap.shorten(quote.excerpt, QUOTE, placeholder='…')}“", "    ", "    ")
    for remedy in dict.fromkeys(finding.remedy for finding in group.findings if finding.remedy):
        yield _wrapped(f"→ {remedy}", "  ", "    ")


def _questions(findings: tuple[Finding, ...], *, everything: bool, paragraphs: bool) -> Iterator[str]:
    asked = [one for one in findings if one.status is Status.QUESTION]
    told = [one for one in asked if everything or one.severity is Severity.PFLICHT]
    if told:
        yield "\n" + tr("ZU FRAGEN: STEHT DAS IM KONZEPT?")
    for title, group in (
        (tr("Mit Spur im Text"), [one for one in told if one.evidence]),
        (tr("Ohne Spur im Text"), [one for one in told if not one.evidence]),
    ):
        if group:
            yield f"\n{title}"
        for finding in group:
            yield _wrapped(f"{finding.title} [{finding.requirement}] {finding.norm}", "  ", "      ")
            for seen in finding.evidence:
                yield _wrapped(
                    f"{_place(finding, paragraphs=paragraphs)}: „{textwrap.shorten(seen.excerpt, QUOTE, placeholder='…')}“",
                    "      ",
                    "      ",
                )
    if len(told) < len(asked):
        yield "\n" + tr(
            "{count} weitere Fragen zu Empfehlungen und Hinweisen zeigt --all.", count=len(asked) - len(told)
        )


def _place(finding: Finding, *, paragraphs: bool) -> str:
    where = tr("Absatz {line}", line=finding.line) if paragraphs else tr("Zeile {line}", line=finding.line)
    return ", ".join(part for part in (finding.path, where) if part)


def _wrapped(text: str, first: str, rest: str) -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
