"""Which answers changed: items are matched by identity, and each change says what it means."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from pipeline.catalogue.consequences import ChangeKind, Relevance, load_consequence_rules, rule_for
from pipeline.catalogue.requirement import requirements_by_id
from pipeline.comparison.answers import AnswerChange, compare_answers
from pipeline.dossier.dossier import PARTS, Dossier
from pipeline.dossier.fields import leaf_fields
from pipeline.dossier.load import dossier_from_files, load_dossier

ROOT = Path(__file__).parents[2]


def dossier(concept: str, organisation: str = "") -> Dossier:
    files = {
        "organisation.yaml": f"name: Stadt X\nland: NW\n{organisation}".encode(),
        "concept.yaml": dedent(concept).encode(),
    }
    return dossier_from_files(files, Path("x"))


BEFORE = """\
channels:
  - {id: a, platform: instagram, title: Erster}
  - {id: b, platform: facebook}
  - {id: c, platform: youtube, addresses_minors: nein}
recipients:
  - {id: r1, kind: platform, name: Betreiber}
retention:
  - {id: n, data: Nachrichten, period: sechs Monate}
"""


def changes(after: str, organisation: str = "") -> list[AnswerChange]:
    return list(compare_answers(dossier(BEFORE), dossier(after, organisation)))


def test_equal_dossiers_have_no_changes() -> None:
    assert changes(BEFORE) == []


def test_moved_item_is_moved_and_nothing_else() -> None:
    lines = BEFORE.splitlines()
    lines[1:4] = [lines[3], lines[1], lines[2]]
    (change,) = changes("\n".join(lines) + "\n")
    assert (change.path, change.kind) == ("concept.channels[c]", ChangeKind.MOVED)
    assert change.consequences == ()


def test_renamed_item_is_no_deletion() -> None:
    (change,) = changes(BEFORE.replace("Erster", "Hauptkanal"))
    assert (change.kind, change.old, change.new) == (ChangeKind.RENAMED, "Erster", "Hauptkanal")


def test_new_recipient_renews_the_notice() -> None:
    (change,) = changes(BEFORE.replace("retention:", "  - {id: r2, kind: processor, name: Agentur}\nretention:"))
    assert (change.path, change.kind, change.relevance) == ("concept.recipients[r2]", ChangeKind.ADDED, Relevance.DUTY)
    assert any("Art. 13" in consequence.norm for consequence in change.consequences)


def test_new_channel_asks_for_the_dpia_and_the_dpo() -> None:
    (change,) = changes(BEFORE.replace("recipients:", "  - {id: d, platform: mastodon}\nrecipients:"))
    assert change.relevance is Relevance.PURPOSE_SCOPE
    norms = " ".join(consequence.norm for consequence in change.consequences)
    assert "Art. 35 Abs. 1 und 11" in norms
    assert "Art. 35 Abs. 2" in norms


def test_contact_changes_ask_for_no_new_opinion() -> None:
    (change,) = changes(BEFORE, "phone: 02583 309-0\n")
    assert change.relevance is Relevance.CONTACT
    assert not any("Art. 35" in consequence.norm for consequence in change.consequences)
    assert "Impressum" in change.consequences[0].text


def test_answer_to_an_open_point_shows_the_question() -> None:
    before = BEFORE.replace("sechs Monate}", '{open: "Wie lange?", by: office, proposal: ein Jahr}}')
    (change,) = compare_answers(dossier(before), dossier(BEFORE))
    assert change.old == "[offen: Wie lange?] (Vorschlag: ein Jahr)"
    assert change.relevance is Relevance.DATA_SUBJECT_RIGHT


def test_revision_of_musterstadt() -> None:
    old = load_dossier(ROOT / "inputs" / "musterstadt")
    new = load_dossier(ROOT / "tests" / "data" / "revisions" / "musterstadt-1.1")
    found = compare_answers(old, new)
    assert {change.relevance for change in found} >= set(Relevance) - {Relevance.TECHNICAL}
    assert {change.kind for change in found} == set(ChangeKind)
    back = compare_answers(new, old)
    assert {change.path for change in back if change.kind is ChangeKind.ADDED} == {
        change.path for change in found if change.kind is ChangeKind.REMOVED
    }


def test_every_field_has_a_relevance_and_every_rule_a_real_field() -> None:
    known = {path for root, model in PARTS.items() for path, _, _ in leaf_fields(model, root)}
    for path in known:
        assert rule_for(path, ChangeKind.CHANGED) is not None, path
    requirements = requirements_by_id()
    for rule in load_consequence_rules():
        stem = rule.field.removesuffix(".*")
        assert any(path == stem or path.startswith((f"{stem}.", f"{stem}[")) for path in known), rule.field
        assert set(rule.requirements) <= set(requirements)
