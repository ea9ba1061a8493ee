"""Journey: an electronic signature into the released PDF; the signed file goes into the Akte."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from pyhanko.sign.signers import Signer

from pipeline.attach_signed import Attached, filed
from pipeline.errors import RefusedError, RegisterError, UsageError
from pipeline.files import read_file, sha256
from pipeline.language import tr
from pipeline.pdf.signature_check import check_signatures
from pipeline.pdf.signature_field import FIELD_TITLES, signature_fields
from pipeline.pdf.signing import Level, SigningOrder, sign_pdf, signer_name
from pipeline.pdf.stamp_page import StampLine
from pipeline.pdf.trust import Trust
from pipeline.releases.address import Address, released
from pipeline.releases.manifest import Manifest
from pipeline.releases.records import ReleaseRecord
from pipeline.releases.register import Register
from pipeline.releases.verification import MAX_FILE_BYTES, filed_files, load_manifest, locate, read_released


@dataclass(frozen=True, slots=True)
class SignatureWish:
    """What is to be signed and how.

    Attributes:
        field: name of the field.
        documents: names of documents such as ``dsfa``; empty for all that have the field.
        level: level of PAdES.
        time_stamps: address of a time-stamp server, for levels beyond ``b-b``.
        trust: whom to believe; needed for ``b-lta``.
        online: whether revocation data may be fetched for ``b-lta``.
    """

    field: str
    documents: tuple[str, ...] = ()
    level: Level = Level.B
    time_stamps: str = ""
    trust: Trust = dataclasses.field(default_factory=Trust)
    online: bool = True


def sign(
    address: Address, wish: SignatureWish, signer: Signer, *, by: str, now: dt.datetime, note: str = ""
) -> tuple[Attached, ...]:
    """Sign the field in the released PDF files and file what comes out.

    A file that carries a signature already is signed on: the new signature is appended to the newest signed file.

    Args:
        address: the release.
        wish: field, documents, level.
        signer: key and certificate.
        by: the function that signs.
        now: the moment, printed in the stamp.
        note: a remark for the record.

    Returns:
        What was filed, one entry a document.

    Raises:
        UsageError: there is no such field, document or release; or the level needs what is not given.
        RefusedError: the field is signed already, or something cannot be written.
        ProgramError: the time-stamp server does not answer, or a font is missing.
        RegisterError: register or release is damaged.
    """
    _require_usable(wish)
    register, release = released(address)
    manifest = load_manifest(address.folder, release)
    bases = _bases(address, register, release, manifest, wish)
    order = SigningOrder(
        field=wish.field,
        lines=_lines(signer_name(signer), release, register.head, now),
        reason=f"{manifest.organisation}: Version {release.version}, Prüfcode {release.code}, Register {register.head}",
        level=wish.level,
        time_stamps=wish.time_stamps,
    )
    signed = {name: sign_pdf(data, _with_trust(order, wish), signer) for name, data in bases.items()}
    done: list[Attached] = []
    for name, data in signed.items():
        reports = check_signatures(data, wish.trust)
        done.append(filed(address, register, name, data, reports, by=by, on=now.date(), note=note))
        register = done[-1].register
    return tuple(done)


def _require_usable(wish: SignatureWish) -> None:
    if wish.field not in FIELD_TITLES:
        raise UsageError(
            tr("Das Unterschriftsfeld „{name}“ gibt es nicht.", name=wish.field),
            tr("Möglich sind: {names}.", names=", ".join(FIELD_TITLES)),
        )
    if wish.level is not Level.B and not wish.time_stamps:
        raise UsageError(
            tr("Für „{level}“ fehlt der Zeitstempeldienst.", level=wish.level),
            tr("Seine Adresse mit --timestamp-url angeben."),
        )
    if wish.level is Level.LTA and not wish.trust.anchors:
        raise UsageError(
            tr("Für „b-lta“ fehlen die Zertifikate des Anbieters."), tr("Sie mit --trust angeben (PEM oder DER).")
        )


def _with_trust(order: SigningOrder, wish: SignatureWish) -> SigningOrder:
    """Return the order with a validation context of its own: pyHanko keeps in it what it saw."""
    if wish.level is not Level.LTA:
        return order
    return SigningOrder(
        order.field,
        order.lines,
        order.reason,
        order.level,
        order.time_stamps,
        wish.trust.context(online=wish.online, strict=True),
    )


def _bases(
    address: Address, register: Register, release: ReleaseRecord, manifest: Manifest, wish: SignatureWish
) -> Mapping[str, bytes]:
    """Return the files to sign, by their name in the release: as released, or the newest signed one."""
    found: dict[str, bytes] = {}
    signed_already: list[str] = []
    for name in manifest.files:
        path = PurePosixPath(name)
        if path.suffix != ".pdf" or len(path.parts) > 1 or (wish.documents and path.stem not in wish.documents):
            continue
        data = _newest(address, register, release, name) or read_released(address.folder, release, manifest, name)
        fields = signature_fields(data)
        if fields.get(wish.field):
            signed_already.append(name)
        elif wish.field in fields:
            found[name] = data
    if found:
        return found
    if signed_already:
        raise RefusedError(tr("Das Feld „{name}“ ist schon unterschrieben.", name=wish.field))
    raise UsageError(
        tr(
            "In der Fassung {version} gibt es kein Dokument mit dem Feld „{name}“.",
            version=release.version,
            name=wish.field,
        ),
        tr("Die Felder stehen in den Unterschriftskästen von Nutzungskonzept und Folgenabschätzung."),
    )


def _newest(address: Address, register: Register, release: ReleaseRecord, base: str) -> bytes | None:
    """Return the newest signed file that continues ``base``, or ``None``."""
    signed = [file for file in filed_files(register, release.version).values() if file.base == base]
    if not signed:
        return None
    path = locate(register, release.version, signed[-1].name)
    data = read_file(path, limit=MAX_FILE_BYTES) if path.is_file() else b""
    if sha256(data) != signed[-1].sha256:
        raise RegisterError(
            tr("Die Datei {file} fehlt oder wurde verändert.", file=path),
            tr("Die Akte aus der Datensicherung wiederherstellen; „nutzungskonzept verify“ nennt alle Abweichungen."),
        )
    return data


def _lines(name: str, release: ReleaseRecord, head: str, now: dt.datetime) -> tuple[StampLine, ...]:
    return (
        StampLine("Elektronisch unterzeichnet", 8.5, bold=True),
        StampLine(f"{name}, {now:%d.%m.%Y, %H:%M} Uhr", 8.5),
        StampLine(f"Version {release.version} · Prüfcode {release.code}", 7.5),
        StampLine("Kopf des Registers:", 6.5),
        StampLine(head, 6.5),
    )
