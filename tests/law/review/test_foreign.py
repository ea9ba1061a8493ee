"""Concepts of other towns: what is found, what is asked, and what is not invented."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.catalogue.requirement import Severity, requirements_by_id
from pipeline.dossier.model.values import GenderForm, Land
from pipeline.errors import ExitCode, UsageError
from pipeline.law.findings import Depth, Finding, Status
from pipeline.law.foreign.guess import guess_land, guess_platforms
from pipeline.law.foreign.traces import find_trace, load_traces
from pipeline.law.text_rules.reading import ReadText
from pipeline.review_foreign import Review, review

DATA = Path(__file__).parents[2] / "data"
FOREIGN = DATA / "foreign"
PUBLISHED = DATA / "sassenberg-published"
AS_OF = dt.date(2026, 11, 22)
EXPECTED: dict[str, list[list[str]]] = yaml.safe_load((FOREIGN / "expected.yaml").read_text(encoding="utf-8"))


def violated(result: Review) -> list[Finding]:
    return [finding for finding in result.evaluation.findings if finding.status is Status.VIOLATED]


def quote_of(finding: Finding) -> str:
    return finding.evidence[0].excerpt if finding.evidence else ""


@pytest.mark.parametrize("name", EXPECTED)
def test_finds_what_is_wrong_and_nothing_else(name: str) -> None:
    left = violated(review(FOREIGN / name, as_of=AS_OF))
    for requirement, words in EXPECTED[name]:
        match = next((one for one in left if one.requirement == requirement and words in quote_of(one)), None)
        assert match is not None, (requirement, words)
        left.remove(match)
    assert [(one.requirement, quote_of(one)) for one in left] == []


@pytest.mark.parametrize(
    ("name", "land", "platforms"),
    [
        ("wiesental-bw.txt", Land.BW, ("instagram", "facebook")),
        ("rebenau-rp.html", Land.RP, ("facebook",)),
        ("heidborn-nw.txt", Land.NW, ("instagram", "youtube")),
        ("moorhusen-ni.txt", Land.NI, ("instagram", "whatsapp")),
        ("oberdornfeld-by.txt", Land.BY, ("facebook",)),
        ("torgental-sn.html", Land.SN, ("youtube", "linkedin", "mastodon")),
        ("kaltenrode-he.html", Land.HE, ("tiktok",)),
        ("bruchheim-nw.txt", Land.NW, ("youtube", "linkedin")),
        ("seelinden-sh.txt", Land.SH, ("facebook",)),
    ],
)
def test_land_and_platforms_are_guessed_and_said_so(name: str, land: Land, platforms: tuple[str, ...]) -> None:
    result = review(FOREIGN / name, as_of=AS_OF)
    assert (result.facts.land, result.facts.platforms) == (land, platforms)
    assert result.guessed == {"land", "platforms", "organisation"}


def test_platforms_are_guessed_from_a_sentence_that_says_where_the_town_is() -> None:
    said = "Die Stadt Neuental ist auf Facebook, Instagram und YouTube vertreten. Auf TikTok ist sie nicht vertreten."
    assert guess_platforms(said) == ("instagram", "facebook", "youtube")


def test_the_land_in_the_title_counts_more_than_a_wrong_authority() -> None:
    text = "Leitlinie der Gemeinde Neuental (NRW)\n\nZuständig ist das ULD Schleswig-Holstein in Schleswig-Holstein."
    assert guess_land(text) is Land.NW


def test_what_is_given_is_not_guessed() -> None:
    result = review(
        FOREIGN / "heidborn-nw.txt", as_of=AS_OF, land=Land.BW, platforms=("tiktok",), gender_form=GenderForm.STERN
    )
    assert (result.facts.land, result.facts.platforms, result.guessed) == (Land.BW, ("tiktok",), {"organisation"})
    assert not any(one.requirement == "LGG-NRW-4" for one in violated(result))


def test_unknown_platform_is_refused() -> None:
    with pytest.raises(UsageError, match="myspace"):
        review(FOREIGN / "heidborn-nw.txt", as_of=AS_OF, platforms=("myspace",))


def test_exit_code_says_whether_the_wording_is_wrong() -> None:
    assert review(FOREIGN / "wiesental-bw.txt", as_of=AS_OF).exit_code(strict=True) is ExitCode.OK
    assert review(FOREIGN / "rebenau-rp.html", as_of=AS_OF).exit_code() is ExitCode.NO


def defects() -> list[Any]:
    return list(yaml.safe_load((PUBLISHED / "defects.yaml").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def published() -> Review:
    return review(PUBLISHED / "konzept.txt", as_of=AS_OF)


@pytest.mark.parametrize("defect", defects(), ids=lambda one: one["id"])
def test_defect_of_the_published_text(defect: Any, published: Review) -> None:
    own = [one for one in published.evaluation.findings if one.requirement in defect["requirements"]]
    wrong = [one for one in own if one.status is Status.VIOLATED]
    if defect["found_by"] == "text":
        for requirement in defect["requirements"]:
            quotes = [quote_of(one) for one in wrong if one.requirement == requirement]
            assert quotes, requirement
        assert any(defect["quote"] in quote_of(one) for one in wrong)
    else:
        assert wrong or any(one.status is Status.QUESTION for one in own)


def test_every_duty_that_applies_is_asked_or_judged(published: Review) -> None:
    by_id = {one.requirement: one for one in published.evaluation.findings}
    assert len(by_id) == 228
    asked = by_id["DSGVO-13-2-a"]
    assert (asked.status, asked.severity, asked.evidence) == (Status.QUESTION, Severity.PFLICHT, ())
    assert "keine Spur" in asked.message
    traced = by_id["DSGVO-13-1-b"]
    assert traced.depth is Depth.PERSON
    assert "Datenschutzbeauftragter" in traced.evidence[0].excerpt
    assert traced.line == 42


def test_no_rule_of_another_land_is_a_duty(published: Review) -> None:
    duties = [one for one in published.evaluation.findings if one.severity is Severity.PFLICHT]
    told = {one.requirement for one in duties if one.status in {Status.VIOLATED, Status.QUESTION}}
    assert not {one for one in told if "-BW-" in one or "-RP-" in one}
    addendum = [one for one in published.evaluation.findings if one.requirement == "META-INSIGHTS-ADDENDUM"]
    assert [one.status for one in addendum] == [Status.NOT_APPLICABLE]


def test_rule_not_in_force_is_left_out() -> None:
    before = review(PUBLISHED / "konzept.txt", as_of=dt.date(2019, 1, 1))
    assert "KI-VO-50-4" not in {one.requirement for one in before.evaluation.findings}


def test_every_trace_is_a_whole_pattern_for_a_requirement_of_the_catalogue() -> None:
    """A comma within a pattern once cut it in two halves that match nothing."""
    assert set(load_traces()) <= set(requirements_by_id())
    for requirement, patterns in load_traces().items():
        for pattern in patterns:
            assert re.compile(pattern)
            assert pattern.count("{") == pattern.count("}"), (requirement, pattern)


def test_trace_that_spans_some_words_is_found() -> None:
    read = ReadText("Die Datenschutzhinweise der Gemeinde sind in jedem Profil verlinkt.")
    assert find_trace(read, requirements_by_id()["DH-AUFFINDBAR"]) is not None
