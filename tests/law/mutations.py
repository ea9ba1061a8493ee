"""For each requirement: what makes it apply and be met on Musterstadt, and the one change that violates it.

A requirement without an entry is violated by taking away the first field of its evidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from changed_dossiers import GONE, Edit, Surroundings, dossier_of, surroundings

from pipeline.catalogue.requirement import Decidable, Requirement
from pipeline.dossier.answers import known
from pipeline.law.evidence_state import State, leaves
from pipeline.law.layout import Layout

NOTICE = "datenschutzhinweise"


@dataclass(frozen=True)
class Case:
    """How a requirement is met and violated.

    Attributes:
        base: changes that make it apply and be met; none where Musterstadt does already.
        violate: the change that violates it.
        words: pattern and replacement in the standing text of the privacy notice.
        item_gone: no item of the checklist serves it any more.
        layout: the layout of the templates.
        long_checklist: the checklist has ten times its items.
    """

    base: tuple[Edit, ...] = ()
    violate: tuple[Edit, ...] = ()
    words: tuple[str, str] | None = None
    item_gone: bool = False
    layout: Layout | None = None
    long_checklist: bool = False

    def around(self, requirement: Requirement) -> Surroundings:
        """Return the surroundings in which the requirement is violated."""
        around = surroundings()
        if self.words is not None:
            text = re.sub(self.words[0], self.words[1], around.texts[NOTICE])
            around = replace(around, texts={**around.texts, NOTICE: text})
        items = around.checklist.items
        if self.item_gone:
            items = tuple(item for item in items if requirement.id not in item.requirements)
        if self.long_checklist:
            items = items * 10
        around = replace(around, checklist=around.checklist.model_copy(update={"items": items}))
        return replace(around, layouts=dict.fromkeys(around.layouts, self.layout)) if self.layout else around


def text(path: str, words: str) -> Case:
    return Case(violate=((path, words),))


CHANNEL = "concept.channels[facebook]"
INTRO = "concept.introduction"
BW: tuple[Edit, ...] = (("organisation.land", "BW"),)
RP: tuple[Edit, ...] = (("organisation.land", "RP"),)
ADS: tuple[Edit, ...] = (
    (f"{CHANNEL}.paid_ads.allowed", "ja"),
    (f"{CHANNEL}.paid_ads.targeting", "Ausgewählt wird allein nach dem Ort Musterstadt."),
    ("concept.publication.ad_spending_url", "https://www.musterstadt.example/werbung"),
    ("concept.publication.ad_spending_year", "2025"),
)
HIGH: tuple[Edit, ...] = (
    ("dpia.risks[r1].initial.likelihood", "gross"),
    ("dpia.risks[r1].initial.severity", "gross"),
    ("dpia.risks[r1].residual.likelihood", "gross"),
    ("dpia.risks[r1].residual.severity", "gross"),
)
CONSULTED: tuple[Edit, ...] = (
    *HIGH,
    ("dpia.prior_consultation.date", "2026-09-20"),
    ("dpia.prior_consultation.outcome", "Die Behörde hat keine Einwände erhoben."),
)
CLAUSES: tuple[Edit, ...] = ((f"{CHANNEL}.third_country_transfer.mechanism", "standard_clauses"),)
WRONG_AUTHORITY: Edit = (
    "organisation.supervisory_authority",
    {"name": "Landesbeauftragter für den Datenschutz und die Informationsfreiheit Baden-Württemberg"},
)
SPECIFIC_LAW: tuple[Edit, ...] = tuple(
    (f"concept.purposes[{one}].legal_basis.national_law", "§ 4 LDSG")
    for one in ("information", "dialog", "gefahrenlagen", "stadtleben")
)
RP_LAW: tuple[Edit, ...] = tuple((path, "§ 3 LDSG") for path, _ in SPECIFIC_LAW)

ONE_GOAL: tuple[Edit, ...] = tuple(
    (f"dpia.{name}[{one.id}].protection_goals", ["integrity"])
    for name in ("risks", "measures")
    for one in known(getattr(dossier_of("musterstadt").dpia, name))
)

CASES: Mapping[str, Case] = {
    # Angaben, die das Modell verlangt, lassen sich nur leeren
    **{
        one: Case(violate=(("review.dpo_opinion", GONE),))
        for one in ("DSGVO-35-2", "DSGVO-38-1", "DSGVO-39-1-c", "EDPB-5")
    },
    "KP5-PHASEN": text("dpia.overview.team[t-it].function", "–"),
    "EDPB-0.1": text("dpia.overview.controllers[meta].name", "k. A."),
    "EDPB-0.5": Case(violate=(("dpia.overview.team", []),)),
    "DSGVO-5-1-f": Case(violate=(("concept.security_measures", []),)),
    "DSGVO-13-1-a": text("organisation.name", "–"),
    "MSTV-18-1": Case(violate=(("organisation.represented_by.name", GONE),)),
    "DSGVO-14-1-d": text("concept.privacy_notice.own_data[od-abos].data", "siehe oben"),
    "DSGVO-14-3-5": text("dpia.art14_exceptions", "–"),
    "DH-EIGENE-DATEN": Case(violate=(("concept.privacy_notice.own_data[od-abos].use", GONE),)),
    "DSGVO-25-1": Case(violate=((f"{CHANNEL}.settings", []),)),
    "DSGVO-28": Case(violate=(("concept.processors[kommunale-it].contract_date", GONE),)),
    "NK-KANALLISTE": Case(violate=((f"{CHANNEL}.status", GONE),)),
    "NK-ZIELGRUPPEN": text(f"{CHANNEL}.evidence", "keine Angabe"),
    "NK-ERFOLG": Case(violate=(("concept.evaluation[nutzen-bedarf].target", GONE),)),
    # Rechtsgrundlagen und Zwecke
    "DSGVO-6-1-e": Case(violate=(("concept.purposes[dialog].legal_basis.national_law", GONE),)),
    "DSG-NRW-3": text("concept.purposes[dialog].legal_basis.national_law", "§ 4 Landesdatenschutzgesetz"),
    "LDSG-BW-4": Case((*BW, *SPECIFIC_LAW), (("concept.purposes[dialog].legal_basis.national_law", "§ 3 DSG NRW"),)),
    "LDSG-RP-3": Case((*RP, *RP_LAW), (("concept.purposes[dialog].legal_basis.national_law", "§ 3 DSG NRW"),)),
    "BDSG-3-NICHT": text("concept.purposes[dialog].legal_basis.national_law", "§ 3 BDSG"),
    "DSGVO-6-1-f-NICHT": text("concept.purposes[dialog].legal_basis.gdpr", "6-1-f"),
    "DSGVO-5-1-b": Case(violate=((f"{CHANNEL}.purposes", ["information", "gibt-es-nicht"]),)),
    "LFDI-BW-1-ZWECK": Case(
        (
            *BW,
            *(
                (f"concept.channels[{one}].started_on", "2026-12-01")
                for one in ("instagram", "facebook", "youtube", "mastodon", "whatsapp")
            ),
        ),
        ((f"{CHANNEL}.started_on", "2019-09-02"),),
    ),
    "DSGVO-9": text("concept.special_categories.posted", "ja"),
    # Plattform
    "DSGVO-26-1": Case(violate=((f"{CHANNEL}.joint_controllership.agreement_title", GONE),)),
    "DSGVO-26-3": text(f"{CHANNEL}.joint_controllership.rights_against_both", "nein"),
    "META-INSIGHTS-ADDENDUM": text(f"{CHANNEL}.joint_controllership.agreement_url", "https://www.example.org/vertrag"),
    "META-KI-TRAINING": Case(violate=((f"{CHANNEL}.ai_training_objection.date", GONE),)),
    "META-INSTAGRAM-INSIGHTS": Case(violate=(("concept.channels[instagram].joint_controllership.remark", GONE),)),
    "DH-PLATTFORMLINK": Case(
        violate=(("dpia.consequences.further_information[info-instagram].title", "Datenschutzrichtlinie für TikTok"),)
    ),
    "PAID-ADS-TARGETING": Case(ADS, ((f"{CHANNEL}.paid_ads.custom_audiences", "ja"),)),
    "EMFA-25-2": Case(ADS, (("concept.publication.ad_spending_url", GONE),)),
    "TTPA-2024-900": Case(ADS, item_gone=True),
    "ADMIN-PRIVATKONTO": text(f"{CHANNEL}.admin_access.kind", "personal_profile"),
    "VG-KOELN-13-K-1419-23": Case(violate=(("concept.legal_developments", []),)),
    "DSK-KURZGUTACHTEN-2022": Case(violate=(("concept.legal_developments", []),)),
    "PLATTFORM-BEZEICHNUNG": Case(
        violate=(
            (
                "organisation.platforms",
                [
                    {
                        "id": "facebook",
                        "name": "Facebook",
                        "kind": "network",
                        "checked_on": "2026-08-01",
                        "operator": {
                            "value": "Facebook Ireland Ltd.",
                            "source": "Impressum",
                            "seen_on": "2026-08-01",
                            "confidence": "high",
                        },
                    }
                ],
            ),
        )
    ),
    # Drittland
    "DSGVO-44": text(f"{CHANNEL}.third_country_transfer.mechanism", "unclear"),
    "DSGVO-13-1-f": Case(violate=((f"{CHANNEL}.third_country_transfer.copy_url", GONE),)),
    "DPF-2023-1795": text(f"{CHANNEL}.third_country_transfer.checked_on", "2025-06-01"),
    "DSGVO-46": Case(CLAUSES, ((f"{CHANNEL}.third_country_transfer.remark", GONE),)),
    # Datenschutzhinweise
    "DSGVO-15": Case(words=("Auskunft", "Anfrage")),
    "DSGVO-16": Case(words=("Berichtigung", "Anfrage")),
    "DSGVO-17": Case(violate=(("concept.data_subject_rights.contact", GONE),)),
    "DSGVO-18": Case(words=("Einschränkung", "Anfrage")),
    "DSGVO-21-1": Case(words=("zwingende schutzwürdige Gründe|nicht mehr", "")),
    "DSGVO-13-2-b": Case(words=("Widerspr[uü]ch", "Anfrage")),
    "DSGVO-20": text("concept.data_subject_rights.portability", "nein"),
    "DSGVO-13-2-d": Case(violate=(WRONG_AUTHORITY,)),
    "DSGVO-13-2-e": text("concept.no_exclusive_content", "nein"),
    "DSGVO-13-1-d": Case(words=("Stand dieser Hinweise", "Wir haben ein berechtigtes Interesse an Statistik.")),
    "DSGVO-13-2-f": Case(words=("automatisiert", "gewöhnlich")),
    "DSGVO-21-4": Case(words=("Widerspruchsrecht|Recht auf Widerspruch", "Weiteres")),
    "DH-OHNE-KONTO": Case(violate=((f"{CHANNEL}.device_access.described", GONE),)),
    "DSGVO-13-1-e": Case(violate=(("concept.recipients[oeffentlichkeit]", GONE),)),
    # Schwellwertanalyse
    "DSGVO-35-3": Case(violate=(("dpia.threshold.art35_3[b]", GONE),)),
    "WP248-KRITERIEN": Case(violate=(("dpia.threshold.wp248[4]", GONE),)),
    "DSGVO-35-4-LDI": text("dpia.threshold.authority_list_check.list_name", "Liste des LfDI Baden-Württemberg"),
    "DSK-MUSS-LISTE": text("dpia.threshold.authority_list_check.list_name", "Muss-Liste der DSK, Version 1.1"),
    "LFDI-BW-DSFA": Case((("dpia.consequences.rating", GONE),), (("dpia.threshold.result", GONE),)),
    "DSGVO-35-1-VORHER": Case(violate=(("dpia.late_reason", GONE),)),
    "DSFA-WIDERSPRUCH": Case(violate=(("dpia.decision", GONE),)),
    "DSFA-SKALA": text("dpia.consequences.rating", "Insgesamt ist das Risiko als gering bis mittel einzustufen."),
    # Folgenabschätzung
    "DSGVO-35-7-a": Case(violate=(("dpia.description.purposes[z-dialog]", GONE),)),
    "DSGVO-35-7-d": Case(violate=(("dpia.measures[m-minimierung].status", GONE),)),
    "DSGVO-36-1": Case(CONSULTED, (("dpia.prior_consultation.outcome", GONE),)),
    "EDPB-0.2": Case(violate=(("concept.processors[kommunale-it].task", GONE),)),
    "EDPB-1.3": Case(
        violate=(("dpia.description.assets", [{"id": "a1", "name": "Server", "phases": ["erstellung"]}]),)
    ),
    "EDPB-2.1": Case(violate=(("dpia.description.purposes[z-dialog].purpose", "gibt-es-nicht"),)),
    "EDPB-2.3": Case(violate=(("dpia.measures[m-minimierung].group", "additional"),)),
    "EDPB-6": Case(violate=(("dpia.conditions", []),)),
    "SDM-ZIELE": Case(violate=ONE_GOAL),
    "NK-VOR-NACHTEILE": Case(violate=(("concept.disadvantages[drittland].risks", ["gibt-es-nicht"]),)),
    "DSA-28": Case(violate=(("dpia.risks", GONE),)),
    # Form
    "FORM-LINKS": text("concept.references[sdm].url", "#"),
    "IMPRESSUM-LINK": text(f"{CHANNEL}.imprint_url", "#"),
    "DH-AUFFINDBAR": text(f"{CHANNEL}.privacy_notice_url", "http://www.musterstadt.example/datenschutz"),
    "FORM-ABRUFDATUM": text("concept.references[sdm].checked_on", "2024-01-01"),
    "FORM-AENDERUNG": Case(
        violate=(
            (
                "concept.document.history",
                [{"id": "h1", "version": "2.0", "date": "2025-01-01", "changed_by": "Amt", "change": "Erste Fassung"}],
            ),
        )
    ),
    "FORM-REVIEW": text("concept.review.next_date", "2026-11-01"),
    "DSGVO-35-11": text("dpia.review.next_date", "2026-11-01"),
    "RAT-SYNOPSE": Case(
        (("concept.document.replaces", "Version 0.9"),), (("concept.document.replaces", "die alte Fassung"),)
    ),
    "FORM-DIN5008": Case(layout=Layout(page=("Das Papierformat ist nicht A4.",))),
    "BGG-NRW-10": Case(layout=Layout(access=("Ein Bild hat keinen Alternativtext.",))),
    "VO-PDFA": Case(layout=Layout(access=("Ein Bild hat keinen Alternativtext.",))),
    "CL-EINE-SEITE": Case(long_checklist=True),
    "FORM-LEERE-ELEMENTE": Case(violate=((f"{CHANNEL}.topics", ["Baustellen", ""]),)),
    "FORM-KANALKONSISTENZ": Case(violate=((f"{CHANNEL}.nature", GONE),)),
    # Wortlaut
    "FORM-BEHAUPTUNGEN": text(
        INTRO, "Die Nutzung ist kostenlos und ein wertvolles Instrument. Jede Gefahr ist ausgeschlossen."
    ),
    "FORM-RECHTSCHREIBUNG": text(
        INTRO, "Die Stadt hat eine Datenschutzfolgenabschätzung erstellt und und veröffentlicht."
    ),
    "FORM-GLIEDERUNG": text(
        "concept.sections[kanalverzeichnis].text",
        "1 Konten\n\n1.1 Nur ein Abschnitt\n\nEin Satz dazu steht hier.\n\n2 Ende\n\nNoch ein Satz.",
    ),
    "DDG-STATT-TMG": text(INTRO, "Das Impressum richtet sich nach § 5 TMG."),
    "PRIVACY-SHIELD": text(INTRO, "Die Übermittlung in die USA beruht auf dem Privacy Shield."),
    "LGG-NRW-4": text(
        INTRO, "Die Nutzer und die Bürger finden hier alles. Der Bürgermeister und die Mitarbeiter helfen."
    ),
    "EUGH-C-210-16": text(INTRO, "Die Stadt hat keinen Einfluss auf die Erhebung der Daten durch den Anbieter."),
    "TDDDG-19-2": text(INTRO, "Auf Instagram gilt eine Klarnamenpflicht. Sie schützt vor Missbrauch."),
    "LDI-NRW-STAND": text(
        INTRO, "Die LDI NRW vertritt die Auffassung, dass die Stadt für die Plattform mitverantwortlich ist."
    ),
    # Betrieb
    "LFDI-BW-4-ALTERNATIVEN": Case(violate=(("concept.alternatives[telefon]", GONE),)),
    "LFDI-RP-CROSS-MEDIA": Case(violate=(("concept.alternatives[telefon].contact", GONE),)),
    "DSGVO-7-4": Case(violate=(("concept.alternatives[telefon].contact", GONE),)),
    "KRISENKANAL": text("concept.alternatives[warnmittel].crisis", "nein"),
    "GG-5-SPERREN": text("concept.moderation.blocking.warning_first", "nein"),
    "DSGVO-33": text("concept.incident_process.deadline_hours", "96"),
    "NK-BETROFFENENANFRAGEN": text("concept.data_subject_rights.deadline_days", "90"),
    "MODERATION-FRIST": text("concept.moderation.monitoring_hours", "rund um die Uhr"),
    "TDDDG-25": text("concept.website_embeds.consent", "nein"),
    "LPVG-NRW-72": Case(violate=(("review.staff_council", GONE),)),
    "DSGVO-8": Case(
        violate=(
            (
                "concept.consents",
                [
                    {
                        "id": "e1",
                        "purpose": "Bilder",
                        "form": "schriftlich",
                        "proof": "Akte",
                        "withdrawal_process": "formlos",
                    }
                ],
            ),
        )
    ),
    "DSGVO-29": text("concept.training.confidentiality_commitment", "nein"),
    "LFDI-RP-KEINE-EXKLUSIVITAET": text("concept.no_exclusive_content", "nein"),
    # Beteiligte
    "DSGVO-24": Case(violate=(("dpia.overview.controllers[stadt].name", "Stabsstelle Kommunikation"),)),
    "LDI-NRW-NAME": Case(violate=(WRONG_AUTHORITY,)),
    "DSGVO-38-6": text("organisation.data_protection_officer.person", "person-01"),
    "NAMEN-IM-KONZEPT": text(INTRO, "Fragen beantwortet Dr. Annika Falkenstein im Rathaus."),
    "RAT-DATENSCHUTZ": text(INTRO, "Fragen beantwortet a.falkenstein@musterstadt.example im Rathaus."),
    # Checkliste ohne Angaben der Akte
    "SCHLEICHWERBUNG": Case((("concept.cooperations", "ja"),), item_gone=True),
    "CL-GEWINNSPIEL": Case((("concept.competitions", "ja"),), item_gone=True),
    # nur in anderen Ländern oder Lagen
    "MSTV-18-2": Case(
        (("concept.editorial_content", "ja"), ("concept.responsibilities[redaktion].kind", "editorial_responsible")),
        (("concept.responsibilities[redaktion].role", GONE),),
    ),
    "LFDI-BW-2-IMPRESSUM": Case(BW, ((f"{CHANNEL}.imprint_url", GONE),)),
    "LFDI-BW-3-BETREUUNG": Case(BW, (("concept.moderation.process", GONE),)),
    "LFDI-RP-ART26": Case(RP, ((f"{CHANNEL}.joint_controllership.agreement_url", GONE),)),
    "LFDI-RP-DSE-IMPRESSUM": Case(RP, ((f"{CHANNEL}.imprint_url", GONE),)),
    "LFDI-RP-KONZEPT": Case(RP, ((f"{CHANNEL}.scope", GONE),)),
    "LFDI-RP-STICHPROBE": Case(RP, (("concept.document.version", GONE),)),
    "DSGVO-13-3": Case(
        (
            ("concept.privacy_notice.further_purposes", "Fragen werden ohne Namen für die Statistik gezählt."),
            (
                "review.answers[DSGVO-13-3]",
                {
                    "requirement": "DSGVO-13-3",
                    "fulfilled": "ja",
                    "by": "Recht",
                    "date": "2026-09-01",
                    "text": "Geprüft.",
                },
            ),
        ),
        (("review.answers[DSGVO-13-3].fulfilled", "nein"),),
    ),
}


def case_of(requirement: Requirement) -> Case:
    """Return how ``requirement`` is met and violated."""
    if requirement.id in CASES:
        return CASES[requirement.id]
    if requirement.check is None and requirement.decidable is Decidable.HUMAN:
        return Case(violate=((f"review.answers[{requirement.id}].fulfilled", "nein"),))
    if not requirement.evidence:
        return Case(item_gone=True)
    return Case(violate=tuple((path, GONE) for path in _first_places(requirement)))


def _first_places(requirement: Requirement) -> list[str]:
    """Return the place of the first entry of the evidence, one for each alternative."""
    found = []
    for path in requirement.evidence[0]:
        places = [leaf.path for leaf in leaves(dossier_of("musterstadt"), path) if leaf.state is State.KNOWN]
        found += [place for place in places if place.rpartition("[")[0] == places[0].rpartition("[")[0]]
    return found
