"""Facts about a platform: the form of the catalogue's entries, and of a dossier's own ones."""

from __future__ import annotations

from pipeline.dossier.answers import Model
from pipeline.dossier.model.values import Confidence, Date, Id, Labelled, Text, Url, YesNo, items, optional, required


class PlatformKind(Labelled):
    """What kind of service a platform is."""

    NETWORK = "network", "soziales Netzwerk"
    VIDEO = "video", "Videoplattform"
    MESSENGER = "messenger", "Messenger-Kanal"
    FEDERATED = "federated", "dezentrales Netzwerk"


class TextFact(Model):
    """A fact with its source."""

    value: Text = required("Angabe", "Der Sachverhalt in einem Satz oder Wort.")
    source: Text = required("Quelle", "Adresse oder Beleg.")
    seen_on: Date = required("Gesehen am", "Wann die Quelle zuletzt eingesehen wurde.")
    confidence: Confidence = required("Verlässlichkeit", "high, medium oder low.")


class LinkFact(Model):
    """A link with its source."""

    title: Text = required("Bezeichnung", "Text des Verweises.")
    url: Url = required("Adresse", "Vollständige Adresse mit https://.")
    source: Text = required("Quelle", "Adresse oder Beleg.")
    seen_on: Date = required("Gesehen am", "Wann die Quelle zuletzt eingesehen wurde.")
    confidence: Confidence = required("Verlässlichkeit", "high, medium oder low.")


class YesNoFact(Model):
    """A yes/no fact with its source."""

    value: YesNo = required("Angabe", "ja oder nein.")
    remark: Text | None = optional("Bemerkung", "Einschränkung oder Erläuterung.")
    source: Text = required("Quelle", "Adresse oder Beleg.")
    seen_on: Date = required("Gesehen am", "Wann die Quelle zuletzt eingesehen wurde.")
    confidence: Confidence = required("Verlässlichkeit", "high, medium oder low.")


class Platform(Model):
    """What is known about a platform and its operator."""

    id: Id = required("Kennung", "Zum Beispiel „instagram“.")
    name: Text = required("Name", "Name der Plattform.")
    kind: PlatformKind = required("Art", "network, video, messenger oder federated.")
    checked_on: Date = required("Geprüft am", "Wann der Eintrag zuletzt als Ganzes geprüft wurde.")
    operator: TextFact | None = optional("Betreiber", "Verantwortliches Unternehmen in der EU.")
    operator_address: TextFact | None = optional("Anschrift des Betreibers", "Sitz des Betreibers.")
    former_names: tuple[Text, ...] = items("Frühere Namen", "Überholte Bezeichnungen von Plattform oder Betreiber.")
    privacy_policy: LinkFact | None = optional("Datenschutzrichtlinie", "Verweis auf die Richtlinie der Plattform.")
    insights: YesNoFact | None = optional("Statistiken", "Stellt der Betreiber Statistiken bereit?")
    joint_controller_addendum: LinkFact | None = optional(
        "Vereinbarung nach Art. 26", "Vom Betreiber gestellte Vereinbarung, soweit bekannt."
    )
    joint_controller_remark: TextFact | None = optional(
        "Hinweis zur Vereinbarung", "Was zur gemeinsamen Verantwortlichkeit offen oder streitig ist."
    )
    third_countries: tuple[Text, ...] = items("Drittländer", "Staaten, in die Daten gelangen können.")
    third_country: TextFact | None = optional(
        "Drittlandübermittlung", "Wohin Daten gelangen und auf welcher Grundlage."
    )
    minimum_age: TextFact | None = optional("Mindestalter", "Mindestalter nach den Nutzungsbedingungen.")
    real_name_duty: YesNoFact | None = optional("Klarnamenpflicht", "Verlangen die Bedingungen den Klarnamen?")
    ai_training: TextFact | None = optional("KI-Training", "Nutzung von Inhalten zum Training von KI.")
    without_account: TextFact | None = optional("Nutzung ohne Konto", "Was ohne Konto sichtbar ist.")
