"""The kinds of documents that are made from a dossier, and the editions each of them has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.dossier.dossier import Dossier


class Edition(StrEnum):
    """For whom a document is made."""

    INTERNAL = "internal"
    """The signed original: with names, direct dials and security details."""
    PUBLIC = "public"
    """Without anything internal."""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document.

    Attributes:
        name: file name without ending, and name of the template.
        title: German title.
        short_title: German title for the header.
        editions: the editions it is made in.
        html: whether an HTML file is made of its public (or only) edition.
    """

    name: str
    title: str
    short_title: str
    editions: tuple[Edition, ...]
    html: bool = False


DOCUMENT_KINDS: Mapping[str, DocumentKind] = {
    kind.name: kind
    for kind in (
        DocumentKind(
            "nutzungskonzept",
            "Social-Media-Nutzungskonzept",
            "Nutzungskonzept",
            (Edition.INTERNAL, Edition.PUBLIC),
            html=True,
        ),
        DocumentKind(
            "datenschutzhinweise",
            "Datenschutzhinweise für soziale Medien",
            "Datenschutzhinweise",
            (Edition.PUBLIC,),
            html=True,
        ),
        DocumentKind("checkliste", "Checkliste für die Social-Media-Redaktion", "Checkliste", (Edition.INTERNAL,)),
        DocumentKind("dsfa", "Datenschutz-Folgenabschätzung", "Folgenabschätzung", (Edition.INTERNAL, Edition.PUBLIC)),
    )
}
"""All kinds, by name, in the order in which they are made."""


def kinds_for(dossier: Dossier) -> tuple[DocumentKind, ...]:
    """Return the kinds that ``dossier`` has material for: the DPIA document only where the full assessment is there."""
    return tuple(kind for kind in DOCUMENT_KINDS.values() if kind.name != "dsfa" or has_full_dpia(dossier))


def has_full_dpia(dossier: Dossier) -> bool:
    """Return whether the dossier holds the full assessment, not only the threshold analysis."""
    return dossier.dpia.description is not None
