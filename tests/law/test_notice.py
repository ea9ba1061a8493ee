"""What the words of the privacy notice must say: each sentence that is enough, and each that is not."""

from __future__ import annotations

import pytest
from changed_dossiers import Edit, changed, dossier_of, judge_fields, surroundings

from pipeline.law.findings import Finding, Status

RIGHTS = {"15": "Auskunft", "16": "Berichtigung", "17": "Löschung", "18": "Einschränkung", "21": "Widerspruch"}
ALL_RIGHTS = "\n".join(f"{word} (Art. {article})" for article, word in RIGHTS.items())


def judged(requirement: str, notice: str, *edits: Edit) -> list[Finding]:
    dossier = changed("musterstadt", edits) if edits else dossier_of("musterstadt")
    return judge_fields(dossier, requirement, {"datenschutzhinweise": notice})


def wrong(requirement: str, notice: str) -> list[str]:
    return [one.message for one in judged(requirement, notice) if one.status is Status.VIOLATED]


@pytest.mark.parametrize("article", ["15", "16", "17", "18"])
def test_right_is_named_with_its_article_in_one_line(article: str) -> None:
    requirement, word = f"DSGVO-{article}", RIGHTS[article]
    for notice in (f"{word} (Art. {article}): Das ist Ihr Recht.", f"Nach Art. {article} DSGVO haben Sie {word}."):
        found = judged(requirement, notice)
        assert [one.status for one in found if one.depth.value == "consistency"] == [Status.FULFILLED]
        assert notice in {seen.excerpt for one in found for seen in one.evidence}
    missing = f"Die Datenschutzhinweise nennen das Recht nach Art. {article} DSGVO nicht."
    for notice in (word, f"Art. {article}", f"{word}\nArt. {article}", f"{word} (Art. {article}0)", ""):
        assert wrong(requirement, notice) == [missing]


def test_each_missing_right_is_told() -> None:
    assert wrong("DSGVO-13-2-b", ALL_RIGHTS) == []
    for article, word in RIGHTS.items():
        notice = ALL_RIGHTS.replace(word, "Anderes")
        assert wrong("DSGVO-13-2-b", notice) == [
            f"Die Datenschutzhinweise nennen das Recht nach Art. {article} DSGVO nicht."
        ]


@pytest.mark.parametrize("follows", ["Wir verarbeiten sie nicht mehr.", "Es sei denn, zwingende schutzwürdige Gründe"])
def test_objection_needs_its_consequence(follows: str) -> None:
    right = "Sie können Widersprüche erheben (Art. 21)."
    assert wrong("DSGVO-21-1", f"{right}\n{follows}") == []
    assert wrong("DSGVO-21-1", right) == ["Die Datenschutzhinweise sagen nicht, was auf einen Widerspruch folgt."]
    assert wrong("DSGVO-21-1", follows) == ["Die Datenschutzhinweise nennen das Recht nach Art. 21 DSGVO nicht."]


@pytest.mark.parametrize(
    "limit",
    ["Das gilt NUR, SOWEIT Sie eingewilligt haben.", "soweit eine Einwilligung besteht", "soweit ein Vertrag besteht"],
)
def test_portability_is_named_with_its_limits(limit: str) -> None:
    assert wrong("DSGVO-20", f"Datenübertragbarkeit (Art. 20)\n{limit}") == []
    assert len(wrong("DSGVO-20", "Datenübertragbarkeit (Art. 20)")) == 1
    assert wrong("DSGVO-20", "Auskunft (Art. 15)") == []


@pytest.mark.parametrize(
    ("notice", "enough"),
    [
        ("Sie können sich bei der Aufsichtsbehörde beschweren.", True),
        ("BESCHWERDE bei der Aufsichtsbehörde", True),
        ("Die Aufsichtsbehörde nimmt Ihre Beschwerde entgegen.", True),
        ("Dieses Recht steht in Art. 77 DSGVO.", True),
        ("Sie können sich beschweren.", False),
        ("Die Aufsichtsbehörde prüft.", False),
    ],
)
def test_complaint(notice: str, *, enough: bool) -> None:
    expected = [] if enough else ["Die Datenschutzhinweise nennen das Beschwerderecht nicht."]
    assert wrong("DSGVO-13-2-d", notice) == expected


def test_complaint_is_quoted_beside_the_authority() -> None:
    found = judged("DSGVO-13-2-d", "> Beschwerde (Art. 77 DSGVO)")
    authority, line = found[0].evidence
    assert authority.excerpt.startswith("Landesbeauftragte für Datenschutz und Informationsfreiheit")
    assert line.excerpt == "Beschwerde (Art. 77 DSGVO)"


@pytest.mark.parametrize(
    ("notice", "missing"),
    [
        ("Niemand ist verpflichtet.\nEs gibt andere Wege.", []),
        ("Es besteht keine Pflicht dazu.\nLesen Sie ohne Konto mit.", []),
        ("Die Nutzung ist FREIWILLIG.\nAndere Wege stehen unten.", []),
        ("Sie sind nicht verpflichtet.", ["keine anderen Wege"]),
        ("Es gibt andere Wege.", ["niemand Daten angeben muss"]),
        ("Jeder ist verpflichtet.", ["niemand Daten angeben muss", "keine anderen Wege"]),
    ],
)
def test_voluntariness(notice: str, missing: list[str]) -> None:
    told = wrong("DSGVO-13-2-e", notice)
    assert len(told) == len(missing)
    assert all(any(words in one for one in told) for words in missing)


@pytest.mark.parametrize(
    ("notice", "told"),
    [
        ("Wir haben ein berechtigtes Interesse daran.", True),
        ("Grundlage sind BERECHTIGTE INTERESSEN.", True),
        ("Der Betreiber stützt sich auf berechtigte Interessen.", False),
        ("Die Plattform nennt ein berechtigtes Interesse.", False),
        ("Ein anbieter nennt ein berechtigtes Interesse.", False),
        ("Ein Interesse besteht.", False),
    ],
)
def test_authority_claims_no_legitimate_interests(notice: str, *, told: bool) -> None:
    found = [one for one in judged("DSGVO-13-1-d", f"Vorher.\n{notice}") if one.status is Status.VIOLATED]
    assert bool(found) is told
    assert [seen.excerpt for one in found for seen in one.evidence] == ([notice] if told else [])


@pytest.mark.parametrize(
    ("notice", "enough"),
    [
        ("Wir treffen keine Entscheidungen, die automatisiert fallen.", True),
        ("AUTOMATISIERTE ENTSCHEIDUNGEN gibt es nicht.", True),
        ("Automatisierten Entscheidungen: keine", True),
        ("Wir treffen automatisierte Entscheidungen.", False),
        ("Keine Angabe.", False),
    ],
)
def test_automated_decisions_are_denied(notice: str, *, enough: bool) -> None:
    found = judged("DSGVO-13-2-f", notice)
    assert [one.status for one in found] == [Status.FULFILLED if enough else Status.VIOLATED]
    assert [seen.excerpt for seen in found[0].evidence] == ([notice] if enough else [])


@pytest.mark.parametrize(
    ("notice", "enough"),
    [
        ("# Ihr Widerspruchsrecht", True),
        ("> Ihr Recht auf Widerspruch", True),
        ("Ihr Widerspruchsrecht", False),
        ("Hinweis\n## Weiteres", False),
    ],
)
def test_right_to_object_stands_apart(notice: str, *, enough: bool) -> None:
    assert bool(wrong("DSGVO-21-4", notice)) is not enough


@pytest.mark.parametrize(
    ("notice", "enough"), [("auch OHNE KONTO", True), ("ohne eigenes Konto", True), ("mit Konto", False)]
)
def test_visitors_without_account_are_mentioned(notice: str, *, enough: bool) -> None:
    assert bool(wrong("DH-OHNE-KONTO", notice)) is not enough


def test_policy_of_the_platform_is_linked_from_the_notice() -> None:
    assert wrong("DH-PLATTFORMLINK", "{{ platform.privacy_policy.url }}") == []
    told = [one for one in judged("DH-PLATTFORMLINK", "Ohne Verweis.") if one.status is Status.VIOLATED]
    assert {one.message for one in told} == {
        "Die Datenschutzhinweise verweisen nicht auf die Richtlinie der Plattform."
    }
    assert {one.subject for one in told} == {
        f"concept.channels[{one}]" for one in ("instagram", "facebook", "youtube", "whatsapp")
    }


def own_platform(**more: object) -> Edit:
    platform = {"id": "facebook", "name": "Facebook", "kind": "network", "checked_on": "2026-08-01", **more}
    return ("organisation.platforms", [platform])


SEEN = {"source": "Impressum", "seen_on": "2026-08-01", "confidence": "high"}


def test_policy_of_an_own_platform_must_be_a_link() -> None:
    policy = {"title": "Richtlinie", "url": "http://www.facebook.com/policy", **SEEN}
    found = judged("DH-PLATTFORMLINK", "{{ platform.privacy_policy.url }}", own_platform(privacy_policy=policy))
    told = [one for one in found if one.status is Status.VIOLATED]
    assert [(one.path, one.subject) for one in told] == [
        ("organisation.platforms[facebook]", "concept.channels[facebook]")
    ]
    assert "nicht verschlüsselt" in told[0].message
    assert told[0].evidence[0].excerpt == "http://www.facebook.com/policy"


def test_former_name_of_the_operator_is_told_in_any_case() -> None:
    operator = {"value": "FACEBOOK IRELAND LTD.", **SEEN}
    notice = surroundings().texts["datenschutzhinweise"]
    found = judged("PLATTFORM-BEZEICHNUNG", notice, own_platform(operator=operator))
    told = [one for one in found if one.status is Status.VIOLATED]
    assert [(one.path, one.message) for one in told] == [
        ("organisation.platforms[facebook].operator", "„FACEBOOK IRELAND LTD.“ ist ein früherer Name.")
    ]
    fine = judged(
        "PLATTFORM-BEZEICHNUNG", notice, own_platform(operator={"value": "Meta Platforms Ireland Ltd.", **SEEN})
    )
    assert Status.VIOLATED not in {one.status for one in fine}
