"""Reading one YAML file with the place of every value.

Only a small part of YAML is allowed, and all of it is safe: mappings, lists and scalars. Scalars stay text (``1.10`` is a
version, ``NO`` is no boolean, ``02583`` keeps its zero); the model decides what they mean. Anchors, aliases and tags are
refused, which also shuts out alias bombs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from pipeline.dossier.characters import FORBIDDEN, TEMPLATE_ESCAPES, forbidden_character, forbidden_sequence
from pipeline.dossier.syntax_faults import fault_of
from pipeline.errors import InputError, Problem
from pipeline.language import tr

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_MENDED = 512 * 1024
"""Larger files are not read again and again after each slip."""

Tree = dict[str, "Tree"] | list["Tree"] | str | None
Keys = tuple[str | int, ...]

_LINE_END = re.compile("\r\n?")
_UNREADABLE = yaml.ScalarNode("", "")
"""Stands for the root of a file that cannot be read any further."""

MAX_FAULTS = 20
"""How many slips of one kind are told in one run."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Line and column, both from 1, of the start and the end of a node."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file's content as plain data, and where each part of it stands.

    Attributes:
        name: the file's name as messages print it.
        text: the decoded text.
        tree: mappings, lists, strings and ``None``.
        marks: place of the value at each key sequence.
        key_marks: place of the key itself, for entries of mappings.
        faulty_lines: lines with a slip that is told already; what else seems wrong there follows from it.
    """

    name: str
    text: str
    tree: Tree
    marks: Mapping[Keys, Mark]
    key_marks: Mapping[Keys, Mark]
    faulty_lines: frozenset[int] = frozenset()


def read_yaml(data: bytes, name: str) -> YamlFile:
    """Read the YAML file ``name`` from its bytes.

    Raises:
        InputError: all that makes the file unusable, each with its place: wrong encoding, syntax, duplicate keys, anchors,
            tags, forbidden characters, or more than the limits allow.
    """
    file, problems = read_with_problems(data, name)
    if problems or file is None:
        raise InputError(problems)
    return file


def read_with_problems(data: bytes, name: str) -> tuple[YamlFile | None, list[Problem]]:
    """Read the YAML file ``name`` as far as it can be understood.

    Returns:
        The file, in which plain slips are mended so that the rest of it can be judged too, or ``None`` where that is
        impossible; and everything that makes it unusable, in the order of its lines.
    """
    reader = _Reader(name)
    file = reader.read(data)
    return file, sorted(reader.problems, key=lambda problem: (problem.line, problem.column))


class _Reader:
    """Reads one file and collects what is wrong with it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.problems: list[Problem] = []

    def read(self, data: bytes) -> YamlFile | None:
        if len(data) > MAX_BYTES:
            message = tr("Die Datei ist größer als {limit} MB.", limit=MAX_BYTES // (1024 * 1024))
            remedy = tr("Eine Akte enthält nur Text; Bilder und Listen gehören in eigene Dateien.")
            self.problems.append(Problem(message, remedy, self._name))
            return None
        text = self._decoded(data)
        lines = self._without_forbidden(_LINE_END.sub("\n", text)).split("\n")
        root = self._root(lines)
        if root is _UNREADABLE:
            return None
        faulty = frozenset(problem.line for problem in self.problems)
        if root is None:
            return YamlFile(self._name, text, {}, {(): Mark(1, 1, 1, 1)}, {}, faulty)
        marks: dict[Keys, Mark] = {}
        key_marks: dict[Keys, Mark] = {}
        tree = _Builder(self._name, marks, key_marks, self.problems, lines).build(root, ())
        return YamlFile(self._name, text, tree, marks, key_marks, faulty | {problem.line for problem in self.problems})

    def _decoded(self, data: bytes) -> str:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            begin = data.rfind(b"\n", 0, error.start) + 1
            self._tell(
                tr("Die Datei ist nicht in UTF-8 gespeichert."),
                tr("Im Editor „Speichern unter“ wählen und als Zeichencodierung UTF-8 einstellen."),
                data.count(b"\n", 0, error.start) + 1,
                len(data[begin : error.start].decode("utf-8-sig")) + 1,
            )
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        return data.decode("utf-16" if wide else "cp1252", errors="replace")

    def _without_forbidden(self, text: str) -> str:
        """Tell the forbidden characters and put a harmless one in the place of each."""
        for found in list(FORBIDDEN.finditer(text))[:MAX_FAULTS]:
            self._tell(*forbidden_character(found.group()), *_line_and_column(text, found.start()))
        for escape in TEMPLATE_ESCAPES:
            if escape in text:
                self._tell(*forbidden_sequence(escape), *_line_and_column(text, text.index(escape)))
        return FORBIDDEN.sub("_", text)

    def _root(self, lines: list[str]) -> yaml.Node | None:
        """Return the root node; slips are told and mended until the file reads or nothing more can be mended."""
        mended: set[int] = set()
        for _ in range(MAX_FAULTS):
            text = "\n".join(lines)
            try:
                if not self._guard_events(text):
                    return _UNREADABLE
                return _composed(text)
            except yaml.MarkedYAMLError as error:
                fault = fault_of(error, lines)
            except yaml.YAMLError:  # characters that YAML does not know at all; those are told already
                return _UNREADABLE
            known = fault.line in mended
            if not known and fault.line + 1 not in {problem.line for problem in self.problems}:
                self._tell(fault.message, fault.remedy, fault.line + 1, fault.column + 1)
            if known or not fault.mended or len(text) > MAX_MENDED:
                return _UNREADABLE
            mended.add(fault.line)
            for index, line in fault.mended.items():
                lines[index] = line
        return _UNREADABLE

    def _guard_events(self, text: str) -> bool:
        """Refuse anchors, tags, depth and size while they are still a stream, before anything is built."""
        depth = found = 0
        for count, event in enumerate(yaml.parse(text, Loader=_loader())):
            mark = getattr(event, "start_mark", None)
            place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
            if getattr(event, "anchor", None) is not None:
                found += 1
                self._tell(
                    tr("Anker und Verweise („&“, „*“) sind nicht erlaubt."),
                    tr(
                        "Den Text an jeder Stelle ausschreiben; beginnt ein Wert mit „*“ oder „&“, ihn in Anführungszeichen setzen."
                    ),
                    *place,
                )
            tag = getattr(event, "tag", None)
            if tag is not None and not (isinstance(event, yaml.ScalarEvent) and tag == "!"):
                found += 1
                self._tell(
                    tr("Typangaben wie „{tag}“ sind nicht erlaubt.", tag=tag.replace("tag:yaml.org,2002:", "!!")),
                    tr("Die Angabe löschen; beginnt ein Wert mit „!“, ihn in Anführungszeichen setzen."),
                    *place,
                )
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH or count > MAX_NODES:
                self._tell(
                    tr("Die Datei ist zu tief verschachtelt oder zu umfangreich."),
                    tr("Klammern und Einrückung an dieser Stelle prüfen."),
                    *place,
                )
                return False
            if found >= MAX_FAULTS:
                return False
        return not found

    def _tell(self, message: str, remedy: str, line: int, column: int) -> None:
        self.problems.append(Problem(message, remedy, self._name, line, column))


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def _composed(text: str) -> yaml.Node | None:
    loader = _loader()(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def _loader() -> type[yaml.CBaseLoader | yaml.BaseLoader]:
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Builder:
    """Turns nodes into plain data and remembers the places."""

    def __init__(
        self,
        name: str,
        marks: dict[Keys, Mark],
        key_marks: dict[Keys, Mark],
        problems: list[Problem],
        lines: Sequence[str],
    ) -> None:
        self._name = name
        self._marks = marks
        self._key_marks = key_marks
        self._problems = problems
        self._lines = lines

    def build(self, node: yaml.Node, keys: Keys) -> Tree:
        self._marks[keys] = _mark(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, keys)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*keys, index)) for index, child in enumerate(node.value)]
        return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> str | None:
        mark = _mark(node)
        value = unicodedata.normalize("NFC", str(node.value))
        found = FORBIDDEN.search(value)  # written as an escape, such as "\\u202e"
        if found:
            message, remedy = forbidden_character(found.group())
            self._report(message, mark, remedy)
        for escape in TEMPLATE_ESCAPES:
            if escape in value and mark.line not in {problem.line for problem in self._problems}:
                message, remedy = forbidden_sequence(escape)
                self._report(message, mark, remedy)
        if getattr(node, "style", None):  # in quotes or a block; the two loaders name a plain one differently
            return value
        self._tell_lost_words(mark)
        return None if value in {"", "~", "null"} else value

    def _tell_lost_words(self, mark: Mark) -> None:
        """Tell a comment that was probably meant as part of the value: ``#`` directly before a word."""
        line = self._lines[mark.end_line - 1] if mark.end_line <= len(self._lines) else ""
        found = re.match(r"\s+(#\w.*)|(?<=:)\s*(#\w.*)", line[max(mark.end_column - 1, 0) :])
        if found:
            words = (found[1] or found[2]).strip()
            self._report(
                tr("Mit „#“ beginnt ein Kommentar; „{words}“ geht deshalb verloren.", words=words[:60]),
                mark,
                tr(
                    "Den ganzen Wert in Anführungszeichen setzen; soll es ein Kommentar sein, „# “ mit Leerzeichen schreiben."
                ),
            )

    def _mapping(self, node: yaml.MappingNode, keys: Keys) -> dict[str, Tree]:
        result: dict[str, Tree] = {}
        for key_node, value_node in node.value:
            mark = _mark(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                message = tr("Ein Schlüssel muss ein einfaches Wort sein.")
                self._report(message, mark, tr("Klammern und Fragezeichen am Anfang der Zeile löschen."))
                continue
            key = str(key_node.value)
            found = FORBIDDEN.search(key)
            if found:
                message, remedy = forbidden_character(found.group())
                self._report(message, mark, remedy)
                continue
            if key in result:
                first = self._key_marks[(*keys, key)]
                self._report(
                    tr(
                        "Der Schlüssel „{key}“ steht hier zum zweiten Mal (zuerst in Zeile {line}).",
                        key=key,
                        line=first.line,
                    ),
                    mark,
                    tr("Einen der beiden Einträge löschen oder beide zusammenführen."),
                )
                continue
            self._key_marks[(*keys, key)] = mark
            result[key] = self.build(value_node, (*keys, key))
        return result

    def _report(self, message: str, mark: Mark, remedy: str) -> None:
        self._problems.append(Problem(message, remedy, self._name, mark.line, mark.column))


def _mark(node: yaml.Node) -> Mark:
    start, end = node.start_mark, node.end_mark
    return Mark(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def walk(tree: Tree) -> Iterator[tuple[Keys, Tree]]:
    """Yield every value of ``tree`` with its keys, parents first, in the order of the file."""
    waiting: list[tuple[Keys, Tree]] = [((), tree)]
    while waiting:
        keys, node = waiting.pop()
        yield keys, node
        if isinstance(node, dict):
            waiting += [((*keys, key), child) for key, child in reversed(node.items())]
        elif isinstance(node, list):
            waiting += [((*keys, index), node[index]) for index in range(len(node) - 1, -1, -1)]
