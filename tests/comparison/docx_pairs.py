"""Pairs of documents: one made up, the other the same after some edits of the kinds that people make.

Everything is drawn through one function ``pick(n)`` that returns a number below ``n``. Hypothesis draws in the tests, a
seeded generator in the benchmark, so both measure the same kinds of pairs.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from docx_spec import Doc, Para, Run, Table

Pick = Callable[[int], int]

SENTENCES = (
    "Die Stadt nutzt den Kanal zur Information der Bürgerinnen und Bürger nach § 35 Abs. 2 DSGVO.",
    "Kommentare werden montags bis freitags von 8:00 bis 16:30 Uhr gelesen und beantwortet.",
    "Auskunft erteilt die Pressestelle unter 02583 309-1234 oder presse@musterstadt.example.",
    "Beiträge werden nach spätestens 24 Monaten gelöscht, Nachrichten nach 6 Monaten.",
    "Eine Veröffentlichung von Bildern erfolgt nur mit Einwilligung nach Art. 6 Abs. 1 lit. a DSGVO.",
    "Die Kosten betragen 1.250,00 € im Jahr und werden im Haushalt veranschlagt.",
    "Der Personalrat wurde am 01.10.2026 beteiligt.",
    "Verantwortlich ist die Bürgermeisterin; ihre Vertretung regelt die Geschäftsordnung.",
    "Das Risiko wird als mittel eingeschätzt, weil der Anbieter Daten in Drittländer übermittelt.",
    "Zugangsdaten werden im Passwortspeicher der Verwaltung verwahrt und jährlich geändert.",
    "Für Notfälle ist die Leitstelle unter der Rufnummer 112 zuständig.",
    "Hassrede, Beleidigungen und Werbung werden verborgen und dokumentiert.",
    "Die Datenschutzbeauftragte berät und überwacht die Einhaltung der Vorschriften.",
    "Das Konzept wird alle zwei Jahre überprüft, erstmals im Herbst 2028.",
)
WORDS = (
    "grundsätzlich",
    "unverzüglich",
    "schriftlich",
    "Fachbereich 3",
    "§ 7 Satz 1",
    "31.12.2027",
    "spätestens",
    "und",
)
TITLES = ("Ziele und Zwecke", "Kanäle", "Zuständigkeiten", "Risiken", "Rechte der Betroffenen", "Inkrafttreten")
LINKS = (
    "https://musterstadt.example/datenschutz",
    "https://social.musterstadt.example/@rathaus",
    "mailto:dsb@m.example",
)
ALIGNMENTS = ("", "center", "right", "both")


def pair(pick: Pick, *, edits: int = 4, chapters: int = 3) -> tuple[Doc, Doc]:
    """Return an old document and the new one after 1 to ``edits`` edits."""
    old = document(pick, chapters)
    new = old
    for _ in range(1 + pick(edits)):
        new = EDITS[pick(len(EDITS))](new, pick)
    return old, new


def document(pick: Pick, chapters: int = 3) -> Doc:
    """Return a document of headings, paragraphs, lists and tables with links, notes and formatting."""
    blocks: list[Para | Table] = []
    for chapter in range(1 + pick(chapters)):
        blocks.append(Para((Run(TITLES[chapter % len(TITLES)]),), "Heading1"))
        for _ in range(1 + pick(4)):
            kind = pick(6)
            if kind < 3:
                blocks.append(paragraph(pick))
            elif kind == 3:
                blocks += [_item(pick) for _ in range(2 + pick(3))]
            elif kind == 4:
                blocks += [dataclasses.replace(paragraph(pick, 1), level=pick(2)) for _ in range(2 + pick(2))]
            else:
                columns = 2 + pick(2)
                blocks.append(Table(tuple(_row(pick, columns) for _ in range(2 + pick(3)))))
                blocks.append(paragraph(pick))
    return Doc(tuple(blocks))


def paragraph(pick: Pick, sentences: int = 3) -> Para:
    """Return a paragraph of one to ``sentences`` sentences, some of them bold, linked or with a note."""
    runs: list[Run] = []
    for index in range(1 + pick(sentences)):
        text = (" " if index else "") + SENTENCES[pick(len(SENTENCES))]
        kind = pick(12)
        if kind == 0:
            head, _, tail = text.rpartition(" ")
            runs += [Run(head + " "), Run(tail, bold=True)]
        elif kind == 1:
            runs += [Run(text + " "), Run("Näheres", link=LINKS[pick(len(LINKS))]), Run(".")]
        elif kind == 2 and pick(3) == 0:
            runs.append(Run(text, note=SENTENCES[pick(len(SENTENCES))]))
        elif kind == 3:
            runs.append(Run(text, italic=True))
        elif kind == 4 and pick(6) == 0:
            runs.append(Run(text, endnote=SENTENCES[pick(len(SENTENCES))]))
        else:
            runs.append(Run(text))
    return Para(tuple(runs))


def _item(pick: Pick) -> Para:
    return dataclasses.replace(paragraph(pick, 1), style=("ListBullet", "ListBullet", "ListBullet2")[pick(3)])


def _row(pick: Pick, columns: int) -> tuple[tuple[Para, ...], ...]:
    return tuple((paragraph(pick, 1),) for _ in range(columns))


# ---------------------------------------------------------------------------------------------- edits of the block list


def _paragraphs(doc: Doc) -> list[int]:
    return [index for index, block in enumerate(doc.blocks) if isinstance(block, Para) and block.style != "Heading1"]


def _tables(doc: Doc) -> list[int]:
    return [index for index, block in enumerate(doc.blocks) if isinstance(block, Table)]


def _with(doc: Doc, start: int, stop: int, *blocks: Para | Table) -> Doc:
    return dataclasses.replace(doc, blocks=(*doc.blocks[:start], *blocks, *doc.blocks[stop:]))


def _change(doc: Doc, pick: Pick, change: Callable[[Para], Para]) -> Doc:
    """Change one paragraph, also in a table cell."""
    places = _paragraphs(doc) + _tables(doc)
    if not places:
        return doc
    index = places[pick(len(places))]
    block = doc.blocks[index]
    if isinstance(block, Para):
        return _with(doc, index, index + 1, change(block))
    row = pick(len(block.rows))
    cell = pick(len(block.rows[row]))
    cells = list(block.rows[row])
    cells[cell] = (change(cells[cell][0]), *cells[cell][1:])
    rows = (*block.rows[:row], tuple(cells), *block.rows[row + 1 :])
    return _with(doc, index, index + 1, dataclasses.replace(block, rows=rows))


def insert_paragraph(doc: Doc, pick: Pick) -> Doc:
    index = pick(len(doc.blocks) + 1)
    return _with(doc, index, index, paragraph(pick))


def delete_paragraph(doc: Doc, pick: Pick) -> Doc:
    places = _paragraphs(doc)
    if len(places) < 2:
        return doc
    index = places[pick(len(places))]
    if index and isinstance(doc.blocks[index - 1], Table):
        return doc  # two tables must not touch, and a table must not end the document
    return _with(doc, index, index + 1)


def move_paragraph(doc: Doc, pick: Pick) -> Doc:
    places = _paragraphs(doc)
    if len(places) < 2:
        return doc
    source = places[pick(len(places))]
    moved = doc.blocks[source]
    shorter = delete_at(doc, source)
    if shorter is doc:
        return doc
    target = pick(len(shorter.blocks) + 1)
    return _with(shorter, target, target, moved)


def delete_at(doc: Doc, index: int) -> Doc:
    if index and isinstance(doc.blocks[index - 1], Table):
        return doc
    return _with(doc, index, index + 1)


def split_paragraph(doc: Doc, pick: Pick) -> Doc:
    places = [index for index in _paragraphs(doc) if len(doc.blocks[index].runs) > 1]  # type: ignore[union-attr]
    if not places:
        return doc
    index = places[pick(len(places))]
    block = doc.blocks[index]
    assert isinstance(block, Para)
    cut = 1 + pick(len(block.runs) - 1)
    first, second = dataclasses.replace(block, runs=block.runs[:cut]), dataclasses.replace(block, runs=block.runs[cut:])
    return _with(doc, index, index + 1, first, second)


def merge_paragraphs(doc: Doc, pick: Pick) -> Doc:
    places = [index for index in _paragraphs(doc) if index + 1 in set(_paragraphs(doc))]
    if not places:
        return doc
    index = places[pick(len(places))]
    first, second = doc.blocks[index], doc.blocks[index + 1]
    assert isinstance(first, Para)
    assert isinstance(second, Para)
    return _with(doc, index, index + 2, dataclasses.replace(first, runs=(*first.runs, Run(" "), *second.runs)))


def insert_item(doc: Doc, pick: Pick) -> Doc:
    places = [i for i, block in enumerate(doc.blocks) if isinstance(block, Para) and block.style.startswith("List")]
    index = places[pick(len(places))] if places else len(doc.blocks)
    return _with(doc, index, index, _item(pick))


def change_words(doc: Doc, pick: Pick) -> Doc:
    def change(block: Para) -> Para:
        at = pick(len(block.runs))
        words = block.runs[at].text.split(" ")
        where = pick(len(words))
        action = pick(3)
        if action == 0:
            words[where] = WORDS[pick(len(WORDS))]
        elif action == 1:
            words.insert(where, WORDS[pick(len(WORDS))])
        elif len(words) > 1:
            del words[where]
        run = dataclasses.replace(block.runs[at], text=" ".join(words))
        return dataclasses.replace(block, runs=(*block.runs[:at], run, *block.runs[at + 1 :]))

    return _change(doc, pick, change)


def format_run(doc: Doc, pick: Pick) -> Doc:
    def change(block: Para) -> Para:
        at = pick(len(block.runs))
        run = block.runs[at]
        run = (
            dataclasses.replace(run, bold=not run.bold) if pick(2) else dataclasses.replace(run, italic=not run.italic)
        )
        return dataclasses.replace(block, runs=(*block.runs[:at], run, *block.runs[at + 1 :]))

    return _change(doc, pick, change)


def format_paragraph(doc: Doc, pick: Pick) -> Doc:
    def change(block: Para) -> Para:
        if block.level >= 0:
            return dataclasses.replace(block, level=(block.level + 1) % 3)
        if block.style.startswith("ListBullet"):
            return dataclasses.replace(block, style="ListBullet2" if block.style == "ListBullet" else "ListBullet")
        if pick(2):
            return dataclasses.replace(block, align=ALIGNMENTS[pick(len(ALIGNMENTS))])
        return dataclasses.replace(block, style="" if block.style else "Quote")

    return _change(doc, pick, change)


def change_link(doc: Doc, pick: Pick) -> Doc:
    def change(block: Para) -> Para:
        linked = [index for index, run in enumerate(block.runs) if run.link]
        if not linked:
            return dataclasses.replace(block, runs=(*block.runs, Run(" Siehe auch hier", link=LINKS[pick(3)])))
        at = linked[pick(len(linked))]
        run = dataclasses.replace(block.runs[at], link=LINKS[pick(3)])
        return dataclasses.replace(block, runs=(*block.runs[:at], run, *block.runs[at + 1 :]))

    return _change(doc, pick, change)


def change_note(doc: Doc, pick: Pick) -> Doc:
    def change(block: Para) -> Para:
        noted = [index for index, run in enumerate(block.runs) if run.note]
        at = noted[0] if noted else pick(len(block.runs))
        text = "" if noted and pick(2) else SENTENCES[pick(len(SENTENCES))]
        run = dataclasses.replace(block.runs[at], note=text)
        return dataclasses.replace(block, runs=(*block.runs[:at], run, *block.runs[at + 1 :]))

    return _change(doc, pick, change)


def insert_row(doc: Doc, pick: Pick) -> Doc:
    places = _tables(doc)
    if not places:
        return doc
    index = places[pick(len(places))]
    table = doc.blocks[index]
    assert isinstance(table, Table)
    at = pick(len(table.rows) + 1)
    rows = (*table.rows[:at], _row(pick, len(table.rows[0])), *table.rows[at:])
    return _with(doc, index, index + 1, dataclasses.replace(table, rows=rows))


def delete_row(doc: Doc, pick: Pick) -> Doc:
    places = [index for index in _tables(doc) if len(doc.blocks[index].rows) > 1]  # type: ignore[union-attr]
    if not places:
        return doc
    index = places[pick(len(places))]
    table = doc.blocks[index]
    assert isinstance(table, Table)
    at = pick(len(table.rows))
    return _with(doc, index, index + 1, dataclasses.replace(table, rows=(*table.rows[:at], *table.rows[at + 1 :])))


def insert_table(doc: Doc, pick: Pick) -> Doc:
    places = _paragraphs(doc)
    if not places:
        return doc
    index = places[pick(len(places))]
    rows = tuple(_row(pick, 2) for _ in range(2))
    return _with(doc, index, index, paragraph(pick), Table(rows)) if index else doc


def change_header(doc: Doc, pick: Pick) -> Doc:
    words = doc.header.text.split(" ")
    words.insert(pick(len(words) + 1), WORDS[pick(len(WORDS))])
    return dataclasses.replace(doc, header=Para((Run(" ".join(words)),), "Header"))


EDITS = (
    insert_paragraph,
    delete_paragraph,
    move_paragraph,
    split_paragraph,
    merge_paragraphs,
    insert_item,
    change_words,
    change_words,
    change_words,
    format_run,
    format_paragraph,
    change_link,
    change_note,
    insert_row,
    delete_row,
    insert_table,
    change_header,
)
