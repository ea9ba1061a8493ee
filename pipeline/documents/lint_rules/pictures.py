"""Pictures that a blind reader hears."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents.lint_rules.finding import Finding
from pipeline.documents.ooxml import FALLBACK, is_in, qn
from pipeline.documents.package import Package
from pipeline.documents.template_tags import Whereabouts
from pipeline.language import tr


def check(package: Package, where: Whereabouts) -> Iterator[Finding]:
    """Find pictures without an alternative text; in headers and footers they are decoration."""
    for part in package.stories:
        if package.tree(part).tag in {qn("w:hdr"), qn("w:ftr")}:
            continue
        for element in package.tree(part).iter(qn("wp:docPr")):
            if not element.get("descr", "").strip() and not is_in(element, FALLBACK):
                yield Finding(
                    "alternative-text",
                    package.file,
                    str(where.of(element)),
                    tr("Ein Bild hat keinen Alternativtext."),
                    tr("In Word: rechte Maustaste auf das Bild, „Alternativtext anzeigen“."),
                )
