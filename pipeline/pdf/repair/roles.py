"""The role map leaves the standard types alone (ISO 14289-1, 7.1: standard tags shall not be remapped)."""

from __future__ import annotations

from pipeline.pdf.tagged import TaggedPdf

STANDARD_TYPES = frozenset(
    {
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"),
        *(
            "Private",
            "P",
            "H",
            "H1",
            "H2",
            "H3",
            "H4",
            "H5",
            "H6",
            "L",
            "LI",
            "Lbl",
            "LBody",
            "Table",
            "TR",
            "TH",
            "TD",
        ),
        *("THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby"),
        *("RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    }
)
"""The standard structure types (ISO 32000-1, 14.8.4)."""


def free_standard_types(draft: TaggedPdf) -> None:
    """Drop role map entries for standard types, such as those LibreOffice 7.4 writes for ``H4`` to ``H6``."""
    draft.structure.roles = {role: kind for role, kind in draft.structure.roles.items() if role not in STANDARD_TYPES}
