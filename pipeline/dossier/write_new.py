"""Writing a new YAML file that explains itself: every field with its German title and description as a comment."""

from __future__ import annotations

import datetime as dt
import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from pipeline.dossier.answers import OpenPoint
from pipeline.dossier.fields import shape_of

WIDTH = 110
"""Where comments and long lines of prose are broken."""
LONGEST = 130
"""Lines of prose up to this length stay as their author broke them."""

_PLAIN = re.compile(r"[A-Za-zÄÖÜäöüß][\w .,;()/–„“-]*[\w.)“]|\w")
_RESERVED = {"null", "true", "false", "yes", "no", "on", "off", "y", "n", "~"}


def written(content: Mapping[str, Any], model: type[BaseModel], head: Sequence[str]) -> str:
    """Return the YAML text of ``content`` with a comment for each field of ``model``.

    Args:
        content: plain data: mappings, lists, texts, numbers, yes/no.
        model: the model of the file.
        head: comment lines for the top of the file, without ``#``.
    """
    lines = [f"# {line}" if line else "" for line in head]
    lines += ["", *_mapping(content, model, 0, blank_lines=True)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _mapping(
    content: Mapping[str, Any], model: type[BaseModel] | None, indent: int, *, blank_lines: bool = False
) -> Iterator[str]:
    first = True
    for key, value in content.items():
        if blank_lines and not first:
            yield ""
        first = False
        if model is not None and key in model.model_fields:
            yield from _comment(model, key, indent, value)
            yield from _entry(key, _as_number(model, key, value), shape_of(model, key).model, indent)
        else:
            yield from _entry(key, value, None, indent)


def _comment(model: type[BaseModel], key: str, indent: int, value: object) -> Iterator[str]:
    info = model.model_fields[key]
    if issubclass(model, OpenPoint) or key == "id" or not info.title:
        return
    text = f"{info.title}: {info.description}" if info.description else info.title
    if isinstance(value, Mapping) and "open" in value and "proposal" not in value:
        text = f"{text} {_form_of_answer(model, key, text)}".strip()
    for line in textwrap.wrap(text, WIDTH - indent - 2):
        yield f"{' ' * indent}# {line}"


def _as_number(model: type[BaseModel], key: str, value: Any) -> Any:
    """Return a number as a number, and so an open point that proposes one: text modules hold texts, editors want the type."""
    if shape_of(model, key).value_type is not int:
        return value
    if isinstance(value, Mapping) and "proposal" in value:
        return {**value, "proposal": _as_number(model, key, value["proposal"])}
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def _form_of_answer(model: type[BaseModel], key: str, said: str) -> str:
    """Say how an answer must look that is more than a text; ``said`` is what the comment says already."""
    shape = shape_of(model, key)
    if shape.model is not None:
        parts = ", ".join(name for name, info in shape.model.model_fields.items() if info.title)
        return f"(Liste; jeder Eintrag mit: {parts}.)" if shape.is_list else f"(Darunter eingerückt: {parts}.)"
    if shape.is_list:
        return "(Liste: jeder Eintrag in einer eigenen Zeile mit „- “.)"
    if shape.value_type is bool:
        return "(ja oder nein.)"
    if shape.value_type is dt.date:
        return "(Datum wie 01.03.2026.)"
    if isinstance(shape.value_type, type) and issubclass(shape.value_type, StrEnum):
        words = [member.value for member in shape.value_type]
        return "" if all(word in said for word in words) else f"(Möglich: {', '.join(words)}.)"
    return ""


def _entry(key: str, value: Any, model: type[BaseModel] | None, indent: int) -> Iterator[str]:
    space = " " * indent
    if isinstance(value, Mapping):
        yield f"{space}{key}:"
        is_open = "open" in value
        for name, child in value.items():
            if is_open and name == "proposal":
                yield from _entry(name, child, model, indent + 2)
            elif is_open:
                yield f"{space}  {name}: {_scalar(child)}"
        if not is_open:
            yield from _mapping(value, model, indent + 2)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield f"{space}{key}:" if value else f"{space}{key}: []"
        for item in value:
            yield from _item(item, model, indent + 2)
    elif isinstance(value, str) and ("\n" in value.strip("\n") or len(value) > WIDTH - indent - len(key)):
        yield f"{space}{key}: {'|' if value.endswith(chr(10)) else '|-'}"
        for line in _reflowed(value.rstrip("\n").split("\n"), LONGEST - indent - 2):
            yield from _wrapped(line, indent + 2)
    else:
        yield f"{space}{key}: {_scalar(value)}"


def _reflowed(lines: Sequence[str], longest: int) -> Iterator[str]:
    """Yield the lines; those of a paragraph with a line that is too long are joined, to be broken anew as a whole."""
    paragraph: list[str] = []
    for line in lines:
        if line and not re.match(r"\s|[-*] |\d+\. ", line):
            paragraph.append(line)
            continue
        yield from _joined(paragraph, longest)
        paragraph = []
        yield line
    yield from _joined(paragraph, longest)


def _joined(paragraph: Sequence[str], longest: int) -> Sequence[str]:
    hard_breaks = any(line.endswith(("  ", "\\")) for line in paragraph)
    too_long = any(len(line) > longest for line in paragraph)
    return [" ".join(paragraph)] if too_long and not hard_breaks else paragraph


def _wrapped(line: str, indent: int) -> list[str]:
    """Break a long line of prose; Markdown joins the pieces again. Lines of lists keep their indentation."""
    lead = re.match(r"\s*(?:[-*] |\d+\. )?", line)
    hang = " " * len(lead.group()) if lead else ""
    if len(line) + indent <= LONGEST:
        return [" " * indent + line if line.strip() else ""]
    return textwrap.wrap(
        line,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * indent + hang,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )


def _item(item: Any, model: type[BaseModel] | None, indent: int) -> Iterator[str]:
    space = " " * indent
    if not isinstance(item, Mapping):
        yield f"{space}- {_scalar(item)}"
        return
    lines = [line for key, value in item.items() for line in _entry_of_item(key, value, model, indent + 2)]
    yield f"{space}- {lines[0].lstrip()}"
    yield from lines[1:]


def _entry_of_item(key: str, value: Any, model: type[BaseModel] | None, indent: int) -> Iterator[str]:
    """Write an entry of a list item; only channels, whose fields a clerk fills one by one, carry comments."""
    if model is None or key not in model.model_fields:
        yield from _entry(key, value, None, indent)
        return
    if model.__name__ == "Channel":
        yield from _comment(model, key, indent, value)
    yield from _entry(key, _as_number(model, key, value), shape_of(model, key).model, indent)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED and ": " not in text and " #" not in text:
        return text
    return json.dumps(text, ensure_ascii=False)
