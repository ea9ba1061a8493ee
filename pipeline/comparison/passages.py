"""What is known of a passage besides its words: where its table cells end, and which fields of the dossier wrote it.

Rows of a Synopse carry text alone; passages are found again by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.comparison.normal_form import Block, NormalForm, Row, Table, block_text, paragraphs
from pipeline.documents.controls import field_paths
from pipeline.documents.package import Package


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or table row.

    Attributes:
        cuts: for a table row the places in its text where a cell ends and another begins.
        paths: field paths of the content controls within.
    """

    cuts: tuple[int, ...] = ()
    paths: frozenset[str] = frozenset()


Passages = Mapping[str, Passage]
"""Passages by their exact text; of equal texts the paths are joined."""


def passages(form: NormalForm, docx: bytes) -> Passages:
    """Return the passages of a document.

    Args:
        form: its normal form.
        docx: the file itself; it knows the paths that are too long for a tag.
    """
    tags = {tag for block in form.body for paragraph in paragraphs(block) for _, _, tag in paragraph.tags}
    long_paths = field_paths(Package(docx)) if any(tag.startswith("#") for tag in tags) else {}
    found: dict[str, Passage] = {}
    for item in _items(form.body):
        blocks = [block for cell in item.cells for block in cell.blocks] if isinstance(item, Row) else [item]
        text = "".join(map(block_text, blocks))
        paths = frozenset(
            long_paths.get(tag, tag)
            for block in blocks
            for paragraph in paragraphs(block)
            for _, _, tag in paragraph.tags
        )
        known = found.get(text)
        found[text] = Passage(_cuts(item), paths | known.paths if known else paths)
    return found


def _items(blocks: Sequence[Block]) -> Iterator[Block | Row]:
    for block in blocks:
        if isinstance(block, Table):
            yield from block.rows
        else:
            yield block


def _cuts(item: Block | Row) -> tuple[int, ...]:
    if not isinstance(item, Row):
        return ()
    ends: list[int] = []
    for cell in item.cells[:-1]:
        ends.append((ends[-1] + 1 if ends else 0) + sum(len(block_text(block)) for block in cell.blocks) - 1)
    return tuple(ends)
