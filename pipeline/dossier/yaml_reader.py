"""Reading one YAML file with the place of every value.

Only a small part of YAML is allowed, and all of it is safe: mappings, lists and scalars. Scalars stay text (``1.10`` is a
version, ``NO`` is no boolean, ``02583`` keeps its zero); the model decides what they mean. Anchors, aliases and tags are
refused, which also shuts out alias bombs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from pipeline.errors import InputError, Problem
from pipeline.language import tr

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 200_000

Tree = dict[str, "Tree"] | list["Tree"] | str | None
Keys = tuple[str | int, ...]

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters: XML forbids most, Word drops the others
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls: text that reads otherwise than it is stored
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use: the renderer's own marks
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\ufeff]"
)
_TEMPLATE_ESCAPES = ("{_{", "}_}", "{_%", "%_}", "{_#", "#_}")


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
    """

    name: str
    text: str
    tree: Tree
    marks: Mapping[Keys, Mark]
    key_marks: Mapping[Keys, Mark]


def read_yaml(data: bytes, name: str) -> YamlFile:
    """Read the YAML file ``name`` from its bytes.

    Raises:
        InputError: all that makes the file unusable, each with its place: wrong encoding, syntax, duplicate keys, anchors,
            tags, forbidden characters, or more than the limits allow.
    """
    text = _decode(data, name)
    marks: dict[Keys, Mark] = {}
    key_marks: dict[Keys, Mark] = {}
    problems: list[Problem] = []
    root = _compose(text, name)
    if root is None:
        return YamlFile(name, text, {}, {(): Mark(1, 1, 1, 1)}, {})
    builder = _Builder(name, marks, key_marks, problems)
    tree = builder.build(root, ())
    if problems:
        raise InputError(sorted(problems, key=lambda problem: (problem.line, problem.column)))
    return YamlFile(name, text, tree, marks, key_marks)


def _decode(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        raise InputError(Problem(tr("Die Datei ist größer als {limit} Byte.", limit=MAX_BYTES), file=name))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise InputError(
            Problem(
                tr("Die Datei ist nicht in UTF-8 gespeichert."),
                tr("Im Editor „Speichern unter“ wählen und als Zeichencodierung UTF-8 einstellen."),
                name,
                line,
                column,
            )
        ) from None
    problems = [
        Problem(
            tr("Das Zeichen U+{code:04X} ist nicht erlaubt.", code=ord(found.group())),
            tr("Das unsichtbare Zeichen löschen und die Stelle neu eintippen."),
            name,
            *_line_and_column(text, found.start()),
        )
        for found in _FORBIDDEN.finditer(text)
    ]
    problems += [
        Problem(
            tr("Die Zeichenfolge „{text}“ ist nicht erlaubt.", text=escape),
            tr("Die Klammern ohne Unterstrich schreiben."),
            name,
            *_line_and_column(text, text.index(escape)),
        )
        for escape in _TEMPLATE_ESCAPES
        if escape in text
    ]
    if problems:
        raise InputError(problems[:20])
    return text


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def _compose(text: str, name: str) -> yaml.Node | None:
    loader = _loader()(text)
    try:
        _guard_events(text, name)
        return loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise InputError(_syntax_problem(error, name)) from None
    except yaml.YAMLError as error:
        raise InputError(Problem(tr("Die Datei ist kein lesbares YAML: {reason}", reason=error), file=name)) from None
    finally:
        loader.dispose()


def _loader() -> type[yaml.CBaseLoader | yaml.BaseLoader]:
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _guard_events(text: str, name: str) -> None:
    """Refuse anchors, tags, depth and size while they are still a stream, before anything is built."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_loader())):
        mark = getattr(event, "start_mark", None)
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        if getattr(event, "anchor", None) is not None:
            raise InputError(
                Problem(
                    tr("Anker und Verweise („&“, „*“) sind nicht erlaubt."),
                    tr(
                        "Den Text an jeder Stelle ausschreiben; beginnt ein Wert mit „*“ oder „&“, ihn in Anführungszeichen setzen."
                    ),
                    name,
                    *place,
                )
            )
        tag = getattr(event, "tag", None)
        if tag is not None and not (isinstance(event, yaml.ScalarEvent) and tag == "!"):
            raise InputError(
                Problem(
                    tr("Typangaben wie „{tag}“ sind nicht erlaubt.", tag=tag),
                    tr("Die Angabe löschen; beginnt ein Wert mit „!“, ihn in Anführungszeichen setzen."),
                    name,
                    *place,
                )
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH or count > MAX_NODES:
            raise InputError(Problem(tr("Die Datei ist zu tief verschachtelt oder zu umfangreich."), "", name, *place))


def _syntax_problem(error: yaml.MarkedYAMLError, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    text = error.problem or error.context or ""
    message, remedy = _explain(text)
    if not mark:
        return Problem(message, remedy, name)
    return Problem(message, remedy, name, mark.line + 1, mark.column + 1)


def _explain(text: str) -> tuple[str, str]:
    """Return message and remedy for libyaml's English words."""
    if "tab" in text or "cannot start any token" in text:
        return (
            tr("Hier steht ein Zeichen, mit dem kein Wert beginnen kann (oft ein Tabulator oder „@“, „%“, „`“)."),
            tr("Mit Leerzeichen einrücken; einen Wert mit Sonderzeichen in Anführungszeichen setzen."),
        )
    if "mapping values are not allowed" in text:
        return (
            tr("Hier steht ein Doppelpunkt, wo kein neuer Schlüssel beginnen kann."),
            tr(
                "Einrückung prüfen; enthält der Wert einen Doppelpunkt mit Leerzeichen, ihn in Anführungszeichen setzen."
            ),
        )
    if "could not find expected ':'" in text or "simple key" in text:
        return (
            tr("Nach dem Schlüssel fehlt der Doppelpunkt."),
            tr("„schlüssel: wert“ schreiben; mehrzeilige Texte nach „schlüssel: |“ einrücken."),
        )
    if (
        "did not find expected key" in text
        or "block mapping" in text
        or "expected <block end>" in text
        or "'-' indicator" in text
    ):
        return (
            tr("Die Einrückung passt nicht zu den Zeilen darüber."),
            tr("Zusammengehörige Einträge gleich weit mit Leerzeichen einrücken; Anführungszeichen im Text prüfen."),
        )
    if "end of stream" in text or "document start" in text:
        return (
            tr(
                "Ein Anführungszeichen oder eine Klammer wird nicht geschlossen, oder die Datei enthält mehrere Dokumente."
            ),
            tr("Anführungszeichen und Klammern paarweise setzen; Zeilen mit „---“ löschen."),
        )
    return tr("Die Datei ist kein lesbares YAML ({reason}).", reason=text), tr(
        "Einrückung und Anführungszeichen prüfen."
    )


class _Builder:
    """Turns nodes into plain data and remembers the places."""

    def __init__(
        self, name: str, marks: dict[Keys, Mark], key_marks: dict[Keys, Mark], problems: list[Problem]
    ) -> None:
        self._name = name
        self._marks = marks
        self._key_marks = key_marks
        self._problems = problems

    def build(self, node: yaml.Node, keys: Keys) -> Tree:
        self._marks[keys] = _mark(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, keys)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*keys, index)) for index, child in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, keys: Keys) -> dict[str, Tree]:
        result: dict[str, Tree] = {}
        for key_node, value_node in node.value:
            mark = _mark(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(tr("Ein Schlüssel muss ein einfaches Wort sein."), mark)
                continue
            key = str(key_node.value)
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

    def _report(self, message: str, mark: Mark, remedy: str = "") -> None:
        self._problems.append(Problem(message, remedy, self._name, mark.line, mark.column))


def _scalar(node: yaml.Node) -> str | None:
    value = unicodedata.normalize("NFC", str(node.value))
    plain = getattr(node, "style", None) is None
    return None if plain and value in {"", "~", "null"} else value


def _mark(node: yaml.Node) -> Mark:
    start, end = node.start_mark, node.end_mark
    return Mark(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def walk(tree: Tree, keys: Keys = ()) -> Iterator[tuple[Keys, Tree]]:
    """Yield every value of ``tree`` with its keys, parents first."""
    yield keys, tree
    children = enumerate(tree) if isinstance(tree, list) else tree.items() if isinstance(tree, dict) else ()
    for key, child in children:
        yield from walk(child, (*keys, key))
