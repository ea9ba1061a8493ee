"""How the channels are run: editing, moderation, pictures, security, incidents."""

from __future__ import annotations

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


class EditorialProcess(Model):
    """How posts come about."""

    text: Answer[Prose] | None = optional("Ablauf", "Wer Beiträge erstellt, prüft und freigibt.")
    correction: Answer[Prose] | None = optional("Berichtigung", "Wie Fehler berichtigt werden und wer das veranlasst.")


class ModerationStep(Model):
    """One step of the graduated moderation."""

    id: Id
    title: Text = required("Stufe", "Zum Beispiel „Hinweisen“.")
    text: Answer[Text] | None = optional("Vorgehen", "Was in dieser Stufe geschieht.")


class Blocking(Model):
    """Blocking a user, the last resort."""

    grounds: Answer[Prose] | None = optional("Gründe", "Wann gesperrt werden darf und auf welcher Grundlage.")
    warning_first: Answer[YesNo] | None = optional("Vorherige Warnung", "Wird vorher gewarnt?")
    time_limit: Answer[Text] | None = optional("Dauer", "Wie lange eine Sperre höchstens gilt.")
    remedy: Answer[Text] | None = optional("Beschwerde", "Wie man sich gegen die Sperre wenden kann.")


class Moderation(Model):
    """Care for comments and messages."""

    netiquette: Answer[Prose] | None = optional("Netiquette", "Die Regeln für das Miteinander im Wortlaut.")
    netiquette_url: Answer[Url] | None = optional("Veröffentlichte Netiquette", "Adresse der Regeln.")
    process: Answer[Prose] | None = optional("Ablauf", "Wie Kommentare geprüft werden.")
    monitoring_hours: Answer[Text] | None = optional(
        "Betreuungszeiten", "Zum Beispiel „montags bis freitags zu den Dienstzeiten“."
    )
    response_time: Answer[Text] | None = optional("Reaktionszeit", "Bis wann geantwortet wird.")
    out_of_hours: Answer[Text] | None = optional("Außerhalb der Zeiten", "Was abends und am Wochenende geschieht.")
    steps: Answer[tuple[ModerationStep, ...]] = items("Stufen", "Abgestuftes Vorgehen, vom Antworten bis zum Sperren.")
    deletion_grounds: Answer[tuple[Text, ...]] = items("Löschgründe", "Wann ein Kommentar gelöscht werden darf.")
    documentation: Answer[Prose] | None = optional("Dokumentation", "Wie Löschungen belegt werden.")
    notice_process: Answer[Prose] | None = optional(
        "Meldungen", "Was bei Hinweisen auf rechtswidrige Inhalte geschieht."
    )
    blocking: Answer[Blocking] | None = optional("Sperren", "Regeln für das Sperren von Nutzenden.")
    messages: Answer[Prose] | None = optional("Direktnachrichten", "Wie mit Nachrichten umgegangen wird; sicherer Weg.")


class Consent(Model):
    """A consent the municipality relies on (Art. 7 DSGVO)."""

    id: Id
    purpose: Text = required("Wofür", "Zum Beispiel „Nahaufnahmen erkennbarer Personen“.")
    form: Answer[Text] | None = optional("Form", "Wie eingewilligt wird.")
    proof: Answer[Text] | None = optional("Nachweis", "Wo die Einwilligung abgelegt ist.")
    withdrawal_process: Answer[Text] | None = optional("Widerruf", "Wie ein Widerruf zur Entfernung führt.")
    minors: Answer[Text] | None = optional("Minderjährige", "Wer bei Minderjährigen einwilligt.")


class ImageRights(Model):
    """Pictures of people."""

    people_shown: Answer[YesNo] | None = optional("Personen erkennbar", "Zeigen Beiträge erkennbare Personen?")
    minors_shown: Answer[YesNo] | None = optional(
        "Minderjährige erkennbar", "Zeigen Beiträge erkennbare Minderjährige?"
    )
    legal_basis: Answer[Prose] | None = optional("Rechtsgrundlage", "Rechtsgrundlage je Art von Bild.")
    process: Answer[Prose] | None = optional("Ablauf", "Prüfung vor der Veröffentlichung.")
    minors_rule: Answer[Prose] | None = optional("Bilder von Kindern", "Regel für Minderjährige.")
    information_process: Answer[Prose] | None = optional(
        "Information der Fotografierten", "Wie Fotografierte informiert werden."
    )


class Copyright(Model):
    """Works of others."""

    process: Answer[Prose] | None = optional("Regel", "Welche Werke genutzt werden und wie Rechte geprüft werden.")


class StaffData(Model):
    """Names and pictures of staff."""

    shown: Answer[YesNo] | None = optional(
        "Beschäftigte gezeigt", "Werden Beschäftigte namentlich oder im Bild gezeigt?"
    )
    rule: Answer[Prose] | None = optional("Regel", "Unter welchen Voraussetzungen.")


class SecurityKind(Labelled):
    """Kinds of security measures (Art. 32 DSGVO)."""

    TWO_FACTOR = "two_factor", "Zwei-Faktor-Anmeldung"
    PASSWORD_MANAGER = "password_manager", "Passwortverwaltung"
    ROLE_CONCEPT = "role_concept", "Rollen und Rechte"
    OFFBOARDING = "offboarding", "Entzug von Rechten"
    SERVICE_DEVICE = "service_device", "Dienstgeräte"
    EFFECTIVENESS_REVIEW = "effectiveness_review", "Wirksamkeitsprüfung"
    RECOVERY = "recovery", "Wiederherstellung"
    OTHER = "other", "weitere Maßnahme"


class SecurityMeasure(Model):
    """One security measure; its details are internal."""

    id: Id
    kind: SecurityKind = required(
        "Art",
        "Zum Beispiel two_factor für die Zwei-Faktor-Anmeldung.",
    )
    text: Answer[Prose] | None = optional(
        "Beschreibung", "Was genau geregelt ist; nur für die interne Fassung.", internal=True
    )
    review_interval: Answer[Text] | None = optional("Prüfabstand", "Zum Beispiel „vierteljährlich“.")


class IncidentProcess(Model):
    """Personal data breaches (Art. 33, 34 DSGVO)."""

    internal_contact: Answer[Text] | None = optional("Erste Meldung an", "Funktion, die sofort zu unterrichten ist.")
    internal_phone: Answer[Phone] | None = optional("Notfallnummer", "Nur für die interne Fassung.", internal=True)
    internal_email: Answer[Email] | None = optional("Notfallpostfach", "Nur für die interne Fassung.", internal=True)
    text: Answer[Prose] | None = optional("Ablauf", "Was bei Kontoübernahme, Fehlversand oder Datenabfluss geschieht.")
    deadline_hours: Answer[int] | None = optional("Frist in Stunden", "Frist der Meldung an die Aufsichtsbehörde.")
    documentation: Answer[Prose] | None = optional("Dokumentation", "Wie Vorfälle festgehalten werden.")
    data_subject_notification: Answer[Prose] | None = optional(
        "Benachrichtigung", "Wann Betroffene benachrichtigt werden."
    )


class WebsiteEmbeds(Model):
    """Content of platforms on the municipality's own website (§ 25 TDDDG)."""

    used: Answer[YesNo] | None = optional(
        "Einbettungen vorhanden", "Sind Plattforminhalte auf der eigenen Seite eingebettet?"
    )
    method: Answer[Text] | None = optional("Verfahren", "Zum Beispiel Verweis statt Einbettung oder Zwei-Klick-Lösung.")
    consent: Answer[YesNo] | None = optional("Einwilligung", "Wird vor dem Laden eine Einwilligung eingeholt?")


class ElectionRules(Model):
    """Restraint before elections."""

    next_election: Answer[Text] | None = optional("Nächste Wahl", "Bezeichnung der nächsten Wahl.")
    date: Answer[Date] | None = optional("Wahltag", "Datum der nächsten Wahl.")
    period: Answer[Text] | None = optional("Zeitraum", "Ab wann besondere Zurückhaltung gilt.")
    rule: Answer[Prose] | None = optional("Regel", "Was in dieser Zeit gilt.")


class AiContentRules(Model):
    """Use and labelling of AI-generated content."""

    used: Answer[YesNo] | None = optional("KI eingesetzt", "Werden Inhalte mit KI erzeugt oder bearbeitet?")
    rule: Answer[Prose] | None = optional("Regel", "Prüfung und Kennzeichnung.")


class Awareness(Model):
    """Posts about the risks of social networks."""

    interval: Answer[Text] | None = optional("Abstand", "Wie oft auf Risiken und Alternativen hingewiesen wird.")
    last_post: Answer[Date] | None = optional("Letzter Hinweis", "Datum des letzten Aufklärungsbeitrags.")
    text: Answer[Prose] | None = optional("Inhalt", "Worauf hingewiesen wird.")


class Training(Model):
    """Training of the editors."""

    text: Answer[Prose] | None = optional("Inhalt", "Worin geschult wird.")
    date: Answer[Date] | None = optional("Letzte Schulung", "Datum der letzten Schulung.")
    interval: Answer[Text] | None = optional("Abstand", "Zum Beispiel „alle zwei Jahre“.")
    confidentiality_commitment: Answer[YesNo] | None = optional(
        "Verpflichtung auf Vertraulichkeit", "Sind die Beschäftigten auf Vertraulichkeit verpflichtet?"
    )
