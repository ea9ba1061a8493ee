"""The headings of a document with their printed numbers."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.documents.numbering import Numbering
from pipeline.documents.ooxml import Element, paragraph_text, paragraphs
from pipeline.documents.package import Package


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading.

    Attributes:
        number: as printed, such as ``1.2``; empty where it has none.
        text: its words.
        level: 1 for the outermost.
        paragraph: the paragraph in the tree.
    """

    number: str
    text: str
    level: int
    paragraph: Element

    @property
    def title(self) -> str:
        """Number and text, as in the bookmarks of a PDF."""
        return f"{self.number} {self.text}" if self.number else self.text


def headings(package: Package) -> list[Heading]:
    """Return the headings of the body in their order; empty ones are left out, as they are from the PDF's bookmarks."""
    numbering = Numbering(package)
    found = []
    for paragraph in paragraphs(package.body):
        label = numbering.label(paragraph)
        level = package.styles.heading_level(paragraph)
        text = " ".join(paragraph_text(paragraph).split()) if level else ""
        if text:
            found.append(Heading(label.text if label else "", text, level, paragraph))
    return found
