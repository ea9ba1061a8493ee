"""The pieces of one paragraph in normal form: runs of one look joined, fields followed, page numbers left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.comparison.normal_form import Text, Thing

PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF")
"""Fields whose result is a page number: it follows from the layout and is not compared."""


@dataclass
class LineForm:
    """Gathers the pieces of one paragraph; knows in which fields it stands.

    Attributes:
        found: the pieces so far.
        tags: (start, stop, tag) of the content controls.
        length: characters so far.
        fields: the fields that are open: instruction, and whether code, result or a page number is being read.
    """

    found: list[Text | Thing] = field(default_factory=list)
    tags: list[tuple[int, int, str]] = field(default_factory=list)
    length: int = 0
    fields: list[list[str]] = field(default_factory=list)

    def text(self, text: str, form: str, link: str, tag: str) -> None:
        """Add text with its formatting, link and control."""
        if not text or (self.fields and any(state != "result" for _, state in self.fields)):
            return
        last = self.found[-1] if self.found else None
        if isinstance(last, Text) and last.format == form and last.link == link:
            self.found[-1] = Text(last.text + text, form, link)
        else:
            self.found.append(Text(text, form, link))
        if tag:
            self._tag(len(text), tag)
        self.length += len(text)

    def _tag(self, size: int, tag: str) -> None:
        if self.tags and self.tags[-1][1:] == (self.length, tag):
            self.tags[-1] = (self.tags[-1][0], self.length + size, tag)
        else:
            self.tags.append((self.length, self.length + size, tag))

    def add(self, thing: Thing, tag: str) -> None:
        """Add a thing, unless it stands in a field's code or in a page number."""
        if not (self.fields and any(state != "result" for _, state in self.fields)):
            self.found.append(thing)
            if tag:
                self._tag(0, tag)

    def instruction(self, text: str) -> None:
        """Add to the instruction of the field being read."""
        if self.fields and self.fields[-1][1] == "code":
            self.fields[-1][0] += text

    def field_mark(self, kind: str) -> None:
        """Note that a field begins, shows its result (``separate``) or ends."""
        if kind == "begin":
            self.fields.append(["", "code"])
        elif kind == "separate" and self.fields:
            self._show_field()
        elif kind == "end" and self.fields:
            if self.fields[-1][1] == "code":
                self._show_field()
            self.close_field()

    def open_field(self, instruction: str) -> None:
        """Open a field whose instruction is known at once."""
        self.fields.append([instruction, "code"])
        self._show_field()

    def _show_field(self) -> None:
        instruction = " ".join(self.fields[-1][0].split())
        page = instruction.split(" ")[0].upper() in PAGE_FIELDS
        if page:
            instruction = re.sub(r"\b_\w+", "_", instruction)
        self.fields[-1][1] = "result"
        self.add(Thing("field", instruction), "")
        self.fields[-1][1] = "page" if page else "result"

    def close_field(self) -> None:
        """End the innermost field."""
        if self.fields:
            self.fields.pop()
            self.add(Thing("field_end"), "")
