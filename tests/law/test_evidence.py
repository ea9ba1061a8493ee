"""Where evidence is looked for, what counts as an answer, and which of several ways is taken."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from changed_dossiers import GONE, Edit, changed, dossier_of

from pipeline.catalogue.requirement import requirements_by_id
from pipeline.dossier.model.channel import ChannelStatus
from pipeline.law.check_types import CheckInput, answered, demand, is_open, judged
from pipeline.law.content import excerpt, has_content
from pipeline.law.evidence_state import Leaf, State, best_of, leaves, state_of
from pipeline.law.findings import Depth
from pipeline.law.subjects import Each, EvidenceGroup, each_of, evidence_groups, steps_below, subjects_of
from pipeline.law.world import world_of

FB = "concept.channels[facebook]"
OPEN: dict[str, Any] = {"open": "Wie ist das?", "by": "legal"}


def seen(path: str, *edits: Edit) -> list[tuple[str, State]]:
    dossier = changed("musterstadt", edits) if edits else dossier_of("musterstadt")
    return [(leaf.path, leaf.state) for leaf in leaves(dossier, path)]


# --- places -----------------------------------------------------------------------------------------------------------


def test_path_leads_to_each_item_by_its_id() -> None:
    found = seen("dpia.threshold.art35_3[].met")
    assert found == [(f"dpia.threshold.art35_3[{case}].met", State.KNOWN) for case in "abc"]


def test_narrowed_list_leads_to_the_items_with_the_value() -> None:
    assert seen("concept.recipients[kind=archive].name") == [("concept.recipients[stadtarchiv].name", State.KNOWN)]
    assert [path for path, _ in seen("concept.alternatives[crisis=true].url")] == [
        "concept.alternatives[warnmittel].url"
    ]
    assert "concept.alternatives[email].url" in {path for path, _ in seen("concept.alternatives[crisis=false].url")}


def test_list_without_the_wanted_item_is_absent_and_says_which() -> None:
    edits: Edit = ("concept.recipients[stadtarchiv]", GONE)
    assert seen("concept.recipients[kind=archive].name", edits) == [("concept.recipients[kind=archive]", State.ABSENT)]
    assert seen("concept.recipients[].name", ("concept.recipients", [])) == [("concept.recipients", State.ABSENT)]


@pytest.mark.parametrize(
    ("edit", "path", "place", "state"),
    [
        (("concept.record_of_processing", GONE), "concept.record_of_processing.entry_id", None, State.ABSENT),
        (("concept.record_of_processing", OPEN), "concept.record_of_processing.entry_id", "concept.record_of_processing", State.OPEN),
        (("concept.record_of_processing.entry_id", "–"), "concept.record_of_processing.entry_id", None, State.ABSENT),
        (("concept.exit_strategy", "Zwei Worte"), "concept.exit_strategy", None, State.ABSENT),
        (("concept.exit_strategy", "Genau drei Worte"), "concept.exit_strategy", None, State.KNOWN),
        (("concept.exit_strategy", OPEN), "concept.exit_strategy", None, State.OPEN),
        (("dpia.threshold", GONE), "dpia.threshold.wp248[].met", "dpia.threshold.wp248", State.ABSENT),
        (("dpia.threshold", GONE), "dpia.threshold.authority_list_check.hit", None, State.ABSENT),
        (("concept.recipients", OPEN), "concept.recipients[].name", "concept.recipients", State.OPEN),
        (("concept.review.triggers", OPEN), "concept.review.triggers", None, State.OPEN),
        (("concept.review.triggers", []), "concept.review.triggers", None, State.ABSENT),
        (("concept.review.triggers", ["", "–"]), "concept.review.triggers", None, State.ABSENT),
        (("concept.review.triggers", ["", "neuer Kanal"]), "concept.review.triggers", None, State.KNOWN),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_at_the_field_to_write(edit: Edit, path: str, place: str | None, state: State) -> None:
    assert seen(path, edit) == [(place or path, state)]


def test_place_carries_title_value_and_open_point() -> None:
    leaf = leaves(dossier_of("musterstadt"), "concept.record_of_processing.entry_id")[0]
    assert (leaf.title, leaf.value, leaf.point) == ("Nummer des Eintrags", "VVT 13-07", None)
    open_leaf = leaves(changed("musterstadt", [("concept.exit_strategy", OPEN)]), "concept.exit_strategy")[0]
    assert open_leaf.point is not None
    assert (open_leaf.title, open_leaf.value, open_leaf.point.open) == ("Ausstieg", None, "Wie ist das?")
    absent = leaves(changed("musterstadt", [("dpia.threshold", GONE)]), "dpia.threshold.result")[0]
    assert (absent.title, absent.value) == ("Schwellwertanalyse", None)
    empty = leaves(changed("musterstadt", [("concept.exit_strategy", "–")]), "concept.exit_strategy")[0]
    assert (empty.title, empty.value) == ("Ausstieg", "–")
    item = leaves(dossier_of("musterstadt"), "concept.channels[].imprint_url")[0]
    assert item.title == "Impressum"


def test_items_that_are_words_are_seen_one_by_one() -> None:
    found = leaves(dossier_of("musterstadt"), "concept.review.triggers[]")
    assert [(one.path, one.value) for one in found[:1]] == [
        ("concept.review.triggers[1]", "neuer Kanal oder neue Funktion, auch bezahlte Beiträge")
    ]
    assert len(found) == len(dossier_of("musterstadt").concept.review.triggers)  # type: ignore[arg-type,union-attr]


# --- choosing -----------------------------------------------------------------------------------------------------------


def leaf(path: str, state: State) -> Leaf:
    return Leaf(path, "", state)


def test_worst_state_counts_and_nothing_is_absent() -> None:
    assert state_of([leaf("a", State.OPEN), leaf("b", State.ABSENT), leaf("c", State.KNOWN)]) is State.ABSENT
    assert state_of([leaf("a", State.KNOWN), leaf("b", State.OPEN)]) is State.OPEN
    assert state_of([]) is State.ABSENT


def test_best_alternative_is_taken_and_the_first_among_equals() -> None:
    known, waits, absent = (leaf(f"x.{state.name}", state) for state in State)
    other = leaf("y.other", State.KNOWN)
    assert best_of([(absent,), (waits,), (known,)]) == (known,)
    assert best_of([(known,), (other,)]) == (known,)
    assert best_of([(leaf("a.x", State.KNOWN), leaf("a.y", State.ABSENT)), (waits,)]) == (waits,)


def test_alternatives_about_the_same_items_are_chosen_item_by_item() -> None:
    phone = (leaf("ways[a].phone", State.KNOWN), leaf("ways[b].phone", State.ABSENT))
    link = (leaf("ways[a].url", State.ABSENT), leaf("ways[b].url", State.KNOWN))
    assert best_of([phone, link]) == (phone[0], link[1])
    third = (leaf("ways[a].mail", State.KNOWN),)
    assert best_of([link, phone, third]) == third, "other items: one way for all"


# --- what a check asks for --------------------------------------------------------------------------------------------


def asked(requirement: str, *edits: Edit) -> CheckInput:
    dossier = changed("musterstadt", edits) if edits else dossier_of("musterstadt")
    return CheckInput(world_of(dossier, dt.date(2026, 11, 22), {}), requirements_by_id()[requirement])


def test_check_asks_for_all_evidence_in_the_dossier_by_default() -> None:
    paths = [one.path for one in demand(asked("META-INSIGHTS-ADDENDUM"))]
    assert f"{FB}.joint_controllership.agreement_url" in paths
    assert not any(one.startswith("platforms") for one in paths)
    assert demand(asked("LDI-NRW-NAME", ("organisation.supervisory_authority", {"name": "Amt"})))[0].value == "Amt"
    assert demand(asked("DSGVO-13-2-d")) == ()
    assert [one.path for one in demand(asked("DSGVO-33"), ["concept.exit_strategy"])] == ["concept.exit_strategy"]
    assert demand(asked("DSGVO-33"), []) == ()


def test_answered_keeps_open_points_and_leaves_out_what_is_absent() -> None:
    inp = asked("FORM-REVIEW", ("concept.review.next_date", OPEN), ("concept.review.responsible", GONE))
    found = answered(inp)
    assert [one.path for one in found] == ["concept.review.interval_months", "concept.review.next_date"]
    assert is_open(found)
    assert not is_open(found[:1])
    outcome = judged(Depth.VALUE, found)
    assert ([one.path for one in outcome.seen], [one.path for one in outcome.lacks]) == (
        ["concept.review.interval_months"],
        ["concept.review.next_date"],
    )
    assert inp.value("concept.review.next_date") is None
    assert inp.text("concept.review.responsible") == ""
    assert inp.text("concept.review.interval_months") == "12"


# --- lists judged item by item ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "each"),
    [
        ("concept.channels[].url", Each.CHANNEL),
        ("concept.purposes[].text", Each.PURPOSE),
        ("dpia.risks[].event", Each.RISK),
        ("concept.recipients[].name", Each.RECIPIENT),
        ("concept.recipients[kind=platform].name", None),
        ("concept.alternatives[].url", None),
        ("concept.channels", None),
        ("concept.exit_strategy", None),
        ("platforms[].operator", None),
    ],
)
def test_which_lists_are_judged_item_by_item(path: str, each: Each | None) -> None:
    assert each_of(path) is each


def test_evidence_is_split_by_what_it_is_judged_for() -> None:
    evidence = [
        ("dpia.risks[].event",),
        ("dpia.summary",),
        ("dpia.risks[].damage", "dpia.decision"),
        ("dpia.decision",),
    ]
    assert evidence_groups(evidence) == (
        EvidenceGroup(Each.RISK, (("dpia.risks[].event",), ("dpia.risks[].damage", "dpia.decision"))),
        EvidenceGroup(None, (("dpia.summary",), ("dpia.decision",))),
    )
    assert [step.name for step in steps_below("dpia.risks[].residual.severity")] == ["residual", "severity"]


def test_subjects_are_the_items_that_are_not_closed() -> None:
    dossier = changed("musterstadt", [(f"{FB}.status", "closed"), ("concept.channels[youtube].status", "paused")])
    found = subjects_of(dossier, Each.CHANNEL)
    assert [one.path for one in found] == [
        f"concept.channels[{one}]" for one in ("instagram", "youtube", "mastodon", "whatsapp")
    ]
    assert all(one.channel is one.item and one.each is Each.CHANNEL for one in found)
    purpose = subjects_of(dossier, Each.PURPOSE)[0]
    assert (purpose.path, purpose.channel) == ("concept.purposes[information]", None)
    assert subjects_of(changed("musterstadt", [("dpia.risks", OPEN)]), Each.RISK) == ()


# --- content ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["", "–", "k. A.", "KEINE ANGABE", "x x x", "xXx", "siehe oben", "n. v.", "TBD", "Folgt."]
)
def test_filling_words_answer_nothing(words: str) -> None:
    assert not has_content(words)
    assert not has_content(words, prose=True)
    assert not has_content((words, words))
    assert has_content((words, "Ja"))


@pytest.mark.parametrize(
    ("words", "name", "answers"),
    [
        ("Ja", "", False),
        ("Zwei Worte", "", False),
        ("Das sind drei.", "", True),
        ("keine", "replaces", True),
        ("Entfällt.", "special_category", True),
        ("nicht genutzt", "compatible_uses", True),
        ("keine", "exit_strategy", False),
        ("zwei Worte", "replaces", False),
    ],
)
def test_prose_needs_three_words_or_a_none_that_is_an_answer(words: str, name: str, *, answers: bool) -> None:
    assert has_content(words, prose=True, name=name) is answers
    assert has_content(words), "one line needs no three words"


def test_what_is_no_text_answers_unless_it_is_empty() -> None:
    assert has_content(False)
    assert has_content(0)
    assert has_content(ChannelStatus.ACTIVE)
    assert not has_content(None)
    assert not has_content(())
    restored = changed("musterstadt", [("concept.recipients", [{"id": "leer", "kind": "public", "name": "–"}])])
    assert has_content(restored.concept.recipients)
    target = dossier_of("musterstadt").concept.channels[0].target_groups[0]  # type: ignore[index,union-attr]
    assert has_content(target)
    empty = target.model_copy(update={"name": "–", "need": None})
    assert not has_content(empty), "an id alone answers nothing"


def test_excerpt_is_one_line_of_limited_length() -> None:
    assert excerpt("- Erster  Punkt\n\nzweite Zeile") == "Erster Punkt zweite Zeile"
    assert excerpt("## Titel") == "Titel"
    assert excerpt("> Kasten # 1") == "Kasten # 1"
    assert excerpt("a" * 160) == "a" * 160
    assert excerpt("a" * 161) == "a" * 159 + "…"
    assert excerpt("abc def ghi", 8) == "abc def…"
    assert excerpt("abcd efg", 6) == "abcd…", "no space before the dots"


def test_excerpt_speaks_german() -> None:
    assert (excerpt(True), excerpt(False), excerpt(72)) == ("ja", "nein", "72")
    assert excerpt(dt.date(2026, 10, 1)) == "01.10.2026"
    assert excerpt(ChannelStatus.PLANNED) == "geplant"
    assert excerpt(("USA", "Kanada")) == "USA, Kanada"
    target = dossier_of("musterstadt").concept.channels[0].target_groups[1]  # type: ignore[index,union-attr]
    assert excerpt(target).startswith("Familien mit Kindern, Sie suchen kurzfristig")
    assert excerpt(target.model_copy(update={"need": None})) == "Familien mit Kindern"
