"""``review.yaml``: what the data protection officer, the staff council, IT and legal say; not the clerk's file."""

from __future__ import annotations

from pipeline.dossier.answers import Model
from pipeline.dossier.model.values import Date, Labelled, Prose, Text, YesNo, items, optional, required


class OpinionResult(Labelled):
    """The DPO advises; this is no approval."""

    NO_OBJECTIONS = "no_objections", "keine Einwände"
    HINTS = "hints", "Hinweise"
    CONCERNS = "concerns", "Bedenken"


class DpoOpinion(Model):
    """The advice of the data protection officer (Art. 35 Abs. 2, 38 Abs. 1 DSGVO)."""

    date: Date = required("Datum", "Datum der Stellungnahme.")
    by: Text = required("Funktion", "Zum Beispiel „Behördlicher Datenschutzbeauftragter“.")
    result: OpinionResult = required("Ergebnis", "no_objections, hints oder concerns.")
    text: Prose = required("Stellungnahme", "Wortlaut.")
    code: Text | None = optional("Prüfcode", "Prüfcode des Entwurfs, auf den sich die Stellungnahme bezieht.")
    response: Prose | None = optional("Umgang", "Was mit der Stellungnahme geschehen ist.")


class StaffCouncilResult(Labelled):
    """What came of the participation of the staff council."""

    CONSENT = "consent", "Zustimmung"
    NO_OBJECTION = "no_objection", "keine Einwände"
    NOT_REQUIRED = "not_required", "Mitbestimmung verneint"


class StaffCouncil(Model):
    """Participation of the staff council."""

    date: Date = required("Datum", "Datum der Beteiligung.")
    by: Text = required("Funktion", "Zum Beispiel „Personalrat“.")
    result: StaffCouncilResult = required("Ergebnis", "consent, no_objection oder not_required.")
    text: Prose | None = optional("Begründung", "Bei verneinter Mitbestimmung nötig.")


class PersonalAnswer(Model):
    """A person's answer to a question that no program can decide."""

    requirement: Text = required("Anforderung", "Kennung aus dem Katalog, zum Beispiel DSGVO-12-1.")
    subject: Text | None = optional("Gegenstand", "Feldpfad, wenn die Antwort nur einen Kanal oder Eintrag betrifft.")
    fulfilled: YesNo = required("Erfüllt", "ja oder nein.")
    by: Text = required("Funktion", "Wer antwortet.")
    date: Date = required("Datum", "Wann.")
    text: Prose = required("Begründung", "Worauf sich die Antwort stützt.")


class Waiver(Model):
    """A deviation that the controller accepts."""

    requirement: Text = required("Anforderung", "Kennung aus dem Katalog.")
    subject: Text | None = optional("Gegenstand", "Feldpfad, wenn nur einen Kanal oder Eintrag betreffend.")
    reason: Prose = required("Grund", "Warum abgewichen wird.")
    dpo_opinion: Prose = required("Stellungnahme", "Was die datenschutzbeauftragte Person dazu sagt.")
    by: Text = required("Funktion", "Wer die Abweichung verantwortet.")
    date: Date = required("Datum", "Wann.")
    until: Date = required("Bis", "Wann die Abweichung endet.")


class Confirmation(Model):
    """A person looked at a fact of the catalogue whose source is weak."""

    fact: Text = required("Angabe", "Pfad im Katalog, zum Beispiel platforms[x].operator_address.")
    by: Text = required("Funktion", "Wer nachgesehen hat.")
    date: Date = required("Datum", "Wann.")
    text: Prose = required("Beleg", "Woran die Person die Angabe geprüft hat.")


class ReviewFile(Model):
    """All that reviewers say about a dossier."""

    dpo_opinion: DpoOpinion | None = optional("Stellungnahme", "Rat der datenschutzbeauftragten Person.")
    staff_council: StaffCouncil | None = optional("Personalrat", "Beteiligung des Personalrats.")
    answers: tuple[PersonalAnswer, ...] = items("Antworten", "Antworten auf Fragen der Prüfung.")
    waivers: tuple[Waiver, ...] = items("Abweichungen", "Zugelassene Abweichungen.")
    confirmations: tuple[Confirmation, ...] = items("Bestätigungen", "Bestätigte Angaben des Katalogs.")
