"""What the product itself says passes its own rules: the good example, the drafts, and the templates' standing text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dossier.load import load_dossier
from pipeline.dossier.model.values import Land
from pipeline.law.standing_text import standing_text
from pipeline.law.text_rules.facts import TextFacts
from pipeline.law.text_rules.lint import lint, lint_parts
from pipeline.law.texts import texts_of

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", ["musterstadt", "sassenberg"])
def test_examples(name: str) -> None:
    dossier = load_dossier(ROOT / "inputs" / name)
    organisation = dossier.organisation
    platforms = tuple(dict.fromkeys(channel.platform for channel in dossier.concept.channels))
    facts = TextFacts(organisation.land, platforms, organisation.gender_form, organisation.name)
    parts = [(field.path, field.text) for field in texts_of(dossier) if not field.internal]
    assert lint_parts(parts, facts) == []


@pytest.mark.parametrize("template", sorted((ROOT / "templates").glob("*.docx")), ids=lambda path: path.stem)
@pytest.mark.parametrize("land", [Land.NW, Land.BW, None], ids=str)
def test_standing_text_of_templates(template: Path, land: Land | None) -> None:
    facts = TextFacts(land=land, platforms=("instagram",), template=True)
    assert lint(standing_text(template.read_bytes()), facts) == []


WORDS = st.sampled_from(
    ["TMG", "Risiko", "mittel", "keinen", "Einfluss", "[Link](#)", "- ", "\n", "\n\n", "# ", "1.1 Titel", "Bürger*innen", "Frau Anna Beispiel", "a@b.de", "ausschließlich", "der Betreiber", "Auskunft", "LfDI", ".", "„", "“", "(", "{{ x }}"]
)  # fmt: skip


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=60).map(" ".join))
def test_any_text_is_read_and_every_finding_quotes_what_stands_there(text: str) -> None:
    text = text.replace("\r", "")
    facts = TextFacts(land=Land.NW, platforms=("instagram",))
    findings = lint(text, facts)
    assert findings == lint(text, facts)
    for finding in findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        words = " ".join(text[finding.start : finding.end].split())
        assert finding.quote in words or words in finding.quote or not finding.quote


def test_parts_are_read_together_and_findings_name_theirs() -> None:
    parts = [("first", "Die DSGVO gilt. Die DSGVO bleibt."), ("second", "Die DS-GVO gilt."), ("third", "Nach § 5 TMG.")]
    found = [(name, finding.quote, finding.start) for name, finding in lint_parts(parts, TextFacts())]
    assert found == [("second", "DS-GVO", 4), ("third", "TMG", 9)]
