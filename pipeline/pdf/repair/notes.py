"""Footnotes carry an identifier of their own (ISO 14289-1, 7.9)."""

from __future__ import annotations

import pikepdf

from pipeline.pdf.tagged import TaggedPdf


def number_notes(draft: TaggedPdf) -> None:
    """Give every ``Note`` an ``ID`` by its place, and list them in the tree's ``IDTree``."""
    notes = [element for element in draft.structure.walk() if draft.structure.kind(element) == "Note"]
    if not notes:
        return
    names: list[object] = []
    for number, note in enumerate(notes, start=1):
        name = f"note-{number:05}"
        note.source.ID = pikepdf.String(name)
        names += [pikepdf.String(name), note.source]
    leaf = pikepdf.Dictionary(Names=pikepdf.Array(names), Limits=pikepdf.Array([names[0], names[-2]]))
    tree = pikepdf.Dictionary(Kids=pikepdf.Array([draft.pdf.make_indirect(leaf)]))
    draft.pdf.Root.StructTreeRoot.IDTree = draft.pdf.make_indirect(tree)
