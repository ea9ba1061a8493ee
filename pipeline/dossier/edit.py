"""Changing one answer in a YAML file and nothing else: comments, order and layout of all other lines stay as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from pipeline.dossier.paths import path_of
from pipeline.dossier.yaml_reader import Keys, Tree, YamlFile, read_yaml, walk
from pipeline.errors import InputError, RefusedError
from pipeline.language import tr


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """An open point in a file: its keys and its content."""

    keys: Keys
    content: dict[str, Tree]


def find_open(file: YamlFile, root: str, path: str) -> OpenEntry | None:
    """Return the open point at the field path ``path``, or ``None``."""
    for keys, node in walk(file.tree):
        if isinstance(node, dict) and "open" in node and path_of(root, keys, file.tree) == path:
            return OpenEntry(keys, node)
    return None


def accept_proposal(file: YamlFile, entry: OpenEntry, note: str) -> str:
    """Return the file's text with the open point replaced by its proposal, and ``note`` as a comment above it.

    The proposal is taken as it is written. Where that would not read back as the same value (exotic YAML), it is written
    anew.

    Raises:
        RefusedError: there is no proposal.
    """
    if entry.content.get("proposal") is None:
        raise RefusedError(
            tr("Zu dieser Frage gibt es keinen Vorschlag."),
            tr("Die Antwort selbst in die Datei {file} eintragen.", file=file.name),
        )
    for value in (_as_written(file, entry), _written_anew(file, entry)):
        text = _replaced(file, entry, value, note)
        if _reads_back(file, entry, text):
            return text
    raise RefusedError(
        tr("Der Vorschlag lässt sich nicht von selbst übernehmen."),
        tr("In der Datei {file} den Eintrag durch den Text hinter „proposal:“ ersetzen.", file=file.name),
    )


def _lines(file: YamlFile) -> list[str]:
    return re.split("\r\n|\r|\n", file.text)


def _line_end(file: YamlFile) -> str:
    return next((end for end in ("\r\n", "\r") if end in file.text), "\n")


def _key_indent(file: YamlFile, keys: Keys) -> int:
    return file.key_marks[keys].column - 1


def _as_written(file: YamlFile, entry: OpenEntry) -> str:
    """Return the proposal's source as it follows the key: on the same line, or on lines of its own."""
    keys = (*entry.keys, "proposal")
    mark = file.marks[keys]
    lines = _lines(file)
    first, last = mark.line - 1, mark.end_line - 1
    source = lines[first : last + 1]
    source[-1] = (
        source[-1][: mark.end_column - 1] if last > first else source[-1][mark.column - 1 : mark.end_column - 1]
    )
    if last == first:
        return f" {source[0].strip()}"
    while source and not source[-1].strip():
        source.pop()
    header = source[0][mark.column - 1 :]
    own_line = not header.startswith(("|", ">", '"', "'", "[", "{")) and file.key_marks[keys].line != mark.line
    if own_line:
        shift = (mark.column - 1) - (_key_indent(file, entry.keys) + 2)
        return "\n" + "\n".join(
            [" " * (mark.column - 1 - shift) + header, *(_shifted(line, shift) for line in source[1:])]
        )
    shift = _key_indent(file, keys) - _key_indent(file, entry.keys)
    return "\n".join([f" {header}", *(_shifted(line, shift) for line in source[1:])])


def _shifted(line: str, shift: int) -> str:
    """Return ``line`` moved left by ``shift`` columns, as far as there are spaces."""
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(max(shift, 0), spaces) :] if shift >= 0 else " " * -shift + line


def _written_anew(file: YamlFile, entry: OpenEntry) -> str:
    proposal = entry.content["proposal"]
    indent = " " * (_key_indent(file, entry.keys) + 2)
    if isinstance(proposal, str) and "\n" in proposal:
        header = "|" if proposal.endswith("\n") else "|-"
        return f" {header}\n" + "\n".join(indent + line if line else "" for line in proposal.rstrip("\n").split("\n"))
    dumped = yaml.safe_dump(proposal, allow_unicode=True, sort_keys=False, width=10_000, default_style='"')
    if isinstance(proposal, str):
        return f" {dumped.strip()}"
    return "\n" + "\n".join(indent + line for line in dumped.rstrip("\n").split("\n"))


def _replaced(file: YamlFile, entry: OpenEntry, value: str, note: str) -> str:
    lines = _lines(file)
    key, mark = file.key_marks[entry.keys], file.marks[entry.keys]
    first, last = mark.line - 1, mark.end_line - 1
    after = lines[last][mark.end_column - 1 :] if last < len(lines) else ""
    if mark.end_column == 1 or not lines[last][: mark.end_column - 1].strip():
        # a block ends where the next token begins: blank lines and comments in between belong to what follows
        last -= 1
        while last > first and (not lines[last].strip() or _comment_outside(file, entry, last)):
            last -= 1
        after = ""
    colon = lines[key.line - 1].index(":", key.end_column - 2)
    head = lines[key.line - 1][: colon + 1]
    indent = " " * _key_indent(file, entry.keys)
    comment = [f"{indent}# {note}"] if note and head.strip() == head.strip().lstrip("- ") else []
    changed = (head + value + after).split("\n")
    return _line_end(file).join([*lines[: key.line - 1], *comment, *changed, *lines[last + 1 :]])


def _comment_outside(file: YamlFile, entry: OpenEntry, line: int) -> bool:
    """Say whether a comment line stands behind the open point, not within one of its block scalars."""
    text = _lines(file)[line]
    if not text.lstrip().startswith("#"):
        return False
    return len(text) - len(text.lstrip()) <= _key_indent(file, entry.keys)


def _reads_back(file: YamlFile, entry: OpenEntry, text: str) -> bool:
    try:
        changed = read_yaml(text.encode(), file.name).tree
    except InputError:
        return False
    return changed == _with(file.tree, entry.keys, entry.content["proposal"])


def _with(tree: Tree, keys: Keys, value: Tree) -> Tree:
    if not keys:
        return value
    key, *rest = keys
    if isinstance(tree, dict):
        return {name: _with(child, tuple(rest), value) if name == key else child for name, child in tree.items()}
    assert isinstance(tree, list)
    return [_with(child, tuple(rest), value) if index == key else child for index, child in enumerate(tree)]
