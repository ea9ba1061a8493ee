"""What a page paints: each piece of text, line, area and picture, where it stands, and how it is marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import pikepdf

from pipeline.pdf.fonts import Font, read_font

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
_TEXT_SHOWING = {"Tj", "TJ", "'", '"'}
_TEXT_NUMBERS = {"Tc": "character_space", "Tw": "word_space", "Tz": "scale", "TL": "leading", "Ts": "rise"}
_STATE_OPERATORS = {
    *("q", "Q", "cm", "BMC", "BDC", "EMC", "m", "l", "c", "v", "y", "re", "BT", "Tm", "Td", "TD", "T*", "Tf"),
    *_TEXT_NUMBERS,
}
_NUMBERS = frozenset({int, float, Decimal})
_DEEPEST_FORM = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """One painting operator with its effect.

    Attributes:
        kind: ``text``, ``path``, ``image`` or ``shading``.
        text: Unicode text, an ``ActualText`` of the marked content already put in its place.
        box: where it stands on the page, in points; an estimate from the font size for text.
        size: font size in points as it appears; 0 for other kinds.
        mcid: number of the marked content it belongs to, or ``None``.
        artifact: whether it stands inside marked content with the tag ``Artifact``.
        index: number of the operator in the page's stream; of the calling ``Do`` for content of form XObjects.
        font: resource name of the font, or empty.
        unknown: codes in ``text`` for which the font gives no Unicode value.
    """

    kind: str
    text: str
    box: Box
    size: float
    mcid: int | None
    artifact: bool
    index: int
    font: str = ""
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class _Mark:
    tag: str
    mcid: int | None
    actual_text: str | None


@dataclass(slots=True)
class _State:
    matrix: Matrix = _IDENTITY
    font: Font | None = None
    font_name: str = ""
    size: float = 0
    character_space: float = 0
    word_space: float = 0
    scale: float = 1
    leading: float = 0
    rise: float = 0
    line: Matrix = _IDENTITY
    text: Matrix = _IDENTITY

    def copy(self) -> _State:
        """Return a copy; written out, because pages save their state thousands of times."""
        return _State(
            *(self.matrix, self.font, self.font_name, self.size, self.character_space, self.word_space),
            *(self.scale, self.leading, self.rise, self.line, self.text),
        )


@dataclass(slots=True)
class _Reader:
    state: _State = field(default_factory=_State)
    saved: list[_State] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    path: list[tuple[float, float]] = field(default_factory=list)
    fonts: dict[Any, Font] = field(default_factory=dict)


def page_pieces(page: pikepdf.Page) -> list[Piece]:
    """Return everything ``page`` paints, in the order of its content stream.

    Raises:
        pikepdf.PdfError: the content stream cannot be parsed.
    """
    instructions = pikepdf.parse_content_stream(page)
    return list(_pieces(_Reader(), instructions, page.get("/Resources", pikepdf.Dictionary()), None, 0))


def _pieces(
    reader: _Reader, instructions: Sequence[Any], resources: Any, caller: int | None, depth: int
) -> Iterator[Piece]:
    for position, instruction in enumerate(instructions):
        operator = str(instruction.operator)
        operands = instruction.operands
        index = position if caller is None else caller
        if operator in _TEXT_SHOWING:
            yield from _show(reader, operator, operands, index)
        elif operator in _PAINTS:
            yield _piece(reader, "path", _bounds(reader.path), index)
            reader.path.clear()
        elif operator == "n":
            reader.path.clear()
        elif operator in ("sh", "INLINE IMAGE"):
            kind = "shading" if operator == "sh" else "image"
            yield _piece(reader, kind, _bounds(_corners(reader.state.matrix)), index)
        elif operator == "Do":
            yield from _external(reader, resources, str(operands[0]), index, depth)
        elif operator in _STATE_OPERATORS:
            _apply(reader, operator, operands, resources)


def _external(reader: _Reader, resources: Any, name: str, index: int, depth: int) -> Iterator[Piece]:
    thing = resources.get("/XObject", {}).get(name)
    if thing is None or thing.get("/Subtype") != pikepdf.Name.Form:
        yield _piece(reader, "image", _bounds(_corners(reader.state.matrix)), index)
    elif depth < _DEEPEST_FORM:
        before, saved = reader.state.copy(), reader.saved
        reader.saved = []
        reader.state.matrix = _times(_matrix(thing.get("/Matrix", _IDENTITY)), reader.state.matrix)
        inner = thing.get("/Resources", resources)
        yield from _pieces(reader, pikepdf.parse_content_stream(thing), inner, index, depth + 1)
        reader.state, reader.saved = before, saved


def _apply(reader: _Reader, operator: str, operands: Any, resources: Any) -> None:  # noqa: C901, PLR0912 - a table of operators
    state = reader.state
    if operator == "q":
        reader.saved.append(state.copy())
    elif operator == "Q":
        if reader.saved:
            reader.state = reader.saved.pop()
    elif operator == "cm":
        state.matrix = _times(_matrix(operands), state.matrix)
    elif operator in ("BMC", "BDC"):
        reader.marks.append(_mark(operator, operands, resources))
    elif operator == "EMC":
        if reader.marks:
            reader.marks.pop()
    elif operator in ("m", "l"):
        reader.path.append(_point(state.matrix, float(operands[0]), float(operands[1])))
    elif operator in ("c", "v", "y"):
        numbers = [float(number) for number in operands]
        reader.path.extend(_point(state.matrix, *pair) for pair in zip(numbers[::2], numbers[1::2], strict=True))
    elif operator == "re":
        x, y, width, height = (float(number) for number in operands)
        reader.path.extend(_point(state.matrix, *corner) for corner in ((x, y), (x + width, y + height)))
    elif operator == "BT":
        state.line = state.text = _IDENTITY
    elif operator == "Tm":
        state.line = state.text = _matrix(operands)
    elif operator in ("Td", "TD"):
        if operator == "TD":
            state.leading = -float(operands[1])
        _next_line(state, float(operands[0]), float(operands[1]))
    elif operator == "T*":
        _next_line(state, 0, -state.leading)
    elif operator == "Tf":
        state.font_name, state.size = str(operands[0]), float(operands[1])
        state.font = _font(reader, resources, state.font_name)
    elif operator in _TEXT_NUMBERS:
        name = _TEXT_NUMBERS[operator]
        setattr(state, name, float(operands[0]) / (100 if operator == "Tz" else 1))


def _show(reader: _Reader, operator: str, operands: Any, index: int) -> Iterator[Piece]:
    state = reader.state
    if operator in ("'", '"'):
        if operator == '"':
            state.word_space, state.character_space = float(operands[0]), float(operands[1])
        _next_line(state, 0, -state.leading)
    if state.font is None:
        return
    font = state.font
    moved = 0.0
    strings: list[bytes] = []
    for item in operands[0] if operator == "TJ" else [operands[-1]]:
        if type(item) in _NUMBERS:  # isinstance is far slower, and pages hold tens of thousands
            moved += float(item)
        else:
            strings.append(bytes(item))
    data = b"".join(strings)
    shown = font.show(data)
    advance = (shown.width - moved) / 1000 * state.size + shown.count * state.character_space
    if font.size_of_code == 1:  # ISO 32000-1, 9.3.3: word space is for the single-byte code 32 only
        advance += data.count(b" ") * state.word_space
    start = _times((1, 0, 0, 1, 0, state.rise), _times(state.text, state.matrix))
    width = advance * state.scale
    end = (start[4] + width * start[0], start[5] + width * start[1])
    state.text = _times((1, 0, 0, 1, width, 0), state.text)
    size = abs(state.size) * (start[1] ** 2 + start[3] ** 2 or start[0] ** 2) ** 0.5
    box = (min(start[4], end[0]), start[5] - 0.2 * size, max(start[4], end[0]), start[5] + 0.8 * size)
    replaced = _actual_text(reader)
    mcid, artifact = _marks(reader)
    if replaced is None:
        yield Piece("text", shown.text, box, size, mcid, artifact, index, state.font_name, shown.unknown)
    else:
        yield Piece("text", replaced, box, size, mcid, artifact, index, state.font_name)


def _actual_text(reader: _Reader) -> str | None:
    """Return the replacement text in force, once; later pieces of the same marked content get the empty text."""
    for depth, mark in enumerate(reader.marks):
        if mark.actual_text is not None:
            reader.marks[depth] = replace(mark, actual_text="")
            return mark.actual_text
    return None


def _mark(operator: str, operands: Any, resources: Any) -> _Mark:
    tag = str(operands[0])
    properties: Any = operands[1] if operator == "BDC" and len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = resources.get("/Properties", {}).get(str(properties))
    if not isinstance(properties, pikepdf.Dictionary):
        return _Mark(tag, None, None)
    mcid = properties.get("/MCID")
    text = properties.get("/ActualText")
    return _Mark(tag, None if mcid is None else int(mcid), None if text is None else str(text))


def _piece(reader: _Reader, kind: str, box: Box, index: int) -> Piece:
    mcid, artifact = _marks(reader)
    return Piece(kind, "", box, 0, mcid, artifact, index)


def _marks(reader: _Reader) -> tuple[int | None, bool]:
    """Return the innermost number of marked content, and whether anything around is an artifact."""
    mcid, artifact = None, False
    for mark in reader.marks:
        mcid = mcid if mark.mcid is None else mark.mcid
        artifact = artifact or mark.tag == "/Artifact"
    return mcid, artifact


def _font(reader: _Reader, resources: Any, name: str) -> Font | None:
    font = resources.get("/Font", {}).get(name)
    if not isinstance(font, pikepdf.Dictionary):
        return None
    key = font.objgen if font.is_indirect else id(font)
    if key not in reader.fonts:
        reader.fonts[key] = read_font(font)
    return reader.fonts[key]


def _next_line(state: _State, x: float, y: float) -> None:
    state.line = state.text = _times((1, 0, 0, 1, x, y), state.line)


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _matrix(numbers: Any) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in numbers)
    return (a, b, c, d, e, f)


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return (x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5])


def _corners(matrix: Matrix) -> list[tuple[float, float]]:
    return [_point(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]


def _bounds(points: list[tuple[float, float]]) -> Box:
    if not points:
        return (0, 0, 0, 0)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))
