"""Is one PDF another plus signatures and nothing else?"""

from __future__ import annotations

import io
from collections.abc import Iterable

from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    CatalogModificationRule,
    DiffResult,
    ModificationLevel,
    ReferenceUpdate,
    StandardDiffPolicy,
    WhitelistRule,
)

from pipeline.errors import InputError
from pipeline.language import tr
from pipeline.pdf.signature_check import BROKEN

_PERMISSIONS = "/Perms"


def only_signatures_added(data: bytes, base: bytes) -> bool:
    """Return whether ``data`` is the PDF ``base`` plus signatures, time stamps and their validation data, nothing else.

    Args:
        data: bytes of the signed file.
        base: bytes of the file before, with no signature that certifies; ``data`` must begin with them.

    Raises:
        InputError: a PDF cannot be read.
    """
    if not data.startswith(base):
        return False
    try:
        before = PdfFileReader(io.BytesIO(base)).total_revisions
        reader = PdfFileReader(io.BytesIO(data))
        if reader.total_revisions == before:
            return data == base
        result = _POLICY.review_file(reader, before - 1)
    except BROKEN as error:
        raise InputError(tr("Die PDF-Datei ist nicht lesbar: {reason}.", reason=error)) from None
    return isinstance(result, DiffResult) and result.modification_level <= ModificationLevel.FORM_FILLING


class _CertificationRule(WhitelistRule):  # type: ignore[misc]
    """Allows the first signature to certify the document: it is named in the catalogue then (ISO 32000-1, 12.8.4)."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        """Yield the new permissions dictionary, where it is an object of its own."""
        if _PERMISSIONS in new.root and _PERMISSIONS not in old.root:
            entry = new.root.raw_get(_PERMISSIONS)
            if isinstance(entry, IndirectObject) and old.is_ref_unassignable(entry.reference):
                yield ReferenceUpdate(entry.reference)


_POLICY = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(CatalogModificationRule().ignored_keys | {_PERMISSIONS}),
        _CertificationRule().as_qualified(ModificationLevel.LTA_UPDATES),
        *(rule for rule in DEFAULT_DIFF_POLICY.global_rules if not isinstance(rule, CatalogModificationRule)),
    ],
    form_rule=DEFAULT_DIFF_POLICY.form_rule,
)
