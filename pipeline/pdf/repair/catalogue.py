"""The document says its language, that it is tagged, and shows its title (ISO 14289-1, 7.1 and 7.2; 6.2 for MarkInfo)."""

from __future__ import annotations

import pikepdf

from pipeline.pdf.metadata import PdfMetadata


def describe_document(pdf: pikepdf.Pdf, metadata: PdfMetadata) -> None:
    """Set language, mark information and viewer preferences; bookmarks are shown where there are several."""
    root = pdf.Root
    root.Lang = pikepdf.String(metadata.language)
    root.MarkInfo = pikepdf.Dictionary(Marked=True)
    preferences = root.get("/ViewerPreferences", pikepdf.Dictionary())
    preferences.DisplayDocTitle = True
    root.ViewerPreferences = preferences
    if "/Outlines" in root and abs(int(root.Outlines.get("/Count", 0))) > 1:
        root.PageMode = pikepdf.Name.UseOutlines
