"""The structure tree of a tagged PDF, read into plain objects and written back (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from pipeline.errors import InputError
from pipeline.language import tr

_DEEPEST = 100
_MOST_ELEMENTS = 500_000
_GROUPS = ("Div", "NonStruct")


@dataclass(eq=False, slots=True)
class Marked:
    """Marked content that belongs to an element.

    Attributes:
        page: page from 0.
        mcid: number of the marked content on that page.
        stream: the form XObject that holds it, where it is not in the page's own stream.
    """

    page: int
    mcid: int
    stream: Any = None


@dataclass(eq=False, slots=True)
class Reference:
    """An annotation that belongs to an element.

    Attributes:
        page: page from 0.
        target: the annotation's dictionary.
    """

    page: int
    target: Any


@dataclass(eq=False, slots=True)
class Element:
    """A structure element.

    Attributes:
        role: its type as written, such as ``H1`` or ``Contents 1``.
        kids: elements, marked content and annotations in reading order.
        source: its dictionary, which keeps the attributes.
    """

    role: str
    kids: list[Element | Marked | Reference]
    source: Any

    def elements(self) -> list[Element]:
        """Return the kids that are elements."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def text_entry(self, name: str) -> str:
        """Return an entry such as ``Alt`` or ``ActualText`` as text, or the empty text."""
        value = self.source.get(f"/{name}")
        return "" if value is None else str(value)

    def attribute(self, owner: str, name: str) -> Any:
        """Return attribute ``name`` of ``owner`` (such as ``Table``, ``Scope``), or ``None`` (ISO 32000-1, 14.7.5)."""
        attributes = self.source.get("/A")
        for entry in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/O") == f"/{owner}" and f"/{name}" in entry:
                return entry[f"/{name}"]
        return None


@dataclass(eq=False, slots=True)
class Structure:
    """A whole structure tree.

    Attributes:
        roots: the outermost elements, normally one ``Document``.
        roles: role map, from a type as written to the type it stands for.
    """

    roots: list[Element] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)

    def kind(self, element: Element) -> str:
        """Return the standard type of ``element`` by the role map; unknown types as they are written."""
        role = element.role
        if role not in self.roles:
            return role
        seen = set[str]()
        while role in self.roles and role not in seen:
            seen.add(role)
            role = self.roles[role]
        return role

    def walk(self) -> Iterator[Element]:
        """Yield every element in reading order."""
        waiting = self.roots[::-1]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [kid for kid in reversed(element.kids) if type(kid) is Element]

    def kids(self, element: Element) -> list[Element]:
        """Return the elements in ``element``; of mere groups (``Div``, ``NonStruct``) those within."""
        found: list[Element] = []
        for kid in element.elements():
            found += self.kids(kid) if self.kind(kid) in _GROUPS else [kid]
        return found

    def parents(self) -> dict[int, Element]:
        """Return the parent of each element, by ``id`` of the kid; mere groups are passed over."""
        return {id(kid): element for element in self.walk() for kid in self.kids(element)}


def read_structure(pdf: pikepdf.Pdf) -> Structure:
    """Read the structure tree of ``pdf``; an untagged document has an empty one.

    Raises:
        InputError: the tree has a cycle or is absurdly deep or large.
    """
    tree = pdf.Root.get("/StructTreeRoot")
    if not isinstance(tree, pikepdf.Dictionary):
        return Structure()
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    roles = tree.get("/RoleMap", {})
    reader = _Reader(pages)
    kids = reader.kids(tree.get("/K"), None, 0)
    return Structure(
        [kid for kid in kids if isinstance(kid, Element)],
        {str(role)[1:]: str(standard)[1:] for role, standard in roles.items()},
    )


def write_structure(pdf: pikepdf.Pdf, structure: Structure) -> None:
    """Write ``structure`` back: kids, parents, pages, parent tree and role map.

    The parent tree is built anew, so the steps before need not care for it. Elements no longer in the tree vanish from
    the file when it is saved.
    """
    tree = pdf.Root.StructTreeRoot
    writer = _Writer(pdf)
    for root in structure.roots:
        writer.write(root, tree)
    tree.K = pikepdf.Array([root.source for root in structure.roots])
    tree.RoleMap = pikepdf.Dictionary({f"/{role}": pikepdf.Name(f"/{kind}") for role, kind in structure.roles.items()})
    writer.write_parent_tree(tree)


def new_element(pdf: pikepdf.Pdf, role: str, kids: Iterable[Element | Marked | Reference] = ()) -> Element:
    """Return a new element that is not yet anywhere in a tree."""
    source = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{role}")))
    return Element(role, list(kids), source)


@dataclass(slots=True)
class _Reader:
    pages: dict[tuple[int, int], int]
    seen: set[tuple[int, int]] = field(default_factory=set)
    count: int = 0

    def kids(self, value: Any, page: int | None, depth: int) -> list[Element | Marked | Reference]:
        items = list(value) if isinstance(value, pikepdf.Array) else [] if value is None else [value]
        return [kid for item in items if (kid := self.kid(item, page, depth)) is not None]

    def kid(self, item: Any, page: int | None, depth: int) -> Element | Marked | Reference | None:
        if isinstance(item, int):
            return None if page is None else Marked(page, item)
        if not isinstance(item, pikepdf.Dictionary):
            return None
        page = self.page(item, page)
        kind = item.get("/Type")
        if kind == pikepdf.Name.MCR and "/MCID" in item:
            return None if page is None else Marked(page, int(item.MCID), item.get("/Stm"))
        if kind == pikepdf.Name.OBJR and "/Obj" in item:
            target = item.Obj
            own = self.pages.get(target.P.objgen) if isinstance(target.get("/P"), pikepdf.Dictionary) else None
            return Reference(next((number for number in (own, page) if number is not None), 0), target)
        return self.element(item, page, depth) if "/S" in item else None

    def element(self, item: Any, page: int | None, depth: int) -> Element:
        self.count += 1
        if depth > _DEEPEST or self.count > _MOST_ELEMENTS or (item.is_indirect and item.objgen in self.seen):
            raise InputError(tr("Der Strukturbaum der PDF-Datei ist beschädigt: Er ist endlos oder übermäßig groß."))
        if item.is_indirect:
            self.seen.add(item.objgen)
        return Element(str(item.S)[1:], self.kids(item.get("/K"), page, depth + 1), item)

    def page(self, item: Any, inherited: int | None) -> int | None:
        own = item.get("/Pg")
        return self.pages.get(own.objgen, inherited) if isinstance(own, pikepdf.Dictionary) else inherited


@dataclass(slots=True)
class _Writer:
    pdf: pikepdf.Pdf
    contents: dict[tuple[int, int], tuple[Any, dict[int, Any]]] = field(default_factory=dict)
    annotations: list[tuple[Any, Any]] = field(default_factory=list)

    def write(self, element: Element, parent: Any) -> None:
        source = element.source
        source.S = pikepdf.Name(f"/{element.role}")
        source.P = parent
        pages = [kid.page for kid in element.kids if isinstance(kid, Marked)]
        if pages:
            source.Pg = self.pdf.pages[pages[0]].obj
        elif "/Pg" in source:
            del source["/Pg"]
        entries = [self.entry(kid, element, pages[0] if pages else None) for kid in element.kids]
        if not entries and "/K" in source:
            del source["/K"]
        elif entries:
            source.K = entries[0] if len(entries) == 1 else pikepdf.Array(entries)

    def entry(self, kid: Element | Marked | Reference, element: Element, own_page: int | None) -> Any:
        if isinstance(kid, Element):
            self.write(kid, element.source)
            return kid.source
        page = self.pdf.pages[kid.page].obj
        if isinstance(kid, Reference):
            self.annotations.append((kid.target, element.source))
            return pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=kid.target, Pg=page)
        holder = page if kid.stream is None else kid.stream
        self.contents.setdefault(holder.objgen, (holder, {}))[1][kid.mcid] = element.source
        if kid.stream is None and kid.page == own_page:
            return kid.mcid
        entry = pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=page, MCID=kid.mcid)
        if kid.stream is not None:
            entry.Stm = kid.stream
        return entry

    def write_parent_tree(self, tree: Any) -> None:
        for page in self.pdf.pages:
            for annotation in page.get("/Annots", []):
                if "/StructParent" in annotation:
                    del annotation["/StructParent"]
        numbers: list[Any] = []
        key = 0
        for holder, parents in self.contents.values():
            holder.StructParents = key
            row = pikepdf.Array([parents.get(mcid) for mcid in range(max(parents) + 1)])
            numbers += [key, self.pdf.make_indirect(row)]
            key += 1
        for annotation, element in self.annotations:
            annotation.StructParent = key
            numbers += [key, element]
            key += 1
        tree.ParentTree = self.pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(numbers)))
        tree.ParentTreeNextKey = key
