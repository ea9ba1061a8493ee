"""One set of ids for both documents: the same link, picture, style, list or header has the same id in both.

Word numbers these anew at each saving, so equal passages look changed to an engine, and a passage of the new document
cannot be put beside one of the old. The old package receives what only the new one has; the new document is rewritten
to the old one's ids. What a reader sees in either is unchanged, and the proof later runs against the documents as
they were before this step.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from pipeline.comparison.definitions import unify_lists, unify_styles
from pipeline.comparison.opc import Package, R, W, Relationship, add_part, content_type, relations_name, type_of, w

REFERENCES = (w("headerReference"), w("footerReference"))
STORY_NAMES = {w("headerReference"): ("header", "hdr"), w("footerReference"): ("footer", "ftr")}


def harmonise(old: Package, new: Package) -> list[tuple[str, str]]:
    """Give ``new`` the ids of ``old`` and ``old`` the resources of ``new``, in place.

    Returns:
        The pairs of parts that tell the same story: (name in old, name in new), body first.
    """
    _add_notes(old, new)
    unify_lists(old, new)
    unify_styles(old, new)
    _move_structure_aside(old, new)
    _unify_relations(old, old.main, new, new.main)
    pairs = list(_headers(old, new))
    for package in (old, new):
        _forget_unused_headers(package)
    for kind in ("footnotes", "endnotes"):
        pairs += zip(old.related(old.main, kind)[:1], new.related(new.main, kind)[:1], strict=False)
    for one, other in pairs:
        _unify_relations(old, one, new, other)
    _separate_bookmarks(old, new)
    return [(old.main, new.main), *pairs]


# ------------------------------------------------------------------------------------------------------ relationships


def _unify_relations(old: Package, one: str, new: Package, other: str) -> None:
    """Rewrite the relationship ids in the new part so that each means the same in the old part."""
    root = new.tree(other)
    theirs = new.relations(other)
    names: dict[str, str] = {}
    for element in root.iter():
        if element.tag in REFERENCES:
            continue
        for key, value in list(element.attrib.items()):
            if str(key).startswith(f"{{{R}}}") and value in theirs:
                if value not in names:
                    names[str(value)] = _same_relation(old, one, new, theirs[str(value)])
                element.set(key, names[str(value)])
    structure = {identity: relation for identity, relation in theirs.items() if identity not in names}
    resources = {
        target: Relationship(
            target, theirs[source].type, theirs[source].target, theirs[source].external, theirs[source].uri
        )
        for source, target in names.items()
    }
    # what the new part itself no longer names by the old id must not hide what now has that id
    theirs.clear()
    theirs.update({**structure, **resources})


def _same_relation(old: Package, part: str, new: Package, wanted: Relationship) -> str:
    relations = old.relations(part)
    for relation in relations.values():
        if relation.type == wanted.type and relation.external == wanted.external:
            same = (
                relation.target == wanted.target
                if wanted.external
                else old.parts.get(relation.target) == new.parts.get(wanted.target)
            )
            if same:
                return relation.id
    target = wanted.target if wanted.external else _adopt(old, new, wanted.target)
    identity = _fresh("rIdNeu", relations)
    relations[identity] = Relationship(identity, wanted.type, target, wanted.external, wanted.uri)
    return identity


def _adopt(old: Package, new: Package, part: str) -> str:
    """Copy a part of ``new`` into ``old`` under a free name, with all it is related to; return the name."""
    if part not in new.parts:
        return part
    folder, _, name = part.rpartition("/")
    stem, dot, extension = name.rpartition(".")
    number = 1
    while posixpath.join(folder, f"{stem}_neu{number}{dot}{extension}") in old.parts:
        number += 1
    target = posixpath.join(folder, f"{stem}_neu{number}{dot}{extension}")
    add_part(old, target, new.content_of(part), content_type(new, part))
    if relations_name(part) in new.parts:
        adopted = {
            identity: relation
            if relation.external
            else Relationship(identity, relation.type, _adopt(old, new, relation.target), False, relation.uri)
            for identity, relation in new.relations(part).items()
        }
        old.relations(target).update(adopted)
    return target


def _fresh(prefix: str, taken: dict[str, Relationship]) -> str:
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def _move_structure_aside(old: Package, new: Package) -> None:
    """Rename the ids of headers, styles and the like in the new main part, so that none is in the way."""
    relations = new.relations(new.main)
    used = {
        str(value)
        for element in new.tree(new.main).iter()
        if element.tag not in REFERENCES
        for key, value in element.attrib.items()
        if str(key).startswith(f"{{{R}}}")
    }
    taken = {**relations, **old.relations(old.main)}
    names: dict[str, str] = {}
    for identity, relation in relations.items():
        if identity not in used:
            names[identity] = _fresh("rIdTeil", taken)
            taken[names[identity]] = relation
    renamed = [
        Relationship(names.get(identity, identity), relation.type, relation.target, relation.external, relation.uri)
        for identity, relation in relations.items()
    ]
    relations.clear()
    relations.update({relation.id: relation for relation in renamed})
    for reference in new.tree(new.main).iter(*REFERENCES):
        identity = reference.get(f"{{{R}}}id", "")
        reference.set(f"{{{R}}}id", names.get(identity, identity))


# ------------------------------------------------------------------------------------------------- headers and footers


def _headers(old: Package, new: Package) -> Iterator[tuple[str, str]]:
    """Pair the headers and footers of both documents section by section and give each pair one id."""
    before, after = list(old.tree(old.main).iter(w("sectPr"))), list(new.tree(new.main).iter(w("sectPr")))
    if not before or not after:
        return
    if len(before) != len(after):  # only the last section has a certain partner; the others come and go as a whole
        for setup in after[:-1]:
            for reference in list(setup.iter(*REFERENCES)):
                _adopt_story(old, new, reference)
        before, after = before[-1:], after[-1:]
    partners: dict[str, str] = {}
    inherited: tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]] = ({}, {})
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
        left, right = _adopt(old, old, left), _adopt(new, new, right)
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
        identity = _fresh("rIdKopf", {**mine, **theirs})
        mine[identity] = Relationship(identity, name, left, False, type_of(name))
    theirs[identity] = Relationship(identity, name, right, False, type_of(name))
    return identity


def _refer(setup: etree._Element, kind: tuple[str, str], identity: str) -> None:
    for reference in setup.iter(kind[0]):
        if reference.get(w("type"), "default") == kind[1]:
            reference.set(f"{{{R}}}id", identity)
            return
    reference = etree.Element(kind[0])
    reference.set(w("type"), kind[1])
    reference.set(f"{{{R}}}id", identity)
    setup.insert(sum(child.tag in REFERENCES for child in setup), reference)


def _empty_story(package: Package, kind: tuple[str, str]) -> str:
    name, tag = STORY_NAMES[kind[0]]
    number = 1
    while f"word/{name}_leer{number}.xml" in package.parts:
        number += 1
    part = f"word/{name}_leer{number}.xml"
    root = etree.Element(w(tag), nsmap={"w": W, "r": R})
    etree.SubElement(root, w("p"))
    add_part(
        package,
        part,
        etree.tostring(root),
        f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml",
    )
    return part


def _forget_unused_headers(package: Package) -> None:
    """Remove ids of headers that no section uses: with two ids for one header an engine may take the wrong one."""
    relations = package.relations(package.main)
    used = {reference.get(f"{{{R}}}id") for reference in package.tree(package.main).iter(*REFERENCES)}
    for identity, relation in list(relations.items()):
        if relation.type in ("header", "footer") and identity not in used:
            del relations[identity]


def _adopt_story(old: Package, new: Package, reference: etree._Element) -> None:
    relation = new.relations(new.main).get(reference.get(f"{{{R}}}id", ""))
    if relation is None:
        return
    name = STORY_NAMES[str(reference.tag)][0]
    identity = _fresh("rIdKopf", {**old.relations(old.main), **new.relations(new.main)})
    target = _adopt(old, new, relation.target)
    old.relations(old.main)[identity] = Relationship(identity, name, target, False, type_of(name))
    new.relations(new.main)[identity] = Relationship(identity, name, relation.target, False, type_of(name))
    reference.set(f"{{{R}}}id", identity)


# ------------------------------------------------------------------------------------------------- notes and bookmarks


def _add_notes(old: Package, new: Package) -> None:
    """Give the old document a part for notes where only the new one has one."""
    for kind in ("footnotes", "endnotes"):
        names = new.related(new.main, kind)
        if not names or names[0] not in new.parts or old.related(old.main, kind):
            continue
        root = etree.fromstring(new.content_of(names[0]))
        for note in list(root):
            if note.get(w("type")) is None:
                root.remove(note)
        part = f"word/{kind}.xml" if f"word/{kind}.xml" not in old.parts else f"word/{kind}_neu.xml"
        add_part(old, part, etree.tostring(root), content_type(new, names[0]))
        identity = _fresh("rIdNoten", old.relations(old.main))
        old.relations(old.main)[identity] = Relationship(identity, kind, part, False, type_of(kind))


def _separate_bookmarks(old: Package, new: Package) -> None:
    """Renumber the bookmarks of the new document, so that no id stands for one in each."""
    names = (w("bookmarkStart"), w("bookmarkEnd"))
    taken = Counter(mark.get(w("id"), "") for part in old.stories() for mark in old.tree(part).iter(*names))
    first = 1 + max((int(key) for key in taken if key.isdecimal()), default=0)
    for part in new.stories():
        for mark in new.tree(part).iter(*names):
            value = mark.get(w("id"), "")
            if value.isdecimal():
                mark.set(w("id"), str(first + int(value)))
