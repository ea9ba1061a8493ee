"""Lists and styles of two documents under one set of ids; what only the new document defines joins the old one."""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy

from lxml import etree

from pipeline.comparison.canonical import Canonical
from pipeline.comparison.numbering import Lists
from pipeline.comparison.opc import Package, Relationship, add_part, content_type, element_of, type_of, w

STYLE_NAMES = {
    w("pStyle"): "paragraph",
    w("rStyle"): "character",
    w("tblStyle"): "table",
    w("numStyleLink"): "numbering",
    w("styleLink"): "numbering",
}


# -------------------------------------------------------------------------------------------------------------- lists


def unify_lists(old: Package, new: Package) -> None:
    """Give the lists of ``new`` the ids of the same lists in ``old``; add the others to ``old``, in place.

    Of several lists that look alike the partner is the one that shares most paragraphs. Lists that print the same
    numbers count as the same where only indents differ; the old one's then hold in the redline.
    """
    theirs = new.part_of("numbering")
    if theirs is None:
        return
    mine = old.part_of("numbering")
    if mine is None:
        mine = _add_part_like(old, new, "numbering")
        for child in list(mine):
            mine.remove(child)
    looks = _looks(old, mine), _looks(new, theirs)
    texts = _texts(old), _texts(new)
    names: dict[str, str] = {}
    prints = Lists(old), Lists(new)
    candidates = [
        (
            looks[0][ours] != looks[1][number],
            -len(texts[0][ours] & texts[1][number]),
            ours != number,
            position,
            number,
            ours,
        )
        for position, number in enumerate(looks[1])
        for ours in looks[0]
        if looks[0][ours] == looks[1][number] or prints[0].look(ours) == prints[1].look(number)
    ]
    for *_, number, ours in sorted(candidates):
        if number not in names and ours not in names.values():
            names[number] = ours
    for number in looks[1]:
        if number not in names:
            names[number] = _import_list(mine, theirs, number)
    _rename(new, w("numId"), names)
    theirs[:] = deepcopy(list(mine))


def _looks(package: Package, root: etree._Element) -> dict[str, str]:
    """Return what each list looks like, as canonical text."""
    canonical = Canonical(package)
    own_ids = (w("nsid"), w("tmpl"), w("abstractNumId"))
    abstract = {
        element.get(w("abstractNumId"), ""): canonical.join("", [c for c in element if c.tag not in own_ids])
        for element in root.findall(w("abstractNum"))
    }
    looks = {}
    for number in root.findall(w("num")):
        reference = number.find(w("abstractNumId"))
        key = reference.get(w("val"), "") if reference is not None else ""
        overrides = canonical.join("", number.findall(w("lvlOverride")))
        looks[number.get(w("numId"), "")] = f"{abstract.get(key, '')}|{overrides}"
    return looks


def _texts(package: Package) -> dict[str, set[str]]:
    """Return the texts of the paragraphs in each list."""
    lists = Lists(package)
    found: dict[str, set[str]] = defaultdict(set)
    for paragraph in package.tree(package.main).iter(w("p")):
        properties = paragraph.find(w("pPr"))
        style = properties.find(w("pStyle")) if properties is not None else None
        place = lists.place(style.get(w("val"), "") if style is not None else "", properties)
        if place:
            found[place[0]].add("".join(text.text or "" for text in paragraph.iter(w("t"))))
    return found


def _import_list(mine: etree._Element, theirs: etree._Element, number: str) -> str:
    source = next(element for element in theirs.findall(w("num")) if element.get(w("numId")) == number)
    copy = deepcopy(source)
    identity = _free(mine.findall(w("num")), "numId", 1)
    copy.set(w("numId"), identity)
    reference = copy.find(w("abstractNumId"))
    wanted = reference.get(w("val")) if reference is not None else None
    abstract = next((a for a in theirs.findall(w("abstractNum")) if a.get(w("abstractNumId")) == wanted), None)
    if abstract is not None and reference is not None:
        # lists that share a definition go on counting together, so an imported definition is imported once
        name = abstract.get("importedAs") or _free(mine.findall(w("abstractNum")), "abstractNumId", 0)
        if abstract.get("importedAs") is None:
            abstract.set("importedAs", name)
            added = deepcopy(abstract)
            del added.attrib["importedAs"]
            added.set(w("abstractNumId"), name)
            for own in [*added.findall(w("nsid")), *added.findall(w("styleLink"))]:
                added.remove(own)
            mine.insert(len(mine.findall(w("abstractNum"))), added)
        reference.set(w("val"), name)
    mine.insert(len(mine.findall(w("abstractNum"))) + len(mine.findall(w("num"))), copy)
    return identity


def _free(elements: list[etree._Element], name: str, first: int) -> str:
    values = [element.get(w(name), "") for element in elements]
    return str(max((int(value) + 1 for value in values if value.isdecimal()), default=first))


# ------------------------------------------------------------------------------------------------------------- styles


def unify_styles(old: Package, new: Package) -> None:
    """Give the styles of ``new`` the ids of the styles with the same name in ``old``; add the others, in place.

    Where a style of one name belongs to different lists in the two documents, the paragraphs of the new document get
    their list directly, since a style can have only one definition in the redline.
    """
    theirs, mine = new.part_of("styles"), old.part_of("styles")
    if theirs is None:
        return
    if mine is None:
        mine = _add_part_like(old, new, "styles")
    _keep_lists(old, new)
    known = {
        (style.get(w("type"), ""), _name(style)): style.get(w("styleId"), "") for style in mine.findall(w("style"))
    }
    taken = set(known.values())
    names: dict[str, dict[str, str]] = defaultdict(dict)
    added = []
    for style in theirs.findall(w("style")):
        kind, identity = style.get(w("type"), ""), style.get(w("styleId"), "")
        ours = known.get((kind, _name(style)))
        if ours is None:
            ours = identity
            while ours in taken:
                ours += "Neu"
            taken.add(ours)
            added.append((style, ours))
        names[kind][identity] = ours
    for style, ours in added:
        copy = deepcopy(style)
        copy.set(w("styleId"), ours)
        copy.attrib.pop(w("default"), "")
        for name in ("basedOn", "next", "link"):
            for reference in copy.findall(w(name)):
                kind = style.get(w("type"), "")
                other = {"paragraph": "character", "character": "paragraph"}.get(kind, kind) if name == "link" else kind
                reference.set(w("val"), names[other].get(reference.get(w("val"), ""), reference.get(w("val"), "")))
        mine.append(copy)
    for part in new.stories():
        for element in new.tree(part).iter(*STYLE_NAMES):
            value = element.get(w("val"), "")
            element.set(w("val"), names[STYLE_NAMES[str(element.tag)]].get(value, value))
    theirs[:] = deepcopy(list(mine))


def _keep_lists(old: Package, new: Package) -> None:
    before, after = Lists(old), Lists(new)
    ids = {_name(s): s.get(w("styleId"), "") for s in _styles(old) if s.get(w("type")) == "paragraph"}
    moved = {}
    for style in _styles(new):
        identity = style.get(w("styleId"), "")
        place = after.place(identity, None)
        ours = ids.get(_name(style))
        if ours is not None and before.place(ours, None) != place:
            moved[identity] = place or ("0", 0)
    for part in new.stories() if moved else ():
        for properties in new.tree(part).iter(w("pPr")):
            named = properties.find(w("pStyle"))
            if named is not None and named.get(w("val"), "") in moved and properties.find(w("numPr")) is None:
                number, level = moved[named.get(w("val"), "")]
                own = element_of("numPr")
                etree.SubElement(own, w("ilvl")).set(w("val"), str(level))
                etree.SubElement(own, w("numId")).set(w("val"), number)
                early = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
                properties.insert(sum(child.tag in {w(name) for name in early} for child in properties), own)


def _styles(package: Package) -> list[etree._Element]:
    root = package.part_of("styles")
    return root.findall(w("style")) if root is not None else []


def _name(style: etree._Element) -> str:
    name = style.find(w("name"))
    return (name.get(w("val"), "") if name is not None else style.get(w("styleId"), "")).lower()


# ------------------------------------------------------------------------------------------------------------- shared


def _rename(package: Package, tag: str, names: dict[str, str]) -> None:
    others = package.related(package.main, "styles")
    for part in [*package.stories(), *others]:
        for element in package.tree(part).iter(tag):
            value = element.get(w("val"), "")
            element.set(w("val"), names.get(value, value))


def _add_part_like(old: Package, new: Package, kind: str) -> etree._Element:
    source = new.related(new.main, kind)[0]
    part = f"word/{kind}.xml" if f"word/{kind}.xml" not in old.parts else f"word/{kind}_neu.xml"
    add_part(old, part, new.content_of(source), content_type(new, source))
    identity = f"rIdNeu_{kind}"
    old.relations(old.main)[identity] = Relationship(identity, kind, part, False, type_of(kind))
    return old.tree(part)
