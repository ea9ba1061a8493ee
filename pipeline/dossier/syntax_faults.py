"""What a YAML parser stumbles over, as sentences for people who have never seen YAML.

The parser names the place where it gave up, which is often a line too late, and it stops at its first fault. So the line is
looked at again for the slips that people make: a tab, a missing blank, quotes that do not pair, a wrong indentation. Where the
slip is plain the line is mended in memory, and reading goes on to find the next one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from pipeline.language import tr


@dataclass(frozen=True, slots=True)
class Fault:
    """One slip.

    Attributes:
        line: index of the line, from 0.
        column: index of the character, from 0.
        message: what is wrong.
        remedy: what to write instead.
        mended: lines as they were probably meant, by their index; empty where nobody can know.
    """

    line: int
    column: int
    message: str
    remedy: str
    mended: Mapping[int, str] = field(default_factory=dict)


Rule = Callable[[Sequence[str], int], Fault | None]

_KEY = r"[A-Za-z_][\w-]*"
_ENTRY = re.compile(rf"(?P<lead>\s*(?:- +)*(?:{_KEY}:[ \t]+)?)(?P<value>.*?)(?P<rest>[ \t]+#.*|\s*)$")
_GLUED_DASH = re.compile(rf"(\s*)-(?={_KEY}:)")
_GLUED_COLON = re.compile(rf"\s*(?:- +)*(?!https?:|mailto:|tel:){_KEY}:(?=[^\s/:])")
_OPENS_SPECIAL = re.compile(r"[@`%&*!]|[|>](?![-+0-9]*$)|[\]},]|- ")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_CLOSING = {"[": "]", "{": "}"}
_LOOK_BACK = 40
"""How many lines above the place where the parser gave up are searched for a quote that was never closed."""


def fault_of(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Fault:
    """Return what is wrong in ``lines``, as far as ``error`` and the look of the lines tell."""
    mark = error.problem_mark or error.context_mark
    here, column = _index(mark, lines), mark.column if mark else 0
    start = _index(error.context_mark or mark, lines)
    text = error.problem or ""
    if "another document" in text or "document start" in text:
        return _second_document(here, lines)
    if "simple key" in (error.context or ""):
        return _first((start,), lines, (_tab, _dash, _colon)) or _no_colon(start, lines)
    if "flow" in (error.context or ""):
        found = _first((start,), lines, (_bracket,))
        if found:
            return found
    return (
        _first((start,) if "quoted scalar" in (error.context or "") else (here,), lines, _ON_THE_LINE)
        or _first(range(here - 1, max(here - _LOOK_BACK, -1), -1), lines, (_unclosed,))
        or _first(_before(here, lines), lines, (_dash, _colon))
        or _indentation(here, lines, text)
        or Fault(
            here,
            column,
            tr("An dieser Stelle lässt sich die Datei nicht mehr lesen."),
            tr("Einrückung und Anführungszeichen hier und in der Zeile darüber prüfen."),
        )
    )


def _index(mark: yaml.Mark | None, lines: Sequence[str]) -> int:
    return min(mark.line, len(lines) - 1) if mark else 0


def _first(indices: Sequence[int], lines: Sequence[str], rules: Sequence[Rule]) -> Fault | None:
    for index in indices:
        for rule in rules:
            found = rule(lines, index)
            if found:
                return found
    return None


def _before(index: int, lines: Sequence[str]) -> Sequence[int]:
    """Return the index of the nearest line above that says something, if there is one."""
    return next(((above,) for above in range(index - 1, -1, -1) if _says_something(lines[above])), ())


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _tab(lines: Sequence[str], index: int) -> Fault | None:
    line = lines[index]
    blanks = line[: len(line) - len(line.lstrip())]
    if "\t" not in blanks:
        return None
    return Fault(
        index,
        blanks.index("\t"),
        tr("Hier steht ein Tabulator."),
        tr("Mit Leerzeichen einrücken, zwei je Stufe; im Editor „Einzug mit Leerzeichen“ einstellen."),
        {index: blanks.replace("\t", "  ") + line.lstrip()},
    )


def _dash(lines: Sequence[str], index: int) -> Fault | None:
    line = lines[index]
    found = _GLUED_DASH.match(line)
    if not found:
        return None
    mended = f"{found[0]} {line[found.end() :]}"
    item = {below: f" {lines[below]}" for below in _belonging(index, len(found[1]), lines)}
    return Fault(
        index, found.end(), tr("Nach dem Strich fehlt ein Leerzeichen."), _write(mended), {index: mended, **item}
    )


def _colon(lines: Sequence[str], index: int) -> Fault | None:
    line = lines[index]
    found = _GLUED_COLON.match(line)
    if not found:
        return None
    mended = f"{found[0]} {line[found.end() :]}"
    return Fault(index, found.end(), tr("Nach dem Doppelpunkt fehlt ein Leerzeichen."), _write(mended), {index: mended})


def _special_start(lines: Sequence[str], index: int) -> Fault | None:
    lead, value, rest = _parts(lines[index])
    if not _OPENS_SPECIAL.match(value):
        return None
    if value.startswith("- "):
        return Fault(
            index,
            len(lead),
            tr("Eine Liste beginnt in der Zeile unter dem Schlüssel."),
            tr("Jeden Eintrag in eine eigene Zeile mit „- “ schreiben."),
            {index: lead + "[]"},
        )
    if value[0] in "|>":
        return Fault(
            index,
            len(lead) + 1,
            tr("Hinter „{sign}“ steht Text in derselben Zeile.", sign=value[0]),
            tr("Den Text in die Zeilen darunter schreiben, um eine Stufe eingerückt."),
            {index: lead + _single_quoted(value)},
        )
    return Fault(
        index,
        len(lead),
        tr("Ein Wert, der mit „{sign}“ beginnt, braucht Anführungszeichen.", sign=value[0]),
        _write(lead + _quoted(value)),
        {index: lead + _single_quoted(value) + rest},
    )


def _unclosed(lines: Sequence[str], index: int) -> Fault | None:
    lead, value, rest = _parts(lines[index])
    quote = value[:1]
    if quote not in _QUOTED or _QUOTED[quote].match(value + rest):
        return None
    return Fault(
        index,
        len(lead),
        tr("Dieses Anführungszeichen wird nicht geschlossen."),
        _write(f"{lead}{value}{quote}"),
        {index: lead + _single_quoted(value[1:]) + rest},
    )


def _inner_quotes(lines: Sequence[str], index: int) -> Fault | None:
    lead, value, rest = _parts(lines[index])
    found = _QUOTED[value[0]].match(value) if value[:1] in _QUOTED else None
    if not found or found.end() == len(value):
        return None
    inner = value[1:-1] if value.endswith(value[0]) else value[1:]
    return Fault(
        index,
        len(lead) + found.end(),
        tr("Hinter dem schließenden Anführungszeichen geht der Text weiter."),
        tr("Den ganzen Wert in Anführungszeichen setzen und innen die deutschen „…“ verwenden."),
        {index: lead + _single_quoted(inner) + rest},
    )


def _escape(lines: Sequence[str], index: int) -> Fault | None:
    lead, value, rest = _parts(lines[index])
    if not value.startswith('"') or "\\" not in value:
        return None
    return Fault(
        index,
        len(lead) + value.index("\\"),
        tr("Zwischen doppelten Anführungszeichen hat „\\“ eine besondere Bedeutung."),
        tr("Einfache Anführungszeichen verwenden: 'so'."),
        {index: lead + _single_quoted(value.strip('"')) + rest},
    )


def _bracket(lines: Sequence[str], index: int) -> Fault | None:
    lead, value, rest = _parts(lines[index])
    opening = value[:1]
    if opening not in _CLOSING or value.count(opening) <= value.count(_CLOSING[opening]):
        return None
    mended = f"{lead}{value}{_CLOSING[opening]}"
    return Fault(index, len(lead), tr("Diese Klammer wird nicht geschlossen."), _write(mended), {index: mended + rest})


def _colon_in_value(lines: Sequence[str], index: int) -> Fault | None:
    lead, value, rest = _parts(lines[index])
    place = re.search(r":(?:\s|$)", value)
    if not lead.strip().endswith(":") or not place or value[:1] in "\"'[{|>":
        return None
    return Fault(
        index,
        len(lead) + place.start(),
        tr("Der Wert enthält einen Doppelpunkt und braucht deshalb Anführungszeichen."),
        _write(lead + _quoted(value)),
        {index: lead + _single_quoted(value) + rest},
    )


_ON_THE_LINE: Sequence[Rule] = (
    *(_tab, _dash, _colon, _escape, _unclosed, _inner_quotes, _special_start, _bracket, _colon_in_value),
)


def _second_document(index: int, lines: Sequence[str]) -> Fault:
    return Fault(
        index,
        0,
        tr("Die Zeile „---“ beginnt ein zweites Dokument."),
        tr("Die Zeile löschen; eine Datei der Akte ist ein einziges Dokument."),
        {index: ""} if lines[index].startswith(("---", "...")) else {},
    )


def _no_colon(index: int, lines: Sequence[str]) -> Fault:
    line = lines[index]
    found = re.match(rf"\s*(?:- +)*{_KEY}(?=[ \t]|$)", line)
    meant = found is not None and found[0].strip("- ").islower()
    mended = f"{found[0]}:{line[found.end() :]}" if found and meant else ""
    return Fault(
        index,
        len(line) - len(line.lstrip()),
        tr("In dieser Zeile fehlt hinter dem Schlüssel der Doppelpunkt, oder sie gehört zu einem Text darüber."),
        tr("„schlüssel: wert“ schreiben; mehrzeilige Texte nach „schlüssel: |“ einrücken."),
        {index: mended},
    )


def _indentation(index: int, lines: Sequence[str], text: str) -> Fault | None:
    """Say that the line, and what belongs to it, does not begin where the lines above do."""
    if not any(
        part in text for part in ("mapping values", "expected key", "'-' indicator", "block end", "node content")
    ):
        return None
    line = lines[index]
    indent = len(line) - len(line.lstrip())
    wanted = min(_columns_above(index, lines), key=lambda column: abs(column - indent), default=indent)
    message = tr("Die Einrückung passt nicht zu den Zeilen darüber.")
    if wanted == indent:
        return Fault(index, indent, message, tr("Zusammengehörige Einträge gleich weit mit Leerzeichen einrücken."), {})
    mended = {index: " " * wanted + line.lstrip()}
    for below in _belonging(index, indent, lines):
        mended[below] = " " * max(wanted - indent, 0) + lines[below][max(indent - wanted, 0) :]
    return Fault(
        index,
        indent,
        message,
        tr("Die Zeile um {wanted} Leerzeichen einrücken, nicht um {found}.", wanted=wanted, found=indent),
        mended,
    )


def _columns_above(index: int, lines: Sequence[str]) -> Iterator[int]:
    """Yield the columns of the entries that are open above the line."""
    limit = 10_000
    for above in range(index - 1, -1, -1):
        found = re.match(rf"(\s*(?:- +)*){_KEY}:(?:\s|$)", lines[above])
        indent = len(lines[above]) - len(lines[above].lstrip())
        if not found or indent >= limit or not _says_something(lines[above]):
            continue
        yield len(found[1])
        limit = indent
        if limit == 0:
            return


def _belonging(index: int, indent: int, lines: Sequence[str]) -> Iterator[int]:
    for below in range(index + 1, len(lines)):
        line = lines[below]
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            return
        yield below


def _parts(line: str) -> tuple[str, str, str]:
    """Return what stands before the value of a line, the value, and blanks and comment behind it."""
    found = _ENTRY.match(line)
    return (found["lead"], found["value"], found["rest"]) if found else ("", line, "")


def _quoted(value: str) -> str:
    return f"'{value}'" if '"' in value or "\\" in value else f'"{value}"'


def _single_quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _write(line: str) -> str:
    text = line.strip()
    return tr("Schreiben: {text}", text=text if len(text) <= 100 else text[:100] + " …")
