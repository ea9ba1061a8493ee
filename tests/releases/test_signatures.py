"""Electronic signatures: set, filed, reported; every later change is found."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.oxml import OxmlElement
from signers import PASSPHRASE, Authority, time_stamp_server
from small_registers import NAME, ORGANISATION, dossier, files

from pipeline.cli.main import main
from pipeline.documents.source import pruefcode
from pipeline.errors import ExitCode, InputError, RefusedError
from pipeline.pdf.archival import PdfMetadata, make_archival
from pipeline.pdf.check import check_pdf
from pipeline.pdf.office import convert
from pipeline.pdf.signature_check import check_signatures
from pipeline.pdf.signature_diff import only_signatures_added
from pipeline.pdf.signature_field import DPO, MAYOR, add_signature_fields, signature_fields
from pipeline.pdf.signing import Level, SigningOrder, pkcs12_signer, sign_pdf
from pipeline.pdf.stamp_page import StampLine
from pipeline.pdf.trust import read_trust
from pipeline.pdf.verapdf import validate
from pipeline.release import write_release
from pipeline.release_files import ReleaseFiles
from pipeline.releases.approval import Approval
from pipeline.releases.store import opened

pytestmark = pytest.mark.office
LINES = (StampLine("Elektronisch unterzeichnet", 9, bold=True), StampLine("Miriam Łohmann"))
LATER = dt.datetime(2040, 1, 1, tzinfo=dt.UTC)


def _box(document: Document, label: str) -> None:
    table = document.add_table(rows=3, cols=1, style="Table Grid")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    table.cell(0, 0).text, table.cell(2, 0).text = label, "Miriam Lohmann"
    table.rows[1].height = 700000


@dataclass(frozen=True)
class World:
    """Documents, keys and anchors."""

    plain: bytes
    pdf: bytes
    folder: Path
    key: Path
    anchors: Path
    authority: Authority

    def sign(self, data: bytes, field: str, key: Path | None = None, level: Level = Level.B, url: str = "") -> bytes:
        trust = read_trust([self.anchors]).context(strict=True) if level is Level.LTA else None
        order = SigningOrder(field, LINES, "Fassung 1.0", level, url, trust)
        return sign_pdf(data, order, pkcs12_signer(key or self.key, PASSPHRASE))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    document = Document()
    document.add_heading("Unterschriften", 1)
    document.add_paragraph("Mit der Unterschrift wird das Konzept beschlossen.")
    _box(document, "Unterschrift")
    document.add_paragraph("Stellungnahme")
    _box(document, "Unterschrift zur Stellungnahme")
    file = io.BytesIO()
    document.save(file)
    metadata = PdfMetadata(title="Konzept", author=ORGANISATION, date=dt.date(2026, 10, 1))
    plain = make_archival(convert({"konzept": file.getvalue()})["konzept"], metadata)
    folder = tmp_path_factory.mktemp("schluessel")
    authority = Authority.new("Prüf-CA")
    key = authority.pkcs12(folder, "Miriam Łohmann", 2)
    return World(plain, add_signature_fields(plain), folder, key, authority.anchors(folder), authority)


def test_fields_are_in_their_boxes_and_the_same_every_time(world: World) -> None:
    assert signature_fields(world.pdf) == {MAYOR: False, DPO: False}
    assert add_signature_fields(world.plain) == world.pdf
    assert check_pdf(world.pdf) == check_pdf(world.plain)
    with pikepdf.open(io.BytesIO(world.pdf)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            left, bottom, right, top = (float(number) for number in field.Rect)
            assert right - left > 300
            assert 40 < top - bottom < 70


def test_two_people_sign_one_after_the_other(world: World) -> None:
    once = world.sign(world.pdf, DPO)
    twice = world.sign(once, MAYOR)
    assert once.startswith(world.pdf)
    assert twice.startswith(once)
    assert only_signatures_added(twice, world.pdf)
    first, second = check_signatures(twice, read_trust([world.anchors]))
    assert (first.field, second.field) == (DPO, MAYOR)
    assert first.sound
    assert first.trusted
    assert second.sound
    assert second.signer == "Miriam Łohmann"
    assert "nur weitere Unterschriften" in first.coverage
    assert second.coverage == "die ganze Datei"
    assert check_pdf(twice) == check_pdf(world.plain)


@pytest.mark.verapdf
def test_signed_files_keep_both_standards(world: World, tmp_path: Path) -> None:
    paths = []
    with time_stamp_server(world.authority) as url:
        for name, data in (
            ("leer", world.pdf),
            ("b-b", world.sign(world.pdf, MAYOR)),
            ("b-t", world.sign(world.pdf, MAYOR, level=Level.T, url=url)),
            ("b-lta", world.sign(world.pdf, MAYOR, level=Level.LTA, url=url)),
        ):
            paths.append(tmp_path / f"{name}.pdf")
            paths[-1].write_bytes(data)
    assert [(one.file.name, one.profile, one.failed) for one in validate(paths) if one.failed] == []


def test_an_expired_certificate_is_believed_only_with_lasting_proof(world: World) -> None:
    key = world.authority.pkcs12(world.folder, "Kurz Gültig", 3, dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
    trust = read_trust([world.anchors])
    with time_stamp_server(world.authority) as url:
        lasting = world.sign(world.pdf, MAYOR, key, Level.LTA, url)
    (signature, stamp) = check_signatures(lasting, trust, LATER)
    assert signature.trusted
    assert signature.proven
    assert stamp.time_stamp
    (bare,) = check_signatures(world.sign(world.pdf, MAYOR, key), trust, LATER)
    assert bare.sound
    assert not bare.trusted
    assert "gilt nicht mehr" in bare.note


def test_a_changed_byte_breaks_the_signature(world: World) -> None:
    signed = world.sign(world.pdf, MAYOR)
    place = (
        signed.index(b"Konzept", len(world.pdf))
        if b"Konzept" in signed[len(world.pdf) :]
        else signed.rindex(b"/Reason")
    )
    changed = signed[: place + 9] + b"X" + signed[place + 10 :]
    (report,) = check_signatures(changed, read_trust([world.anchors]))
    assert not report.intact
    assert "wurde verändert" in report.note


def _page_added(data: bytes) -> bytes:
    """Append a page by an incremental update, as somebody would who wants the signature to stay."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.writer import PageObject

    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    stream = writer.add_object(generic.StreamObject(stream_data=b"q Q"))
    writer.insert_page(
        PageObject(contents=stream, media_box=generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842))))
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_page_added_after_or_before_signing_is_found(world: World) -> None:
    trust = read_trust([world.anchors])
    after = _page_added(world.sign(world.pdf, MAYOR))
    (report,) = check_signatures(after, trust)
    assert report.intact
    assert report.changed_later
    assert "danach wurde das Dokument verändert" in report.coverage
    before = world.sign(_page_added(world.pdf), MAYOR)
    assert check_signatures(before, trust)[0].sound  # the signature holds, but for another document
    assert not only_signatures_added(before, world.pdf)


def test_wrong_passphrase_and_wrong_file(world: World) -> None:
    with pytest.raises(InputError, match="Kennwort ist falsch") as caught:
        pkcs12_signer(world.key, "falsch")
    assert "falsch" not in str(caught.value).replace("Kennwort ist falsch", "")
    with pytest.raises(InputError, match="keine PKCS#12-Datei"):
        pkcs12_signer(world.anchors, PASSPHRASE)
    with pytest.raises(RefusedError, match="kein Unterschriftsfeld"):
        world.sign(world.plain, MAYOR)
    with pytest.raises(RefusedError, match="schon unterschrieben"):
        world.sign(world.sign(world.pdf, MAYOR), MAYOR)


@pytest.fixture
def outputs(world: World, tmp_path: Path) -> Path:
    """A register whose concept can really be signed."""
    folder = tmp_path / "outputs" / NAME
    folder.mkdir(parents=True)
    contents = {**files("1.0"), "nutzungskonzept.pdf": world.pdf}
    day = dt.date(2026, 10, 1)
    approval = Approval(
        version="1.0", date=day, decided_on=day, approved_by="B", changed_by="R", reason="x", decision=None, history=()
    )
    with opened(folder) as register:
        made = ReleaseFiles(contents, pruefcode(contents["source.json"]), "7.4", {})
        write_release(dossier(tmp_path, "1.0", day), approval, made, register)
    return tmp_path / "outputs"


def test_sign_files_and_verify_reports(
    world: World, outputs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NUTZUNGSKONZEPT_PASSPHRASE", PASSPHRASE)
    place = ["--outputs", str(outputs)]
    trust = ["--trust", str(world.anchors)]
    order = ["sign", f"{NAME}@1.0", "--field", MAYOR, "--by", "Bürgermeisterin", "--pkcs12", str(world.key)]
    assert main([*order, *place, *trust]) == ExitCode.OK
    akte = outputs / NAME / "1.0-akte"
    signed = akte / "nutzungskonzept-unterzeichnet.pdf"
    assert signed.read_bytes().startswith(world.pdf)
    assert main(["verify", *place, *trust]) == ExitCode.OK
    assert main(["verify", *place]) == ExitCode.NO  # intact, but nobody said whom to believe
    assert main(["verify", str(signed), *place, *trust]) == ExitCode.OK
    said = capsys.readouterr()
    assert "freigegeben und unterschrieben" in said.out
    assert "Miriam Łohmann" in said.out
    register = (outputs / NAME / "register.jsonl").read_text(encoding="utf-8")
    for text in (said.out, said.err, register):
        assert PASSPHRASE not in text
    assert main([*order, *place]) == ExitCode.NO
    assert "schon unterschrieben" in capsys.readouterr().err


def test_attach_signed_takes_signatures_and_nothing_else(
    world: World, outputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "unterschrieben.pdf"
    order = ["attach-signed", f"{NAME}@1.0", str(file), "--by", "Archiv", "--outputs", str(outputs)]
    order += ["--trust", str(world.anchors)]
    for data, message in (
        (world.sign(_page_added(world.pdf), MAYOR), "mehr hinzu als Unterschriften"),
        (_page_added(world.sign(world.pdf, MAYOR)), "nicht unversehrt"),
        (_page_added(world.pdf), "trägt keine Unterschrift"),
        (world.plain, "keine PDF-Datei der Fassung"),
    ):
        file.write_bytes(data)
        assert main(order) == ExitCode.NO
        assert message in capsys.readouterr().err
    good = world.sign(world.pdf, MAYOR)
    file.write_bytes(good)
    assert main(order) == ExitCode.OK
    assert (outputs / NAME / "1.0-akte/nutzungskonzept-unterzeichnet.pdf").read_bytes() == good


def test_signed_anew_by_somebody_else_is_found(world: World, outputs: Path, tmp_path: Path) -> None:
    file = tmp_path / "unterschrieben.pdf"
    file.write_bytes(world.sign(world.pdf, MAYOR))
    place = ["--outputs", str(outputs)]
    trust = ["--trust", str(world.anchors)]
    assert main(["attach-signed", f"{NAME}@1.0", str(file), "--by", "A", *place, *trust]) == ExitCode.OK
    other = Authority.new("Fremde CA")
    filed = outputs / NAME / "1.0-akte/nutzungskonzept-unterzeichnet.pdf"
    filed.chmod(0o644)
    filed.write_bytes(world.sign(world.pdf, MAYOR, other.pkcs12(tmp_path, "Miriam Łohmann", 9)))
    assert main(["verify", *place, *trust]) == ExitCode.REGISTER
