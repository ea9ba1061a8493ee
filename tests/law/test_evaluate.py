"""What an evaluation says: applicability, subjects, open points, answers, waivers, other Länder."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from changed_dossiers import AS_OF, GONE, changed, judge, surroundings

from pipeline.catalogue.requirement import Severity, load_requirements, requirements_by_id
from pipeline.dossier.answers import Role
from pipeline.dossier.dossier import Dossier
from pipeline.law.evaluate import Evaluation, evaluate
from pipeline.law.findings import Depth, Finding, Status
from pipeline.law.grouping import counts, status_of_requirements
from pipeline.law.idle_statements import idle_statements
from pipeline.law.people import needs_a_person

Judge = Callable[..., Evaluation]
NRW_LAW = re.compile(r"(DSG|GO|LPVG|BGG|BITV|LGG|ArchivG|EGovG|LV|VwVfG) NRW|LDI NRW")
FACEBOOK = "concept.channels[facebook]"


def of(evaluation: Evaluation, requirement: str) -> list[Finding]:
    return [one for one in evaluation.findings if one.requirement == requirement]


def status(evaluation: Evaluation, requirement: str) -> set[str]:
    return {one.status.value for one in of(evaluation, requirement)}


# --- Musterstadt and Sassenberg ---------------------------------------------------------------------------------------


def test_musterstadt_is_clean_even_under_strict(clean: Evaluation) -> None:
    failing = [one for one in clean.findings if one.counts_as_failure(strict=True)]
    assert failing == []
    assert clean.open_points == ()


def test_every_requirement_of_musterstadt_is_decided(clean: Evaluation) -> None:
    by_requirement = status_of_requirements(clean.findings)
    assert set(by_requirement) == {one.id for one in load_requirements()}
    assert Status.QUESTION not in by_requirement.values()
    assert counts(clean.findings)[Status.ANSWERED] <= 0.15 * len(by_requirement)


def test_sassenberg_violates_nothing_and_asks_instead(sassenberg: Dossier) -> None:
    evaluation = judge(sassenberg)
    assert [one.requirement for one in evaluation.findings if one.status is Status.VIOLATED] == []
    waiting = [one for one in evaluation.findings if one.open_point]
    assert waiting
    assert {one.open_point for one in waiting} <= {point.path for point in evaluation.open_points}


def test_findings_name_file_line_and_quote(clean: Evaluation) -> None:
    found = next(one for one in of(clean, "DSGVO-30"))
    assert (found.file, found.path) == ("concept.yaml", "concept.record_of_processing.entry_id")
    assert found.line > 0
    assert found.evidence[0].excerpt == "VVT 13-07"
    assert found.depth is Depth.PRESENCE
    assert "Inhalt nicht geprüft" in found.message


# --- conditions -------------------------------------------------------------------------------------------------------


def test_not_applicable_says_why_in_german(clean: Evaluation) -> None:
    assert of(clean, "CL-GEWINNSPIEL")[0].message == "Trifft hier nicht zu: „Es gibt Gewinnspiele oder Umfragen“."
    assert of(clean, "LFDI-RP-KONZEPT")[0].message == "Gilt nicht im Land Nordrhein-Westfalen."
    assert "Gilt nicht für YouTube." in {one.message for one in of(clean, "META-KI-TRAINING")}


def test_unknown_condition_is_a_question_and_never_silence(with_edits: Judge) -> None:
    found = of(with_edits(("concept.competitions", GONE), only={"CL-GEWINNSPIEL"}), "CL-GEWINNSPIEL")
    assert [one.status for one in found] == [Status.QUESTION]
    assert "concept.competitions" in found[0].remedy
    assert found[0].by is Role.OFFICE


def test_question_names_the_open_point_that_decides(with_edits: Judge) -> None:
    point = {"open": "Gibt es Gewinnspiele?", "by": "mayor"}
    found = of(with_edits(("concept.competitions", point), only={"CL-GEWINNSPIEL"}), "CL-GEWINNSPIEL")
    assert found[0].open_point == "concept.competitions"
    assert found[0].by is Role.MAYOR
    assert "Gibt es Gewinnspiele?" in found[0].message


def test_condition_of_a_channel_is_judged_for_that_channel(clean: Evaluation) -> None:
    by_subject = {one.subject: one.status for one in of(clean, "DSGVO-26-2")}
    assert by_subject["concept.channels[mastodon]"] is Status.NOT_APPLICABLE
    assert by_subject[FACEBOOK] is Status.FULFILLED


def test_question_about_one_channel_leaves_the_others_decided(with_edits: Judge) -> None:
    found = {
        one.subject: one.status
        for one in of(
            with_edits((f"{FACEBOOK}.insights", GONE), (f"{FACEBOOK}.joint_controllership", GONE), only={"DSGVO-26-2"}),
            "DSGVO-26-2",
        )
    }
    assert found[FACEBOOK] is Status.QUESTION
    assert found["concept.channels[instagram]"] is Status.FULFILLED


@pytest.mark.parametrize(("day", "expected"), [("2026-08-01", "not_applicable"), ("2026-11-22", "fulfilled")])
def test_rule_applies_from_its_first_day(with_edits: Judge, day: str, expected: str) -> None:
    first = requirements_by_id()["KI-VO-50-4"].valid_from
    assert first is not None
    assert status(with_edits(as_of=dt.date.fromisoformat(day), only={"KI-VO-50-4"}), "KI-VO-50-4") == {expected}


# --- subjects ---------------------------------------------------------------------------------------------------------


def test_one_finding_for_each_channel_purpose_and_risk(clean: Evaluation) -> None:
    assert len({one.subject for one in of(clean, "NK-KANALLISTE")}) == 5
    assert {one.subject for one in of(clean, "DSGVO-6-1-e")} >= {
        "concept.purposes[dialog]",
        "concept.purposes[information]",
    }
    assert "dpia.risks[r1]" in {one.subject for one in of(clean, "DSGVO-35-7-d")}


def test_closed_channel_needs_nothing_any_more(with_edits: Judge) -> None:
    found = of(
        with_edits((f"{FACEBOOK}.status", "closed"), (f"{FACEBOOK}.imprint_url", GONE), only={"IMPRESSUM-LINK"}),
        "IMPRESSUM-LINK",
    )
    assert FACEBOOK not in {one.subject for one in found}
    assert Status.VIOLATED not in {one.status for one in found}


def test_missing_list_is_told_once(with_edits: Judge) -> None:
    found = of(with_edits(("concept.purposes", GONE), only={"DSGVO-6-1-e"}), "DSGVO-6-1-e")
    assert [(one.status, one.subject) for one in found] == [(Status.VIOLATED, None)]


def test_open_list_is_one_question(with_edits: Judge) -> None:
    found = of(
        with_edits(("concept.purposes", {"open": "Welche Zwecke?", "by": "office"}), only={"DSGVO-6-1-e"}),
        "DSGVO-6-1-e",
    )
    assert [(one.status, one.open_point) for one in found] == [(Status.QUESTION, "concept.purposes")]


# --- evidence ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["–", "k. A.", "keine Angabe", "siehe oben", "…", "wird noch ergänzt", "Ja."])
def test_answer_without_content_counts_as_absent(with_edits: Judge, words: str) -> None:
    assert status(with_edits(("concept.exit_strategy", words), only={"NK-AUSSTIEG"}), "NK-AUSSTIEG") == {"violated"}


def test_none_is_an_answer_where_the_field_says_so(with_edits: Judge) -> None:
    assert status(with_edits(("dpia.description.codes_of_conduct", "keine")), "EDPB-1.4") == {"fulfilled"}


def test_open_evidence_is_a_question_also_with_a_proposal(with_edits: Judge) -> None:
    point = {
        "open": "Gilt dieser Ausstieg?",
        "by": "mayor",
        "proposal": "Der Kanal wird geschlossen, wenn es sein muss.",
    }
    found = of(with_edits(("concept.exit_strategy", point), only={"NK-AUSSTIEG"}), "NK-AUSSTIEG")
    assert [(one.status, one.by) for one in found] == [(Status.QUESTION, Role.MAYOR)]


def test_alternatives_are_chosen_item_by_item(clean: Evaluation, with_edits: Judge) -> None:
    assert status(clean, "DSGVO-7-4") == {"fulfilled"}
    worse = with_edits(("concept.alternatives[telefon].contact", GONE))
    assert "concept.alternatives[telefon].contact" in of(worse, "DSGVO-7-4")[0].message


def test_opinion_that_is_missing_waits_until_version_and_stand_are_decided(with_edits: Judge) -> None:
    assert status(with_edits(("review.dpo_opinion", GONE), only={"DSGVO-38-1"}), "DSGVO-38-1") == {"violated"}
    unfinished = with_edits(
        ("review.dpo_opinion", GONE),
        ("concept.document.version", {"open": "Welche Version?", "by": "office"}),
        only={"DSGVO-38-1"},
    )
    found = of(unfinished, "DSGVO-38-1")
    assert [(one.status, one.by) for one in found] == [(Status.QUESTION, Role.DPO)]


@pytest.mark.parametrize(("day", "applies"), [("2026-11-22", True), ("2026-11-23", False)])
def test_rule_applies_until_its_last_day(
    musterstadt: Dossier, monkeypatch: pytest.MonkeyPatch, day: str, applies: bool
) -> None:
    old = requirements_by_id()["DSGVO-30"].model_copy(update={"valid_until": dt.date(2026, 11, 22)})
    monkeypatch.setattr("pipeline.law.evaluate.load_requirements", lambda: (old,))
    found = judge(musterstadt, dt.date.fromisoformat(day)).findings
    assert [one.status is Status.NOT_APPLICABLE for one in found] == [not applies]
    assert applies or found[0].message == "Galt bis zum 22.11.2026."


# --- people -----------------------------------------------------------------------------------------------------------


def test_what_no_program_can_know_is_asked(with_edits: Judge) -> None:
    found = of(with_edits(("review.answers", []), only={"DSGVO-12-1"}), "DSGVO-12-1")
    assert [(one.status, one.depth, one.by) for one in found] == [(Status.QUESTION, Depth.PERSON, Role.DPO)]
    assert "review.yaml" in found[0].remedy


def test_every_question_to_a_person_is_asked_beside_what_the_fields_say(with_edits: Judge) -> None:
    evaluation = with_edits(("review.answers", []))
    asked = {one.requirement for one in evaluation.findings if one.status is Status.QUESTION}
    applicable = {
        one for one, what in status_of_requirements(evaluation.findings).items() if what is not Status.NOT_APPLICABLE
    }
    assert asked == {one.id for one in load_requirements() if needs_a_person(one) and one.id in applicable}


def test_answer_carries_function_date_and_reason(clean: Evaluation) -> None:
    found = next(one for one in of(clean, "DSGVO-12-1") if one.status is Status.ANSWERED)
    assert found.message.startswith("Behördliche Datenschutzbeauftragte, 09.09.2026: ")
    assert found.evidence[0].file == "review.yaml"


def test_answer_no_is_a_violation_by_a_person(with_edits: Judge) -> None:
    found = of(with_edits(("review.answers[DSGVO-12-1].fulfilled", "nein"), only={"DSGVO-12-1"}), "DSGVO-12-1")
    assert [(one.status, one.depth) for one in found] == [(Status.VIOLATED, Depth.PERSON)]


def test_answer_of_tomorrow_does_not_count_today(with_edits: Judge) -> None:
    assert status(with_edits(("review.answers[DSGVO-12-1].date", "2026-12-01"), only={"DSGVO-12-1"}), "DSGVO-12-1") == {
        "question"
    }


def test_answer_about_another_subject_does_not_count(with_edits: Judge) -> None:
    assert status(with_edits(("review.answers[DSGVO-12-1].subject", FACEBOOK), only={"DSGVO-12-1"}), "DSGVO-12-1") == {
        "question"
    }


WAIVER = {
    "requirement": "NK-AUSSTIEG",
    "reason": "Das Konzept zum Ausstieg entsteht mit der Neuordnung der Öffentlichkeitsarbeit.",
    "dpo_opinion": "Vertretbar bis Jahresende.",
    "by": "Bürgermeisterin",
    "date": "2026-10-01",
    "until": "2026-12-31",
}


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-12-31", "waived"), ("2027-01-01", "violated"), ("2026-09-30", "violated")]
)
def test_waiver_holds_from_its_date_to_its_end(with_edits: Judge, day: str, expected: str) -> None:
    evaluation = with_edits(
        ("concept.exit_strategy", GONE), ("review.waivers", [WAIVER]), as_of=dt.date.fromisoformat(day)
    )
    found = of(evaluation, "NK-AUSSTIEG")[0]
    assert found.status.value == expected
    if day == "2027-01-01":
        assert "abgelaufen" in found.message


def test_waiver_is_told_with_reason_opinion_and_end(with_edits: Judge) -> None:
    found = of(
        with_edits(("concept.exit_strategy", GONE), ("review.waivers", [WAIVER]), only={"NK-AUSSTIEG"}), "NK-AUSSTIEG"
    )[0]
    for words in ("31.12.2026", "Bürgermeisterin", "Neuordnung", "Vertretbar bis Jahresende."):
        assert words in found.message
    assert not found.counts_as_failure(strict=True)


def test_waiver_for_one_channel_leaves_the_others_violated(with_edits: Judge) -> None:
    waiver = {**WAIVER, "requirement": "NK-KANALLISTE", "subject": FACEBOOK}
    evaluation = with_edits(
        (f"{FACEBOOK}.status", GONE), ("concept.channels[youtube].status", GONE), ("review.waivers", [waiver])
    )
    found = {one.subject: one.status.value for one in of(evaluation, "NK-KANALLISTE")}
    assert found[FACEBOOK] == "waived"
    assert found["concept.channels[youtube]"] == "violated"


def test_statements_without_effect_are_told(musterstadt: Dossier) -> None:
    dossier = changed(
        "musterstadt",
        [
            (
                "review.waivers",
                [WAIVER, {**WAIVER, "requirement": "NK-AUSTIEG"}, {**WAIVER, "requirement": "DSGVO-22"}],
            ),
            ("review.answers[DSGVO-12-1].subject", "concept.channels[tiktok]"),
            ("review.answers[DSGVO-24].date", "2027-01-01"),
            (
                "review.confirmations",
                [{"fact": "platforms[whatsapp].alter", "by": "IT", "date": "2026-10-01", "text": "Ja."}],
            ),
        ],
    )
    told = {one.path: one.message for one in idle_statements(dossier, judge(dossier).findings, AS_OF)}
    assert told.pop("review.waivers[NK-AUSSTIEG]").startswith("Die Anforderung ist nicht verletzt")
    assert told.pop("review.waivers[NK-AUSTIEG]") == "Die Anforderung „NK-AUSTIEG“ gibt es im Katalog nicht."
    assert "Doppelt mit DSGVO-13-2-f" in told.pop("review.waivers[DSGVO-22]")
    assert "concept.channels[tiktok]" in told.pop("review.answers[DSGVO-12-1]")
    assert "01.01.2027" in told.pop("review.answers[DSGVO-24]")
    assert "platforms[whatsapp].alter" in told.pop("review.confirmations[platforms[whatsapp].alter]")
    assert told == {}
    assert idle_statements(musterstadt, judge(musterstadt).findings, AS_OF) == ()


@pytest.mark.parametrize(("day", "words"), [("2026-09-30", "erst ab dem 01.10.2026"), ("2027-01-01", "abgelaufen")])
def test_waiver_outside_its_time_has_no_effect(day: str, words: str) -> None:
    dossier = changed("musterstadt", [("concept.exit_strategy", GONE), ("review.waivers", [WAIVER])])
    when = dt.date.fromisoformat(day)
    assert [words in one.message for one in idle_statements(dossier, judge(dossier, when).findings, when)] == [True]


def test_opinion_on_another_draft_is_asked_about(musterstadt: Dossier) -> None:
    dossier = changed("musterstadt", [("review.dpo_opinion.code", "KC82-G0E1-PCJV")])
    around = surroundings()
    for drafts, expected in ((None, "fulfilled"), ({"KC82-G0E1-PCJV"}, "fulfilled"), ({"0000-0000-0000"}, "question")):
        codes = None if drafts is None else frozenset(drafts)
        found = evaluate(dossier, AS_OF, around.texts, only={"DSGVO-38-1"}, read_drafts=codes).findings
        assert [one.status.value for one in found] == [expected]
    assert "Gilt sie noch?" in found[0].message
    assert found[0].by is Role.DPO


def test_opinion_that_is_younger_than_the_confirmation_is_no_advice_before_it(with_edits: Judge) -> None:
    found = of(with_edits(("review.dpo_opinion.date", "2026-09-30"), only={"DSGVO-38-1"}), "DSGVO-38-1")
    assert [one.status for one in found] == [Status.VIOLATED]


# --- Länder -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("land", ["BW", "RP", "BY", "SH"])
def test_law_of_nrw_is_never_printed_in_another_land(land: str) -> None:
    evaluation = judge(changed("musterstadt", [("organisation.land", land)]))
    for one in evaluation.findings:
        if one.status is not Status.NOT_APPLICABLE:
            assert not NRW_LAW.search(one.norm), one


@pytest.mark.parametrize("land", ["BY", "SN", "BW"])
def test_legal_basis_of_another_land_is_found_in_every_land(land: str) -> None:
    evaluation = judge(changed("musterstadt", [("organisation.land", land)]))
    wrong = [one for one in evaluation.findings if one.status is Status.VIOLATED and "DSG NRW" in one.message]
    assert {one.requirement for one in wrong} == {"LDSG-BW-4" if land == "BW" else "DSGVO-6-1-e"}
    assert {one.subject for one in wrong} >= {"concept.purposes[dialog]", "concept.purposes[information]"}


def test_guideline_of_bw_is_a_duty_only_there(clean: Evaluation) -> None:
    in_bw = judge(changed("musterstadt", [("organisation.land", "BW")]))
    assert {one.severity for one in of(in_bw, "LFDI-BW-1-ART-UMFANG")} == {Severity.PFLICHT}
    assert {one.severity for one in of(clean, "LFDI-BW-1-ART-UMFANG")} == {Severity.EMPFOHLEN}


def test_no_rule_of_another_land_is_a_duty_in_nrw(clean: Evaluation) -> None:
    foreign = {
        one.requirement
        for one in clean.findings
        if one.severity is Severity.PFLICHT and one.status is not Status.NOT_APPLICABLE
    }
    assert not {one for one in foreign if "-BW-" in one or "-RP-" in one}


# --- exit ---------------------------------------------------------------------------------------------------------------


def test_hints_never_fail_and_recommendations_only_under_strict(with_edits: Judge) -> None:
    hint = of(with_edits(("dpia.overview.publication", GONE), only={"VO-DSFA"}), "VO-DSFA")[0]
    assert hint.status is Status.VIOLATED
    assert not hint.counts_as_failure(strict=True)
    advice = of(with_edits(("concept.exit_strategy", GONE), only={"NK-AUSSTIEG"}), "NK-AUSSTIEG")[0]
    assert advice.counts_as_failure(strict=True)
    assert not advice.counts_as_failure()


def test_house_rule_of_releases_fails_without_strict(with_edits: Judge) -> None:
    found = of(with_edits(("concept.document.version", GONE), only={"FORM-VERSION"}), "FORM-VERSION")[0]
    assert found.severity is Severity.EMPFOHLEN
    assert found.counts_as_failure()


def test_same_dossier_same_findings(musterstadt: Dossier, clean: Evaluation) -> None:
    assert judge(musterstadt, AS_OF) == clean
