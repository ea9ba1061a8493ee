"""From the rows of a Synopse to what is printed: cells on one line, short chapter names, a reason where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.comparison.answers import AnswerChange
from pipeline.comparison.differences import Differences, DocumentDifference
from pipeline.comparison.passages import Passage
from pipeline.comparison.synopse import ShownRow, shown
from pipeline.comparison.words import Fragment
from pipeline.language import tr

_LONGEST_CHAPTER = 48
_MOST_NORMS = 2
_NOTHING = Passage()


def printed_rows(found: Differences, document: DocumentDifference, *, full: bool) -> list[ShownRow]:
    """Return the rows of a document's Synopse as they are printed; the third column names what each change rests on.

    Args:
        found: all differences.
        document: the document.
        full: also print what is unchanged.
    """
    templates = {
        text
        for change in found.standing_text
        if change.document == document.name
        for text in (change.old, change.new)
        if text
    }
    rows: list[ShownRow] = []
    last = ""
    for row in shown(document.rows, full=full):
        old = document.old.get(_text(row.old), _NOTHING)
        new = document.new.get(_text(row.new), _NOTHING)
        reasons = [row.remark] if row.remark else []
        if row.kind in {"changed", "added", "removed"}:
            reasons += _reasons(found.answers, old.paths | new.paths)
            if not reasons and templates & {_text(row.old).strip(), _text(row.new).strip()}:
                reasons.append(tr("Vorlage geändert"))
        remark = "\n".join(reasons)
        again = bool(remark) and remark == last
        last = remark
        rows.append(
            replace(
                row,
                chapter=_chapter(row.chapter),
                old=_on_one_line(row.old, old.cuts),
                new=_on_one_line(row.new, new.cuts),
                remark=tr("wie zuvor") if again else remark,
            )
        )
    return list(_joined(rows))


def _joined(rows: Sequence[ShownRow]) -> Iterator[ShownRow]:
    """Yield the rows with unchanged chapters that follow one another told in one row."""
    first: ShownRow | None = None
    last: ShownRow | None = None
    for row in [*rows, None]:
        unchanged = row is not None and row.kind == "unchanged" and not row.old and not row.new
        if unchanged:
            first, last = first or row, row
            continue
        if first is not None and last is not None:
            span = tr("{first} bis {last}", first=first.chapter, last=last.chapter)
            yield first if first.chapter == last.chapter else replace(first, chapter=span)
        first = last = None
        if row is not None:
            yield row


def _text(fragments: Iterable[Fragment]) -> str:
    return "".join(fragment.text for fragment in fragments)


def _chapter(heading: str) -> str:
    if not heading:
        return tr("Vor dem ersten Abschnitt")
    if len(heading) <= _LONGEST_CHAPTER:
        return heading
    return f"{heading[:_LONGEST_CHAPTER].rsplit(' ', 1)[0]} …"


def _reasons(changes: Sequence[AnswerChange], paths: frozenset[str]) -> list[str]:
    """Return what the changed answers that wrote a passage mean, at most two of them."""
    concerned = [change for change in changes if any(_covers(change.path, path) for path in paths)]
    sentences = []
    for change in concerned:
        norms = list(dict.fromkeys(entry.norm for entry in change.consequences))
        named = "; ".join(norms[:_MOST_NORMS]) + (tr(" u. a.") if len(norms) > _MOST_NORMS else "")
        field = change.title.rpartition(" › ")[2]
        sentences.append(f"{field} {change.kind.label}" + (f" ({named})" if named else ""))
    return list(dict.fromkeys(sentences))[:2]


def _covers(changed: str, printed: str) -> bool:
    """Return whether the field printed is the changed one, or a part of it."""
    return printed == changed or printed.startswith((f"{changed}.", f"{changed}["))


def _on_one_line(fragments: Sequence[Fragment], cuts: Sequence[int]) -> tuple[Fragment, ...]:
    """Return the fragments with the cells of a table row side by side: „Gültig ab: 01.03.2027“, „LinkedIn | geplant“."""
    if not cuts:
        return tuple(fragments)
    between, places = (": " if len(cuts) == 1 else " | "), set(cuts)
    found, at = [], 0
    for fragment in fragments:
        text = "".join(between if at + index in places else letter for index, letter in enumerate(fragment.text))
        at += len(fragment.text)
        found.append(Fragment(text, fragment.kind))
    return tuple(found)
