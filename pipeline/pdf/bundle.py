"""Several archival PDF files become one, with their structure: it can be printed, and read by a screen reader.

Merging as libraries offer it drops the tags. Here each part's tree is read, its pages are copied, and the tree is written anew
with the pages where they stand now (ISO 32000-1, 14.7).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from pipeline.errors import InputError
from pipeline.language import tr
from pipeline.pdf.bundle_links import Place, link_places, outline_of, set_link_places, write_outline
from pipeline.pdf.bundle_stamp import PageStamp, stamp_pages
from pipeline.pdf.metadata import PdfMetadata
from pipeline.pdf.repair.catalogue import describe_document
from pipeline.pdf.repair.info import set_info
from pipeline.pdf.repair.output_intent import date_profiles
from pipeline.pdf.repair.saving import save
from pipeline.pdf.repair.tab_order import set_tab_order
from pipeline.pdf.repair.xmp import write_xmp
from pipeline.pdf.structure import Element, Marked, Reference, Structure, new_element, read_structure, write_structure
from pipeline.pdf.tagged import MALFORMED, TaggedPdf

A4 = (595.276, 841.89)
"""Width and height in points."""
_KEPT = ("/Alt", "/ActualText", "/E", "/Lang", "/T", "/A", "/C")
"""What an element says besides its place (ISO 32000-1, table 323)."""


@dataclass(frozen=True, slots=True)
class BundlePart:
    """One document of a bundle.

    Attributes:
        title: its bookmark.
        data: bytes of a tagged PDF.
    """

    title: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PageRange:
    """Where a part stands in the bundle: its first and last page, from 1."""

    first: int
    last: int

    @property
    def count(self) -> int:
        """How many pages it has."""
        return self.last - self.first + 1


def page_ranges(counts: Sequence[int], *, duplex: bool) -> tuple[PageRange, ...]:
    """Return where parts with so many pages stand; in duplex each begins on a right-hand page."""
    ranges: list[PageRange] = []
    after = 0
    for count in counts:
        first = after + 1 + (after % 2 if duplex else 0)
        ranges.append(PageRange(first, first + count - 1))
        after = ranges[-1].last
    return tuple(ranges)


def page_count(data: bytes) -> int:
    """Return how many pages a PDF has.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            return len(pdf.pages)
    except (*MALFORMED, pikepdf.PasswordError) as error:
        raise InputError(tr("Die PDF-Datei ist nicht lesbar: {reason}.", reason=error)) from error


def make_bundle(parts: Sequence[BundlePart], metadata: PdfMetadata, *, duplex: bool = True, mark: str = "") -> bytes:
    """Put PDF files together: PDF/A-2a and PDF/UA-1 where the parts are.

    Attachments and form fields stay behind; the lines around a signature field remain.

    Args:
        parts: the documents, in their order.
        metadata: what the bundle says about itself.
        duplex: whether each part begins on a right-hand page, after a blank page where needed.
        mark: word on every page, such as „ENTWURF“; empty for none.

    Returns:
        The bundle; the same parts give the same bytes.

    Raises:
        InputError: a part cannot be read or has no tags.
        ProgramError: the font for the page numbers is not installed.
    """
    try:
        with pikepdf.new() as bundle:
            bundle.Root.StructTreeRoot = bundle.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
            document = new_element(bundle, "Document")
            structure = Structure([document])
            bookmarks: list[Place] = []
            for number, part in enumerate(parts):
                if duplex and len(bundle.pages) % 2:
                    bundle.add_blank_page(page_size=A4)
                with pikepdf.open(io.BytesIO(part.data), suppress_warnings=True) as source:
                    bookmarks.append(_append(bundle, structure, source, part, number))
            stamp_pages(bundle, PageStamp(duplex=duplex, mark=mark))
            write_structure(bundle, structure)
            write_outline(bundle, bookmarks)
            _describe(bundle, metadata, duplex=duplex)
            set_tab_order(TaggedPdf(bundle, structure))
            return save(bundle)
    except (*MALFORMED, pikepdf.PasswordError) as error:
        raise InputError(tr("Die PDF-Datei ist nicht lesbar: {reason}.", reason=error)) from error


def _append(bundle: pikepdf.Pdf, structure: Structure, source: pikepdf.Pdf, part: BundlePart, number: int) -> Place:
    """Append the pages of ``source`` and its tree; return its bookmarks."""
    tree = read_structure(source)
    if not tree.roots:
        raise InputError(
            tr("„{title}“ hat keine Struktur und kann nicht Teil der Druckfassung sein.", title=part.title)
        )
    offset = len(bundle.pages)
    places = link_places(source)
    bookmarks = outline_of(source)
    before = [_annotations(page) for page in source.pages]
    bundle.pages.extend(source.pages)
    after: dict[tuple[int, int], Any] = {}
    for page_number, old in enumerate(before):
        page = bundle.pages[offset + page_number]
        _forget_structure(page.obj)
        for one, copy in zip(old, _annotations(page), strict=True):
            after[one.objgen] = copy
            copy.P = page.obj
    set_link_places(bundle, places, after, offset)
    copier = _Copier(bundle, offset, number, after)
    kids = [copied for root in tree.roots if (copied := copier.element(root)) is not None]
    for kid in kids:
        kid.role = "Part" if tree.kind(kid) == "Document" else kid.role
        kid.source.T = pikepdf.String(part.title)
    structure.roots[0].kids += kids
    structure.roles |= tree.roles
    if "/OutputIntents" not in bundle.Root and "/OutputIntents" in source.Root:
        bundle.Root.OutputIntents = bundle.copy_foreign(source.make_indirect(source.Root.OutputIntents))
    children = tuple(entry.moved(offset) for entry in bookmarks)
    return Place(part.title, offset, (), children)


def _annotations(page: pikepdf.Page) -> list[Any]:
    """Return the annotations of a page; form fields are taken out."""
    kept = [one for one in page.obj.get("/Annots", []) if one.get("/Subtype") != pikepdf.Name.Widget]
    if kept:
        page.obj.Annots = pikepdf.Array(kept)
    elif "/Annots" in page.obj:
        del page.obj["/Annots"]
    return kept


def _forget_structure(page: Any) -> None:
    """Remove the keys into the old parent tree."""
    objects = page.get("/Resources", {}).get("/XObject", {})
    for holder in [page, *(objects[name] for name in objects)]:
        for key in ("/StructParents", "/StructParent"):
            if key in holder:
                del holder[key]


@dataclass(frozen=True, slots=True)
class _Copier:
    """Copies elements of one part: the same roles and texts, the pages of the bundle."""

    bundle: pikepdf.Pdf
    offset: int
    number: int
    annotations: dict[tuple[int, int], Any]

    def element(self, element: Element) -> Element | None:
        kids = [copied for kid in element.kids if (copied := self.kid(kid)) is not None]
        if element.role == "Form" and not kids:
            return None  # its field stays behind
        copy = new_element(self.bundle, element.role, kids)
        for key in _KEPT:
            if key in element.source:
                copy.source[key] = copied_value(element.source[key])
        if "/ID" in element.source:  # unique in the bundle, as it was in the part
            copy.source.ID = pikepdf.String(f"{self.number}-{element.source.ID}")
        return copy

    def kid(self, kid: Element | Marked | Reference) -> Element | Marked | Reference | None:
        if isinstance(kid, Element):
            return self.element(kid)
        if isinstance(kid, Marked):
            stream = None if kid.stream is None else self.bundle.copy_foreign(kid.stream)
            return replace(kid, page=kid.page + self.offset, stream=stream)
        target = self.annotations.get(kid.target.objgen)
        return None if target is None else Reference(kid.page + self.offset, target)


def copied_value(value: Any) -> Any:
    """Return a copy of a value that holds no pages and no streams, free of the file it comes from."""
    if isinstance(value, pikepdf.Dictionary):
        return pikepdf.Dictionary({key: copied_value(value[key]) for key in value})
    if isinstance(value, pikepdf.Array):
        return pikepdf.Array([copied_value(entry) for entry in value])
    if isinstance(value, pikepdf.Name):
        return pikepdf.Name(str(value))
    return pikepdf.String(bytes(value)) if isinstance(value, pikepdf.String) else value


def _describe(bundle: pikepdf.Pdf, metadata: PdfMetadata, *, duplex: bool) -> None:
    describe_document(bundle, metadata)
    set_info(bundle, metadata)
    date_profiles(bundle, metadata)
    write_xmp(bundle, metadata, 2)
    bundle.Root.PageMode = pikepdf.Name.UseOutlines
    if duplex:
        bundle.Root.PageLayout = pikepdf.Name.TwoPageRight
        bundle.Root.ViewerPreferences.Duplex = pikepdf.Name.DuplexFlipLongEdge
