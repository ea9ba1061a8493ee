"""Accepting a proposal changes one answer and leaves every other byte of the file alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.accept import accept
from pipeline.dossier.edit import accept_proposal, find_open
from pipeline.dossier.yaml_reader import read_yaml
from pipeline.errors import RefusedError, UsageError

CONCEPT = dedent(
    """\
    # Kopf
    channels:
      - id: instagram   # Kennung
        platform: instagram
        purpose:
          open: "Wozu?"
          by: mayor
          proposal: |
            Erster Absatz.

            - Punkt # kein Kommentar
            - noch einer

        # Kommentar zum nächsten Feld
        comments_open: {open: "Offen?", by: office, proposal: ja}  # bleibt stehen
        topics:
          open: Welche Themen?
          by: office
          proposal:
            - Kultur
            # zwischen den Punkten
            - "Sport: alle"
    moderation:
      netiquette:
        open: Gilt das?
        proposal: >-
          Ein Satz,
          umbrochen.
        by: mayor
      response_time: {open: "Wann?", by: office}
    """
)


def accepted(path: str, note: str = "") -> str:
    file = read_yaml(CONCEPT.encode(), "concept.yaml")
    entry = find_open(file, "concept", path)
    assert entry is not None
    return accept_proposal(file, entry, note)


def test_block_text_moves_up_and_comments_stay() -> None:
    assert accepted("concept.channels[instagram].purpose", "Entschieden.") == CONCEPT.replace(
        """\
    purpose:
      open: "Wozu?"
      by: mayor
      proposal: |
        Erster Absatz.

        - Punkt # kein Kommentar
        - noch einer
""",
        """\
    # Entschieden.
    purpose: |
      Erster Absatz.

      - Punkt # kein Kommentar
      - noch einer
""",
    )


def test_flow_mapping_on_one_line() -> None:
    assert accepted("concept.channels[instagram].comments_open") == CONCEPT.replace(
        '{open: "Offen?", by: office, proposal: ja}', "ja"
    )


def test_list_keeps_its_comments() -> None:
    text = accepted("concept.channels[instagram].topics")
    assert '    topics:\n      - Kultur\n      # zwischen den Punkten\n      - "Sport: alle"\nmoderation:' in text


def test_folded_text_with_a_key_behind_it() -> None:
    text = accepted("concept.moderation.netiquette")
    assert read_yaml(text.encode(), "x").tree["moderation"]["netiquette"] == "Ein Satz, umbrochen."  # type: ignore[index,call-overload]


def test_without_proposal_there_is_nothing_to_accept() -> None:
    with pytest.raises(RefusedError, match="keinen Vorschlag"):
        accepted("concept.moderation.response_time")


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    proposal=st.recursive(
        st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters="\x7f"), max_size=30).filter(
            lambda text: text == text.strip() and not any(0x7F <= ord(c) <= 0x9F for c in text)
        ),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "id"]), inner, max_size=3)
        ),
        max_leaves=5,
    )
)
def test_any_proposal_becomes_exactly_the_answer(proposal: object) -> None:
    import yaml

    text = yaml.safe_dump(
        {"a": {"x": {"open": "?", "by": "mayor", "proposal": proposal}, "y": "bleibt"}, "z": "auch"},
        allow_unicode=True,
        sort_keys=False,
    )
    file = read_yaml(text.encode(), "f")
    entry = find_open(file, "r", "r.a.x")
    assert entry is not None
    if entry.content["proposal"] is None:
        return
    tree = read_yaml(accept_proposal(file, entry, "Notiz").encode(), "f").tree
    assert tree == {"a": {"x": entry.content["proposal"], "y": "bleibt"}, "z": "auch"}


def dossier(folder: Path) -> Path:
    (folder / "organisation.yaml").write_text("name: Stadt Test\nland: NW\n", encoding="utf-8")
    (folder / "concept.yaml").write_text(CONCEPT, encoding="utf-8")
    return folder


def test_journey_writes_the_file_and_counts_what_is_left(tmp_path: Path) -> None:
    done = accept(dossier(tmp_path), ["concept.moderation.netiquette"], by="Bürgermeisterin", on=dt.date(2026, 11, 22))
    assert done.remaining == 4
    text = (tmp_path / "concept.yaml").read_text(encoding="utf-8")
    assert "  # Entschieden von Bürgermeisterin am 22.11.2026.\n  netiquette: >-\n    Ein Satz,\n" in text


def test_wrong_path_names_the_right_one_and_writes_nothing(tmp_path: Path) -> None:
    dossier(tmp_path)
    with pytest.raises(UsageError, match=r"Gemeint: „concept.moderation.netiquette“"):
        accept(
            tmp_path,
            ["concept.channels[instagram].purpose", "concept.moderation.netikette"],
            by="x",
            on=dt.date(2026, 1, 1),
        )
    assert (tmp_path / "concept.yaml").read_text(encoding="utf-8") == CONCEPT


def test_line_ends_and_byte_order_mark_of_windows_stay(tmp_path: Path) -> None:
    dossier(tmp_path)
    before = b"\xef\xbb\xbf" + CONCEPT.replace("\n", "\r\n").encode()
    (tmp_path / "concept.yaml").write_bytes(before)
    accept(tmp_path, ["concept.channels[instagram].purpose"], by="Amt\n13", on=dt.date(2026, 1, 1))
    after = (tmp_path / "concept.yaml").read_bytes()
    assert after.startswith(b"\xef\xbb\xbf# Kopf\r\n")
    assert b"\n" not in after.replace(b"\r\n", b"")
    assert b"    # Entschieden von Amt 13 am 01.01.2026.\r\n    purpose: |\r\n" in after


def test_line_ends_of_old_macs(tmp_path: Path) -> None:
    dossier(tmp_path)
    (tmp_path / "concept.yaml").write_bytes(CONCEPT.replace("\n", "\r").encode())
    accept(tmp_path, ["concept.channels[instagram].purpose"], by="Amt 13", on=dt.date(2026, 1, 1))
    assert b"\n" not in (tmp_path / "concept.yaml").read_bytes()


@pytest.mark.parametrize(
    ("path", "message", "remedy"),
    [
        ("concept.channels[instagram].platform", "Die Antwort steht schon da", r"concept\.yaml, Zeile 4"),
        ("concept.moderation", "enthält aber offene Punkte", r"concept\.moderation\.netiquette"),
        ("moderation.netiquette", "kein offener Punkt dieser Akte", "Gemeint: „concept.moderation.netiquette“"),
        ("netiquette", "kein offener Punkt dieser Akte", "Gemeint: „concept.moderation.netiquette“"),
        ("Netiquette", "kein offener Punkt dieser Akte", "zeigt alle offenen Punkte"),
    ],
)
def test_what_is_no_open_point_and_why(tmp_path: Path, path: str, message: str, remedy: str) -> None:
    with pytest.raises(UsageError, match=remedy) as caught:
        accept(dossier(tmp_path), [path], by="x", on=dt.date(2026, 1, 1))
    assert message in caught.value.problems[0].message


def test_the_same_path_twice_is_accepted_once(tmp_path: Path) -> None:
    path = "concept.moderation.netiquette"
    assert accept(dossier(tmp_path), [path, path], by="x", on=dt.date(2026, 1, 1)).paths == (path,)
