"""One set of ids for both documents: the same link, picture, style, list or header has the same id in both.

Word numbers these anew at each saving, so equal passages look changed to an engine, and a passage of the new document
cannot be put beside one of the old. The old package receives what only the new one has; the new document is rewritten
to the old one's ids. What a reader sees in either is unchanged, and the proof later runs against the documents as
they were before this step.
"""

from __future__ import annotations

from lxml import etree

from pipeline.comparison.adoption import fresh, same_relation
from pipeline.comparison.bookmarks import separate_ids
from pipeline.comparison.definitions import unify_lists, unify_styles
from pipeline.comparison.opc import Package, R, Relationship, add_part, content_type, type_of, w
from pipeline.comparison.stories import REFERENCES, forget_unused_headers, pair_headers

IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"


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
    pairs = list(pair_headers(old, new))
    forget_unused_headers(old, new)
    for kind in ("footnotes", "endnotes"):
        pairs += zip(old.related(old.main, kind)[:1], new.related(new.main, kind)[:1], strict=False)
    for one, other in pairs:
        _unify_relations(old, one, new, other)
    separate_ids(old, new)
    for one, other in [(old.main, new.main), *pairs]:
        _share_prefixes(old, one, new, other)
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
                    names[str(value)] = same_relation(old, one, new, theirs[str(value)])
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
            names[identity] = fresh("rIdTeil", taken)
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


# ------------------------------------------------------------------------------------------------- notes and prefixes


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
        identity = fresh("rIdNoten", old.relations(old.main))
        old.relations(old.main)[identity] = Relationship(identity, kind, part, False, type_of(kind))


def _share_prefixes(old: Package, one: str, new: Package, other: str) -> None:
    """Declare the namespace prefixes of the new part in the old one too: some attributes name prefixes in their text."""
    mine, theirs = old.tree(one), new.tree(other)
    missing = {prefix: uri for prefix, uri in theirs.nsmap.items() if prefix and prefix not in mine.nsmap}
    if not missing:
        return
    present = {prefix: uri for prefix, uri in mine.nsmap.items() if prefix}
    root = etree.Element(mine.tag, nsmap={**present, **missing})
    root.attrib.update(mine.attrib)
    root[:] = list(mine)
    ignorable = [*mine.get(IGNORABLE, "").split(), *theirs.get(IGNORABLE, "").split()]
    if ignorable:
        root.set(IGNORABLE, " ".join(dict.fromkeys(prefix for prefix in ignorable if prefix in root.nsmap)))
    old.replace(one, root)
