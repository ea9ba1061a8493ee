"""What is known of each signature in a PDF: who, when, what it covers, whether it is intact and whom to believe."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESPassed, AdESSubIndic
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    ModificationInfo,
    SignatureCoverageLevel,
    SignatureStatus,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo

from pipeline.errors import InputError
from pipeline.language import tr
from pipeline.pdf.trust import Trust

for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)  # what it finds is told in the report

BROKEN = (
    SignatureValidationError,
    PdfError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    RecursionError,
)
"""What pyHanko raises for signatures that are not what the standards ask for."""


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature, or one time stamp of the whole document.

    Attributes:
        field: name of the signature field.
        time_stamp: whether it is a time stamp and not a person's signature.
        signer: name in the certificate.
        issuer: who issued the certificate.
        time: when it was made.
        proven: whether a time stamp says so, and not the signer's computer alone.
        intact: whether what it covers is unchanged and its cryptography holds.
        trusted: whether its certificate leads to an anchor that is believed.
        coverage: what it covers, in German.
        changed_later: whether the document was changed afterwards in a way that a signature forbids.
        note: why it is not trusted or what is wrong, in German; empty if all is well.
    """

    field: str
    time_stamp: bool
    signer: str
    issuer: str
    time: dt.datetime | None
    proven: bool
    intact: bool
    trusted: bool
    coverage: str
    changed_later: bool
    note: str

    @property
    def sound(self) -> bool:
        """Whether the signature is intact and the document unchanged since."""
        return self.intact and not self.changed_later


def check_signatures(data: bytes, trust: Trust, moment: dt.datetime | None = None) -> tuple[SignatureReport, ...]:
    """Check every signature of a PDF; one without signatures has an empty report.

    Args:
        data: bytes of the file.
        trust: whom to believe; nothing is fetched.
        moment: the time for which certificates are judged; now by default.

    Raises:
        InputError: the PDF cannot be read.
    """
    try:
        found = list(PdfFileReader(io.BytesIO(data)).embedded_signatures)
    except BROKEN as error:
        raise InputError(tr("Die PDF-Datei ist nicht lesbar: {reason}.", reason=error)) from None
    return tuple(_report(signature, trust, moment) for signature in found)


def _report(signature: EmbeddedPdfSignature, trust: Trust, moment: dt.datetime | None) -> SignatureReport:
    time_stamp = signature.sig_object_type == "/DocTimeStamp"
    validate: Any = validate_pdf_timestamp if time_stamp else validate_pdf_signature
    try:
        status = validate(signature, trust.context(moment=moment))
    except BROKEN as error:
        return _broken(signature, time_stamp, str(error))
    intact = bool(status.intact and status.valid)
    trusted = bool(status.trusted)
    stamp = status if time_stamp else status.timestamp_validity
    proven = stamp is not None and bool(stamp.intact and stamp.valid and stamp.trusted)
    problem = status.trust_problem_indic
    if (
        intact
        and not trusted
        and not time_stamp
        and problem in _TIME_PROBLEMS
        and _was_trusted(signature, trust, moment)
    ):
        trusted = proven = True
    changed = _changed(status)
    return SignatureReport(
        field=str(signature.field_name),
        time_stamp=time_stamp,
        signer=_common_name(status.signing_cert.subject),
        issuer=_common_name(status.signing_cert.issuer),
        time=stamp.timestamp if stamp is not None else signature.self_reported_timestamp,
        proven=proven,
        intact=intact,
        trusted=trusted,
        coverage=_coverage(status),
        changed_later=changed,
        note=_note(status, trust, intact=intact, trusted=trusted),
    )


def _was_trusted(signature: EmbeddedPdfSignature, trust: Trust, moment: dt.datetime | None) -> bool:
    """Return whether the time stamps and validation data in the file prove that the certificate was valid when signing."""
    timing = ValidationTimingInfo(moment, moment, point_in_time_validation=True) if moment else None
    try:
        result = asyncio.run(ades_lta_validation(signature, trust.specification(), timing_info=timing))
    except BROKEN:
        return False
    return result.ades_subindic is AdESPassed.OK


def _broken(signature: EmbeddedPdfSignature, time_stamp: bool, reason: str) -> SignatureReport:
    return SignatureReport(
        field=str(signature.field_name),
        time_stamp=time_stamp,
        signer=tr("unbekannt"),
        issuer=tr("unbekannt"),
        time=None,
        proven=False,
        intact=False,
        trusted=False,
        coverage=tr("nicht bestimmbar"),
        changed_later=False,
        note=tr("Die Unterschrift ist nicht lesbar: {reason}", reason=reason),
    )


def _changed(status: ModificationInfo) -> bool:
    if status.coverage not in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION):
        return True
    level = status.modification_level
    return level is None or level > ModificationLevel.FORM_FILLING or status.docmdp_ok is False


def _coverage(status: ModificationInfo) -> str:
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return tr("die ganze Datei")
    if status.coverage is not SignatureCoverageLevel.ENTIRE_REVISION:
        return tr("nur einen Teil der Datei")
    if _changed(status):
        return tr("die Datei bis zur Unterschrift; danach wurde das Dokument verändert")
    if status.modification_level is ModificationLevel.FORM_FILLING:
        return tr("die Datei bis zur Unterschrift; danach kamen nur weitere Unterschriften hinzu")
    return tr("die Datei bis zur Unterschrift; danach kamen nur Zeitstempel und Prüfdaten hinzu")


def _note(status: SignatureStatus, trust: Trust, *, intact: bool, trusted: bool) -> str:
    if not status.intact:
        return tr("Was die Unterschrift deckt, wurde verändert.")
    if not intact:
        return tr("Die Unterschrift selbst ist gefälscht oder beschädigt.")
    if trusted:
        return ""
    if not trust.anchors:
        return tr("Es ist kein vertrautes Zertifikat angegeben (--trust).")
    return _reason(status.trust_problem_indic)


def _reason(problem: AdESSubIndic | None) -> str:
    if problem is AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        return tr("Das Zertifikat führt zu keinem der angegebenen vertrauten Zertifikate.")
    if problem in (AdESFailure.REVOKED, AdESIndeterminate.REVOKED_NO_POE, AdESIndeterminate.REVOKED_CA_NO_POE):
        return tr("Das Zertifikat ist gesperrt.")
    if problem in (AdESFailure.NOT_YET_VALID, AdESIndeterminate.NOT_YET_VALID):
        return tr("Das Zertifikat galt bei der Unterschrift noch nicht.")
    if problem in _TIME_PROBLEMS:
        return tr("Das Zertifikat gilt nicht mehr, und kein Zeitstempel beweist, dass es bei der Unterschrift galt.")
    return tr("Das Zertifikat ist nicht vertrauenswürdig.")


def _common_name(name: Any) -> str:
    native: Mapping[str, str | Sequence[str]] = name.native
    common = native.get("common_name")
    return common if isinstance(common, str) else str(name.human_friendly)


_TIME_PROBLEMS = frozenset(
    {
        AdESIndeterminate.EXPIRED,
        AdESIndeterminate.OUT_OF_BOUNDS_NO_POE,
        AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED,
        AdESIndeterminate.REVOKED_NO_POE,
        AdESIndeterminate.REVOKED_CA_NO_POE,
        AdESIndeterminate.REVOCATION_OUT_OF_BOUNDS_NO_POE,
        AdESIndeterminate.NO_POE,
        AdESIndeterminate.TRY_LATER,
    }
)
"""Problems that a proof of an earlier time can solve."""
