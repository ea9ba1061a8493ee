"""Links: one element for each, with all of its annotations (ISO 14289-1, 7.18.5; ISO 32000-1, 14.8.4.4.2).

LibreOffice 7.4 splits a link where the formatting changes, writes annotations for fields inside a link a second time
without a tag, and forgets the tag of the link that leads from a footnote back to the text.
"""

from __future__ import annotations

from typing import Any

import pikepdf

from pipeline.pdf.structure import Element, Marked, Reference, new_element
from pipeline.pdf.tagged import TaggedPdf
from pipeline.pdf.targets import link_target


def drop_doubled_links(draft: TaggedPdf) -> None:
    """Remove untagged link annotations that lie over a tagged one with the same target."""
    tagged = {kid.target.objgen for element in draft.structure.walk() for kid in references(element)}
    for page in draft.pdf.pages:
        annotations = list(page.get("/Annots", []))
        kept = [
            one
            for one in annotations
            if one.get("/Subtype") != pikepdf.Name.Link
            or one.objgen in tagged
            or not any(_covers(other, one) for other in annotations if other.objgen in tagged)
        ]
        if len(kept) != len(annotations):
            page.obj.Annots = pikepdf.Array(kept)


def tag_forgotten_links(draft: TaggedPdf) -> None:
    """Make a ``Link`` of the text under each link annotation that has no tag."""
    tagged = {kid.target.objgen for element in draft.structure.walk() for kid in references(element)}
    for number, page in enumerate(draft.pdf.pages):
        for annotation in page.get("/Annots", []):
            if annotation.get("/Subtype") == pikepdf.Name.Link and annotation.objgen not in tagged:
                _tag(draft, Reference(number, annotation))


def join_split_links(draft: TaggedPdf) -> None:
    """Join neighbouring ``Link`` elements with the same target into one, with the hyphens at line ends between them."""
    for element in draft.structure.walk():
        kids: list[Any] = []
        for kid in element.kids:
            target = _target(draft, kid) if isinstance(kid, Element) else None
            before = _link_before(draft, kids) if target is not None else None
            if isinstance(kid, Element) and before is not None and _target(draft, before) == target:
                between = kids[kids.index(before) + 1 :]
                del kids[kids.index(before) + 1 :]
                before.kids = [*_content(before), *between, *_content(kid), *references(before), *references(kid)]
            else:
                kids.append(kid)
        element.kids = kids


def _link_before(draft: TaggedPdf, kids: list[Any]) -> Element | None:
    """Return the link that ``kids`` ends with, hyphens of its last word not counted."""
    for kid in reversed(kids):
        if not isinstance(kid, Element):
            return None
        if draft.structure.kind(kid) == "Link":
            return kid
        if draft.structure.kind(kid) != "Span" or draft.text(kid):
            return None
    return None


def references(element: Element) -> list[Reference]:
    """Return the annotations that belong to ``element`` itself."""
    return [kid for kid in element.kids if isinstance(kid, Reference)]


def _tag(draft: TaggedPdf, reference: Reference) -> None:
    for element in draft.structure.walk():
        under = [kid for kid in element.kids if isinstance(kid, Marked) and _stands_under(draft, kid, reference)]
        if under:
            place = element.kids.index(under[0])
            link = new_element(draft.pdf, "Link", [*under, reference])
            element.kids = [kid for kid in element.kids if kid not in under]
            element.kids.insert(place, link)
            return


def _stands_under(draft: TaggedPdf, leaf: Marked, reference: Reference) -> bool:
    box = draft.box(leaf) if leaf.page == reference.page else None
    if box is None:
        return False
    left, bottom, right, top = (float(number) for number in reference.target.Rect)
    return left <= (box[0] + box[2]) / 2 <= right and bottom <= (box[1] + box[3]) / 2 <= top


def _content(element: Element) -> list[Any]:
    return [kid for kid in element.kids if not isinstance(kid, Reference)]


def _target(draft: TaggedPdf, element: Element) -> str | None:
    if draft.structure.kind(element) != "Link":
        return None
    targets = {link_target(reference.target) for reference in references(element)}
    return targets.pop() if len(targets) == 1 else None


def _covers(outer: Any, inner: Any) -> bool:
    if link_target(outer) != link_target(inner):
        return False
    left, bottom, right, top = (float(number) for number in outer.Rect)
    x0, y0, x1, y1 = (float(number) for number in inner.Rect)
    return left <= x0 + 1 and bottom <= y0 + 1 and right >= x1 - 1 and top >= y1 - 1
