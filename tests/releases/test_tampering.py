"""Whoever changes anything in a register is found out, and the finding names what was changed."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from small_registers import NAME, add_release

from pipeline.cli.main import main
from pipeline.errors import ExitCode
from pipeline.files import sha256
from pipeline.releases.verification import verify_folder


def put(path: Path, data: bytes) -> None:
    """Write a file although it and its folder are read-only."""
    if not path.parent.exists():
        path.parent.parent.chmod(0o755)
        path.parent.mkdir()
    path.parent.chmod(0o755)
    if path.exists():
        path.chmod(0o644)
    path.write_bytes(data)


def remove(path: Path) -> None:
    """Remove a file or folder although it is read-only."""
    path.parent.chmod(0o755)
    if path.is_dir() and not path.is_symlink():
        for inner in [path, *path.rglob("*")]:
            inner.chmod(0o755)
        shutil.rmtree(path)
    else:
        path.unlink()


def lines(folder: Path) -> list[bytes]:
    return (folder / "register.jsonl").read_bytes().splitlines()


def put_lines(folder: Path, new: list[bytes]) -> None:
    put(folder / "register.jsonl", b"".join(line + b"\n" for line in new))


def edited(line: bytes, **values: Any) -> bytes:
    """Return a line of the register with other values, written as the program writes it."""
    content = {**json.loads(line), **values}
    return json.dumps(
        {key: value for key, value in content.items() if value is not None},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    ).encode()


def rechained(changed: list[bytes], first: int = 0) -> list[bytes]:
    """Return lines with numbers and hashes that fit again: the work of somebody who knows the format."""
    done: list[bytes] = []
    for number, line in enumerate(changed, start=1):
        before = sha256(done[-1]) if done else "0" * 64
        done.append(line if number <= first else edited(line, number=number, previous=before))
    return done


def appended(folder: Path, **values: Any) -> None:
    """Append a record with a fitting hash."""
    record = {"number": 0, "organisation": "Stadt Test", "version": "1.1", "previous": "0" * 64, **values}
    if record["kind"] == "step":
        record = {"files": [], **record}
    put_lines(folder, rechained([*lines(folder), json.dumps(record).encode()], len(lines(folder))))


def edit_line(number: int, **values: Any) -> Callable[[Path], None]:
    def tamper(folder: Path) -> None:
        new = lines(folder)
        new[number - 1] = edited(new[number - 1], **values)
        put_lines(folder, new)

    return tamper


def edit_file(name: str, edit: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    return lambda folder: put(folder / name, edit((folder / name).read_bytes()))


def flipped(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


def swap(one: str, other: str) -> Callable[[Path], None]:
    def tamper(folder: Path) -> None:
        first, second = (folder / one).read_bytes(), (folder / other).read_bytes()
        put(folder / one, second)
        put(folder / other, first)

    return tamper


def link(name: str) -> Callable[[Path], None]:
    def tamper(folder: Path) -> None:
        elsewhere = folder.parent / "anderswo"
        elsewhere.write_bytes((folder / name).read_bytes())
        remove(folder / name)
        (folder / name).symlink_to(elsewhere)

    return tamper


def pipe(folder: Path) -> None:
    remove(folder / "1.0/nutzungskonzept.pdf")
    os.mkfifo(folder / "1.0/nutzungskonzept.pdf")


def as_folder(folder: Path) -> None:
    remove(folder / "1.0/nutzungskonzept.pdf")
    (folder / "1.0/nutzungskonzept.pdf").mkdir()


def rename(old: str, new: str) -> Callable[[Path], None]:
    def tamper(folder: Path) -> None:
        (folder / old).parent.chmod(0o755)
        (folder / old).rename(folder / new)

    return tamper


def empty_folder(folder: Path) -> None:
    (folder / "1.0").chmod(0o755)
    (folder / "1.0/leer").mkdir()


def copy_folder(source: str, target: str) -> Callable[[Path], None]:
    def tamper(folder: Path) -> None:
        if (folder / target).exists():
            remove(folder / target)
        shutil.copytree(folder / source, folder / target)

    return tamper


def file_and_manifest(folder: Path) -> None:
    """Change a document and its sum in the manifest."""
    data = b"%PDF-1.7 anderer Text %%EOF"
    put(folder / "1.0/nutzungskonzept.pdf", data)
    manifest = json.loads((folder / "1.0/manifest.json").read_bytes())
    manifest["files"]["nutzungskonzept.pdf"] = {"sha256": sha256(data), "size": len(data)}
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    put(folder / "1.0/manifest.json", text.encode())


def file_manifest_and_line(folder: Path) -> None:
    """The same, and the manifest's sum in the register too."""
    file_and_manifest(folder)
    edit_line(1, manifest=sha256((folder / "1.0/manifest.json").read_bytes()))(folder)


def file_manifest_and_chain(folder: Path) -> None:
    """The same, with the whole chain made anew; the next release still names the former manifest."""
    file_manifest_and_line(folder)
    put_lines(folder, rechained(lines(folder), 1))


def other_values(folder: Path) -> None:
    """Change the approval in the newest line; nothing after it could tell, but the manifest does."""
    new = lines(folder)
    new[-1] = edited(new[-1], approved_by="Hausmeister")
    put_lines(folder, new)


def drop(number: int) -> Callable[[Path], None]:
    return lambda folder: put_lines(folder, [line for index, line in enumerate(lines(folder), 1) if index != number])


def swap_lines(folder: Path) -> None:
    new = lines(folder)
    new[2], new[3] = new[3], new[2]
    put_lines(folder, new)


def double_line(folder: Path) -> None:
    new = lines(folder)
    put_lines(folder, [*new[:2], new[1], *new[2:]])


def forge_signed(folder: Path) -> None:
    """File a PDF as a signed one that does not begin with the released bytes."""
    data = b"%PDF-1.7 ganz anderer Text mit Unterschrift"
    put(folder / "1.1-akte/nutzungskonzept-unterzeichnet.pdf", data)
    entry = {
        "name": "nutzungskonzept-unterzeichnet.pdf",
        "sha256": sha256(data),
        "kind": "signed_pdf",
        "base": "nutzungskonzept.pdf",
    }
    appended(folder, kind="filing", by="x", on="2027-03-02", files=[entry])


def forge_base(folder: Path) -> None:
    """File a PDF that names a base outside the release."""
    put(folder / "1.1-akte/a.pdf", b"%PDF-1.7")
    entry = {"name": "a.pdf", "sha256": sha256(b"%PDF-1.7"), "kind": "signed_pdf", "base": "../../../../etc/passwd"}
    appended(folder, kind="filing", by="x", on="2027-03-02", files=[entry])


def other_organisation(folder: Path) -> None:
    appended(folder, kind="filing", organisation="Stadt Anders", by="x", on="2027-03-02", files=[])


def second_release(version: str) -> Callable[[Path], None]:
    def tamper(folder: Path) -> None:
        first = json.loads(lines(folder)[0])
        appended(folder, **{**first, "version": version})

    return tamper


def late_previous(folder: Path) -> None:
    """Give the second release another predecessor, with manifest and chain made to fit."""
    manifest = json.loads((folder / "1.1/manifest.json").read_bytes())
    manifest["previous_release"] = "a" * 64
    text = (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    put(folder / "1.1/manifest.json", text)
    edit_line(5, manifest=sha256(text))(folder)


@dataclass(frozen=True)
class Kind:
    """One kind of manipulation, with what the finding must name."""

    name: str
    tamper: Callable[[Path], None]
    where: str
    message: str


CORPUS = (
    Kind("ein Bit in einem PDF", edit_file("1.0/nutzungskonzept.pdf", flipped), "1.0/nutzungskonzept.pdf", "verändert"),
    Kind(
        "ein Byte angehängt",
        edit_file("1.0/nutzungskonzept.pdf", lambda d: d + b"\n"),
        "1.0/nutzungskonzept.pdf",
        "verändert",
    ),
    Kind(
        "ein Byte abgeschnitten",
        edit_file("1.1/nutzungskonzept.docx", lambda d: d[:-1]),
        "1.1/nutzungskonzept.docx",
        "verändert",
    ),
    Kind(
        "Datei geleert",
        edit_file("1.0/datenschutzhinweise.html", lambda _: b""),
        "1.0/datenschutzhinweise.html",
        "verändert",
    ),
    Kind("Quelle geändert", edit_file("1.0/quellen/concept.yaml", flipped), "1.0/quellen/concept.yaml", "verändert"),
    Kind(
        "Vorlage geändert",
        edit_file("1.0/vorlagen/nutzungskonzept.docx", flipped),
        "1.0/vorlagen/nutzungskonzept.docx",
        "verändert",
    ),
    Kind(
        "Katalog geändert",
        edit_file("1.0/katalog/requirements/form.yaml", flipped),
        "1.0/katalog/requirements/form.yaml",
        "verändert",
    ),
    Kind("source.json geändert", edit_file("1.0/source.json", flipped), "1.0/source.json", "verändert"),
    Kind("Datei gelöscht", lambda f: remove(f / "1.0/nutzungskonzept.pdf"), "1.0/nutzungskonzept.pdf", "fehlt"),
    Kind("Datei hinzugefügt", lambda f: put(f / "1.0/anlage.pdf", b"x"), "1.0/anlage.pdf", "gehört nicht zur Fassung"),
    Kind("versteckte Datei", lambda f: put(f / "1.0/.anlage", b"x"), "1.0/.anlage", "gehört nicht zur Fassung"),
    Kind(
        "Datei im Unterordner", lambda f: put(f / "1.0/quellen/neu.yaml", b"x"), "1.0/quellen/neu.yaml", "gehört nicht"
    ),
    Kind("leerer Ordner", empty_folder, "1.0/leer/", "gehört nicht zur Fassung"),
    Kind(
        "zwei Dateien vertauscht",
        swap("1.0/nutzungskonzept.pdf", "1.0/oeffentlich/nutzungskonzept.pdf"),
        "1.0/oeffentlich/nutzungskonzept.pdf",
        "verändert",
    ),
    Kind(
        "zwischen Fassungen vertauscht",
        swap("1.0/nutzungskonzept.pdf", "1.1/nutzungskonzept.pdf"),
        "1.1/nutzungskonzept.pdf",
        "verändert",
    ),
    Kind(
        "Datei umbenannt",
        rename("1.0/nutzungskonzept.pdf", "1.0/konzept.pdf"),
        "1.0/konzept.pdf",
        "gehört nicht zur Fassung",
    ),
    Kind("Datei ist Verweis", link("1.0/nutzungskonzept.pdf"), "1.0/nutzungskonzept.pdf", "Verweis"),
    Kind("Datei ist Ordner", as_folder, "1.0/nutzungskonzept.pdf", "fehlt"),
    Kind("Datei ist Röhre", pipe, "1.0/nutzungskonzept.pdf", "etwas anderes"),
    Kind(
        "Manifest geändert",
        edit_file("1.0/manifest.json", lambda d: d.replace(b"Redaktion", b"Redaktiom")),
        "1.0/manifest.json",
        "verändert",
    ),
    Kind("Manifest gelöscht", lambda f: remove(f / "1.0/manifest.json"), "1.0/manifest.json", "fehlt das Manifest"),
    Kind("Manifest ist Verweis", link("1.0/manifest.json"), "1.0/manifest.json", "fehlt das Manifest"),
    Kind("Datei und Manifest geändert", file_and_manifest, "1.0/manifest.json", "verändert"),
    Kind("Datei, Manifest und Zeile geändert", file_manifest_and_line, "register.jsonl:2", "Zeile 1 wurde verändert"),
    Kind(
        "Datei, Manifest und ganze Kette geändert",
        file_manifest_and_chain,
        "1.1/manifest.json",
        "nicht die Fassung davor",
    ),
    Kind("Vorgänger geändert", late_previous, "1.1/manifest.json", "nicht die Fassung davor"),
    Kind("Fassung gelöscht", lambda f: remove(f / "1.0"), "1.0", "Ordner der Fassung fehlt"),
    Kind("Fassung umbenannt", rename("1.1", "1.2"), "1.2", "steht nicht im Register"),
    Kind("Fassung untergeschoben", copy_folder("1.1", "1.2"), "1.2", "steht nicht im Register"),
    Kind("Fassung durch andere ersetzt", copy_folder("1.1", "1.0"), "1.0/manifest.json", "verändert"),
    Kind("Fassung ist Verweis", link("1.0/manifest.json"), "1.0/manifest.json", "fehlt das Manifest"),
    Kind("Datum im Register", edit_line(1, decided_on="2026-09-30"), "register.jsonl:2", "Zeile 1 wurde verändert"),
    Kind("Tag eines Schritts", edit_line(3, on="2026-10-07"), "register.jsonl:4", "Zeile 3 wurde verändert"),
    Kind("Grund im Register", edit_line(1, reason="anders"), "1.0/manifest.json", "reason"),
    Kind("Prüfcode im Register", edit_line(5, code="AAAA-BBBB-CCCC"), "1.1/source.json", "Prüfcode"),
    Kind("neueste Zeile geändert", other_values, "1.1/manifest.json", "approved_by"),
    Kind("Zeile entfernt", drop(3), "register.jsonl:3", "Einträge fehlen"),
    Kind("erste Zeile entfernt", drop(1), "register.jsonl:1", "Einträge fehlen"),
    Kind("Zeilen vertauscht", swap_lines, "register.jsonl:3", "vertauscht"),
    Kind("Zeile verdoppelt", double_line, "register.jsonl:3", "doppelt"),
    Kind(
        "Zeile umgeschrieben",
        lambda f: put_lines(f, [line.replace(b":", b": ", 1) for line in lines(f)]),
        "register.jsonl:1",
        "umgeschrieben",
    ),
    Kind("unbekannte Angabe", edit_line(2, hinweis="x"), "register.jsonl:2", "kein lesbarer Eintrag"),
    Kind("keine Daten", lambda f: put_lines(f, [*lines(f), b"Hallo"]), "register.jsonl:6", "kein lesbarer Eintrag"),
    Kind(
        "leere Zeile",
        lambda f: put_lines(f, [*lines(f)[:2], b"", *lines(f)[2:]]),
        "register.jsonl:3",
        "kein lesbarer Eintrag",
    ),
    Kind("Zeilenende fehlt", edit_file("register.jsonl", lambda d: d[:-1]), "register.jsonl:5", "unvollständig"),
    Kind("Zeile halb", edit_file("register.jsonl", lambda d: d[:-40]), "register.jsonl:5", "kein lesbarer Eintrag"),
    Kind(
        "andere Zeilenenden",
        edit_file("register.jsonl", lambda d: d.replace(b"\n", b"\r\n")),
        "register.jsonl:1",
        "umgeschrieben",
    ),
    Kind(
        "Vorspann",
        edit_file("register.jsonl", lambda d: b"\xef\xbb\xbf" + d),
        "register.jsonl:1",
        "kein lesbarer Eintrag",
    ),
    Kind("Register gelöscht", lambda f: remove(f / "register.jsonl"), "1.0", "steht nicht im Register"),
    Kind("Register geleert", edit_file("register.jsonl", lambda _: b""), "1.0", "steht nicht im Register"),
    Kind("Register ist Verweis", link("register.jsonl"), "register.jsonl", "Verweis"),
    Kind("fremde Organisation", other_organisation, "register.jsonl:6", "gehört „Stadt Test“"),
    Kind(
        "in Kraft ohne Unterschrift",
        lambda f: appended(f, kind="step", step="in_force", by="x", on="2027-03-02"),
        "register.jsonl:6",
        "Vor „in Kraft“",
    ),
    Kind(
        "Schritt vor der Freigabe",
        lambda f: appended(f, kind="step", step="signed", by="x", on="2027-02-01"),
        "register.jsonl:6",
        "liegt vor der Freigabe",
    ),
    Kind(
        "zweimal unterzeichnet",
        lambda f: appended(f, kind="step", version="1.0", step="signed", by="x", on="2027-03-02"),
        "register.jsonl:6",
        "schon vermerkt",
    ),
    Kind(
        "Schritt einer Fassung, die es nicht gibt",
        lambda f: appended(f, kind="step", version="3.0", step="signed", by="x", on="2027-03-02"),
        "register.jsonl:6",
        "die es nicht gibt",
    ),
    Kind("Fassung zweimal freigegeben", second_release("1.0"), "register.jsonl:6", "gibt es schon"),
    Kind("kleinere Fassung nach größerer", second_release("0.9"), "register.jsonl:6", "nicht größer"),
    Kind("Scan geändert", edit_file("1.0-akte/unterschrift.pdf", flipped), "1.0-akte/unterschrift.pdf", "verändert"),
    Kind("Scan gelöscht", lambda f: remove(f / "1.0-akte/unterschrift.pdf"), "1.0-akte/unterschrift.pdf", "fehlt"),
    Kind("Scan ist Verweis", link("1.0-akte/unterschrift.pdf"), "1.0-akte/unterschrift.pdf", "Verweis"),
    Kind(
        "Papier untergeschoben",
        lambda f: put(f / "1.0-akte/beleg.pdf", b"x"),
        "1.0-akte/beleg.pdf",
        "steht nicht im Register",
    ),
    Kind("Akte untergeschoben", lambda f: put(f / "2.0-akte/beleg.pdf", b"x"), "2.0-akte", "steht nicht im Register"),
    Kind(
        "Akte einer Fassung ohne Papiere",
        lambda f: put(f / "1.1-akte/beleg.pdf", b"x"),
        "1.1-akte/beleg.pdf",
        "steht nicht im Register",
    ),
    Kind(
        "gefälschte Unterschrift",
        forge_signed,
        "1.1-akte/nutzungskonzept-unterzeichnet.pdf",
        "setzt nicht die freigegebene Datei",
    ),
    Kind("Grundlage außerhalb", forge_base, "1.1-akte/a.pdf", "setzt nicht die freigegebene Datei"),
)


def test_there_are_enough_kinds() -> None:
    assert len({kind.name for kind in CORPUS}) >= 60


def test_an_untouched_register_is_as_released(register: Path) -> None:
    verified = verify_folder(register)
    assert verified.discrepancies == ()
    assert verified.left_over == ()
    assert verified.files == 2 * 10 + 1


@pytest.mark.parametrize("kind", CORPUS, ids=lambda kind: kind.name)
def test_every_manipulation_is_named(register: Path, kind: Kind) -> None:
    kind.tamper(register)
    found = verify_folder(register).discrepancies
    named = [one for one in found if one.where == kind.where and re.search(kind.message, one.message)]
    assert named, found


@pytest.mark.parametrize("number", range(0, len(CORPUS), 9))
def test_the_command_exits_with_5_and_prints_the_place(
    register: Path, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    kind = CORPUS[number]
    kind.tamper(register)
    assert main(["verify", NAME, "--outputs", str(register.parent)]) == ExitCode.REGISTER
    assert f"{NAME}/{kind.where}: " in capsys.readouterr().out


def test_cutting_off_the_newest_entry_is_proved_by_a_printed_head(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = verify_folder(register).register.head
    outputs = str(register.parent)
    assert main(["verify", "--head", head, "--outputs", outputs]) == ExitCode.OK
    put_lines(register, lines(register)[:-1])
    remove(register / "1.1")
    assert verify_folder(register).discrepancies == ()  # from the folder alone it cannot be seen
    assert main(["verify", "--head", head, "--outputs", outputs]) == ExitCode.REGISTER
    assert "Einträge fehlen, oder das Register wurde neu geschrieben" in capsys.readouterr().out


def test_a_lost_register_is_found_without_naming_it(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    remove(register / "register.jsonl")
    assert main(["verify", "--outputs", str(register.parent)]) == ExitCode.REGISTER
    assert f"{NAME}/1.0: Der Ordner steht nicht im Register." in capsys.readouterr().out


def test_a_damaged_register_takes_no_new_entries(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_lines(register, lines(register)[1:])
    step = ["record", f"{NAME}@1.1", "--step", "signed", "--by", "x", "--on", "2027-03-02"]
    assert main([*step, "--outputs", str(register.parent)]) == ExitCode.REGISTER
    error = capsys.readouterr().err
    assert "register.jsonl:1: In Zeile 1 steht Eintrag 2" in error
    assert "aus der Datensicherung wiederherstellen" in error


def test_a_folder_in_the_way_is_not_removed(register: Path) -> None:
    from pipeline.errors import RefusedError

    (register / "2.0").mkdir()
    (register / "2.0/wichtig.txt").write_text("nicht löschen")
    with pytest.raises(RefusedError, match="im Weg"):
        add_release(register, "2.0", dt.date(2027, 5, 1))
    assert (register / "2.0/wichtig.txt").exists()
