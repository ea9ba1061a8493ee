"""The style sheet of a document: styles by the name people see in Word, and what they inherit."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents.ooxml import VAL, Element, qn, value
from pipeline.errors import InputError, Problem
from pipeline.language import tr

PROPOSAL = "Vorschlag"
"""Character style of a value that is proposed."""
OPEN_POINT = "OffenerPunkt"
"""Character style of a question that stands where a value should."""
NOTE = "Vermerk"
"""Character style of „[Vorschlag, noch nicht beschlossen]“."""
PROPOSAL_NOTE = "Vorschlagsvermerk"
"""Paragraph style of the line before a proposed block."""
HYPERLINK_STYLE = "Hyperlink"


class StyleSheet:
    """Styles by id and by name; names are compared without spaces and capitals, as Word translates neither reliably."""

    def __init__(self, root: Element, file: str = "") -> None:
        self._file = file
        self._inherited: dict[tuple[str, str, str], str] = {}
        self._styles = {style.get(qn("w:styleId"), ""): style for style in root.iter(qn("w:style"))}
        self._by_name = {_plain(value(style, "w:name")): style_id for style_id, style in self._styles.items()}
        self.default_paragraph = next(
            (
                style_id
                for style_id, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in {"1", "true"}
            ),
            "",
        )

    def find(self, name: str) -> str | None:
        """Return the id of the style called ``name``, or ``None``."""
        return self._by_name.get(_plain(name)) or (name if name in self._styles else None)

    def id_of(self, name: str) -> str:
        """Return the id of the style called ``name``.

        Raises:
            InputError: the template has no such style.
        """
        found = self.find(name)
        if found is None:
            raise InputError(
                Problem(
                    tr("Der Vorlage fehlt die Formatvorlage „{name}“.", name=name),
                    tr("Die Formatvorlage in Word anlegen; der Name muss genau so lauten."),
                    file=self._file,
                )
            )
        return found

    def name_of(self, style_id: str) -> str:
        """Return the name of a style as Word shows it, or an empty string."""
        style = self._styles.get(style_id or self.default_paragraph)
        return value(style, "w:name") if style is not None else ""

    def chain(self, style_id: str) -> Iterator[Element]:
        """Yield the style and those it is based on, nearest first."""
        seen: set[str] = set()
        current = style_id or self.default_paragraph
        while current in self._styles and current not in seen:
            seen.add(current)
            yield self._styles[current]
            current = value(self._styles[current], "w:basedOn")

    def inherited(self, style_id: str, path: str, attribute: str = "w:val") -> str:
        """Return an attribute that the style or one of its bases sets, such as that of ``w:pPr/w:outlineLvl``."""
        key = (style_id, path, attribute)
        if key not in self._inherited:
            found = (value(style, path, attribute) for style in self.chain(style_id))
            self._inherited[key] = next((word for word in found if word), "")
        return self._inherited[key]

    def heading_level(self, paragraph: Element) -> int:
        """Return 1 to 9 for a heading, 0 for other paragraphs."""
        style_id = value(paragraph, "w:pPr/w:pStyle")
        level = value(paragraph, "w:pPr/w:outlineLvl") or self.inherited(style_id, "w:pPr/w:outlineLvl")
        return int(level) + 1 if level.isdecimal() and int(level) < 9 else 0

    def all(self) -> Iterator[tuple[str, str, Element]]:
        """Yield id, name and element of every style."""
        for style_id, style in self._styles.items():
            yield style_id, value(style, "w:name"), style


def set_style(properties: Element, name: str, style_id: str) -> None:
    """Set ``w:pStyle`` or ``w:rStyle`` (``name``) in ``w:pPr`` or ``w:rPr``, where it must come first."""
    existing = properties.find(qn(name))
    if existing is None:
        existing = properties.makeelement(qn(name), {})
        properties.insert(0, existing)
    existing.set(VAL, style_id)


def _plain(name: str) -> str:
    return name.replace(" ", "").casefold()
