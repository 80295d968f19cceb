"""What the JSON Schemas of answers are put together from."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
_SOMETIMES = "x-sometimes"


def obj(name: str = "", /, **properties: Schema) -> Schema:
    """An object that has all of these properties, but for those that it has `sometimes`.

    With a name it stands under that in the OpenAPI document, wherever it is used. A property whose
    name ends in an underscore is a word of the language.
    """
    told = {name.rstrip("_"): schema for name, schema in properties.items()}
    return {
        **({"title": name} if name else {}),
        "type": "object",
        "required": [name for name, schema in told.items() if _SOMETIMES not in schema],
        "properties": {name: _without_mark(schema) for name, schema in told.items()},
    }


def sometimes(schema: Schema, description: str = "") -> Schema:
    """Of a property that is left out where there is nothing to be said."""
    # What has a name stays the same wherever it is used.
    apart = {"allOf": [schema]} if description and "title" in schema else schema
    told = {"description": description} if description else {}
    return {**apart, **told, _SOMETIMES: True}


def array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def enum(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


def _without_mark(schema: Schema) -> Schema:
    return {key: told for key, told in schema.items() if key != _SOMETIMES}


TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
NOTHING: Schema = {"type": "null"}
FREE: Schema = {"type": "object", "additionalProperties": True}
TIME: Schema = {"type": "string", "format": "date-time"}
ID: Schema = {"type": "string", "format": "uuid"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
IDS = array(TEXT)
AS_OF = obj("AsOf", requested=maybe(TEXT), instant=TIME, timezone=TEXT)
KNOWN_AT = obj("KnownAt", requested=maybe(TEXT), instant=TIME, timezone=TEXT, position=WHOLE)
