"""``dpia.yaml``: threshold analysis and data protection impact assessment (Art. 35 DSGVO).

The sections follow the EDPB template for data protection impact assessments, version 1.0 of 10 March 2026.
"""

from __future__ import annotations

from pydantic import Field

from pipeline.dossier.answers import Answer, Model
from pipeline.dossier.model.process import Review
from pipeline.dossier.model.values import Date, Id, Labelled, Prose, Text, Url, YesNo, items, optional, required


class Level(Labelled):
    """The four levels of likelihood and severity (DSK Kurzpapier Nr. 18)."""

    MINOR = "geringfuegig", "geringfügig"
    MANAGEABLE = "ueberschaubar", "überschaubar"
    SUBSTANTIAL = "substanziell", "substanziell"
    MAJOR = "gross", "groß"


class ThresholdResult(Labelled):
    """The outcome of a threshold analysis; exactly one."""

    REQUIRED = "required", "DSFA erforderlich"
    NOT_REQUIRED = "not_required", "DSFA nicht erforderlich"
    VOLUNTARY = "voluntary", "DSFA freiwillig durchgeführt"


class StandardCase(Labelled):
    """The three cases of Art. 35(3) GDPR."""

    A = "a", "Systematische und umfassende Bewertung persönlicher Aspekte (lit. a)"
    B = "b", "Umfangreiche Verarbeitung besonderer Kategorien (lit. b)"
    C = "c", "Systematische umfangreiche Überwachung öffentlich zugänglicher Bereiche (lit. c)"


class Art35Case(Model):
    """The check of one standard case."""

    case: StandardCase = required("Regelbeispiel", "a, b oder c.")
    met: Answer[YesNo] | None = optional("Erfüllt", "ja oder nein.")
    reason: Answer[Prose] | None = optional("Begründung", "Warum.")


class AuthorityListCheck(Model):
    """The check against the list of the supervisory authority (Art. 35(4)); a person opens the list."""

    list_name: Answer[Text] | None = optional("Liste", "Bezeichnung und Fassung der Liste.")
    hit: Answer[YesNo] | None = optional("Treffer", "Steht der Vorgang in der Liste? Eine Person sieht nach.")
    reason: Answer[Prose] | None = optional("Begründung", "Ergebnis der Durchsicht.")
    checked_on: Answer[Date] | None = optional("Eingesehen am", "Wann die Liste eingesehen wurde.")


class Wp248Criterion(Model):
    """One of the nine criteria of WP 248 rev.01."""

    criterion: int = Field(title="Kriterium", description="Nummer 1 bis 9.", ge=1, le=9)
    met: Answer[YesNo] | None = optional("Erfüllt", "ja oder nein.")
    reason: Answer[Prose] | None = optional("Begründung", "Warum.")


class Threshold(Model):
    """The threshold analysis: is a high risk likely?"""

    art35_3: Answer[tuple[Art35Case, ...]] = items("Regelbeispiele", "Art. 35 Abs. 3 DSGVO.")
    authority_list_check: Answer[AuthorityListCheck] | None = optional(
        "Liste der Aufsichtsbehörde", "Art. 35 Abs. 4 DSGVO."
    )
    wp248: Answer[tuple[Wp248Criterion, ...]] = items("Neun Kriterien", "WP 248 rev.01.")
    result: Answer[ThresholdResult] | None = optional("Ergebnis", "required, not_required oder voluntary.")
    reasons: Answer[Prose] | None = optional("Gründe", "Begründung des Ergebnisses.")
    decided_on: Answer[Date] | None = optional("Festgestellt am", "Datum der Feststellung.")


class Raci(Labelled):
    """Roles in the assessment."""

    RESPONSIBLE = "responsible", "durchführend"
    ACCOUNTABLE = "accountable", "verantwortlich"
    CONSULTED = "consulted", "beratend"
    INFORMED = "informed", "unterrichtet"


class TeamMember(Model):
    """A function that takes part in the assessment."""

    id: Id
    function: Text = required("Funktion", "Kein Name.")
    role: Raci = required("Rolle", "responsible, accountable, consulted oder informed.")


class Controller(Model):
    """One controller (section 0.1)."""

    id: Id
    name: Text = required("Verantwortlicher", "Name.")
    unit: Answer[Text] | None = optional("Stelle", "Intern zuständige Stelle.")
    contact: Answer[Text] | None = optional("Kontakt", "Anschrift oder Postfach.")
    dpo: Answer[Text] | None = optional("Datenschutzbeauftragte Person", "Kontakt.")
    duties: Answer[Prose] | None = optional("Pflichten", "Bei gemeinsamer Verantwortlichkeit.")


class DpiaReason(Labelled):
    """Reasons for the assessment (section 0.5)."""

    ART_35_3 = "art_35_3", "Regelbeispiel des Art. 35 Abs. 3 DSGVO"
    NATIONAL_LAW = "national_law", "Nationales Recht"
    GUIDANCE = "guidance", "Leitlinien (Kriterien des WP 248, Liste der Aufsichtsbehörde)"
    BENEFICIAL = "beneficial", "Zweckmäßigkeit (Empfehlung, Rechenschaft, Vertrauen)"
    CHANGED_RISK = "changed_risk", "Verändertes Risiko einer bestehenden Verarbeitung"


class PublicationIntent(Labelled):
    """Whether the assessment is published."""

    NO = "no", "nicht veröffentlicht"
    PUBLISHED = "published", "veröffentlicht"
    SHARED = "shared", "weitergegeben"


class Overview(Model):
    """Sections 0.1 to 0.5."""

    controllers: Answer[tuple[Controller, ...]] = items("Verantwortliche", "Je Verantwortlichem ein Eintrag.")
    processing_name: Answer[Text] | None = optional("Bezeichnung", "Wie im Verzeichnis von Verarbeitungstätigkeiten.")
    processing_version: Answer[Text] | None = optional(
        "Fassung der Verarbeitung", "Version und Geschichte der Verarbeitung."
    )
    start: Answer[Text] | None = optional("Beginn", "Geplanter oder tatsächlicher Beginn.")
    end: Answer[Text] | None = optional("Ende", "Ende oder Bedingung, wenn befristet.")
    team: Answer[tuple[TeamMember, ...]] = items("Beteiligte Funktionen", "Wer an der Folgenabschätzung mitwirkt.")
    guidelines: Answer[tuple[Text, ...]] = items("Leitlinien", "Verwendete Leitlinien.")
    reasons: Answer[tuple[DpiaReason, ...]] = items("Anlass", "Warum die Folgenabschätzung durchgeführt wird.")
    scope: Answer[Prose] | None = optional("Gegenstand", "Was untersucht wird und was nicht.")
    completed_on: Answer[Date] | None = optional("Abgeschlossen am", "Datum des Abschlusses.")
    validated_on: Answer[Date] | None = optional("Bestätigt am", "Datum der förmlichen Bestätigung.")
    validated_by: Answer[Text] | None = optional("Bestätigt durch", "Funktion.")
    publication: Answer[PublicationIntent] | None = optional("Veröffentlichung", "no, published oder shared.")


class PersonalData(Model):
    """A data item (section 1.1.a)."""

    id: Id
    item: Text = required("Datum", "Bezeichnung der Daten.")
    explanation: Answer[Text] | None = optional("Erläuterung", "Art der Daten.")
    data_subjects: Answer[Text] | None = optional("Betroffene", "Gruppe der betroffenen Personen.")
    special_category: Answer[Text] | None = optional("Besondere Kategorie", "„keine“ oder welche (Art. 9 DSGVO).")
    necessity: Answer[Text] | None = optional("Erforderlichkeit", "Warum nötig (Abschnitt 2.2).")
    recipients: Answer[Text] | None = optional("Empfänger", "Wer sie erhält und warum.")
    retention: Answer[Text] | None = optional("Speicherdauer", "Wie lange und warum.")
    quality: Answer[Text] | None = optional("Datenqualität", "Anforderung an die Richtigkeit.")


class DpiaPurpose(Model):
    """A purpose with its data and its legal analysis (sections 1.1.b and 2.1.a)."""

    id: Id
    purpose: Text = required("Zweck", "Kennung aus concept.purposes.")
    data: tuple[Id, ...] = items("Daten", "Kennungen aus personal_data.")
    justification: Answer[Prose] | None = optional("Begründung", "Warum diese Daten für diesen Zweck.")


class Operation(Labelled):
    """Kinds of operation in a phase."""

    COLLECTION = "collection", "Erhebung"
    USE = "use", "Verwendung"
    STORAGE = "storage", "Speicherung"
    DISCLOSURE = "disclosure", "Offenlegung oder Übermittlung"
    ERASURE = "erasure", "Löschung"


class Phase(Model):
    """A phase of the processing (section 1.2)."""

    id: Id
    title: Text = required("Phase", "Kurze Bezeichnung.")
    operations: tuple[Operation, ...] = items("Vorgänge", "collection, use, storage, disclosure, erasure.")
    explanation: Answer[Prose] | None = optional("Erläuterung", "Was geschieht.")


class Asset(Model):
    """Means of the processing (section 1.3)."""

    id: Id
    phases: tuple[Id, ...] = items("Phasen", "Kennungen der Phasen.")
    name: Text = required("Mittel", "Hardware, Software, Personal, Ort oder Organisation.")
    explanation: Answer[Text] | None = optional("Erläuterung", "Wozu.", internal=True)


class Description(Model):
    """Section 1: systematic description (Art. 35 Abs. 7 lit. a DSGVO)."""

    personal_data: Answer[tuple[PersonalData, ...]] = items("Verarbeitete Daten", "Abschnitt 1.1.a.")
    purposes: Answer[tuple[DpiaPurpose, ...]] = items("Zwecke", "Abschnitt 1.1.b.")
    compatible_uses: Answer[Prose] | None = optional(
        "Weitere vereinbare Zwecke", "Abschnitt 1.1.c; „keine“ ist eine Antwort."
    )
    nature: Answer[Prose] | None = optional("Art", "Abschnitt 1.1.d.")
    scope: Answer[Prose] | None = optional("Umfang", "Menge, Reichweite, Häufigkeit.")
    context: Answer[Prose] | None = optional("Umstände", "Verhältnis zu den Betroffenen, schutzbedürftige Gruppen.")
    cross_border: Answer[YesNo] | None = optional("Grenzüberschreitend", "Innerhalb der EU.")
    third_country: Answer[YesNo] | None = optional("Drittland", "Gelangen Daten in Drittländer?")
    phases: Answer[tuple[Phase, ...]] = items("Ablauf", "Abschnitt 1.2.")
    assets: Answer[tuple[Asset, ...]] = items("Mittel", "Abschnitt 1.3.")
    codes_of_conduct: Answer[Prose] | None = optional("Verhaltensregeln", "Abschnitt 1.4; „keine“ ist eine Antwort.")


class SpecialException(Model):
    """An exception for special categories (section 2.1.b)."""

    id: Id
    data: Id = required("Daten", "Kennung aus personal_data.")
    letter: Text = required("Buchstabe", "Buchstabe des Art. 9 Abs. 2 DSGVO.")
    justification: Answer[Prose] | None = optional("Begründung", "Warum die Ausnahme greift.")


class ProtectionGoal(Labelled):
    """The seven goals of the Standard-Datenschutzmodell."""

    DATA_MINIMISATION = "data_minimisation", "Datenminimierung"
    AVAILABILITY = "availability", "Verfügbarkeit"
    INTEGRITY = "integrity", "Integrität"
    CONFIDENTIALITY = "confidentiality", "Vertraulichkeit"
    UNLINKABILITY = "unlinkability", "Nichtverkettung"
    TRANSPARENCY = "transparency", "Transparenz"
    INTERVENABILITY = "intervenability", "Intervenierbarkeit"


class MeasureGroup(Labelled):
    """Where a measure stands in the template (sections 2.3.a to 2.3.e and 4.2.a)."""

    FAIRNESS = "fairness", "Treu und Glauben"
    TRANSPARENCY = "transparency", "Transparenz"
    PURPOSE_LIMITATION = "purpose_limitation", "Zweckbindung"
    DATA_MINIMISATION = "data_minimisation", "Datenminimierung"
    ACCURACY = "accuracy", "Richtigkeit"
    STORAGE_LIMITATION = "storage_limitation", "Speicherbegrenzung"
    INTEGRITY_CONFIDENTIALITY = "integrity_confidentiality", "Integrität und Vertraulichkeit"
    ACCOUNTABILITY = "accountability", "Rechenschaft"
    RIGHT_INFORMATION = "right_information", "Information (Art. 12–14)"
    RIGHT_ACCESS = "right_access", "Auskunft und Übertragbarkeit (Art. 15, 20)"
    RIGHT_RECTIFICATION = "right_rectification", "Berichtigung und Löschung (Art. 16, 17, 19)"
    RIGHT_OBJECTION = "right_objection", "Widerspruch und Einschränkung (Art. 18, 19, 21)"
    RIGHT_AUTOMATED = "right_automated", "Automatisierte Entscheidung (Art. 22)"
    CONSENT = "consent", "Einwilligung (Art. 7)"
    PROCESSING_CONTRACT = "processing_contract", "Auftragsverarbeitung (Art. 28)"
    TRANSFER = "transfer", "Drittland (Kapitel V)"
    BY_DESIGN = "by_design", "Technikgestaltung und Voreinstellungen (Art. 25)"
    SECURITY = "security", "Sicherheit (Art. 32)"
    ADDITIONAL = "additional", "Zusätzliche Maßnahme"


class MeasureStatus(Labelled):
    """How far a measure is put into practice."""

    PLANNED = "planned", "geplant"
    PARTLY_IMPLEMENTED = "partly_implemented", "teilweise umgesetzt"
    IMPLEMENTED = "implemented", "umgesetzt"


class Measure(Model):
    """A measure (Art. 35 Abs. 7 lit. d DSGVO)."""

    id: Id
    title: Text = required("Maßnahme", "Kurze Bezeichnung.")
    text: Answer[Prose] | None = optional("Beschreibung", "Was getan wird.")
    group: MeasureGroup = required("Gruppe", "Wo die Maßnahme in der Folgenabschätzung steht.")
    addresses: tuple[Id, ...] = items("Risiken", "Kennungen aus risks.")
    effectiveness: Answer[Text] | None = optional("Wirksamkeit", "Wie sie wirkt und woran man es erkennt.")
    status: Answer[MeasureStatus] | None = optional("Stand", "planned, partly_implemented oder implemented.")
    responsible: Answer[Text] | None = optional("Zuständig", "Funktion.")
    due: Answer[Date] | None = optional("Bis", "Termin der Umsetzung.")
    protection_goals: tuple[ProtectionGoal, ...] = items(
        "Gewährleistungsziele", "Ziele des Standard-Datenschutzmodells."
    )


class RiskOrigin(Labelled):
    """Whether a risk exists even when all works as designed."""

    BY_DESIGN = "by_design", "nach Konzeption"
    DEVIATION = "deviation", "durch Abweichung"


class Assessment(Model):
    """Likelihood and severity of a risk at one point."""

    likelihood: Answer[Level] | None = optional(
        "Eintrittswahrscheinlichkeit", "geringfuegig, ueberschaubar, substanziell oder gross."
    )
    severity: Answer[Level] | None = optional("Schwere", "geringfuegig, ueberschaubar, substanziell oder gross.")
    reason: Answer[Prose] | None = optional("Begründung", "Warum so eingestuft.")
    acceptable: Answer[YesNo] | None = optional("Tragbar", "Ist das Risiko tragbar?")


class Risk(Model):
    """A risk for the rights and freedoms of natural persons (Art. 35 Abs. 7 lit. c DSGVO)."""

    id: Id
    title: Text = required("Risiko", "Aus der Sicht der betroffenen Personen.")
    origin: RiskOrigin = required("Ursprung", "by_design oder deviation.")
    event: Answer[Prose] | None = optional("Ereignis", "Was geschieht und wie.")
    sources: Answer[tuple[Text, ...]] = items("Risikoquellen", "Wer oder was das Risiko auslöst.")
    damage: Answer[Prose] | None = optional("Schaden", "Körperlicher, materieller oder immaterieller Schaden.")
    data_subjects: Answer[tuple[Text, ...]] = items("Betroffene", "Gruppen, auch Minderjährige.")
    minors: Answer[YesNo] | None = optional("Minderjährige betroffen", "ja oder nein.")
    initial: Answer[Assessment] | None = optional("Ausgangsrisiko", "Vor zusätzlichen Maßnahmen.")
    residual: Answer[Assessment] | None = optional("Restrisiko", "Nach den Maßnahmen.")
    protection_goals: tuple[ProtectionGoal, ...] = items("Gewährleistungsziele", "Betroffene Ziele.")


class Method(Model):
    """The method of the assessment (section 4.1.b)."""

    text: Answer[Prose] | None = optional("Methode", "Stufen, Maßstab, Rangfolge.")
    acceptance_threshold: Answer[Prose] | None = optional("Schwelle", "Ab wann ein Risiko nicht tragbar ist.")
    source: Answer[Text] | None = optional("Quelle", "Woher die Methode stammt.")
    attribution: Answer[Prose] | None = optional(
        "Zurechnung",
        "Welcher Teil der Verarbeitung durch die Plattform dem Kanal zugerechnet wird; entscheidet eine Person.",
    )


class Option(Model):
    """An alternative that was examined (section 3.2)."""

    id: Id
    title: Text = required("Alternative", "Zum Beispiel „nur eigene Internetseite“ oder „Mastodon“.")
    privacy_friendly_platform: YesNo = Field(
        default=False,
        title="Datenschutzfreundliche Plattform",
        description="Ist es eine datenschutzfreundliche Plattform?",
    )
    result: Answer[Prose] | None = optional("Ergebnis", "Was die Prüfung ergab, mit Beleg.")


class Necessity(Model):
    """Necessity (section 3.2)."""

    effective: Answer[Prose] | None = optional("Eignung", "Erreicht die Verarbeitung den Zweck?")
    least_intrusive: Answer[Prose] | None = optional("Mildestes Mittel", "Warum kein milderes Mittel genügt.")
    alternatives: Answer[tuple[Option, ...]] = items("Alternativen", "Geprüfte Alternativen.")


class PlanStep(Model):
    """A step of the implementation plan (section 4.2.c)."""

    id: Id
    activity: Text = required("Tätigkeit", "Was zu tun ist.")
    responsible: Answer[Text] | None = optional("Zuständig", "Funktion.")
    due: Answer[Date] | None = optional("Bis", "Termin.")
    monitoring: Answer[Text] | None = optional("Überwachung", "Wie der Fortschritt geprüft wird.")


class DataSubjectViews(Model):
    """Views of data subjects (Art. 35 Abs. 9 DSGVO)."""

    sought: Answer[YesNo] | None = optional("Eingeholt", "Wurde der Standpunkt eingeholt?")
    text: Answer[Prose] | None = optional("Standpunkt", "Ergebnis oder Grund, warum nicht.")


class Decision(Labelled):
    """The outcome of the assessment (section 6)."""

    REJECTED = "rejected", "abgelehnt"
    CONSULTATION = "consultation", "Konsultation der Aufsichtsbehörde (Art. 36 DSGVO)"
    ACCEPTED = "accepted", "freigegeben"
    ACCEPTED_WITH_CONDITIONS = "accepted_with_conditions", "unter Bedingungen freigegeben"


class Condition(Model):
    """A condition of the acceptance."""

    id: Id
    text: Text = required("Bedingung", "Was erfüllt sein muss.")
    responsible: Answer[Text] | None = optional("Zuständig", "Funktion.")
    due: Answer[Date] | None = optional("Bis", "Termin.")


class PriorConsultation(Model):
    """Prior consultation of the supervisory authority (Art. 36 DSGVO)."""

    date: Answer[Date] | None = optional("Datum", "Wann konsultiert wurde.")
    outcome: Answer[Prose] | None = optional("Ergebnis", "Stellungnahme der Behörde.")


class FurtherInformation(Model):
    """Where people find more about a platform."""

    id: Id
    title: Text = required("Bezeichnung", "Text, der das Ziel benennt.")
    url: Answer[Url] | None = optional("Adresse", "Vollständige Adresse mit https://.")


class Consequences(Model):
    """The short assessment that chapter 8 of the concept prints."""

    legal_frame: Answer[Prose] | None = optional("Rechtlicher Rahmen", "Wann eine Folgenabschätzung nötig ist.")
    reasoning: Answer[Prose] | None = optional("Begründung", "Welche Daten verarbeitet werden und von wem.")
    risks: Answer[Prose] | None = optional("Risiken", "Welche Risiken daraus folgen.")
    rating: Answer[Prose] | None = optional("Bewertung", "Wie die Risiken bewertet werden.")
    commitment: Answer[Prose] | None = optional("Selbstverpflichtung", "Wie die Entwicklung beobachtet wird.")
    further_information: Answer[tuple[FurtherInformation, ...]] = items(
        "Weitere Informationen", "Verweise je Plattform."
    )


class Dpia(Model):
    """Threshold analysis and, where due, the full assessment."""

    consequences: Answer[Consequences] | None = optional(
        "Abschätzung der Folgen", "Kurzfassung für das Nutzungskonzept."
    )
    threshold: Answer[Threshold] | None = optional("Schwellwertanalyse", "Ist ein hohes Risiko wahrscheinlich?")
    late_reason: Answer[Prose] | None = optional(
        "Grund der Verspätung", "Warum die Prüfung erst nach dem Beginn eines Kanals erfolgte."
    )
    overview: Answer[Overview] | None = optional("Überblick", "Abschnitt 0.")
    summary: Answer[Prose] | None = optional("Zusammenfassung", "Eine halbe Seite mit dem Ergebnis.")
    description: Answer[Description] | None = optional("Beschreibung", "Abschnitt 1.")
    special_category_exceptions: Answer[tuple[SpecialException, ...]] = items(
        "Ausnahmen nach Art. 9", "Abschnitt 2.1.b."
    )
    measures: Answer[tuple[Measure, ...]] = items("Maßnahmen", "Abschnitte 2.3 und 4.2.a.")
    necessity: Answer[Necessity] | None = optional("Erforderlichkeit", "Abschnitt 3.2.")
    proportionality: Answer[Prose] | None = optional("Verhältnismäßigkeit", "Abschnitt 3.3.")
    risks: Answer[tuple[Risk, ...]] = items("Risiken", "Abschnitte 3.1 und 4.")
    method: Answer[Method] | None = optional("Methode", "Abschnitt 4.1.b.")
    plan: Answer[tuple[PlanStep, ...]] = items("Umsetzungsplan", "Abschnitt 4.2.c.")
    data_subject_views: Answer[DataSubjectViews] | None = optional("Standpunkt der Betroffenen", "Abschnitt 5.2.")
    art14_exceptions: Answer[Prose] | None = optional(
        "Ausnahmen von der Information", "Art. 14 Abs. 5 DSGVO, falls genutzt."
    )
    decision: Answer[Decision] | None = optional(
        "Entscheidung", "rejected, consultation, accepted oder accepted_with_conditions."
    )
    decision_reasons: Answer[Prose] | None = optional("Gründe der Entscheidung", "Abschnitt 6.")
    conditions: Answer[tuple[Condition, ...]] = items("Bedingungen", "Bei Freigabe unter Bedingungen.")
    prior_consultation: Answer[PriorConsultation] | None = optional("Vorherige Konsultation", "Art. 36 DSGVO.")
    review: Answer[Review] | None = optional("Überprüfung", "Art. 35 Abs. 11 DSGVO.")
