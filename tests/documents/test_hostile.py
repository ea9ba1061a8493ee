"""Word files from anywhere: damaged, swollen, or made to do harm. Each gives a document or one of our errors."""

from __future__ import annotations

import contextlib
import io
import random
import re
import zipfile

import pytest

from pipeline.documents.archive import read_parts, write_parts
from pipeline.documents.contents import conversion_copy
from pipeline.documents.filled_places import filled_places
from pipeline.documents.lint import lint_template
from pipeline.documents.render import render
from pipeline.documents.text_of import document_text
from pipeline.errors import InputError


def test_entities_are_not_read(word, tmp_path):
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim")
    xml = read_parts(word.file(word.p("&x;")))["word/document.xml"].replace(b"&amp;x;", b"&x;")
    bad = f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{secret}">]>'.encode() + xml
    with pytest.raises(InputError, match=r"word/document\.xml"):
        render(word.file("", parts={"word/document.xml": bad}), {}, word.properties)


def test_a_million_laughs_are_refused(word):
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bad = f'<!DOCTYPE w [<!ENTITY a0 "ha">{laughs}]><w>&a11;</w>'.encode()
    with pytest.raises(InputError):
        document_text(word.file("", parts={"word/document.xml": bad}))


def test_archives_beyond_all_measure_are_refused(word):
    many = {f"x/{number}": b"" for number in range(2001)}
    with pytest.raises(InputError, match="zu groß"):
        document_text(word.file(word.p("x"), parts=many))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bombe", b"0")
        archive.filelist[0].file_size = 257 * 1024 * 1024  # what the directory says of it
    with pytest.raises(InputError, match="zu groß"):
        document_text(buffer.getvalue())


@pytest.mark.parametrize("missing", ["word/document.xml", "[Content_Types].xml", "_rels/.rels", "word/styles.xml"])
def test_missing_parts_are_told(word, missing):
    parts = {name: data for name, data in read_parts(word.file(word.p("x"))).items() if name != missing}
    with pytest.raises(InputError):
        render(write_parts(parts), {}, word.properties)


def test_mutilated_files_give_a_document_or_an_error_of_ours(word):
    chance = random.Random(7)
    body = word.p("Eins", "berschrift1") + word.control("a", word.p("x", "ListNumber")) + word.table(word.p("y"))
    whole = read_parts(word.rendered(word.file(body, header=word.p("Kopf"))))
    for _ in range(60):
        parts = dict(whole)
        name = chance.choice(sorted(part for part in parts if part.endswith((".xml", ".rels"))))
        text = parts[name].decode()
        for _ in range(chance.randint(1, 3)):
            text = _mutilated(text, chance)
        parts[name] = text.encode()
        data = write_parts(parts)
        for use in (
            lambda data: render(data, {}, word.properties),
            lambda data: lint_template(data, "x", {}),
            document_text,
            filled_places,
            conversion_copy,
        ):
            with contextlib.suppress(InputError):
                use(data)


def _mutilated(text: str, chance: random.Random) -> str:
    match chance.randint(0, 3):
        case 0:
            tag = chance.choice(list(re.finditer(r"<[^<>]+>|^", text)))
            return text[: tag.start()] + text[tag.end() :]
        case 1:
            return re.sub(r'"\d+"', lambda _: chance.choice(['"x"', '""', '"-1"', '"²"', '"99999999999"']), text)
        case 2:
            names = re.findall(r"<(w:\w+|Relationship|Override)[ />]", text) or ["x"]
            return re.sub(rf"<{chance.choice(names)}( [^<>]*)?/>", "", text)
        case _:
            return re.sub(r'w:val="[^"]*"', "", text, count=chance.randint(1, 5))
