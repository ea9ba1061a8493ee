"""Tab order follows the structure (ISO 14289-1, 7.18.3).

LibreOffice 7.4 writes the value as a string, and only on pages with links; validators want the name ``S``.
"""

from __future__ import annotations

import pikepdf

from pipeline.pdf.tagged import TaggedPdf


def set_tab_order(draft: TaggedPdf) -> None:
    """Set ``Tabs`` to ``S`` on every page."""
    for page in draft.pdf.pages:
        page.obj.Tabs = pikepdf.Name.S
