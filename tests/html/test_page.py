"""The HTML edition: valid, complete, accessible, one file."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html as lxml_html
from playwright.sync_api import Browser, sync_playwright

from pipeline.documents.text_of import document_text
from pipeline.documents.typography import normalised

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
FILES = [
    (example, name)
    for example in ("sassenberg", "musterstadt")
    for name in ("datenschutzhinweise.html", "oeffentlich/nutzungskonzept.html")
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


@pytest.mark.parametrize(("example", "name"), FILES)
def test_page_is_one_file_with_everything_in_its_place(built: Mapping[str, Path], example: str, name: str) -> None:
    text = (built[example] / name).read_text(encoding="utf-8")
    page = lxml_html.document_fromstring(text)
    assert text.startswith("<!DOCTYPE html>")
    assert page.get("lang") == "de"
    for landmark in ("header", "main", "footer"):
        assert len(page.findall(f".//{landmark}")) == 1
    assert len(page.findall(".//h1")) == 1
    assert not re.search(
        r"<(script|iframe|link|object|embed)\b|<img (?!alt=\"[^\"]+\" src=\"data:)|url\(|@import", text
    )
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    identifiers = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(identifiers) == len(set(identifiers))
    targets = {link.get("href")[1:] for link in page.iter("a") if (link.get("href") or "").startswith("#")}
    assert targets <= set(identifiers)


@pytest.mark.parametrize(("example", "name"), FILES)
def test_every_word_of_the_docx_is_there(built: Mapping[str, Path], example: str, name: str) -> None:
    page = lxml_html.document_fromstring((built[example] / name).read_text(encoding="utf-8"))
    blocks = page.iter("p", "li", "td", "th", "h1", "h2", "h3", "h4")
    said = normalised("\n".join(" ".join("".join(block.itertext()).split()) for block in blocks))
    text = document_text((built[example] / name).with_suffix(".docx").read_bytes(), labels=False, all_parts=False)
    lines = [normalised(line).strip() for line in text.splitlines() if not re.search(r"\t\d+$", line)]
    assert [line for line in lines if line not in said and line != normalised("Inhalt")] == []


@pytest.mark.browser
@pytest.mark.parametrize(("example", "name"), FILES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_no_barrier_is_found(
    browser: Browser, built: Mapping[str, Path], example: str, name: str, scheme: str, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((built[example] / name).as_uri())
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width  # 320 px is 1280 px at 400 % (WCAG 1.4.10)
    context.close()


def test_numbers_in_html_are_those_of_the_printed_contents(built: Mapping[str, Path]) -> None:
    folder = built["musterstadt"]
    page = lxml_html.document_fromstring((folder / "datenschutzhinweise.html").read_text(encoding="utf-8"))
    text = document_text((folder / "datenschutzhinweise.docx").read_bytes(), all_parts=False)
    entries = [line.split("\t")[:2] for line in text.splitlines() if re.fullmatch(r"\d+\t[^\t]+\t\d+", line)]
    chapters = [" ".join("".join(h.itertext()).split()) for h in page.find(".//main").iter("h2")]  # type: ignore[union-attr]
    assert len(entries) > 10
    for number, title in entries:
        assert f"{number} {' '.join(title.split())}" in chapters


@pytest.mark.parametrize("example", ["sassenberg", "musterstadt"])
def test_the_short_notice_comes_first_in_one_box(built: Mapping[str, Path], example: str) -> None:
    """On a telephone the contents list fills a screen or two; it stands after the short notice, as it does on paper."""
    page = lxml_html.document_fromstring((built[example] / "datenschutzhinweise.html").read_text(encoding="utf-8"))
    first, second = page.find(".//main")[:2]  # type: ignore[index]
    assert first.get("class") == "kasten"
    assert second.tag == "nav"
    text = normalised(" ".join(first.itertext()))
    assert text.startswith("Kurz gefasst")
    assert "Geht es auch ohne soziale Medien?" in text, "a mark that it is proposed does not cut the box"
    titles = [" ".join("".join(link.itertext()).split()) for link in page.findall(".//nav//a")]
    assert titles[0] == "1 Wofür diese Hinweise gelten"
    assert "Ihr Recht auf Widerspruch nach Art. 21 DSGVO" not in titles, "the box stands in chapter 13, which is listed"
    assert len(titles) <= 25


def test_a_box_in_a_chapter_has_a_title_below_it(built: Mapping[str, Path]) -> None:
    page = lxml_html.document_fromstring(
        (built["musterstadt"] / "datenschutzhinweise.html").read_text(encoding="utf-8")
    )
    boxes = [(box[0].tag, " ".join(box[0].itertext())) for box in page.iterfind(".//div[@class='kasten']")]
    assert boxes == [("h2", "Kurz gefasst"), ("h3", "Ihr Recht auf Widerspruch nach Art.\u00a021 DSGVO")]


def test_a_row_on_a_telephone_begins_with_its_name(built: Mapping[str, Path]) -> None:
    """„Angabe: Telefon / Inhalt: 0221 …“ says in four words what two say."""
    page = lxml_html.document_fromstring(
        (built["musterstadt"] / "datenschutzhinweise.html").read_text(encoding="utf-8")
    )
    labels = {cell.get("data-spalte") for cell in page.iter("td")}
    assert {"Angabe", "Inhalt", "Plattform"} & labels == set()
    assert {"Konto", "Adresse", "Frist"} <= labels


def test_addresses_break_at_their_joints_and_are_copied_whole(built: Mapping[str, Path]) -> None:
    page = lxml_html.document_fromstring(
        (built["musterstadt"] / "datenschutzhinweise.html").read_text(encoding="utf-8")
    )
    lengths = []
    for link in page.find(".//main").iter("a"):  # type: ignore[union-attr]
        text = "".join(link.itertext())
        if re.match(r"https?://|[\w.-]+@", text):
            assert text in {link.get("href"), (link.get("href") or "").removeprefix("mailto:")}
            pieces = [str(piece) for piece in link.itertext()]
            assert all(
                piece.endswith(("/", "@")) or after.startswith((".", "@")) or "?" in text
                for piece, after in itertools.pairwise(pieces)
            )
            lengths += map(len, pieces)
    assert max(lengths) <= 32
