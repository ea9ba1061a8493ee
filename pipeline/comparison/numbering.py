"""Lists: which level and format a paragraph has, and the number that is printed before it.

ISO/IEC 29500-1 §17.9: a paragraph, or its style, names a list (``w:num``) and a level; lists that share a definition
(``w:abstractNum``) count on together, unless a list restarts a level.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from pipeline.comparison.opc import Package, w


@dataclass(frozen=True, slots=True)
class ListLevel:
    """Where a paragraph stands in a list.

    Attributes:
        level: 0 for the outermost level.
        format: ``bullet``, ``decimal`` and so on.
        text: the pattern of the number, such as ``%1.%2`` or the bullet sign.
        list_id: which list it is; empty unless asked for, since ids mean something only among harmonised documents.
    """

    level: int
    format: str
    text: str
    list_id: str = ""


@dataclass
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class _List:
    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Lists:
    """The lists of one document, with running counters; ask for the paragraphs in document order."""

    def __init__(self, package: Package) -> None:
        self._lists = _read_lists(package.part_of("numbering"))
        self._styles = _style_lists(package.part_of("styles"))
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()

    def place(self, style: str, properties: etree._Element | None) -> tuple[str, int] | None:
        """Return list id and level of a paragraph with that style id and those ``w:pPr``, or None."""
        own = properties.find(w("numPr")) if properties is not None else None
        number, level = _number(own)
        from_style = self._styles.get(style, ("", 0))
        number = from_style[0] if number is None else number
        if not number or number == "0" or number not in self._lists:
            return None
        return number, from_style[1] if level is None else level

    def level(self, place: tuple[str, int], *, ids: bool = False) -> ListLevel:
        """Return format and pattern at ``place``, with the list's id if asked for."""
        definition = self._lists[place[0]].levels.get(place[1], _Level())
        return ListLevel(place[1], definition.format, definition.text, place[0] if ids else "")

    def look(self, number: str) -> str:
        """Return what a list prints before its items: format, pattern and start of each level, restarts."""
        listed = self._lists[number]
        levels = [f"{n} {level.format} {level.text} {level.start}" for n, level in sorted(listed.levels.items())]
        return "; ".join([*levels, str(sorted(listed.restarts.items()))])

    def count(self, place: tuple[str, int]) -> str:
        """Count one paragraph at ``place`` and return its printed number or bullet (numerals always decimal)."""
        number, level = place
        listed = self._lists[number]
        counters = self._counters.setdefault(listed.abstract, {})
        if number not in self._started:
            self._started.add(number)
            for restarted, start in listed.restarts.items():
                counters[restarted] = start - 1
        start = listed.levels.get(level, _Level()).start
        counters[level] = counters.get(level, start - 1) + 1
        for deeper in [deeper for deeper in counters if deeper > level]:
            del counters[deeper]
        text = listed.levels.get(level, _Level()).text
        for step in range(level + 1):
            first = listed.levels.get(step, _Level()).start
            text = text.replace(f"%{step + 1}", str(counters.get(step, first)))
        return text


def _number(properties: etree._Element | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    number, level = properties.find(w("numId")), properties.find(w("ilvl"))
    value = level.get(w("val"), "0") if level is not None else None
    return (
        number.get(w("val")) if number is not None else None,
        int(value) if value is not None and value.isdecimal() else None,
    )


def _read_level(element: etree._Element) -> _Level:
    def value(name: str, default: str) -> str:
        found = element.find(w(name))
        return found.get(w("val"), default) if found is not None else default

    start = value("start", "1")
    return _Level(value("numFmt", "decimal"), value("lvlText", ""), int(start) if start.isdecimal() else 1)


def _read_levels(element: etree._Element) -> dict[int, _Level]:
    return {
        int(level.get(w("ilvl"), "0")): _read_level(level)
        for level in element.iter(w("lvl"))
        if level.get(w("ilvl"), "0").isdecimal()
    }


def _read_lists(root: etree._Element | None) -> dict[str, _List]:
    if root is None:
        return {}
    abstract = {element.get(w("abstractNumId"), ""): _read_levels(element) for element in root.iter(w("abstractNum"))}
    lists: dict[str, _List] = {}
    for element in root.findall(w("num")):
        reference = element.find(w("abstractNumId"))
        key = reference.get(w("val"), "") if reference is not None else ""
        listed = _List(key, {**abstract.get(key, {}), **_read_levels(element)})
        for override in element.findall(w("lvlOverride")):
            start = override.find(w("startOverride"))
            if start is not None and start.get(w("val"), "").isdecimal():
                listed.restarts[int(override.get(w("ilvl"), "0"))] = int(start.get(w("val"), "1"))
        lists[element.get(w("numId"), "")] = listed
    return lists


def _style_lists(root: etree._Element | None) -> dict[str, tuple[str, int]]:
    """Return list id and level of each paragraph style that has them, inherited ones too."""
    if root is None:
        return {}
    styles = {style.get(w("styleId"), ""): style for style in root.iter(w("style"))}
    found: dict[str, tuple[str, int]] = {}
    for identity in styles:
        number: str | None = None
        level: int | None = None
        seen: set[str] = set()
        current = identity
        while current in styles and current not in seen and (number is None or level is None):
            seen.add(current)
            own = _number(styles[current].find(f"{w('pPr')}/{w('numPr')}"))
            number, level = (number if number is not None else own[0]), (level if level is not None else own[1])
            based = styles[current].find(w("basedOn"))
            current = based.get(w("val"), "") if based is not None else ""
        if number:
            found[identity] = (number, level or 0)
    return found
