"""Words, endings and compounds as a dictionary in Hunspell's format knows them, and what looks like a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.law.text_rules.dictionary import FOLDER_VARIABLE, Dictionary, load_dictionary, read_dictionary
from pipeline.law.text_rules.facts import TextFacts
from pipeline.law.text_rules.reading import ReadText
from pipeline.law.text_rules.spelling import nearest, spelling, spelling_available

AFFIXES = """SET UTF-8
FORBIDDENWORD d
ONLYINCOMPOUND o
NEEDAFFIX h
COMPOUNDEND z
PFX U Y 1
PFX U   0     un       .
SFX S Y 1
SFX S   0     s       .
SFX P Y 1
SFX P   0     en      .
SFX I Y 1
SFX I   en    et      [^t]en
SFX A Y 3
SFX A   0     e       .
SFX A   0     er      .
SFX A   0     es      .
SFX j Y 1
SFX j   0     0/xo    .
"""
WORDS = """7
Haus/S
Tür/P
Arbeits/hj
melden/I
klar/AU
falschwort/d
gang/Soz
Verwaltung/P
Meldung/P
"""


@pytest.fixture
def small(tmp_path: Path) -> Dictionary:
    (tmp_path / "de_DE.aff").write_text(AFFIXES, encoding="utf-8")
    (tmp_path / "de_DE.dic").write_text(WORDS, encoding="utf-8")
    return read_dictionary(tmp_path / "de_DE.dic", tmp_path / "de_DE.aff")


@pytest.mark.parametrize(
    "word",
    [
        *("Haus", "Türen", "meldet", "klare", "unklares", "Klarer"),
        *("Haustür", "Arbeitshaus", "Hausgang", "Verwaltungshaus", "Klarheit"),
    ],
)
def test_known(small: Dictionary, word: str) -> None:
    assert small.knows(word)


@pytest.mark.parametrize(
    "word", ["Hausen", "Arbeits", "gang", "Gang", "falschwort", "Verwaltunghaus", "ungmeldet", "Haustürx", "unhaus"]
)
def test_unknown(small: Dictionary, word: str) -> None:
    assert not small.knows(word)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("Tüern", "Türen"), ("meldett", "meldet"), ("unkalres", "unklares"), ("Verwatlungshaus", "Verwaltungshaus")],
)
def test_one_keystroke(small: Dictionary, slip: str, meant: str) -> None:
    assert nearest(slip, small) == meant


def test_far_from_every_word(small: Dictionary) -> None:
    assert nearest("Kruselmann", small) is None


def questioned(text: str) -> set[str]:
    return {finding.quote for finding in spelling(ReadText(text), TextFacts(organisation="Stadt Hirschquelle"))}


def test_the_system_has_a_german_dictionary() -> None:
    assert spelling_available()


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("Die Verwaltung veröfentlicht Beiträge.", "veröfentlicht"),
        ("Die Öffentlichkeitsabreit beginnt.", "Öffentlichkeitsabreit"),
        ("Rechtswiedrige Inhalte werden gelöscht.", "Rechtswiedrige"),
        ("Die Zustendigkeit ist geregelt.", "Zustendigkeit"),
    ],
)
def test_slips_are_questioned(text: str, slip: str) -> None:
    assert questioned(text) == {slip}


@pytest.mark.parametrize(
    "text",
    [
        "Frau Kruselmann aus der Schürenstraße in Hirschquelle schreibt an venhaus@stadt.example.",
        "Der Beitrag wurde gepostet, gelikt und als Reel geteilt; die Insights zeigen Zahlen.",
        "Ehr- und persönlichkeitsverletzende Kommentare, Foto- und Filmaufnahmen.",
        "Das Feld concept.channels[instagram].purpose und der Schlüssel betreuung-nachts.",
        "Nutzungskonzepte, Schwellwertanalysen, Widerspruchsbelehrungen, Zwei-Faktor-Anmeldung, nachzuvollziehen.",
    ],
)
def test_names_loan_words_and_compounds_are_not(text: str) -> None:
    assert questioned(text) == set()


def test_without_a_dictionary_nothing_is_questioned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    load_dictionary.cache_clear()
    try:
        assert not spelling_available()
        assert questioned("Die Verwaltung veröfentlicht Beiträge.") == set()
    finally:
        load_dictionary.cache_clear()
