"""Women and men are named alike, and in one form throughout (``LGG-NRW-4``; outside NRW only the mixture, ``FORM-RECHTSCHREIBUNG``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.dossier.answers import Model
from pipeline.dossier.model.values import GenderForm, Land
from pipeline.language import tr
from pipeline.law.text_rules.facts import TextFacts, TextFinding, passage
from pipeline.law.text_rules.platform_names import platform_names
from pipeline.law.text_rules.reading import ReadText, Sentence
from pipeline.law.text_rules.rule_data import read_data

_SIGNS: Mapping[str, re.Pattern[str]] = {
    "stern": re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]+\*in(?:nen)?\b|\b[a-z]{2,}\*(?:die|der|den|dem|r|n)\b"),
    "doppelpunkt": re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]+:in(?:nen)?\b"),
    "unterstrich": re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]+_in(?:nen)?\b"),
    "schrägstrich": re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]+/-?in(?:nen)?\b|\b[A-ZÄÖÜ][a-zäöüß]+\(in(?:nen)?\)"),
    "binnen-i": re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]+In(?:nen)?\b"),
}
_ALLOWED = {GenderForm.STERN: "stern", GenderForm.DOPPELPUNKT: "doppelpunkt"}
_SIGN_BEHIND = re.compile(r"[*:_]in|/-?in|\(in|/-|-")


class _Weak(Model):
    form: str
    root: str


class _Persons(Model):
    er: tuple[str, ...]
    weak: tuple[_Weak, ...]
    loan: tuple[str, ...]


def gender_forms(text: ReadText, facts: TextFacts) -> Iterator[TextFinding]:
    """Yield words for one sex only, and forms other than the one the text uses."""
    signs = {
        name: [found for found in pattern.finditer(text.prose) if found[0] not in _brands()]
        for name, pattern in _SIGNS.items()
    }
    house = _house_form(facts, signs)
    yield from _other_signs(text, facts, signs, house)
    one_sex = dict.fromkeys(quote_and_finding for quote_and_finding in _one_sex(text, facts, house))
    yield from _once(one_sex)


@cache
def _brands() -> frozenset[str]:
    """Return names with a capital inside that name no women: „LinkedIn“."""
    return frozenset(word for platform in platform_names().values() for word in platform.title.split())


def _house_form(facts: TextFacts, signs: Mapping[str, list[re.Match[str]]]) -> str | None:
    """Return the sign that is right here: what the house chose, else the one that the text uses most; empty for none at all."""
    if facts.gender_form is not None:
        return _ALLOWED.get(facts.gender_form, "")
    used = {name: found for name, found in signs.items() if found}
    return min(used, key=lambda name: (-len(used[name]), used[name][0].start()), default=None)


def _other_signs(
    text: ReadText, facts: TextFacts, signs: Mapping[str, list[re.Match[str]]], house: str | None
) -> Iterator[TextFinding]:
    for name, places in signs.items():
        if name == house or not places or (name == "binnen-i" and house is None):
            continue
        start, end, quote = passage(text, *places[0].span())
        yield TextFinding(
            "gender-forms",
            _requirement(facts),
            tr("„{word}“ weicht von der Sprachform ab, die sonst gilt.", word=quote),
            tr("Überall dieselbe Form verwenden, am besten eine neutrale Bezeichnung."),
            start,
            end,
            quote,
        )


def _one_sex(text: ReadText, facts: TextFacts, house: str | None) -> Iterator[TextFinding]:
    if facts.land is not Land.NW and not house:
        return
    forms = _forms()
    used = sorted(text.vocabulary & forms.keys(), key=len, reverse=True)
    if not used:
        return
    for found in re.finditer(rf"(?<!\w)(?:{'|'.join(used)})(?!\w)", text.prose):
        word, first = found[0], found.start()
        last = first + len(word)
        sentence = text.sentence_at(first)
        if sentence is None or _SIGN_BEHIND.match(text.prose, last) or text.prose[max(0, first - 1)] in "-/*:_„":
            continue
        root, feminine = forms[word]
        if _paired(sentence, root, feminine=feminine) or _means_one_person(text, first, last):
            continue
        if facts.land is not Land.NW and not re.search(rf"\b{root}(?:er)?[*:_/]-?in", text.prose):
            continue
        start, end, quote = passage(text, first, last)
        message = (
            tr("„{word}“ nennt nur Frauen.", word=word) if feminine else tr("„{word}“ nennt nur Männer.", word=word)
        )
        remedy = tr("Neutral fassen (etwa „Nutzende“, „Beschäftigte“, „Einwohnerschaft“) oder beide Formen nennen.")
        yield TextFinding("gender-forms", _requirement(facts), message, remedy, start, end, quote)


def _once(found: Mapping[TextFinding, None]) -> Iterator[TextFinding]:
    """Yield the first finding for each word; the same word again says nothing new."""
    seen = set()
    for finding in found:
        if finding.quote not in seen:
            seen.add(finding.quote)
            yield finding


def _paired(sentence: Sentence, root: str, *, feminine: bool) -> bool:
    other = rf"\b{root}(?:en|n|e|s)?\b" if feminine else rf"\b{root}(?:in|innen)\b"
    return re.search(other, sentence.text) is not None


def _means_one_person(text: ReadText, start: int, end: int) -> bool:
    """Return whether a man is named right before or soon after: „Ansprechpartner … Herr Muster“."""
    return (
        re.search(r"\b(?:Herrn?|Mr)\b", text.text[max(0, start - 40) : start] + text.text[end : end + 150]) is not None
    )


def _requirement(facts: TextFacts) -> str:
    return "LGG-NRW-4" if facts.land is Land.NW else "FORM-RECHTSCHREIBUNG"


@cache
def _forms() -> Mapping[str, tuple[str, bool]]:
    """Return every form with the root of its counterpart and whether it is feminine."""
    data = read_data(_Persons, "persons.yaml")
    forms: dict[str, tuple[str, bool]] = {}
    for word in (*data.er, *data.loan):
        forms |= {
            word: (word, False),
            f"{word}n": (word, False),
            f"{word}s": (word, False),
            f"{word}innen": (word, True),
        }
    for weak in data.weak:
        base = weak.form.removesuffix("e")
        endings = ("en", "s") if weak.form.endswith("or") or weak.form == "Redakteur" else ("en",)
        forms |= {weak.form: (weak.root, False), f"{weak.root}innen": (base, True)}
        forms |= {f"{base}{ending}": (weak.root, False) for ending in endings}
    return forms
