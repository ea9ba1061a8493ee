"""„init“ makes a dossier that reads at once and asks for everything nobody told it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.accept import accept
from pipeline.catalogue.platforms import load_platforms
from pipeline.cli.main import main
from pipeline.dossier.characters import FORBIDDEN, TEMPLATE_ESCAPES
from pipeline.dossier.load import load_dossier
from pipeline.dossier.model.concept import Concept
from pipeline.dossier.model.values import Land
from pipeline.dossier.open_points import open_questions
from pipeline.dossier.write_new import written
from pipeline.dossier.yaml_reader import read_yaml
from pipeline.errors import RefusedError, UsageError
from pipeline.new_dossier import new_dossier


def test_new_dossier_reads_and_holds_questions_and_proposals(tmp_path: Path) -> None:
    made = new_dossier(tmp_path / "neu", land=Land.NW, platforms=["instagram", "mastodon"], name="Gemeinde Neu")
    dossier = load_dossier(made.folder)
    points = open_questions(dossier)
    assert made.proposals > 60
    assert made.questions + made.proposals == len(points)
    assert {point.by for point in points} >= {"mayor", "office", "dpo", "it"}
    assert [channel.id for channel in dossier.concept.channels] == ["instagram", "mastodon"]
    assert not any(char.isdigit() and point.has_proposal for point in points for char in point.question[:0])


def test_what_applies_to_one_platform_only_stands_there_only(tmp_path: Path) -> None:
    new_dossier(tmp_path, land=Land.NW, platforms=["instagram", "youtube"])
    paths = {point.path for point in open_questions(load_dossier(tmp_path))}
    assert "concept.channels[instagram].ai_training_objection" in paths
    assert "concept.channels[youtube].ai_training_objection" not in paths


def test_every_field_is_explained(tmp_path: Path) -> None:
    new_dossier(tmp_path, land=Land.BW, platforms=["facebook"])
    text = (tmp_path / "concept.yaml").read_text(encoding="utf-8")
    for name in ("introduction", "moderation", "retention", "review"):
        assert Concept.model_fields[name].title in text
    assert text.startswith("# yaml-language-server: $schema=schema/concept.schema.json\n")
    assert (tmp_path / "schema" / "concept.schema.json").is_file()


@pytest.mark.parametrize("land", list(Land))
def test_all_laender_and_all_platforms(land: Land, tmp_path: Path) -> None:
    new_dossier(tmp_path, land=land, platforms=list(load_platforms()))
    load_dossier(tmp_path)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "concept.yaml").write_text("meins", encoding="utf-8")
    with pytest.raises(RefusedError, match="liegt schon eine Akte"):
        new_dossier(tmp_path, land=Land.NW, platforms=["instagram"])
    assert (tmp_path / "concept.yaml").read_text(encoding="utf-8") == "meins"
    assert not (tmp_path / "organisation.yaml").exists()


def test_unknown_platform(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="steht nicht im Katalog"):
        new_dossier(tmp_path / "x", land=Land.NW, platforms=["studivz"])
    with pytest.raises(UsageError, match="Gemeint: „instagram“"):
        new_dossier(tmp_path / "x", land=Land.NW, platforms=["instagramm"])
    assert not (tmp_path / "x").exists()


def test_two_channels_on_one_platform(tmp_path: Path) -> None:
    new_dossier(tmp_path, land=Land.NW, platforms=["instagram", "facebook", "instagram"])
    channels = load_dossier(tmp_path).concept.channels
    assert [(channel.id, channel.platform) for channel in channels] == [
        ("instagram", "instagram"),
        ("facebook", "facebook"),
        ("instagram-2", "instagram"),
    ]


def test_words_as_people_type_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Bad Süßstadt"
    assert main(["init", str(folder), "--land", "nw", "--platform", "Instagram,YouTube", "--name", " Stadt\nX "]) == 0
    assert f"nutzungskonzept build '{folder}'" in capsys.readouterr().out
    dossier = load_dossier(folder)
    assert dossier.organisation.name == "Stadt X"
    assert [channel.id for channel in dossier.concept.channels] == ["instagram", "youtube"]


def test_long_paragraphs_are_broken_anew_as_a_whole() -> None:
    words = "Wort " * 10
    text = written({"scope": f"{words}\n{words * 3}\n{words}\n\n- Punkt\n- {words * 4}\n"}, Concept, ())
    assert read_yaml(text.encode(), "x").tree["scope"].split() == (words * 5 + "- Punkt - " + words * 4).split()  # type: ignore[index,union-attr,call-overload]
    lines = [len(line) for line in text.splitlines() if "Wort" in line]
    assert max(lines) <= 130
    assert lines[0] > 100
    assert lines[1] > 100


def test_a_name_nobody_filled_in_stays_open(tmp_path: Path) -> None:
    new_dossier(tmp_path / "ohne", land=Land.NW, platforms=["instagram"])
    new_dossier(tmp_path / "mit", land=Land.NW, platforms=["instagram"], name="Stadt X")
    paths = [{point.path for point in open_questions(load_dossier(tmp_path / name))} for name in ("ohne", "mit")]
    assert paths[0] - paths[1] == {"organisation.name"}
    assert paths[1] - paths[0] == set()


def test_questions_say_how_the_answer_must_look(tmp_path: Path) -> None:
    new_dossier(tmp_path, land=Land.NW, platforms=["instagram"])
    text = (tmp_path / "organisation.yaml").read_text(encoding="utf-8")
    assert "(Rathaus). (Darunter eingerückt: street, postal_code, city.)\naddress:" in text
    concept = (tmp_path / "concept.yaml").read_text(encoding="utf-8")
    assert "# Themen: Worüber berichtet wird. (Liste: jeder Eintrag in einer eigenen Zeile mit „- “.)" in concept
    assert "# Stand: Datum dieser Fassung. (Datum wie 01.03.2026.)" in concept
    assert "Können Besuchende kommentieren? (ja oder nein.)" in concept
    assert "# Stand: planned, active, paused oder closed.\n" in concept


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=60).map(str.strip)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True),
        st.recursive(
            WORDS.filter(bool) | st.lists(WORDS.filter(bool), min_size=1, max_size=3),
            lambda inner: st.dictionaries(
                st.from_regex(r"[a-np-z]{1,8}", fullmatch=True), inner, min_size=1, max_size=3
            ),
            max_leaves=6,
        ),
        min_size=1,
    )
)
def test_whatever_is_written_reads_back(content: dict[str, object]) -> None:
    import unicodedata

    def composed(value: object) -> object:
        if isinstance(value, dict):
            return {key: composed(child) for key, child in value.items()}
        if isinstance(value, list):
            return [composed(child) for child in value]
        return unicodedata.normalize("NFC", str(value))

    text = written(content, Concept, ("Kopf",))
    if FORBIDDEN.search(text) or any(escape in text for escape in TEMPLATE_ESCAPES):
        return
    assert read_yaml(text.encode(), "x").tree == composed(content)


def test_every_proposal_of_a_new_dossier_can_be_accepted(tmp_path: Path) -> None:
    new_dossier(tmp_path, land=Land.NW, platforms=["instagram"], name="Stadt X")
    before = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.yaml")}
    points = open_questions(load_dossier(tmp_path))
    wanted = [point.path for point in points if point.has_proposal]
    done = accept(tmp_path, wanted, by="Bürgermeisterin", on=dt.date(2026, 11, 29))
    assert done.remaining == len(points) - len(wanted)
    for name, text in before.items():
        after = (tmp_path / name).read_text(encoding="utf-8")
        comments = [line.strip() for line in text.splitlines() if line.strip().startswith("#")]
        assert [line for line in comments if line not in after] == []
        noted = after.count("# Entschieden von Bürgermeisterin am 29.11.2026.")
        assert noted > 0 or not any(path.startswith(name.removesuffix("yaml")) for path in wanted)
