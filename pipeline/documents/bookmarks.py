"""Bookmarks: unique ids, names that Word accepts, one at each heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.documents.ooxml import P_PR, Element, P, make, qn
from pipeline.documents.package import Package
from pipeline.errors import InputError, Problem
from pipeline.language import tr

TOC_PREFIX = "_Toc"
_START, _END, _NAME, _ID = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:name"), qn("w:id")


def bookmark_name(text: str) -> str:
    """Return ``text`` as a name of a bookmark: letters, digits and underscores, at most 40."""
    return re.sub(r"\W", "_", text)[:40]


def bookmark_headings(package: Package, paragraphs: Sequence[Element]) -> list[str]:
    """Put a bookmark around the text of each heading and return their names; renumber all bookmarks.

    Raises:
        InputError: two bookmarks of the template have the same name.
    """
    for part in package.stories:
        for mark in list(package.tree(part).iter(_START)):
            if mark.get(_NAME, "").startswith(TOC_PREFIX):
                _remove_pair(package.tree(part), mark)
    names = []
    for number, paragraph in enumerate(paragraphs, start=1):
        names.append(f"{TOC_PREFIX}{number:08d}")
        start = make("w:bookmarkStart", id=f"toc{number}", name=names[-1])
        paragraph.insert(1 if paragraph.find(P_PR) is not None else 0, start)
        paragraph.append(make("w:bookmarkEnd", id=f"toc{number}"))
    _renumber(package)
    return names


def bookmarked_paragraphs(package: Package) -> dict[str, Element]:
    """Return name of the bookmark → paragraph in which it begins, for the body."""
    result = {}
    for mark in package.body.iter(_START):
        paragraph = next(mark.iterancestors(P), None)
        if paragraph is None:  # between paragraphs: it begins with the next one
            following = mark.getnext()
            while following is not None and following.tag != P:
                following = following.getnext()
            paragraph = following
        if paragraph is not None:
            result[mark.get(_NAME, "")] = paragraph
    return result


def _renumber(package: Package) -> None:
    names: set[str] = set()
    problems = []
    number = 0
    for part in package.stories:
        open_marks: dict[str, list[str]] = {}
        for mark in package.tree(part).iter(_START, _END):
            old = mark.get(_ID, "")
            if mark.tag == _START:
                name = bookmark_name(mark.get(_NAME, ""))
                mark.set(_NAME, name)
                if name in names:
                    problems.append(_doubled(name, package.file))
                names.add(name)
                open_marks.setdefault(old, []).append(str(number))
                mark.set(_ID, str(number))
                number += 1
            elif open_marks.get(old):
                mark.set(_ID, open_marks[old].pop())
        for link in package.tree(part).iter(qn("w:hyperlink")):
            anchor = link.get(qn("w:anchor"))
            if anchor:
                link.set(qn("w:anchor"), bookmark_name(anchor))
    if problems:
        raise InputError(problems)


def _remove_pair(root: Element, start: Element) -> None:
    for mark in [start, *(end for end in root.iter(_END) if end.get(_ID) == start.get(_ID))]:
        parent = mark.getparent()
        assert parent is not None
        parent.remove(mark)


def _doubled(name: str, file: str) -> Problem:
    return Problem(
        tr("Die Textmarke „{name}“ steht zweimal im Dokument.", name=name),
        tr("In einer Schleife gehört die Kennung in den Namen, etwa „kanal_{{ channel.id }}“."),
        file=file,
    )
