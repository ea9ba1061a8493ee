"""From the first release to the council's print edition, with the commands a town types."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import pikepdf
import pypdf
import pytest
from signers import PASSPHRASE, Authority

from pipeline.cli.main import main
from pipeline.errors import ExitCode
from pipeline.pdf.check import check_pdf

ROOT = Path(__file__).resolve().parents[2]
INTERNAL_PHONE = "0221 4710-911"
RELEASE = ("--approved-by", "Bürgermeisterin", "-q")


@pytest.mark.office
def test_the_life_of_a_concept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NUTZUNGSKONZEPT_PASSPHRASE", PASSPHRASE)
    authority = Authority.new("Test-CA")
    key, anchors = authority.pkcs12(tmp_path, "Erika Beispiel", 11), authority.anchors(tmp_path)

    def run(*words: str, code: int = ExitCode.OK) -> str:
        capsys.readouterr()
        got = main([*words, "--outputs", "o"])
        shown = capsys.readouterr()
        assert got == code, shown.out + shown.err
        return shown.out

    shutil.copytree(ROOT / "inputs" / "musterstadt", "musterstadt")
    decision = "Ratsbeschluss vom 30.09.2026"
    run("release", "musterstadt", "--version", "1.0", "--reason", "Erste Fassung", "--decision", decision, *RELEASE)
    by = ("--by", "Bürgermeisterin", "--on")
    signed = ("sign", "musterstadt@1.0", "--field", "buergermeister", "--pkcs12", str(key), "--offline")
    run(*signed, "--trust", str(anchors), "--by", "Bürgermeisterin")
    for step, day in (("signed", "2026-10-05"), ("published", "2026-10-06"), ("in_force", "2026-10-07")):
        run("record", "musterstadt@1.0", "--step", step, *by, day)

    shutil.copytree(ROOT / "tests" / "data" / "revisions" / "musterstadt-1.1", "musterstadt", dirs_exist_ok=True)
    run("release", "musterstadt", "--version", "1.1", "--reason", "LinkedIn kommt hinzu", *RELEASE)
    assert "1.1" in run("log", "musterstadt")
    run("verify", "musterstadt", "--trust", str(anchors))

    run("print-edition", "musterstadt@1.1", "--agenda-item", "Ö 7", "-o", "heft.pdf", "-q", "--on", "2027-03-02")
    run("verify", "musterstadt", "--trust", str(anchors))
    for pdf in [Path("heft.pdf"), *Path("o").rglob("*.pdf")]:
        assert not check_pdf(pdf.read_bytes()), pdf
    _is_a_bundle(Path("heft.pdf").read_bytes())
    _describes_it(next(Path("o").rglob("council.json")))


def _is_a_bundle(data: bytes) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    cover = pages[0]
    assert "Ö 7" in cover
    assert "Was sich geändert hat (seit Version 1.0)" in " ".join(cover.split())
    assert INTERNAL_PHONE not in " ".join(pages), "the number for incidents stands in the internal edition only"
    total = len(pages)
    for number, page in enumerate(pages, 1):
        assert f"Druckfassung, Seite {number} von {total}" in page or not page.strip()
    with pikepdf.open("heft.pdf") as pdf, pdf.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
    names = ["Social-Media-Nutzungskonzept", "Datenschutz-Folgenabschätzung"]
    assert titles[0] == "Deckblatt"
    assert titles[1].startswith("Was sich geändert hat")
    assert {f"Synopse: {name}" for name in names} < set(titles)
    assert [title for title in titles if title in names] == names
    starts = [int(first) for first in re.findall(r"\b(\d+)[–-]\d+\s+\d+ Seiten", cover)]
    assert starts
    assert all(start % 2 for start in starts), "each part begins on a right-hand page"


def _describes_it(file: Path) -> None:
    paper = json.loads(file.read_text(encoding="utf-8"))
    assert paper["mainFile"]["fileName"] == "druckfassung.pdf"
    assert paper["mainFile"]["size"] == Path("heft.pdf").stat().st_size
    names = {entry["fileName"] for entry in paper["auxiliaryFile"]}
    assert {"nutzungskonzept.pdf", "nutzungskonzept.docx", "datenschutzhinweise.html", "dsfa.pdf"} <= names
    assert "checkliste.pdf" not in names, "the checklist is for staff only"
