"""Whom we believe: certificates of the providers, given as files; nothing is fetched."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from asn1crypto import crl, pem, x509  # type: ignore[import-untyped]
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

from pipeline.errors import InputError
from pipeline.files import read_file
from pipeline.language import tr

VARIABLE = "NUTZUNGSKONZEPT_TRUST"
"""Environment variable with files or folders of certificates, separated like a search path."""

_ENDINGS = {".pem", ".crt", ".cer", ".der", ".crl"}
_MOST_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Trust:
    """Certificates and revocation lists.

    Attributes:
        anchors: certificates that are believed.
        revocations: revocation lists.
    """

    anchors: tuple[x509.Certificate, ...] = ()
    revocations: tuple[crl.CertificateList, ...] = ()

    def context(
        self, *, moment: dt.datetime | None = None, online: bool = False, strict: bool = False
    ) -> ValidationContext:
        """Return what pyHanko validates with.

        Args:
            moment: the time for which certificates are judged; now by default.
            online: whether missing revocation data may be fetched from the providers.
            strict: whether a certificate without revocation data counts as not valid.
        """
        return ValidationContext(
            trust_manager=SimpleTrustManager.build(trust_roots=list(self.anchors)),
            crls=list(self.revocations),
            moment=moment,
            allow_fetching=online,
            revocation_mode="hard-fail" if strict else "soft-fail",
        )

    def specification(self) -> PdfSignatureValidationSpec:
        """Return what pyHanko validates with when it proves earlier times from the data in the file."""
        policy = CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(trust_roots=list(self.anchors)),
            revinfo_policy=CertRevTrustPolicy(RevocationCheckingPolicy.from_legacy("soft-fail")),
        )
        gathering = RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY)
        return PdfSignatureValidationSpec(SignatureValidationSpec(policy, gathering))


def read_trust(places: Iterable[Path] = ()) -> Trust:
    """Read anchors and revocation lists, in PEM or DER form.

    Args:
        places: files or folders; besides them those that the environment variable names.

    Raises:
        InputError: a place does not exist or holds something else.
    """
    named = [Path(part) for part in os.environ.get(VARIABLE, "").split(os.pathsep) if part]
    anchors: list[x509.Certificate] = []
    revocations: list[crl.CertificateList] = []
    for place in [*places, *named]:
        files = sorted(path for path in place.iterdir() if path.suffix in _ENDINGS) if place.is_dir() else [place]
        for file in files:
            for entry in _entries(file):
                (anchors if isinstance(entry, x509.Certificate) else revocations).append(entry)
    return Trust(tuple(anchors), tuple(revocations))


def _entries(file: Path) -> list[x509.Certificate | crl.CertificateList]:
    data = read_file(file, limit=_MOST_BYTES)
    try:
        if not pem.detect(data):
            return [_entry("X509 CRL" if file.suffix == ".crl" else "CERTIFICATE", data)]
        return [_entry(kind, content) for kind, _, content in pem.unarmor(data, multiple=True)]
    except (ValueError, TypeError):
        raise InputError(
            tr("{file} ist weder ein Zertifikat noch eine Sperrliste.", file=file),
            tr("Zertifikate im PEM- oder DER-Format angeben, zum Beispiel die des Vertrauensdiensteanbieters."),
        ) from None


def _entry(kind: str, data: bytes) -> x509.Certificate | crl.CertificateList:
    read = crl.CertificateList if kind == "X509 CRL" else x509.Certificate
    entry = read.load(data, strict=True)
    entry.native  # noqa: B018 - reads the whole structure, or fails now
    return entry
