"""JSON Schema of the dossier's files, for editors that complete and explain in German."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from pipeline.dossier.dossier import PARTS

_TITLES = {
    "organisation": "Organisation",
    "concept": "Nutzungskonzept",
    "dpia": "Folgenabschätzung",
    "review": "Stellungnahmen",
}


def schemas() -> Mapping[str, str]:
    """Return the JSON Schema of each file, by file name such as ``concept.schema.json``."""
    return {f"{root}.schema.json": _schema(root) for root in PARTS}


def _schema(root: str) -> str:
    schema = PARTS[root].model_json_schema(schema_generator=_GermanSchema)
    for definition in schema.get("$defs", {}).values():
        definition.pop("description", None)  # of enumerations: English, for those who read the code
        definition.pop("title", None)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": _TITLES[root]}
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


class _GermanSchema(GenerateJsonSchema):
    """Leaves out the English class descriptions; editors show only what clerks can read."""

    def model_schema(self, schema: Any) -> dict[str, Any]:
        result = super().model_schema(schema)
        result.pop("description", None)
        result.pop("title", None)
        return result

    def enum_schema(self, schema: Any) -> dict[str, Any]:
        result = super().enum_schema(schema)
        labels = [getattr(member, "label", "") for member in schema["members"]]
        result.pop("description", None)
        result.pop("title", None)
        if any(labels):
            result["enumDescriptions"] = labels
        return result

    def bool_schema(self, schema: Any) -> dict[str, Any]:
        """Accept the German words too: the loader does."""
        super().bool_schema(schema)
        return {"anyOf": [{"type": "boolean"}, {"enum": ["ja", "nein"]}]}
