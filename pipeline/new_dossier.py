"""Journey: a new dossier with what applies to a Land and to platforms, filled with proposals and questions."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pipeline.catalogue.platforms import load_platforms
from pipeline.catalogue.questions import load_questions
from pipeline.catalogue.text_modules import answer_for
from pipeline.dossier.dossier import PARTS
from pipeline.dossier.fields import shape_of
from pipeline.dossier.load import dossier_from_files
from pipeline.dossier.model.channel import Channel
from pipeline.dossier.model.values import Land
from pipeline.dossier.open_points import NAME_TO_FILL_IN, open_questions
from pipeline.dossier.schema import schemas
from pipeline.dossier.write_new import written
from pipeline.errors import RefusedError, UsageError
from pipeline.files import write_file
from pipeline.language import tr

_PURPOSE_OF_FILE: Mapping[str, str] = {
    "organisation": "Wer wir sind: die Kommune, ihre Vertretung, ihre Anschrift, die datenschutzbeauftragte Person.",
    "concept": "Das Nutzungskonzept: Kanäle, Zwecke, Zuständigkeiten und Regeln.",
    "dpia": "Schwellwertanalyse und, wo nötig, Datenschutz-Folgenabschätzung (Art. 35 DSGVO).",
}


@dataclass(frozen=True, slots=True)
class NewDossier:
    """What was made.

    Attributes:
        folder: where.
        files: the YAML files.
        questions: open points without a proposal.
        proposals: open points with a proposal.
    """

    folder: Path
    files: tuple[Path, ...]
    questions: int
    proposals: int


def new_dossier(folder: Path, *, land: Land, platforms: Sequence[str], name: str = "") -> NewDossier:
    """Make a dossier in ``folder``.

    Args:
        folder: a new or empty folder, or one that holds no dossier yet.
        land: the Land whose law applies.
        platforms: platform ids of the catalogue, one channel each; a platform may be named several times.
        name: the organisation's name, if it is known.

    Raises:
        UsageError: a platform is not in the catalogue.
        RefusedError: the folder holds a dossier already, or cannot be written.
    """
    platforms = _checked(platforms)
    existing = [folder / f"{root}.yaml" for root in PARTS if (folder / f"{root}.yaml").exists()]
    if existing:
        raise RefusedError(
            tr("In {folder} liegt schon eine Akte ({file}).", folder=folder, file=existing[0].name),
            tr("Einen anderen Ordner angeben; vorhandene Dateien werden nie überschrieben."),
        )
    files = {
        f"{root}.yaml": written(content, PARTS[root], _head(root)).encode()
        for root, content in _contents(land, platforms, name).items()
    }
    dossier = dossier_from_files(files, folder)
    for file_name, data in files.items():
        write_file(folder / file_name, data)
    for schema_name, text in schemas().items():
        write_file(folder / "schema" / schema_name, text)
    points = open_questions(dossier)
    proposals = sum(point.has_proposal for point in points)
    return NewDossier(folder, tuple(folder / file for file in files), len(points) - proposals, proposals)


def _checked(platforms: Sequence[str]) -> Sequence[str]:
    known = load_platforms()
    for platform in platforms:
        if platform not in known:
            close = difflib.get_close_matches(platform, known, n=1, cutoff=0.6)
            guess = tr("Gemeint: „{name}“?", name=close[0]) + " " if close else ""
            raise UsageError(
                tr("Die Plattform „{platform}“ steht nicht im Katalog.", platform=platform),
                guess + tr("Möglich sind: {names}.", names=", ".join(known)),
            )
    return platforms


def _channel_ids(platforms: Sequence[str]) -> Sequence[str]:
    """Return an id for each channel: the platform's, with a number from the second channel there on."""
    counts = [platforms[:index].count(platform) + 1 for index, platform in enumerate(platforms)]
    return [f"{platform}-{count}" if count > 1 else platform for platform, count in zip(platforms, counts, strict=True)]


def _head(root: str) -> tuple[str, ...]:
    return (
        f"yaml-language-server: $schema=schema/{root}.schema.json",
        "",
        _PURPOSE_OF_FILE[root],
        "",
        "Eine offene Frage hat „open“ (die Frage) und „by“ (wer antworten muss), oft auch „proposal“ (ein Vorschlag).",
        "Antwort bekannt? Dann die eingerückten Zeilen durch die Antwort ersetzen, zum Beispiel „phone: 02583 309-0“.",
        "Einen Vorschlag übernimmt „nutzungskonzept accept AKTE PFAD --by FUNKTION“.",
    )


def _contents(land: Land, platforms: Sequence[str], name: str) -> Mapping[str, Mapping[str, Any]]:
    organisation = {"name": name or NAME_TO_FILL_IN, "land": land.value, "gender_form": "neutral"}
    rest = _fields(PARTS["organisation"], "organisation", land, platforms)
    concept = _fields(PARTS["concept"], "concept", land, platforms, without=("channels",))
    channels = [
        {"id": id_, "platform": platform, **_fields(Channel, "concept.channels[]", land, platform)}
        for id_, platform in zip(_channel_ids(platforms), platforms, strict=True)
    ]
    ordered = {
        key: channels if key == "channels" else concept[key]
        for key in PARTS["concept"].model_fields
        if key == "channels" or key in concept
    }
    return {
        "organisation": {**organisation, **rest},
        "concept": ordered,
        "dpia": _fields(PARTS["dpia"], "dpia", land, platforms),
    }


def _fields(
    model: type[BaseModel],
    path: str,
    land: Land,
    platforms: Collection[str] | str,
    without: Collection[str] = (),
) -> dict[str, Any]:
    """Return what a new dossier holds below ``path``: a text module's answer, else a question, else what lies below."""
    result: dict[str, Any] = {}
    for name in model.model_fields:
        if name in without:
            continue
        field = f"{path}.{name}"
        answer = answer_for(field, land, platforms) or _question(field, land, platforms)
        if answer is None:
            shape = shape_of(model, name)
            if shape.model is not None and not shape.is_list:
                answer = _fields(shape.model, field, land, platforms) or None
        if answer is not None:
            result[name] = answer
    return result


def _question(field: str, land: Land, platforms: Collection[str] | str) -> dict[str, str] | None:
    wanted = {platforms} if isinstance(platforms, str) else set(platforms)
    for question in load_questions():
        fits = (not question.land or land in question.land) and (
            not question.platform or bool(wanted & set(question.platform))
        )
        if question.field == field and fits:
            return {"open": question.open, "by": question.by.value}
    return None
