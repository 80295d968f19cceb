"""What the JSON Schemas of answers are put together from."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def obj(**properties: Schema) -> Schema:
    """An object; a property whose name ends in an underscore is a word of the language."""
    return {"type": "object", "properties": {k.rstrip("_"): v for k, v in properties.items()}}


def array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def enum(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
FREE: Schema = {"type": "object", "additionalProperties": True}
TIME: Schema = {"type": "string", "format": "date-time"}
IDS = array(TEXT)
ENTITY = obj(id=TEXT, name=maybe(TEXT))
PRESENCE = enum("certain", "possible")
WINDOW = obj(earliest=maybe(TIME), latest=maybe(TIME))
BOUND = obj(text=maybe(TEXT), earliest=maybe(TIME), latest=maybe(TIME))
AS_OF = obj(requested=maybe(TEXT), instant=TIME, timezone=TEXT)
KNOWN_AT = obj(requested=maybe(TEXT), instant=TIME, timezone=TEXT, position=WHOLE)
ECHO: dict[str, Schema] = {
    "as_of": AS_OF,
    "known_at": KNOWN_AT,
    "known": {
        "type": "boolean",
        "const": False,
        "description": "There when the subject was not known yet at `known_at`.",
    },
    "merged_into": TEXT,
    "stale": {"type": "boolean", "description": "There when rows of the answer are out of date."},
}
STATE: dict[str, Schema] = {
    "presence": PRESENCE,
    "acting": FLAG,
    "start": BOUND,
    "end": maybe(BOUND),
    "last_attested": maybe(TIME),
    "confidence": TEXT,
    "disputed": FLAG,
    "inferred": FLAG,
    "events": IDS,
}


def listing(item: Schema) -> Schema:
    return obj(results=array(item), next=maybe({"type": "string", "format": "uri"}), **ECHO)
