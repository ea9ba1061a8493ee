"""Addresses stay in one piece: no hyphen, no language to hyphenate by."""

from __future__ import annotations

import pytest

from pipeline.documents.typography import NBSP, NO_BREAK_HYPHEN, normalised, typographic


def spoken(word, docx: bytes) -> list[tuple[str, str]]:
    """Language and text of each run."""
    found = []
    for run in word.body(docx).iter(f"{word.W}r"):
        lang = run.find(f"{word.W}rPr/{word.W}lang")
        text = "".join(node.text or "" for node in run.iter(f"{word.W}t"))
        found.append((lang.get(f"{word.W}val") if lang is not None else "", text))
    return found


def test_an_address_has_no_language(word) -> None:
    file = word.file(word.p("Schreiben Sie an {{ a }} oder sehen Sie {{ b|link }}.", run="<w:b/><w:sz w:val='20'/>"))
    docx = word.rendered(file, a="info@example.org", b="https://www.example.org/a")
    assert spoken(word, docx) == [
        ("", "Schreiben Sie an "),
        ("zxx", "info@example.org"),
        ("", " oder sehen Sie "),
        ("zxx", "https://www.example.org/a"),
        ("", "."),
    ]
    properties = [[child.tag.removeprefix(word.W) for child in run] for run in word.body(docx).iter(f"{word.W}rPr")]
    assert properties[:2] == [["b", "sz"], ["b", "sz", "lang"]]


def test_the_words_of_a_link_keep_theirs(word) -> None:
    docx = word.rendered(word.file(word.p("{{ a|link('Netiquette der Stadt') }}")), a="https://www.example.org/a")
    assert spoken(word, docx) == [("", "Netiquette der Stadt")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OVG NRW, 15 A 4753/18", "OVG NRW, 15_A_4753/18"),
        ("VG Köln, 13 K 1419/23.", "VG Köln, 13_K_1419/23."),
        ("EuG, T-553/23; EuGH, C-703/25 P)", "EuG, T=553/23; EuGH, C=703/25_P)"),
        ("BGH, VI ZR 135/13", "BGH, VI_ZR_135/13"),
        ("BVerfG, 1 BvR 16/13", "BVerfG, 1_BvR_16/13"),
        ("BVerwG, 6 C 15.18", "BVerwG, 6_C_15.18"),
        ("Vorlage 148/2026 im Rat", "Vorlage 148/2026 im Rat"),
        ("Raum 12 A und 3/4 Liter", "Raum 12 A und 3/4 Liter"),
    ],
)
def test_file_references_of_courts_are_not_torn_apart(text: str, expected: str) -> None:
    assert typographic(text) == expected.replace("_", NBSP).replace("=", NO_BREAK_HYPHEN)
    assert normalised(typographic(text)) == normalised(text)
