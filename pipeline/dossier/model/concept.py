"""``concept.yaml``: the usage concept."""

from __future__ import annotations

from pydantic import Field

from pipeline.dossier.answers import Answer, Model
from pipeline.dossier.model.channel import Channel
from pipeline.dossier.model.conduct import (
    AiContentRules,
    Awareness,
    Consent,
    Copyright,
    EditorialProcess,
    ElectionRules,
    ImageRights,
    IncidentProcess,
    Moderation,
    SecurityMeasure,
    StaffData,
    Training,
    WebsiteEmbeds,
)
from pipeline.dossier.model.process import (
    Archiving,
    Council,
    Countersignature,
    DataSubjectRights,
    Document,
    EvaluationCriterion,
    Processor,
    Publication,
    Recipient,
    RecordOfProcessing,
    Responsibility,
    Retention,
    Review,
    Signatory,
    SpecialCategories,
)
from pipeline.dossier.model.values import (
    Date,
    Id,
    Labelled,
    Prose,
    Text,
    Url,
    YesNo,
    items,
    optional,
    required,
)


class GdprBasis(Labelled):
    """The letters of Art. 6(1) GDPR."""

    CONSENT = "6-1-a", "Art. 6 Abs. 1 UAbs. 1 lit. a DSGVO"
    CONTRACT = "6-1-b", "Art. 6 Abs. 1 UAbs. 1 lit. b DSGVO"
    LEGAL_OBLIGATION = "6-1-c", "Art. 6 Abs. 1 UAbs. 1 lit. c DSGVO"
    VITAL_INTERESTS = "6-1-d", "Art. 6 Abs. 1 UAbs. 1 lit. d DSGVO"
    PUBLIC_TASK = "6-1-e", "Art. 6 Abs. 1 UAbs. 1 lit. e DSGVO"
    LEGITIMATE_INTERESTS = "6-1-f", "Art. 6 Abs. 1 UAbs. 1 lit. f DSGVO"


class PurposeKind(Labelled):
    """What a purpose is about; conditions of requirements read it."""

    INFORMATION = "information", "Information der Öffentlichkeit"
    DIALOGUE = "dialogue", "Austausch mit der Bürgerschaft"
    CRISIS = "crisis", "Information in Krisen"
    PROMOTION = "promotion", "Tourismus, Kultur und Stadtwerbung"
    RECRUITING = "recruiting", "Gewinnung von Personal"
    OTHER = "other", "anderer Zweck"


class LegalBasis(Model):
    """The legal basis of one purpose; for a public body always two halves."""

    gdpr: Answer[GdprBasis] | None = optional("DSGVO", "Buchstabe des Art. 6 Abs. 1, zum Beispiel 6-1-e.")
    national_law: Answer[Text] | None = optional("Nationales Recht", "Befugnisnorm, zum Beispiel „§ 3 Abs. 1 DSG NRW“.")
    task: Answer[Prose] | None = optional("Aufgabe", "Die Aufgabe der Kommune, der die Verarbeitung dient, mit Norm.")
    justification: Answer[Prose] | None = optional(
        "Begründung", "Warum die Verarbeitung für die Aufgabe erforderlich ist."
    )
    platform_side: Answer[Prose] | None = optional(
        "Verarbeitung durch den Betreiber", "Worauf sich die Verarbeitung auf Seiten der Plattform stützt."
    )


class Purpose(Model):
    """One purpose of the processing (Art. 5 Abs. 1 lit. b DSGVO)."""

    id: Id
    title: Text = required("Bezeichnung", "Kurze Bezeichnung des Zwecks.")
    kind: PurposeKind = required("Art", "information, dialogue, crisis, promotion, recruiting oder other.")
    text: Answer[Prose] | None = optional("Beschreibung", "Der Zweck in ein bis drei Sätzen.")
    legal_basis: Answer[LegalBasis] | None = optional("Rechtsgrundlage", "Beide Hälften: DSGVO und nationales Recht.")


class Argument(Model):
    """An advantage or a disadvantage, perhaps with sub-items."""

    id: Id
    text: Text = required("Text", "Ein Vor- oder Nachteil in einem Satz oder Stichwort.")
    details: tuple[Text, ...] = items("Einzelheiten", "Unterpunkte.")
    risks: tuple[Id, ...] = items("Risiken", "Kennungen aus dpia.risks, die diesem Nachteil entsprechen.")


class AlternativeKind(Labelled):
    """A way of information or contact without the platform."""

    WEBSITE = "website", "Internetseite"
    PHONE = "phone", "Telefon"
    EMAIL = "email", "E-Mail"
    OFFICE = "office", "Rathaus"
    POST = "post", "Post"
    SERVICE_PORTAL = "service_portal", "Serviceportal"
    APP = "app", "App"
    NEWSLETTER = "newsletter", "Newsletter"
    PRESS = "press", "Presse"
    WARNING = "warning", "Warnmittel"


class Alternative(Model):
    """A way of information or contact that needs no account with a platform."""

    id: Id
    kind: AlternativeKind = required(
        "Art", "website, phone, email, office, post, service_portal, app, newsletter, press, warning."
    )
    title: Text = required("Bezeichnung", "Text, der auch den Verweis benennt.")
    contact: Answer[Text] | None = optional("Kontakt", "Nummer, Postfach oder Anschrift.")
    url: Answer[Url] | None = optional("Adresse", "Vollständige Adresse mit https://.")
    text: Answer[Prose] | None = optional("Erläuterung", "Was man dort findet oder erledigt.")
    account_required: YesNo = Field(
        default=False, title="Konto nötig", description="Braucht man ein Konto bei einer Plattform?"
    )
    crisis: YesNo = Field(
        default=False, title="Warnweg", description="Ist dies ein vorrangiger Weg für Warnungen in Krisen?"
    )


class LegalDevelopment(Model):
    """A judgment, an opinion of an authority or a change of law that the concept deals with."""

    id: Id
    title: Text = required("Bezeichnung", "Gericht, Datum und Aktenzeichen oder Titel.")
    text: Answer[Prose] | None = optional("Bewertung", "Was daraus für die Kanäle folgt.")
    url: Answer[Url] | None = optional("Fundstelle", "Adresse.")
    checked_on: Answer[Date] | None = optional("Geprüft am", "Wann der Stand zuletzt geprüft wurde.")


class Reference(Model):
    """A source the concept refers to."""

    id: Id
    title: Text = required("Bezeichnung", "Titel, Herausgeber, Datum.")
    url: Answer[Url] | None = optional("Fundstelle", "Adresse.")
    checked_on: Answer[Date] | None = optional("Geprüft am", "Wann der Verweis zuletzt geprüft wurde.")


class Section(Model):
    """A free section of the concept with a stable id."""

    id: Id
    title: Text = required("Überschrift", "Überschrift des Abschnitts.")
    text: Answer[Prose] | None = optional("Text", "Freier Text.")


class OwnData(Model):
    """Data of visitors that the municipality itself sees (privacy notice)."""

    id: Id
    data: Text = required("Daten", "Zum Beispiel „Name des Profils und Inhalt des Kommentars“.")
    use: Answer[Text] | None = optional("Verwendung", "Wozu die Verwaltung die Daten nutzt.")
    source: Answer[Text] | None = optional("Herkunft", "Woher die Daten stammen (Art. 14 Abs. 2 lit. f DSGVO).")


class PrivacyNotice(Model):
    """What only the privacy notice needs; the rest is made from the other facts."""

    summary: Answer[Prose] | None = optional("Kurzfassung", "Die Hinweise in wenigen einfachen Sätzen.")
    own_data: Answer[tuple[OwnData, ...]] = items(
        "Daten, die wir selbst sehen", "Datenarten mit Verwendung und Herkunft."
    )
    further_purposes: Answer[Prose] | None = optional(
        "Weitere Zwecke", "Verwendung zu anderen Zwecken (Art. 13 Abs. 3 DSGVO)."
    )


class Concept(Model):
    """The usage concept of all channels."""

    document: Document = Field(default_factory=Document, title="Dokument", description="Version, Stand, Aktenzeichen.")
    introduction: Answer[Prose] | None = optional("Einleitung", "Worum es geht und wer Verantwortung übernimmt.")
    scope: Answer[Prose] | None = optional("Geltungsbereich", "Für wen und für welche Kanäle das Konzept gilt.")
    channels: tuple[Channel, ...] = Field(title="Kanäle", description="Alle offiziellen Kanäle.", min_length=1)
    purpose: Answer[Prose] | None = optional("Zweck", "Wozu die Verwaltung soziale Medien überhaupt nutzt.")
    purposes: Answer[tuple[Purpose, ...]] = items("Zwecke", "Einzelne Zwecke mit Rechtsgrundlage.")
    decision_reasons: Answer[Prose] | None = optional(
        "Gründe der Entscheidung", "Abwägung und Entscheidung für soziale Medien insgesamt."
    )
    legal_developments: Answer[tuple[LegalDevelopment, ...]] = items(
        "Rechtsentwicklung", "Urteile und Auffassungen, die zu beachten sind."
    )
    responsibilities: Answer[tuple[Responsibility, ...]] = items(
        "Verantwortlichkeiten", "Aufgaben mit Funktion und Postfach."
    )
    editorial_process: Answer[EditorialProcess] | None = optional(
        "Redaktion", "Wie Beiträge entstehen und berichtigt werden."
    )
    content_scope: Answer[Prose] | None = optional(
        "Inhaltlicher Rahmen", "Was zur Aufgabe der Kommune gehört; Abgrenzung zur Presse."
    )
    editorial_content: Answer[YesNo] | None = optional(
        "Journalistisch-redaktionell", "Sind die Inhalte journalistisch-redaktionell gestaltet (§ 18 Abs. 2 MStV)?"
    )
    cooperations: Answer[YesNo] | None = optional(
        "Kooperationen", "Gibt es Beiträge mit Partnern oder gesponserten Preisen?"
    )
    competitions: Answer[YesNo] | None = optional("Gewinnspiele", "Gibt es Gewinnspiele oder Umfragen?")
    advantages: Answer[tuple[Argument, ...]] = items("Vorteile", "Was für die Nutzung spricht.")
    disadvantages: Answer[tuple[Argument, ...]] = items("Nachteile", "Was dagegen spricht, auch für die Nutzenden.")
    alternatives: Answer[tuple[Alternative, ...]] = items(
        "Alternativen", "Informations- und Kontaktwege ohne Plattform."
    )
    no_exclusive_content: Answer[YesNo] | None = optional(
        "Keine Exklusivität", "Gibt es alle Informationen auch außerhalb der Plattform?"
    )
    alternatives_text: Answer[Prose] | None = optional(
        "Hinweis zu Alternativen", "Einleitender Text zu den anderen Wegen."
    )
    recipients: Answer[tuple[Recipient, ...]] = items("Empfänger", "Wer Daten erhält (Art. 13 Abs. 1 lit. e DSGVO).")
    processors: Answer[tuple[Processor, ...]] = items("Auftragsverarbeiter", "Dienstleister nach Art. 28 DSGVO.")
    processors_used: Answer[YesNo] | None = optional(
        "Dienstleister eingesetzt", "Werden Agenturen oder Werkzeuge eingesetzt?"
    )
    record_of_processing: Answer[RecordOfProcessing] | None = optional(
        "Verarbeitungsverzeichnis", "Eintrag nach Art. 30 DSGVO."
    )
    data_minimisation: Answer[Prose] | None = optional(
        "Datenminimierung", "Wie der Umfang personenbezogener Daten begrenzt wird."
    )
    special_categories: Answer[SpecialCategories] | None = optional("Besondere Kategorien", "Daten nach Art. 9 DSGVO.")
    consents: Answer[tuple[Consent, ...]] = items("Einwilligungen", "Wofür Einwilligungen eingeholt werden.")
    consent_used: Answer[YesNo] | None = optional(
        "Einwilligungen genutzt", "Stützt sich die Verwaltung auf Einwilligungen?"
    )
    data_subject_rights: Answer[DataSubjectRights] | None = optional(
        "Betroffenenrechte", "Wie Anträge bearbeitet werden."
    )
    website_embeds: Answer[WebsiteEmbeds] | None = optional(
        "Einbettungen", "Plattforminhalte auf der eigenen Internetseite."
    )
    moderation: Answer[Moderation] | None = optional("Moderation", "Netiquette, Betreuung, Löschen und Sperren.")
    image_rights: Answer[ImageRights] | None = optional("Bildrechte", "Bilder von Personen.")
    copyright: Answer[Copyright] | None = optional("Urheberrecht", "Fremde Werke und Musik.")
    staff_data: Answer[StaffData] | None = optional("Daten von Beschäftigten", "Namen und Bilder von Beschäftigten.")
    security_measures: Answer[tuple[SecurityMeasure, ...]] = items("Sicherheit", "Maßnahmen nach Art. 32 DSGVO.")
    incident_process: Answer[IncidentProcess] | None = optional(
        "Vorfälle", "Verletzungen des Schutzes personenbezogener Daten."
    )
    accessibility: Answer[Prose] | None = optional(
        "Barrierefreiheit", "Regeln für Beiträge: Alternativtexte, Untertitel."
    )
    neutrality_rules: Answer[Prose] | None = optional("Neutralität", "Sachlichkeit und parteipolitische Neutralität.")
    election_rules: Answer[ElectionRules] | None = optional("Wahlzeiten", "Zurückhaltung vor Wahlen.")
    account_separation: Answer[Prose] | None = optional("Amtliche und private Konten", "Wie sie getrennt werden.")
    ai_content_rules: Answer[AiContentRules] | None = optional("KI-Inhalte", "Einsatz und Kennzeichnung.")
    retention: Answer[tuple[Retention, ...]] = items("Speicherdauer", "Frist je Datenart.")
    archiving: Answer[Archiving] | None = optional("Archivierung", "Anbietung an das Archiv.")
    review: Answer[Review] | None = optional("Überprüfung", "Abstand, Termin, Zuständigkeit und Anlässe.")
    evaluation: Answer[tuple[EvaluationCriterion, ...]] = items("Erfolgskontrolle", "Woran der Nutzen gemessen wird.")
    exit_strategy: Answer[Prose] | None = optional("Ausstieg", "Wann und wie ein Kanal geschlossen wird.")
    awareness: Answer[Awareness] | None = optional("Aufklärung", "Hinweise auf Risiken sozialer Netzwerke.")
    training: Answer[Training] | None = optional("Schulung", "Schulung der Redaktion.")
    internal_rules: Answer[Text] | None = optional("Dienstanweisung", "Bezeichnung der geltenden Dienstanweisung.")
    sections: tuple[Section, ...] = items("Weitere Abschnitte", "Freie Abschnitte vor den Schlussbestimmungen.")
    references: Answer[tuple[Reference, ...]] = items("Quellen", "Verweise mit Prüfdatum.")
    privacy_notice: Answer[PrivacyNotice] | None = optional("Datenschutzhinweise", "Angaben nur für die Hinweise.")
    publication: Answer[Publication] | None = optional("Veröffentlichung", "Wo und wie veröffentlicht wird.")
    council: Answer[Council] | None = optional("Rat", "Angaben für die Vorlage.")
    signatory: Answer[Signatory] | None = optional("Unterzeichnung", "Wer das Konzept unterzeichnet.")
    countersignatures: Answer[tuple[Countersignature, ...]] = items("Mitzeichnung", "Beteiligte Stellen.")
