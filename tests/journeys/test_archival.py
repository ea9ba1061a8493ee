"""What a town publishes passes the reference validator for both standards."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from pipeline.check_pdf import check_pdfs

EACH_ONCE = ("nutzungskonzept.pdf", "datenschutzhinweise.pdf", "checkliste.pdf", "oeffentlich/dsfa.pdf")
"""Each kind of document, internal ones with attachments and public ones without; all of them: ``nox -s validation``."""


@pytest.mark.verapdf
def test_the_reference_validator_finds_nothing(built: Mapping[str, Path]) -> None:
    checked = check_pdfs([built["musterstadt"] / name for name in EACH_ONCE], verapdf=True)
    results = [result for one in checked for result in one.reference]
    assert [(one.file.name, one.findings) for one in checked if one.findings] == []
    assert [(result.file.name, result.profile, result.failures) for result in results if result.failed] == []
    assert [result.profile for result in results] == ["ua1", "3a", "ua1", "2a", "ua1", "3a", "ua1", "2a"]
    assert all(result.passed > 10_000 for result in results)


@pytest.mark.office
def test_what_the_documents_say_about_themselves(built: Mapping[str, Path]) -> None:
    for path in sorted(built["musterstadt"].rglob("*.pdf")):
        public = path.parent.name == "oeffentlich" or path.stem == "datenschutzhinweise"
        with pikepdf.open(path) as pdf, pdf.open_metadata() as metadata:
            assert str(pdf.Root.Lang) == "de-DE"
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
            assert metadata["pdfaid:part"] == ("2" if public else "3")
            assert (metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("A", "1")
            assert str(metadata["dc:title"]) == str(pdf.docinfo["/Title"])
            assert str(pdf.docinfo["/Title"]).endswith("– Stadt Musterstadt")
            attached = sorted(pdf.attachments)
            assert attached == (
                [] if public else ["concept.yaml", "dpia.yaml", "organisation.yaml", "review.yaml", "source.json"]
            )
            assert all(one.AFRelationship == pikepdf.Name.Source for one in pdf.Root.get("/AF", []))
            assert len(pdf.Root.get("/AF", [])) == len(attached)
            assert pdf.Root.Outlines.Count != 0
