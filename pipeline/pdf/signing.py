"""Setting a signature into an empty field: PAdES, visible, as an incremental update (ETSI EN 319 142-1).

Nothing before the signature is rewritten: the signed file begins with the bytes of the unsigned one.
"""

from __future__ import annotations

import io
import logging
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, Signer, SimpleSigner
from pyhanko.sign.signers.pdf_signer import (
    DSSContentSettings,
    SigDSSPlacementPreference,
    TimestampDSSContentSettings,
)
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from pipeline.errors import InputError, ProgramError, RefusedError
from pipeline.language import tr
from pipeline.pdf.stamp_page import StampLine, stamp_page
from pipeline.system_errors import reason_of

for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)  # what matters comes as an error; a log could hold secrets

_SECONDS = 30
_INSET = 3
_DIGEST = "sha256"


class _Writer(IncrementalPdfFileWriter):  # type: ignore[misc]
    """Appends to a PDF and leaves its metadata alone: title, dates and claims are the document's, not the signing program's."""

    def _update_meta(self) -> None:
        """Do nothing; the library would put its name and the time into Info and XMP."""


_TOGETHER = DSSContentSettings(include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE)
_BEFORE = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)
"""What later checks need goes into the revision that it serves, so that our writer appends every revision."""


class Level(StrEnum):
    """How long a signature can be checked: without proof of time, with a time stamp, or with all that later checks need."""

    B = "b-b"
    T = "b-t"
    LTA = "b-lta"


@dataclass(frozen=True, slots=True)
class SigningOrder:
    """How a signature is to be set.

    Attributes:
        field: name of the empty field.
        lines: what its visible stamp shows.
        reason: what is signed, kept inside the signature.
        level: level of PAdES.
        time_stamps: address of a time-stamp server; needed beyond ``b-b``.
        trust: anchors and validation data; needed for ``b-lta``.
    """

    field: str
    lines: Sequence[StampLine]
    reason: str
    level: Level = Level.B
    time_stamps: str = ""
    trust: ValidationContext | None = None


def sign_pdf(data: bytes, order: SigningOrder, signer: Signer) -> bytes:
    """Sign the field of a PDF.

    The first signature certifies the document and allows nothing afterwards but filling further fields.

    Args:
        data: the PDF with its empty field.
        order: field, stamp, level.
        signer: key and certificate, from :func:`pkcs12_signer` or :func:`pkcs11_signer`.

    Returns:
        The PDF with the signature appended.

    Raises:
        RefusedError: there is no such empty field, or the signature cannot be made.
        ProgramError: the time-stamp server cannot be reached, or a font is missing.
    """
    try:
        reader = PdfFileReader(io.BytesIO(data))
        first = not list(reader.embedded_signatures)
        width, height = _size(reader, order.field)
        lasting = order.level is Level.LTA
        metadata = PdfSignatureMetadata(
            field_name=order.field,
            md_algorithm=_DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            reason=order.reason,
            certify=first,
            docmdp_permissions=MDPPerm.FILL_FORMS,
            embed_validation_info=lasting,
            validation_context=order.trust if lasting else None,
            dss_settings=_TOGETHER,
        )
        stamper = HTTPTimeStamper(order.time_stamps, timeout=_SECONDS) if order.level is not Level.B else None
        with _stamp_style(order.lines, width, height) as style:
            output = PdfSigner(metadata, signer, timestamper=stamper, stamp_style=style).sign_pdf(
                _Writer(io.BytesIO(data)), existing_fields_only=True
            )
        if lasting:
            output = PdfTimeStamper(stamper).timestamp_pdf(
                _Writer(io.BytesIO(output.getvalue())), _DIGEST, order.trust, dss_settings=_BEFORE
            )
        return bytes(output.getvalue())
    except TimestampRequestError as error:
        raise ProgramError(
            tr(
                "Der Zeitstempeldienst {url} antwortet nicht wie erwartet: {reason}.",
                url=order.time_stamps,
                reason=error,
            )
        ) from None
    except (PathError, ValidationError) as error:
        raise RefusedError(
            tr("Das Zertifikat lässt sich nicht bis zu einem vertrauten Anker prüfen: {reason}", reason=error),
            tr("Die Zertifikate des Anbieters mit --trust angeben; für „b-lta“ müssen sie vollständig sein."),
        ) from None
    except (SigningError, PdfError, ValueError) as error:
        raise RefusedError(tr("Die Unterschrift lässt sich nicht setzen: {reason}", reason=error)) from None


def pkcs12_signer(file: Path, passphrase: str) -> SimpleSigner:
    """Return the key and certificate in a PKCS#12 file.

    Raises:
        InputError: the file cannot be read, or the passphrase is wrong.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        message = tr("Die Datei {file} lässt sich nicht lesen: {reason}.", file=file, reason=reason_of(error))
        raise InputError(message) from None
    try:
        return SimpleSigner.load_pkcs12_data(data, [], passphrase.encode("utf-8"))
    except (ValueError, TypeError, AttributeError):
        raise InputError(
            tr(
                "{file} lässt sich nicht öffnen: keine PKCS#12-Datei mit Schlüssel, oder das Kennwort ist falsch.",
                file=file,
            ),
            tr("Das Kennwort prüfen; die Datei endet meist auf .p12 oder .pfx."),
        ) from None


def signer_name(signer: Signer) -> str:
    """Return the name in the signer's certificate.

    Raises:
        RefusedError: there is no certificate.
    """
    certificate = signer.signing_cert
    if certificate is None:
        raise RefusedError(tr("Zu diesem Schlüssel gibt es kein Zertifikat."))
    subject = certificate.subject.native
    return str(subject.get("common_name") or certificate.subject.human_friendly)


def _size(reader: PdfFileReader, wanted: str) -> tuple[float, float]:
    for name, value, reference in enumerate_sig_fields(reader):
        if name == wanted and value is not None:
            raise RefusedError(tr("Das Feld „{name}“ ist schon unterschrieben.", name=wanted))
        if name == wanted:
            left, bottom, right, top = (float(number) for number in reference.get_object()["/Rect"])
            return right - left, top - bottom
    raise RefusedError(tr("Das Dokument hat kein Unterschriftsfeld „{name}“.", name=wanted))


@contextmanager
def _stamp_style(lines: Sequence[StampLine], width: float, height: float) -> Iterator[StaticStampStyle]:
    with tempfile.TemporaryDirectory(prefix="nutzungskonzept-") as folder:
        page = Path(folder) / "stempel.pdf"
        page.write_bytes(stamp_page(lines, width - 2 * _INSET, height - 2 * _INSET))
        layout = SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MIN, y_align=AxisAlignment.ALIGN_MAX, margins=Margins.uniform(_INSET)
        )
        yield StaticStampStyle(
            background=ImportedPdfPage(str(page)), background_layout=layout, background_opacity=1.0, border_width=0
        )
