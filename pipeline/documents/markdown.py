"""The Markdown of prose fields: paragraphs, nested lists, bold, italic, links, line breaks; nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.documents.runs import Piece, is_address
from pipeline.documents.typography import typographic
from pipeline.errors import InputError, Problem
from pipeline.language import tr

_BOUNDARY = "\ue0e0"  # between pieces while typography looks at a whole paragraph


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class List:
    """One list; each item is a sequence of paragraphs and lists."""

    ordered: bool
    start: int = 1
    items: list[list[Block]] = field(default_factory=list)


Block = Paragraph | List

_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_DATE_AT_LINE_START = re.compile(rf"^([ \t]*(?:[-*+][ \t]+)?)(\d{{1,2}})\.(?=[ \t]+(?:{_MONTHS})\b)", re.MULTILINE)
"""„1. März“ at the beginning of a line is a date, where Markdown would see a numbered list."""


def parse_markdown(text: str, path: str = "") -> list[Block]:
    """Return the blocks of ``text``, with German typography in the words but not in addresses.

    Args:
        text: Markdown; ``<b>`` and the like are plain text.
        path: field path, for messages.

    Raises:
        InputError: one problem for each thing that a document cannot show (headings, tables, code, pictures …).
    """
    tokens = _parser().parse(_DATE_AT_LINE_START.sub(r"\1\2\\.", text))
    problems = [_refused(token, path) for token in _all(tokens) if _is_refused(token)]
    problems += [
        Problem(
            tr("Der Link „{target}“ führt nirgendwohin.", target=target),
            tr("Die vollständige Adresse angeben, die mit https://, mailto: oder tel: beginnt."),
            path=path,
        )
        for target in (str(token.attrs.get("href", "")) for token in _all(tokens) if token.type == "link_open")
        if target not in {"", "#"} and not is_address(target)
    ]
    if problems:
        raise InputError(dict.fromkeys(problems))
    return _blocks(tokens)


def markdown_text(text: str) -> str:
    """Return the words of ``text`` without its marks, one line a paragraph or list item."""
    return "\n".join(_lines(parse_markdown(text)))


def is_plain(blocks: Sequence[Block]) -> bool:
    """Say whether the blocks are a single paragraph."""
    return len(blocks) == 1 and isinstance(blocks[0], Paragraph)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(["html_block", "html_inline", "entity", "reference"])


_ALLOWED = {
    *("paragraph_open", "paragraph_close", "inline", "text", "softbreak", "hardbreak"),
    *("bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close"),
    *("list_item_open", "list_item_close", "em_open", "em_close", "strong_open", "strong_close"),
    *("link_open", "link_close", "text_special"),
}


def _is_refused(token: Token) -> bool:
    return token.type not in _ALLOWED and not token.type.endswith("_close")


def _refused(token: Token, path: str) -> Problem:
    names = {
        "heading_open": tr("eine Überschrift"),
        "blockquote_open": tr("ein Zitatblock"),
        "code_block": tr("ein Codeblock (Einrückung um vier Leerzeichen)"),
        "fence": tr("ein Codeblock"),
        "code_inline": tr("Code in Gravis-Zeichen"),
        "hr": tr("eine Trennlinie"),
        "image": tr("ein Bild"),
    }
    thing = names.get(token.type, token.type)
    message = tr("Der Text enthält etwas, das hier nicht möglich ist: {thing}.", thing=thing)
    if token.map:
        message = tr("Zeile {line} des Textes: {message}", line=token.map[0] + 1, message=message)
    return Problem(message, tr("Möglich sind Absätze, Listen, **fett**, *kursiv* und [Links](https://…)."), path=path)


def _all(tokens: Sequence[Token]) -> list[Token]:
    result: list[Token] = []
    for token in tokens:
        result.append(token)
        result += _all(token.children or []) if token.type != "image" else []
    return result


def _blocks(tokens: Sequence[Token]) -> list[Block]:
    root: list[Block] = []
    targets: list[list[Block]] = [root]
    lists: list[List] = []
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            new = List(token.type.startswith("ordered"), int(token.attrs.get("start", 1)))
            targets[-1].append(new)
            lists.append(new)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            item: list[Block] = []
            lists[-1].items.append(item)
            targets.append(item)
        elif token.type == "list_item_close":
            targets.pop()
        elif token.type == "inline":
            targets[-1].append(Paragraph(tuple(_typeset(_pieces(token.children or [])))))
    return root


def _pieces(tokens: Sequence[Token]) -> list[Piece]:
    pieces: list[Piece] = []
    bold = italic = 0
    address = ""
    for token in tokens:
        match token.type:
            case "strong_open":
                bold += 1
            case "strong_close":
                bold -= 1
            case "em_open":
                italic += 1
            case "em_close":
                italic -= 1
            case "link_open":
                target = str(token.attrs.get("href", ""))
                address = "" if target in {"", "#"} else target
            case "link_close":
                address = ""
            case _:
                text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
                pieces.append(Piece(text, address=address, bold=bold > 0, italic=italic > 0))
    return _joined(pieces)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Join neighbours of the same form, so that one link stays one link."""
    result: list[Piece] = []
    for piece in pieces:
        if result and replace(result[-1], text="") == replace(piece, text=""):
            result[-1] = replace(piece, text=result[-1].text + piece.text)
        elif piece.text:
            result.append(piece)
    return result


def _typeset(pieces: list[Piece]) -> list[Piece]:
    """Apply typography over the whole paragraph: a quotation may begin in bold and end outside."""
    texts = typographic(_BOUNDARY.join(piece.text for piece in pieces)).split(_BOUNDARY)
    return [replace(piece, text=text) for piece, text in zip(pieces, texts, strict=True)]


def _lines(blocks: Sequence[Block]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append("".join(piece.text for piece in block.pieces))
        else:
            for item in block.items:
                lines += _lines(item)
    return lines
