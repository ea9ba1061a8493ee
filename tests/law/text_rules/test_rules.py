"""Each rule finds its class of defects in any wording, and leaves right sentences alone."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from pipeline.dossier.model.values import GenderForm, Land
from pipeline.law.text_rules.facts import TextFacts
from pipeline.law.text_rules.lint import lint

NW = TextFacts(land=Land.NW, platforms=("instagram",), organisation="Stadt Neuental", as_of=dt.date(2026, 11, 22))
BW = TextFacts(land=Land.BW, platforms=("instagram", "facebook"), as_of=dt.date(2026, 11, 22))
NOTHING = TextFacts()


def found(text: str, facts: TextFacts) -> set[tuple[str, str]]:
    """Return id and quoted words of all findings."""
    return {(finding.requirement, finding.quote) for finding in lint(text, facts)}


WRONG = [
    # former acts
    ("Das Impressum entspricht § 5 TMG.", NW, "DDG-STATT-TMG", "TMG"),
    ("Für Cookies gilt § 25 TTDSG.", NW, "DDG-STATT-TMG", "TTDSG"),
    (
        "Nach § 55 Rundfunkstaatsvertrag ist ein Verantwortlicher zu nennen.",
        NOTHING,
        "DDG-STATT-TMG",
        "Rundfunkstaatsvertrag",
    ),
    (
        "Rechtswidriges melden wir nach dem Netzwerkdurchsetzungsgesetz.",
        NW,
        "DDG-STATT-TMG",
        "Netzwerkdurchsetzungsgesetz",
    ),
    # transfer
    ("Die Übermittlung stützt sich auf das EU-US Privacy Shield.", NW, "PRIVACY-SHIELD", "EU-US Privacy Shield"),
    ("Grundlage ist Safe Harbour.", NW, "PRIVACY-SHIELD", "Safe Harbour"),
    # authorities
    (
        "Beschwerden nimmt die Landesbeauftragte für Datenschutz und Informationstechnik Nordrhein-Westfalen entgegen.",
        NW,
        "LDI-NRW-NAME",
        "Landesbeauftragte für Datenschutz und Informationstechnik Nordrhein-Westfalen",
    ),
    ("Zuständig ist der LfDI.", NW, "LDI-NRW-NAME", "LfDI"),
    (
        "Die Landesdatenschutzbeauftragte Nordrhein-Westfalen prüft das.",
        NW,
        "LDI-NRW-NAME",
        "Landesdatenschutzbeauftragte Nordrhein-Westfalen",
    ),
    (
        "Eine Beschwerde ist bei der Landesbeauftragten für Datenschutz und Informationsfreiheit Nordrhein-Westfalen möglich.",
        BW,
        "DSGVO-13-2-d",
        "Landesbeauftragten für Datenschutz und Informationsfreiheit Nordrhein-Westfalen",
    ),
    # positions
    (
        "Die LDI NRW hält den Betrieb solcher Seiten für zulässig.",
        NW,
        "LDI-NRW-STAND",
        "Die LDI NRW hält den Betrieb solcher Seiten für zulässig.",
    ),
    (
        "Der LfDI BW empfiehlt, jeden Auftritt zu begründen.",
        BW,
        "FORM-BEHAUPTUNGEN",
        "Der LfDI BW empfiehlt, jeden Auftritt zu begründen.",
    ),
    # channels
    ("Neuigkeiten stehen auf TikTok und im Amtsblatt.", NW, "FORM-KANALKONSISTENZ", "TikTok"),
    ("Die Kanäle der Stadt werden gut angenommen.", NW, "FORM-KANALKONSISTENZ", "Die Kanäle der Stadt"),
    ("Unsere Social-Media-Auftritte werden betreut.", NW, "FORM-KANALKONSISTENZ", "Social-Media-Auftritte"),
    (
        "Die Gemeinde Heidborn sowie ihre Eigenbetriebe veröffentlichen dort.",
        NW,
        "FORM-KANALKONSISTENZ",
        "Gemeinde Heidborn sowie ihre Eigenbetriebe",
    ),
    # operators
    ("Anbieter ist die Instagram LLC.", NW, "PLATTFORM-BEZEICHNUNG", "Instagram LLC"),
    (
        "Verantwortlich ist Facebook Ireland\nLimited in Dublin.",
        BW,
        "PLATTFORM-BEZEICHNUNG",
        "Facebook Ireland Limited",
    ),
    # influence
    (
        "Auf Art und Umfang der Datenverarbeitung kann die Stadt nicht einwirken, sie hat keinerlei Einflussmöglichkeiten.",
        NW,
        "EUGH-C-210-16",
        "Auf Art und Umfang der Datenverarbeitung kann die Stadt nicht einwirken, sie hat keinerlei Einflussmöglichkeiten.",
    ),
    (
        "Für die Erhebung der Daten übernehmen wir keine Verantwortung.",
        NW,
        "EUGH-C-210-16",
        "Für die Erhebung der Daten übernehmen wir keine Verantwortung.",
    ),
    (
        "Verantwortlich für die Daten ist allein der Plattformbetreiber.",
        NW,
        "EUGH-C-210-16",
        "Verantwortlich für die Daten ist allein der Plattformbetreiber.",
    ),
    ("Auskünfte kann nur Meta erteilen.", NW, "DSGVO-26-3", "Auskünfte kann nur Meta erteilen."),
    (
        "Die Nutzung des Kanals geschieht auf eigenes Risiko der Besuchenden.",
        NW,
        "DSGVO-24",
        "Die Nutzung des Kanals geschieht auf eigenes Risiko der Besuchenden.",
    ),
    (
        "Gemeinsame Verantwortlichkeit heißt für uns, die Menschen über Risiken zu informieren.",
        NW,
        "DSGVO-26-1",
        "Gemeinsame Verantwortlichkeit heißt für uns, die Menschen über Risiken zu informieren.",
    ),
    # real names and ages
    (
        "Wer dort schreibt, muss seinen echten Namen angeben.",
        NW,
        "TDDDG-19-2",
        "Wer dort schreibt, muss seinen echten Namen angeben.",
    ),
    (
        "Die Klarnamenpflicht auf Facebook verhindert Beleidigungen.",
        BW,
        "TDDDG-19-2",
        "Die Klarnamenpflicht auf Facebook verhindert Beleidigungen.",
    ),
    (
        "Bei Instagram liegt das Mindestalter bei 16 Jahren.",
        NW,
        "TDDDG-19-2",
        "Bei Instagram liegt das Mindestalter bei 16 Jahren.",
    ),
    # claims
    ("Kommentare werden rund um die Uhr moderiert.", NW, "MODERATION-FRIST", "rund um die Uhr"),
    ("Die Nutzung der Plattform ist unentgeltlich.", NW, "FORM-BEHAUPTUNGEN", "unentgeltlich"),
    ("Instagram ist eine hervorragende Plattform.", NW, "FORM-BEHAUPTUNGEN", "hervorragende Plattform"),
    (
        "Wir verarbeiten zu keiner Zeit personenbezogene Daten.",
        NW,
        "FORM-BEHAUPTUNGEN",
        "zu keiner Zeit personenbezogene Daten",
    ),
    # levels
    ("Es besteht ein mittleres Risiko.", NW, "DSFA-SKALA", "mittleres"),
    ("Das Risiko wird als moderat eingestuft.", NW, "DSFA-SKALA", "moderat"),
    ("Das Risiko ist gering bis hoch.", NW, "DSFA-METHODE", "gering bis hoch"),
    ("Für die Besuchenden entsteht keinerlei Risiko.", NW, "DSFA-SKALA", "keinerlei Risiko"),
    # legal bases
    ("Rechtsgrundlage ist Art. 6 Abs. 1 S. 1 lit. f DSGVO.", NW, "DSGVO-6-1-f-NICHT", "Art. 6 Abs. 1 S. 1 lit. f"),
    ("Die Verarbeitung beruht auf unserem berechtigten Interesse.", NW, "DSGVO-6-1-f-NICHT", "berechtigten Interesse"),
    (
        "Datenschutzhinweise\n\nRechtsgrundlage ist Art. 6 Abs. 1 lit. f DSGVO.",
        NW,
        "DSGVO-13-1-d",
        "Art. 6 Abs. 1 lit. f",
    ),
    ("Grundlage ist § 3 Abs. 1 BDSG.", NW, "BDSG-3-NICHT", "§ 3 Abs. 1 BDSG"),
    ("Maßgeblich ist die Blacklist der DSK.", NW, "DSK-MUSS-LISTE", "Blacklist"),
    # emptiness
    ("- eins\n-\n- drei", NW, "FORM-LEERE-ELEMENTE", "-"),
    ("Ansprechstelle: [Name eintragen]", NW, "FORM-LEERE-ELEMENTE", "[Name eintragen]"),
    ("Die Frist beträgt XX Tage.", NW, "FORM-LEERE-ELEMENTE", "XX"),
    ("# 1 Zweck\n\nText.\n\n# 2 Umfang\n\n# 3 Gründe\n\nText.", NW, "FORM-LEERE-ELEMENTE", "2 Umfang"),
    # links
    ("Mehr im [Serviceportal der Stadt](#).", NW, "FORM-LINKS", "[Serviceportal der Stadt](#)"),
    ("Mehr im [Serviceportal der Stadt]().", NW, "FORM-LINKS", "[Serviceportal der Stadt]()"),
    ("Siehe http://www.neuental.example/konzept.", NW, "FORM-LINKS", "http://www.neuental.example/konzept"),
    ("Bitte [hier](https://www.neuental.example) klicken.", NW, "FORM-LINKS", "[hier](https://www.neuental.example)"),
    (
        "Instagram: Datenschutzrichtlinie von [TikTok](https://www.tiktok.com/legal).",
        BW,
        "DH-PLATTFORMLINK",
        "[TikTok](https://www.tiktok.com/legal)",
    ),
    (
        "Mehr: [Siehe hier.](https://www.neuental.example)",
        NW,
        "FORM-LINKS",
        "[Siehe hier.](https://www.neuental.example)",
    ),
    (
        "Facebook: [Datenschutzrichtlinie](https://www.facebook.com/about/privacy)",
        BW,
        "DH-PLATTFORMLINK",
        "[Datenschutzrichtlinie](https://www.facebook.com/about/privacy)",
    ),
    # outline
    (
        "1 Eins\n\n1.1 Erster\n\nText.\n\n1.3 Dritter\n\nText.\n\n2 Zwei\n\nText.",
        NW,
        "FORM-GLIEDERUNG",
        "1.3 Dritter",
    ),
    ("1 Eins\n\nText.\n\n2 Zwei\n\n2.1 Nur einer\n\nText.\n\n3 Drei\n\nText.", NW, "FORM-GLIEDERUNG", "2.1 Nur einer"),
    ("1 Eins\n\nText.\n\n2 Zwei\n\nText.\n\n4 Vier\n\nText.", NW, "FORM-GLIEDERUNG", "4 Vier"),
    # terms and wording
    (
        "Eine Datenschutz Folgenabschätzung und eine Schwellwert-Analyse fehlen.",
        NW,
        "FORM-RECHTSCHREIBUNG",
        "Schwellwert-Analyse",
    ),
    ("Ein Vertrag zur Auftragsdatenverarbeitung liegt vor.", NW, "FORM-RECHTSCHREIBUNG", "Auftragsdatenverarbeitung"),
    ("Der Social Media Kanal wird gepflegt.", NW, "FORM-RECHTSCHREIBUNG", "Social Media Kanal"),
    ("Die DSGVO gilt. Auch die DS-GVO gilt. Die DSGVO bleibt.", NW, "FORM-RECHTSCHREIBUNG", "DS-GVO"),
    ("Wir prüfen das das Ergebnis mit mit Sorgfalt.", NW, "FORM-RECHTSCHREIBUNG", "mit mit"),
    ("Wir freuen uns über Feedbacks.", NW, "FORM-RECHTSCHREIBUNG", "Feedbacks"),
    ("Die Behörden dürfen das, wenn Sie es begründen.", NW, "FORM-RECHTSCHREIBUNG", "Sie"),
    # gender
    ("Die Bürger werden informiert.", NW, "LGG-NRW-4", "Bürger"),
    ("Unsere Mitarbeiterinnen helfen gern.", NW, "LGG-NRW-4", "Mitarbeiterinnen"),
    ("Alle Nutzer:innen und Leser:innen sowie Abonnent*innen lesen mit.", NW, "LGG-NRW-4", "Abonnent*innen"),
    ("Alle Nutzer:innen und Leser:innen sowie Abonnent*innen lesen mit.", BW, "FORM-RECHTSCHREIBUNG", "Abonnent*innen"),
    # further ways to say the same
    ("Grundlage ist das EU-US-Datenschutzschild.", NW, "PRIVACY-SHIELD", "EU-US-Datenschutzschild"),
    ("Die Verarbeitung beruht auf Art. 6 Abs. 1 f) DSGVO.", NW, "DSGVO-6-1-f-NICHT", "Art. 6 Abs. 1 f)"),
    (
        "Beschwerden richten Sie an das Unabhängige Landeszentrum für Datenschutz Schleswig-Holstein.",
        NW,
        "LDI-NRW-NAME",
        "Unabhängige Landeszentrum für Datenschutz Schleswig-Holstein",
    ),
    (
        "Das Unabhängige Landeszentrum vertritt die Meinung, dass solche Seiten zulässig sind.",
        TextFacts(land=Land.SH),
        "FORM-BEHAUPTUNGEN",
        "Das Unabhängige Landeszentrum vertritt die Meinung, dass solche Seiten zulässig sind.",
    ),
    (
        "Google und die LinkedIn Ireland Unlimited Company sind für die Datenverarbeitung allein verantwortlich.",
        NW,
        "EUGH-C-210-16",
        "Google und die LinkedIn Ireland Unlimited Company sind für die Datenverarbeitung allein verantwortlich.",
    ),
    (
        "Löschanträge nimmt nur der Betreiber entgegen.",
        NW,
        "DSGVO-26-3",
        "Löschanträge nimmt nur der Betreiber entgegen.",
    ),
    (
        "Sie nutzen diese Seite in Eigenverantwortung.",
        NW,
        "DSGVO-24",
        "Sie nutzen diese Seite in Eigenverantwortung.",
    ),
    (
        "Wer sich bei Instagram registriert, ist gezwungen, den bürgerlichen Namen anzugeben.",
        NW,
        "TDDDG-19-2",
        "Wer sich bei Instagram registriert, ist gezwungen, den bürgerlichen Namen anzugeben.",
    ),
    (
        "Anonyme Konten sind auf Instagram verboten.",
        NW,
        "TDDDG-19-2",
        "Anonyme Konten sind auf Instagram verboten.",
    ),
    (
        "Auf Facebook herrscht Klarnamenpflicht. Dadurch sind alle wirksam geschützt.",
        BW,
        "TDDDG-19-2",
        "Auf Facebook herrscht Klarnamenpflicht.",
    ),
    (
        "(3) Die Seite ist ein unverzichtbares Kommunikationsmittel.",
        NW,
        "FORM-BEHAUPTUNGEN",
        "unverzichtbares Kommunikationsmittel",
    ),
    ("Insgesamt ist das Risiko mäßig bis erhöht.", NW, "DSFA-SKALA", "mäßig bis erhöht"),
    ("Ein Risiko für Jugendliche besteht nicht.", NW, "DSFA-SKALA", "Risiko für Jugendliche besteht nicht"),
    ("Die [Satzung](javascript:void0) gilt.", NW, "FORM-LINKS", "[Satzung](javascript:void0)"),
    ("Die [Satzung](https://) gilt.", NW, "FORM-LINKS", "[Satzung](https://)"),
    (
        "Näheres in der [Datenschutzrichtlinie von Facebook](https://www.tiktok.com/legal).",
        BW,
        "DH-PLATTFORMLINK",
        "[Datenschutzrichtlinie von Facebook](https://www.tiktok.com/legal)",
    ),
    ("Eine Datenschutz-Folgeabschätzung fehlt.", NW, "FORM-RECHTSCHREIBUNG", "Datenschutz-Folgeabschätzung"),
    ("Unterzeichnet am XX.XX.2026 im Rathaus.", NW, "FORM-LEERE-ELEMENTE", "XX.XX"),
    ("Sabine Hollmann (s.hollmann@neuental.example) antwortet.", NW, "NAMEN-IM-KONZEPT", "Sabine Hollmann"),
    (
        "Rechtsgrundlage ist Art. 6 Abs. 1 UAbs. 1 lit. e DSGVO in Verbindung mit § 3 Abs. 1 DSG NRW.",
        TextFacts(land=Land.BY),
        "DSGVO-6-1-e",
        "§ 3 Abs. 1 DSG NRW",
    ),
    ("Die Verarbeitung beruht auf § 3 NDSG.", NW, "DSGVO-6-1-e", "§ 3 NDSG"),
    (
        "Zuständig ist die Bundesbeauftragte für den Datenschutz und die Informationsfreiheit.",
        NW,
        "LDI-NRW-NAME",
        "Bundesbeauftragte für den Datenschutz und die Informationsfreiheit",
    ),
    (
        "Beschwerden gehen an die Landesanstalt für Datenschutz NRW.",
        NW,
        "LDI-NRW-NAME",
        "Landesanstalt für Datenschutz NRW",
    ),
    (
        "Aufsichtsbehörde ist die Datenschutzbeauftragte des Landes Nordrhein-Westfalen.",
        NW,
        "LDI-NRW-NAME",
        "Datenschutzbeauftragte des Landes Nordrhein-Westfalen",
    ),
    ("Pseudonyme sind bei Instagram untersagt.", NW, "TDDDG-19-2", "Pseudonyme sind bei Instagram untersagt."),
    ("Die Nutzung erfolgt auf eigene Verantwortung.", NW, "DSGVO-24", "Die Nutzung erfolgt auf eigene Verantwortung."),
    ("Rechtsgrundlage: Art. 6 (1) f DSGVO.", NW, "DSGVO-6-1-f-NICHT", "Art. 6 (1) f"),
    (
        "Näheres: [hier klicken](https://www.neuental.example).",
        NW,
        "FORM-LINKS",
        "[hier klicken](https://www.neuental.example)",
    ),
    ("Die Datenschutz Grundverordnung gilt.", NW, "FORM-RECHTSCHREIBUNG", "Datenschutz Grundverordnung"),
    ("Der Auftragsdatenverarbeitungsvertrag gilt.", NW, "FORM-RECHTSCHREIBUNG", "Auftragsdatenverarbeitungsvertrag"),
    ("Petra Schulte, Tel. 02999/12-345, petra.schulte@neuental.example", NW, "NAMEN-IM-KONZEPT", "Petra Schulte"),
    ("Stand: TT.MM.JJJJ", NW, "FORM-LEERE-ELEMENTE", "TT.MM.JJJJ"),
    # names
    ("Ansprechperson ist Frau Dr. Petra Langhans.", NW, "NAMEN-IM-KONZEPT", "Frau Dr. Petra Langhans"),
    ("Schreiben Sie an petra.langhans@neuental.example.", NW, "NAMEN-IM-KONZEPT", "petra.langhans@neuental.example"),
    ("Herr Kuhlmann, Tel. 02999 123-45", NW, "NAMEN-IM-KONZEPT", "02999 123-45"),
]


@pytest.mark.parametrize(
    ("text", "facts", "requirement", "quote"), WRONG, ids=[f"{one[2]}-{number}" for number, one in enumerate(WRONG)]
)
def test_finds(text: str, facts: TextFacts, requirement: str, quote: str) -> None:
    assert (requirement, quote) in found(text, facts)
    for finding in lint(text, facts):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?", finding.rule)
        assert finding.message.endswith((".", "?")), finding
        assert finding.remedy.endswith("."), finding
        assert " ".join(text[finding.start : finding.end].split()).endswith(finding.quote)


RIGHT = [
    # links whose text says where they lead, and the policy of the right platform
    ("Mehr auf den [Seiten der Stadt](https://www.neuental.example).", NW),
    ("Instagram: [Datenschutzrichtlinie von Instagram](https://privacycenter.instagram.com/policy)", NW),
    ("Instagram, Facebook: [Richtlinie für Facebook](https://www.facebook.com/privacy/policy)", BW),
    # an outline that begins later, two subsections, two headings alone
    ("3 Drei\n\nText.\n\n4 Vier\n\nText.\n\n5 Fünf\n\nText.", NOTHING),
    ("1 Eins\n\n1.1 Erster\n\nText.\n\n1.2 Zweiter\n\nText.\n\n2 Zwei\n\nText.", NOTHING),
    ("1 Eins\n\nText.\n\n3 Drei\n\nText.", NOTHING),
    # items and headings that hold something
    ("# 1 Zweck\n\n## 1.1 Ziele\n\nText.\n\n## 1.2 Wege\n\nText.\n\n# 2 Umfang\n\nText.", NOTHING),
    ("-\nDer Eintrag steht auf der nächsten Zeile.", NW),
    # platforms in law, as an alternative, as a company; several channels
    ("Der EuGH hat über Seiten auf Facebook entschieden.", NW),
    ("Als Alternative wurde Mastodon geprüft.", NW),
    ("Anbieter ist die Facebook Ireland-Nachfolgerin nicht.", TextFacts(platforms=("instagram", "facebook"))),
    ("Die Kanäle der Stadt werden gut angenommen.", BW),
    ("Die privaten Kanäle der Beschäftigten bleiben unberührt.", NW),
    # ages that agree with the catalogue or mean something else
    ("Bei Instagram liegt das Mindestalter bei 13 Jahren.", NW),
    ("Die Einwilligung der Eltern ist bei Instagram unter 16 Jahren für die Anmeldung nötig.", NW),
    ("Eine Klarnamenpflicht gibt es nicht, sie wäre kein Schutz.", NW),
    ("Das Impressum entspricht § 5 DDG (vormals § 5 TMG).", NW),
    ("Das TMG wurde aufgehoben; heute gilt das DDG.", NW),
    ("Das Privacy Shield ist seit dem Urteil C-311/18 unwirksam.", NW),
    ("Zuständig ist die Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen (LDI NRW).", NW),
    ("Die Richtlinie des LfDI Baden-Württemberg vom Februar 2020 dient zur Orientierung.", NW),
    (
        "Zuständig ist der Landesbeauftragte für den Datenschutz und die Informationsfreiheit Baden-Württemberg (LfDI BW).",
        BW,
    ),
    ("Die LDI NRW kann Anordnungen treffen.", NW),
    ("Nach Auffassung der LDI NRW (Tätigkeitsbericht 2023, S. 40) ist das zulässig.", NW),
    ("Andere Netzwerke wie TikTok nutzt die Stadt nicht.", NW),
    ("Geprüft wurde auch Mastodon als milderes Mittel.", NW),
    ("Der EuGH hat am 5. Juni 2018 über Facebook-Fanpages entschieden (C-210/16).", NW),
    ("Private Konten von Beschäftigten sind keine Kanäle der Stadt.", NW),
    ("Betreiberin ist die Meta Platforms Ireland Limited (früher Facebook Ireland Limited).", BW),
    ("Empfängerin in den USA ist die LinkedIn Corporation.", NW),
    ("Auch wenn wir keinen Einfluss auf die Auswertung haben, sind wir dafür gemeinsam mit Meta verantwortlich.", NW),
    ("Wer einen Kanal betreibt, kann sich nicht darauf berufen, keinen Einfluss zu haben.", NW),
    ("Auskunft geben nicht nur die Betreiber, sondern auch wir.", NW),
    ("Für die Inhalte ihrer Kommentare sind die Menschen nicht allein verantwortlich.", NW),
    ("Einen Klarnamen verlangt Instagram nicht.", NW),
    ("Instagram steht ab 13 Jahren offen; das Mindestalter von 13 Jahren prüft der Betreiber.", NW),
    ("Wer unter 16 Jahren ist, braucht für die Einwilligung die Zustimmung der Eltern.", NW),
    ("Eine Einwilligung lässt sich jederzeit widerrufen.", NW),
    ("Die Nutzung kostet kein Geld; im Gegenzug wertet der Betreiber Daten aus, auch wenn das als kostenlos gilt.", NW),
    ("In einer Befragung nannten 38 % Instagram den besseren Informationskanal.", NW),
    ("Das Restrisiko wird als geringes Risiko eingestuft.", NW),
    ("Soweit kein Risiko für Rechte und Freiheiten besteht, entfällt die Meldung.", NW),
    ("Meta stützt sich auf berechtigte Interessen (Art. 6 Abs. 1 lit. f DSGVO).", NW),
    ("Auf berechtigte Interessen kann sich die Stadt nicht stützen.", NW),
    ("Das BDSG ist nicht anwendbar.", NW),
    ("Die Muss-Liste der DSK gilt für den nichtöffentlichen Bereich und dient nur zur Orientierung.", NW),
    ("- eins\n- zwei\n\nText – mit Gedankenstrich.", NW),
    ("Mehr im [Serviceportal der Stadt Neuental](https://service.neuental.example).", NW),
    ("1 Eins\n\nText.\n\n2 Zwei\n\n2.1 A\n\nText.\n\n2.2 B\n\nText.\n\n3 Drei\n\nText.", NOTHING),
    ("Die Datenschutz-Folgenabschätzung nach der Datenschutz-Grundverordnung liegt vor.", NW),
    ("Die datenschutzbeauftragte Person berät.", NW),
    ("Personen, die die Seite besuchen, sehen das.", NW),
    ("Sie können sich an uns wenden, wenn Sie Fragen haben. Ihre Rechte nennen wir Ihnen.", NW),
    ("Bürgerinnen und Bürger, Nutzende und Beschäftigte sind gemeint.", NW),
    ("Die Bürgerschaft und die Besucherzahlen wachsen.", NW),
    ("Auf LinkedIn stehen Stellen für Nutzende.", TextFacts(land=Land.NW, gender_form=GenderForm.NEUTRAL)),
    ("Ansprechpartner ist Herr Bürgermeister Gruber.", TextFacts(land=Land.BW)),
    ("Schreiben Sie an rathaus@neuental.example oder social-media@neuental.example.", NW),
    ("Niemand wird gezwungen, auf Instagram den echten Namen anzugeben.", NW),
    ("Bei der Terminvergabe muss der richtige Name angegeben werden.", NW),
    ("Meta ist für die Werbung allein verantwortlich, für die Statistiken sind wir es gemeinsam mit Meta.", BW),
    ("Verantwortlich für die Inhalte ist allein die Stadt.", NW),
    ("Ein hohes Risiko für die Betroffenen besteht nicht.", NW),
    ("Dritte haben keinen Zugriff auf die Daten.", NW),
    ("Zum [Anfang der Seite](#oben) oder zur [Startseite der Stadt](/).", NW),
    ("Näheres in der [Datenschutzrichtlinie von Instagram](https://www.facebook.com/privacy/policy).", NW),
    ("Datenschutz-Folgenabschätzungen, Auftragsverarbeiterinnen und Aufsichtsbehörden sind gemeint.", NW),
    (
        "Geprüft haben wir auch Mastodon. Auf Mastodon erreichten wir in sechs Monaten 38 Personen.",
        NW,
    ),
    ("Der YouTube-Kanal und der Instagram-Account sind zweierlei.", TextFacts(platforms=("youtube", "instagram"))),
    ("Die Freiwilligen Feuerwehren und die Unterschriftsfelder sind genannt.", NW),
    ("Rechtsgrundlage ist Art. 6 Abs. 1 UAbs. 1 lit. e DSGVO in Verbindung mit § 3 Abs. 1 DSG NRW.", NW),
    ("Die Verarbeitung beruht auf § 4 LDSG.", BW),
    ("Das VG Köln (Urteil vom 17.07.2025) stützt sich auf § 3 DSG NRW.", BW),
    ("Unsere Telefonzentrale ist jederzeit über den Anrufbeantworter erreichbar.", NW),
    ("Die Nutzung des Bürgerportals ist kostenlos.", NW),
    (
        "Beschwerden nimmt auch die Behörde am Wohnort entgegen, etwa das Unabhängige Landeszentrum für Datenschutz Schleswig-Holstein.",
        NW,
    ),
    ("Nach § 26 BDSG a. F. galten andere Regeln.", NW),
    ("Der WhatsApp-Kanal der Feuerwehr wurde zum 1. März 2026 geschlossen.", NW),
    ("Wir antworten gerne, aber nicht immer sofort.", NW),
    ("Die Bundesbeauftragte für den Datenschutz und die Informationsfreiheit hat Berufung eingelegt.", NW),
    ("Wer seinen Namen nicht nennen möchte, kann ein Pseudonym verwenden.", NW),
    ("Der Datenschutz Minderjähriger und die Datenschutz-Grundverordnung sind zu beachten.", NW),
    ("Imagefördernd ist das selten, barrierearm immer.", NW),
    ("Die Zwei-Faktor-Anmeldung und die Abrufbarkeit der Beiträge sind geregelt.", NW),
]


@pytest.mark.parametrize(("text", "facts"), RIGHT, ids=range(len(RIGHT)))
def test_leaves_alone(text: str, facts: TextFacts) -> None:
    assert found(text, facts) == set()


def test_act_that_still_applied_on_the_day_is_no_former_act() -> None:
    before = TextFacts(as_of=dt.date(2024, 5, 1))
    assert found("Das Impressum entspricht § 5 TMG.", before) == set()


def test_channel_that_a_whole_document_never_names() -> None:
    text = "".join(f"# {number} Abschnitt\n\nAuf Instagram steht etwas.\n\n" for number in range(1, 5))
    assert found(text, BW) == {("FORM-KANALKONSISTENZ", "")}


def test_template_may_hold_what_is_filled_in_later() -> None:
    text = "# Zweck\n\n# Umfang\n\n-\n\n[offen]\n\n{{ platform.name }}"
    assert found(text, NW) != set()
    assert found(text, TextFacts(land=Land.NW, platforms=("instagram",), template=True)) == set()


def test_house_form_decides_which_sign_is_right() -> None:
    text = "Alle Nutzer*innen lesen mit."
    assert found(text, TextFacts(land=Land.NW, gender_form=GenderForm.STERN)) == set()
    assert ("LGG-NRW-4", "Nutzer*innen") in found(text, TextFacts(land=Land.NW, gender_form=GenderForm.NEUTRAL))
