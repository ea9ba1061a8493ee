"""Headers and footers of two documents, paired section by section, so that each pair has one id and one name."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.comparison.adoption import adopt, fresh
from pipeline.comparison.opc import Package, R, Relationship, add_part, element_of, serialise, type_of, w

REFERENCES = (w("headerReference"), w("footerReference"))
STORY_NAMES = {w("headerReference"): ("header", "hdr"), w("footerReference"): ("footer", "ftr")}


def pair_headers(old: Package, new: Package) -> Iterator[tuple[str, str]]:
    """Pair the headers and footers of both documents section by section and give each pair one id."""
    before, after = list(old.tree(old.main).iter(w("sectPr"))), list(new.tree(new.main).iter(w("sectPr")))
    if not before or not after:
        return
    inherited: tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]] = ({}, {})
    if len(before) != len(after):  # only the last section has a certain partner; the others come and go as a whole
        for setup in after[:-1]:
            for reference in list(setup.iter(*REFERENCES)):
                _adopt_story(old, new, reference)
        for side, package, setups in ((0, old, before), (1, new, after)):
            for setup in setups[:-1]:
                inherited[side].update(_explicit(package, setup))
        before, after = before[-1:], after[-1:]
    partners: dict[str, str] = {}
    for one, other in zip(before, after, strict=True):
        for side, package, setup in ((0, old, one), (1, new, other)):
            inherited[side].update(_explicit(package, setup))
        for kind in sorted({*inherited[0], *inherited[1]}):
            yield from _pair_story(old, new, one, other, kind, inherited, partners)


def _explicit(package: Package, setup: etree._Element) -> dict[tuple[str, str], str]:
    relations = package.relations(package.main)
    found = {}
    for reference in setup.iter(*REFERENCES):
        relation = relations.get(reference.get(f"{{{R}}}id", ""))
        if relation is not None and relation.target in package.parts:
            found[str(reference.tag), reference.get(w("type"), "default")] = relation.target
    return found


def _pair_story(
    old: Package,
    new: Package,
    one: etree._Element,
    other: etree._Element,
    kind: tuple[str, str],
    inherited: tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]],
    partners: dict[str, str],
) -> Iterator[tuple[str, str]]:
    left = inherited[0].get(kind) or _empty_story(old, kind)
    right = inherited[1].get(kind) or _empty_story(new, kind)
    known = partners.get(left)
    fresh = known is None and right not in partners.values()
    if known != right and not fresh:  # one header served several sections on one side only: part them
        left, right = adopt(old, old, left), adopt(new, new, right)
        fresh = True
    inherited[0][kind], inherited[1][kind] = left, right
    partners[left] = right
    identity = _story_id(old, new, left, right, kind)
    _refer(one, kind, identity)
    _refer(other, kind, identity)
    if fresh:
        yield left, right


def _story_id(old: Package, new: Package, left: str, right: str, kind: tuple[str, str]) -> str:
    mine, theirs = old.relations(old.main), new.relations(new.main)
    identity = next((r.id for r in mine.values() if r.target == left and not r.external), "")
    name = STORY_NAMES[kind[0]][0]
    if not identity or (identity in theirs and theirs[identity].target != right):
        identity = fresh("rIdKopf", {**mine, **theirs})
        mine[identity] = Relationship(identity, name, left, False, type_of(name))
    theirs[identity] = Relationship(identity, name, right, False, type_of(name))
    return identity


def _refer(setup: etree._Element, kind: tuple[str, str], identity: str) -> None:
    for reference in setup.iter(kind[0]):
        if reference.get(w("type"), "default") == kind[1]:
            reference.set(f"{{{R}}}id", identity)
            return
    reference = element_of(kind[0].rpartition("}")[2])
    reference.set(w("type"), kind[1])
    reference.set(f"{{{R}}}id", identity)
    setup.insert(sum(child.tag in REFERENCES for child in setup), reference)


def _empty_story(package: Package, kind: tuple[str, str]) -> str:
    name, tag = STORY_NAMES[kind[0]]
    number = 1
    while f"word/{name}_leer{number}.xml" in package.parts:
        number += 1
    part = f"word/{name}_leer{number}.xml"
    root = element_of(tag)
    etree.SubElement(root, w("p"))
    add_part(
        package,
        part,
        serialise(root),
        f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml",
    )
    return part


def forget_unused_headers(old: Package, new: Package) -> None:
    """Remove ids of headers that no section uses: with two ids for one header an engine may take the wrong one."""
    references = [
        reference.get(f"{{{R}}}id")
        for package in (old, new)
        for reference in package.tree(package.main).iter(*REFERENCES)
    ]
    for package in (old, new):
        relations = package.relations(package.main)
        for identity, relation in list(relations.items()):
            if relation.type in ("header", "footer") and identity not in references:
                del relations[identity]


def _adopt_story(old: Package, new: Package, reference: etree._Element) -> None:
    relation = new.relations(new.main).get(reference.get(f"{{{R}}}id", ""))
    if relation is None:
        return
    name = STORY_NAMES[str(reference.tag)][0]
    identity = fresh("rIdKopf", {**old.relations(old.main), **new.relations(new.main)})
    target = adopt(old, new, relation.target)
    old.relations(old.main)[identity] = Relationship(identity, name, target, False, type_of(name))
    new.relations(new.main)[identity] = Relationship(identity, name, relation.target, False, type_of(name))
    reference.set(f"{{{R}}}id", identity)
