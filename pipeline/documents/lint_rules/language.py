"""The language of the text, without which a screen reader reads German with an English voice."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents.lint_rules.finding import Finding
from pipeline.documents.ooxml import VAL, P, T, qn, value
from pipeline.documents.package import Package
from pipeline.language import tr


def check(package: Package) -> Iterator[Finding]:
    """Find a document whose default language is not German, and passages marked as another language."""
    part = next(iter(package.targets(package.main, "styles")), "")
    root = package.tree(part) if part else None
    language = value(root, "w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    if not language.startswith("de"):
        yield Finding(
            "language",
            package.file,
            "",
            tr("Als Sprache ist nicht Deutsch eingestellt, sondern „{language}“.", language=language or "–"),
            tr("In Word: Überprüfen, Sprache, „Deutsch (Deutschland)“ als Standard festlegen."),
        )
    for story in package.stories:
        for mark in package.tree(story).iter(qn("w:lang")):
            run = mark.getparent().getparent() if mark.getparent() is not None else None  # type: ignore[union-attr]
            code = mark.get(VAL, "de")
            if run is None or run.tag == P or code.startswith("de"):
                continue
            words = "".join(node.text or "" for node in run.iter(T)).strip()
            if words:
                yield Finding(
                    "language",
                    package.file,
                    "",
                    tr("„{words}“ ist als „{language}“ ausgezeichnet.", words=words[:60], language=code),
                    tr("Den Text markieren und als Sprache Deutsch wählen, wenn er deutsch ist."),
                    hint=True,
                )
