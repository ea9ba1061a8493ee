"""Faults of a dossier: all in one run, in German, each with its place and what to write instead."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dossier.load import dossier_from_files, load_dossier
from pipeline.errors import ExitCode, InputError, Problem

ORGANISATION = "name: Stadt Test\nland: NW\n"
CONCEPT = "channels:\n  - id: instagram\n    platform: instagram\n"


def problems(concept: str = CONCEPT, organisation: str = ORGANISATION, **more: str) -> list[Problem]:
    files = {"organisation.yaml": organisation, "concept.yaml": concept}
    files |= {f"{name}.yaml": text for name, text in more.items()}
    with pytest.raises(InputError) as caught:
        dossier_from_files({name: dedent(text).encode() for name, text in files.items()}, Path("akte"))
    assert caught.value.exit_code is ExitCode.INPUT
    return list(caught.value.problems)


def the_problem(concept: str = CONCEPT, organisation: str = ORGANISATION, **more: str) -> Problem:
    (problem,) = problems(concept, organisation, **more)
    return problem


def channel(lines: str) -> str:
    return CONCEPT + "".join(f"    {line}\n" for line in dedent(lines).splitlines())


def test_smallest_dossier() -> None:
    dossier = dossier_from_files(
        {"organisation.yaml": ORGANISATION.encode(), "concept.yaml": CONCEPT.encode()}, Path("akte")
    )
    assert dossier.name == "akte"
    assert dossier.concept.channels[0].purpose is None
    place = dossier.place("concept.channels[instagram].platform")
    assert place is not None
    assert (place.file, place.line, place.column) == ("concept.yaml", 3, 5)


def test_mistyped_key_names_the_key_that_was_meant() -> None:
    problem = the_problem(channel("purpos: Test"))
    assert (problem.line, problem.column) == (4, 5)
    assert problem.path == "concept.channels[instagram].purpos"
    assert "Gemeint: „purpose“?" in problem.remedy


def test_all_faults_in_one_run() -> None:
    found = problems(channel("url: keine Adresse\nstarted_on: 2026-02-30\ncomments_open: vielleicht"), "land: XX\n")
    assert [problem.path for problem in found] == [
        "organisation.name",
        "organisation.land",
        "concept.channels[instagram].url",
        "concept.channels[instagram].started_on",
        "concept.channels[instagram].comments_open",
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("started_on: 30.02.2026", "Das Datum „30.02.2026“ gibt es nicht."),
        ("started_on: bald", "kein Datum der Form"),
        ("url: www.beispiel", "keine Internetadresse"),
        ("url: javascript:alert(1)", "keine Internetadresse"),
        ("comments_open: manchmal", "weder „ja“ noch „nein“"),
        ("topics: Kultur", "Hier wird eine Liste erwartet."),
        ("title: [a]", "Hier wird ein Text erwartet."),
        ("joint_controllership: ja", "eingerückte Unterpunkte"),
        ("status: offen", "ist hier nicht möglich"),
        ("purpose: {open: Was?, by: chef}", "„chef“ ist hier nicht möglich."),
        ("purpose: {open: Was?}", "Die Angabe „by“ (Zuständig) fehlt."),
    ],
)
def test_wrong_forms(line: str, message: str) -> None:
    problem = the_problem(channel(line))
    assert message in problem.message
    assert problem.line == 4
    assert problem.remedy


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("phone: Rathaus", "keine Telefonnummer"),
        ("email: rathaus(at)test.de", "keine E-Mail-Adresse"),
        ("accent_color: blau", "nicht die verlangte Form"),
    ],
)
def test_wrong_contacts(field: str, message: str) -> None:
    assert message in the_problem(organisation=ORGANISATION + field + "\n").message


@pytest.mark.parametrize("target", ["#", ""])
def test_careless_but_readable_links_load(target: str) -> None:
    text = channel(f'url: "{target}"')
    dossier_from_files({"organisation.yaml": ORGANISATION.encode(), "concept.yaml": text.encode()}, Path("x"))


def test_version_and_postcode_keep_their_digits() -> None:
    concept = CONCEPT + "document:\n  version: 1.10\n  file_reference: 010\n"
    files = {"organisation.yaml": ORGANISATION.encode(), "concept.yaml": concept.encode()}
    document = dossier_from_files(files, Path("x")).concept.document
    assert (document.version, document.file_reference) == ("1.10", "010")


def test_duplicate_key() -> None:
    problem = the_problem(channel("purpose: a\npurpose: b"))
    assert "zum zweiten Mal (zuerst in Zeile 4)" in problem.message
    assert problem.line == 5


def test_id_twice_in_a_list() -> None:
    problem = the_problem(CONCEPT + "  - id: instagram\n    platform: facebook\n")
    assert problem.message == "Die Kennung „instagram“ kommt in dieser Liste zweimal vor."
    assert problem.line == 4


def test_alias_bomb() -> None:
    bomb = 'a: &a ["x","x"]\nb: &b [*a,*a]\nc: [*b,*b]\n'
    assert "Anker und Verweise" in the_problem(bomb).message


def test_tags_are_refused() -> None:
    assert "Typangaben" in the_problem("channels: !!python/object/apply:os.system ['true']\n").message


def test_too_deep() -> None:
    assert "zu tief" in the_problem("[" * 100 + "]" * 100).message


@pytest.mark.parametrize(
    ("bytes_", "message", "line"),
    [
        ("channels: \u00e4\n".encode("latin-1"), "nicht in UTF-8", 1),
        (b"a: b\nc: \x01\n", "U+0001", 2),
        ("a: \u202etxt\n".encode(), "U+202E", 1),
        ("a: \ue007\n".encode(), "U+E007", 1),
        (b"a: {_{ x }_}\n", "{_{", 1),
    ],
)
def test_forbidden_characters(bytes_: bytes, message: str, line: int) -> None:
    with pytest.raises(InputError) as caught:
        dossier_from_files({"organisation.yaml": ORGANISATION.encode(), "concept.yaml": bytes_}, Path("x"))
    assert message in caught.value.problems[0].message
    assert caught.value.problems[0].line == line


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("channels:\n\t- id: x\n", "Zeichen, mit dem kein Wert beginnen kann"),
        ('a: "offen\n', "Anführungszeichen"),
        ("a: b: c\n", "Doppelpunkt"),
        ("a:\n  b: 1\n c: 2\n", "Einrückung"),
        ("a\nb: 1\n", "Doppelpunkt"),
        ("@x: 1\n", "Zeichen, mit dem kein Wert beginnen kann"),
    ],
)
def test_syntax_in_german(text: str, message: str) -> None:
    problem = the_problem(text)
    assert message in problem.message
    assert problem.line > 0
    assert problem.remedy


def test_missing_file_and_missing_folder(tmp_path: Path) -> None:
    (tmp_path / "organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    with pytest.raises(InputError, match=r"fehlt die Datei concept\.yaml"):
        load_dossier(tmp_path)
    with pytest.raises(InputError, match="gibt es nicht"):
        load_dossier(tmp_path / "nirgends")


def test_proposals_and_answers_hold_the_same_form() -> None:
    text = channel("topics: {open: Was?, by: office, proposal: Kultur}")
    problem = the_problem(text)
    assert problem.path == "concept.channels[instagram].topics"
    assert "Liste" in problem.message


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_cause_anything_but_an_input_error(data: bytes) -> None:
    try:
        dossier_from_files({"organisation.yaml": ORGANISATION.encode(), "concept.yaml": data}, Path("x"))
    except InputError as error:
        assert error.problems  # noqa: PT017 - any number of problems is right, a traceback is not
