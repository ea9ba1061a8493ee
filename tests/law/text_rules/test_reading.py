"""How a text is read: headings, items, sentences, links, and words without addresses."""

from __future__ import annotations

from pipeline.law.text_rules.reading import Kind, ReadText


def headings(text: str) -> list[tuple[str, str, int]]:
    return [(line.number, line.words, line.level) for line in ReadText(text).headings]


def sentences(text: str) -> list[str]:
    return [sentence.text.strip() for sentence in ReadText(text).sentences]


def test_numbered_lines_that_continue_the_outline_are_headings() -> None:
    text = (
        "1 Zweck\n\nText.\n\n1.1 Ziele\n\n13 Jahre\n\n2 Umfang\n\n20 April 2020\n\n4 Gründe der\n\n3 Schluss\n\nText."
    )
    assert headings(text) == [("1", "Zweck", 1), ("1.1", "Ziele", 2), ("2", "Umfang", 1), ("3", "Schluss", 1)]


def test_contents_table_is_no_outline() -> None:
    text = "1 Zweck 2\n\n2 Umfang 3\n\n1 Zweck\n\nText.\n\n2 Umfang\n\nText."
    assert headings(text) == [("1", "Zweck", 1), ("2", "Umfang", 1)]


def test_marked_headings_are_the_only_ones_where_there_are_any() -> None:
    assert headings("# 1 Zweck\n\n2 Umfang\n\n## Ziele") == [("1", "Zweck", 1), ("", "Ziele", 2)]


def test_items_and_empty_items() -> None:
    kinds = [(line.kind, line.words) for line in ReadText("- eins\n-\n• drei\n– vier\n-fünf").lines]
    assert kinds == [
        (Kind.ITEM, "eins"),
        (Kind.ITEM, ""),
        (Kind.ITEM, "drei"),
        (Kind.ITEM, "vier"),
        (Kind.TEXT, "-fünf"),
    ]


def test_abbreviations_end_no_sentence() -> None:
    text = "Nach Art. 6 Abs. 1 gilt das, z. B. am 1. März, Urt. v. 5. Juni. Danach\nfolgt mehr."
    assert sentences(text) == ["Nach Art. 6 Abs. 1 gilt das, z. B. am 1. März, Urt. v. 5. Juni.", "Danach folgt mehr."]


def test_addresses_are_no_words_but_keep_their_place() -> None:
    text = "Siehe [Portal](https://a.example/x), www.b.example und c@d.example oder @konto."
    read = ReadText(text)
    assert len(read.prose) == len(text)
    assert read.prose.split() == ["Siehe", "Portal", ",", "und", "oder"]
    assert [(link.label, link.target) for link in read.links] == [("Portal", "https://a.example/x")]


def test_endless_sentence_is_read_in_pieces() -> None:
    assert max(len(sentence.text) for sentence in ReadText("wort " * 10_000).sentences) <= 2000
