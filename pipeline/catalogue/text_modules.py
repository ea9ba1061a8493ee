"""Text modules: good words for fields that hold standing text or a question of policy.

Each file in ``texts/`` is a list of modules. A module belongs to one field of the dossier and becomes an open point
there: its question, who must answer it, and the proposal. Nothing is decided by a module. Names, dates, numbers of the
town and what a person must find out have a question only. List modules of the same field are joined in the order of
their files, so that a platform can add its own entries to a list that holds for all.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.catalogue.reading import CATALOGUE_DIR, damaged, read_as
from pipeline.dossier.answers import Role
from pipeline.dossier.model.values import Land

FOLDER = CATALOGUE_DIR / "texts"

_ITEM = re.compile(r"\[[^\]]*\]")


class TextModule(BaseModel):
    """One text module.

    Attributes:
        id: stable name within the catalogue.
        field: path of the field it belongs to, items as ``[]``: ``concept.channels[].settings``. A word in the brackets
            limits the module to items of that ``kind``: ``concept.responsibilities[editorial].tasks``.
        land: the Länder it is written for; empty means all.
        platform: the platforms it is written for; empty means all.
        open: the question; absent where ``text`` is a frame whose entries ask their own questions.
        by: who must answer the question.
        source: ids of the requirements it serves, or a word such as „Verwaltungspraxis“.
        date: when it was written or last looked at.
        text: the proposal in the shape of the model; absent where only the question can be given.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    field: str = Field(pattern=r"^(organisation|concept|dpia)(\.[a-z0-9_]+(\[[a-z_]*\])?)+$")
    land: tuple[Land, ...] = ()
    platform: tuple[str, ...] = ()
    open: str | None = None
    by: Role | None = None
    source: tuple[str, ...] = Field(min_length=1)
    date: date
    text: Any = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.open is None) != (self.by is None):
            raise ValueError("open and by belong together")
        if self.open is None and self.text is None:
            raise ValueError("neither a question nor a text")
        return self

    @property
    def kind(self) -> str:
        """Return ``question``, ``frame``, ``list``, ``text`` or ``value``: what the module holds."""
        if self.text is None:
            return "question"
        if self.open is None:
            return "frame"
        if isinstance(self.text, list):
            return "list"
        return "text" if isinstance(self.text, str) else "value"

    @property
    def item_kind(self) -> str:
        """Return the kind of item the module is limited to, or an empty string."""
        return "".join(_ITEM.findall(self.field)).replace("[", "").replace("]", "")

    @property
    def specificity(self) -> int:
        """Return how narrowly the module is written: 0 for all, up to 3 for certain kinds, Länder and platforms."""
        return bool(self.land) + bool(self.platform) + bool(self.item_kind)

    def answer(self) -> Any:
        """Return what to write into a dossier: an open point, or the frame as it stands."""
        if self.open is None or self.by is None:
            return self.text
        point = {"open": self.open, "by": self.by.value}
        return point if self.text is None else {**point, "proposal": self.text}


@cache
def load_text_modules() -> tuple[TextModule, ...]:
    """Return all text modules, file by file in the order of the names, then in the order of the file.

    Raises:
        ProgramError: a file is damaged, or two modules share an id.
    """
    modules = tuple(
        module for path in sorted(FOLDER.glob("*.yaml")) for module in read_as(tuple[TextModule, ...], path)
    )
    ids = [module.id for module in modules]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise damaged(FOLDER, f"id: {', '.join(twice)}")
    return modules


def modules_for(
    field: str, land: Land | str, platforms: Collection[str] | str, *, kind: str = ""
) -> tuple[TextModule, ...]:
    """Return the modules of ``field`` for a Land and the platforms in question, the narrowest first.

    Args:
        field: a field path; ids of items do not matter (``concept.channels[instagram].settings``).
        land: the Land, such as ``NW``.
        platforms: the platform of the channel for a channel's field, else all platforms of the dossier.
        kind: the ``kind`` of the item the field stands in, where it has one.

    Raises:
        ProgramError: the catalogue is damaged.
    """
    wanted = {platforms} if isinstance(platforms, str) else set(platforms)
    found = [
        module
        for module in _by_field().get(_ITEM.sub("[]", field), ())
        if (not module.land or land in module.land)
        and (not module.platform or wanted & set(module.platform))
        and module.item_kind in ("", kind)
    ]
    return tuple(sorted(found, key=lambda module: -module.specificity))


def answer_for(field: str, land: Land | str, platforms: Collection[str] | str, *, kind: str = "") -> Any:
    """Return what a new dossier should hold in ``field``, or ``None`` where the catalogue has nothing.

    The narrowest module wins. Lists are joined in the order of the files; an entry whose id is already there is left
    out. The entries of a frame are completed by the modules of their own fields.

    Raises:
        ProgramError: the catalogue is damaged.
    """
    found = modules_for(field, land, platforms, kind=kind)
    if not found:
        return None
    match found[0].kind:
        case "list":
            return _joined([module for module in found if module.kind == "list"])
        case "frame":
            return [_completed(entry, f"{field}[]", land, platforms) for entry in found[0].text]
        case _:
            return found[0].answer()


def _joined(lists: list[TextModule]) -> dict[str, Any]:
    order = {module.id: index for index, module in enumerate(load_text_modules())}
    lists.sort(key=lambda module: order[module.id])
    entries: list[Any] = []
    seen: set[str] = set()
    for entry in (entry for module in lists for entry in module.text):
        name = entry.get("id", "") if isinstance(entry, dict) else ""
        if name not in seen:
            entries.append(entry)
        seen |= {name} - {""}
    return {**lists[0].answer(), "proposal": entries}


def _completed(entry: dict[str, Any], path: str, land: Land | str, platforms: Collection[str] | str) -> dict[str, Any]:
    answers = {
        field.removeprefix(f"{path}."): answer_for(field, land, platforms, kind=str(entry.get("kind", "")))
        for field in _by_field()
        if field.startswith(f"{path}.") and "." not in field.removeprefix(f"{path}.")
    }
    return entry | {name: answer for name, answer in answers.items() if name not in entry and answer is not None}


@cache
def _by_field() -> dict[str, tuple[TextModule, ...]]:
    fields: dict[str, list[TextModule]] = {}
    for module in load_text_modules():
        fields.setdefault(_ITEM.sub("[]", module.field), []).append(module)
    return {field: tuple(modules) for field, modules in fields.items()}
