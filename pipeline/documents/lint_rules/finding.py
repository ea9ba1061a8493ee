"""What the linter finds."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import Problem
from pipeline.language import tr


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a template.

    Attributes:
        rule: short name of the rule, such as ``unknown-name``.
        file: the template.
        place: where, in words that its author finds again in Word; empty for the file as a whole.
        message: what is wrong.
        remedy: what to do.
        hint: the template works nevertheless.
    """

    rule: str
    file: str
    place: str
    message: str
    remedy: str = ""
    hint: bool = False

    def as_problem(self) -> Problem:
        """Return the finding in the form of all messages."""
        message = tr("{place}: {message}", place=self.place, message=self.message) if self.place else self.message
        return Problem(message, self.remedy, file=self.file)
