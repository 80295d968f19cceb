"""Trees into the JSON that an envelope is made of, by the JSON Schema of its type."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from sys import intern
from typing import Any

from events.storyfile.tree import Fields, Items, Scalar, Tree
from events.types import Envelope, event_types, pointer

Schema = Mapping[str, Any]
ANYTHING: Schema = {}
_NULLS = ("null", "Null", "NULL")
_BOOLEANS = {
    **dict.fromkeys(("true", "yes", "on"), True),
    **dict.fromkeys(("false", "no", "off"), False),
}
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,15})")


def envelope_values(tree: Fields) -> tuple[dict[str, Any], dict[str, int]]:
    """The envelope as JSON, and the line of every value in it by JSON pointer."""
    lines: dict[str, int] = {"": tree.line}
    kind = tree.fields.get("type")
    envelope = _schema_of_envelope()
    data = _schema_of_data(kind.text.strip() if isinstance(kind, Scalar) else "")
    values = {}
    for name, inner in tree.fields.items():
        schema = data if name == "data" else _property(envelope, name, envelope)
        place = _place(name)
        values[name] = _value(inner, schema, data if name == "data" else envelope, place, lines)
        lines[place] = tree.lines[name]
    return values, lines


@cache
def event_references(type_name: str) -> tuple[str, ...]:
    """The fields of a type's data that hold the id of an event."""
    schema = _schema_of_data(type_name)
    return tuple(
        name
        for name, inner in schema.get("properties", {}).items()
        if any(each.get("x-reference") == "event" for each in _alternatives(inner, schema))
    )


def _place(part: str | int, within: str = "") -> str:
    """As a pointer, one for all events: most have the same fields."""
    return intern(pointer([part], within))


def _value(tree: Tree, schema: Schema, root: Schema, at: str, lines: dict[str, int]) -> Any:
    lines.setdefault(at, tree.line)
    if isinstance(tree, Scalar):
        return _scalar(tree, schema, root)
    if isinstance(tree, Items):
        inner = _items(schema, root)
        return [
            _value(item, inner, root, _place(index, at), lines)
            for index, item in enumerate(tree.items)
        ]
    values = {}
    for name, item in tree.fields.items():
        place = _place(name, at)
        lines[place] = tree.lines[name]
        values[name] = _value(item, _property(schema, name, root), root, place, lines)
    return values


def _scalar(scalar: Scalar, schema: Schema, root: Schema) -> str | bool | int | None:
    text = scalar.text
    if not scalar.plain:
        return text
    wanted = {kind for each in _alternatives(schema, root) if (kind := _type(each))}
    if text in ("", "~") or (text in _NULLS and ("string" not in wanted or "null" in wanted)):
        return None
    if "string" in wanted:
        return text
    if "boolean" in wanted and text.lower() in _BOOLEANS:
        return _BOOLEANS[text.lower()]
    if "integer" in wanted and _INTEGER.fullmatch(text):
        return int(text)
    if not wanted and text in ("true", "false"):
        return text == "true"
    return text


def _type(schema: Schema) -> str | None:
    if "const" in schema or "enum" in schema:
        return "string"
    return schema.get("type")


def _alternatives(schema: Schema, root: Schema) -> Iterator[Schema]:
    if "$ref" in schema:
        yield from _alternatives(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    yield schema
    for choice in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        yield from _alternatives(choice, root)


def _property(schema: Schema, name: str, root: Schema) -> Schema:
    for each in _alternatives(schema, root):
        if name in each.get("properties", {}):
            found: Schema = each["properties"][name]
            return found
    return ANYTHING


def _items(schema: Schema, root: Schema) -> Schema:
    for each in _alternatives(schema, root):
        if isinstance(each.get("items"), dict):
            found: Schema = each["items"]
            return found
    return ANYTHING


@cache
def _schema_of_envelope() -> Schema:
    return Envelope.model_json_schema(by_alias=True)


@cache
def _schema_of_data(type_name: str) -> Schema:
    found = event_types().get(type_name)
    return found.model_json_schema(by_alias=True) if found else ANYTHING
