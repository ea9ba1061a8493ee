"""The Prüfbericht: its data, and the Word and PDF file made of it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from changed_dossiers import AS_OF, GONE, INPUTS, changed, dossier_of, surroundings
from pypdf import PdfReader

from pipeline.check_report import make_check_report
from pipeline.cli.main import main
from pipeline.documents.package import Package
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.load import load_dossier
from pipeline.errors import ExitCode
from pipeline.law.evaluate import Evaluation, evaluate
from pipeline.law.facts_age import fact_notes
from pipeline.law.report import ReportView
from pipeline.law.report_making import ReportFrame, report_view, subject_title
from pipeline.pdf.check import check_pdf

PUBLISHED = Path(__file__).parents[1] / "data" / "sassenberg-published"


def view_of(dossier: Dossier) -> ReportView:
    around = surroundings()
    evaluation = evaluate(dossier, AS_OF, around.texts, around.layouts)
    frame = ReportFrame("0.0", "ABCD-EFGH-JKMN", 365, lambda path: f"gedruckt: {path}")
    return report_view(dossier, evaluation, fact_notes(dossier, AS_OF), frame)


@pytest.fixture(scope="module")
def good() -> ReportView:
    return view_of(dossier_of("musterstadt"))


@pytest.fixture(scope="module")
def bad() -> ReportView:
    waiver = {
        "requirement": "NK-AUSSTIEG",
        "reason": "Entsteht mit der Neuordnung.",
        "dpo_opinion": "Vertretbar.",
        "by": "Bürgermeisterin",
        "date": "2026-10-01",
        "until": "2026-12-31",
    }
    return view_of(
        changed(
            "musterstadt",
            [
                ("concept.exit_strategy", GONE),
                ("review.waivers", [waiver]),
                ("concept.incident_process.deadline_hours", "96"),
                ("concept.channels[facebook].status", GONE),
                ("concept.competitions", {"open": "Gibt es Gewinnspiele?", "by": "mayor"}),
                ("review.answers[DSGVO-12-1]", GONE),
            ],
        )
    )


def test_summary_counts_every_requirement_once(good: ReportView) -> None:
    total = good.counts[-1]
    assert (total.label, total.total) == ("insgesamt", good.catalogue_size)
    for row in good.counts:
        assert row.duties + row.recommendations + row.hints == row.total
    assert sum(row.total for row in good.counts[:-1]) == total.total


def test_good_dossier_has_a_plain_verdict(good: ReportView) -> None:
    assert good.good
    assert good.verdict == "Es wurde nichts gefunden, was einer Freigabe entgegensteht."
    assert good.violated == good.questions == good.waiting == good.sheets == ()


def test_violated_duties_come_first_with_remedy_and_subject(bad: ReportView) -> None:
    assert not bad.good
    assert [entry.id for entry in bad.violated] == ["DSGVO-33", "NK-KANALLISTE"]
    assert bad.violated[0].remedies
    line = bad.violated[1].findings[0]
    assert line.subject == "Facebook-Seite der Stadt Musterstadt"
    assert line.place.startswith("concept.yaml, Zeile ")


def test_what_is_only_present_is_quoted_and_not_called_fulfilled(good: ReportView) -> None:
    entry = next(one for one in good.present if one.id == "DSGVO-30")
    assert entry.result == "Angabe vorhanden (Inhalt nicht geprüft)"
    assert entry.evidence[0].quote == "VVT 13-07"
    assert entry.evidence[0].printed == "gedruckt: concept.record_of_processing.entry_id"
    assert {one.result for one in good.fulfilled} == {"Angabe geprüft", "Angaben miteinander verglichen"}
    assert {one.result for one in good.present} == {"Angabe vorhanden (Inhalt nicht geprüft)"}
    rows = {row.key: row.total for row in good.counts}
    answered = {one.id for one in good.answered}
    assert rows["fulfilled"] == len({one.id for one in good.fulfilled} - answered)
    assert rows["presence"] == len({one.id for one in good.present} - answered)


@pytest.mark.parametrize("example", ["sassenberg", "published"])
def test_nothing_is_fulfilled_and_open_at_once(example: str) -> None:
    view = view_of(load_dossier(PUBLISHED) if example == "published" else dossier_of(example))
    met = {one.id for one in (*view.fulfilled, *view.present)}
    waiting = {one for row in view.waiting for one in row.requirements.split(", ")}
    assert met
    assert met & ({one.id for one in (*view.violated, *view.questions)} | waiting) == set()


def test_an_open_point_says_which_channel_it_asks_about() -> None:
    opened = [
        (f"concept.channels[{channel}].direct_messages", {"open": "Sind Nachrichten möglich?", "by": "office"})
        for channel in ("facebook", "youtube")
    ]
    view = view_of(changed("musterstadt", opened))
    assert [(row.subject, row.question) for row in view.waiting] == [
        ("Facebook-Seite der Stadt Musterstadt", "Sind Nachrichten möglich?"),
        ("YouTube-Kanal der Stadt Musterstadt", "Sind Nachrichten möglich?"),
    ]
    asked = {point.text for sheet in view.sheets for point in sheet.open_points}
    assert "YouTube-Kanal der Stadt Musterstadt: Sind Nachrichten möglich?" in asked
    only = view_of(dossier_of("sassenberg"))
    assert {row.subject for row in only.waiting if row.field.startswith("concept.channels")} == {""}


def test_not_applicable_gives_the_reason(good: ReportView) -> None:
    entry = next(one for one in good.not_applicable if one.id == "CL-GEWINNSPIEL")
    assert entry.result == "Trifft hier nicht zu: „Es gibt Gewinnspiele oder Umfragen“."
    assert "META-KI-TRAINING" not in {one.id for one in good.not_applicable}  # applies to some channels


def test_answers_and_waivers_carry_who_and_when(good: ReportView, bad: ReportView) -> None:
    assert {one.id for one in good.answered} >= {"DSGVO-12-1", "KUG-22"}
    waiver = bad.waivers[0]
    assert (waiver.id, waiver.by, waiver.until.isoformat()) == ("NK-AUSSTIEG", "Bürgermeisterin", "2026-12-31")
    assert waiver.defect.startswith("Es fehlt: ")
    assert "Vertretbar" not in waiver.defect


def test_one_sheet_for_each_role(bad: ReportView) -> None:
    sheets = {sheet.key: sheet for sheet in bad.sheets}
    assert [point.text for point in sheets["mayor"].open_points] == ["Gibt es Gewinnspiele?"]
    assert [question.field for question in sheets["dpo"].questions] == ["DSGVO-12-1"]
    assert bad.waiting[0].requirements == "CL-GEWINNSPIEL"


def test_confirmed_weak_facts_are_listed_with_who_looked(good: ReportView) -> None:
    assert any(fact.text.startswith("Datenschutzkoordination: ") for fact in good.confirmed_facts)
    assert good.weak_facts == good.old_facts == ()


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("concept.channels[youtube]", "YouTube-Kanal der Stadt Musterstadt"),
        ("concept.purposes[dialog]", "Austausch mit der Bürgerschaft"),
        ("concept.recipients[stadtarchiv]", "Stadtarchiv Musterstadt"),
        (None, ""),
    ],
)
def test_subjects_are_called_by_their_title(musterstadt: Dossier, path: str | None, title: str) -> None:
    assert subject_title(musterstadt, path) == title


def test_evaluation_is_not_changed_by_reporting(clean: Evaluation, good: ReportView) -> None:
    assert good.as_of == clean.as_of


@pytest.mark.office
def test_report_is_an_accessible_pdf_with_the_place_for_the_dpo(tmp_path: Path) -> None:
    made = make_check_report(dossier_of("musterstadt"), frozenset({"docx", "pdf"}), as_of=AS_OF)
    assert made.missing is None
    pdf = made.files["pruefbericht.pdf"]
    assert check_pdf(pdf) == []
    reader = PdfReader(io.BytesIO(pdf))
    assert list(reader.get_fields() or {}) == ["dsb_stellungnahme"]
    text = "".join(page.extract_text() for page in reader.pages)
    for words in ("Prüfbericht", "Inhalt nicht geprüft", "ersetzt keine Rechtsberatung", "Nach den Maßnahmen"):
        assert words in text
    assert Package(made.files["pruefbericht.docx"], "pruefbericht.docx").stories
    assert "Musterstadt, den" in text
    again = make_check_report(dossier_of("musterstadt"), frozenset({"docx", "pdf"}), as_of=AS_OF)
    assert again.files == made.files


@pytest.mark.office
def test_command_writes_the_report_and_still_says_no(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "bericht.docx"
    words = ["check", str(INPUTS / "sassenberg"), "--as-of", AS_OF.isoformat(), "--format", "docx", "-o", str(target)]
    assert main(words) == ExitCode.NO
    assert capsys.readouterr().out == f"{target}\n"
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.office
def test_field_paths_and_ids_can_be_copied_from_the_report(tmp_path: Path) -> None:
    """A hyphen at the end of a line would become part of the path that somebody types."""
    made = make_check_report(dossier_of("sassenberg"), frozenset({"pdf"}), as_of=AS_OF)
    reader = PdfReader(io.BytesIO(made.files["pruefbericht.pdf"]))
    lines = [line.strip() for page in reader.pages for line in page.extract_text().splitlines()]
    paths = [line for line in lines if re.match(r"(concept|organisation|dpia)\.", line)]
    for path in ("concept.document.valid_from", "concept.publication.published", "dpia.method.acceptance_threshold"):
        assert path in paths
    assert [path for path in paths if path.endswith("-")] == []
    for requirement in ("VERWALTUNGSLEISTUNG", "NK-BETROFFENENANFRAGEN", "PLATTFORMALTERNATIVE"):
        assert any(requirement in line for line in lines), requirement
