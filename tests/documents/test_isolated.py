"""Templates from outside cannot stop the program or fill the memory."""

from __future__ import annotations

import pytest

from pipeline.documents.isolated import render_isolated
from pipeline.dossier.answers import OpenPoint, Role
from pipeline.dossier.model.channel import Channel
from pipeline.errors import InputError


def test_an_own_template_gives_the_same_bytes_as_a_built_in_one(word):
    template = word.file(word.p("{{ channel.purpose|md }}") + word.p("{{ channel.account_name }}"))
    channel = Channel.model_validate(
        {
            "id": "instagram",
            "platform": "instagram",
            "account_name": "@stadt",
            "purpose": {"open": "Wozu?", "by": "mayor"},
        }
    )
    isolated = render_isolated(template, {"channel": channel}, word.properties, name="probe.docx").docx
    assert isolated == word.rendered(template, channel=channel)
    assert isinstance(channel.purpose, OpenPoint)
    assert channel.purpose.by is Role.MAYOR


def test_a_fault_is_told_as_usual(word):
    with pytest.raises(InputError, match="Absatz 1: „channel“ hat kein Feld „nichts“") as caught:
        render_isolated(
            word.file(word.p("{{ channel.nichts }}")), {"channel": {"id": "x"}}, word.properties, name="t.docx"
        )
    assert caught.value.problems[0].file == "t.docx"


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% set x = namespace(t='aaaaaaaaaa') %}{% for i in range(99) %}{% set x.t = x.t ~ x.t %}{% endfor %}",
    ],
)
def test_endless_loops_and_growing_texts_are_stopped(word, text):
    with pytest.raises(InputError, match="zu viel Zeit oder Speicher"):
        render_isolated(word.file(word.p(text)), {}, word.properties, seconds=2, memory=512 * 1024 * 1024)
