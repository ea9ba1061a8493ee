"""The named checks beyond the one violation of each requirement: other ways to fail, and what must not fail."""

from __future__ import annotations

from typing import Any

import pytest
from changed_dossiers import AS_OF, GONE, Edit, changed, dossier_of, judge, judge_fields, surroundings
from mutations import BW, CLAUSES, CONSULTED, HIGH

from pipeline.law.evaluate import evaluate
from pipeline.law.findings import Status

FB = "concept.channels[facebook]"
CRISIS = tuple(f"concept.channels[{one}]" for one in ("instagram", "facebook", "youtube", "mastodon", "whatsapp"))
OPEN: dict[str, Any] = {"open": "Wie ist das?", "by": "legal"}
NOT_REQUIRED: tuple[Edit, ...] = (("dpia.threshold.result", "not_required"),)

STARTED_IN_JULY: tuple[Edit, ...] = tuple(
    (f"concept.channels[{one}].started_on", "2026-07-01")
    for one in ("instagram", "facebook", "youtube", "mastodon", "whatsapp")
)

VIOLATED: list[tuple[str, tuple[Edit, ...]]] = [
    # Rechtsgrundlagen
    ("DSG-NRW-3", (("concept.purposes[dialog].legal_basis.national_law", "Datenschutzgesetz der Stadt"),)),
    ("DSG-NRW-3", (("concept.purposes[dialog].legal_basis.national_law", "§ 3 HDSIG"),)),
    ("DSG-NRW-3", (("concept.purposes[dialog].legal_basis", GONE),)),
    ("BDSG-3-NICHT", (("concept.purposes[dialog].legal_basis.national_law", "Bundesdatenschutzgesetz"),)),
    ("DSGVO-5-1-b", ((f"{FB}.purposes", ["information"]),)),  # der Text spricht von Rückfragen und Gefahrenlagen
    ("DSGVO-5-1-b", (("concept.purposes[menschen].id", "andere"),)),
    ("DSGVO-9", (("dpia.special_category_exceptions", []),)),
    # Plattform
    ("DSGVO-26-1", ((f"{FB}.joint_controllership.exists", "nein"), (f"{FB}.joint_controllership.remark", GONE))),
    ("DSGVO-26-1", ((f"{FB}.joint_controllership", GONE),)),
    ("META-KI-TRAINING", ((f"{FB}.ai_training_objection", GONE),)),
    ("ADMIN-PRIVATKONTO", ((f"{FB}.admin_access", GONE),)),
    ("VG-KOELN-13-K-1419-23", (("concept.review.next_date", GONE),)),
    # Drittland
    ("DSGVO-44", ((f"{FB}.third_country_transfer.countries", ["Kanada"]),)),
    ("DPF-2023-1795", ((f"{FB}.third_country_transfer.dpf_participant", "nein"),)),
    ("DPF-2023-1795", (("concept.review.triggers", ["neuer Kanal"]),)),
    ("DSGVO-13-1-f", ((f"{FB}.third_country_transfer.mechanism", "unclear"),)),
    # Hinweise
    ("DSGVO-13-1-e", (("concept.recipients[stadtarchiv]", GONE),)),
    ("DSGVO-13-1-e", (("concept.recipients[kommunale-it]", GONE),)),
    ("DSGVO-13-1-e", (("concept.recipients[plattformen].name", "Meta und Google"),)),
    ("DSGVO-13-1-e", (("concept.recipients", GONE),)),
    # Schwellwertanalyse
    ("DSGVO-35-3", (("dpia.threshold.art35_3[b].reason", GONE),)),
    ("WP248-KRITERIEN", (*NOT_REQUIRED, ("dpia.threshold.reasons", "Die Verarbeitung der Stadt ist gering."))),
    ("WP248-KRITERIEN", (("dpia.threshold.wp248[4].met", GONE),)),
    ("DSFA-WIDERSPRUCH", (*NOT_REQUIRED, ("dpia.threshold.art35_3[a].met", "ja"))),
    ("DSFA-WIDERSPRUCH", (*NOT_REQUIRED, ("dpia.threshold.authority_list_check.hit", "ja"))),
    ("DSFA-WIDERSPRUCH", HIGH),  # freigegeben trotz hohem Restrisiko
    (
        "DSFA-WIDERSPRUCH",
        (("dpia.risks[r1].residual.acceptable", "nein"), ("dpia.decision", "accepted")),
    ),
    (
        "DSFA-WIDERSPRUCH",
        (*CONSULTED, ("dpia.consequences.rating", "Insgesamt besteht ein geringes Risiko für die Betroffenen.")),
    ),
    ("DSGVO-35-1-VORHER", (("dpia.overview.validated_on", "2026-08-01"),)),
    # die Analyse liegt vor dem Start, Abschluss und Bestätigung danach
    ("DSGVO-35-1-VORHER", (*STARTED_IN_JULY, ("dpia.late_reason", GONE))),
    (
        "DSFA-WIDERSPRUCH",
        (("dpia.consequences.rating", "Es gibt Risiken. Insgesamt besteht ein geringes Risiko für die Betroffenen."),),
    ),
    ("DSFA-WIDERSPRUCH", (("dpia.consequences.rating", "Zusammenfassend ist das Risiko als gering einzustufen."),)),
    ("DSFA-METHODE", (("dpia.method.attribution", GONE),)),
    ("EDPB-0.1", (("dpia.overview.controllers[stadt].contact", "Rathausplatz 1, info@musterstadt.example"),)),
    ("EDPB-0.1", (("dpia.overview.controllers[stadt].dpo", "Datenschutzbeauftragte, Telefon 0221 4710-999"),)),
    ("EDPB-0.3", (("dpia.overview.processing_name", "Social Media"),)),
    ("EDPB-4.1", (("dpia.risks[r15].protection_goals", ["integrity"]),)),  # Verlust fehlt
    ("EDPB-4.1", (("dpia.risks[r8].initial.acceptable", GONE),)),
    ("EDPB-4.2", (("dpia.risks[r8].residual.acceptable", GONE),)),
    ("EDPB-4.2", (("dpia.risks[r8].id", "r99"),)),  # niemand behandelt es
    # Folgenabschätzung
    ("DSGVO-35-7-a", (("dpia.description.purposes[z-dialog].data", ["gibt-es-nicht"]),)),
    ("DSGVO-35-7-a", (("dpia.description.purposes[z-dialog].purpose", "gibt-es-nicht"),)),
    ("EDPB-1.3", (("dpia.description.phases[loeschung].id", "andere"),)),
    ("EDPB-2.1", (("dpia.special_category_exceptions", []),)),
    ("EDPB-2.3", (("dpia.measures[m-minimierung].effectiveness", GONE),)),
    ("EDPB-0.2", (("concept.processors_used", "nein"),)),
    ("EDPB-0.2", (("concept.processors", []),)),
    ("EDPB-6", (("dpia.conditions[b-uebung].due", GONE),)),
    ("DSGVO-35-7-d", (("dpia.risks[r1].residual", GONE),)),
    ("DSGVO-35-7-d", (("dpia.risks[r9].residual.severity", "gross"), ("dpia.risks[r9].residual.likelihood", "gross"))),
    ("DSGVO-35-7-d", (("dpia.measures[m-zweck].addresses", ["r99"]),)),
    ("DSGVO-35-7-d", (("dpia.measures", GONE),)),
    ("NK-VOR-NACHTEILE", (("concept.disadvantages[drittland].risks", []),)),
    ("NK-VOR-NACHTEILE", (("concept.advantages", []),)),
    # Form
    (
        "FORM-LINKS",
        (("concept.sections[kanalverzeichnis].text", "Alle Konten stehen [hier](https://www.musterstadt.example)."),),
    ),
    ("FORM-LINKS", (("concept.sections[kanalverzeichnis].text", "Alle Konten stehen im [Verzeichnis](#)."),)),
    ("IMPRESSUM-LINK", ((f"{FB}.imprint_placement", GONE),)),
    (
        "FORM-AENDERUNG",
        (
            ("concept.document.replaces", "Version 0.9"),
            (
                "concept.document.history",
                [{"id": "h", "version": "0.8", "date": "2025-01-01", "changed_by": "Amt", "change": "Text"}],
            ),
        ),
    ),
    ("FORM-REVIEW", (("concept.review.interval_months", "0"),)),
    # Betrieb
    (
        "LFDI-BW-4-ALTERNATIVEN",
        tuple((f"concept.alternatives[{one}].account_required", "ja") for one in ("telefon", "email")),
    ),
    ("NK-BETROFFENENANFRAGEN", (("concept.data_subject_rights.deadline_days", "0"),)),
    ("MODERATION-FRIST", (("concept.moderation.response_time", "jederzeit"),)),
    ("LPVG-NRW-72", (("review.staff_council.result", "not_required"), ("review.staff_council.text", GONE))),
    # Beteiligte
    (
        "DSGVO-38-6",
        (("concept.responsibilities[redaktion].persons", [{"id": "p9", "name": "Dr. Annika Falkenstein"}]),),
    ),
    # sie berät und entscheidet nicht
    ("DSGVO-38-6", (("concept.signatory.office", "Behördliche Datenschutzbeauftragte"),)),
    ("DSGVO-38-6", (("concept.signatory.name", "Dr. Annika Falkenstein"),)),
    ("DSGVO-38-6", (("dpia.overview.validated_by", "Datenschutzbeauftragte der Stadt"),)),
    ("DSGVO-38-6", (("dpia.overview.team[t-it].function", "DSB"), ("dpia.overview.team[t-it].role", "accountable"))),
    ("DSGVO-38-6", (("organisation.data_protection_officer", OPEN), ("concept.signatory.office", "DSB"))),
    ("KRISENKANAL", (("concept.alternatives[warnmittel].account_required", "ja"),)),
    ("KRISENKANAL", (("concept.alternatives[warnmittel].text", GONE),)),
    ("NAMEN-IM-KONZEPT", (("concept.responsibilities[redaktion].mailbox", GONE),)),
    (
        "LDI-NRW-NAME",
        (
            (
                "organisation.supervisory_authority",
                {
                    "name": "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen",
                    "short_name": "LfDI",
                },
            ),
        ),
    ),
    ("FORM-LEERE-ELEMENTE", (("concept.sections[kanalverzeichnis].title", "–"),)),
]

FINE: list[tuple[str, tuple[Edit, ...]]] = [
    # eine besondere Vorschrift mit benannter Aufgabe genügt
    ("DSG-NRW-3", (("concept.purposes[dialog].legal_basis.national_law", "§ 23 GO NRW"),)),
    (
        "DSG-NRW-3",
        (
            (
                "concept.purposes[dialog].legal_basis.national_law",
                "§ 3 Absatz 1 des Datenschutzgesetzes Nordrhein-Westfalen",
            ),
        ),
    ),
    ("DSGVO-6-1-e", (("concept.purposes[menschen].legal_basis.national_law", GONE),)),  # Einwilligung braucht keine
    ("DSGVO-9", (("concept.special_categories.exception", GONE),)),  # es werden keine veröffentlicht
    (
        "META-INSIGHTS-ADDENDUM",
        ((f"{FB}.joint_controllership.agreement_url", "https://facebook.com/legal/terms/page_controller_addendum/"),),
    ),
    ("META-KI-TRAINING", ((f"{FB}.ai_training_objection", {"filed": "nein"}),)),  # die Frage ist beantwortet
    ("DSGVO-44", ((f"{FB}.third_country_transfer.countries", ["Vereinigte Staaten von Amerika"]),)),
    ("DSGVO-46", CLAUSES),
    ("DSGVO-36-1", (*HIGH, ("dpia.decision", "consultation"))),
    ("DSGVO-36-1", (*HIGH, ("dpia.decision", "rejected"))),
    ("DSFA-WIDERSPRUCH", CONSULTED),
    ("DSFA-WIDERSPRUCH", (("dpia.consequences.rating", "Insgesamt besteht kein hohes Risiko."),)),
    (
        "DSFA-WIDERSPRUCH",
        (
            (
                "dpia.consequences.rating",
                "Insgesamt ist das Risiko als gering anzusehen, weil nur eines die Stufe erreicht.",
            ),
        ),
    ),
    ("EDPB-0.1", (("dpia.overview.controllers[stadt].dpo", "DSB, Tel. +49 (0) 221 / 4710-180"),)),
    ("EDPB-0.1", (("dpia.overview.controllers[meta].contact", "Dublin, privacy@meta.example"),)),
    ("EDPB-0.3", (("concept.record_of_processing.name", GONE),)),
    ("DSGVO-35-1-VORHER", (*STARTED_IN_JULY, ("dpia.late_reason", "Der Kanal begann vor dem Abschluss."))),
    ("WP248-KRITERIEN", NOT_REQUIRED),  # die Gründe gehen auf die Kriterien ein
    (
        "EDPB-0.2",
        (("concept.processors_used", "nein"), ("concept.processors", []), ("concept.recipients[kommunale-it]", GONE)),
    ),
    (
        "DSGVO-13-1-e",
        (
            (
                "concept.recipients[plattformen].name",
                "Meta, WhatsApp, Google (YouTube) und der Betreiber des Mastodon-Servers",
            ),
        ),
    ),
    (
        "LDI-NRW-NAME",
        (
            (
                "organisation.supervisory_authority",
                {"name": "Landesbeauftragter für Datenschutz und Informationsfreiheit Nordrhein-Westfalen"},
            ),
        ),
    ),
    (
        "LPVG-NRW-72",
        (
            ("review.staff_council.result", "not_required"),
            ("review.staff_council.text", "Es werden keine Daten von Beschäftigten erfasst."),
        ),
    ),
    ("DSGVO-8", (("concept.consents[beschaeftigte].minors", GONE),)),  # eine Einwilligung regelt es
    ("FORM-LINKS", (("concept.references[sdm].url", GONE),)),  # was nicht da ist, ist kein toter Verweis
    (
        "FORM-LINKS",
        (
            (
                "concept.sections[kanalverzeichnis].text",
                "Schreiben Sie an [unser Postfach](mailto:rathaus@musterstadt.example).",
            ),
        ),
    ),
    ("LFDI-BW-DSFA", (("dpia.threshold.result", GONE),)),  # die Abschätzung der Folgen liegt vor
    (
        "FORM-AENDERUNG",
        (
            (
                "concept.document.history",
                [{"id": "h", "version": "0.9", "date": "2025-01-01", "changed_by": "Amt", "change": "Text"}],
            ),
            ("concept.document.replaces", "Version 0.9"),
        ),
    ),
]

ASKED: list[tuple[str, tuple[Edit, ...]]] = [
    ("DSGVO-26-1", ((f"{FB}.joint_controllership", OPEN),)),
    ("DSG-NRW-3", (("concept.purposes[dialog].legal_basis", OPEN),)),
    ("DSGVO-35-7-d", (("dpia.measures[m-minimierung].status", OPEN),)),
    ("EDPB-2.3", (("dpia.measures", OPEN),)),
    ("SDM-ZIELE", (("dpia.risks", OPEN),)),
    ("DSGVO-13-1-e", (("concept.recipients", OPEN),)),
    ("NK-VOR-NACHTEILE", (("dpia.risks", OPEN),)),
    ("DSA-28", (("dpia.risks", OPEN),)),
    ("DSGVO-8", (("concept.consents", OPEN), ("concept.consent_used", "ja"))),
    ("VG-KOELN-13-K-1419-23", (("concept.legal_developments", OPEN),)),
    ("DSGVO-38-6", (("organisation.data_protection_officer", OPEN),)),
    ("FORM-REVIEW", (("concept.review.next_date", OPEN),)),
    ("KRISENKANAL", (("concept.alternatives[warnmittel].text", OPEN),)),
    ("EDPB-4.2", (("dpia.measures", OPEN),)),
    ("DSFA-METHODE", (("dpia.method.attribution", OPEN),)),
    ("DSGVO-35-3", (("dpia.threshold", OPEN),)),
    ("DSGVO-35-7-a", (("dpia.description", OPEN),)),
    ("LFDI-BW-1-ZWECK", (*BW, ("concept.document.date", OPEN))),
]


def statuses(requirement: str, edits: tuple[Edit, ...]) -> set[str]:
    found = judge_fields(changed("musterstadt", edits), requirement)
    return {one.status.value for one in found if one.status is not Status.NOT_APPLICABLE}


@pytest.mark.parametrize(("requirement", "edits"), VIOLATED)
def test_is_violated(requirement: str, edits: tuple[Edit, ...]) -> None:
    assert "violated" in statuses(requirement, edits)


@pytest.mark.parametrize(("requirement", "edits"), FINE)
def test_is_fine(requirement: str, edits: tuple[Edit, ...]) -> None:
    judged = judge(changed("musterstadt", edits), only={requirement}).findings
    found = {one.status.value for one in judged}
    assert "fulfilled" in found
    assert "violated" not in found


@pytest.mark.parametrize(("requirement", "edits"), ASKED)
def test_open_answer_is_a_question_and_no_violation(requirement: str, edits: tuple[Edit, ...]) -> None:
    found = statuses(requirement, edits)
    assert "question" in found
    assert "violated" not in found


def test_notice_without_its_words_violates_all_that_it_must_say() -> None:
    around = surroundings()
    wanted = {"DSGVO-15", "DSGVO-13-2-b", "DSGVO-13-2-d", "DSGVO-13-2-e", "DSGVO-13-2-f", "DSGVO-21-4", "DH-OHNE-KONTO"}
    found = evaluate(
        dossier_of("musterstadt"), AS_OF, {"datenschutzhinweise": "Nichts."}, around.layouts, around.checklist, wanted
    ).findings
    assert {one.requirement for one in found if one.status is Status.VIOLATED} == wanted


def test_portability_without_its_limits_is_told() -> None:
    around = surroundings()
    words = "Sie haben das Recht auf Datenübertragbarkeit (Art. 20)."
    found = evaluate(dossier_of("musterstadt"), AS_OF, {"datenschutzhinweise": words}, only={"DSGVO-20"}).findings
    assert [one.status for one in found] == [Status.VIOLATED]
    assert found[0].evidence[0].excerpt == words
    assert around.texts["datenschutzhinweise"]


def test_primary_ways_of_warning_are_judged_once_and_not_for_each_channel() -> None:
    found = judge(dossier_of("musterstadt"), only={"KRISENKANAL"}).findings
    assert [(one.status, one.subject) for one in found] == [(Status.FULFILLED, None)]


def test_whether_the_channels_only_add_to_the_ways_of_warning_is_asked_once() -> None:
    edits = (
        ("concept.alternatives[warnmittel].text", "Die Stadt warnt auf diesen Wegen zuerst."),
        ("concept.purposes[gefahrenlagen].text", "Menschen erfahren, was in Gefahrenlagen zu tun ist."),
    )
    dossier = changed(
        "musterstadt",
        [*edits, *((f"{path}.purpose", "Wir teilen mit, was in Gefahrenlagen zu tun ist.") for path in CRISIS)],
    )
    found = judge(dossier, only={"KRISENKANAL"}).findings
    assert [(one.status, one.subject) for one in found] == [(Status.QUESTION, None)]
