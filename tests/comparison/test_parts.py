from __future__ import annotations

from docx_spec import PNG, Doc, Para, Run, para, unzip, write, zip_parts
from support import redline

from pipeline.comparison.opc import load
from pipeline.comparison.parts import compare_parts

DOCUMENT = Doc((Para((Run("Wappen", picture=True),)),))


def changed(part: str, old: bytes, new: bytes) -> bytes:
    parts = unzip(write(DOCUMENT))
    return zip_parts({**parts, part: parts[part].replace(old, new)})


def sentences(other: bytes) -> list[str]:
    return [change.text for change in compare_parts(load(write(DOCUMENT)), load(other))]


def test_a_changed_picture_is_listed_and_tracked() -> None:
    other = write(DOCUMENT, picture=PNG + b"\x00")
    assert sentences(other) == ["Bild (word/media/image1.png): geändert, im Vergleich nicht darstellbar."]
    result = redline(write(DOCUMENT), other)
    assert result.proof.holds
    assert not result.identical
    assert len(result.parts) == 1


def test_styles_settings_and_theme_are_listed() -> None:
    assert sentences(changed("word/styles.xml", b'w:sz w:val="22"', b'w:sz w:val="24"')) == [
        "Formatvorlagen (word/styles.xml): geändert, im Vergleich nicht darstellbar."
    ]
    assert sentences(changed("word/theme/theme1.xml", b"1F4E79", b"FF0000"))[0].startswith("Farb- und Schriftdesign")


def test_the_same_xml_written_otherwise_is_unchanged() -> None:
    assert (
        sentences(
            changed("word/settings.xml", b'<w:defaultTabStop w:val="708"/>', b'<w:defaultTabStop  w:val="708" />')
        )
        == []
    )


def test_a_renamed_picture_is_unchanged() -> None:
    parts = unzip(write(DOCUMENT))
    parts["word/media/wappen.png"] = parts.pop("word/media/image1.png")
    rels = parts["word/_rels/document.xml.rels"]
    parts["word/_rels/document.xml.rels"] = rels.replace(b"media/image1.png", b"media/wappen.png")
    assert sentences(zip_parts(parts)) == []


def test_only_a_style_changed_means_no_marks_but_not_identical() -> None:
    result = redline(write(DOCUMENT), changed("word/styles.xml", b'w:sz w:val="22"', b'w:sz w:val="24"'))
    assert result.old == result.new
    assert not result.identical


def test_identical_files_have_no_entry() -> None:
    assert sentences(write(DOCUMENT)) == []
    assert sentences(write(Doc((para("anderer Text"),)))) == [
        "Bild (word/media/image1.png): entfallen, im Vergleich nicht darstellbar."
    ]
