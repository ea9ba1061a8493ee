"""From two Word files to a redline that has proven itself.

The engine writes the first draft. Each changed passage is then checked: does it, rejected and accepted, give exactly
the two documents, and does it mark no more than it must? Where not, our own word-level marks take its place; where
even those do not pass the proof, the passage is deleted and inserted as a whole, then its chapter, then the document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.comparison.align import is_heading
from pipeline.comparison.bookmarks import share_names
from pipeline.comparison.cleanup import finish
from pipeline.comparison.draft import Draft
from pipeline.comparison.excerpt import alignment
from pipeline.comparison.harmonise import harmonise
from pipeline.comparison.intake import Notice, open_docx
from pipeline.comparison.normal_form import Block, NormalForm, paragraphs
from pipeline.comparison.offer import engine_offer
from pipeline.comparison.opc import Package
from pipeline.comparison.parts import PartChange, compare_parts
from pipeline.comparison.prepare import prepare
from pipeline.comparison.proof import Proof, prove, shortened
from pipeline.comparison.properties import Stamp
from pipeline.comparison.regions import Passage
from pipeline.errors import ProgramError
from pipeline.language import tr

Level = Literal["passage", "chapter", "document"]
LEVELS: tuple[Level, ...] = ("passage", "chapter", "document")


@dataclass(frozen=True)
class Redline:
    """A redline and what is to be said about it.

    Attributes:
        docx: the Word file with tracked changes.
        proof: what was proven on ``docx``.
        coarse: German sentences naming the passages that are marked coarser than by words.
        old: normal form of the old document, as compared.
        new: normal form of the new document, as compared.
        old_notices: what is remarkable in the old file.
        new_notices: what is remarkable in the new file.
        parts: other parts of the files that differ and cannot be tracked.
        remarks: German sentences on how the redline was made, such as a failed engine.
        own: number of passages that carry our marks instead of the engine's.
    """

    docx: bytes
    proof: Proof
    coarse: tuple[str, ...]
    old: NormalForm
    new: NormalForm
    old_notices: tuple[Notice, ...] = ()
    new_notices: tuple[Notice, ...] = ()
    parts: tuple[PartChange, ...] = ()
    remarks: tuple[str, ...] = ()
    own: int = 0

    @property
    def identical(self) -> bool:
        """Whether both documents are equal in normal form and in all other parts."""
        return self.old == self.new and not self.parts


@dataclass
class _Account:
    coarse: list[str] = field(default_factory=list)
    own: int = 0


def make_redline(
    old: bytes,
    new: bytes,
    *,
    author: str,
    date: dt.datetime,
    old_name: str = "",
    new_name: str = "",
    engine: bool = True,
) -> Redline:
    """Return the redline from ``old`` to ``new``, proven.

    Args:
        old: Word file from anywhere.
        new: Word file from anywhere.
        author: name on every mark.
        date: date on every mark; the same inputs, author and date give the same bytes.
        old_name: the old file as the user knows it, for messages.
        new_name: the new file likewise.
        engine: False writes all marks ourselves; for measurements, and it needs no engine installed.

    Raises:
        InputError: a file cannot be read or must not be (``intake.open_docx``).
    """
    sources = open_docx(old, old_name), open_docx(new, new_name)
    prepared = prepare(sources[0].package), prepare(sources[1].package)
    bases = prepared[0].package, prepared[1].package
    forms = prepared[0].form, prepared[1].form
    parts = compare_parts(*bases)
    account, remarks = _Account(), []
    stamp = Stamp(author, date)
    if forms[0] == forms[1]:
        docx = bases[0].save()
        proof = prove(docx, *forms)
    else:
        try:
            docx, proof = _refine(bases, forms, stamp, account, engine=engine)
        except ProgramError as error:
            remarks += [
                *(problem.message for problem in error.problems),
                tr("Alle Markierungen sind vom Programm selbst gesetzt."),
            ]
            docx, proof = _refine(bases, forms, stamp, account, engine=False)
    return Redline(
        docx,
        proof,
        tuple(account.coarse),
        *forms,
        sources[0].notices,
        sources[1].notices,
        tuple(parts),
        tuple(remarks),
        account.own,
    )


def _refine(
    bases: tuple[Package, Package],
    forms: tuple[NormalForm, NormalForm],
    stamp: Stamp,
    account: _Account,
    *,
    engine: bool,
) -> tuple[bytes, Proof]:
    """Return the finest redline that passes the proof, or the coarsest with a proof that says what is wrong."""
    old, new = bases[0].copy(), bases[1].copy()
    stories = harmonise(old, new)
    blocks = alignment(old, new)
    share_names(old, new, blocks.pairs)
    offer = engine_offer(old, new, stories, blocks, stamp) if engine else None
    draft = Draft(old.copy(), old, new, stories, blocks, stamp)
    draft.mark(offer)
    account.own = draft.own
    docx, proof = _proven(draft, forms)
    for level in LEVELS:
        if proof.holds:
            break
        draft.coarsen(level)
        account.coarse += [_sentence(level, passage, forms[0].body) for passage in draft.coarsened]
        docx, proof = _proven(draft, forms)
    return docx, proof


def _proven(draft: Draft, forms: tuple[NormalForm, NormalForm]) -> tuple[bytes, Proof]:
    docx = finish(draft.package, draft.stamp).save()
    return docx, prove(docx, *forms)


def _sentence(level: Level, passage: Passage, old: Sequence[Block]) -> str:
    heading = ""
    for block in old[: passage.old[0] + 1]:
        if is_heading(block):
            heading = block.text
    if level == "document":
        return tr("Das ganze Dokument ist als gelöscht und neu eingefügt markiert.")
    if level == "chapter":
        return tr("Das Kapitel „{heading}“ ist als Ganzes gelöscht und neu eingefügt.", heading=shortened(heading))
    texts = [p.text for block in old[slice(*passage.old)] for p in paragraphs(block)]
    return tr(
        "Im Kapitel „{heading}“ ist ab „{text}“ ein Absatz als Ganzes gelöscht und neu eingefügt.",
        heading=shortened(heading),
        text=shortened(texts[0] if texts else ""),
    )
