"""Registers for the tests: real folders and records, with files small enough to look at."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pipeline.documents.source import pruefcode
from pipeline.dossier.dossier import Dossier
from pipeline.dossier.load import dossier_from_files
from pipeline.record_step import record_step
from pipeline.release import write_release
from pipeline.release_files import ReleaseFiles
from pipeline.releases.address import Address
from pipeline.releases.approval import Approval, history_of, history_row
from pipeline.releases.records import Step
from pipeline.releases.store import opened

NAME = "teststadt"
ORGANISATION = "Stadt Test"


def dossier(folder: Path, version: str, date: dt.date, *, name: str = ORGANISATION) -> Dossier:
    """Return the smallest dossier that can be released as far as its form goes."""
    files = {
        "organisation.yaml": f"id: {NAME}\nname: {name}\nland: NW\n".encode(),
        "concept.yaml": (
            f'document:\n  version: "{version}"\n  date: {date}\n'
            "channels:\n  - id: instagram\n    platform: instagram\n"
            f"introduction: Text der Fassung {version}\n"
        ).encode(),
    }
    return dossier_from_files(files, folder)


def files(version: str) -> dict[str, bytes]:
    """Return the files of a release, by name."""
    source = f'{{"name": "{NAME}", "version": "{version}"}}\n'.encode()
    return {
        "nutzungskonzept.pdf": f"%PDF-1.7 intern {version} %%EOF".encode(),
        "nutzungskonzept.docx": f"PK intern {version}".encode(),
        "oeffentlich/nutzungskonzept.pdf": f"%PDF-1.7 öffentlich {version} %%EOF".encode(),
        "datenschutzhinweise.html": f"<p>Hinweise {version}</p>".encode(),
        "quellen/organisation.yaml": b"name: Stadt Test\nland: NW\n",
        "quellen/concept.yaml": f"introduction: Text der Fassung {version}\n".encode(),
        "vorlagen/nutzungskonzept.docx": b"PK Vorlage",
        "katalog/requirements/form.yaml": b"- id: FORM\n",
        "source.json": source,
    }


def add_release(folder: Path, version: str, date: dt.date, *, name: str = ORGANISATION) -> None:
    """Release a version in the register in ``folder``."""
    contents = files(version)
    made = ReleaseFiles(contents, pruefcode(contents["source.json"]), "7.4.7.2", {})
    with opened(folder) as register:
        own = dossier(folder.parent / f"akte-{version}", version, date, name=name)
        approval = Approval(
            version=version,
            date=date,
            decided_on=date,
            approved_by="Bürgermeisterin",
            changed_by="Redaktion",
            reason=f"Fassung {version}",
            decision=None,
            history=(),
        )
        history = (*history_of(own, register), history_row(approval))
        write_release(own, approval.model_copy(update={"history": history}), made, register)


def add_life(folder: Path, version: str, first: dt.date, papers: Path) -> None:
    """Record that a release was signed, with a scan, published, and entered into force."""
    scan = papers / "unterschrift.pdf"
    papers.mkdir(parents=True, exist_ok=True)
    scan.write_bytes(b"%PDF-1.4 Scan %%EOF")
    address = Address(folder, version)
    record_step(address, Step.SIGNED, by="Bürgermeisterin", on=first, files=[scan])
    record_step(address, Step.PUBLISHED, by="Stabsstelle", on=first + dt.timedelta(days=1), note="im Internet")
    record_step(address, Step.IN_FORCE, by="Bürgermeisterin", on=first + dt.timedelta(days=2))
