"""Pictures that a blind reader hears."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents.lint_rules.finding import Finding
from pipeline.documents.ooxml import FALLBACK, P, is_in, qn
from pipeline.documents.package import Package
from pipeline.documents.template_tags import part_titles
from pipeline.language import tr


def check(package: Package) -> Iterator[Finding]:
    """Find pictures without an alternative text; in headers and footers they are decoration."""
    titles = part_titles(package)
    number = 0
    for part in package.stories:
        if package.tree(part).tag in {qn("w:hdr"), qn("w:ftr")}:
            continue
        for element in package.tree(part).iter(P, qn("wp:docPr")):
            if element.tag == P:
                number += 1
            elif not element.get("descr", "").strip() and not is_in(element, FALLBACK):
                place = ", ".join(
                    word for word in (titles.get(part, ""), tr("Absatz {paragraph}", paragraph=number)) if word
                )
                yield Finding(
                    "alternative-text",
                    package.file,
                    place,
                    tr("Ein Bild hat keinen Alternativtext."),
                    tr("In Word: rechte Maustaste auf das Bild, „Alternativtext anzeigen“."),
                )
