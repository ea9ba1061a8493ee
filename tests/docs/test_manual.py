"""The manual is under test: what it names exists, and what exists is named."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
import shlex
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import BaseModel

from pipeline.cli.main import PROGRAM, _parser, commands
from pipeline.dossier.answers import Role
from pipeline.dossier.dossier import PARTS
from pipeline.dossier.fields import shape_of
from pipeline.dossier.load import dossier_from_files
from pipeline.law.findings import Status

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "handbuch.md"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _blocks(path: Path, language: str) -> Iterator[str]:
    """Yield the fenced blocks of a page in one language."""
    for found in re.finditer(rf"^```{language}\n(.*?)^```$", _text(path), re.MULTILINE | re.DOTALL):
        yield found[1]


def _examples() -> list[str]:
    """Return each command line that a fenced block of any page shows."""
    lines = [
        line.strip()
        for page in PAGES
        for block in _blocks(page, "bash")
        for line in block.replace("\\\n", " ").splitlines()
    ]
    return [line for line in lines if line.split()[:1] == [PROGRAM]]


def _reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_reference", ROOT / "docs" / "write_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("line", sorted(set(_examples())))
def test_each_example_is_understood(line: str) -> None:
    words = shlex.split(line)[1:]
    if "--help" in words:
        assert set(words) - {"--help"} <= set(commands())
        return
    told = io.StringIO()
    with contextlib.redirect_stderr(told):
        try:
            options = _parser(words).parse_args(words)
        except SystemExit:
            pytest.fail(told.getvalue())
    assert callable(options.run), line


def test_there_are_examples_for_every_command() -> None:
    shown = {shlex.split(line)[1] for line in _examples()}
    assert set(commands()) <= shown


@pytest.mark.parametrize("name", sorted(commands()))
def test_the_manual_explains_every_command_and_option(name: str) -> None:
    manual = _text(MANUAL)
    assert f"{PROGRAM} {name}" in manual
    options = {
        option
        for shown, _ in _reference().arguments_of(name)
        for option in re.findall(r"`(?:\w[\w-]* )*(--[\w-]+)", shown)
    }
    missing = sorted(option for option in options if not re.search(rf"{option}\b(?!-)", manual))
    assert not missing, f"handbuch.md does not explain: {name} {' '.join(missing)}"


def test_the_readme_lists_every_command() -> None:
    table = _text(ROOT / "README.md")
    assert [name for name in commands() if not re.search(rf"^\| `{name}\b", table, re.MULTILINE)] == []


def test_the_manual_explains_every_result_of_a_check() -> None:
    explained = _text(MANUAL)
    assert [status.label for status in Status if f"\n| {status.label} |" not in explained] == []
    assert [role.value for role in Role if f"\n| `{role.value}` |" not in explained] == []


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(_text(ROOT / "pyproject.toml"))
    needed = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    explained = _text(ROOT / "docs" / "decisions.md").partition("## Dependencies")[2].lower()
    names = [re.match(r"[\w-]+", entry)[0].lower() for entry in needed]  # type: ignore[index]
    assert [name for name in names if name not in explained] == []


def test_the_list_of_commands_is_up_to_date() -> None:
    written = _reference()
    assert _text(written.COMMANDS_PAGE) == written.commands_page(), "run: python docs/write_reference.py"


def test_the_glossary_lists_every_key() -> None:
    written = _reference()
    tables = written.glossary_tables()
    assert _text(written.GLOSSARY).endswith(tables), "run: python docs/write_reference.py"
    listed = set(re.findall(r"^\| `(\w+)` \|", tables, re.MULTILINE))
    assert _keys() <= listed


def _keys() -> set[str]:
    """Return every key of the model, found without the code under test."""
    waiting: list[type[BaseModel]] = list(PARTS.values())
    seen: set[type[BaseModel]] = set()
    keys: set[str] = set()
    while waiting:
        model = waiting.pop()
        seen.add(model)
        keys |= set(model.model_fields)
        below = (shape_of(model, name).model for name in model.model_fields)
        waiting += [found for found in below if found is not None and found not in seen]
    return keys


def test_terms_of_the_glossary_are_keys_or_names_of_the_program() -> None:
    own = {"dossier", "dpia", "dsfa", "datenschutzhinweise", "authority", "requirement", "finding", "waiver", "code"}
    own |= {"open", "by", "proposal", "draft", "release", "internal", "public", "organisation"}
    terms = _text(ROOT / "docs" / "glossary.md").partition("## Alle Felder")[0]
    names = {part for found in re.findall(r"`([\w.]+)`", terms) for part in found.split(".")}
    assert names - own - _keys() == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", _text(page), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "", text)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"(https?|mailto):", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name) if name else page
        assert file.exists(), f"{page.name}: {target}"
        if anchor:
            assert anchor in {_anchor(title) for title in re.findall(r"^#+ (.+)$", _text(file), re.MULTILINE)}, target


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def test_pictures_are_small_and_described() -> None:
    pictures = sorted((ROOT / "docs" / "bilder").glob("*.png"))
    assert pictures
    assert all(picture.stat().st_size <= 150 * 1024 for picture in pictures)
    for page in PAGES:
        for words, _ in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", _text(page)):
            assert len(words) > 20, f"{page.name}: a picture needs a text that says what it shows"


@pytest.mark.parametrize("block", list(_blocks(MANUAL, "yaml")))
def test_yaml_examples_can_be_pasted(block: str) -> None:
    """Each example is a piece of one of the files: the model knows its keys and accepts its values."""
    keys = set(re.findall(r"^(\w+):", block, re.MULTILINE))
    files = {
        "organisation.yaml": "name: Stadt Musterstadt\nland: NW\n",
        "concept.yaml": "channels:\n  - id: a\n    platform: instagram\n",
    }
    root = next((root for root, model in PARTS.items() if keys <= set(model.model_fields)), None)
    if root is None:  # fields of a channel
        files["concept.yaml"] += textwrap.indent(block, "    ")
    elif keys & {"name", "channels"}:
        files[f"{root}.yaml"] = block
    else:
        files[f"{root}.yaml"] = files.get(f"{root}.yaml", "") + block
    dossier_from_files({name: text.encode() for name, text in files.items()}, Path("akte"))
