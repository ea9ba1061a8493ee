"""Both documents on common ground: copies without controls, old marks and the word processor's own notes.

The rule for documents that already hold tracked changes: they are compared as if these had been accepted.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pipeline.comparison.normal_form import NormalForm
from pipeline.comparison.opc import Package, element_of, w
from pipeline.comparison.reader import normal_form
from pipeline.comparison.revisions import RANGES, TRACKED, settle_package
from pipeline.comparison.unwrap import unwrap_controls

OWN_NOTES = tuple(
    w(name)
    for name in (
        "proofErr",
        "lastRenderedPageBreak",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "permStart",
        "permEnd",
    )
)


@dataclass(frozen=True)
class Prepared:
    """A document ready to be compared.

    Attributes:
        package: a copy without controls, tracked changes and notes of the word processor.
        form: its normal form; it knows the tags of the controls unless the document held tracked changes.
    """

    package: Package
    form: NormalForm


def prepare(package: Package) -> Prepared:
    """Return a copy of ``package`` ready to be compared; what a reader sees is unchanged."""
    copy = package.copy()
    tracked = any(next(copy.tree(part).iter(*TRACKED, *RANGES), None) is not None for part in copy.stories())
    form = None if tracked else normal_form(copy)
    unwrap_controls(copy)
    settle_package(copy, "accepted")
    _tidy(copy)
    return Prepared(copy, form or normal_form(copy))


def _tidy(copy: Package) -> None:
    relations = copy.relations(copy.main)
    for identity, relation in list(relations.items()):
        if relation.type == "stylesWithEffects":  # Word 2010's double of the styles, which no later Word reads
            del relations[identity]
            copy.forget(relation.target)
    for part in copy.stories():
        root = copy.tree(part)
        for element in list(root.iter(*OWN_NOTES)):
            _remove(element)
        _unwrap_smart_tags(root)
        _spell_out_fields(root)
        _order_properties(root)
        _forget_saving_ids(root)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if parent.tag == w("r") and all(child.tag == w("rPr") for child in parent):
        _remove(parent)


def _unwrap_smart_tags(root: etree._Element) -> None:
    for element in list(root.iter(w("smartTag"), w("customXml"))):
        parent = element.getparent()
        if parent is not None:
            at = parent.index(element)
            parent[at : at + 1] = [c for c in element if c.tag not in (w("smartTagPr"), w("customXmlPr"))]


def _spell_out_fields(root: etree._Element) -> None:
    """Write each ``w:fldSimple`` as begin, instruction, result, end: the one form that marks can be put into."""
    for simple in list(root.iter(w("fldSimple"))):
        parent = simple.getparent()
        if parent is None:
            continue
        code = element_of("r")
        instruction = etree.SubElement(code, w("instrText"))
        instruction.text = simple.get(w("instr"), "")
        instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        content = [child for child in simple if child.tag != w("fldData")]
        at = parent.index(simple)
        parent[at : at + 1] = [_mark("begin"), code, _mark("separate"), *content, _mark("end")]


def _mark(kind: str) -> etree._Element:
    run = element_of("r")
    etree.SubElement(run, w("fldChar")).set(w("fldCharType"), kind)
    return run


def _order_properties(root: etree._Element) -> None:
    """Put the formatting of the mark and the page setup last in paragraph properties; LibreOffice writes it first."""
    for properties in root.iter(w("pPr")):
        for name in (w("rPr"), w("sectPr")):
            element = properties.find(name)
            if element is not None and element.getnext() is not None:
                properties.append(element)


def _forget_saving_ids(root: etree._Element) -> None:
    """Drop the ids that each saving renews: they would appear twice where old and new stand side by side."""
    for element in root.iter():
        for name in list(element.attrib):
            local = str(name).rpartition("}")[2]
            if local.startswith("rsid") or local in ("paraId", "textId"):
                del element.attrib[name]
