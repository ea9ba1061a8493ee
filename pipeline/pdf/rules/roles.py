"""Structure types are standard ones or mapped to them; notes have identifiers."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language import tr
from pipeline.pdf.repair.roles import STANDARD_TYPES
from pipeline.pdf.rules.finding import PdfFinding
from pipeline.pdf.tagged import TaggedPdf


def check_roles(tagged: TaggedPdf) -> Iterator[PdfFinding]:
    """Yield findings on structure types and notes (ISO 14289-1, 7.1 and 7.9)."""
    structure = tagged.structure
    again = tr("Das Dokument mit „build“ neu erzeugen.")
    for role in sorted({element.role for element in structure.walk()} | set(structure.roles)):
        if role in STANDARD_TYPES:
            if role in structure.roles:
                yield PdfFinding("UA1:7.1-7", tr("Die Auszeichnung „{role}“ ist umgedeutet.", role=role), again)
            continue
        seen = [role]
        while seen[-1] in structure.roles and structure.roles[seen[-1]] not in seen:
            seen.append(structure.roles[seen[-1]])
        if seen[-1] in structure.roles and seen[-1] not in STANDARD_TYPES:
            yield PdfFinding("UA1:7.1-6", tr("Die Auszeichnung „{role}“ verweist im Kreis.", role=role), again)
        elif seen[-1] not in STANDARD_TYPES:
            message = tr("Die Auszeichnung „{role}“ ist Vorleseprogrammen unbekannt.", role=role)
            yield PdfFinding("UA1:7.1-5", message, again)
    seen_ids: set[str] = set()
    for element in structure.walk():
        if structure.kind(element) == "Note":
            name = element.text_entry("ID")
            if not name or name in seen_ids:
                rule = "UA1:7.9-2" if name else "UA1:7.9-1"
                yield PdfFinding(rule, tr("Eine Fußnote hat keine eigene Kennung."), again)
            seen_ids.add(name)
