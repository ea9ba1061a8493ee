"""Responsibility, rights, retention, review and the life of the document itself."""

from __future__ import annotations

from pydantic import Field

from pipeline.dossier.answers import Answer, Model
from pipeline.dossier.model.values import (
    Date,
    Email,
    Id,
    Labelled,
    Phone,
    Prose,
    Text,
    Url,
    YesNo,
    items,
    optional,
    required,
)


class HistoryEntry(Model):
    """A version that was made before the register existed."""

    id: Id
    version: Text = required("Version", "Zum Beispiel „1.0“.")
    date: Date = required("Stand", "Datum der Fassung.")
    changed_by: Text = required("Geändert durch", "Funktion, kein Name.")
    change: Text = required("Änderung", "Was sich geändert hat, mit Abschnitten.")
    reason: Text | None = optional("Anlass", "Warum geändert wurde.")
    approval: Text | None = optional("Freigabe", "Wer freigegeben hat.")


class Document(Model):
    """Version, dates and file reference of the documents."""

    version: Answer[Text] | None = optional("Version", "Zum Beispiel „1.0“; neue Fassungen zählen hoch.")
    date: Answer[Date] | None = optional("Stand", "Datum dieser Fassung.")
    valid_from: Answer[Date] | None = optional("Gültig ab", "Tag des Inkrafttretens.")
    replaces: Answer[Text] | None = optional("Ersetzt", "Die Fassung, die abgelöst wird, oder „keine“.")
    file_reference: Answer[Text] | None = optional("Aktenzeichen", "Nach dem Aktenplan der Verwaltung.")
    history: tuple[HistoryEntry, ...] = items("Frühere Fassungen", "Fassungen aus der Zeit vor dem Register.")


class ResponsibilityKind(Labelled):
    """What somebody is responsible for."""

    EDITORIAL = "editorial", "Redaktion"
    TECHNICAL = "technical", "Technische Betreuung"
    MODERATION = "moderation", "Moderation"
    DEPUTY = "deputy", "Vertretung"
    DATA_SUBJECT_RIGHTS = "data_subject_rights", "Betroffenenrechte"
    APPROVAL = "approval", "Freigabe"
    EDITORIAL_RESPONSIBLE = "editorial_responsible", "Verantwortlich nach § 18 Abs. 2 MStV"
    CONTROL = "control", "Überwachung des Konzepts"


class Person(Model):
    """A contact person; printed only in the internal edition."""

    id: Id
    name: Text | None = optional("Name", "Vor- und Nachname.", internal=True)
    email: Email | None = optional("E-Mail", "Persönliche E-Mail-Adresse.", internal=True)
    phone: Phone | None = optional("Telefon", "Durchwahl.", internal=True)


class Responsibility(Model):
    """A task with the function that has it."""

    id: Id
    kind: ResponsibilityKind = required(
        "Aufgabe",
        "editorial, technical, moderation, deputy, data_subject_rights, approval, editorial_responsible oder control.",
    )
    role: Answer[Text] | None = optional("Funktion", "Zum Beispiel „Redaktion Öffentlichkeitsarbeit“.")
    unit: Answer[Text] | None = optional("Stelle", "Amt oder Fachbereich.")
    mailbox: Answer[Email] | None = optional("Funktionspostfach", "Zum Beispiel socialmedia@musterstadt.de.")
    phone: Answer[Phone] | None = optional("Telefon", "Nummer, die veröffentlicht werden darf.")
    tasks: Answer[Prose] | None = optional("Aufgaben", "Was dazugehört.")
    channels: tuple[Id, ...] = items("Kanäle", "Nur wenn die Aufgabe nicht für alle Kanäle gilt.")
    persons: Answer[tuple[Person, ...]] = items("Personen", "Beschäftigte; nur für die interne Fassung.", internal=True)


class RecipientKind(Labelled):
    """Who receives personal data."""

    PLATFORM = "platform", "Plattformbetreiber"
    PUBLIC = "public", "Öffentlichkeit"
    PROCESSOR = "processor", "Auftragsverarbeiter"
    ARCHIVE = "archive", "Archiv"
    AUTHORITY = "authority", "Behörde"
    INTERNAL = "internal", "Stelle innerhalb der Verwaltung"
    OTHER = "other", "andere"


class Recipient(Model):
    """A recipient or category of recipients (Art. 4 Nr. 9 DSGVO)."""

    id: Id
    kind: RecipientKind = required("Art", "platform, public, processor, archive, authority, internal oder other.")
    name: Text = required("Bezeichnung", "Zum Beispiel „Betreiber der Plattform“.")
    data: Answer[Text] | None = optional("Daten", "Welche Daten.")
    reason: Answer[Text] | None = optional("Zweck", "Warum.")


class Processor(Model):
    """A processor (Art. 28 DSGVO)."""

    id: Id
    name: Text = required("Name", "Unternehmen mit Ort.")
    task: Answer[Text] | None = optional("Aufgabe", "Was der Dienstleister tut.")
    contract_date: Answer[Date] | None = optional("Vertrag vom", "Datum des Vertrags nach Art. 28 Abs. 3 DSGVO.")


class RecordOfProcessing(Model):
    """The entry in the record of processing activities (Art. 30 DSGVO)."""

    entry_id: Answer[Text] | None = optional(
        "Nummer des Eintrags", "Nummer im Verzeichnis von Verarbeitungstätigkeiten."
    )
    name: Answer[Text] | None = optional("Bezeichnung", "Bezeichnung der Verarbeitung im Verzeichnis.")


class SpecialCategories(Model):
    """Special categories of personal data (Art. 9 DSGVO)."""

    posted: Answer[YesNo] | None = optional("Veröffentlicht", "Werden solche Daten veröffentlicht?")
    exception: Answer[Text] | None = optional("Ausnahme", "Buchstabe des Art. 9 Abs. 2, wenn ja.")
    text: Answer[Prose] | None = optional("Regel", "Wie mit solchen Daten umgegangen wird.")


class DataSubjectRights(Model):
    """How requests of data subjects are served (Art. 12, 15–22, 26 DSGVO)."""

    contact: Answer[Text] | None = optional("Anlaufstelle", "Funktion, an die man sich wendet.")
    email: Answer[Email] | None = optional("Postfach", "Postfach für Anträge.")
    intake: Answer[Prose] | None = optional("Eingang", "Wer Anträge annimmt und wie die Identität geprüft wird.")
    deadline_days: Answer[int] | None = optional("Frist in Tagen", "Interne Frist; gesetzlich ein Monat.")
    platform_forwarding: Answer[Prose] | None = optional("Weiterleitung", "Wie der Teil der Plattform behandelt wird.")
    inform_recipients: Answer[Prose] | None = optional("Mitteilung an Empfänger", "Art. 19 DSGVO.")
    portability: Answer[YesNo] | None = optional(
        "Datenübertragbarkeit", "Gibt es Verarbeitung auf Grundlage von Einwilligung oder Vertrag (Art. 20 DSGVO)?"
    )


class Retention(Model):
    """How long one kind of data is kept."""

    id: Id
    data: Text = required("Datenart", "Zum Beispiel „Direktnachrichten“.")
    period: Answer[Text] | None = optional("Frist", "Zum Beispiel „sechs Monate nach der Antwort“.")
    deletion: Answer[Text] | None = optional("Löschung", "Wie gelöscht wird.")
    archive_offer: Answer[YesNo] | None = optional("Anbietung an das Archiv", "Wird vor dem Löschen angeboten?")


class Archiving(Model):
    """Offering records to the archive."""

    procedure: Answer[Prose] | None = optional("Verfahren", "Was dem Archiv wie angeboten wird.")
    interval: Answer[Text] | None = optional("Abstand", "Zum Beispiel „jährlich“.")


class Review(Model):
    """Review of the concept or of the DPIA."""

    interval_months: Answer[int] | None = optional("Abstand in Monaten", "Üblich sind zwölf.")
    next_date: Answer[Date] | None = optional("Nächster Termin", "Datum der nächsten Überprüfung.")
    responsible: Answer[Text] | None = optional("Zuständig", "Funktion.")
    triggers: Answer[tuple[Text, ...]] = items("Anlässe", "Wann außerdem überprüft wird.")


class EvaluationCriterion(Model):
    """One measure of success."""

    id: Id
    criterion: Text = required("Merkmal", "Woran der Nutzen gemessen wird.")
    target: Answer[Text] | None = optional("Ziel", "Was erreicht werden soll.")
    result: Answer[Text] | None = optional("Ergebnis", "Letztes Ergebnis mit Datum.")


class Publication(Model):
    """Where the documents are published."""

    published: Answer[YesNo] | None = optional("Veröffentlicht", "Wird das Konzept veröffentlicht?")
    url: Answer[Url] | None = optional("Adresse", "Wo es veröffentlicht wird.")
    channel_overview_url: Answer[Url] | None = optional(
        "Übersicht der Kanäle",
        "Adresse der Seite, die alle amtlichen Konten nennt, damit Fälschungen zu erkennen sind.",
    )
    accessibility_statement_url: Answer[Url] | None = optional(
        "Erklärung zur Barrierefreiheit", "Adresse der Erklärung."
    )
    ad_spending_url: Answer[Url] | None = optional("Werbeausgaben", "Adresse der jährlichen Veröffentlichung.")
    ad_spending_year: Answer[int] | None = optional("Jahr der Werbeausgaben", "Zuletzt veröffentlichtes Jahr.")
    original_kept_at: Answer[Text] | None = optional("Ort des Originals", "Wo das unterzeichnete Original liegt.")


class CouncilSession(Model):
    """One step of the Beratungsfolge."""

    id: Id
    body: Text = required("Gremium", "Zum Beispiel „Haupt- und Finanzausschuss“.")
    date: Answer[Date] | None = optional("Sitzungstermin", "Datum der Sitzung.")
    agenda_item: Answer[Text] | None = optional("Tagesordnungspunkt", "Nummer.")
    result: Answer[Text] | None = optional("Ergebnis", "Abstimmungsergebnis.")


class Council(Model):
    """What the council paper needs."""

    involved: Answer[YesNo] | None = optional("Rat beteiligt", "Wird das Konzept dem Rat vorgelegt?")
    paper_number: Answer[Text] | None = optional("Vorlagen-Nr.", "Zum Beispiel „104/2026“.")
    public: Answer[YesNo] | None = optional("Öffentlich", "Wird öffentlich beraten?")
    sessions: Answer[tuple[CouncilSession, ...]] = items("Beratungsfolge", "Gremien mit Terminen.")
    resolution_proposal: Answer[Prose] | None = optional("Beschlussvorschlag", "Wortlaut.")
    facts: Answer[Prose] | None = optional("Sachverhalt", "Begründung der Vorlage.")
    financial_impact: Answer[Text] | None = optional("Finanzielle Auswirkungen", "Ja oder nein, mit Produkt.")


class SigningForm(Labelled):
    """In what capacity somebody signs."""

    OFFICE = "office", ""
    DEPUTY = "deputy", "In Vertretung"
    COMMISSIONED = "commissioned", "Im Auftrag"


class Signatory(Model):
    """Who signs."""

    office: Answer[Text] | None = optional("Amt", "Amtsbezeichnung, zum Beispiel „Bürgermeister“.")
    name: Answer[Text] | None = optional("Name", "Vor- und Nachname in Druckschrift.")
    form: SigningForm = Field(
        default=SigningForm.OFFICE,
        title="Form",
        description="office, deputy (In Vertretung) oder commissioned (Im Auftrag).",
    )
    place: Answer[Text] | None = optional("Ort", "Ort der Unterzeichnung.")


class Countersignature(Model):
    """An office that countersigns."""

    id: Id
    unit: Text = required("Stelle", "Zum Beispiel „IT-Sicherheit“.")
