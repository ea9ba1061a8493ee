"""One channel of ``concept.yaml`` and what belongs to it."""

from __future__ import annotations

from pipeline.dossier.answers import Answer, Model
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


class ChannelStatus(Labelled):
    """Where a channel stands in its life."""

    PLANNED = "planned", "geplant"
    ACTIVE = "active", "in Betrieb"
    PAUSED = "paused", "ruht"
    CLOSED = "closed", "geschlossen"


class SettingKind(Labelled):
    """Why a setting of the account is as it is (Art. 25 DSGVO)."""

    BY_DESIGN = "by_design", "Technikgestaltung (Art. 25 Abs. 1 DSGVO)"
    BY_DEFAULT = "by_default", "Voreinstellung (Art. 25 Abs. 2 DSGVO)"


class TransferMechanism(Labelled):
    """On what a transfer to a third country rests (Kapitel V DSGVO)."""

    ADEQUACY = "adequacy", "Angemessenheitsbeschluss"
    STANDARD_CLAUSES = "standard_clauses", "Standarddatenschutzklauseln"
    ADEQUACY_AND_CLAUSES = "adequacy_and_clauses", "Angemessenheitsbeschluss, ergänzend Standarddatenschutzklauseln"
    NONE = "none", "keine Übermittlung"
    UNCLEAR = "unclear", "nicht geklärt"


class AdminAccessKind(Labelled):
    """How editors get access to the account."""

    FUNCTION_ACCOUNT = "function_account", "dienstliches Funktionskonto"
    BUSINESS_TOOL = "business_tool", "Verwaltungswerkzeug der Plattform mit dienstlichen Zugängen"
    PERSONAL_PROFILE = "personal_profile", "persönliches Profil der Beschäftigten"


class TargetGroup(Model):
    """A group of people the channel is made for."""

    id: Id
    name: Text = required("Zielgruppe", "Zum Beispiel „Jugendliche und junge Erwachsene“.")
    need: Answer[Prose] | None = optional("Bedarf", "Warum diese Gruppe über den Kanal erreicht werden soll.")


class Setting(Model):
    """A privacy-relevant setting of the account."""

    id: Id
    name: Text = required("Einstellung", "Zum Beispiel „Standortangaben“.")
    value: Answer[Text] | None = optional("Wert", "Zum Beispiel „ausgeschaltet“.")
    kind: SettingKind = required("Art", "by_design oder by_default.")
    reason: Answer[Text] | None = optional("Begründung", "Warum so eingestellt, besonders bei Abweichungen.")


class JointControllership(Model):
    """Joint controllership with the platform operator (Art. 26 DSGVO)."""

    exists: Answer[YesNo] | None = optional("Gemeinsame Verantwortlichkeit", "Besteht sie? ja oder nein.")
    agreement_title: Answer[Text] | None = optional("Vereinbarung", "Titel der Vereinbarung.")
    agreement_url: Answer[Url] | None = optional("Fundstelle", "Adresse der Vereinbarung.")
    agreement_date: Answer[Date] | None = optional("Fassung vom", "Datum der angenommenen Fassung.")
    essence: Answer[Prose] | None = optional(
        "Wesentlicher Inhalt",
        "Wer informiert, wer Anträge bearbeitet, wer für die Sicherheit sorgt (Art. 26 Abs. 2 Satz 2).",
    )
    rights_against_both: Answer[YesNo] | None = optional(
        "Rechte gegenüber beiden", "Können Rechte bei beiden Verantwortlichen geltend gemacht werden (Art. 26 Abs. 3)?"
    )
    remark: Answer[Prose] | None = optional("Bemerkung", "Was offen oder streitig ist.")


class ThirdCountryTransfer(Model):
    """Transfer of personal data to a third country (Art. 44 ff. DSGVO)."""

    countries: Answer[tuple[Text, ...]] = items("Staaten", "Zum Beispiel „USA“.")
    mechanism: Answer[TransferMechanism] | None = optional("Grundlage", "Worauf die Übermittlung beruht.")
    dpf_participant: Answer[YesNo] | None = optional(
        "Teilnahme am Data Privacy Framework", "Steht das Unternehmen in der Liste der zertifizierten Unternehmen?"
    )
    checked_on: Answer[Date] | None = optional("Geprüft am", "Wann der Eintrag in der Liste eingesehen wurde.")
    copy_url: Answer[Url] | None = optional("Garantien", "Wo die Garantien eingesehen werden können.")
    remark: Answer[Prose] | None = optional("Bemerkung", "Was offen oder streitig ist.")


class DeviceAccess(Model):
    """Cookies and similar access of the platform to the visitor's device (§ 25 TDDDG)."""

    described: Answer[Prose] | None = optional(
        "Beschreibung", "Was beim Besuch des Profils im Browser oder in der App geschieht."
    )
    consent_by: Answer[Text] | None = optional("Einwilligung durch", "Wer die Einwilligung einzuholen hat.")


class AdminAccess(Model):
    """How editors are given access to the account, and how it is taken back."""

    kind: Answer[AdminAccessKind] | None = optional("Art des Zugangs", "Wie Beschäftigte das Konto verwalten.")
    text: Answer[Prose] | None = optional("Regelung", "Wie Zugänge vergeben und entzogen werden.", internal=True)


class AiTrainingObjection(Model):
    """The objection of the account holder to the use of its content for AI training."""

    filed: Answer[YesNo] | None = optional("Widerspruch eingelegt", "ja oder nein.")
    date: Answer[Date] | None = optional("Datum", "Wann der Widerspruch eingelegt wurde.")


class PaidAds(Model):
    """Paid posts."""

    allowed: Answer[YesNo] | None = optional("Bezahlte Beiträge", "Werden Beiträge bezahlt beworben?")
    custom_audiences: Answer[YesNo] | None = optional(
        "Eigene Zielgruppenlisten", "Werden Daten der Verwaltung zur Zielgruppenbildung hochgeladen?"
    )
    targeting: Answer[Prose] | None = optional("Zielgruppenauswahl", "Nach welchen Merkmalen ausgewählt wird.")


class Channel(Model):
    """One official account on one platform."""

    id: Id
    platform: Id = required("Plattform", "Kennung aus dem Katalog, zum Beispiel „instagram“.")
    title: Answer[Text] | None = optional("Bezeichnung", "Zum Beispiel „Instagram-Kanal der Stadt Musterstadt“.")
    account_name: Answer[Text] | None = optional(
        "Kontoname", "Name des Kontos auf der Plattform, zum Beispiel „@musterstadt“."
    )
    url: Answer[Url] | None = optional("Adresse", "Vollständige Adresse des Profils mit https://.")
    status: Answer[ChannelStatus] | None = optional("Stand", "planned, active, paused oder closed.")
    started_on: Answer[Date] | None = optional(
        "In Betrieb seit", "Tag, an dem der Kanal begonnen hat oder beginnen soll."
    )
    responsible_unit: Answer[Text] | None = optional(
        "Zuständige Stelle", "Amt oder Fachbereich, der den Kanal betreut."
    )
    purpose: Answer[Prose] | None = optional("Zweck", "Wozu die Verwaltung gerade diesen Kanal betreibt.")
    purposes: Answer[tuple[Id, ...]] = items("Zwecke", "Kennungen aus concept.purposes, denen der Kanal dient.")
    target_groups: Answer[tuple[TargetGroup, ...]] = items("Zielgruppen", "Für wen der Kanal gemacht ist.")
    evidence: Answer[Prose] | None = optional(
        "Belege für den Bedarf", "Nutzungsstudien oder eigene Zahlen, mit Quelle."
    )
    topics: Answer[tuple[Text, ...]] = items("Themen", "Worüber berichtet wird.")
    nature: Answer[Prose] | None = optional(
        "Art der Nutzung", "Welche Formen der Kanal nutzt und wie er zum Austausch einlädt."
    )
    formats: Answer[tuple[Text, ...]] = items("Formate", "Zum Beispiel Beiträge, Stories, Reels.")
    scope: Answer[Prose] | None = optional("Umfang der Nutzung", "Wie viel und worüber veröffentlicht wird.")
    frequency: Answer[Text] | None = optional("Häufigkeit", "Zum Beispiel „etwa zwei Beiträge pro Woche“.")
    excluded_uses: Answer[tuple[Text, ...]] = items(
        "Was der Kanal nicht leistet", "Zum Beispiel Beratung in Kommentaren."
    )
    disabled_features: Answer[tuple[Text, ...]] = items(
        "Abgeschaltete Funktionen", "Funktionen, die nicht genutzt werden."
    )
    comments_open: Answer[YesNo] | None = optional("Kommentare möglich", "Können Besuchende kommentieren?")
    direct_messages: Answer[YesNo] | None = optional(
        "Direktnachrichten möglich", "Können Besuchende Nachrichten senden?"
    )
    insights: Answer[YesNo] | None = optional(
        "Statistiken sichtbar", "Kann die Verwaltung Statistiken des Betreibers sehen (berufliches Konto)?"
    )
    addresses_minors: Answer[YesNo] | None = optional(
        "Auch für Minderjährige", "Richtet sich der Kanal auch an Minderjährige?"
    )
    reasons: Answer[Prose] | None = optional("Gründe", "Warum sich die Verwaltung für diesen Kanal entschieden hat.")
    necessity: Answer[Prose] | None = optional("Erforderlichkeit", "Warum andere Wege allein nicht genügen.")
    imprint_url: Answer[Url] | None = optional("Impressum", "Adresse des im Profil verlinkten Impressums.")
    imprint_placement: Answer[Text] | None = optional("Ort des Impressums", "Wo der Verweis im Profil steht.")
    privacy_notice_url: Answer[Url] | None = optional("Datenschutzhinweise", "Adresse der Hinweise für diesen Kanal.")
    privacy_notice_placement: Answer[Text] | None = optional(
        "Ort der Datenschutzhinweise", "Wo der Verweis im Profil steht."
    )
    joint_controllership: Answer[JointControllership] | None = optional(
        "Gemeinsame Verantwortlichkeit", "Vereinbarung mit dem Betreiber nach Art. 26 DSGVO."
    )
    third_country_transfer: Answer[ThirdCountryTransfer] | None = optional(
        "Drittlandübermittlung", "Prüfung nach Art. 44 ff. DSGVO."
    )
    device_access: Answer[DeviceAccess] | None = optional(
        "Zugriff auf Endgeräte", "Cookies der Plattform (§ 25 TDDDG)."
    )
    settings: Answer[tuple[Setting, ...]] = items("Einstellungen des Kontos", "Datenschutzfreundliche Einstellungen.")
    admin_access: Answer[AdminAccess] | None = optional("Zugang zum Konto", "Wie das Konto verwaltet wird.")
    ai_training_objection: Answer[AiTrainingObjection] | None = optional(
        "Widerspruch gegen KI-Training", "Widerspruch beim Betreiber gegen das Training mit eigenen Inhalten."
    )
    paid_ads: Answer[PaidAds] | None = optional("Bezahlte Beiträge", "Regeln für Werbung.")
    messenger_assessment: Answer[Prose] | None = optional(
        "Bewertung als Messenger", "Eigene Bewertung für Messenger-Kanäle."
    )
