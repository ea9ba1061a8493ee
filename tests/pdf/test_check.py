"""Each rule finds the file that breaks it, and says so in German; the reference validator agrees where it has the test."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

import pipeline.pdf.rules
from pipeline.errors import InputError
from pipeline.pdf.check import check_pdf
from pipeline.pdf.verapdf import Flavour, validate_each

pytestmark = pytest.mark.office

Damage = Callable[[Pdf], None]


def _elements(pdf: Pdf, role: str) -> list[Any]:
    """All structure elements of a type as written, in no particular order."""
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, Dictionary) and thing.get("/S") == f"/{role}" and "/P" in thing
    ]


def _kids(element: Any) -> list[Any]:
    return list(element.K) if isinstance(element.K, Array) else [element.K]


def _replace(element: Any, kid: Any, *others: Any) -> None:
    element.K = Array([new for old in _kids(element) for new in (others if _same(old, kid) else [old])])


def _same(one: Any, other: Any) -> bool:
    return isinstance(one, pikepdf.Object) and one.is_indirect and one.objgen == other.objgen


def _new(pdf: Pdf, role: str, parent: Any, *kids: Any) -> Any:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent, K=Array(kids)))
    for kid in kids:
        if isinstance(kid, Dictionary):
            kid.P = element
    return element


def _links(pdf: Pdf) -> list[Any]:
    return [one for page in pdf.pages for one in page.get("/Annots", []) if one.get("/Subtype") == Name.Link]


def _packet(old: str, new: str) -> Damage:
    def damage(pdf: Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes().decode("utf-8")
        assert old in packet
        pdf.Root.Metadata.write(packet.replace(old, new).encode("utf-8"))

    return damage


def _content(old: bytes, new: bytes, page: int = 0) -> Damage:
    def damage(pdf: Pdf) -> None:
        content = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(pdf.pages[page]))
        assert re.search(old, content, re.DOTALL)
        pdf.pages[page].obj.Contents = pdf.make_stream(re.sub(old, new, content, count=1, flags=re.DOTALL))

    return damage


def _set(path: str, value: Any) -> Damage:
    """Set, or with ``None`` delete, an entry below the catalogue."""

    def damage(pdf: Pdf) -> None:
        *way, last = path.split("/")
        place = pdf.Root
        for name in way:
            place = place[f"/{name}"]
        if value is None:
            del place[f"/{last}"]
        else:
            place[f"/{last}"] = value

    return damage


def _rename(role: str, new: str) -> Damage:
    def damage(pdf: Pdf) -> None:
        element = min(_elements(pdf, role), key=lambda one: one.objgen)
        element.S = Name(f"/{new}")

    return damage


def _to_unicode(code: str) -> Damage:
    """Give a character of the first page's first font the value ``code``, or with the empty code none."""

    def damage(pdf: Pdf) -> None:
        stream = next(iter(pdf.pages[0].Resources.Font.values())).ToUnicode
        new = rb"<01> <" + code.encode() + b">" if code else b""
        stream.write(re.sub(rb"<01>\s*<[0-9A-F]+>", new, stream.read_bytes(), count=1))

    return damage


def _unembed(pdf: Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.FontDescriptor["/FontFile2"]


def _wrap_cell(role: str, wrapper: str) -> Damage:
    """Put a cell, row, item … into an element where it does not belong."""

    def damage(pdf: Pdf) -> None:
        element = min(_elements(pdf, role), key=lambda one: one.objgen)
        parent = element.P
        _replace(parent, element, _new(pdf, wrapper, parent, element))

    return damage


def _drop_scope(pdf: Pdf) -> None:
    for cell in _elements(pdf, "TH"):
        del cell["/A"]


def _drop_cell(pdf: Pdf) -> None:
    row = max(_elements(pdf, "TR"), key=lambda one: one.objgen)
    row.K = Array(_kids(row)[:-1])


def _without_header(pdf: Pdf) -> None:
    for cell in _elements(pdf, "TH"):
        cell.S = Name.TD


def _without_body(pdf: Pdf) -> None:
    item = min(_elements(pdf, "LI"), key=lambda one: one.objgen)
    item.K = Array(_kids(item)[:1])


def _first_link(**entries: Any) -> Damage:
    def damage(pdf: Pdf) -> None:
        link = next(one for one in _links(pdf) if "/A" in one)
        for name, value in entries.items():
            if value is None:
                del link[f"/{name}"]
            else:
                link[f"/{name}"] = value

    return damage


def _add_annotation(subtype: str, **entries: Any) -> Damage:
    def damage(pdf: Pdf) -> None:
        appearance = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 50, 20]))
        annotation = Dictionary(
            Type=Name.Annot,
            Subtype=Name(f"/{subtype}"),
            Rect=Array([100, 100, 150, 120]),
            F=4,
            AP=Dictionary(N=appearance),
            **entries,
        )
        annotation = pdf.make_indirect(annotation)
        pdf.pages[0].obj.Annots.append(annotation)
        if subtype == "Widget":
            pdf.Root.AcroForm = Dictionary(Fields=Array([annotation]))

    return damage


def _untag_link(pdf: Pdf) -> None:
    for link in _elements(pdf, "Link"):
        link.S = Name.Span


def _dead_link(pdf: Pdf) -> None:
    for link in _elements(pdf, "Link"):
        link.K = Array([kid for kid in _kids(link) if isinstance(kid, int)])


def _empty_figure(pdf: Pdf) -> None:
    for figure in _elements(pdf, "Figure"):
        del figure["/K"]


def _figure(**entries: Any) -> Damage:
    def damage(pdf: Pdf) -> None:
        for figure in _elements(pdf, "Figure"):
            for name, value in entries.items():
                figure[f"/{name}"] = value

    return damage


def _empty_heading(pdf: Pdf) -> None:
    heading = min(_elements(pdf, "H2"), key=lambda one: one.objgen)
    heading.K = Array([])


def _without_first_level(pdf: Pdf) -> None:
    for heading in _elements(pdf, "H1"):
        heading.S = Name.P


def _second_note(pdf: Pdf) -> None:
    note = _elements(pdf, "Note")[0]
    twin = _new(pdf, "Note", note.P)
    twin.ID = note.ID
    note.P.K = Array([*_kids(note.P), twin])


def _repeated_header(pdf: Pdf) -> None:
    """Make the page header a paragraph on each page."""
    document = _elements(pdf, "Document")[0]
    for number in range(len(pdf.pages)):
        _content(rb"/Artifact BMC(\s+q\s[^B]*?BT\s+90\.1 7\d\d)", rb"/P <</MCID 900>> BDC\1", number)(pdf)
        kid = Dictionary(Type=Name.MCR, Pg=pdf.pages[number].obj, MCID=900)
        document.K.append(_new(pdf, "P", document, kid))


def _attachments(change: Callable[[Any], None]) -> Damage:
    def damage(pdf: Pdf) -> None:
        for thing in pdf.objects:
            if isinstance(thing, Dictionary) and "/EF" in thing:
                change(thing)

    return damage


def _delete(name: str) -> Callable[[Any], None]:
    def change(thing: Any) -> None:
        del thing[f"/{name}"]

    return change


def _untyped(thing: Any) -> None:
    for stream in thing.EF.values():
        if "/Subtype" in stream:
            del stream["/Subtype"]


def _foreign_stream(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"")
    stream.F = String("a.bin")
    pdf.Root.Extra = pdf.make_indirect(Dictionary(Stream=stream))


def _script(pdf: Pdf) -> None:
    action = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))


def _foreign_profile(pdf: Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    data = bytearray(profile.read_bytes())
    data[16:20] = b"CMYK"
    profile.write(bytes(data))


CLAIM = "<pdfaid:part>2</pdfaid:part>\n   <pdfaid:conformance>A</pdfaid:conformance>"
UA_SCHEMA = "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
OTHER_SCHEMA = "<pdfaSchema:namespaceURI>http://example.org/</pdfaSchema:namespaceURI>"
TITLE = "Nutzungskonzept „Soziale Medien“ &amp; mehr"

PUBLIC: list[tuple[str, Damage]] = [
    ("UA1:6.2-1", _set("MarkInfo", None)),
    ("UA1:7.1-4", _set("MarkInfo/Suspects", True)),
    ("UA1:7.1-11", _set("StructTreeRoot", None)),
    ("UA1:7.2-34", _set("Lang", None)),
    ("UA1:7.2-29", _set("Lang", String("Deutsch!"))),
    ("UA1:7.1-10", _set("ViewerPreferences/DisplayDocTitle", False)),
    ("UA1:7.17", _set("Outlines", None)),
    ("A2:6.6.2.1-1", _set("Metadata", None)),
    ("A2:6.6.2.1-4", _packet("</rdf:RDF>", "</rdf:RDX>")),
    ("A2:6.6.4-1", _packet(CLAIM, "")),
    ("A2:6.6.4-2", _packet("<pdfaid:part>2<", "<pdfaid:part>4<")),
    ("A2:6.6.4-3", _packet("<pdfaid:conformance>A<", "<pdfaid:conformance>B<")),
    ("UA1:5-1", _packet("<pdfuaid:part>1</pdfuaid:part>", "")),
    ("UA1:5-2", _packet("<pdfuaid:part>1<", "<pdfuaid:part>2<")),
    ("A2:6.6.2.3.1-1", _packet(UA_SCHEMA, OTHER_SCHEMA)),
    ("UA1:7.1-9", _packet("dc:title", "dc:source")),
    ("A2:6.6.3", _packet(TITLE, "Anderer Titel")),
    ("A2:6.5.2-1", _set("AA", Dictionary(WC=Dictionary(S=Name.JavaScript, JS=String("1"))))),
    ("A2:6.5.1-1", _set("OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))),
    ("A2:6.5.1", _script),
    ("A2:6.5.1-1", _first_link(A=Dictionary(S=Name.Launch, F=String("a.exe")))),
    ("A2:6.1.7.1-3", _foreign_stream),
    ("A2:6.4.2-1", _set("AcroForm", Dictionary(Fields=Array([]), XFA=Array([])))),
    ("UA1:7.21.4.1-1", _unembed),
    ("UA1:7.21.7-1", _to_unicode("")),
    ("UA1:7.21.7-2", _to_unicode("0000")),
    ("A2:6.2.11.7.3-1", _to_unicode("E123")),
    ("A2:6.2.4.3-2", _set("OutputIntents", None)),
    ("A2:6.2.4.3-2", _foreign_profile),
    ("UA1:7.1-3", _content(rb"/Artifact BMC(\s+q\s[^B]*?BT.*?)EMC", rb"\1")),
    ("UA1:7.1-3", _content(rb"\A", rb"0 0 m 50 50 l S\n")),
    ("UA1:7.1-3", _content(rb"/MCID 0\b", b"/MCID 800")),
    ("UA1:7.1-1", _content(rb"(/MCID 0 ?>> ?BDC)(.*?)EMC", rb"\1 /Artifact BMC \2 EMC EMC")),
    ("UA1:7.8", _repeated_header),
    ("UA1:7.4.2-1", _rename("H2", "H3")),
    ("UA1:7.4.2-1", _without_first_level),
    ("UA1:7.4", _empty_heading),
    ("UA1:7.4.4-2", _rename("H3", "H")),
    ("UA1:7.2-3", _wrap_cell("TR", "P")),
    ("UA1:7.2-4", _wrap_cell("TR", "P")),
    ("UA1:7.2-8", _wrap_cell("TH", "P")),
    ("UA1:7.2-9", _wrap_cell("TD", "P")),
    ("UA1:7.2-10", _wrap_cell("TD", "P")),
    ("UA1:7.5", _without_header),
    ("UA1:7.5-1", _drop_scope),
    ("UA1:7.2-43", _drop_cell),
    ("UA1:7.2-17", _wrap_cell("LI", "P")),
    ("UA1:7.2-18", _wrap_cell("LBody", "P")),
    ("UA1:7.2-19", _wrap_cell("LI", "P")),
    ("UA1:7.2-20", _wrap_cell("LBody", "P")),
    ("UA1:7.2-26", _wrap_cell("TOCI", "P")),
    ("UA1:7.2-27", _wrap_cell("TOCI", "P")),
    ("UA1:7.6", _without_body),
    ("UA1:7.6", lambda pdf: [element.__delitem__("/A") for element in _elements(pdf, "L")]),
    ("UA1:7.3-1", _figure(Alt=String(""))),
    ("UA1:7.7-1", _figure(Alt=String(""), S=Name.Formula)),
    ("UA1:7.3", _empty_figure),
    ("UA1:7.18.3-1", lambda pdf: pdf.pages[0].obj.__delitem__("/Tabs")),
    ("A2:6.3.2-2", _first_link(F=6 + 32)),
    ("A2:6.3.2-1", _first_link(F=None)),
    ("UA1:7.18.5-1", _untag_link),
    ("UA1:7.18.5-2", _first_link(Contents=None)),
    ("UA1:7.18.5", _dead_link),
    ("NK:1", _first_link(A=Dictionary(S=Name.URI, URI=String("netiquette.html")))),
    ("UA1:7.18.1-1", _add_annotation("Text", Contents=String("Kommentar"))),
    ("UA1:7.18.1-2", _add_annotation("Text")),
    ("UA1:7.18.4-1", _add_annotation("Widget", FT=Name.Sig, T=String("a"), TU=String("Unterschrift"))),
    ("UA1:7.18.1-3", _add_annotation("Widget", FT=Name.Sig, T=String("a"))),
    ("UA1:7.1-5", _rename("H1", "Kapitel")),
    ("UA1:7.1-6", lambda pdf: pdf.Root.StructTreeRoot.RoleMap.update({"/Title": Name.Titel, "/Titel": Name.Title})),
    ("UA1:7.1-7", lambda pdf: pdf.Root.StructTreeRoot.RoleMap.update({"/H1": Name.P})),
    ("UA1:7.9-1", lambda pdf: _elements(pdf, "Note")[0].__delitem__("/ID")),
    ("UA1:7.9-2", _second_note),
    ("A2:6.1", _set("OutputIntents", Array([1, 2]))),
]
INTERNAL: list[tuple[str, Damage]] = [
    ("A2:6.8-5", _packet("<pdfaid:part>3<", "<pdfaid:part>2<")),
    ("UA1:7.11-1", _attachments(_delete("UF"))),
    ("A3:6.8-3", _attachments(_delete("AFRelationship"))),
    ("A3:6.8-4", _set("AF", None)),
    ("A3:6.8-1", _attachments(_untyped)),
]


def _damaged(data: bytes, damage: Damage) -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        damage(pdf)
        pdf.save(file, static_id=True, fix_metadata_version=False)
    return file.getvalue()


def _names(cases: list[tuple[str, Damage]]) -> list[str]:
    return [f"{rule} ({number})" for number, (rule, _) in enumerate(cases)]


@pytest.mark.parametrize(("rule", "damage"), PUBLIC, ids=_names(PUBLIC))
def test_each_rule_finds_the_file_that_breaks_it(good_pdf: bytes, rule: str, damage: Damage):
    _assert_found(check_pdf(_damaged(good_pdf, damage)), rule)


@pytest.mark.parametrize(("rule", "damage"), INTERNAL, ids=_names(INTERNAL))
def test_each_rule_on_attachments(good_pdf_with_attachments: bytes, rule: str, damage: Damage):
    _assert_found(check_pdf(_damaged(good_pdf_with_attachments, damage)), rule)


def _assert_found(findings: list[Any], rule: str) -> None:
    assert rule in {finding.rule for finding in findings}
    for finding in findings:
        assert finding.message.endswith((".", ")", ":")) or "://" in finding.message or ".html" in finding.message
        assert finding.remedy.endswith(".")
        assert finding.page is None or finding.page >= 1


@pytest.mark.parametrize("user", ["", "geheim"])
def test_encryption_is_found_with_and_without_a_password(good_pdf: bytes, user: str):
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(good_pdf)) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(owner="besitzer", user=user))
    assert [finding.rule for finding in check_pdf(file.getvalue())] == ["A2:6.1.3-2"]


def test_findings_come_by_page(raw_pdf: bytes):
    pages = [finding.page or 0 for finding in check_pdf(raw_pdf)]
    assert pages == sorted(pages)
    assert {0, 1} < set(pages)


def test_every_rule_is_fed_by_a_broken_file():
    folder = Path(pipeline.pdf.rules.__file__).parent
    sources = [*folder.glob("*.py"), folder.parent / "check.py"]
    numbers = re.compile(r'"((?:UA1|A2|A3|NK):[0-9][0-9.]*(?:-[0-9]+)?)"')
    known = {number for source in sources for number in numbers.findall(source.read_text("utf-8"))}
    assert known - {rule for rule, _ in PUBLIC + INTERNAL} == {"A2:6.1.3-2"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_pdf_is_an_input_error(data: bytes):
    with pytest.raises(InputError, match="keine lesbare PDF-Datei"):
        check_pdf(data)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), junk=st.binary(min_size=1, max_size=30))
def test_a_damaged_file_never_breaks_the_check(small_pdf: bytes, place: float, junk: bytes):
    start = int(place * len(small_pdf))
    damaged = small_pdf[:start] + junk + small_pdf[start + len(junk) :]
    try:
        findings = check_pdf(damaged)
    except InputError:
        return
    assert all(finding.message for finding in findings)


@pytest.fixture(scope="module")
def small_pdf(good_pdf: bytes) -> bytes:
    """The good file without compression, so that damage reaches every kind of object."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(good_pdf)) as pdf:
        del pdf.pages[2:]
        options = {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "compress_streams": False}
        pdf.save(file, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, static_id=True, **options)
    return file.getvalue()


def _cases(good: bytes, internal: bytes, folder: Path) -> Iterator[tuple[str, Path]]:
    for number, (rule, damage) in enumerate(PUBLIC + INTERNAL):
        if "-" in rule:
            file = folder / f"{number}.pdf"
            file.write_bytes(_damaged(good if number < len(PUBLIC) else internal, damage))
            yield rule, file


@pytest.mark.verapdf
@pytest.mark.thorough
def test_the_reference_validator_agrees_on_the_numbers(good_pdf, good_pdf_with_attachments, tmp_path: Path):
    cases = list(_cases(good_pdf, good_pdf_with_attachments, tmp_path))
    profiles: dict[str, Flavour] = {"UA1": "ua1", "A2": "2a", "A3": "3a"}
    results = validate_each([(file, profiles[rule.partition(":")[0]]) for rule, file in cases])
    silent = []
    for (rule, file), result in zip(cases, results, strict=True):
        failed = {f"{rule.partition(':')[0]}:{failure.clause}-{failure.test}" for failure in result.failures}
        if rule not in failed:
            silent.append((rule, file.name, sorted(failed)))
    assert not silent, "\n".join(map(str, silent))
