"""Findings point at a place: file, line and column in the dossier, what was seen there, who must act and how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from changed_dossiers import AS_OF, GONE, Edit, changed, dossier_of, judge

from pipeline.catalogue.condition import load_vocabulary
from pipeline.catalogue.reading import catalogue_version
from pipeline.catalogue.requirement import Severity, requirements_by_id
from pipeline.dossier.answers import Role
from pipeline.dossier.dossier import Dossier, Place
from pipeline.dossier.open_points import open_questions
from pipeline.language import set_language
from pipeline.law.evaluate import Evaluation
from pipeline.law.findings import Depth, Evidence, Finding, Status, finding_order
from pipeline.law.judging import MAX_EVIDENCE
from pipeline.law.text_lint import _place
from pipeline.law.who_answers import who_writes

FB = "concept.channels[facebook]"
OPEN: dict[str, Any] = {"open": "Wie ist das?", "by": "legal"}


def findings(requirement: str, *edits: Edit, as_of: dt.date = AS_OF) -> Sequence[Finding]:
    dossier = changed("musterstadt", edits) if edits else dossier_of("musterstadt")
    return judge(dossier, as_of, only={requirement}).findings


def line_of(path: str) -> tuple[str, int, int]:
    place = dossier_of("musterstadt").place(path)
    assert place is not None
    return place.file, place.line, place.column


def where(finding: Finding | Evidence) -> tuple[str, int, int]:
    return finding.file, finding.line, finding.column


def test_every_finding_and_quotation_stands_where_it_says(clean: Evaluation) -> None:
    for one in clean.findings:
        assert where(one) == (line_of(one.path) if one.path else ("", 0, 0)), one
        for seen in one.evidence:
            assert where(seen) == (line_of(seen.path) if seen.path else ("", 0, 0)), seen
            assert seen.excerpt
        assert one.message
        assert one.norm == requirements_by_id()[one.requirement].norm_in(dossier_of("musterstadt").organisation.land)
        assert one.title == requirements_by_id()[one.requirement].title
        assert one.blocks_release is requirements_by_id()[one.requirement].blocks_release


def test_finding_points_at_its_first_evidence_else_at_its_subject() -> None:
    fulfilled = next(one for one in findings("DSGVO-44") if one.subject == FB)
    assert fulfilled.path == fulfilled.evidence[0].path == f"{FB}.third_country_transfer.countries"
    elsewhere = next(one for one in findings("META-KI-TRAINING") if one.subject == "concept.channels[youtube]")
    assert (elsewhere.status, elsewhere.path) == (Status.NOT_APPLICABLE, elsewhere.subject)
    assert (elsewhere.depth, elsewhere.remedy, elsewhere.by) == (Depth.VALUE, "", None)


def test_only_so_many_places_are_quoted_and_none_twice() -> None:
    found = next(one for one in findings("WP248-KRITERIEN") if len(one.evidence) >= MAX_EVIDENCE)
    assert len({seen.path for seen in found.evidence}) == len(found.evidence) == MAX_EVIDENCE


# --- what is missing --------------------------------------------------------------------------------------------------


def test_missing_field_is_named_with_title_place_and_remedy() -> None:
    found = next(
        one for one in findings("DSGVO-44", (f"{FB}.third_country_transfer.checked_on", GONE)) if one.subject == FB
    )
    path = f"{FB}.third_country_transfer.checked_on"
    assert (found.status, found.depth, found.path) == (Status.VIOLATED, Depth.PRESENCE, path)
    assert found.message == f"Es fehlt: Geprüft am ({path})."
    assert found.remedy == requirements_by_id()["DSGVO-44"].remedy
    assert where(found) == line_of(f"{FB}.third_country_transfer.checked_on")
    assert [seen.path.rpartition(".")[2] for seen in found.evidence] == ["countries", "mechanism"]


def test_in_english_missing_fields_are_named_by_their_path() -> None:
    set_language("en")
    try:
        found = findings("FORM-REVIEW", ("concept.review.responsible", GONE))[0]
    finally:
        set_language("de")
    assert found.message == "Missing: concept.review.responsible."


def test_violation_hides_what_is_open_beside_it() -> None:
    found = findings("FORM-REVIEW", ("concept.review.next_date", "2026-11-21"), ("concept.review.responsible", OPEN))
    assert [(one.status, one.path) for one in found] == [(Status.VIOLATED, "concept.review.next_date")]


def test_open_point_is_asked_of_whom_it_names() -> None:
    found = findings("FORM-REVIEW", ("concept.review.responsible", OPEN))[0]
    assert (found.status, found.depth, found.by) == (Status.QUESTION, Depth.PRESENCE, Role.LEGAL)
    assert found.message == "Offener Punkt: Wie ist das?"
    assert found.open_point == found.path == "concept.review.responsible"
    assert [seen.path for seen in found.evidence] == ["concept.review.interval_months", "concept.review.next_date"]


def test_review_that_is_due_later_is_awaited_while_the_draft_is_unfinished() -> None:
    unfinished = ("concept.document.date", OPEN)
    found = findings("LPVG-NRW-72", ("review.staff_council", GONE), ("review.answers", []), unfinished)
    first = next(one for one in found if one.depth is Depth.PRESENCE)
    assert (first.status, first.path, first.by) == (Status.QUESTION, "review.staff_council.date", Role.STAFF_COUNCIL)
    assert first.message.startswith("Steht noch aus, bis der Entwurf fertig ist: ")
    assert first.remedy == requirements_by_id()["LPVG-NRW-72"].remedy
    other = findings("DSGVO-33", ("concept.incident_process.deadline_hours", GONE), unfinished)
    assert [one.status for one in other] == [Status.VIOLATED], "only reviewers write last"


def test_fulfilled_says_what_was_expected() -> None:
    found = findings("DSGVO-33")[0]
    assert found.message == requirements_by_id()["DSGVO-33"].expects
    assert (found.status, found.depth, found.remedy) == (Status.FULFILLED, Depth.VALUE, "")


def test_wrong_words_are_quoted_instead_of_all_that_was_seen() -> None:
    found = findings("MODERATION-FRIST", ("concept.moderation.response_time", "jederzeit"))[0]
    assert [(seen.path, seen.excerpt) for seen in found.evidence] == [("concept.moderation.response_time", "jederzeit")]
    assert where(found.evidence[0]) == where(found) == line_of("concept.moderation.response_time")
    assert found.remedy == requirements_by_id()["MODERATION-FRIST"].remedy


# --- conditions -------------------------------------------------------------------------------------------------------


def test_unknown_condition_names_the_field_and_who_writes_it() -> None:
    found = findings("CL-GEWINNSPIEL", ("concept.competitions", GONE))
    assert [(one.status, one.depth, one.path, one.by) for one in found] == [
        (Status.QUESTION, Depth.VALUE, "concept.competitions", Role.OFFICE)
    ]
    assert found[0].message == "Ob das gilt, ist nicht bekannt: Es gibt Gewinnspiele oder Umfragen?"
    assert found[0].remedy == "Die Frage beantworten unter concept.competitions."
    assert found[0].open_point == ""


def test_condition_on_the_channel_that_is_open_names_that_channel() -> None:
    found = findings("DSGVO-26-3", (f"{FB}.insights", GONE), (f"{FB}.joint_controllership", OPEN))
    question = next(one for one in found if one.subject == FB)
    assert (question.status, question.open_point) == (Status.QUESTION, f"{FB}.joint_controllership")
    assert question.message == "Ob das gilt, hängt an dem offenen Punkt: Wie ist das?"
    assert question.by is Role.LEGAL


def test_unknown_condition_about_one_channel_is_asked_for_that_channel() -> None:
    found = findings("DSGVO-26-3", (f"{FB}.insights", GONE), (f"{FB}.joint_controllership", GONE))
    question = next(one for one in found if one.status is Status.QUESTION)
    assert (question.subject, question.path) == (FB, f"{FB}.insights")


def test_requirement_for_the_whole_asks_once_when_no_channel_decides() -> None:
    ads = [
        (f"concept.channels[{one}].paid_ads", GONE)
        for one in ("instagram", "facebook", "youtube", "mastodon", "whatsapp")
    ]
    found = findings("TTPA-2024-900", *ads)
    assert [(one.status, one.subject) for one in found] == [(Status.QUESTION, None)]
    one_yes = findings("TTPA-2024-900", *ads, (f"{FB}.paid_ads", {"allowed": "ja"}))
    assert Status.QUESTION not in {one.status for one in one_yes}


def test_rule_of_another_legal_form_or_of_later_days_says_so() -> None:
    other = findings("BDSG-3-NICHT", ("organisation.legal_form", "enterprise"))
    assert [one.status for one in other] == [Status.NOT_APPLICABLE]
    assert other[0].message == "Gilt nicht für die Rechtsform „kommunales Unternehmen oder Anstalt“."
    first = requirements_by_id()["KI-VO-50-4"].valid_from
    assert first is not None
    early = findings("KI-VO-50-4", as_of=first - dt.timedelta(days=1))
    assert [(one.status, one.depth) for one in early] == [(Status.NOT_APPLICABLE, Depth.VALUE)]
    assert f"{first:%d.%m.%Y}" in early[0].message
    assert Status.NOT_APPLICABLE not in {one.status for one in findings("KI-VO-50-4", as_of=first)}


def test_what_holds_although_it_must_not_is_said_the_other_way_round(clean: Evaluation) -> None:
    reasons = {one.message for one in clean.findings if one.status is Status.NOT_APPLICABLE}
    assert any(one.startswith("Trifft hier zu: ") for one in reasons) or all(
        one.startswith(("Trifft hier nicht zu: ", "Gilt nicht ")) for one in reasons
    )


# --- people -----------------------------------------------------------------------------------------------------------


def answer(**more: Any) -> dict[str, Any]:
    basic = {
        "requirement": "DSGVO-46",
        "fulfilled": "ja",
        "by": "Recht",
        "date": "2026-09-01",
        "text": "Alles geprüft.",
    }
    return {**basic, **more}


CLAUSES: Edit = (f"{FB}.third_country_transfer.mechanism", "standard_clauses")


def test_question_to_a_person_quotes_the_fields_and_says_where_to_answer() -> None:
    found = next(one for one in findings("DSGVO-46", CLAUSES, ("review.answers", [])) if one.status is Status.QUESTION)
    requirement = requirements_by_id()["DSGVO-46"]
    assert found.message == f"Zu beurteilen: {requirement.requirement}"
    assert (found.subject, found.depth, found.by) == (None, Depth.PERSON, Role.LEGAL)
    assert "„answers“" in found.remedy
    assert "(requirement: DSGVO-46)" in found.remedy
    assert {seen.path.rpartition(".")[2] for seen in found.evidence} == {"mechanism", "remark"}


def test_answer_keeps_the_evidence_behind_its_own_words() -> None:
    found = next(
        one for one in findings("DSGVO-46", CLAUSES, ("review.answers", [answer()])) if one.status is Status.ANSWERED
    )
    assert found.message == "Recht, 01.09.2026: Alles geprüft."
    assert (found.depth, found.remedy) == (Depth.PERSON, "")
    assert (found.evidence[0].path, found.evidence[0].excerpt) == ("review.answers[DSGVO-46]", found.message)
    assert where(found.evidence[0])[0] == "review.yaml"
    assert len(found.evidence) > 1


def test_answer_no_says_that_a_person_judged() -> None:
    answers = ("review.answers", [answer(fulfilled="nein")])
    found = next(one for one in findings("DSGVO-46", CLAUSES, answers) if one.status is Status.VIOLATED)
    assert found.message == "Nach dem Urteil einer Person nicht erfüllt: Recht, 01.09.2026: Alles geprüft."
    assert found.depth is Depth.PERSON
    assert found.evidence[0].path == "review.answers[DSGVO-46]"
    assert len(found.evidence) > 1


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([answer(date="2026-09-02", fulfilled="nein"), answer()], "violated"),
        ([answer(), answer(date="2026-09-02", fulfilled="nein")], "violated"),
        ([answer(fulfilled="nein"), answer(date="2026-09-02")], "answered"),
        ([answer(requirement="DSGVO-33")], "question"),
        ([answer(subject=FB)], "question"),
        ([answer(date="2026-11-22")], "answered"),
        ([answer(date="2026-11-23")], "question"),
    ],
)
def test_latest_answer_that_fits_counts(answers: list[dict[str, Any]], expected: str) -> None:
    found = findings("DSGVO-46", CLAUSES, ("review.answers", answers))
    assert expected in {one.status.value for one in found if one.subject is None}


def test_open_point_is_not_answered_by_a_person() -> None:
    found = findings("DSGVO-46", CLAUSES, (f"{FB}.third_country_transfer.remark", OPEN), ("review.answers", [answer()]))
    assert Status.QUESTION in {one.status for one in found if one.subject == FB}


def waiver(**more: Any) -> dict[str, Any]:
    basic = {
        "requirement": "NK-AUSSTIEG",
        "reason": "Das Konzept entsteht.",
        "dpo_opinion": "Vertretbar.",
        "by": "Bürgermeisterin",
        "date": "2026-10-01",
        "until": "2026-12-31",
    }
    return {**basic, **more}


def test_waiver_says_the_defect_and_its_terms() -> None:
    found = findings("NK-AUSSTIEG", ("concept.exit_strategy", GONE), ("review.waivers", [waiver()]))[0]
    assert found.message == (
        "Es fehlt: Ausstieg (concept.exit_strategy). Abweichung bis 31.12.2026, verantwortet durch Bürgermeisterin am "
        "01.10.2026: Das Konzept entsteht. Stellungnahme: Vertretbar."
    )
    assert (found.depth, found.path) == (Depth.PRESENCE, "concept.exit_strategy")
    assert (found.evidence[0].path, found.evidence[0].file) == ("review.waivers[NK-AUSSTIEG]", "review.yaml")


def test_ended_waiver_is_told_with_its_end() -> None:
    ended = [waiver(until="2026-11-21")]
    found = findings("NK-AUSSTIEG", ("concept.exit_strategy", GONE), ("review.waivers", ended))[0]
    assert found.status is Status.VIOLATED
    assert found.message == "Es fehlt: Ausstieg (concept.exit_strategy). Die Abweichung ist am 21.11.2026 abgelaufen."


@pytest.mark.parametrize(
    ("waivers", "expected"),
    [
        ([waiver(until="2026-11-01"), waiver()], "waived"),
        ([waiver(), waiver(until="2026-11-01")], "waived"),
        ([waiver(date="2026-11-22")], "waived"),
        ([waiver(date="2026-11-23")], "violated"),
        ([waiver(until="2026-11-22")], "waived"),
        ([waiver(requirement="DSGVO-33")], "violated"),
        ([waiver(subject=FB)], "violated"),
    ],
)
def test_waiver_that_fits_and_ends_last_counts(waivers: list[dict[str, Any]], expected: str) -> None:
    found = findings("NK-AUSSTIEG", ("concept.exit_strategy", GONE), ("review.waivers", waivers))
    assert [one.status.value for one in found] == [expected]


def test_waiver_changes_nothing_that_is_fulfilled() -> None:
    assert [one.status for one in findings("NK-AUSSTIEG", ("review.waivers", [waiver()]))] == [Status.FULFILLED]


# --- who and in which order -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("concept.exit_strategy", Role.OFFICE),
        ("organisation.name", Role.OFFICE),
        ("dpia.summary", Role.DPO),
        ("review.staff_council.date", Role.STAFF_COUNCIL),
        ("review.dpo_opinion", Role.DPO),
        ("review.answers", Role.DPO),
        ("", Role.OFFICE),
    ],
)
def test_reviewers_write_their_own_part(path: str, role: Role) -> None:
    assert who_writes(path) is role


def test_wrong_before_open_and_duties_before_advice() -> None:
    basic = Finding("B", Status.VIOLATED, Severity.PFLICHT, None, Depth.VALUE, "", "", "m")
    ordered = [
        replace(basic, blocks_release=True),
        replace(basic, requirement="A"),
        basic,
        replace(basic, message="n"),
        replace(basic, line=1),
        replace(basic, file="a"),
        replace(basic, subject="s"),
        replace(basic, requirement="C"),
        replace(basic, severity=Severity.EMPFOHLEN),
        replace(basic, status=Status.QUESTION),
        replace(basic, status=Status.NOT_APPLICABLE),
    ]
    shuffled = [*ordered[5:], *ordered[:5]]
    assert sorted(shuffled, key=finding_order) == ordered
    assert basic.counts_as_failure()
    assert replace(basic, status=Status.QUESTION).counts_as_failure()
    assert not replace(basic, status=Status.WAIVED).counts_as_failure()
    hint = replace(basic, severity=Severity.HINWEIS)
    assert not hint.counts_as_failure(strict=True)
    assert replace(hint, blocks_release=True).counts_as_failure()
    assert not replace(hint, blocks_release=True, status=Status.QUESTION).counts_as_failure(strict=True)


# --- the evaluation as a whole ----------------------------------------------------------------------------------------


def test_evaluation_is_ordered_and_says_what_it_is_of(clean: Evaluation, sassenberg: Dossier) -> None:
    assert list(clean.findings) == sorted(clean.findings, key=finding_order)
    assert (clean.as_of, clean.catalogue_version) == (AS_OF, catalogue_version())
    some = judge(sassenberg, only={"DSGVO-33", "FORM-REVIEW"})
    assert {one.requirement for one in some.findings} == {"DSGVO-33", "FORM-REVIEW"}
    assert some.open_points == open_questions(sassenberg)
    assert judge(sassenberg, only=()).findings == ()


def test_what_fields_and_wording_object_to_is_told_once() -> None:
    path = "concept.purposes[dialog].legal_basis.national_law"
    found = findings("BDSG-3-NICHT", (path, "§ 3 BDSG"))
    assert [(one.path, one.status) for one in found if one.status is Status.VIOLATED] == [(path, Status.VIOLATED)]
    assert {one.subject for one in found if one.status is Status.FULFILLED} >= {"concept.purposes[information]"}


def test_what_the_wording_violates_is_not_fulfilled_as_a_whole() -> None:
    found = findings("DDG-STATT-TMG", ("concept.introduction", "Das Impressum richtet sich nach § 5 TMG."))
    assert [(one.status, one.depth, one.subject) for one in found] == [(Status.VIOLATED, Depth.VALUE, None)]
    assert [one.status for one in findings("DDG-STATT-TMG")] == [Status.FULFILLED]


def test_wording_is_read_with_what_the_dossier_knows() -> None:
    found = findings(
        "FORM-KANALKONSISTENZ", ("concept.introduction", "Neuigkeiten stehen auf TikTok und im Amtsblatt.")
    )
    wrong = [(one.path, one.evidence[0].excerpt) for one in found if one.status is Status.VIOLATED]
    assert wrong == [("concept.introduction", "TikTok")]


def test_what_only_a_person_decides_is_asked_only_where_it_applies() -> None:
    unknown = findings("KUG-22", ("concept.image_rights.people_shown", GONE), ("review.answers", []))
    assert [(one.status, one.path) for one in unknown] == [(Status.QUESTION, "concept.image_rights.people_shown")]
    assert [one.status for one in findings("KUG-22", ("concept.image_rights.people_shown", "nein"))] == [
        Status.NOT_APPLICABLE
    ]


def test_words_are_found_at_or_below_the_line_of_their_field() -> None:
    dossier = dossier_of("musterstadt")
    lines = dossier.files["concept.yaml"].decode("utf-8").splitlines()
    for wanted in ("Konten von Fraktionen", "Ein neuer Kanal"):
        line = next(
            number for number, text in enumerate(lines, 1) if wanted in text and number > line_of("concept.scope")[1]
        )
        place = _place(dossier, "concept.scope", wanted)
        assert place == Place("concept.yaml", line, lines[line - 1].index(wanted) + 1)
    below = next(
        number for number, text in enumerate(lines, 1) if "Stadt" in text and number > line_of("concept.scope")[1]
    )
    assert any("Stadt" in text for text in lines[: line_of("concept.scope")[1]])
    assert _place(dossier, "concept.scope", "Stadt") == Place(
        "concept.yaml", below, lines[below - 1].index("Stadt") + 1
    )
    broken = _place(dossier, "concept.scope", "Kanal darf erst")
    assert broken is not None
    assert lines[broken.line - 1].endswith("Kanal"), "words may stand on two lines"
    for quote in ("", "Das steht nirgends."):
        assert _place(dossier, "concept.scope", quote) == dossier.place("concept.scope")
    assert _place(dossier, "concept.introduction", "Die Stadt Musterstadt") == Place("concept.yaml", 16, 3)


def test_catalogue_is_no_field_of_the_dossier_that_a_person_could_look_at() -> None:
    found = findings("DSGVO-35-4-LDI", ("review.answers", []))
    question = next(one for one in found if one.status is Status.QUESTION)
    assert {seen.path.rpartition(".")[2] for seen in question.evidence} == {"list_name", "hit", "reason"}
    assert all(where(seen) == line_of(seen.path) for seen in question.evidence)


def test_words_of_people_stand_in_their_file() -> None:
    said = next(one for one in findings("DSGVO-12-1") if one.status is Status.ANSWERED).evidence[0]
    assert where(said) == line_of("review.answers[DSGVO-12-1]")
    assert said.column > 1


CHANNELS = ("instagram", "facebook", "youtube", "mastodon", "whatsapp")


def test_all_reasons_why_a_rule_does_not_apply_are_told() -> None:
    found = findings("BGG-NRW-10", ("organisation.land", "BW"), ("concept.publication.published", "nein"))
    meaning = load_vocabulary()["published_pdf"].meaning.rstrip(".")
    assert [one.message for one in found] == [
        f"Trifft hier nicht zu: „{meaning}“. Gilt nicht im Land Baden-Württemberg."
    ]


def test_all_that_is_unknown_is_asked() -> None:
    nobody_says = [(f"concept.channels[{one}].addresses_minors", GONE) for one in CHANNELS]
    found = findings(
        "DSGVO-8",
        *nobody_says,
        ("concept.image_rights.minors_shown", GONE),
        ("concept.consents", []),
        ("concept.consent_used", GONE),
    )
    meanings = "; ".join(load_vocabulary()[word].meaning.rstrip(".") for word in ("minors", "consent_used"))
    assert [one.message for one in found] == [f"Ob das gilt, ist nicht bekannt: {meanings}?"]
    assert found[0].path == "concept.channels[instagram].addresses_minors"


def test_requirement_of_the_whole_applies_when_it_applies_to_one_channel() -> None:
    others = [(f"concept.channels[{one}].addresses_minors", "nein") for one in CHANNELS if one != "whatsapp"]
    shown = ("concept.image_rights.minors_shown", "nein")
    one_yes = findings("KUG-KINDER", *others, shown, ("concept.channels[whatsapp].addresses_minors", "ja"))
    assert {one.status for one in one_yes} == {Status.FULFILLED}
    one_unknown = findings("KUG-KINDER", *others, shown, ("concept.channels[whatsapp].addresses_minors", GONE))
    assert [(one.status, one.path) for one in one_unknown] == [
        (Status.QUESTION, "concept.channels[whatsapp].addresses_minors")
    ]
    all_no = findings("KUG-KINDER", *others, shown, ("concept.channels[whatsapp].addresses_minors", "nein"))
    assert [one.status for one in all_no] == [Status.NOT_APPLICABLE]


def test_closed_channels_count_where_every_one_is_closed() -> None:
    closed = [(f"concept.channels[{one}].status", "closed") for one in CHANNELS]
    found = findings("NK-KANALLISTE", *closed)
    assert {one.subject for one in found} == {f"concept.channels[{one}]" for one in CHANNELS}
