"""docxtpl made strict: nothing is repaired silently, and an error says where it is."""

from __future__ import annotations

import io
import re
import traceback
from collections.abc import Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateError, TemplateSyntaxError
from lxml import etree

from pipeline.documents.environment import compiled, environment
from pipeline.documents.faults import TemplateFaultError, UnknownNameError
from pipeline.documents.ooxml import parse
from pipeline.documents.package import Package
from pipeline.documents.template_tags import TAG, Place, place_of_tag
from pipeline.errors import InputError, Problem
from pipeline.language import tr

FAULTS = (TemplateError, TemplateFaultError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError)
"""What an expression in a template can raise: its own faults, and wrong arguments to filters."""

_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


class StrictTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A Word template with Jinja tags.

    What differs from docxtpl: XML that does not fit together is an error instead of lost text; tables keep their columns; values
    are printed as they are (``{_{`` is no code); values in attributes and field instructions get no typography; notes are
    rendered once; core properties are left alone.
    """

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(io.BytesIO(data))
        self.name = name
        self._data = data

    def render_all(self, context: Mapping[str, object]) -> bytes:
        """Return the rendered DOCX.

        Args:
            context: what the templates may name, as views.

        Raises:
            InputError: with template, place and name of what is wrong.
        """
        try:
            self.init_docx()
        except (KeyError, ValueError, SyntaxError, AttributeError) as error:  # what python-docx raises on odd packages
            raise InputError(
                Problem(tr("Die Vorlage lässt sich nicht öffnen: {reason}.", reason=error), file=self.name)
            ) from error
        self.render(dict(context), environment())
        buffer = io.BytesIO()
        self.save(buffer)
        return buffer.getvalue()

    def fix_tables(self, xml: str) -> Any:
        """Parse the rendered body strictly and leave its tables as their author made them."""
        return self._parsed(xml)

    def patch_xml(self, src_xml: str) -> str:
        """Join tags that Word has split; values in attributes and field instructions stay verbatim."""
        patched = super().patch_xml(src_xml)
        patched = re.sub(r'="[^"<]*\{\{[^"<]*"', _verbatim, patched)
        return re.sub(r"<w:instrText[^>]*>[^<]*\{\{[^<]*<", _verbatim, patched)

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Environment) -> str:
        """Render one part; each paragraph begins a line, so that a line number leads to its place."""
        source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        name = str(part.partname).lstrip("/")
        try:
            rendered: str = compiled(source).render(context)
        except InputError:
            raise
        except FAULTS as error:
            raise InputError(self._problem(error, source, name)) from error
        return re.sub(r"\n<w:p([ >])", r"<w:p\1", rendered)

    def build_headers_footers_xml(self, context: dict[str, Any], uri: str, jinja_env: Environment) -> Any:
        """Render headers or footers, parsed strictly."""
        for key, xml in super().build_headers_footers_xml(context, uri, jinja_env):
            self._parsed(xml)
            yield key, xml

    def render_footnotes(self, context: dict[str, Any], jinja_env: Environment | None = None) -> None:
        """Render the footnotes, once for all sections."""
        assert jinja_env is not None
        for part in self.docx.part.package.parts:
            if part.content_type == _NOTES:
                xml = self.patch_xml(etree.tostring(parse(part.blob), encoding="unicode"))
                xml = self.render_xml_part(xml, part, context, jinja_env)
                part._blob = etree.tostring(self._parsed(xml), encoding="UTF-8", xml_declaration=True)  # noqa: SLF001

    def render_properties(self, context: dict[str, Any], jinja_env: Environment | None = None) -> None:
        """Leave the core properties to the caller, who replaces them."""

    def _parsed(self, xml: str | bytes) -> Any:
        try:
            return parse(xml)
        except ValueError as error:
            raise InputError(
                Problem(
                    tr("Die Vorlage ergibt kein lesbares Dokument: {reason}.", reason=error),
                    tr("Bedingungen und Schleifen müssen ganze Absätze oder Zeilen umschließen."),
                    file=self.name,
                )
            ) from error

    def _problem(self, error: Exception, source: str, part: str) -> Problem:
        """Say what is wrong and where: from the line in the source to the tag, from the tag to its place in Word."""
        line = _line_of(error)
        lines = source.split("\n")
        before = len(TAG.findall("\n".join(lines[: line - 1]))) if line else 0
        count = len(TAG.findall(lines[line - 1])) if 0 < line <= len(lines) else 1
        name = error.name if isinstance(error, UnknownNameError) else ""
        place = place_of_tag(Package(self._data, self.name), part, before, count, name) if line else Place()
        message, remedy = described(error)
        if str(place):
            message = tr("{place}: {message}", place=place, message=message)
        return Problem(message, remedy, file=self.name)


def _verbatim(match: re.Match[str]) -> str:
    return re.sub(r"\{\{(.*?)\}\}", r"{{ (\1)|verbatim }}", match.group())


def _line_of(error: Exception) -> int:
    """Return the line of the template's source in which ``error`` happened, from 1; 0 if unknown."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return lines[-1] or 0 if lines else 0


def described(error: Exception) -> tuple[str, str]:
    """Return message and remedy for a fault in a template."""
    if isinstance(error, TemplateFaultError):
        return error.message, error.remedy
    if isinstance(error, TemplateSyntaxError):
        return tr("Eine Anweisung ist fehlerhaft geschrieben."), tr(
            "„template check“ zeigt alle fehlerhaften Anweisungen auf einmal."
        )
    if isinstance(error, RecursionError):
        return tr("Die Anweisung ruft sich endlos selbst auf."), tr("Das Makro löschen; Vorlagen brauchen keines.")
    return tr("Die Anweisung lässt sich nicht ausführen: {reason}", reason=error), ""
