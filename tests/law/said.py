"""What the named checks say about the two dossiers of each requirement: how deep they looked, what they quote, where it is wrong.

One line a requirement: its id, the depth of what is fulfilled, the fields that are quoted as evidence, and the fields at which the
violations of :mod:`mutations` are told. Items of lists are left out of the quoted fields (``[]``). ``-`` stands for what is no
field of the dossier: the catalogue, the standing text of the documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """What is said about one requirement: depths, quoted fields, places of the violations."""

    depths: frozenset[str]
    quoted: frozenset[str]
    told_at: frozenset[str]


TABLE = """
BGG-NRW-10 | value | - | -
BARRIEREFREIE-POSTS | consistency | - concept.accessibility | concept.accessibility
KUG-23 | consistency | - concept.image_rights.process | concept.image_rights.process
KUG-KINDER | consistency | - concept.image_rights.minors_rule | concept.image_rights.minors_rule
FOTO-INFORMATION | consistency | - concept.image_rights.information_process | concept.image_rights.information_process
VERSAMMLUNGSFOTOS | consistency | - | -
UrhG-51 | consistency | - | -
MARKENRECHT | consistency | - | -
CL-VOR-POST | consistency | - | -
CL-NACH-POST | consistency | - | -
CL-LOESCHPROTOKOLL | consistency | - | -
CL-ESKALATION | consistency | - concept.incident_process.internal_contact concept.responsibilities[].role | concept.incident_process.internal_contact
CL-KONTOPFLEGE | consistency | - | -
CL-EINWILLIGUNG | consistency | - concept.consents[].proof concept.consents[].withdrawal_process | concept.consents[nahaufnahmen].proof
CL-GEWINNSPIEL | consistency | - | -
CL-BESTAETIGUNG | consistency | - | -
CL-EINE-SEITE | value | | -
DSGVO-44 | consistency | concept.channels[].third_country_transfer.checked_on concept.channels[].third_country_transfer.countries concept.channels[].third_country_transfer.mechanism | concept.channels[facebook].third_country_transfer.mechanism
DPF-2023-1795 | consistency | concept.channels[].third_country_transfer.checked_on concept.channels[].third_country_transfer.dpf_participant concept.review.triggers | concept.channels[facebook].third_country_transfer.checked_on
PRIVACY-SHIELD | value | concept.channels[].third_country_transfer.mechanism | concept.introduction
DSGVO-46 | value | concept.channels[].third_country_transfer.mechanism concept.channels[].third_country_transfer.remark | concept.channels[facebook].third_country_transfer.remark
DSGVO-35-1-VORHER | consistency | concept.channels[].started_on dpia.late_reason dpia.overview.completed_on dpia.overview.validated_on dpia.threshold.decided_on | dpia.late_reason
DSGVO-35-3 | consistency | dpia.threshold.art35_3[].met dpia.threshold.art35_3[].reason | dpia.threshold.art35_3
DSGVO-35-4-LDI | value | - dpia.threshold.authority_list_check.hit dpia.threshold.authority_list_check.list_name dpia.threshold.authority_list_check.reason | dpia.threshold.authority_list_check.list_name
DSK-MUSS-LISTE | value | dpia.threshold.authority_list_check.list_name | dpia.threshold.authority_list_check.list_name
WP248-KRITERIEN | consistency | dpia.threshold.wp248[].met dpia.threshold.wp248[].reason | dpia.threshold.wp248
DSGVO-35-7-a | consistency | dpia.description.personal_data[].item dpia.description.purposes[].purpose | dpia.description.purposes
DSGVO-35-7-d | consistency | dpia.measures[].addresses dpia.measures[].responsible dpia.measures[].status dpia.risks[].residual.likelihood dpia.risks[].residual.severity | dpia.measures[m-minimierung].status
DSGVO-35-11 | value | dpia.review.interval_months dpia.review.next_date dpia.review.triggers | dpia.review.next_date
DSGVO-36-1 | consistency | dpia.decision dpia.prior_consultation.date dpia.prior_consultation.outcome | dpia.prior_consultation.outcome
DSFA-WIDERSPRUCH | consistency | dpia.risks[].initial.likelihood dpia.threshold.result | dpia.decision
DSFA-SKALA | value | dpia.risks[].initial.likelihood | dpia.consequences.rating
SDM-ZIELE | consistency | dpia.risks[].protection_goals | dpia.risks
DSGVO-5-1-b | consistency | concept.channels[].purpose concept.channels[].purposes concept.purposes[].text | concept.channels[facebook].purpose concept.channels[facebook].purposes
DSGVO-6-1-e | value | concept.purposes[].legal_basis.gdpr concept.purposes[].legal_basis.national_law | concept.purposes[dialog].legal_basis.national_law
DSGVO-6-1-f-NICHT | value | concept.purposes[].legal_basis.gdpr | concept.purposes[dialog].legal_basis.gdpr
BDSG-3-NICHT | value | concept.purposes[].legal_basis.national_law | concept.purposes[dialog].legal_basis.national_law
DSGVO-8 | presence | concept.consents[].minors | concept.consents[e1].minors
DSGVO-9 | consistency | concept.special_categories.posted | concept.special_categories.exception
DSGVO-13-1-d | value | | -
DSGVO-13-1-e | consistency | concept.recipients[].name | concept.recipients
DSGVO-13-1-f | value | concept.channels[].third_country_transfer.copy_url concept.channels[].third_country_transfer.countries concept.channels[].third_country_transfer.mechanism | concept.channels[facebook].third_country_transfer.copy_url
DSGVO-13-2-b | consistency | concept.data_subject_rights.contact | concept.data_subject_rights.contact
DSGVO-13-2-d | consistency | - | organisation.supervisory_authority.name
DSGVO-13-2-e | consistency | concept.alternatives[].kind concept.no_exclusive_content | concept.no_exclusive_content
DSGVO-13-2-f | value | - | -
DH-PLATTFORMLINK | consistency value | - | dpia.consequences.further_information[info-instagram]
PLATTFORM-BEZEICHNUNG | value | - | organisation.platforms[facebook].operator
DH-OHNE-KONTO | presence value | - concept.channels[].device_access.described | concept.channels[facebook].device_access.described
DH-AUFFINDBAR | value | concept.channels[].privacy_notice_placement concept.channels[].privacy_notice_url | concept.channels[facebook].privacy_notice_url
DSGVO-15 | consistency | - concept.data_subject_rights.contact concept.responsibilities[].role | concept.data_subject_rights.contact
DSGVO-16 | consistency | - concept.data_subject_rights.contact concept.responsibilities[].role | concept.data_subject_rights.contact
DSGVO-17 | consistency | - concept.data_subject_rights.contact concept.responsibilities[].role | concept.data_subject_rights.contact
DSGVO-18 | consistency | - concept.data_subject_rights.contact concept.responsibilities[].role | concept.data_subject_rights.contact
DSGVO-20 | consistency | concept.data_subject_rights.portability | concept.data_subject_rights.portability
DSGVO-21-1 | consistency | - concept.data_subject_rights.contact | concept.data_subject_rights.contact
DSGVO-21-4 | value | - | -
NK-BETROFFENENANFRAGEN | value | concept.data_subject_rights.deadline_days concept.data_subject_rights.intake concept.data_subject_rights.platform_forwarding | concept.data_subject_rights.deadline_days
ADMIN-PRIVATKONTO | value | concept.channels[].admin_access.kind concept.security_measures[].text | concept.channels[facebook].admin_access.kind
DSGVO-33 | value | concept.incident_process.deadline_hours concept.incident_process.documentation concept.incident_process.internal_contact | concept.incident_process.deadline_hours
DSGVO-24 | consistency | concept.review.next_date dpia.overview.controllers[].name organisation.name | dpia.overview.controllers
DSGVO-26-1 | value | concept.channels[].joint_controllership.agreement_date concept.channels[].joint_controllership.agreement_title concept.channels[].joint_controllership.agreement_url concept.channels[].joint_controllership.exists | concept.channels[facebook].joint_controllership.agreement_title
DSGVO-26-3 | value | concept.channels[].joint_controllership.rights_against_both | concept.channels[facebook].joint_controllership.rights_against_both
EUGH-C-210-16 | value | concept.channels[].joint_controllership.exists | concept.introduction
DSGVO-29 | value | concept.training.confidentiality_commitment | concept.training.confidentiality_commitment
DSGVO-38-6 | consistency | concept.responsibilities[].persons[].id organisation.data_protection_officer.other_functions organisation.data_protection_officer.person | concept.responsibilities[freigabe].persons concept.responsibilities[steuerung].persons
EDPB-0.2 | consistency | concept.processors[].task | concept.processors[kommunale-it].task
EDPB-1.3 | consistency | dpia.description.assets[].name | dpia.description.phases[auswertung] dpia.description.phases[betreuung] dpia.description.phases[loeschung] dpia.description.phases[veroeffentlichung]
EDPB-2.1 | consistency | concept.purposes[].legal_basis.justification dpia.description.purposes[].justification dpia.special_category_exceptions[].justification | dpia.description.purposes[z-dialog].purpose
EDPB-2.3 | consistency | dpia.measures[].title | dpia.measures
EDPB-6 | consistency | dpia.conditions[].due dpia.conditions[].responsible dpia.conditions[].text dpia.decision dpia.decision_reasons | dpia.conditions
FORM-AENDERUNG | consistency | concept.document.version | concept.document.history[h1].version
FORM-REVIEW | value | concept.review.interval_months concept.review.next_date concept.review.responsible | concept.review.next_date
FORM-LINKS | value | concept.alternatives[].url concept.channels[].imprint_url concept.channels[].privacy_notice_url concept.channels[].url concept.references[].url dpia.consequences.further_information[].url | concept.references[sdm].url
FORM-LEERE-ELEMENTE | value | | concept.channels[facebook].topics[2]
FORM-KANALKONSISTENZ | consistency | concept.channels[].nature concept.channels[].platform concept.channels[].purpose concept.channels[].reasons concept.channels[].responsible_unit concept.channels[].scope | concept.channels[facebook].nature
FORM-RECHTSCHREIBUNG | value | | concept.introduction
FORM-GLIEDERUNG | value | | concept.sections[kanalverzeichnis].text
FORM-DIN5008 | value | - | -
FORM-BEHAUPTUNGEN | value | concept.references[].title | concept.introduction
FORM-ABRUFDATUM | value | concept.channels[].third_country_transfer.checked_on concept.legal_developments[].checked_on concept.references[].checked_on | concept.references[sdm].checked_on
KI-VO-4 | consistency | - | -
SCHLEICHWERBUNG | consistency | - | -
WAHLZEITEN | consistency | - concept.election_rules.date concept.election_rules.next_election concept.election_rules.rule | concept.election_rules.next_election
GG-5-SPERREN | value | concept.moderation.blocking.grounds concept.moderation.blocking.remedy concept.moderation.blocking.time_limit concept.moderation.blocking.warning_first | concept.moderation.blocking.warning_first
MODERATION-FRIST | value | concept.moderation.monitoring_hours concept.moderation.out_of_hours concept.moderation.response_time concept.responsibilities[].role | concept.moderation.monitoring_hours
ANZEIGE | consistency | - | -
DSA-16-20 | consistency | - | -
DSA-28 | consistency | dpia.risks[].minors | dpia.risks
NK-VOR-NACHTEILE | consistency | concept.advantages[].text concept.disadvantages[].text | concept.disadvantages[drittland].risks
DSG-NRW-3 | value | concept.purposes[].legal_basis.gdpr concept.purposes[].legal_basis.national_law | concept.purposes[dialog].legal_basis.national_law
LDSG-BW-4 | value | concept.purposes[].legal_basis.gdpr concept.purposes[].legal_basis.national_law | concept.purposes[dialog].legal_basis.national_law
LDSG-RP-3 | value | concept.purposes[].legal_basis.gdpr concept.purposes[].legal_basis.national_law | concept.purposes[dialog].legal_basis.national_law
LDI-NRW-NAME | consistency | - | organisation.supervisory_authority.name
LDI-NRW-STAND | value | concept.references[].title | concept.introduction
LGG-NRW-4 | value | organisation.gender_form | concept.introduction
AKTENFUEHRUNG | consistency | - concept.document.file_reference | concept.document.file_reference
LFDI-BW-DSFA | presence | dpia.threshold.result | dpia.threshold.result
LFDI-BW-1-ZWECK | consistency | concept.channels[].purpose concept.channels[].started_on concept.document.date | concept.channels[facebook].started_on
LFDI-BW-4-ALTERNATIVEN | value | concept.alternatives[].contact concept.alternatives[].kind | concept.alternatives
LFDI-RP-CROSS-MEDIA | value | concept.alternatives[].contact concept.alternatives[].kind | concept.alternatives[telefon].contact
LFDI-RP-KEINE-EXKLUSIVITAET | value | concept.no_exclusive_content | concept.no_exclusive_content
LPVG-NRW-72 | value | review.staff_council.date review.staff_council.result | review.staff_council.date
VERSCHWIEGENHEIT | consistency | - | -
META-KI-TRAINING | value | concept.channels[].ai_training_objection.date concept.channels[].ai_training_objection.filed | concept.channels[facebook].ai_training_objection.date
VG-KOELN-13-K-1419-23 | value | concept.legal_developments[].text concept.review.next_date | concept.legal_developments
DSK-KURZGUTACHTEN-2022 | value | concept.decision_reasons concept.legal_developments[].text | concept.legal_developments
META-INSIGHTS-ADDENDUM | consistency | - concept.channels[].joint_controllership.agreement_date concept.channels[].joint_controllership.agreement_url | concept.channels[facebook].joint_controllership.agreement_url
TTPA-2024-900 | consistency | - | -
PAID-ADS-TARGETING | value | concept.channels[].paid_ads.allowed concept.channels[].paid_ads.custom_audiences concept.channels[].paid_ads.targeting | concept.channels[facebook].paid_ads.custom_audiences
DDG-STATT-TMG | value | | concept.introduction
IMPRESSUM-LINK | value | concept.channels[].imprint_placement concept.channels[].imprint_url concept.channels[].privacy_notice_placement concept.channels[].privacy_notice_url | concept.channels[facebook].imprint_url
TDDDG-25 | value | concept.website_embeds.consent concept.website_embeds.method | concept.website_embeds.consent
TDDDG-19-2 | value | | concept.introduction
NAMEN-IM-KONZEPT | consistency | concept.responsibilities[].mailbox concept.responsibilities[].role | concept.introduction
RAT-SYNOPSE | consistency | concept.document.replaces | concept.document.replaces
RAT-DATENSCHUTZ | consistency | concept.responsibilities[].mailbox | concept.introduction
VO-PDFA | value | - | -
"""


def _row(line: str) -> tuple[str, Said]:
    name, *cells = (cell.strip() for cell in line.split("|"))
    depths, quoted, told_at = (frozenset("" if word == "-" else word for word in cell.split()) for cell in cells)
    return name, Said(depths, quoted, told_at)


SAID: Mapping[str, Said] = dict(_row(line) for line in TABLE.strip().splitlines())
