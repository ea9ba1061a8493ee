"""What a user gets when LibreOffice works, and when it does not."""

from __future__ import annotations

import io
import stat
import textwrap
from pathlib import Path

import pytest
from docx import Document

from pipeline.errors import ExitCode, ProgramError
from pipeline.pdf.office import OfficeProgram, convert, find_office
from pipeline.pdf.outline import OutlineEntry, outline


def _docx(text: str = "Zweck") -> bytes:
    document = Document()
    document.add_heading(text, 1)
    document.add_paragraph("Die Stadt informiert.")
    document.add_heading("Grenzen", 2)
    document.add_page_break()
    document.add_heading("Dauer", 1)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture
def fake_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a function that puts a script in LibreOffice's place; it notes each start in ``starts``."""

    def make(body: str, version: str = "LibreOffice 7.4.7.2 40(Build:2)") -> Path:
        script = tmp_path / "soffice"
        starts = tmp_path / "starts"
        script.write_text(
            textwrap.dedent(f"""\
                #!/bin/sh
                if [ "$1" = --version ]; then echo '{version}'; exit 0; fi
                echo start >> '{starts}'
                while [ $# -gt 0 ]; do
                    case "$1" in --outdir) out="$2"; shift;; *.docx) file="$1";; esac
                    shift
                done
                pdf="$out/$(basename "$file" .docx).pdf"
                """)
            + textwrap.dedent(body)
        )
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("NUTZUNGSKONZEPT_SOFFICE", str(script))
        return starts

    return make


@pytest.mark.parametrize(
    ("body", "timeout", "message"),
    [
        ("sleep 60 & sleep 60", 0.5, "nach 0.5 Sekunden nicht fertig"),
        ("kill -KILL $$", 20, "von außen abgebrochen (Signal 9)"),
        ("echo 'no space left'; exit 3", 20, "mit dem Fehlercode 3 gescheitert"),
        ("echo 'Error: source file could not be loaded'", 20, "keine PDF-Datei gemacht"),
        (': > "$pdf"', 20, "keine PDF-Datei gemacht"),
        ("printf '%%PDF-1.7\\n1 0 obj\\n<<' > \"$pdf\"", 20, "nur eine unvollständige PDF-Datei"),
        ("printf '%%PDF-1.7\\n1 0 obj\\n%%%%EOF\\n' > \"$pdf\"", 20, "nur eine unvollständige PDF-Datei"),
    ],
)
def test_a_failing_office_is_tried_twice_and_told_in_german(fake_office, body, timeout, message):
    starts = fake_office(body)
    with pytest.raises(ProgramError) as caught:
        convert({"konzept": _docx()}, timeout=timeout)
    assert message in str(caught.value)
    assert caught.value.exit_code is ExitCode.PROGRAM
    assert starts.read_text().split() == ["start", "start"]


def test_its_own_words_are_shown_without_our_temporary_paths(fake_office):
    fake_office('echo "convert $file failed"; exit 3')
    with pytest.raises(ProgramError) as caught:
        convert({"konzept": _docx()})
    assert "LibreOffice meldet: convert …/in/konzept.docx failed" in str(caught.value)


def test_a_missing_program_names_the_package(monkeypatch, tmp_path):
    monkeypatch.delenv("NUTZUNGSKONZEPT_SOFFICE", raising=False)
    monkeypatch.setattr("pipeline.pdf.installation._USUAL_PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProgramError, match="libreoffice-writer-nogui"):
        find_office()


def test_a_wrong_path_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("NUTZUNGSKONZEPT_SOFFICE", str(tmp_path / "nirgends"))
    with pytest.raises(ProgramError, match=r"NUTZUNGSKONZEPT_SOFFICE nennt .*nirgends"):
        find_office()


@pytest.mark.parametrize(
    ("version", "message"),
    [("LibreOffice 6.4.7.2 40(Build:2)", "LibreOffice 6.4.7.2 .* ist zu alt"), ("hello", "keine LibreOffice-Version")],
)
def test_an_old_or_foreign_program_is_refused_before_it_converts(fake_office, version, message):
    starts = fake_office("exit 0", version)
    with pytest.raises(ProgramError, match=message):
        convert({"konzept": _docx()})
    assert not starts.exists()


def test_a_program_that_vanishes_is_an_error_not_a_traceback(tmp_path):
    with pytest.raises(ProgramError, match="lässt sich nicht starten"):
        convert({"konzept": _docx()}, office=OfficeProgram(tmp_path / "weg", "7.4.7"))


def test_without_room_for_temporary_files_the_reason_is_told(fake_office, monkeypatch, tmp_path):
    fake_office("exit 0")
    office = find_office()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gibt-es-nicht"))
    with pytest.raises(ProgramError, match="Arbeitsordner für LibreOffice"):
        convert({"konzept": _docx()}, office=office)


def test_nothing_to_convert_needs_no_program(monkeypatch):
    monkeypatch.setenv("NUTZUNGSKONZEPT_SOFFICE", "/nirgends")
    assert convert({}) == {}


@pytest.mark.office
def test_several_documents_keep_their_names_and_order():
    office = find_office()
    pdfs = convert({"konzept": _docx("Zweck"), "anlage": _docx("Anlage")}, office=office)
    assert list(pdfs) == ["konzept", "anlage"]
    assert outline(pdfs["anlage"]) == [
        OutlineEntry("Anlage", 1, 1),
        OutlineEntry("Grenzen", 2, 1),
        OutlineEntry("Dauer", 1, 2),
    ]


@pytest.mark.office
def test_finished_documents_are_told_while_others_are_converted(rich_docx: bytes):
    told: dict[str, bytes] = {}
    pdfs = convert({"eins": rich_docx, "zwei": rich_docx}, done=lambda name, pdf: told.setdefault(name, pdf) and None)
    assert set(told) <= {"eins", "zwei"}  # the last one may be told after all have ended
    assert all(told[name] == pdfs[name] for name in told)
