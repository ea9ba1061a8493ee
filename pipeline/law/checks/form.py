"""The form of the documents: links, dates, versions, layout (house rules and administrative practice)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.catalogue.applicability import evaluate
from pipeline.catalogue.checklist import ChecklistItem
from pipeline.catalogue.condition import parse_condition
from pipeline.dossier.answers import known
from pipeline.language import tr
from pipeline.law.check_types import (
    CheckEntry,
    CheckInput,
    CheckOutcome,
    Family,
    Fault,
    answered,
    demand,
    fact_of_catalogue,
    judged,
)
from pipeline.law.evidence_state import Leaf
from pipeline.law.findings import Depth
from pipeline.law.subjects import Each
from pipeline.law.template_outline import outline_faults
from pipeline.law.urls import url_fault

MAX_AGE = dt.timedelta(days=366)
"""A fact with a date of its check counts as fresh for twelve months."""
LINES_OF_TWO_PAGES = 150
"""So many printed lines of the checklist fit on two pages: two columns of about 38 lines each."""
_LINE = 58
"""Characters of one line in a column of the checklist."""
_MARKDOWN_LINK = re.compile(r"\[([^\]\n]*)\]\(([^)\s]*)[^)\n]*\)")
_EMPTY_LINK_TEXT = re.compile(r"(?i)(hier|link|mehr|klick(en sie)? hier|weiter|https?://\S*|www\.\S*)?\W*")


def channel_links(inp: CheckInput) -> CheckOutcome:
    """The links of one channel; where a duty asks for them, they and their place in the profile must be there."""
    paths = [path for path in inp.requirement.paths() if path.startswith("concept.channels[]")]
    found = answered(inp, paths) if inp.requirement.blocks_release else demand(inp, paths)
    return judged(
        Depth.VALUE, found, _dead(leaf for path in paths if path.endswith("url") for leaf in inp.leaves(path))
    )


def other_links(inp: CheckInput) -> CheckOutcome:
    """The dossier's other links, and links within texts: complete, and their text names the target."""
    paths = [path for path in inp.requirement.paths() if not path.startswith("concept.channels[]")]
    faults = _dead(leaf for path in paths for leaf in inp.leaves(path))
    return judged(Depth.VALUE, answered(inp, paths), [*faults, *(_links_in_texts(inp) if paths else ())])


def facts_recent(inp: CheckInput) -> CheckOutcome:
    """Facts with a date were looked at within twelve months."""
    paths = [path for path in inp.requirement.paths() if not path.startswith("platforms")]
    dated = [leaf for path in paths for leaf in inp.known(path) if isinstance(leaf.value, dt.date)]
    dated += [
        fact_of_catalogue(f"organisation.platforms[{one}]", inp.platforms[one].name, inp.platforms[one].checked_on)
        for one in inp.world.present_platforms
    ]
    faults = [
        Fault(tr("Zuletzt geprüft am {date:%d.%m.%Y}, vor mehr als zwölf Monaten.", date=leaf.value), leaf.path)
        for leaf in dated
        if isinstance(leaf.value, dt.date) and leaf.value + MAX_AGE < inp.as_of
    ]
    return judged(Depth.VALUE, dated, faults)


def history_matches_version(inp: CheckInput) -> CheckOutcome:
    """Earlier versions are older than this one and in order, each once."""
    document = inp.dossier.concept.document
    current = known(document.version)
    versions = [entry.version for entry in document.history]
    faults = []
    for entry in document.history:
        path = f"concept.document.history[{entry.id}].version"
        if current is not None and _number(entry.version) >= _number(current):
            message = tr(
                "Die frühere Fassung {old} ist nicht älter als die Version {new}.", old=entry.version, new=current
            )
            faults.append(Fault(message, path))
        if versions.count(entry.version) > 1:
            faults.append(Fault(tr("Die Fassung {version} steht mehrmals da.", version=entry.version), path))
    replaced = re.search(r"\d+(\.\d+)*", known(document.replaces) or "")
    if replaced and versions and replaced[0] not in versions:
        message = tr("Die ersetzte Fassung {version} steht nicht in der Historie.", version=replaced[0])
        faults.append(Fault(message, "concept.document.replaces"))
    dates = [entry.date for entry in document.history]
    if any(one > other for one, other in pairwise(dates)):
        faults.append(
            Fault(tr("Die früheren Fassungen sind nicht nach dem Datum geordnet."), "concept.document.history")
        )
    return judged(Depth.CONSISTENCY, demand(inp, ["concept.document.version"]), faults)


def synopsis_available(inp: CheckInput) -> CheckOutcome:
    """The version before is named, so that a comparison can be made."""
    document = inp.dossier.concept.document
    found = answered(inp, ["concept.document.replaces"])
    if document.history or re.search(r"\d", known(document.replaces) or ""):
        return judged(Depth.CONSISTENCY, found)
    fault = Fault(tr("Es ist nicht zu erkennen, welche Fassung abgelöst wird."), "concept.document.replaces")
    return judged(Depth.CONSISTENCY, found, [fault] if known(document.replaces) is not None else ())


def review_not_overdue(inp: CheckInput) -> CheckOutcome:
    """The next review lies ahead; the evidence says of which document."""
    root = next(iter(inp.requirement.paths())).split(".")[0]
    path = f"{root}.review.next_date"
    due = inp.value(path)
    faults = []
    if isinstance(due, dt.date) and due < inp.as_of:
        faults.append(Fault(tr("Die Überprüfung war am {date:%d.%m.%Y} fällig.", date=due), path))
    interval = inp.value(f"{root}.review.interval_months")
    if isinstance(interval, int) and interval <= 0:
        faults.append(
            Fault(
                tr("Der Abstand der Überprüfung muss mindestens einen Monat betragen."),
                f"{root}.review.interval_months",
            )
        )
    return judged(Depth.VALUE, demand(inp), faults)


def page_layout(inp: CheckInput) -> CheckOutcome:
    """DIN 5008: A4, margins, page numbers with the total, repeated table headers; read from the templates."""
    faults = [
        Fault(tr("Vorlage „{name}“: {fault}", name=name, fault=fault))
        for name, layout in inp.world.layouts.items()
        for fault in layout.page
    ]
    return judged(Depth.VALUE, _templates(inp), faults)


def outline_regular(inp: CheckInput) -> CheckOutcome:
    """No chapter has a single subsection, long documents have a contents table: what the templates give this dossier."""
    channels = len(inp.dossier.concept.channels)
    faults = [
        Fault(tr("Vorlage „{name}“: {fault}", name=name, fault=fault.message), quote=fault.quote)
        for name, layout in inp.world.layouts.items()
        for fault in outline_faults(layout.outline, channels)
    ]
    return judged(Depth.VALUE, _templates(inp), faults)


def pdf_properties(inp: CheckInput) -> CheckOutcome:
    """What the templates contribute to accessible, archival PDF files; the files themselves are checked when they exist."""
    faults = [
        Fault(tr("Vorlage „{name}“: {fault}", name=name, fault=fault))
        for name, layout in inp.world.layouts.items()
        for fault in layout.access
    ]
    message = tr(
        "Die Word-Vorlagen erfüllen die Voraussetzungen (Sprache, Überschriften, Tabellenköpfe, Alternativtexte). Die fertigen Dateien prüft das Programm bei jedem Erzeugen."
    )
    return judged(Depth.VALUE, _templates(inp), faults, message=message)


def checklist_two_pages(inp: CheckInput) -> CheckOutcome:
    """The staff checklist stays usable: its applicable items fit on two pages."""
    items = list(applicable_items(inp))
    lines = sum(1 + len(item.text) // _LINE for item in items) + 3 * len({item.block for item in items})
    message = tr(
        "Die Checkliste hat {count} Punkte, geschätzt {lines} von {most} Zeilen.",
        count=len(items),
        lines=lines,
        most=LINES_OF_TWO_PAGES,
    )
    faults = [Fault(message)] if lines > LINES_OF_TWO_PAGES else []
    return judged(Depth.VALUE, (), faults, message=message)


def applicable_items(inp: CheckInput) -> Iterator[ChecklistItem]:
    """Yield the items of the checklist that apply to a channel, or may apply: a draft prints those, too."""
    channels = [one.channel for one in inp.world.channels if one.channel is not None]
    for item in inp.world.checklist.items:
        condition = parse_condition(item.condition)
        outcomes = (evaluate(condition, inp.world.facts_for(one), inp.world.values_for(one)) for one in channels)
        if any(outcome.fact is not False for outcome in outcomes):
            yield item


def checklist_covers(inp: CheckInput) -> CheckOutcome:
    """The evidence is filled, and an applicable item of the checklist serves this requirement."""
    items = [item for item in applicable_items(inp) if inp.requirement.id in item.requirements]
    faults = [] if items else [Fault(tr("Die Checkliste enthält dazu keinen Punkt."))]
    seen = [fact_of_catalogue("", tr("Checkliste"), item.text) for item in items]
    return judged(Depth.CONSISTENCY, [*demand(inp), *seen], faults)


def _templates(inp: CheckInput) -> list[Leaf]:
    return [fact_of_catalogue("", tr("Vorlage"), f"{name}.docx") for name in inp.world.layouts]


def _dead(found: Iterator[Leaf]) -> list[Fault]:
    return [
        Fault(fault, leaf.path, quote=leaf.value)
        for leaf in found
        if isinstance(leaf.value, str) and (fault := url_fault(leaf.value))
    ]


def _links_in_texts(inp: CheckInput) -> Iterator[Fault]:
    for field in inp.world.texts:
        for found in _MARKDOWN_LINK.finditer(field.text) if field.prose else ():
            text, target = found[1], found[2]
            fault = "" if target.startswith("mailto:") else url_fault(target)
            if fault:
                yield Fault(fault, field.path, quote=found[0])
            elif _EMPTY_LINK_TEXT.fullmatch(text.strip()):
                message = tr("Der Text „{text}“ sagt nicht, wohin der Verweis führt.", text=text)
                yield Fault(message, field.path, quote=found[0])


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)) or (0,)


FAMILY: Family = {
    "links_valid": (CheckEntry(channel_links, Each.CHANNEL), CheckEntry(other_links)),
    "facts_recent": (CheckEntry(facts_recent),),
    "history_matches_version": (CheckEntry(history_matches_version),),
    "synopsis_available": (CheckEntry(synopsis_available),),
    "review_not_overdue": (CheckEntry(review_not_overdue),),
    "page_layout": (CheckEntry(page_layout),),
    "outline_regular": (CheckEntry(outline_regular),),
    "pdf_accessible": (CheckEntry(pdf_properties),),
    "pdf_archival": (CheckEntry(pdf_properties),),
    "checklist_two_pages": (CheckEntry(checklist_two_pages),),
    "checklist_covers": (CheckEntry(checklist_covers),),
}
