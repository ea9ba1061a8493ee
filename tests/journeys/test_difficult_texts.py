"""Whatever a town writes is found again in DOCX, HTML and PDF: signs of XML, of templates, of Markdown, of shells; old spellings.

Musterstadt is written anew with difficult words in every field that holds a text of its own.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from pydantic import BaseModel

from pipeline.build import build
from pipeline.documents.text_of import document_text
from pipeline.documents.typography import normalised
from pipeline.dossier.dossier import PARTS
from pipeline.dossier.fields import shape_of
from pipeline.pdf.reading import tagged_text
from pipeline.production import Format, Order

MUSTERSTADT = Path(__file__).parents[2] / "inputs" / "musterstadt"
AS_OF = dt.date(2026, 11, 22)
DIFFICULT = (
    "Kopf & Fuß <b>AT&T</b> &amp; &lt;",
    "\"gerade\" „deutsch“ ‚einfach‘ 'x' »guillemet«",
    "Grüße à la carte ñ Œ ß GROẞ",
    "a\u0308o\u0308u\u0308 e\u0301 zerlegt",
    "{{ 7*7 }} {% if x %} {# c #}",
    "5 % § 5 Art. 6 Abs. 1 z. B. 3.000,50 €",
    "a_b_c x~y ^z | Pipe \\ Strich",
    "1 < 2 > 0 -- --- … ...",
    "${x} $(id) %s %(x)s",
    "12. Mai 2026 & 01.03.2026",
    "a/b\\c $HOME `",
    "]]> <!-- x --> <?xml?>",
    "Ⅷ ½ ² µ Ω → ✓",
)
MARKDOWN = re.compile(r"([\\`*_<>#\[\]|~])")


class Texts(yaml.SafeLoader):
    """Reads every scalar as a text."""


Texts.yaml_implicit_resolvers = {}


def planted(folder: Path) -> dict[str, str]:
    """Write Musterstadt with difficult texts into ``folder``; return each text by the word that begins and ends it."""
    shutil.copytree(MUSTERSTADT, folder)
    texts: dict[str, str] = {}
    for root, model in PARTS.items():
        file = folder / f"{root}.yaml"
        tree = yaml.load(file.read_text(encoding="utf-8"), Texts)
        for owner, key, prose in _texts(model, tree):
            mark = f"Q{len(texts)}q"
            texts[mark] = f"{mark} {DIFFICULT[len(texts) % len(DIFFICULT)]} {mark}"
            owner[key] = MARKDOWN.sub(r"\\\1", texts[mark]) if prose else texts[mark]
        file.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, default_style='"'), encoding="utf-8")
    return texts


def _texts(model: type[BaseModel], tree: dict[str, Any]) -> Iterator[tuple[Any, Any, bool]]:
    """Yield holder, key and kind of every text of several words; ids, addresses and numbers are none."""
    for name, value in tree.items():
        shape = shape_of(model, name)
        for holder, key in (
            [(value, index) for index in range(len(value))] if isinstance(value, list) else [(tree, name)]
        ):
            one = holder[key]
            if isinstance(one, dict) and shape.model is not None:
                yield from _texts(shape.model, one)
            elif isinstance(one, str) and shape.value_type is str and " " in one and "phone" not in name:
                yield holder, key, shape.prose


def lost(texts: dict[str, str], said: str) -> list[str]:
    """Return the texts of which ``said`` has the first word and not all."""
    found = squeezed(said)
    return [text for mark, text in texts.items() if squeezed(mark) in found and squeezed(text) not in found]


def squeezed(text: str) -> str:
    """Return ``text`` normalised and without blanks: a line of a PDF may end within an artificial word."""
    return "".join(normalised(text).split())


def test_in_word_and_html(tmp_path: Path) -> None:
    texts = planted(tmp_path / "akte")
    order = Order(formats=frozenset({Format.DOCX, Format.HTML}))
    made = build(tmp_path / "akte", order, as_of=AS_OF, output=tmp_path / "x")
    word = "\n".join(
        document_text((tmp_path / "x" / name).read_bytes()) for name in made.files if name.endswith(".docx")
    )
    web = "\n".join(
        html.fromstring((tmp_path / "x" / name).read_bytes()).text_content()
        for name in made.files
        if name.endswith(".html")
    )
    assert lost(texts, word) == []
    assert lost(texts, web) == []
    assert sum(mark in word for mark in texts) > 900
    assert sum(mark in web for mark in texts) > 500


@pytest.mark.office
def test_in_pdf(tmp_path: Path) -> None:
    texts = planted(tmp_path / "akte")
    order = Order(formats=frozenset({Format.PDF}), documents=("datenschutzhinweise", "checkliste"))
    made = build(tmp_path / "akte", order, as_of=AS_OF, output=tmp_path / "x")
    blocks = [
        block.text
        for name in made.files
        if name.endswith(".pdf")
        for block in tagged_text((tmp_path / "x" / name).read_bytes())
    ]
    assert lost(texts, "\n".join(blocks)) == []
    assert sum(any(mark in block for block in blocks) for mark in texts) > 100
