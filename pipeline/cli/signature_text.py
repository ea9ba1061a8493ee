"""A signature in a few lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.language import tr

if TYPE_CHECKING:
    from pipeline.pdf.signature_check import SignatureReport


def signature_lines(signature: SignatureReport) -> str:
    """Return who signed, when, what it covers, whether it is intact and trusted."""
    kind = tr("Zeitstempel") if signature.time_stamp else tr("Unterschrift")
    intact = tr("unversehrt") if signature.sound else tr("NICHT UNVERSEHRT")
    trusted = tr("vertrauenswürdig") if signature.trusted else tr("nicht vertrauenswürdig")
    issued = tr("ausgestellt von {issuer}", issuer=signature.issuer)
    covers = tr("deckt {coverage}", coverage=signature.coverage)
    lines = [
        f"  {kind} {signature.field}: {signature.signer} ({issued})",
        f"    {_when(signature)}; {intact}, {trusted}; {covers}",
    ]
    if signature.note:
        lines.append(f"    → {signature.note}")
    return "".join(f"{line}\n" for line in lines)


def signature_data(signature: SignatureReport) -> dict[str, Any]:
    """Return a signature as plain data for JSON."""
    return {
        "field": signature.field,
        "time_stamp": signature.time_stamp,
        "signer": signature.signer,
        "issuer": signature.issuer,
        "time": signature.time.isoformat() if signature.time else None,
        "time_proven": signature.proven,
        "intact": signature.intact,
        "trusted": signature.trusted,
        "coverage": signature.coverage,
        "changed_later": signature.changed_later,
        "note": signature.note,
    }


def _when(signature: SignatureReport) -> str:
    if signature.time is None:
        return tr("Zeit unbekannt")
    shown = f"{signature.time:%d.%m.%Y %H:%M} UTC"
    return tr("{time} (Zeitstempel)", time=shown) if signature.proven else tr("{time} (eigene Angabe)", time=shown)
