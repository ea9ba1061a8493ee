"""Every error a user can cause: one hierarchy, each class with its exit code.

An error carries *problems*: what is wrong, where, and what to do, in the user's language. Only the command line prints
them; no traceback of these errors reaches a user.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple


class ExitCode(IntEnum):
    """What the process tells its caller; part of the contract."""

    OK = 0
    """The program did what was asked."""
    NO = 1
    """It worked, and the answer is no: violations, a refused release, differences under ``--exit-code``."""
    USAGE = 2
    """The command line is wrong."""
    INPUT = 3
    """An input cannot be used: YAML faults, unreadable documents, broken templates."""
    PROGRAM = 4
    """An external program is missing, too old, or failed."""
    REGISTER = 5
    """Register, file or signature is not what was released."""


class Problem(NamedTuple):
    """One thing that is wrong; a named tuple, because a data class costs the start of every command six milliseconds.

    Attributes:
        message: what is wrong, a sentence for the person at the keyboard.
        remedy: what to do, or empty.
        file: the file as the user knows it, or empty.
        line: line from 1, or 0 where there is no place.
        column: column from 1, or 0.
        path: field path such as ``concept.channels[instagram].purpose``, or empty.
    """

    message: str
    remedy: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""

    def place(self) -> str:
        """Return ``file:line:column``, as much of it as is known."""
        parts = [self.file] if self.file else []
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)

    def __str__(self) -> str:
        head = ": ".join(part for part in (self.place(), self.path) if part)
        text = f"{head}: {self.message}" if head else self.message
        return f"{text}\n    → {self.remedy}" if self.remedy else text


class NutzungskonzeptError(Exception):
    """Base of all errors that a user can cause or must know about."""

    exit_code = ExitCode.NO

    def __init__(self, problems: str | Problem | Iterable[Problem], remedy: str = "") -> None:
        if isinstance(problems, str):
            problems = [Problem(problems, remedy)]
        elif isinstance(problems, Problem):
            problems = [problems]
        self.problems: Sequence[Problem] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[NutzungskonzeptError], tuple[Sequence[Problem]]]:
        """Keep the problems apart on the way from one process to another."""
        return type(self), (self.problems,)


class RefusedError(NutzungskonzeptError):
    """The program worked and the answer is no."""

    exit_code = ExitCode.NO


class UsageError(NutzungskonzeptError):
    """The command line asks for something that does not exist or does not fit together."""

    exit_code = ExitCode.USAGE


class InputError(NutzungskonzeptError):
    """An input file cannot be used."""

    exit_code = ExitCode.INPUT


class ProgramError(NutzungskonzeptError):
    """An external program is missing, too old, hangs or fails."""

    exit_code = ExitCode.PROGRAM


class RegisterError(NutzungskonzeptError):
    """The register, a released file or a signature is not what was released."""

    exit_code = ExitCode.REGISTER
