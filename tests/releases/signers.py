"""A certification authority, signers and a time-stamp server, all made here."""

from __future__ import annotations

import datetime as dt
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

PASSPHRASE = "sehr geheim"
FIRST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
LAST = dt.datetime(2090, 1, 1, tzinfo=dt.UTC)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "DE"), x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(signs, signs, False, False, False, not signs, not signs, False, False)


@dataclass(frozen=True)
class Authority:
    """A certification authority with its key."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @classmethod
    def new(cls, common: str) -> Authority:
        key = _key()
        builder = _builder(common, _name(common), key, 1, LAST)
        builder = builder.add_extension(x509.BasicConstraints(True, None), True)
        builder = builder.add_extension(_usage(signs=False), True)
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        return cls(key, builder.sign(key, hashes.SHA256()))

    def issue(
        self, common: str, number: int, until: dt.datetime = LAST, *, stamps: bool = False
    ) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
        key = _key()
        builder = _builder(common, self.certificate.subject, key, number, until)
        builder = builder.add_extension(_usage(signs=True), True)
        own = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = builder.add_extension(own, False)
        if stamps:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
        return key, builder.sign(self.key, hashes.SHA256())

    def pkcs12(self, folder: Path, common: str, number: int, until: dt.datetime = LAST) -> Path:
        key, certificate = self.issue(common, number, until)
        locked = serialization.BestAvailableEncryption(PASSPHRASE.encode())
        path = folder / f"{number}.p12"
        path.write_bytes(pkcs12.serialize_key_and_certificates(b"x", key, certificate, [self.certificate], locked))
        return path

    def anchors(self, folder: Path) -> Path:
        """Write certificate and an empty revocation list; return the file."""
        own = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject)
        builder = builder.last_update(FIRST).next_update(LAST).add_extension(own, False)
        revoked = builder.add_extension(x509.CRLNumber(1), False).sign(self.key, hashes.SHA256())
        path = folder / "anker.pem"
        pem = serialization.Encoding.PEM
        path.write_bytes(self.certificate.public_bytes(pem) + revoked.public_bytes(pem))
        return path


def _builder(
    common: str, issuer: x509.Name, key: rsa.RSAPrivateKey, number: int, until: dt.datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(_name(common)).issuer_name(issuer)
    return builder.public_key(key.public_key()).serial_number(number).not_valid_before(FIRST).not_valid_after(until)


@contextmanager
def time_stamp_server(authority: Authority) -> Iterator[str]:
    """Run a time-stamp server (RFC 3161) on this machine; yield its address."""
    key, certificate = authority.issue("Zeitstempeldienst", 77, stamps=True)
    der = serialization.Encoding.DER
    private = key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    store = SimpleCertificateStore()
    store.register(asn1.Certificate.load(authority.certificate.public_bytes(der)))

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            own = asn1.Certificate.load(certificate.public_bytes(der))
            stamper = DummyTimeStamper(own, keys.PrivateKeyInfo.load(private), certs_to_embed=store)
            answer = stamper.request_tsa_response(request).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            """Stay silent."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
