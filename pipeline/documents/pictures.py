"""Pictures from the dossier, such as the coat of arms: checked, and put where the template has an anchor paragraph.

The anchor is a paragraph that holds only ``{{ 'coat_of_arms'|picture }}``. Where the dossier has no such picture, the paragraph goes.
"""

from __future__ import annotations

import hashlib
import posixpath
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.documents import markers
from pipeline.documents.ooxml import NAMESPACES, P_PR, TC, Element, P, T, make, own, paragraphs, qn
from pipeline.documents.package import Package
from pipeline.errors import InputError, Problem
from pipeline.language import tr

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 6000
"""Of each side; a coat of arms at 600 dpi and 6 cm has 1400."""

_EMU_PER_MM = 36000  # English Metric Units, in which Word measures
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = {0xC0, 0xC1, 0xC2}  # JPEG segments with the size: baseline, extended, progressive


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be printed.

    Attributes:
        data: bytes of a PNG or JPEG file.
        alternative_text: what it shows, for those who do not see it.
        width: in pixels.
        height: in pixels.
        kind: ``png`` or ``jpeg``.
    """

    data: bytes
    alternative_text: str
    width: int
    height: int
    kind: str


def read_picture(data: bytes, alternative_text: str, path: str = "") -> Picture:
    """Check a picture file and return it.

    Args:
        data: bytes of the file.
        alternative_text: what it shows.
        path: field path of the picture, for messages.

    Raises:
        InputError: neither PNG nor JPEG, damaged, too large, or without alternative text.
    """
    if len(data) > MAX_BYTES:
        raise InputError(_problem(tr("Das Bild ist mit {size} Byte zu groß.", size=len(data)), path))
    if data.startswith(_PNG):
        kind, size = "png", _png_size(data)
    elif data.startswith(_JPEG):
        kind, size = "jpeg", _jpeg_size(data)
    else:
        raise InputError(_problem(tr("Das Bild ist weder eine PNG- noch eine JPEG-Datei."), path))
    if size is None:
        raise InputError(_problem(tr("Die Bilddatei ist beschädigt."), path))
    if not all(0 < side <= MAX_PIXELS for side in size):
        message = tr("Das Bild hat {width} mal {height} Bildpunkte.", width=size[0], height=size[1])
        raise InputError(_problem(message, path))
    if not alternative_text.strip():
        raise InputError(Problem(tr("Dem Bild fehlt ein Alternativtext."), tr("Sagen, was das Bild zeigt."), path=path))
    return Picture(data, alternative_text.strip(), *size, kind)


def place_pictures(package: Package, pictures: Mapping[str, Picture]) -> None:
    """Put each picture at its anchor and remove the anchors of pictures that do not exist.

    Raises:
        InputError: an anchor does not stand alone in its paragraph.
    """
    for part in package.stories:
        for paragraph in list(paragraphs(package.tree(part))):
            text = "".join(node.text or "" for node in own(paragraph, T))
            if markers.PICTURE not in text:
                continue
            pieces = [piece for piece in markers.split(text) if isinstance(piece, markers.Token) or piece.strip()]
            if len(pieces) != 1 or not isinstance(pieces[0], markers.Token):
                raise InputError(
                    Problem(tr("Ein Bild („|picture“) muss allein in seinem Absatz stehen."), file=package.file)
                )
            name, width, height = pieces[0].fields
            for child in [child for child in paragraph if child.tag != P_PR]:
                paragraph.remove(child)
            if name in pictures:
                run = make("w:r")
                run.append(_drawing(package, part, pictures[name], int(width), int(height)))
                paragraph.append(run)
            else:
                _remove(paragraph)
    _renumber(package)


def _renumber(package: Package) -> None:
    """Give every drawing of the document its own id; loops and headers would repeat them."""
    number = 0
    for part in package.stories:
        for properties in package.tree(part).iter(qn("wp:docPr")):
            number += 1
            properties.set("id", str(number))


def _remove(paragraph: Element) -> None:
    """Remove a paragraph; the only one of a cell stays, empty."""
    parent = paragraph.getparent()
    assert parent is not None
    if parent.tag == TC and len(list(parent.iterchildren(P))) == 1:
        return
    parent.remove(paragraph)


def _drawing(package: Package, part: str, picture: Picture, width: int, height: int) -> Element:
    """Return ``w:drawing`` with the picture in the line, as large as fits into ``width`` × ``height`` mm."""
    name = f"{hashlib.sha256(picture.data).hexdigest()[:16]}.{picture.kind}"
    media = posixpath.join(posixpath.dirname(package.main), "media", name)
    package.put(media, picture.data)
    package.declare_ending(picture.kind, f"image/{picture.kind}")
    key = package.relate(part, "image", posixpath.relpath(media, posixpath.dirname(part)))
    scale = min(width / picture.width, height / picture.height)
    size = {"cx": str(int(picture.width * scale * _EMU_PER_MM)), "cy": str(int(picture.height * scale * _EMU_PER_MM))}
    drawing = make("w:drawing")
    inline = etree.SubElement(
        drawing,
        qn("wp:inline"),
        {"distT": "0", "distB": "0", "distL": "0", "distR": "0"},
        nsmap={"wp": NAMESPACES["wp"]},
    )
    etree.SubElement(inline, qn("wp:extent"), size)
    etree.SubElement(inline, qn("wp:docPr"), {"id": "0", "name": name, "descr": picture.alternative_text})
    graphic = etree.SubElement(inline, qn("a:graphic"), nsmap={"a": NAMESPACES["a"]})
    data = etree.SubElement(graphic, qn("a:graphicData"), {"uri": NAMESPACES["pic"]})
    pic = etree.SubElement(data, qn("pic:pic"), nsmap={"pic": NAMESPACES["pic"]})
    properties = etree.SubElement(pic, qn("pic:nvPicPr"))
    etree.SubElement(properties, qn("pic:cNvPr"), {"id": "0", "name": name, "descr": picture.alternative_text})
    etree.SubElement(properties, qn("pic:cNvPicPr"))
    fill = etree.SubElement(pic, qn("pic:blipFill"))
    etree.SubElement(fill, qn("a:blip"), {qn("r:embed"): key}, nsmap={"r": NAMESPACES["r"]})
    etree.SubElement(etree.SubElement(fill, qn("a:stretch")), qn("a:fillRect"))
    shape = etree.SubElement(pic, qn("pic:spPr"))
    place = etree.SubElement(shape, qn("a:xfrm"))
    etree.SubElement(place, qn("a:off"), {"x": "0", "y": "0"})
    etree.SubElement(place, qn("a:ext"), size)
    geometry = etree.SubElement(shape, qn("a:prstGeom"), {"prst": "rect"})
    etree.SubElement(geometry, qn("a:avLst"))
    return drawing


def _png_size(data: bytes) -> tuple[int, int] | None:
    """Return the size in the first chunk, IHDR (PNG specification, 11.2.2); the file must have its last chunk."""
    if len(data) < 33 or data[12:16] != b"IHDR" or b"IEND" not in data[-12:]:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Return the size in the frame header (ITU-T T.81, B.2.2); the file must have its end mark."""
    if b"\xff\xd9" not in data[-64:]:
        return None
    position = 2
    while position + 9 < len(data):
        if data[position] != 0xFF:
            return None
        marker = data[position + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    return None


def _problem(message: str, path: str) -> Problem:
    return Problem(
        message,
        tr(
            "Eine PNG- oder JPEG-Datei bis {size} MB und {pixels} Bildpunkte Kantenlänge verwenden.",
            size=5,
            pixels=MAX_PIXELS,
        ),
        path=path,
    )
