"""The proof of a redline: rejected it is the old document, accepted the new one, in normal form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.comparison.normal_form import Block, NormalForm, Paragraph, block_text, paragraphs
from pipeline.comparison.opc import load
from pipeline.comparison.reader import normal_form
from pipeline.comparison.revisions import View, settle_package
from pipeline.language import tr

MAX_DIFFERENCES = 20


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proven on the bytes that are handed over.

    Attributes:
        rejected_is_old: rejecting all changes gives the old document.
        accepted_is_new: accepting all changes gives the new document.
        differences: German sentences on what differs; empty when both hold.
    """

    rejected_is_old: bool
    accepted_is_new: bool
    differences: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether both directions are exact."""
        return self.rejected_is_old and self.accepted_is_new


def prove(redline: bytes, old: NormalForm, new: NormalForm) -> Proof:
    """Settle ``redline`` both ways and compare with the normal forms of both documents."""
    rejected, accepted = settled_form(redline, "rejected"), settled_form(redline, "accepted")
    found = [
        *(tr("Nach „Alle ablehnen“: {difference}", difference=text) for text in differences(old, rejected)),
        *(tr("Nach „Alle annehmen“: {difference}", difference=text) for text in differences(new, accepted)),
    ]
    return Proof(rejected == old, accepted == new, tuple(found[:MAX_DIFFERENCES]))


def settled_form(redline: bytes, view: View) -> NormalForm:
    """Return the normal form of ``redline`` with all changes accepted or rejected."""
    package = load(redline)
    settle_package(package, view)
    return normal_form(package)


def differences(wanted: NormalForm, found: NormalForm) -> Iterator[str]:
    """Yield a German sentence for each story in which ``found`` is not ``wanted``."""
    if wanted == found:
        return
    if wanted.body != found.body:
        yield _first_difference(wanted.body, found.body)
    for number, (one, other) in enumerate(zip(wanted.sections, found.sections, strict=False), start=1):
        if one.properties != other.properties:
            yield tr("Die Seiteneinrichtung des Abschnitts {number} weicht ab.", number=number)
        if one.stories != other.stories:
            yield tr("Kopf- oder Fußzeilen des Abschnitts {number} weichen ab.", number=number)
    if len(wanted.sections) != len(found.sections):
        yield tr(
            "Die Zahl der Abschnitte weicht ab: {one} statt {other}.",
            one=len(found.sections),
            other=len(wanted.sections),
        )
    if wanted.labels != found.labels:
        yield tr("Die Nummern von Listenpunkten weichen ab.")


def _first_difference(wanted: Sequence[Block], found: Sequence[Block]) -> str:
    for index, (one, other) in enumerate(zip(wanted, found, strict=False)):
        if one != other:
            return _describe(one, other, index)
    return tr("Die Zahl der Absätze und Tabellen weicht ab: {one} statt {other}.", one=len(found), other=len(wanted))


def _describe(one: Block, other: Block, index: int) -> str:
    for before, after in zip(paragraphs(one), paragraphs(other), strict=False):
        if before != after:
            if before.text == after.text:
                return tr(
                    "Im Absatz „{text}“ weicht ab: {what}.",
                    text=shortened(before.text),
                    what=_what_differs(before, after),
                )
            return tr("Statt „{wanted}“ steht „{found}“.", wanted=shortened(before.text), found=shortened(after.text))
    return tr("Block {number} weicht ab: „{text}“.", number=index + 1, text=shortened(block_text(one)))


def _what_differs(one: Paragraph, other: Paragraph) -> str:
    names = {
        "style": tr("Formatvorlage"),
        "list_level": tr("Listenebene"),
        "align": tr("Ausrichtung"),
        "properties": tr("Absatzformat"),
        "mark": tr("Format der Absatzmarke"),
        "section": tr("Seiteneinrichtung"),
        "pieces": tr("Zeichenformat, Verweis oder Objekt"),
    }
    return ", ".join(label for name, label in names.items() if getattr(one, name) != getattr(other, name))


def shortened(text: str, limit: int = 80) -> str:
    """Return ``text`` on one line, cut off after ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
