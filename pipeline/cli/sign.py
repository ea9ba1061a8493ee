"""``nutzungskonzept sign``."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.release_arguments import add_release, add_trust
from pipeline.cli.secret import read_secret
from pipeline.cli.signature_text import signature_lines
from pipeline.errors import ExitCode, UsageError
from pipeline.language import tr

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer

FIELDS = ("buergermeister", "dsb_stellungnahme")
LEVELS = ("b-b", "b-t", "b-lta")
VARIABLE = "NUTZUNGSKONZEPT_PASSPHRASE"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_release(parser)
    parser.add_argument("--field", choices=FIELDS, required=True, help=tr("das Unterschriftsfeld"))
    parser.add_argument(
        "--document",
        action="append",
        default=[],
        metavar=tr("NAME"),
        help=tr("nur dieses Dokument (Vorgabe: alle mit dem Feld)"),
    )
    parser.add_argument(
        "--by", required=True, metavar=tr("FUNKTION"), help=tr("wer unterschreibt (Funktion, kein Name)")
    )
    parser.add_argument("--note", default="", metavar=tr("TEXT"), help=tr("Bemerkung"))
    key = parser.add_mutually_exclusive_group(required=True)
    key.add_argument(
        "--pkcs12", type=Path, metavar=tr("DATEI"), help=tr("Schlüssel und Zertifikat in einer Datei (.p12)")
    )
    key.add_argument("--pkcs11", type=Path, metavar=tr("BIBLIOTHEK"), help=tr("PKCS#11-Bibliothek der Karte"))
    parser.add_argument(
        "--certificate", default="", metavar=tr("NAME"), help=tr("Bezeichnung des Zertifikats auf der Karte")
    )
    parser.add_argument(
        "--key", default="", metavar=tr("NAME"), help=tr("Bezeichnung des Schlüssels, wenn sie abweicht")
    )
    parser.add_argument(
        "--token", default="", metavar=tr("NAME"), help=tr("Bezeichnung der Karte, wenn mehrere stecken")
    )
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar=tr("DATEI"),
        help=tr("Datei mit Kennwort oder PIN; sonst aus {variable} oder durch Nachfrage", variable=VARIABLE),
    )
    parser.add_argument("--keypad", action="store_true", help=tr("die PIN wird am Lesegerät eingegeben"))
    parser.add_argument(
        "--level",
        choices=LEVELS,
        default="b-b",
        help=tr("ohne Zeitstempel (b-b), mit Zeitstempel (b-t), auf Jahrzehnte prüfbar (b-lta)"),
    )
    parser.add_argument("--timestamp-url", default="", metavar="URL", help=tr("Adresse des Zeitstempeldienstes"))
    parser.add_argument(
        "--offline", action="store_true", help=tr("Sperrlisten nicht abrufen, nur die von --trust nehmen")
    )
    add_trust(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Sign and name what was filed; exit 1 when the certificate is not trusted."""
    from pipeline.pdf.signing import Level  # noqa: PLC0415 - keeps the start of other commands quick
    from pipeline.pdf.trust import read_trust  # noqa: PLC0415
    from pipeline.registers import release_named  # noqa: PLC0415
    from pipeline.sign import SignatureWish, sign  # noqa: PLC0415

    address = release_named(options.release, options.outputs)
    wish = SignatureWish(
        field=options.field,
        documents=tuple(options.document),
        level=Level(options.level),
        time_stamps=options.timestamp_url,
        trust=read_trust(options.trust),
        online=not options.offline,
    )
    with _signer(options) as signer:
        done = sign(address, wish, signer, by=options.by, now=dt.datetime.now().astimezone(), note=options.note)
    for attached in done:
        sys.stdout.write(
            tr("Unterschrieben und abgelegt: {name}", name=f"{address.version}-akte/{attached.name}") + "\n"
        )
        for signature in attached.signatures:
            sys.stdout.write(signature_lines(signature))
    sys.stdout.write(tr("Kopf des Registers: {head}", head=done[-1].register.head) + "\n")
    sys.stdout.write(
        tr("Wenn alle unterschrieben haben: nutzungskonzept record {release} --step signed …", release=options.release)
        + "\n"
    )
    return ExitCode.OK if all(one.trusted for attached in done for one in attached.signatures) else ExitCode.NO


@contextlib.contextmanager
def _signer(options: argparse.Namespace) -> Iterator[Signer]:
    if options.pkcs12 is not None:
        from pipeline.pdf.signing import pkcs12_signer  # noqa: PLC0415

        prompt = tr("Kennwort für {file}: ", file=options.pkcs12)
        yield pkcs12_signer(options.pkcs12, read_secret(options.passphrase_file, VARIABLE, prompt))
        return
    from pipeline.pdf.pkcs11 import Token, pkcs11_signer  # noqa: PLC0415

    if not options.certificate:
        raise UsageError(
            tr("Zu --pkcs11 fehlt, welches Zertifikat der Karte gemeint ist."),
            tr("Die Bezeichnung mit --certificate angeben; „pkcs11-tool --list-objects“ nennt sie."),
        )
    pin = "" if options.keypad else read_secret(options.passphrase_file, VARIABLE, tr("PIN der Karte: "))
    with pkcs11_signer(Token(options.pkcs11, options.certificate, options.key, options.token), pin) as signer:
        yield signer
