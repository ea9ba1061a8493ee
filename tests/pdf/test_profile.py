"""LibreOffice fetches nothing from outside, even for a document that got past the intake."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.errors import InputError
from pipeline.pdf import office
from pipeline.pdf.office import convert


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine; yields its address and the paths it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - likewise

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}", asked
        http.shutdown()
        thread.join()


def _docx_with_foreign_pictures(*addresses: str) -> bytes:
    document = Document()
    document.add_heading("Bilder", 1)
    for number, address in enumerate(addresses, start=1):
        relation = document.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True)
        drawing = f"""<w:r {nsdecls("w", "wp", "a", "pic", "r")}><w:drawing><wp:inline><wp:extent cx="500000" cy="500000"/>
          <wp:docPr id="{number}" name="Bild" descr="Bild"/><a:graphic>
          <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>
          <pic:nvPicPr><pic:cNvPr id="{number}" name="Bild"/><pic:cNvPicPr/></pic:nvPicPr>
          <pic:blipFill><a:blip r:link="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
          <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="500000" cy="500000"/></a:xfrm>
          <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>
          </wp:inline></w:drawing></w:r>"""
        document.add_paragraph()._p.append(parse_xml(drawing))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.office
def test_no_request_reaches_the_network(server, monkeypatch: pytest.MonkeyPatch):
    address, asked = server
    docx = _docx_with_foreign_pictures(f"{address}/bild.png")
    with pytest.raises(InputError, match="lädt Inhalte von außen"):
        convert({"konzept": docx})
    monkeypatch.setattr(office, "open_docx_safely", lambda *_: None)
    assert convert({"konzept": docx})["konzept"].startswith(b"%PDF")
    assert asked == []


def test_the_environment_tells_nothing_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\n[ \"$1\" = --version ] && echo 'LibreOffice 7.4.7.2' && exit 0\nenv; exit 3\n")
    script.chmod(0o755)
    monkeypatch.setenv("NUTZUNGSKONZEPT_SOFFICE", str(script))
    monkeypatch.setenv("GEHEIMNIS", "Kennwort123")
    monkeypatch.setenv("https_proxy", "http://proxy.example")
    with pytest.raises(office.ProgramError) as caught:
        convert({"konzept": _docx_with_foreign_pictures()})
    assert "LANG=C.UTF-8" in str(caught.value)
    assert "Kennwort123" not in str(caught.value)
    assert "proxy" not in str(caught.value)
