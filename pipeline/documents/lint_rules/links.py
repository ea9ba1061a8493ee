"""Links that work in the PDF."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents.lint_rules.finding import Finding
from pipeline.documents.ooxml import HYPERLINK, RELATION, R, T, qn, value
from pipeline.documents.package import Package
from pipeline.documents.styles import HYPERLINK_STYLE
from pipeline.documents.template_tags import Whereabouts
from pipeline.language import tr


def check(package: Package, where: Whereabouts) -> Iterator[Finding]:
    """Find runs in links without the style Hyperlink (they lose the link in the PDF) and links that lead nowhere."""
    style = package.styles.find(HYPERLINK_STYLE)
    for part in package.stories:
        targets = {
            r.get("Id"): r.get("Target", "")
            for r in package.relations(part)
            if r.get("Type") == f"{RELATION}/hyperlink"
        }
        for link in package.tree(part).iter(HYPERLINK):
            key = link.get(qn("r:id"))
            words = "".join(node.text or "" for node in link.iter(T)).strip()
            if key is None or not words:
                continue
            if targets.get(key, "") in {"", "#"}:
                message = tr("Der Link „{words}“ führt nirgendwohin.", words=words[:60])
                yield Finding("link", package.file, str(where.of(link)), message)
            if any(value(run, "w:rPr/w:rStyle") != style for run in link.iter(R) if run.find(T) is not None):
                yield Finding(
                    "link-style",
                    package.file,
                    str(where.of(link)),
                    tr(
                        "Der Link „{words}“ hat nicht die Formatvorlage „Hyperlink“ und ginge im PDF verloren.",
                        words=words[:60],
                    ),
                    tr("Den Linktext markieren und die Zeichenformatvorlage „Hyperlink“ zuweisen."),
                )
