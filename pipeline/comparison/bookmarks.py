"""Bookmarks that a word processor names anew at each saving, such as ``_Toc123``: the same place, the same name.

Otherwise every entry of the contents table looks changed as soon as one heading is inserted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.comparison.align import Pair
from pipeline.comparison.excerpt import body_blocks
from pipeline.comparison.opc import Package, w

GENERATED = re.compile(r"\b_[A-Za-z]+[0-9]+\b")


def separate_ids(old: Package, new: Package) -> None:
    """Renumber the bookmarks of ``new``, so that no id stands for one in each document, in place."""
    names = (w("bookmarkStart"), w("bookmarkEnd"))
    taken = [mark.get(w("id"), "") for part in old.stories() for mark in old.tree(part).iter(*names)]
    first = 1 + max((int(value) for value in taken if value.isdecimal()), default=0)
    for part in new.stories():
        for mark in new.tree(part).iter(*names):
            value = mark.get(w("id"), "")
            if value.isdecimal():
                mark.set(w("id"), str(first + int(value)))


def share_names(old: Package, new: Package, pairs: Sequence[Pair]) -> None:
    """Give generated bookmarks in paired blocks of ``new`` the names they have in ``old``, links included, in place."""
    before, after = body_blocks(old), body_blocks(new)
    names: dict[str, str] = {}
    for pair in pairs:
        if pair.old is not None and pair.new is not None:
            mine, theirs = (
                [
                    name
                    for mark in block.iter(w("bookmarkStart"))
                    if GENERATED.fullmatch(name := mark.get(w("name"), ""))
                ]
                for block in (before[pair.old], after[pair.new])
            )
            names.update(zip(theirs, mine, strict=False))
    taken = {mark.get(w("name"), "") for mark in old.tree(old.main).iter(w("bookmarkStart"))}
    for mark in new.tree(new.main).iter(w("bookmarkStart")):
        name = mark.get(w("name"), "")
        if GENERATED.fullmatch(name) and name not in names and name in taken:
            number = 1
            while f"_Neu{number:06}" in taken:
                number += 1
            names[name] = f"_Neu{number:06}"
            taken.add(names[name])
    for part in new.stories() if names else ():
        root = new.tree(part)
        for mark in root.iter(w("bookmarkStart")):
            mark.set(w("name"), names.get(mark.get(w("name"), ""), mark.get(w("name"), "")))
        for link in root.iter(w("hyperlink")):
            anchor = link.get(w("anchor"), "")
            if anchor in names:
                link.set(w("anchor"), names[anchor])
        for code in root.iter(w("instrText")):
            code.text = GENERATED.sub(lambda found: names.get(found[0], found[0]), code.text or "")
