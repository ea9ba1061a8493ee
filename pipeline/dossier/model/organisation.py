"""``organisation.yaml``: who we are."""

from __future__ import annotations

from pydantic import Field

from pipeline.dossier.answers import Answer, Model
from pipeline.dossier.model.platform import Platform
from pipeline.dossier.model.values import (
    Date,
    Email,
    GenderForm,
    Id,
    Labelled,
    Land,
    Phone,
    Text,
    Url,
    items,
    optional,
    required,
)


class LegalForm(Labelled):
    """What kind of public body the organisation is."""

    KOMMUNE = "kommune", "Kommune"
    COUNTY = "county", "Kreis"
    ASSOCIATION = "association", "Zweckverband oder Verwaltungsgemeinschaft"
    ENTERPRISE = "enterprise", "kommunales Unternehmen oder Anstalt"


class Address(Model):
    """A postal address in Germany."""

    street: Text = required("Straße und Hausnummer", "Zum Beispiel „Schulstraße 1“.")
    postal_code: Text = required("Postleitzahl", "Fünf Ziffern.")
    city: Text = required("Ort", "Zum Beispiel „Musterstadt“.")


class Representative(Model):
    """Who represents the organisation in law."""

    office: Answer[Text] | None = optional("Amt", "Amtsbezeichnung, zum Beispiel „Bürgermeisterin“.")
    name: Answer[Text] | None = optional("Name", "Vor- und Nachname; steht auch im Impressum.")


class DataProtectionOfficer(Model):
    """The data protection officer (Art. 37 DSGVO)."""

    function: Answer[Text] | None = optional(
        "Bezeichnung", "So soll die Funktion gedruckt werden, zum Beispiel „Behördliche Datenschutzbeauftragte“."
    )
    person: Id | None = optional(
        "Kennung der Person",
        "Kennung aus den Verantwortlichkeiten, falls dieselbe Person dort steht; wird nicht gedruckt.",
    )
    name: Answer[Text] | None = optional("Name", "Vor- und Nachname; nur für die interne Fassung.", internal=True)
    direct_email: Answer[Email] | None = optional("Persönliche E-Mail", "Nur für die interne Fassung.", internal=True)
    direct_phone: Answer[Phone] | None = optional("Durchwahl", "Nur für die interne Fassung.", internal=True)
    email: Answer[Email] | None = optional("Funktionspostfach", "Zum Beispiel datenschutz@musterstadt.de.")
    phone: Answer[Phone] | None = optional("Telefon", "Telefonnummer, die veröffentlicht werden darf.")
    address: Answer[Address] | None = optional("Anschrift", "Nur wenn sie von der Anschrift der Verwaltung abweicht.")
    external: Answer[Text] | None = optional("Externe Stelle", "Name der Stelle, wenn die Aufgabe extern vergeben ist.")
    other_functions: Answer[tuple[Text, ...]] = items(
        "Weitere Aufgaben", "Andere Aufgaben der Person in der Verwaltung (Art. 38 Abs. 6 DSGVO)."
    )
    notified_on: Answer[Date] | None = optional(
        "Der Aufsichtsbehörde gemeldet am", "Datum der Mitteilung nach Art. 37 Abs. 7 DSGVO."
    )


class SupervisoryAuthority(Model):
    """The supervisory authority, where the catalogue's entry for the Land must be corrected."""

    name: Text = required("Name", "Amtliche Bezeichnung der Behörde.")
    short_name: Text | None = optional("Kurzname", "Zum Beispiel „LDI NRW“.")
    address: Answer[Address] | None = optional("Anschrift", "Postanschrift der Behörde.")
    phone: Answer[Phone] | None = optional("Telefon", "Telefonnummer der Behörde.")
    email: Answer[Email] | None = optional("E-Mail", "E-Mail-Adresse der Behörde.")
    website: Answer[Url] | None = optional("Internetseite", "Internetseite der Behörde.")


class Organisation(Model):
    """The public body that runs the channels and is the controller (Art. 4 Nr. 7 DSGVO)."""

    id: Id | None = optional("Kennung", "Name im Register, zum Beispiel „musterstadt“; sonst der Name des Ordners.")
    name: Text = Field(title="Name", description="Amtlicher Name, zum Beispiel „Stadt Musterstadt“.", pattern=r"\S")
    name_with_article: Answer[Text] | None = optional(
        "Name im Satz", "Der Name mit Artikel, zum Beispiel „die Stadt Musterstadt“; Vorgabe: „die“ vor dem Namen."
    )
    land: Land = required("Bundesland", "Kürzel, zum Beispiel NW.")
    legal_form: LegalForm = Field(
        default=LegalForm.KOMMUNE, title="Rechtsform", description="Art der öffentlichen Stelle."
    )
    address: Answer[Address] | None = optional("Anschrift", "Postanschrift der Verwaltung (Rathaus).")
    phone: Answer[Phone] | None = optional("Telefon", "Zentrale Telefonnummer.")
    email: Answer[Email] | None = optional("E-Mail", "Zentrales Postfach.")
    website: Answer[Url] | None = optional("Internetseite", "Vollständige Adresse mit https://.")
    represented_by: Answer[Representative] | None = optional("Vertretung", "Wer die Organisation gesetzlich vertritt.")
    data_protection_officer: Answer[DataProtectionOfficer] | None = optional(
        "Datenschutzbeauftragte Person", "Kontaktdaten nach Art. 37 Abs. 7 DSGVO."
    )
    supervisory_authority: SupervisoryAuthority | None = optional(
        "Aufsichtsbehörde", "Nur ausfüllen, wenn der Eintrag im Katalog für das Bundesland nicht stimmt."
    )
    gender_form: GenderForm = Field(
        default=GenderForm.NEUTRAL,
        title="Sprachform",
        description="Wie die Texte der Akte Frauen und Männer benennen: neutral, beidnennung, stern oder doppelpunkt. "
        "Der feste Text der Vorlagen ist neutral und passt zu jeder Form.",
    )
    coat_of_arms: Text | None = optional("Wappen", "Bilddatei (PNG oder JPEG) im Ordner der Akte.")
    accent_color: Text | None = Field(
        default=None,
        title="Akzentfarbe",
        description="Farbe der Überschriften als Hexadezimalzahl, zum Beispiel 1F3A4D.",
        pattern=r"^[0-9A-Fa-f]{6}$",
    )
    templates: Text | None = optional("Eigene Vorlagen", "Ordner mit eigenen Word-Vorlagen, neben dieser Datei.")
    platforms: tuple[Platform, ...] = items(
        "Plattformen", "Ergänzungen oder Berichtigungen zum Katalog der Plattformen, mit Quelle und Stand."
    )
