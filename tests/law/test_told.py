"""What exactly is told: each violation with its place and the words that name it; and where the line lies to what is right."""

from __future__ import annotations

from typing import Any

import pytest
from changed_dossiers import GONE, Edit, changed, dossier_of, judge_fields
from mutations import BW, CONSULTED, HIGH, RP, RP_LAW, SPECIFIC_LAW
from said import SAID

from pipeline.law.findings import Status
from pipeline.law.judging import MAX_EVIDENCE

FB = "concept.channels[facebook]"
DIALOG = "concept.purposes[dialog].legal_basis"
LIST = "dpia.threshold.authority_list_check.list_name"
TRANSFER = f"{FB}.third_country_transfer"
OPEN: dict[str, Any] = {"open": "Wie ist das?", "by": "legal"}
NOT_REQUIRED: Edit = ("dpia.threshold.result", "not_required")
SILENT: Edit = ("dpia.threshold.reasons", "Die eigene Verarbeitung der Stadt ist gering.")
NO_LATE_REASON: Edit = ("dpia.late_reason", GONE)
Told = list[tuple[str, str]]
"""Field path and a part of the message."""


def criteria(*met: int) -> tuple[Edit, ...]:
    return tuple((f"dpia.threshold.wp248[{n}].met", "ja" if n in met else "nein") for n in range(1, 10))


def doubled(path: str, item: dict[str, str]) -> Edit:
    """Add an item that is there already."""
    return (f"{path}[zweimal]", item)


def version(number: str, date: str = "2026-01-31") -> dict[str, str]:
    name = f"v{number.replace('.', '-')}"
    return {"id": name, "version": number, "date": date, "changed_by": "Amt", "change": "Neue Fassung"}


OWN_NETWORK: Edit = (
    "organisation.platforms",
    [{"id": "ortsnetz", "name": "Ortsnetz", "kind": "network", "checked_on": "2026-08-01"}],
)


def started(date: str) -> tuple[Edit, ...]:
    channels = ("instagram", "facebook", "youtube", "mastodon", "whatsapp")
    return tuple((f"concept.channels[{one}].started_on", date) for one in channels)


HISTORY = {"id": "h", "version": "0.9", "date": "2026-09-30", "changed_by": "Amt", "change": "Erste Fassung"}


ASSETS_OF_ERASURE = sorted(
    one.id
    for one in dossier_of("musterstadt").dpia.description.assets
    if "loeschung" in one.phases  # type: ignore[union-attr]
)

CASES: list[tuple[str, tuple[Edit, ...], Told]] = [
    # --- Schwellwertanalyse
    (
        "DSGVO-35-3",
        (("dpia.threshold.art35_3[a]", GONE), ("dpia.threshold.art35_3[c]", GONE)),
        [("dpia.threshold.art35_3", "Regelbeispiel a ist nicht"), ("dpia.threshold.art35_3", "Regelbeispiel c ist")],
    ),
    (
        "DSGVO-35-3",
        (doubled("dpia.threshold.art35_3", {"case": "a", "met": "nein", "reason": "Noch einmal derselbe Fall."}),),
        [("dpia.threshold.art35_3", "Regelbeispiel a steht mehrmals da.")],
    ),
    ("DSGVO-35-3", (("dpia.threshold.art35_3", []),), [("dpia.threshold.art35_3", "Es fehlt")]),
    ("DSGVO-35-3", (("dpia.threshold", GONE),), [("dpia.threshold.art35_3", "Es fehlt: Schwellwertanalyse")]),
    (
        "WP248-KRITERIEN",
        (("dpia.threshold.wp248[1]", GONE), ("dpia.threshold.wp248[9]", GONE)),
        [("dpia.threshold.wp248", "Kriterium 1 ist nicht"), ("dpia.threshold.wp248", "Kriterium 9 ist nicht")],
    ),
    (
        "WP248-KRITERIEN",
        (NOT_REQUIRED, SILENT, *criteria(1, 3)),
        [("dpia.threshold.reasons", "2 der neun Kriterien sind erfüllt")],
    ),
    ("WP248-KRITERIEN", (NOT_REQUIRED, SILENT, *criteria(9)), []),
    ("WP248-KRITERIEN", (NOT_REQUIRED, ("dpia.threshold.reasons", "DIE KRITERIEN SIND GERING ERFÜLLT.")), []),
    ("WP248-KRITERIEN", (SILENT,), []),
    ("WP248-KRITERIEN", (("dpia.threshold.wp248", []),), [("dpia.threshold.wp248", "Es fehlt")]),
    ("WP248-KRITERIEN", (("dpia.threshold", GONE),), [("dpia.threshold.wp248", "Es fehlt")]),
    ("WP248-KRITERIEN", (("dpia.threshold.reasons", GONE),), [("dpia.threshold.reasons", "Es fehlt")]),
    *(
        ("DSGVO-35-4-LDI", ((LIST, name),), [])
        for name in (
            "Liste der LDI zu Art. 35 Abs. 4 DSGVO",
            "Liste der Behörde von Nordrhein-Westfalen",
            "Liste für den öffentlichen Bereich",
        )
    ),
    *(
        ("DSGVO-35-4-LDI", ((LIST, name),), [(LIST, f"„{name}“ gilt für den nichtöffentlichen Bereich.")])
        for name in (
            "Liste der LDI NRW für den nicht öffentlichen Bereich",
            "Liste der LDI NRW für den nichtöffentlichen Bereich",
            "Liste der DSK, LDI NRW",
            "Liste der Datenschutzkonferenz",
        )
    ),
    (
        "DSGVO-35-4-LDI",
        ((LIST, "Liste des Landes Hessen"),),
        [(LIST, "nicht die der zuständigen Behörde (LDI NRW)")],
    ),
    ("DSGVO-35-4-LDI", ((LIST, GONE),), [(LIST, "Es fehlt")]),
    ("LFDI-BW-DSFA", (("dpia.consequences.rating", GONE),), []),
    (
        "LFDI-BW-DSFA",
        (("dpia.consequences.rating", GONE), ("dpia.threshold.result", GONE)),
        [("dpia.threshold.result", "Es fehlt")],
    ),
    (
        "DSGVO-35-1-VORHER",
        (("dpia.overview.validated_on", "2026-09-03"),),
        [("dpia.overview.validated_on", "Die Bestätigung liegt vor dem Abschluss.")],
    ),
    ("DSGVO-35-1-VORHER", (("dpia.overview.validated_on", "2026-09-04"),), []),
    ("DSGVO-35-1-VORHER", (("dpia.overview.validated_on", GONE),), []),
    ("DSGVO-35-1-VORHER", (("dpia.overview.completed_on", GONE),), []),
    ("DSFA-WIDERSPRUCH", (NOT_REQUIRED, ("dpia.decision", GONE)), []),
    (
        "DSFA-WIDERSPRUCH",
        (("dpia.threshold.result", "voluntary"), ("dpia.decision", GONE)),
        [("dpia.decision", "Es fehlt")],
    ),
    (
        "DSFA-WIDERSPRUCH",
        (("dpia.risks[r1].residual.likelihood", GONE),),
        [("dpia.risks[r1].residual.likelihood", "Es fehlt")],
    ),
    (
        "DSFA-WIDERSPRUCH",
        (("dpia.risks[r1].initial.likelihood", GONE),),
        [("dpia.risks[r1].initial.likelihood", "Es fehlt")],
    ),
    ("DSFA-WIDERSPRUCH", (("dpia.threshold.result", GONE),), [("dpia.threshold.result", "Es fehlt")]),
    ("DSFA-WIDERSPRUCH", (("dpia.threshold", GONE),), [("dpia.threshold.result", "Es fehlt")]),
    (
        "DSFA-WIDERSPRUCH",
        (NOT_REQUIRED, SILENT, ("dpia.threshold.art35_3[b].met", "ja")),
        [("dpia.threshold.result", "Ein Regelbeispiel ist erfüllt")],
    ),
    (
        "DSFA-WIDERSPRUCH",
        (
            NOT_REQUIRED,
            ("dpia.threshold.reasons", "Das REGELBEISPIEL liegt nur im Wortlaut vor."),
            ("dpia.threshold.art35_3[b].met", "ja"),
        ),
        [],
    ),
    (
        "DSFA-WIDERSPRUCH",
        (
            NOT_REQUIRED,
            ("dpia.threshold.reasons", "Art. 35 Abs. 3 DSGVO ist nur dem Wortlaut nach erfüllt."),
            ("dpia.threshold.art35_3[b].met", "ja"),
        ),
        [],
    ),
    ("DSFA-WIDERSPRUCH", (NOT_REQUIRED, SILENT), []),
    (
        "DSFA-WIDERSPRUCH",
        (NOT_REQUIRED, SILENT, ("dpia.threshold.authority_list_check.hit", "ja")),
        [("dpia.threshold.result", "Die Liste der Aufsichtsbehörde ergab einen Treffer")],
    ),
    (
        "DSFA-WIDERSPRUCH",
        (
            NOT_REQUIRED,
            ("dpia.threshold.reasons", "Der Eintrag der Liste meint etwas anderes."),
            ("dpia.threshold.authority_list_check.hit", "ja"),
        ),
        [],
    ),
    ("DSFA-WIDERSPRUCH", (NOT_REQUIRED, SILENT, ("dpia.threshold.authority_list_check", GONE)), []),
    ("DSFA-WIDERSPRUCH", (SILENT, ("dpia.threshold.art35_3[b].met", "ja")), []),
    (
        "DSFA-WIDERSPRUCH",
        (*HIGH, ("dpia.decision", "accepted")),
        [("dpia.decision", "(Plattformen bilden Profile über Besuchende und Abonnierende)")],
    ),
    ("DSFA-WIDERSPRUCH", (*HIGH, ("dpia.decision", "consultation")), []),
    ("DSFA-WIDERSPRUCH", (*HIGH, ("dpia.prior_consultation.date", "2026-09-20")), [("dpia.decision", "Restrisiko")]),
    (
        "DSFA-WIDERSPRUCH",
        (("dpia.risks[r2].residual.acceptable", "nein"), ("dpia.decision", "accepted")),
        [("dpia.risks[r2].residual.acceptable", "Das Restrisiko „Besuchende ohne Konto")],
    ),
    ("DSFA-WIDERSPRUCH", (("dpia.risks[r2].residual.acceptable", "nein"),), []),
    ("DSFA-WIDERSPRUCH", (("dpia.decision", "accepted"),), []),
    *(
        ("DSFA-WIDERSPRUCH", (*CONSULTED, ("dpia.consequences.rating", rating)), told)
        for rating, told in (
            ("Es besteht kein hohes Risiko mehr.", [("dpia.consequences.rating", "„kein hohes Risiko“")]),
            ("Es ist ein GERINGES RISIKO.", [("dpia.consequences.rating", "„GERINGES RISIKO“")]),
            ("Meist besteht geringes Risiko, an einer Stelle ein hohes Risiko.", []),
            ("Bei zehn besteht kein Risiko, verbleibend hohes bei einem.", []),
            ("Insgesamt bewertet die Stadt es mit Risiko.", []),
        )
    ),
    ("DSFA-WIDERSPRUCH", (("dpia.consequences.rating", "Es besteht kein hohes Risiko mehr."),), []),
    # --- Rechtsgrundlagen und Zwecke
    (
        "DSGVO-6-1-e",
        ((f"{DIALOG}.gdpr", "6-1-c"), (f"{DIALOG}.national_law", GONE)),
        [(f"{DIALOG}.national_law", "Es fehlt")],
    ),
    ("DSG-NRW-3", ((f"{DIALOG}.gdpr", "6-1-a"), (f"{DIALOG}.national_law", "§ 3 HDSIG")), []),
    (
        "DSG-NRW-3",
        ((f"{DIALOG}.national_law", "§ 3 HDSIG"),),
        [
            (
                f"{DIALOG}.national_law",
                "„§ 3 HDSIG“ nennt das Gesetz eines anderen Landes (Hessisches Datenschutz- und Informationsfreiheitsgesetz).",
            )
        ],
    ),
    (
        "DSG-NRW-3",
        ((f"{DIALOG}.national_law", "Das Bayerische Datenschutzgesetz, also das BayDSG"),),
        [(f"{DIALOG}.national_law", "Bayerisches Datenschutzgesetz")],
    ),
    ("DSG-NRW-3", ((f"{DIALOG}.national_law", "§ 5 HDSIGNAL"),), []),
    ("DSG-NRW-3", ((f"{DIALOG}.national_law", "§§ 3, 4 DSG NRW"), (f"{DIALOG}.task", GONE)), []),
    ("DSG-NRW-3", ((f"{DIALOG}.national_law", "§3 DSG NRW"), (f"{DIALOG}.task", GONE)), []),
    *(
        (
            "DSG-NRW-3",
            ((f"{DIALOG}.national_law", law), (f"{DIALOG}.task", GONE)),
            [(f"{DIALOG}.task", "Es fehlt")],
        )
        for law in ("§ 23 GO NRW", "§ 30 DSG NRW", "§ 3 GO NRW", "Art. 78 LV NRW", "Artikel 78 der Landesverfassung")
    ),
    (
        "DSG-NRW-3",
        ((f"{DIALOG}.national_law", "Gemeindeordnung"),),
        [(f"{DIALOG}.national_law", "„Gemeindeordnung“ nennt keine Vorschrift.")],
    ),
    ("LDSG-BW-4", (*BW, *SPECIFIC_LAW), []),
    ("LDSG-RP-3", (*RP, *RP_LAW), []),
    ("BDSG-3-NICHT", ((f"{DIALOG}.national_law", "§ 3 XBDSG"),), []),
    (
        "BDSG-3-NICHT",
        ((f"{DIALOG}.national_law", "§ 3 BDSG"),),
        [(f"{DIALOG}.national_law", "Das BDSG gilt für Kommunen nicht.")],
    ),
    ("BDSG-3-NICHT", ((f"{DIALOG}.national_law", GONE),), []),
    ("DSGVO-6-1-f-NICHT", ((f"{DIALOG}.gdpr", "6-1-d"),), []),
    (
        "DSGVO-6-1-f-NICHT",
        ((f"{DIALOG}.gdpr", "6-1-f"),),
        [(f"{DIALOG}.gdpr", "nicht auf berechtigte Interessen (lit. f)")],
    ),
    ("LFDI-BW-1-ZWECK", (*BW, *started("2026-10-01")), []),
    ("LFDI-BW-1-ZWECK", (*BW, *started("2026-10-02")), []),
    (
        "LFDI-BW-1-ZWECK",
        (*BW, *started("2026-10-01"), (f"{FB}.started_on", "2026-09-30")),
        [(f"{FB}.started_on", "(01.10.2026) liegt nach dem Beginn des Kanals (30.09.2026)")],
    ),
    (
        "LFDI-BW-1-ZWECK",
        (*BW, *started("2026-09-30"), ("concept.document.history", [HISTORY])),
        [],  # eine frühere Fassung lag schon vor
    ),
    ("LFDI-BW-1-ZWECK", (*BW, *started("2026-09-30"), ("concept.document.date", OPEN)), []),
    ("EDPB-2.3", (("dpia.measures[m-treu].status", OPEN),), []),
    (
        "DSGVO-5-1-b",
        ((f"{FB}.purposes", ["gibt-es-nicht"]),),
        [(f"{FB}.purposes", "den Zweck „gibt-es-nicht“")],
    ),
    (
        "DSGVO-5-1-b",
        ((f"{FB}.purposes", ["dialog", "stadtleben"]),),
        [(f"{FB}.purpose", "„Gefahrenlagen“, aber kein zugeordneter Zweck hat die Art „Information in Krisen“")],
    ),
    ("DSGVO-5-1-b", (("concept.purposes", GONE),), [("concept.purposes", "Es fehlt")]),
    (
        "DSGVO-5-1-b",
        (("concept.purpose", "Die Kanäle dienen der Personalgewinnung."),),
        [("concept.purpose", "spricht von „Personalgewinnung“")],
    ),
    (
        "DSGVO-5-1-b",
        (
            *(
                (f"concept.channels[{one}].purposes", ["information", "dialog", "gefahrenlagen", "stadtleben"])
                for one in ("facebook", "youtube", "mastodon", "whatsapp")
            ),
            ("concept.channels[instagram].purposes", ["dialog"]),
        ),
        [
            (
                "concept.purposes[menschen]",
                "Der Zweck „Menschen aus Stadt und Verwaltung vorstellen“ dient keinem Kanal.",
            )
        ],
    ),
    (
        "DSGVO-9",
        (("dpia.special_category_exceptions[a9-belege].letter", " "),),
        [("dpia.description.personal_data[belege]", "fehlt eine Ausnahme nach Art. 9 Abs. 2 DSGVO")],
    ),
    ("DSGVO-9", (("dpia.description.personal_data[bilder].special_category", "Nein, das ist ausgeschlossen."),), []),
    (
        "DSGVO-9",
        (("dpia.description.personal_data[bilder].special_category", "NICHT vorgesehen und nicht erlaubt"),),
        [],
    ),
    (
        "DSGVO-9",
        (("dpia.description.personal_data[bilder].special_category", "Keineswegs ausgeschlossen ist Religion."),),
        [("dpia.description.personal_data[bilder]", "Für „Bilder, Videos und Namen von Personen in Beiträgen“")],
    ),
    ("DSGVO-9", (("dpia.description", GONE),), []),
    # --- Folgenabschätzung
    (
        "DSGVO-35-7-a",
        (("dpia.description.purposes[z-dialog]", GONE),),
        [("dpia.description.purposes", "Der Zweck „Austausch mit der Bürgerschaft“ fehlt")],
    ),
    (
        "DSGVO-35-7-a",
        (("dpia.description.purposes[z-dialog].purpose", "gibt-es-nicht"),),
        [
            ("dpia.description.purposes", "„Austausch mit der Bürgerschaft“ fehlt"),
            ("dpia.description.purposes[z-dialog].purpose", "Den Zweck „gibt-es-nicht“ gibt es im Konzept nicht."),
        ],
    ),
    (
        "DSGVO-35-7-a",
        (("dpia.description.purposes[z-dialog].data", ["kommentare", "gibt-es-nicht"]),),
        [("dpia.description.purposes[z-dialog].data", "Die Daten „gibt-es-nicht“ sind nicht beschrieben.")],
    ),
    ("DSGVO-35-7-a", (("dpia.description.purposes", []),), [("dpia.description.purposes", "Es fehlt")]),
    ("DSGVO-35-7-a", (("dpia.description.personal_data", []),), [("dpia.description.personal_data", "Es fehlt")]),
    ("DSGVO-35-7-a", (("concept.purposes", []),), []),
    ("DSGVO-35-7-a", (("dpia.description", GONE),), [("dpia.description.personal_data", "Es fehlt")]),
    (
        "EDPB-2.1",
        (("dpia.description.purposes[z-dialog].justification", GONE),),
        [("dpia.description.purposes[z-dialog].justification", "Es fehlt")],
    ),
    (
        "EDPB-2.1",
        ((f"{DIALOG}.justification", GONE),),
        [(f"{DIALOG}.justification", "Es fehlt")],
    ),
    ("EDPB-2.1", (("concept.purposes", []),), [("concept.purposes", "Es fehlt")]),
    (
        "EDPB-2.1",
        (("dpia.special_category_exceptions[a9-belege]", GONE),),
        [("dpia.special_category_exceptions", "fehlt die begründete Ausnahme nach Art. 9 Abs. 2 DSGVO")],
    ),
    (
        "EDPB-2.1",
        (("dpia.special_category_exceptions[a9-belege].justification", GONE),),
        [("dpia.special_category_exceptions[a9-belege].justification", "Es fehlt")],
    ),
    ("EDPB-2.1", (("dpia.special_category_exceptions", []),), [("dpia.special_category_exceptions", "Es fehlt")]),
    (
        "EDPB-2.1",
        (
            *(
                (f"dpia.description.personal_data[{one}].special_category", "keine")
                for one in ("kommentare", "nachrichten", "belege")
            ),
            ("dpia.special_category_exceptions", []),
        ),
        [],
    ),
    ("EDPB-2.1", (("dpia.description", GONE),), [("dpia.description.purposes", "Es fehlt")]),
    (
        "EDPB-1.3",
        (("dpia.description.phases[loeschung].id", "andere"),),
        [
            *(
                (f"dpia.description.assets[{one}].phases", "Die Phase „loeschung“ gibt es nicht.")
                for one in ASSETS_OF_ERASURE
            ),
            ("dpia.description.phases[andere]", "Zur Phase „Anbieten und löschen“ gehört kein Mittel."),
        ],
    ),
    ("EDPB-1.3", (("dpia.description.assets", []),), [("dpia.description.assets", "Es fehlt")]),
    ("EDPB-1.3", (("dpia.description.phases", []),), []),
    ("EDPB-1.3", (("dpia.description", GONE),), [("dpia.description.assets", "Es fehlt")]),
    *(
        (
            "EDPB-2.3",
            ((f"dpia.measures[{measure}].status", GONE),),
            [("dpia.measures", f"Zu „{label}“ fehlt eine Maßnahme")],
        )
        for measure, label in (
            ("m-treu", "Treu und Glauben"),
            ("m-auskunft", "Auskunft und Übertragbarkeit (Art. 15, 20)"),
            ("m-einwilligung", "Einwilligung (Art. 7)"),
            ("m-auftrag", "Auftragsverarbeitung (Art. 28)"),
            ("m-transfer", "Drittland (Kapitel V)"),
        )
    ),
    ("EDPB-2.3", (("dpia.measures[m-zweifaktor].effectiveness", GONE),), []),  # eine andere füllt die Zeile
    (
        "EDPB-2.3",
        (("dpia.measures[m-zweifaktor].group", "additional"), ("dpia.measures[m-rollen].group", "additional")),
        [("dpia.measures", "Sicherheit")],
    ),
    (
        "EDPB-2.3",
        tuple(
            (f"dpia.measures[{one}].group", "additional")
            for one in ("m-einstellungen", "m-zweiklick", "m-wa-einseitig")
        ),
        [("dpia.measures", "Zu „")],
    ),
    (
        "EDPB-2.3",
        (
            ("dpia.measures[m-auftrag].group", "additional"),
            ("concept.processors", []),
            ("concept.processors_used", "nein"),
        ),
        [],
    ),
    (
        "EDPB-2.3",
        (
            ("dpia.measures[m-einwilligung].group", "additional"),
            ("concept.consents", []),
            ("concept.consent_used", "nein"),
        ),
        [],
    ),
    ("EDPB-2.3", (("dpia.measures", []),), [("dpia.measures", "Es fehlt")]),
    (
        "EDPB-0.2",
        (("concept.processors_used", "nein"),),
        [("concept.processors_used", "die Frage nach ihnen ist aber verneint")],
    ),
    ("EDPB-0.2", (("concept.processors_used", GONE),), []),
    ("EDPB-0.2", (("concept.processors", []),), [("concept.processors", "Es fehlt")]),
    (
        "EDPB-0.2",
        (("concept.processors", []), ("concept.processors_used", GONE)),
        [("concept.processors_used", "Es fehlt")],
    ),
    ("SDM-ZIELE", (("dpia.measures", []),), []),
    ("SDM-ZIELE", (("dpia.risks", []), ("dpia.measures", [])), [("dpia.risks", "Es fehlt")]),
    ("SDM-ZIELE", (("dpia.risks", GONE),), []),
    (
        "DSGVO-36-1",
        (*HIGH, ("dpia.decision", "accepted"), ("dpia.prior_consultation", GONE)),
        [("dpia.prior_consultation.date", "Es fehlt")],
    ),
    (
        "DSGVO-36-1",
        (*CONSULTED, ("dpia.decision", "accepted"), ("dpia.prior_consultation.date", GONE)),
        [("dpia.prior_consultation.date", "Es fehlt")],
    ),
    ("DSGVO-36-1", (*HIGH, ("dpia.decision", GONE)), [("dpia.decision", "Es fehlt")]),
    ("EDPB-6", (("dpia.decision", "accepted"), ("dpia.conditions", [])), []),
    ("EDPB-6", (("dpia.decision_reasons", GONE),), [("dpia.decision_reasons", "Es fehlt")]),
    (
        "EDPB-6",
        (("dpia.conditions[b-uebung].responsible", GONE),),
        [("dpia.conditions[b-uebung].responsible", "Es fehlt")],
    ),
    # --- Risiken und Maßnahmen
    (
        "DSGVO-35-7-d",
        (("dpia.measures[m-transfer].addresses", ["r1"]), ("dpia.measures[m-rechtslage].addresses", ["r1"])),
        [("dpia.risks[r3]", "Zu diesem Risiko gehört keine Maßnahme.")],
    ),
    (
        "DSGVO-35-7-d",
        (("dpia.measures[m-zweck].addresses", ["r7", "r12", "r99"]),),
        [("dpia.measures[m-zweck].addresses", "Das Risiko „r99“ gibt es nicht.")],
    ),
    (
        "DSGVO-35-7-d",
        (
            ("dpia.measures[m-transfer].status", "planned"),
            ("dpia.measures[m-rechtslage].status", "partly_implemented"),
            ("dpia.measures[m-rechtslage].due", GONE),
            ("dpia.risks[r3].initial.acceptable", "nein"),
        ),
        [("dpia.risks[r3]", "keine Maßnahme hat Zuständigkeit und Termin")],
    ),
    (
        "DSGVO-35-7-d",
        (
            ("dpia.measures[m-transfer].status", "planned"),
            ("dpia.measures[m-rechtslage].status", "planned"),
            ("dpia.risks[r3].initial.acceptable", "nein"),
        ),
        [],  # zuständig und Termin sind genannt
    ),
    (
        "DSGVO-35-7-d",
        (
            ("dpia.measures[m-transfer].status", "planned"),
            ("dpia.measures[m-rechtslage].status", "planned"),
            ("dpia.measures[m-rechtslage].due", GONE),
            ("dpia.risks[r3].initial.acceptable", "ja"),
            ("dpia.risks[r3].initial.likelihood", "ueberschaubar"),
            ("dpia.risks[r3].initial.severity", "ueberschaubar"),
            ("dpia.risks[r3].residual.likelihood", "ueberschaubar"),
            ("dpia.risks[r3].residual.severity", "ueberschaubar"),
        ),
        [],  # nicht hoch: kein Termin nötig
    ),
    (
        "DSGVO-35-7-d",
        (
            ("dpia.measures[m-transfer].status", "planned"),
            ("dpia.measures[m-rechtslage].status", "planned"),
            ("dpia.measures[m-rechtslage].due", GONE),
            ("dpia.risks[r3].initial.acceptable", "ja"),
            ("dpia.risks[r3].initial.likelihood", "gross"),
            ("dpia.risks[r3].initial.severity", "gross"),
        ),
        [("dpia.risks[r3]", "Das Risiko ist hoch oder nicht tragbar")],
    ),
    (
        "DSGVO-35-7-d",
        (("dpia.risks[r9].residual.severity", "gross"), ("dpia.risks[r9].residual.likelihood", "gross")),
        [("dpia.risks[r9].residual", "Das Restrisiko ist höher als das Ausgangsrisiko.")],
    ),
    (
        "DSGVO-35-7-d",
        (("dpia.measures[m-transfer].responsible", GONE),),
        [("dpia.measures[m-transfer].responsible", "Es fehlt")],
    ),
    ("DSGVO-35-7-d", (("dpia.risks[r3].residual.severity", GONE),), [("dpia.risks[r3].residual.severity", "Es fehlt")]),
    (
        "NK-VOR-NACHTEILE",
        (("concept.disadvantages[drittland].risks", []),),
        [("concept.disadvantages[drittland]", "kein Risiko genannt: Daten gelangen in die USA")],
    ),
    (
        "NK-VOR-NACHTEILE",
        (("concept.disadvantages[drittland].risks", ["r3", "r99"]),),
        [("concept.disadvantages[drittland].risks", "Das Risiko „r99“ gibt es nicht.")],
    ),
    ("NK-VOR-NACHTEILE", (("dpia.risks", []),), [("dpia.risks", "Es fehlt")]),
    ("NK-VOR-NACHTEILE", (("concept.disadvantages", []),), [("concept.disadvantages", "Es fehlt")]),
    # --- Betrieb
    (
        "LFDI-BW-4-ALTERNATIVEN",
        (("concept.alternatives[email]", GONE),),
        [("concept.alternatives", "Bei den anderen Wegen fehlt: E-Mail.")],
    ),
    ("LFDI-BW-4-ALTERNATIVEN", (("concept.alternatives[rathaus]", GONE),), []),
    ("LFDI-BW-4-ALTERNATIVEN", (("concept.alternatives[post]", GONE),), []),
    (
        "LFDI-BW-4-ALTERNATIVEN",
        (("concept.alternatives[post]", GONE), ("concept.alternatives[rathaus]", GONE)),
        [("concept.alternatives", "fehlt: Anschrift.")],
    ),
    (
        "LFDI-BW-4-ALTERNATIVEN",
        (("concept.alternatives[telefon].account_required", "ja"),),
        [("concept.alternatives", "fehlt: Telefon.")],
    ),
    ("LFDI-RP-CROSS-MEDIA", (("concept.alternatives[telefon]", GONE),), []),
    (
        "LFDI-RP-CROSS-MEDIA",
        (
            (
                "concept.alternatives",
                [{"id": "a", "kind": "app", "title": "App", "contact": "im Laden", "account_required": "ja"}],
            ),
        ),
        [("concept.alternatives", "Jeder andere Weg verlangt ein Konto bei einer Plattform.")],
    ),
    ("LFDI-RP-CROSS-MEDIA", (("concept.alternatives", []),), [("concept.alternatives", "Es fehlt")]),
    (
        "DSGVO-33",
        (("concept.incident_process.deadline_hours", "71"),),
        [("concept.incident_process.deadline_hours", "72 Stunden, eingetragen sind 71.")],
    ),
    ("NK-BETROFFENENANFRAGEN", (("concept.data_subject_rights.deadline_days", "30"),), []),
    ("NK-BETROFFENENANFRAGEN", (("concept.data_subject_rights.deadline_days", "1"),), []),
    (
        "NK-BETROFFENENANFRAGEN",
        (("concept.data_subject_rights.deadline_days", "31"),),
        [
            (
                "concept.data_subject_rights.deadline_days",
                "Die Frist von 31 Tagen liegt nicht zwischen einem Tag und einem Monat.",
            )
        ],
    ),
    (
        "NK-BETROFFENENANFRAGEN",
        (("concept.data_subject_rights.deadline_days", "0"),),
        [("concept.data_subject_rights.deadline_days", "Die Frist von 0 Tagen liegt nicht zwischen einem Tag und")],
    ),
    (
        "NK-BETROFFENENANFRAGEN",
        (("concept.data_subject_rights.deadline_days", GONE),),
        [("concept.data_subject_rights.deadline_days", "Es fehlt")],
    ),
    *(
        ("MODERATION-FRIST", ((f"concept.moderation.{field}", words),), [(f"concept.moderation.{field}", f"„{quote}“")])
        for field, words, quote in (
            ("monitoring_hours", "an sieben Tagen rund um die Uhr", "rund um die Uhr"),
            ("response_time", "werktags immer am selben Tag", "immer"),
            ("response_time", "Wir antworten JEDERZEIT", "JEDERZEIT"),
        )
    ),
    (
        "MODERATION-FRIST",
        (("concept.moderation.response_time", "nach Rückkehr ins Zimmer, sofortige Antwort nie"),),
        [],
    ),
    ("LPVG-NRW-72", (("review.staff_council.result", "no_objection"), ("review.staff_council.text", GONE)), []),
    (
        "DSGVO-29",
        (("concept.training.confidentiality_commitment", "nein"),),
        [("concept.training.confidentiality_commitment", "Die Frage ist mit „nein“ beantwortet.")],
    ),
    (
        "TDDDG-25",
        (("concept.website_embeds.consent", GONE),),
        [("concept.website_embeds.consent", "Es fehlt")],
    ),
    # --- Beteiligte
    ("DSGVO-24", (("dpia.overview.controllers[stadt].name", "Die STADT MUSTERSTADT als Körperschaft"),), []),
    (
        "DSGVO-24",
        (("dpia.overview.controllers[stadt].name", "Rathaus"),),
        [("dpia.overview.controllers", "nennt als Verantwortliche nicht „Stadt Musterstadt“")],
    ),
    ("DSGVO-24", (("dpia.overview.controllers", []),), []),
    (
        "DSGVO-26-3",
        ((f"{FB}.joint_controllership.rights_against_both", GONE),),
        [(f"{FB}.joint_controllership.rights_against_both", "Es fehlt")],
    ),
    ("DSGVO-26-3", ((f"{FB}.joint_controllership.rights_against_both", "ja"),), []),
    (
        "DSGVO-26-3",
        ((f"{FB}.joint_controllership.rights_against_both", "nein"),),
        [(f"{FB}.joint_controllership.rights_against_both", "gegenüber beiden geltend gemacht werden")],
    ),
    (
        "PLATTFORM-BEZEICHNUNG",
        (OWN_NETWORK, (f"{FB}.platform", "ortsnetz")),
        [("organisation.platforms[ortsnetz]", "Zu Ortsnetz ist kein Betreiber bekannt.")],
    ),
    (
        "DH-PLATTFORMLINK",
        (OWN_NETWORK, (f"{FB}.platform", "ortsnetz")),
        [
            (FB, "Zu Ortsnetz ist keine Datenschutzrichtlinie bekannt."),
            ("dpia.consequences.further_information[info-facebook]", "nennt Facebook; dort gibt es keinen Kanal"),
        ],
    ),
    ("DSGVO-24", (("concept.review.next_date", GONE),), [("concept.review.next_date", "Es fehlt")]),
    (
        "DSGVO-38-6",
        (("organisation.data_protection_officer.person", "person-02"),),
        [("concept.responsibilities[redaktion].persons", "auch bei der Aufgabe „Redaktion“")],
    ),
    (
        "DSGVO-38-6",
        (
            ("organisation.data_protection_officer.name", "selin aydemir"),
            ("organisation.data_protection_officer.person", GONE),
        ),
        [("concept.responsibilities[moderation].persons", "datenschutzbeauftragte Person")],
    ),
    ("NAMEN-IM-KONZEPT", (("concept.introduction", "Die Bürgermeisterin Miriam Lohmann grüßt alle herzlich."),), []),
    ("NAMEN-IM-KONZEPT", (("concept.introduction", "Die Adresse XDr. Annika FalkensteinX gibt es nicht."),), []),
    (
        "NAMEN-IM-KONZEPT",
        (("concept.introduction", "Rufen Sie 0221 4710-182 an, oder Katharina Weißenfels im Rathaus."),),
        [
            ("concept.introduction", "nennt eine interne Angabe: „0221 4710-182“"),
            ("concept.introduction", "nennt eine interne Angabe: „Katharina Weißenfels“"),
        ],
    ),
    (
        "NAMEN-IM-KONZEPT",
        (
            ("concept.responsibilities[redaktion].persons", [{"id": "p9", "name": "Ida B"}]),
            ("concept.introduction", "Fragen beantwortet Ida B im Rathaus gern."),
        ),
        [("concept.introduction", "„Ida B“")],
    ),
    (
        "NAMEN-IM-KONZEPT",
        (
            ("concept.responsibilities[redaktion].persons", [{"id": "p9", "name": "Rats"}]),
            ("concept.introduction", "Der Beschluss des Rats steht im Netz."),
        ),
        [],
    ),
    (
        "NAMEN-IM-KONZEPT",
        (
            ("concept.responsibilities[redaktion].persons", [{"id": "p9", "name": "Miriam Lohmann"}]),
            ("concept.signatory.name", "Ute Berger"),
            ("concept.introduction", "Die Bürgermeisterin Miriam Lohmann grüßt alle herzlich."),
        ),
        [],  # wer die Stadt vertritt, ist bekannt
    ),
    (
        "NAMEN-IM-KONZEPT",
        (
            ("concept.responsibilities[redaktion].persons", [{"id": "p9", "name": "Ute Berger"}]),
            ("concept.signatory.name", "Ute Berger"),
            ("concept.introduction", "Die Beigeordnete Ute Berger grüßt alle herzlich."),
        ),
        [],  # wer unterzeichnet, auch
    ),
    (
        "LDI-NRW-NAME",
        (("organisation.supervisory_authority", {"name": "Datenschutzbeauftragter"}),),
        [("organisation.supervisory_authority.name", "„Datenschutzbeauftragter“ ist nicht die zuständige Behörde")],
    ),
    # --- Form
    ("FORM-AENDERUNG", (("concept.document.history", [version("0.8"), version("0.9")]),), []),
    (
        "FORM-AENDERUNG",
        (("concept.document.history", [version("0.9", "2026-02-01"), version("0.8", "2026-01-31")]),),
        [("concept.document.history", "nicht nach dem Datum geordnet")],
    ),
    (
        "FORM-AENDERUNG",
        (("concept.document.history", [version("0.9"), {**version("0.9"), "id": "x"}]),),
        [
            ("concept.document.history[v0-9].version", "Die Fassung 0.9 steht mehrmals da."),
            ("concept.document.history[x].version", "Die Fassung 0.9 steht mehrmals da."),
        ],
    ),
    (
        "FORM-AENDERUNG",
        (("concept.document.history", [version("1.0")]),),
        [("concept.document.history[v1-0].version", "Die frühere Fassung 1.0 ist nicht älter als die Version 1.0.")],
    ),
    (
        "FORM-AENDERUNG",
        (("concept.document.version", "1.10"), ("concept.document.history", [version("1.9")])),
        [],  # als Zahl gelesen, nicht als Wort
    ),
    (
        "FORM-AENDERUNG",
        (("concept.document.history", [version("0.9")]), ("concept.document.replaces", "Version 0.8.1")),
        [("concept.document.replaces", "Die ersetzte Fassung 0.8.1 steht nicht in der Historie.")],
    ),
    ("FORM-REVIEW", (("concept.review.next_date", "2026-11-22"),), []),
    (
        "FORM-REVIEW",
        (("concept.review.next_date", "2026-11-21"),),
        [("concept.review.next_date", "Die Überprüfung war am 21.11.2026 fällig.")],
    ),
    ("FORM-REVIEW", (("concept.review.interval_months", "1"),), []),
    (
        "FORM-REVIEW",
        (("concept.review.interval_months", "0"),),
        [("concept.review.interval_months", "mindestens einen Monat")],
    ),
    ("FORM-ABRUFDATUM", (("concept.references[sdm].checked_on", "2025-11-21"),), []),
    (
        "FORM-ABRUFDATUM",
        (("concept.references[sdm].checked_on", "2025-11-20"),),
        [("concept.references[sdm].checked_on", "Zuletzt geprüft am 20.11.2025, vor mehr als zwölf Monaten.")],
    ),
    ("RAT-SYNOPSE", (("concept.document.replaces", "Version 0.9"),), []),
    (
        "RAT-SYNOPSE",
        (("concept.document.replaces", "die alte Fassung"),),
        [("concept.document.replaces", "welche Fassung abgelöst wird")],
    ),
    (
        "RAT-SYNOPSE",
        (("concept.document.replaces", "die alte Fassung"), ("concept.document.history", [version("0.9")])),
        [],
    ),
    (
        "FORM-LINKS",
        (("concept.sections[kanalverzeichnis].text", "Alle Konten stehen [hier](https://www.musterstadt.example)."),),
        [("concept.sections[kanalverzeichnis].text", "Der Text „hier“ sagt nicht, wohin der Verweis führt.")],
    ),
    (
        "FORM-LINKS",
        (("concept.sections[kanalverzeichnis].text", "Alle Konten stehen im [Verzeichnis](#)."),),
        [("concept.sections[kanalverzeichnis].text", "Der Verweis führt nirgendwohin.")],
    ),
    # --- Minderjährige
    (
        "DSA-28",
        tuple(
            edit
            for n in range(1, 16)
            for edit in ((f"dpia.risks[r{n}].minors", "nein"), (f"dpia.risks[r{n}].data_subjects", ["Erwachsene"]))
        ),
        [("dpia.risks", "Kein Risiko betrifft Minderjährige.")],
    ),
    (
        "DSA-28",
        (
            *((f"dpia.risks[r{n}].minors", "nein") for n in range(1, 16)),
            *((f"dpia.risks[r{n}].data_subjects", ["Erwachsene"]) for n in range(2, 16)),
            ("dpia.risks[r1].data_subjects", ["Erwachsene", "KINDER im Bild"]),
        ),
        [],
    ),
    # --- Plattform
    (
        "DSGVO-26-1",
        ((f"{FB}.joint_controllership.exists", GONE), (f"{FB}.joint_controllership.agreement_title", GONE)),
        [(f"{FB}.joint_controllership.exists", "Es fehlt")],
    ),
    (
        "DSGVO-26-1",
        ((f"{FB}.joint_controllership.exists", "nein"), (f"{FB}.joint_controllership.agreement_title", GONE)),
        [],
    ),
    (
        "DSGVO-26-1",
        ((f"{FB}.joint_controllership.agreement_date", GONE),),
        [(f"{FB}.joint_controllership.agreement_date", "Es fehlt")],
    ),
    (
        "META-INSIGHTS-ADDENDUM",
        ((f"{FB}.joint_controllership.agreement_url", "https://www.example.org/vertrag"),),
        [(f"{FB}.joint_controllership.agreement_url", "https://www.facebook.com/legal/terms/page_controller_addendum")],
    ),
    (
        "META-INSIGHTS-ADDENDUM",
        ((f"{FB}.joint_controllership.agreement_url", GONE),),
        [(f"{FB}.joint_controllership.agreement_url", "Es fehlt")],
    ),
    (
        "DH-PLATTFORMLINK",
        (("dpia.consequences.further_information[info-instagram].title", "Richtlinie von TikTok"),),
        [("dpia.consequences.further_information[info-instagram]", "nennt TikTok; dort gibt es keinen Kanal")],
    ),
    ("DH-PLATTFORMLINK", (("dpia.consequences", GONE),), []),
    (
        "ADMIN-PRIVATKONTO",
        ((f"{FB}.admin_access.kind", "personal_profile"),),
        [(f"{FB}.admin_access.kind", "über persönliche Profile")],
    ),
    ("ADMIN-PRIVATKONTO", ((f"{FB}.admin_access.kind", "function_account"),), []),
    (
        "META-KI-TRAINING",
        ((f"{FB}.ai_training_objection.filed", GONE), (f"{FB}.ai_training_objection.date", GONE)),
        [(f"{FB}.ai_training_objection.filed", "Es fehlt")],
    ),
    (
        "VG-KOELN-13-K-1419-23",
        (("concept.legal_developments[vg-koeln].title", "Ein Urteil aus Köln"),),
        [("concept.legal_developments", "nennt „13 K 1419/23“ nicht")],
    ),
    (
        "VG-KOELN-13-K-1419-23",
        (
            ("concept.legal_developments[vg-koeln].title", "Ein Urteil aus Köln"),
            ("concept.legal_developments[vg-koeln].text", "Das Gericht (13 k 1419/23) hat die Klage abgewiesen."),
        ),
        [],
    ),
    (
        "VG-KOELN-13-K-1419-23",
        (("concept.legal_developments[vg-koeln].text", GONE),),
        [("concept.legal_developments[vg-koeln].text", "Es fehlt")],
    ),
    ("VG-KOELN-13-K-1419-23", (("concept.legal_developments[omnibus].text", GONE),), []),
    ("VG-KOELN-13-K-1419-23", (("concept.legal_developments", GONE),), [("concept.legal_developments", "nennt „13 K")]),
    # --- Drittland
    ("DSGVO-44", ((f"{TRANSFER}.countries", [" usa "]),), []),
    (
        "DSGVO-44",
        ((f"{TRANSFER}.countries", ["Kanada"]),),
        [(f"{TRANSFER}.countries", "gelangen Daten auch in diese Staaten: USA.")],
    ),
    ("DSGVO-44", ((f"{TRANSFER}.countries", ["US", "Kanada"]),), []),
    ("DSGVO-44", ((f"{TRANSFER}.countries", GONE),), [(f"{TRANSFER}.countries", "Es fehlt")]),
    ("DPF-2023-1795", ((f"{TRANSFER}.checked_on", "2025-11-21"),), []),
    (
        "DPF-2023-1795",
        ((f"{TRANSFER}.checked_on", "2025-11-20"),),
        [(f"{TRANSFER}.checked_on", "zuletzt am 20.11.2025 eingesehen")],
    ),
    (
        "DPF-2023-1795",
        ((f"{TRANSFER}.dpf_participant", "nein"),),
        [(f"{TRANSFER}.mechanism", "das Unternehmen nimmt aber nicht teil")],
    ),
    (
        "DPF-2023-1795",
        ((f"{TRANSFER}.dpf_participant", "nein"), (f"{TRANSFER}.mechanism", "adequacy")),
        [(f"{TRANSFER}.mechanism", "Angemessenheitsbeschluss")],
    ),
    ("DPF-2023-1795", ((f"{TRANSFER}.dpf_participant", "nein"), (f"{TRANSFER}.mechanism", "standard_clauses")), []),
    *(
        ("DPF-2023-1795", (("concept.review.triggers", ["neuer Kanal", words]),), [])
        for words in (
            "Urteil zum privacy framework",
            "Ende der Angemessenheit",
            "neues zum Drittland",
            "USA: neues Recht",
        )
    ),
    (
        "DPF-2023-1795",
        (("concept.review.triggers", ["neuer Kanal"]),),
        [("concept.review.triggers", "Kein Anlass der Überprüfung betrifft die Übermittlung in die USA.")],
    ),
    ("DPF-2023-1795", (("concept.review.triggers", []),), [("concept.review.triggers", "Es fehlt")]),
    (
        "DSGVO-13-1-f",
        ((f"{TRANSFER}.mechanism", "unclear"), (f"{TRANSFER}.copy_url", GONE)),
        [(f"{TRANSFER}.mechanism", "Die Grundlage der Übermittlung ist nicht geklärt.")],
    ),
    ("DSGVO-13-1-f", ((f"{TRANSFER}.mechanism", "adequacy"), (f"{TRANSFER}.copy_url", GONE)), []),
    (
        "DSGVO-13-1-f",
        ((f"{TRANSFER}.mechanism", "standard_clauses"), (f"{TRANSFER}.copy_url", GONE)),
        [(f"{TRANSFER}.copy_url", "Es fehlt")],
    ),
    # --- Empfänger
    (
        "DSGVO-13-1-e",
        (("concept.recipients[plattformen]", GONE),),
        [("concept.recipients", "fehlt: ")],
    ),
    (
        "DSGVO-13-1-e",
        (("concept.recipients[plattformen].name", "META und google"),),
        [("concept.recipients", "Betreiber von Mastodon"), ("concept.recipients", "Betreiber von WhatsApp")],
    ),
    ("DSGVO-13-1-e", (("concept.recipients[kommunale-it]", GONE), ("concept.processors", [])), []),
    ("DSGVO-13-1-e", (("concept.recipients[stadtarchiv]", GONE), ("concept.archiving", GONE)), []),
    ("DSGVO-13-1-e", (("concept.recipients", []),), [("concept.recipients", "Es fehlt")]),
    (
        "DSGVO-13-2-b",
        (
            ("concept.purposes[menschen].legal_basis.gdpr", "6-1-e"),
            ("concept.consents", []),
        ),
        [("concept.data_subject_rights.portability", "versprechen die Datenübertragbarkeit")],
    ),
    ("DSGVO-13-2-b", (("concept.purposes[menschen].legal_basis.gdpr", "6-1-e"),), []),
    ("DSGVO-13-2-b", (("concept.purposes[menschen].legal_basis.gdpr", "6-1-b"), ("concept.consents", [])), []),
    ("DSGVO-13-2-b", (("concept.data_subject_rights", GONE),), [("concept.data_subject_rights.contact", "Es fehlt")]),
    (
        "DSGVO-20",
        (("concept.data_subject_rights.portability", "nein"),),
        [("concept.data_subject_rights.portability", "die Frage ist aber mit „nein“ beantwortet")],
    ),
    (
        "DSGVO-20",
        (
            ("concept.data_subject_rights.portability", "nein"),
            ("concept.purposes[menschen].legal_basis.gdpr", "6-1-e"),
            ("concept.consents", []),
        ),
        [],
    ),
    (
        "DSGVO-13-2-e",
        (("concept.no_exclusive_content", "nein"),),
        [("concept.no_exclusive_content", "auch außerhalb der Plattform")],
    ),
]


def numbered(names: list[str]) -> list[str]:
    """Return each name with its number among those that are the same."""
    return [f"{name}-{names[:index].count(name)}" for index, name in enumerate(names)]


@pytest.mark.parametrize(("requirement", "edits", "expected"), CASES, ids=numbered([one[0] for one in CASES]))
def test_told_with_place_and_words(requirement: str, edits: tuple[Edit, ...], expected: Told) -> None:
    found = judge_fields(changed("musterstadt", edits), requirement)
    wrong = sorted((one for one in found if one.status is Status.VIOLATED), key=lambda one: (one.path, one.message))
    assert [one.path for one in wrong] == [path for path, _ in sorted(expected)], wrong
    for one, (_, words) in zip(wrong, sorted(expected), strict=True):
        assert words in one.message
        missing = one.message.startswith("Es fehlt: ")
        assert one.depth.value in ({"presence"} if missing else SAID[requirement].depths)


QUOTED: list[tuple[str, tuple[Edit, ...], str | None, list[tuple[str, str]]]] = [
    # the words that are wrong, at their place
    ("DSGVO-5-1-b", ((f"{FB}.purposes", ["dialog"]),), FB, [(f"{FB}.purpose", "Gefahrenlagen")]),
    ("DSG-NRW-3", ((f"{DIALOG}.national_law", "§ 3 HDSIG"),), "concept.purposes[dialog]", [(f"{DIALOG}.national_law", "§ 3 HDSIG")]),
    ("DSG-NRW-3", ((f"{DIALOG}.national_law", "Satzung"),), "concept.purposes[dialog]", [(f"{DIALOG}.national_law", "Satzung")]),
    ("BDSG-3-NICHT", ((f"{DIALOG}.national_law", "§ 3 BDSG"),), "concept.purposes[dialog]", [(f"{DIALOG}.national_law", "§ 3 BDSG")]),
    ("DSGVO-35-4-LDI", ((LIST, "Liste der DSK"),), None, [(LIST, "Liste der DSK")]),
    ("DSGVO-35-4-LDI", ((LIST, "Liste von Hessen"),), None, [(LIST, "Liste von Hessen")]),
    (
        "DSFA-WIDERSPRUCH",
        (*CONSULTED, ("dpia.consequences.rating", "Es bleibt kein hohes Risiko mehr.")),
        None,
        [("dpia.consequences.rating", "kein hohes Risiko")],
    ),
    (
        "META-INSIGHTS-ADDENDUM",
        ((f"{FB}.joint_controllership.agreement_url", "https://www.example.org/v"),),
        FB,
        [(f"{FB}.joint_controllership.agreement_url", "https://www.example.org/v")],
    ),
    (
        "DH-PLATTFORMLINK",
        (("dpia.consequences.further_information[info-instagram].title", "Richtlinie von TikTok"),),
        None,
        [("dpia.consequences.further_information[info-instagram]", "Richtlinie von TikTok")],
    ),
    (
        "MODERATION-FRIST",
        (("concept.moderation.response_time", "werktags immer am selben Tag"),),
        None,
        [("concept.moderation.response_time", "werktags immer am selben Tag")],
    ),
    ("NAMEN-IM-KONZEPT", (("concept.introduction", "Rufen Sie 0221 4710-182 an, bitte."),), None, [("concept.introduction", "0221 4710-182")]),
    ("FORM-LEERE-ELEMENTE", (("concept.channels[facebook].topics", ["Baustellen", " – "]),), None, [("concept.channels[facebook].topics[2]", "–")]),
    (
        "FORM-LINKS",
        (("concept.sections[kanalverzeichnis].text", "Alle Konten stehen im [Verzeichnis](#)."),),
        None,
        [("concept.sections[kanalverzeichnis].text", "[Verzeichnis](#)")],
    ),
    ("FORM-LINKS", (("concept.references[sdm].url", "http://a.example"),), None, [("concept.references[sdm].url", "http://a.example")]),
    # what the judgment rests on
    ("DSG-NRW-3", ((f"{DIALOG}.national_law", "§ 23 GO NRW"), (f"{DIALOG}.task", "Anregungen und Kritik")), "concept.purposes[dialog]", [
        (f"{DIALOG}.gdpr", "Art. 6 Abs. 1 UAbs. 1 lit. e DSGVO"), (f"{DIALOG}.national_law", "§ 23 GO NRW"), (f"{DIALOG}.task", "Anregungen und Kritik"),
    ]),
    ("DSGVO-8", (("concept.consents[nahaufnahmen]", GONE),), None, [
        ("concept.consents[beschaeftigte].minors", "bei minderjährigen Auszubildenden zusätzlich Einwilligung der Sorgeberechtigten"),
        ("concept.consents[videoeinbettung].minors", "Das Angebot richtet sich nicht an Kinder; für Kinder unter 16 Jahren entscheiden die Sorgeberechtigten"),
    ]),
    ("DSA-28", tuple((f"dpia.risks[r{n}].minors", "nein") for n in range(1, 16) if n != 2), None, [("dpia.risks[r2].minors", "ja")]),
    ("DSGVO-35-4-LDI", (), None, [
        ("dpia.threshold.authority_list_check.hit", "nein"),
        ("", "Liste von Verarbeitungsvorgängen nach Art. 35 Abs. 4 DSGVO für den öffentlichen Bereich, Version 0.2 vom 03.08.2018"),
    ]),
    ("LDI-NRW-NAME", (), None, [("", "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen")]),
    ("META-INSIGHTS-ADDENDUM", (), FB, [
        (f"{FB}.joint_controllership.agreement_date", "17.08.2026"),
        ("", "https://www.facebook.com/legal/terms/page_controller_addendum"),
    ]),
    ("VG-KOELN-13-K-1419-23", (("concept.legal_developments[vg-koeln].text", "Das Urteil ist angefochten."),), None, [
        ("concept.legal_developments[vg-koeln].text", "Das Urteil ist angefochten."), ("concept.review.next_date", "01.09.2027"),
    ]),
    ("PLATTFORM-BEZEICHNUNG", (), "concept.channels[mastodon]", [
        ("", "Stadt Musterstadt; im Auftrag betreibt der Zweckverband Kommunale IT Rheinbogen den Server"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("requirement", "edits", "subject", "expected"), QUOTED, ids=numbered([one[0] for one in QUOTED])
)
def test_quotes_what_it_speaks_of(
    requirement: str, edits: tuple[Edit, ...], subject: str | None, expected: Told
) -> None:
    found = [one for one in judge_fields(changed("musterstadt", edits), requirement) if one.subject == subject]
    wrong = [one for one in found if one.status is Status.VIOLATED]
    quoted = [(seen.path, seen.excerpt) for one in wrong or found for seen in one.evidence]
    if wrong:
        assert quoted == expected
    else:
        assert set(expected) <= set(quoted)


def test_purposes_as_a_whole_rest_on_their_own_texts() -> None:
    whole = next(one for one in judge_fields(dossier_of("musterstadt"), "DSGVO-5-1-b") if one.subject is None)
    assert {seen.path.rpartition(".")[2] for seen in whole.evidence} == {"text"}
    told = judge_fields(changed("musterstadt", [("dpia.risks[r2].minors", GONE)]), "DSA-28")[0]
    assert len(told.evidence) == MAX_EVIDENCE
