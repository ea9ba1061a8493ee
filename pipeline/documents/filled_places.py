"""Where a document prints which field: an index read from the finished file."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.documents.controls import field_path_of, field_paths
from pipeline.documents.headings import Heading, headings
from pipeline.documents.ooxml import SDT, Element, P, paragraph_text, qn
from pipeline.documents.package import Package
from pipeline.documents.template_tags import part_titles


@dataclass(frozen=True, slots=True)
class FilledPlace:
    """One content control.

    Attributes:
        path: field path, such as ``concept.channels[instagram].purpose``.
        part: such as „Kopfzeile“; empty for the body.
        heading_number: number of the heading above it, such as ``2.1``, or empty.
        heading: words of that heading, or empty.
        heading_index: index of that heading among all headings, from 0; -1 before the first.
        paragraph: number of the paragraph within its part, from 1.
        text: what is printed; paragraphs are separated by line breaks.
    """

    path: str
    part: str
    heading_number: str
    heading: str
    heading_index: int
    paragraph: int
    text: str


def filled_places(docx: bytes, file: str = "") -> list[FilledPlace]:
    """Return every content control with a field path, in document order; headers and footers last."""
    package = Package(docx, file)
    paths = field_paths(package)
    titles = part_titles(package)
    found = headings(package)
    by_paragraph = {heading.paragraph: index for index, heading in enumerate(found)}
    result = []
    for part in package.stories:
        index, number = -1, 0
        for element in package.tree(part).iter(P, SDT):
            if element.tag == P:
                number += 1
                index = by_paragraph.get(element, index)
                continue
            path = field_path_of(element, paths)
            if not path:
                continue
            inside = list(element.iter(P))
            at = by_paragraph.get(inside[0], index) if inside else index
            heading: Heading | None = found[at] if at >= 0 else None
            text = "\n".join(paragraph_text(p) for p in inside) if inside else _inline_text(element)
            result.append(
                FilledPlace(
                    path,
                    titles.get(part, part),
                    heading.number if heading else "",
                    heading.text if heading else "",
                    at,
                    number + bool(inside),
                    text,
                )
            )
    return result


def _inline_text(control: Element) -> str:
    return "".join(node.text or "" for node in control.iter(qn("w:t")))
