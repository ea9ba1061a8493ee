"""The rows of a Synopse as data: old text left, new text right, by chapter, words that went and came marked.

Every paragraph and every table row is one row; then follow the notes, then headers and footers. Nothing is left out
here: the left column joined is ``column_text(old)``, the right one ``column_text(new)``. Shortening is a step of its
own (``shown``), for print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.comparison.align import align, is_heading
from pipeline.comparison.normal_form import Block, NormalForm, Paragraph, Row, Table, Thing, block_text, paragraphs
from pipeline.comparison.unwrap import Technical, is_technical
from pipeline.comparison.words import Fragment, word_diff
from pipeline.language import in_german, tr

RowKind = Literal["unchanged", "changed", "format", "added", "removed"]
MOVED_FROM = 20
"""Paragraphs of at least this many characters that went here and came there are called moved."""


@dataclass(frozen=True, slots=True)
class SynopsisRow:
    """One row.

    Attributes:
        chapter: the heading it stands under.
        kind: ``format`` means that the text is the same and its formatting or a link is not.
        old: fragments of the old text, ``equal`` or ``deleted``, line feeds included.
        new: fragments of the new text, ``equal`` or ``inserted``.
        technical: all that changed is version, date, check code or contents table.
        moved: the chapter where the same text has come from or gone to, or empty.
        heading: whether the row is a heading itself.
    """

    chapter: str
    kind: RowKind
    old: tuple[Fragment, ...]
    new: tuple[Fragment, ...]
    technical: bool = False
    moved: str = ""
    heading: bool = False

    @property
    def old_text(self) -> str:
        """The old text, exactly."""
        return "".join(fragment.text for fragment in self.old)

    @property
    def new_text(self) -> str:
        """The new text, exactly."""
        return "".join(fragment.text for fragment in self.new)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row as it is printed; a placeholder such as „(unverändert)“ stands in place of a whole side."""

    chapter: str
    kind: RowKind
    old: tuple[Fragment, ...]
    new: tuple[Fragment, ...]
    placeholder_old: str = ""
    placeholder_new: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class _Chapter:
    title: str
    items: tuple[Block | Row, ...]


def synopsis(old: NormalForm, new: NormalForm, *, technical: Technical = is_technical) -> tuple[SynopsisRow, ...]:
    """Return the rows that put ``old`` and ``new`` side by side, changed or not."""
    rows = list(_rows(old.body, new.body, "", technical))
    notes = tr("Fuß- und Endnoten"), tr("Kopf- und Fußzeilen")
    rows += _rows(_notes(old.body), _notes(new.body), notes[0], technical)
    rows += _rows(_stories(old), _stories(new), notes[1], technical)
    return tuple(_with_moves(rows))


def column_text(form: NormalForm) -> str:
    """Return all text of a document in the order of the Synopse: body, notes, headers and footers."""
    return "".join(block_text(block) for block in (*form.body, *_notes(form.body), *_stories(form)))


def _notes(blocks: Sequence[Block]) -> tuple[Block, ...]:
    found: list[Block] = []
    for block in blocks:
        for paragraph in paragraphs(block):
            for piece in paragraph.pieces:
                if isinstance(piece, Thing):
                    found += piece.blocks
    return tuple(found)


def _stories(form: NormalForm) -> tuple[Block, ...]:
    seen: dict[tuple[str, tuple[Block, ...]], None] = {}
    for section in form.sections:
        seen.update(dict.fromkeys(section.stories))
    return tuple(block for _, blocks in seen for block in blocks)


def _rows(old: Sequence[Block], new: Sequence[Block], chapter: str, technical: Technical) -> Iterator[SynopsisRow]:
    """Yield the rows of two sequences of blocks; ``chapter`` is their title until a heading names another."""
    for pair in align(old, new, by_chapter=True):
        before = old[pair.old] if pair.old is not None else None
        after = new[pair.new] if pair.new is not None else None
        if isinstance(before, Table) or isinstance(after, Table):
            one = before.rows if isinstance(before, Table) else ()
            other = after.rows if isinstance(after, Table) else ()
            for inner in align(one, other):
                yield _row(
                    one[inner.old] if inner.old is not None else None,
                    other[inner.new] if inner.new is not None else None,
                    chapter,
                    technical,
                )
            continue
        title = next((_heading(block) for block in (after, before) if block is not None and _heading(block)), "")
        chapter = title or chapter
        yield replace(_row(before, after, chapter, technical), heading=bool(title))


def _heading(block: Block) -> str:
    return f"{block.label} {block.text}".strip() if is_heading(block) else ""


def _row(before: Block | Row | None, after: Block | Row | None, chapter: str, technical: Technical) -> SynopsisRow:
    old, new = _text(before), _text(after)
    if before is None or after is None:
        kind: RowKind = "added" if before is None else "removed"
        gone: tuple[Fragment, ...] = (Fragment(old, "deleted"),) if before is not None else ()
        come: tuple[Fragment, ...] = (Fragment(new, "inserted"),) if after is not None else ()
    else:
        kind = "unchanged" if before == after else "format" if old == new else "changed"
        fragments = word_diff(old, new)
        gone = tuple(fragment for fragment in fragments if fragment.kind != "inserted")
        come = tuple(fragment for fragment in fragments if fragment.kind != "deleted")
    is_only = kind not in ("unchanged", "format") and all(
        _all_technical(item, side, technical) for item, side in ((before, gone), (after, come)) if item is not None
    )
    return SynopsisRow(chapter, kind, gone, come, technical=is_only)


def _text(item: Block | Row | None) -> str:
    if item is None:
        return ""
    if isinstance(item, Row):
        return "".join(block_text(block) for cell in item.cells for block in cell.blocks)
    return block_text(item)


def _all_technical(item: Block | Row, fragments: Sequence[Fragment], technical: Technical) -> bool:
    """Return whether each changed fragment lies in technical passages of ``item``."""
    blocks = [block for cell in item.cells for block in cell.blocks] if isinstance(item, Row) else [item]
    places: list[tuple[int, Paragraph]] = []
    at = 0
    for block in blocks:
        for paragraph in paragraphs(block):
            places.append((at, paragraph))
            at += len(paragraph.text) + 1
    start = 0
    for fragment in fragments:
        stop = start + len(fragment.text)
        if fragment.kind != "equal":
            for first, paragraph in places:
                inside = max(start, first), min(stop, first + len(paragraph.text))
                if inside[0] < inside[1] and not technical(paragraph, inside[0] - first, inside[1] - first):
                    return False
        start = stop
    return True


def _with_moves(rows: Sequence[SynopsisRow]) -> Iterator[SynopsisRow]:
    gone = {row.old_text: row for row in rows if row.kind == "removed" and len(row.old_text) > MOVED_FROM}
    come = {row.new_text: row for row in rows if row.kind == "added" and len(row.new_text) > MOVED_FROM}
    for row in rows:
        other = come.get(row.old_text) if row.kind == "removed" else gone.get(row.new_text)
        yield replace(row, moved=other.chapter) if other is not None and row.kind in ("added", "removed") else row


@in_german()
def shown(rows: Sequence[SynopsisRow], *, full: bool = False, technical: bool = False) -> list[ShownRow]:
    """Return the rows as they are printed.

    Args:
        rows: what ``synopsis`` returned.
        full: also print what is unchanged.
        technical: also print rows in which only version, date, check code or contents changed.
    """
    found: list[ShownRow] = []
    unchanged = tr("(unverändert)")
    for row in rows:
        if row.technical and not technical:
            continue
        if row.kind == "unchanged" and not full:
            last = found[-1] if found else None
            if last is None or last.chapter != row.chapter or last.placeholder_old != unchanged:
                found.append(ShownRow(row.chapter, "unchanged", (), (), unchanged, unchanged))
            continue
        remark = tr("nur Formatierung, Verweis oder Objekt geändert") if row.kind == "format" else ""
        if row.moved:
            words = {"removed": tr("verschoben nach „{chapter}“", chapter=row.moved)}
            remark = words.get(row.kind, tr("verschoben aus „{chapter}“", chapter=row.moved))
        found.append(
            ShownRow(
                row.chapter,
                row.kind,
                row.old,
                row.new,
                tr("(neu)") if row.kind == "added" else "",
                tr("entfällt") if row.kind == "removed" else "",
                remark,
            )
        )
    return found
