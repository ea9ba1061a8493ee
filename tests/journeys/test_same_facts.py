"""The same facts everywhere: no channel, contact, legal basis or retention period differs between the documents.

Read from the finished Word files with lxml alone: each filled place stands in a content control whose tag is its field path. That
the PDF says what the Word file says is proven in ``test_nothing_lost.py``.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from pipeline.documents.context import Situation, draft_history
from pipeline.documents.kinds import Edition
from pipeline.documents.templates import templates_for
from pipeline.dossier.dossier import PARTS, Dossier
from pipeline.dossier.load import load_dossier
from pipeline.production import rendered_documents

MUSTERSTADT = Path(__file__).parents[2] / "inputs" / "musterstadt"
AS_OF = dt.date(2026, 11, 22)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHARED = {
    # field → documents that print it
    r"concept\.channels\[\w+\]\.(url|account_name|purpose)": {"nutzungskonzept", "datenschutzhinweise"},
    r"concept\.channels\[\w+\]\.(started_on|responsible_unit)": {"nutzungskonzept", "dsfa"},
    r"concept\.purposes\[\w+\]\.legal_basis\.(gdpr|national_law|task)": {"nutzungskonzept", "datenschutzhinweise", "dsfa"},
    r"concept\.retention\[\w+\]\.(data|period|deletion)": {"nutzungskonzept", "datenschutzhinweise"},
    r"concept\.recipients\[[\w-]+\]\.(name|data|reason)": {"nutzungskonzept", "datenschutzhinweise"},
    r"concept\.channels\[\w+\]\.third_country_transfer\.mechanism": {"nutzungskonzept", "datenschutzhinweise", "dsfa"},
    r"concept\.data_subject_rights\.(contact|email)": {"nutzungskonzept", "datenschutzhinweise"},
    r"organisation\.(email|phone|website|address\.\w+)": {"nutzungskonzept", "datenschutzhinweise"},
    r"organisation\.data_protection_officer\.(function|phone)": {"nutzungskonzept", "datenschutzhinweise", "dsfa", "checkliste"},
    r"organisation\.data_protection_officer\.email": {"nutzungskonzept", "datenschutzhinweise", "dsfa"},
    r"authority\.(name|email|phone|address\.\w+)": {"nutzungskonzept", "datenschutzhinweise"},
    r"platforms\[\w+\]\.operator\.value": {"nutzungskonzept", "datenschutzhinweise", "dsfa"},
}  # fmt: skip

CHANGES = {
    "concept.channels[facebook].url": "https://www.facebook.com/umgezogen",
    "concept.purposes[dialog].legal_basis.national_law": "§ 98 Abs. 7 DSG NRW",
    "concept.retention[kommentare].period": "siebenundvierzig Tage",
    "organisation.email": "umgezogen@musterstadt.example",
    "organisation.data_protection_officer.phone": "0221 4710-987",
    "concept.data_subject_rights.email": "rechte-neu@musterstadt.example",
}


def words(element: etree._Element) -> str:
    text = "".join(one.text or "" for one in element.iter(f"{W}t"))
    return " ".join(text.replace("\u2011", "-").split())


def stories(docx: bytes) -> Iterator[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        for part in sorted(archive.namelist()):
            if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", part):
                yield etree.fromstring(archive.read(part))


def printed(docx: bytes) -> dict[str, set[str]]:
    """Return what stands in the controls of a Word file, by field path."""
    found: dict[str, set[str]] = {}
    for story in stories(docx):
        for control in story.iter(f"{W}sdt"):
            tag = control.find(f"{W}sdtPr/{W}tag")
            if tag is not None:
                found.setdefault(tag.get(f"{W}val"), set()).add(words(control))
    return found


def whole_text(docx: bytes) -> str:
    return "\n".join(words(paragraph) for story in stories(docx) for paragraph in story.iter(f"{W}p"))


@cache
def documents(edition: Edition = Edition.INTERNAL) -> Mapping[str, bytes]:
    return rendered(load_dossier(MUSTERSTADT), edition)


def rendered(dossier: Dossier, edition: Edition = Edition.INTERNAL) -> Mapping[str, bytes]:
    return rendered_documents(
        dossier, Situation(True, "", AS_OF, draft_history(dossier)), templates_for(dossier), edition
    )


@cache
def by_document() -> Mapping[str, Mapping[str, set[str]]]:
    return {name: printed(docx) for name, docx in documents().items()}


@cache
def after_the_changes() -> Mapping[str, Mapping[str, set[str]]]:
    """Return what stands in the controls when all of ``CHANGES`` are made, as if the files had been edited."""
    trees: dict[str, Any] = {}
    for path, value in CHANGES.items():
        root, *way = re.findall(r"[\w-]+", path)
        if root not in trees:
            trees[root] = yaml.load((MUSTERSTADT / f"{root}.yaml").read_bytes(), Loader=yaml.CBaseLoader)
        node = trees[root]
        for step in way[:-1]:
            node = next(item for item in node if item["id"] == step) if isinstance(node, list) else node[step]
        node[way[-1]] = value
    parts = {root: PARTS[root].model_validate(tree) for root, tree in trees.items()}
    return {name: printed(docx) for name, docx in rendered(replace(load_dossier(MUSTERSTADT), **parts)).items()}


@pytest.mark.parametrize("field", SHARED)
def test_fact_is_the_same_in_each_document_that_prints_it(field: str) -> None:
    paths = {path for found in by_document().values() for path in found if re.fullmatch(field, path)}
    assert paths
    for path in paths:
        said = {name: found[path] for name, found in by_document().items() if path in found}
        assert set(said) >= SHARED[field], path
        assert len(set().union(*said.values())) == 1, said


def test_no_field_about_channels_contacts_bases_or_periods_is_printed_in_two_ways() -> None:
    """Whatever else two documents print of these: yes and no may be told as a sentence, all else word for word."""
    answers = {"ja", "nein"}
    wanted = re.compile(
        r"(organisation|authority|concept\.(channels|purposes|retention|recipients|data_subject_rights|alternatives))[.\[].*\.\w+"
    )
    for path in {path for found in by_document().values() for path in found if wanted.fullmatch(path)}:
        said = {name: found[path] for name, found in by_document().items() if path in found}
        if not set().union(*said.values()) & answers:
            assert len(set().union(*said.values())) == 1, (path, said)


@pytest.mark.parametrize("edition", Edition)
def test_every_mailbox_and_number_comes_from_the_dossier_or_the_catalogue(edition: Edition) -> None:
    """No template has a contact of its own, which would stay behind when the dossier changes."""
    given = "\n".join(
        data.decode("utf-8") for name, data in load_dossier(MUSTERSTADT).files.items() if name.endswith("yaml")
    )
    given += (Path(__file__).parents[2] / "pipeline" / "catalogue" / "authorities.yaml").read_text(encoding="utf-8")
    spaces = re.compile(r"[\s\u00a0\u2011–-]+")
    for name, docx in documents(edition).items():
        text = whole_text(docx)
        contacts = re.findall(
            r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.,])0\d{2,5}[ \u00a0/]\d[\d \u00a0–\u2011-]{4,}\d", text
        )
        assert contacts or edition is Edition.PUBLIC, name
        for one in contacts:
            assert spaces.sub("", one) in spaces.sub("", given), (name, one)


def test_periods_of_the_assessment_are_those_of_the_concept() -> None:
    """The assessment words its periods itself; none of them is unknown to the concept."""
    number = r"\d+|ein|eine[mnrs]?|zwei|drei|vier|fünf|sechs|zehn|zwölf"
    duration = re.compile(rf"\b({number})\s+(Stunden?|Tagen?|Wochen?|Monat\w*|Jahr\w*)\b")
    concept = {(count, unit[:3]) for count, unit in duration.findall(whole_text(documents()["nutzungskonzept"]))}
    told = by_document()["dsfa"]
    periods = {
        text
        for path in told
        if re.fullmatch(r"dpia\.description\.personal_data\[.*\]\.retention", path)
        for text in told[path]
    }
    assert periods
    assert {(count, unit[:3]) for text in periods for count, unit in duration.findall(text)} <= concept


@pytest.mark.parametrize("path", CHANGES)
def test_changed_fact_changes_in_every_document(path: str) -> None:
    before = {name for name, found in by_document().items() if path in found}
    assert len(before) > 1
    assert {name for name, found in after_the_changes().items() if path in found} == before
    assert set().union(*(after_the_changes()[name][path] for name in before)) == {CHANGES[path]}
