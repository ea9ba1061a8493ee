"""What ``verify`` says, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.cli.signature_text import signature_data, signature_lines
from pipeline.history import as_data
from pipeline.identify import Home, Identified, Verdict, state_title
from pipeline.language import tr, translated
from pipeline.rebuild import SAMENESS_TITLES, Rebuilt, Sameness
from pipeline.releases.records import Record
from pipeline.verify import RegisterReport


def registers_text(reports: Sequence[RegisterReport], *, as_json: bool) -> str:
    """Return the outcome for each register."""
    if as_json:
        return _json([_register_data(report) for report in reports])
    if not reports:
        return tr("Es wurde noch nichts freigegeben.") + "\n"
    return "".join(line for report in reports for line in _register_lines(report))


def identified_text(path: str, report: Identified, *, as_json: bool) -> str:
    """Return what a file is."""
    if as_json:
        return _json(
            {
                "file": path,
                "verdict": report.verdict.value,
                "release": _home_data(report.home) if report.home else None,
                "released_file": report.file,
                "title": report.title,
                "messages": list(report.messages),
                "signatures": [signature_data(signature) for signature in report.signatures],
            }
        )
    lines = [f"{path}: {_verdict(report)}"]
    if report.home is not None:
        lines += _home_lines(report.home)
    lines += [f"  {message}" for message in report.messages]
    return "".join(f"{line}\n" for line in lines) + "".join(map(signature_lines, report.signatures))


def code_text(code: str, homes: Sequence[Home], *, as_json: bool) -> str:
    """Return which releases bear a Prüfcode."""
    if as_json:
        return _json({"code": code, "releases": [_home_data(home) for home in homes]})
    if not homes:
        return tr("Kein Register kennt den Prüfcode {code}; ein Entwurf steht in keinem.", code=code) + "\n"
    found = [line for home in homes for line in (f"{home.code}: {home.name}@{home.version}", *_home_lines(home))]
    warning = tr("Der Prüfcode benennt die Fassung; ob ein Papier echt ist, zeigt erst der Vergleich mit ihr.")
    return "".join(f"{line}\n" for line in [*found, warning])


def head_text(head: str, found: tuple[Path, Record] | None, *, as_json: bool) -> str:
    """Return whether a register contains a head of the chain."""
    if as_json:
        data = {"head": head, "register": found[0].name, "record": as_data(found[1])} if found else {"head": head}
        return _json({**data, "found": found is not None})
    if found is None:
        return (
            tr(
                "Kein Register enthält den Kopf {head}: Einträge fehlen, oder das Register wurde neu geschrieben.",
                head=head,
            )
            + "\n"
        )
    folder, record = found
    return (
        tr(
            "Das Register {name} enthält den Kopf: Es ist Eintrag {number} zur Fassung {version}.",
            name=folder.name,
            number=record.number,
            version=record.version,
        )
        + "\n"
    )


def rebuilt_text(rebuilt: Rebuilt, *, as_json: bool) -> str:
    """Return how far a release comes out the same."""
    if as_json:
        tools = [{"name": name, "then": then, "now": now} for name, then, now in rebuilt.tools]
        return _json({"files": {name: same.value for name, same in rebuilt.files.items()}, "tools": tools})
    same = [name for name, sameness in rebuilt.files.items() if sameness is Sameness.BYTES]
    lines = [tr("{same} von {all} Dateien sind Byte für Byte gleich.", same=len(same), all=len(rebuilt.files))]
    lines += [
        f"  {name}: {translated(SAMENESS_TITLES[sameness])}"
        for name, sameness in rebuilt.files.items()
        if sameness is not Sameness.BYTES
    ]
    lines += [
        tr("Anders als damals: {name} {now} statt {then}", name=name, now=now, then=then)
        for name, then, now in rebuilt.tools
    ]
    return "".join(f"{line}\n" for line in lines)


def _register_lines(report: RegisterReport) -> Iterator[str]:
    verified = report.verified
    for finding in verified.discrepancies:
        yield f"{report.name}/{finding.where}: {finding.message}\n"
    for name in verified.left_over:
        rest = tr("Rest eines abgebrochenen Befehls, keine Fassung; der nächste Befehl räumt ihn weg.")
        yield f"{report.name}/{name}: {rest}\n"
    for file in report.signed:
        yield f"{report.name}/{file.where}\n"
        yield from map(signature_lines, file.signatures)
    counts = {
        "name": report.name,
        "releases": len(verified.register.releases),
        "records": len(verified.register.records),
        "files": verified.files,
    }
    if verified.discrepancies:
        yield (
            tr(
                "{name}: nicht alles ist wie freigegeben; Abweichungen: {count}.",
                name=report.name,
                count=len(verified.discrepancies),
            )
            + "\n"
        )
    else:
        yield (
            tr(
                "{name}: alles ist wie freigegeben (Fassungen: {releases}, Einträge: {records}, verglichene Dateien: {files}).",
                **counts,
            )
            + "\n"
        )
    yield tr("Kopf des Registers: {head}", head=verified.register.head) + "\n"


def _register_data(report: RegisterReport) -> dict[str, Any]:
    verified = report.verified
    return {
        "name": report.name,
        "releases": [release.version for release in verified.register.releases],
        "records": len(verified.register.records),
        "files": verified.files,
        "head": verified.register.head,
        "discrepancies": [{"where": one.where, "message": one.message} for one in verified.discrepancies],
        "left_over": list(verified.left_over),
        "signed": [
            {"file": file.where, "signatures": [signature_data(one) for one in file.signatures]}
            for file in report.signed
        ],
        "exit_code": int(report.exit_code),
    }


def _verdict(report: Identified) -> str:
    if report.verdict is Verdict.RELEASED:
        return tr("unverändert freigegeben: {title}", title=report.title)
    if report.verdict is Verdict.SIGNED:
        return tr("freigegeben und unterschrieben: {title}", title=report.title)
    if report.verdict is Verdict.FILED:
        return tr("unverändert aus der Akte: {title}", title=report.title)
    if report.verdict is Verdict.ALTERED:
        return tr("NICHT wie freigegeben")
    return tr("keine freigegebene Datei")


def _home_lines(home: Home) -> Iterable[str]:
    yield f"  {home.organisation}, {home.name}@{home.version}, {tr('Prüfcode {code}', code=home.code)}"
    yield "  " + tr("Zustand: {state}", state=state_title(home))
    yield "  " + tr("Dokumente: {titles}", titles=", ".join(home.documents))


def _home_data(home: Home) -> dict[str, Any]:
    return {
        "name": home.name,
        "organisation": home.organisation,
        "version": home.version,
        "code": home.code,
        "state": home.state.value,
        "in_force": home.in_force,
        "documents": list(home.documents),
        "head": home.head,
    }


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
