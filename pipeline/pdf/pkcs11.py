"""Keys that never leave a card or token: signing through its PKCS#11 library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyhanko.sign.signers import Signer

from pipeline.errors import InputError, ProgramError
from pipeline.language import tr


@dataclass(frozen=True, slots=True)
class Token:
    """A card or token.

    Attributes:
        library: the PKCS#11 library of its maker.
        certificate: label of the certificate on it.
        key: label of the key, where it differs.
        label: label of the token, where several are plugged in.
    """

    library: Path
    certificate: str
    key: str = ""
    label: str = ""


@contextmanager
def pkcs11_signer(token: Token, pin: str) -> Iterator[Signer]:
    """Open a token and yield the signer that uses its key.

    Args:
        token: which token, which certificate.
        pin: its PIN; empty where the reader has a keypad of its own.

    Raises:
        ProgramError: the library or the Python package for PKCS#11 is missing, or the library does not answer.
        InputError: token, certificate or key are not there, or the PIN is wrong.
    """
    try:
        from pkcs11 import PROTECTED_AUTH  # noqa: PLC0415 - an optional package
        from pkcs11.exceptions import PinIncorrect, PKCS11Error  # noqa: PLC0415
        from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415
    except ImportError:
        raise ProgramError(
            tr("Für Karten und Token fehlt das Paket „python-pkcs11“."),
            tr("Mit „pip install 'nutzungskonzept[pkcs11]'“ nachrüsten."),
        ) from None
    if not token.library.is_file():
        raise ProgramError(
            tr("Die PKCS#11-Bibliothek {file} gibt es nicht.", file=token.library),
            tr(
                "Den Pfad beim Hersteller der Karte nachsehen, zum Beispiel /usr/lib/x86_64-linux-gnu/opensc-pkcs11.so."
            ),
        )
    criteria = TokenCriteria(label=token.label) if token.label else None
    try:
        session = open_pkcs11_session(str(token.library), token_criteria=criteria, user_pin=pin or PROTECTED_AUTH)
    except PinIncorrect:
        raise InputError(tr("Die PIN ist falsch."), tr("Nach wenigen Versuchen sperrt sich die Karte.")) from None
    except (PKCS11Error, RuntimeError, OSError) as error:
        raise ProgramError(_failed(token, error), tr("Karte und Lesegerät prüfen.")) from None
    with session:
        signer = PKCS11Signer(session, cert_label=token.certificate, key_label=token.key or token.certificate)
        try:
            found = signer.signing_cert is not None
        except (PKCS11Error, RuntimeError, ValueError):
            found = False
        if not found:
            raise InputError(
                tr("Auf dem Token gibt es kein Zertifikat „{label}“.", label=token.certificate),
                tr("„pkcs11-tool --list-objects“ nennt, was auf dem Token liegt."),
            )
        try:
            yield signer
        except PKCS11Error as error:
            raise ProgramError(_failed(token, error), tr("Karte und Lesegerät prüfen.")) from None


def _failed(token: Token, error: Exception) -> str:
    reason = str(error) or type(error).__name__
    return tr("Die PKCS#11-Bibliothek {file} meldet einen Fehler: {reason}.", file=token.library, reason=reason)
